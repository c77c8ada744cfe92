"""The end of a run: check links, judge the site as a whole, say what was left, sum up."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from audits.run import judge_site
from crawler.linkcheck import Checked, check
from crawler.night import Night
from crawler.store.graph import site_artefacts
from crawler.store.judgements import save_site_judgements
from crawler.store.runs import finish_run
from crawler.store.targets import resolve_own_targets, save_target, unchecked

log = logging.getLogger("dropkerb")

AT_ONCE = 8  # hosts whose links are checked at the same time; each gets one request at a time
FEWEST_TO_DOUBT = 5  # outside addresses; when none of so many answers, the fault is ours
Download = Callable[[Request], Awaitable[Response]]


async def close_night(night: Night, download: Download) -> None:
    """Bring a run whose frontier is empty, or whose budget is spent, to its end."""
    with night.db.atomic():
        resolve_own_targets(night.db, night.run)
    if night.plan.checks_links and night.counters.pages_audited:
        await check_links(night, download)
    if not night.still_wanted():
        return
    if night.counters.pages_audited:
        await judge_whole_site(night)
    with night.db.atomic():
        note_what_was_left(night)
        finish(night)


async def check_links(night: Night, download: Download) -> None:
    """Ask each linked address that the crawl itself did not visit, once and politely."""
    night.tally.phase = "checking links"
    urls, left = _within_host_limit(
        unchecked(night.db, night.run), night.plan.external_per_host, night
    )
    night.tally.links_to_check = len(urls)
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc, []).append(url)
    gate = asyncio.Semaphore(AT_ONCE)
    await asyncio.gather(*(_check_host(night, each, download, gate) for each in hosts.values()))
    _doubt_if_nothing_answers(night)
    if night.is_out_of_time() and (missed := len(urls) - night.tally.links_done):
        night.note("link check", "Some links were left unchecked: time was up.", number=missed)
    if left:
        night.note(
            "link check",
            f"Some links were left unchecked: at most {night.plan.external_per_host} "
            "a night are asked of one host outside the site.",
            number=left,
        )


async def _check_host(
    night: Night, urls: list[str], download: Download, gate: asyncio.Semaphore
) -> None:
    """Check the links to one host, one after another; a host that is not there is asked once."""
    checked: Checked | None = None
    async with gate:
        for url in urls:
            if not night.still_wanted() or night.is_out_of_time():
                return
            if checked is None or not checked.is_host_down:
                is_own = night.scope.judge(url).kind != "external"
                checked = await check(url, download=download, is_own=is_own)
            _save_checked(night, url, checked)


def _save_checked(night: Night, url: str, checked: Checked) -> None:
    with night.db.atomic():
        save_target(
            night.db,
            night.run,
            url,
            state=checked.state,
            status=checked.status,
            reason=checked.reason,
            hops=checked.hops,
            redirect_to=checked.redirect_to,
            content_type=checked.content_type,
            bytes=checked.bytes,
        )
        night.counters.links_checked += 1
        night.tally.links_done += 1
        night.keep_counters()


def _doubt_if_nothing_answers(night: Night) -> None:
    """Call no outside link broken in a night in which not one outside host could be reached."""
    parameters = [night.run.site_id, night.run.id]
    outside = "site_id = ? AND checked_run_id = ? AND kind = 'external'"
    asked, answered = night.db.execute(
        f"SELECT count(*), count(status) FROM targets WHERE {outside}",  # noqa: S608
        parameters,
    ).fetchone()
    if asked < FEWEST_TO_DOUBT or answered:
        return
    with night.db.atomic():
        night.db.execute(
            f"""UPDATE targets SET state = 'unsure',
                reason = 'No address outside the site could be reached tonight, not even this one.'
                WHERE {outside} AND state = 'broken'""",  # noqa: S608
            parameters,
        )
        night.note(
            "link check",
            "No address outside the site could be reached: is this machine's own connection, "
            "DNS or proxy at fault? Links to other sites were not judged.",
            number=asked,
        )


def _within_host_limit(urls: list[str], limit: int, night: Night) -> tuple[list[str], int]:
    """Split off what goes over the limit for one host outside the site."""
    asked: Counter[str] = Counter()
    kept = []
    left = 0
    for url in urls:
        host = urlsplit(url).netloc
        kind = night.scope.judge(url).kind
        if kind in ("trap", "out of scope"):
            continue  # above all addresses that log out or delete
        if kind == "external":
            asked[host] += 1
            if asked[host] > limit:
                left += 1
                continue
        kept.append(url)
    return kept, left


async def judge_whole_site(night: Night) -> None:
    """Run the audits of scope "site" over the link graph."""
    night.tally.phase = "judging the site as a whole"
    with night.db.atomic():
        artefacts = site_artefacts(night.db, night.run)
    artefacts["sitemap_found"] = night.has_sitemap
    artefacts["is_complete"] = not night.stop_reason
    judged = await asyncio.to_thread(lambda: list(judge_site(artefacts)))
    with night.db.atomic():
        save_site_judgements(night.db, night.run, judged)


def note_what_was_left(night: Night) -> None:
    """Say what was not seen and why: traps, patterns, depth, budget, browsers."""
    rows = night.db.query(
        """SELECT t.url FROM targets t JOIN links l ON l.target_id = t.id
           WHERE t.site_id = ? AND t.kind IN ('page', 'document') AND l.ended_run_id IS NULL
           AND l.rel != 'asset' AND NOT EXISTS (SELECT 1 FROM frontier f
               WHERE f.run_id = ? AND f.url = t.url)
           GROUP BY t.id""",
        [night.run.site_id, night.run.id],
    )
    left: Counter[tuple[str, str]] = Counter()
    for row in rows:
        verdict = night.scope.judge(row["url"])
        if verdict.kind == "external":
            continue
        if verdict.kind == "page":
            sampled = verdict.cap is not None
            rule = verdict.rule if sampled else "max_depth"
            left[("sampled" if sampled else "scope", rule)] += 1
        else:
            left[("sampled" if verdict.kind == "trap" else "scope", verdict.rule)] += 1
    for (kind, rule), number in sorted(left.items()):
        sentence = {
            "sampled": f'Sampled, not crawled whole: addresses of the kind "{rule}".',
            "scope": f'Left out by the rule "{rule}".',
        }[kind]
        night.note(kind, sentence, number=number)
    if night.stop_reason:
        night.note("budget", f"The run ended early: {night.stop_reason}.")
    for sentence, number in Counter(night.pool.replacements).items():
        night.note("browser", f"A browser was replaced: {sentence}", number=number)


def finish(night: Night, *, is_resumable: bool = False) -> None:
    """Write the run's status, reason and sums; a resumable run keeps its frontier."""
    counters = night.counters
    night.keep_counters()
    if not counters.pages_audited and not is_resumable:
        status = "failed"
        reason = night.start_problem or "No page could be audited."
    elif night.stop_reason:
        status, reason = "partial", night.stop_reason
    else:
        status, reason = "done", ""
    left = night.frontier.waiting()
    counts = {"pages_left": left}
    finish_run(night.db, night.run, status, reason, counts, is_resumable=is_resumable)
    night.is_finished = True
    night.tally.phase = status
