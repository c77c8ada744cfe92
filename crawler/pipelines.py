"""Judge each page, then store it: two steps, in this order."""

import asyncio
import logging
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Self, cast

from scrapy.exceptions import DropItem

from audits.derive.document import Document
from audits.derive.links import MAX_LINKS, extract_links, links_dropped
from audits.derive.page import page_artefacts, page_facts
from audits.model import Status
from audits.run import judge_page
from crawler.addresses import AddressError, canonical
from crawler.browser import Look
from crawler.closing import DROPPED, DROPPED_KIND
from crawler.items import Capture, as_failed
from crawler.night import Night
from crawler.spiders.site import SiteSpider, to_stored
from crawler.store.judgements import save_judgements
from crawler.store.pages import StoredLink, Visit, save_facts, save_links, save_visit
from crawler.store.record import explain

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger("dropkerb")

JUDGED_STATES = ("ok", "partial", "too big")  # states of a look whose document is the right one


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
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(night.pool.executor, look_and_judge, night, item)
        except DropItem:
            night.landed(item.url)
            raise
        except Exception as error:
            log.exception("judging %s failed", item.url)
            as_failed(item, f"Dropkerb itself failed on this page ({type(error).__name__}).")
        return item


def look_and_judge(night: Night, capture: Capture) -> None:
    """Open the page in this thread's browser, derive artefacts and run the audits.

    Raises DropItem when the run was asked to stop: the address waits for the next start.
    """
    if not night.still_wanted():
        raise DropItem("the run was asked to stop")
    look = night.pool.look(capture.url)
    if look.state == "redirected":
        _as_redirect(night, capture, look)
    elif look.state not in JUDGED_STATES or not look.html:
        as_failed(capture, look.reason or "The browser could not show it.")
    elif keeps_earlier_judgement(capture, look):
        as_failed(capture, kept_reason(look))
    else:
        _judge(night, capture, look)


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


def _judge(night: Night, capture: Capture, look: Look) -> None:
    url = capture.url
    facts = page_facts(look.html, url)
    capture.facts = {
        "title": facts.title or "",
        "language": facts.language or "",
        "template": facts.template,
    }
    if look.state != "ok":
        capture.visit = replace(capture.visit, reason=look.reason)
    document = Document(look.html, url)
    capture.links_dropped = max(capture.links_dropped, links_dropped(document, url))
    artefacts = page_artefacts(look.html, url, axe=look.axe, axe_error=look.axe_error)
    capture.judgements = judge_page(artefacts)
    capture.links = _with_rendered(
        capture.links, to_stored(night, extract_links(document, url)), sent=capture.html
    )


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
        night = cast("SiteSpider", self._crawler.spider).night
        try:
            with night.db.atomic():
                store(night, item)
        except sqlite3.Error as error:
            self._give_up(
                night, explain(error, night.plan.record) or f"The record cannot be written: {error}"
            )
        except Exception as error:
            log.exception("storing %s failed", item.url)
            self._give_up(night, f"Dropkerb itself failed while storing {item.url}: {error}")
        finally:
            night.landed(item.url)
        return item

    def _give_up(self, night: Night, problem: str) -> None:
        """End the run now; nothing that is recorded already is lost."""
        night.record_problem = problem
        night.stop(problem)
        assert self._crawler.engine is not None
        asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="record"))  # noqa: RUF006


def store(night: Night, capture: Capture) -> None:
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
        save_facts(night.db, run, page_id, **capture.facts)
        save_links(night.db, run, page_id, capture.links)
        save_judgements(night.db, run, page_id, capture.facts["template"], capture.judgements)
        counters.pages_audited += 1
        counters.pages_unchanged += capture.is_unchanged
    elif visit.outcome == "error":
        counters.pages_error += 1
    if capture.entry.depth == 0 and visit.outcome not in ("audited", "redirect"):
        night.start_problem = start_problem(visit)
    for link in capture.links:
        if link.rel != "asset" and link.kind in ("page", "document"):
            night.admit(link.url, depth=capture.entry.depth + 1, source="link")
    if capture.links_dropped:
        night.note(
            DROPPED_KIND,
            f"{DROPPED}, only the first {MAX_LINKS:,}: {capture.url}",
            url=capture.url,
            number=capture.links_dropped,
        )
    night.frontier.done(capture.url)
    night.tally.findings += sum(
        len(judged.outcome.findings)
        for judged in capture.judgements
        if judged.outcome.status is Status.FAILED
    )
    night.tally.last_url = visit.url
    night.keep_counters()


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
