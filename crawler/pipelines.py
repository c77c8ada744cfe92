"""Judge each page, then store it: two steps, in this order."""

import asyncio
import logging
import sqlite3
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Self, cast

from scrapy.exceptions import DropItem

from audits.derive.links import MAX_LINKS
from audits.model import Status
from crawler.addresses import AddressError, canonical
from crawler.apart import apart
from crawler.browser import Look
from crawler.closing import DROPPED, DROPPED_KIND
from crawler.executor import ExecutorError
from crawler.fingerprint import MOST_FOLDED, fold_page
from crawler.items import Capture, GoodLook, as_failed
from crawler.links import admit_links, to_stored
from crawler.looking import Job, Judged
from crawler.night import Night
from crawler.store.actions import save_actions
from crawler.store.judgements import failures_on, save_judgements
from crawler.store.looks import Member, carry, forget_look
from crawler.store.menus import save_menus
from crawler.store.pages import (
    StoredLink,
    Visit,
    save_facts,
    save_links,
    save_seconds,
    save_visit,
    stored_links,
)
from crawler.store.readings import save_reading
from crawler.store.record import explain
from crawler.store.statements import save_page_statement
from crawler.store.translations import save_translations
from crawler.store.words import save_words

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.spiders.site import SiteSpider

log = logging.getLogger("dropkerb")

ASK_SECONDS = 1.0  # between two questions whether the run is to go on
STOPPING_ASK_SECONDS = 0.25  # once it is not
STOP_SECONDS = 3.0  # that a page being looked at has when the run is asked to stop


class JudgePipeline:
    """Opens each page in a browser and runs the audits, away from the event loop."""

    def __init__(self, scrapy_crawler: "Crawler") -> None:
        self._crawler = scrapy_crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler)

    async def process_item(self, item: Capture) -> Capture:
        """Add what the browser saw and what the audits say; never raises for a bad page."""
        if not item.needs_look:
            return item
        night = cast("SiteSpider", self._crawler.spider).night
        try:
            if item.variants and await self._is_same(night, item):
                _carry_under_other_addresses(night, item)
                return item
            job = Job(url=item.url, answer=item.answer, run=night.key)
            item.answer = None  # it may be megabytes
            started = time.monotonic()
            judged = await outcome(night, job)
            item.seconds = time.monotonic() - started
            night.count_look(judged.look, item.seconds)
            await asyncio.to_thread(apply, night, item, judged)
        except DropItem:
            night.landed(item.url)
            if night.executor.problem:
                self._end()
            raise
        except Exception as error:
            log.exception("judging %s failed", item.url)
            as_failed(item, f"Dropkerb itself failed on this page ({type(error).__name__}).")
        return item

    async def _is_same(self, night: Night, item: Capture) -> bool:
        """Whether what a page loads is the same, although it names it by other addresses."""
        assert self._crawler.engine is not None
        assert item.known is not None
        assert item.known.look is not None
        for url in item.variants:
            if not await night.incremental.is_same_under(
                url, item.known.look, self._crawler.engine.download_async
            ):
                return False
        return True

    def _end(self) -> None:
        """End a run that nobody can look at pages for; the same command goes on with it later."""
        assert self._crawler.engine is not None
        asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="executor"))  # noqa: RUF006


def _carry_under_other_addresses(night: Night, item: Capture) -> None:
    """Carry a page over whose HTML names the same assets by other addresses."""
    assert item.known is not None
    assert item.known.look is not None
    item.is_carried, item.needs_look, item.answer = True, False, None
    on_record = stored_links(night.db, item.known.look.page_id)
    item.links += [link for link in on_record if link.is_rendered]


async def outcome(night: Night, job: Job) -> Judged:
    """Have a page looked at and judged, here or elsewhere, and wait for what comes of it.

    Raises DropItem when the run was asked to stop: the address waits for the next start.
    """
    if not night.still_wanted():
        raise DropItem("the run was asked to stop")
    sent = night.executor.submit(job)
    waiting = asyncio.wrap_future(sent)
    patience = STOP_SECONDS
    pause = ASK_SECONDS
    while not waiting.done() and patience > 0:
        await asyncio.wait({waiting}, timeout=pause)
        if not night.still_wanted():
            pause = STOPPING_ASK_SECONDS
            patience = 0 if sent.cancel() else patience - pause  # what has begun may end
    if not waiting.done() or waiting.cancelled():
        waiting.cancel()
        raise DropItem("the run was asked to stop")
    try:
        return waiting.result()
    except ExecutorError as error:
        raise DropItem(str(error)) from error


def apply(night: Night, capture: Capture, judged: Judged) -> None:
    """Add to a capture what came of the look at its page."""
    if judged.look.state == "redirected":
        _as_redirect(night, capture, judged.look)
    elif not judged.is_judged:
        as_failed(capture, judged.look.reason or "The browser could not show it.")
    elif keeps_earlier_judgement(capture, judged.look):
        as_failed(capture, kept_reason(judged.look))
    else:
        _judge(night, capture, judged)


def keeps_earlier_judgement(capture: Capture, look: Look) -> bool:
    """Whether half a page must not overrule what was found when the page was there whole.

    A page that was cut off in the same way last time is like that every night, and is judged so.
    """
    is_whole = look.state == "ok" or look.reason == look.axe_error  # only axe did not finish
    if is_whole or capture.before is None:
        return False
    return capture.before not in (look.reason, kept_reason(look))


def kept_reason(look: Look) -> str:
    sentence = look.reason.replace(" and was judged as it stood", "")
    return f"{sentence} The judgement before it stands until it is seen so twice running."


def _as_redirect(night: Night, capture: Capture, look: Look) -> None:
    try:
        target = canonical(look.final_url)
    except AddressError:
        as_failed(capture, look.reason)
        return
    capture.visit = replace(
        capture.visit, outcome="redirect", redirect_to=target, reason=look.reason
    )
    capture.needs_look = False
    if night.scope.judge(target).kind == "page":
        capture.links.append(StoredLink(url=target, kind="page", text="", region="", rel="link"))


def _judge(night: Night, capture: Capture, judged: Judged) -> None:
    capture.facts = judged.facts
    if judged.look.state != "ok":
        capture.visit = replace(capture.visit, reason=judged.look.reason)
    capture.judgements = list(judged.judgements)
    capture.menus = judged.menus
    capture.words = judged.words
    capture.translations = judged.translations
    capture.reading = judged.reading
    capture.actions = judged.actions
    capture.statement = judged.statement
    capture.look = _good_look(capture, judged)
    capture.links = _with_rendered(capture.links, to_stored(night, judged.links), sent=capture.html)


def _good_look(capture: Capture, judged: Judged) -> GoodLook | None:
    """Return what the verdicts rest on, if all of them were reached and all of it is known."""
    look = judged.look
    members = tuple(Member(each.url, each.kind, each.sha256) for each in look.assets)
    is_whole = look.state == "ok" and not look.axe_error
    if not is_whole or capture.html is None or len(capture.html) > MOST_FOLDED:
        return None
    if not all(member.hash for member in members):
        return None
    if any(each.outcome.status is Status.ERROR for each in judged.judgements):
        return None
    loaded = [member.url for member in members]
    folded = fold_page(capture.html, capture.url, headers=capture.headers, loaded=loaded)
    return GoodLook(folded.hash, members)


def _with_rendered(
    links: list[StoredLink], rendered: list[StoredLink], *, sent: str | None
) -> list[StoredLink]:
    """Add the links that only the rendered page has, marked as such."""
    if sent is None:  # not modified: the record's links hold the rendered ones already
        links = [link for link in links if not link.is_rendered]
    known = {link.url for link in links}
    return links + [replace(link, is_rendered=True) for link in rendered if link.url not in known]


class StorePipeline:
    """Writes everything about one address in one transaction."""

    def __init__(self, scrapy_crawler: "Crawler") -> None:
        self._crawler = scrapy_crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler)

    async def process_item(self, item: Capture) -> Capture:
        """Store the capture; a record that cannot be written ends the run with the reason."""
        spider = cast("SiteSpider", self._crawler.spider)
        night = spider.night
        try:
            await apart(store, night, item)
        except DropItem:
            raise
        except sqlite3.Error as error:
            said = explain(error, night.plan.record)
            spider.give_up(said or f"The record cannot be written: {error}")
        except Exception as error:
            log.exception("storing %s failed", item.url)
            spider.give_up(f"Dropkerb itself failed while storing {item.url}: {error}")
        finally:
            night.landed(item.url)
        return item


def store(night: Night, capture: Capture) -> None:
    """Write everything about one address in one transaction.

    Raises DropItem when the run has ended meanwhile.
    """
    if night.is_finished:
        raise DropItem("the run has ended")
    with night.db.atomic():
        _store(night, capture)


def _store(night: Night, capture: Capture) -> None:
    """Write visit, facts, links, judgements and frontier state of one address."""
    visit, run, counters = capture.visit, night.run, night.counters
    site = night.site
    page_id = save_visit(
        night.db,
        run,
        visit,
        owner=site.owner_of(visit.url),
        edit_url=site.edit_url_of(visit.url),
        in_sitemap=visit.url in night.in_sitemap,
    )
    if visit.outcome == "audited":
        _store_page(night, page_id, capture)
        night.tally.failures += failures_on(night.db, page_id)
        counters.pages_audited += 1
        counters.pages_carried += capture.is_carried
        counters.pages_unchanged += capture.is_unchanged
    elif visit.outcome == "error":
        counters.pages_error += 1
    if capture.entry.depth == 0 and visit.outcome not in ("audited", "redirect"):
        night.start_problem = start_problem(visit)
    if visit.outcome != "audited":
        forget_look(night.db, page_id)
    if capture.seconds:
        save_seconds(night.db, run, page_id, capture.seconds)
    admit_links(night, capture)  # those that only the rendered page has
    if capture.links_dropped:
        night.note(
            DROPPED_KIND,
            f"{DROPPED}, only the first {MAX_LINKS:,}: {capture.url}",
            url=capture.url,
            number=capture.links_dropped,
        )
    night.frontier.done(capture.url)
    night.tally.last_url = visit.url
    night.keep_counters()


def _store_page(night: Night, page_id: int, capture: Capture) -> None:
    """Write what was found on a page, or that what was found before still holds."""
    db, run, look = night.db, night.run, capture.look
    if not capture.is_carried or capture.variants:  # else its links are those on record
        save_links(db, run, page_id, capture.links)
    if capture.is_carried:
        carry(db, run, page_id)
        return
    save_facts(db, run, page_id, **capture.facts)
    save_menus(db, run, page_id, capture.menus)
    save_words(db, page_id, capture.words)
    save_translations(db, page_id, capture.translations)
    save_reading(db, run, page_id, capture.reading)
    save_actions(db, run, page_id, capture.actions)
    save_page_statement(db, run, page_id, capture.statement)
    save_judgements(db, run, page_id, capture.facts["template"], capture.judgements)
    if look is None:
        forget_look(db, page_id)
    else:
        night.incremental.learn(page_id, look.html_hash, look.members, capture.why)


def start_problem(visit: Visit) -> str:
    """Return why the start page could not be judged: with nothing audited, that is the answer."""
    if visit.outcome == "document":
        return f"It is not a page but a file of type {visit.content_type or 'unknown'}."
    if visit.outcome == "forbidden" and "forbids" in visit.reason:
        return (
            "robots.txt forbids the audit to read it; ask whoever looks after robots.txt "
            "to allow the user agent Dropkerb."
        )
    return visit.reason
