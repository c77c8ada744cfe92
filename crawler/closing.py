"""The end of a run: check links, judge the site as a whole, say what was left, sum up."""

import asyncio
import logging
import sqlite3
import time
from collections import Counter
from urllib.parse import urlsplit

from audits.derive.cost import Costs
from audits.run import judge_site
from crawler.apart import apart
from crawler.linkcheck import Checked, check, from_shelf_or
from crawler.night import Night
from crawler.responses import Download
from crawler.soft_pages import find_soft_pages
from crawler.store.analytics import refresh_behaviour, save_costs
from crawler.store.doubts import KIND, doubt_about
from crawler.store.exemptions import save_exemption_candidates
from crawler.store.graph import site_artefacts, start_page
from crawler.store.judgements import save_site_judgements
from crawler.store.looks import drop_unused, keep_audits_current
from crawler.store.menus import drop_unused_menus
from crawler.store.runs import finish_run
from crawler.store.statements import judge_statement
from crawler.store.targets import resolve_own_targets, save_target, unchecked
from crawler.store.undo import undo_run

log = logging.getLogger("dropkerb")

DROPPED_KIND = "scope"  # of the note about a page with more links than are read
DROPPED = "Not all links of a page were read"
AT_ONCE = 8  # hosts whose links are checked at the same time; each gets one request at a time
FEWEST_TO_DOUBT = 5  # outside addresses; when none of so many answers, the fault is ours


async def close_night(night: Night, download: Download) -> None:
    """Bring a run whose frontier is empty, or whose budget is spent, to its end.

    The record is as big as the site, so long work on it is done on a thread: the event loop has
    to stay awake.
    """
    night.tally.crawled_until = time.monotonic()
    if await apart(doubts_itself, night):
        return
    await apart(resolve_links, night)
    if night.plan.checks_links and night.counters.pages_audited:
        await check_links(night, download)
        night.soft_pages = await find_soft_pages(night, download)
    if not night.still_wanted():
        return
    if night.counters.pages_audited:
        await judge_whole_site(night)
    await apart(sum_up, night)


def resolve_links(night: Night) -> None:
    """Tell of each own address that is linked to how it answered."""
    with night.db.atomic():
        resolve_own_targets(night.db, night.run)


def sum_up(night: Night) -> None:
    """Say what was left, write the sums, end the run."""
    with night.db.atomic():
        note_what_was_left(night)
        save_costs(night.db, night.run.site_id, Costs.of(night.site.costs))
        refresh_behaviour(night.db, night.run.site_id, end_pages=night.site.end_pages)
        save_exemption_candidates(night.db, night.run)
        finish(night)
        if night.counters.pages_audited:
            judge_its_statement(night)


def judge_its_statement(night: Night) -> None:
    """Find the accessibility statement on record and judge it, now that the run has its status.

    A statement that breaks the judge leaves the run done: what was said of it before still stands.
    """
    is_complete = not (night.stop_reason or has_dropped_links(night))
    is_whole = is_complete and not night.site.include
    url, _, _ = start_page(night.db, night.run)
    try:
        with night.db.atomic():
            judge_statement(night.db, night.run, home=url, is_whole=is_whole)
    except sqlite3.Error:
        raise
    except Exception:
        log.exception("the accessibility statement could not be judged")
        night.note("statement", "Dropkerb itself failed on the accessibility statement.")


def doubts_itself(night: Night) -> bool:
    """End a run that saw trouble on the server and not the site; it changes nothing on record."""
    doubt = doubt_about(night.db, night.run)
    if doubt is None:
        return False
    with night.db.atomic():
        night.note(KIND, doubt.sentence, number=doubt.pages)
        undo_run(night.db, night.run)
        night.counters.pages_audited = night.counters.pages_unchanged = 0  # none counts
        night.doubt = (
            "most of the pages that were audited before are gone or show one and the same page "
            "tonight. Is the site being repaired? Nothing was taken as fixed or gone; if the next "
            "run sees the same, it is believed."
        )
        finish(night)
    return True


async def check_links(night: Night, download: Download) -> None:
    """Ask each linked address that the crawl itself did not visit, once and politely."""
    night.tally.phase = "checking links"
    urls, left = await apart(_to_check, night)
    night.tally.links_to_check = len(urls)
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc, []).append(url)
    gate = asyncio.Semaphore(AT_ONCE)
    await asyncio.gather(*(_check_host(night, each, download, gate) for each in hosts.values()))
    await apart(_doubt_if_nothing_answers, night)
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
    shelf = night.executor.shelf
    if shelf is not None:
        download = from_shelf_or(download, shelf, night.key)
    async with gate:
        for url in urls:
            if not night.still_wanted() or night.is_out_of_time():
                return
            if checked is None or not checked.is_host_down:
                is_own = night.scope.judge(url).kind != "external"
                checked = await check(url, download=download, is_own=is_own)
            await apart(_save_checked, night, url, checked)


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


def _to_check(night: Night) -> tuple[list[str], int]:
    """Return the addresses to ask for, and how many go over the limit for one outside host."""
    limit = night.plan.external_per_host
    asked: Counter[str] = Counter()
    kept = []
    left = 0
    for url in unchecked(night.db, night.run):
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
    """Run the audits of scope "site" over the link graph, which starts at the start page."""
    night.tally.phase = "judging the site as a whole"
    url, _, is_judged = start_page(night.db, night.run)
    if not is_judged:
        night.note(
            "scope",
            "The site as a whole was not judged, since the start page was not; what earlier runs "
            "found stays as it was.",
            url=url,
        )
        return
    is_complete = not (night.stop_reason or has_dropped_links(night))
    await apart(_judge_graph, night, is_complete=is_complete)


def _judge_graph(night: Night, *, is_complete: bool) -> None:
    db = night.db
    with db.atomic():
        asked = night.site.task_plan()
        artefacts = site_artefacts(db, night.run, is_complete=is_complete, asked=asked)
    artefacts["sitemap_found"] = night.has_sitemap
    artefacts["soft_pages"] = night.soft_pages
    artefacts["is_complete"] = is_complete
    judged = list(judge_site(artefacts))
    with db.atomic():
        save_site_judgements(db, night.run, judged)


def has_dropped_links(night: Night) -> bool:
    """Whether some page of this run, before a stop or after, had more links than were read."""
    row = night.db.execute(
        "SELECT count(*) FROM run_notes WHERE run_id = ? AND kind = ? AND message LIKE ?",
        [night.run.id, DROPPED_KIND, f"{DROPPED}%"],
    ).fetchone()
    return bool(row[0])


def note_what_was_left(night: Night) -> None:
    """Say what was not seen and why: traps, patterns, depth, budget, browsers."""
    for (kind, rule), number in sorted(_left_out(night).items()):
        sentence = {
            "sampled": f'Sampled, not crawled whole: addresses of the kind "{rule}".',
            "scope": f'Left out by the rule "{rule}".',
        }[kind]
        night.note(kind, sentence, number=number)
    if night.stop_reason:
        night.note("budget", f"The run ended early: {night.stop_reason}.")
        note_what_comes_first(night)
    note_what_waits(night)
    for sentence, number in Counter(night.executor.replacements).items():
        night.note("browser", f"A browser was replaced: {sentence}", number=number)


def note_what_comes_first(night: Night) -> None:
    """Say what a run that ended early had no time for."""
    rows = night.db.execute(
        """SELECT f.url, EXISTS (SELECT 1 FROM pages p WHERE p.site_id = ? AND p.url = f.url)
           FROM frontier f WHERE f.run_id = ? AND f.state = 'waiting'""",
        [night.run.site_id, night.run.id],
    ).fetchall()
    if not rows:
        return
    new = sum(not is_known for _, is_known in rows)
    tasks = sum(url in night.turns.tasks for url, _ in rows)
    night.note(
        "budget",
        f"Addresses were left for the next run, which asks for them first; {tasks} of them are "
        f"pages of tasks, and {new} were never asked for.",
        number=len(rows),
    )


def note_what_waits(night: Night) -> None:
    """Say how far a changed style or script has been followed up."""
    opened, waiting = night.incremental.how_far()
    if opened or waiting:
        night.note(
            "assets",
            f"A style, script or frame that {opened + waiting} pages load has changed: {opened} "
            f"were opened again in this run, {waiting} still wait and stand as they were.",
            number=waiting,
        )


def _left_out(night: Night) -> Counter[tuple[str, str]]:
    """Count own addresses that pages of this run link to and that were not let in, by the rule."""
    rows = night.db.execute(
        """SELECT t.url, min(coalesce(f.depth, 0)) FROM pages p
           JOIN links l ON l.page_id = p.id AND l.ended_run_id IS NULL AND l.rel != 'asset'
           JOIN targets t ON t.id = l.target_id AND t.kind IN ('page', 'document')
           LEFT JOIN frontier f ON f.run_id = :run AND f.url = p.url
           WHERE p.site_id = :site AND p.audited_run_id = :run AND NOT EXISTS (
               SELECT 1 FROM frontier known WHERE known.run_id = :run AND known.url = t.url)
           GROUP BY t.id""",
        {"run": night.run.id, "site": night.run.site_id},
    )
    left: Counter[tuple[str, str]] = Counter()
    for url, depth in rows:
        verdict = night.scope.judge(url)
        if verdict.kind == "trap":
            left["sampled", verdict.rule] += 1
        elif verdict.kind == "out of scope":
            left["scope", verdict.rule] += 1
        elif verdict.kind == "page" and night.is_used_up(verdict):
            left["sampled", verdict.rule] += 1
        elif verdict.kind == "page" and depth >= night.site.max_depth:
            left["scope", "max_depth"] += 1
    return left


def finish(night: Night, *, is_resumable: bool = False) -> None:
    """Write the run's status, reason and sums; a resumable run keeps its frontier."""
    night.keep_counters()
    keep_audits_current(night.db, night.run)
    drop_unused(night.db, night.run.site_id)
    drop_unused_menus(night.db, night.run.site_id)
    status, reason = how_it_ended(night, is_resumable=is_resumable)
    left = night.frontier.waiting()
    counts = {"pages_left": left}
    finish_run(night.db, night.run, status, reason, counts, is_resumable=is_resumable)
    night.is_finished = True
    night.tally.phase = status


def how_it_ended(night: Night, *, is_resumable: bool = False) -> tuple[str, str]:
    """Return the run's status and why it is not "done"."""
    if night.doubt:
        return "failed", night.doubt
    if not night.counters.pages_audited and not is_resumable:
        return "failed", night.start_problem or "No page could be audited."
    if night.stop_reason:
        return "partial", night.stop_reason
    url, obstacle, is_judged = start_page(night.db, night.run)
    if is_judged:
        return "done", ""
    problem = night.start_problem or obstacle or "It was not read."
    night.note("scope", f"The start page could not be judged: {problem}", url=url)
    return "partial", f"the start page could not be judged: {problem}"
