"""The many pages: one for each audited page, one for each cause that pages share."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from markupsafe import Markup

from reports import queries
from reports.contexts import CauseReport, PageReport
from reports.facts import Facts
from reports.lists import MOST, First
from reports.marked_text import marked_text
from reports.render import Writer, fragment
from reports.rows import (
    IMPACTS,
    AuditFindings,
    Cause,
    Finding,
    Measure,
    Page,
    Place,
    RawFinding,
    Reading,
    Version,
)
from reports.source import json_list
from reports.streams import PageStreams
from reports.wording import is_web, language_name, witnesses

FINDINGS_SHOWN = 20  # of one audit on one page
WORDS_SHOWN = 15  # of a sentence that a finding is about
SHARED_PARTS = ("header", "nav", "aside", "footer")
UNTESTED = ("not tested", "error")
LANGUAGE = re.compile("[a-z]{2,3}")


def write_pages(db: sqlite3.Connection, facts: Facts, writer: Writer) -> None:
    """Write the report of every audited page, in the order in which the record has them."""
    streams = PageStreams(db, facts.site)
    told = cache(lambda line: _told(line, facts))
    untested = lru_cache(256)(lambda lines: Markup("").join(map(told, lines.split("\n"))))
    explanations = explained(facts, "_fix.html")
    for page_id in sorted(facts.pages):
        page = facts.pages[page_id]
        writer.write(_page(page, facts, streams, untested, explanations), page.file)


def write_pictures(db: sqlite3.Connection, facts: Facts, writer: Writer) -> None:
    """Write the pictures of the causes that are open."""
    for each in facts.evidence.values():
        if each.file and each.cause_id in facts.causes:
            writer.write_bytes(queries.picture(db, each.cause_id), each.file)


def explained(facts: Facts, template: str) -> dict[int, Markup]:
    """Return how to fix it, for each audit that has causes: many pages share the words."""
    return {
        audit.id: fragment(template, audit=audit)
        for audit in facts.audits.values()
        if facts.causes_of(audit)
    }


def _page(
    page: Page,
    facts: Facts,
    streams: PageStreams,
    untested: Callable[[str], Markup],
    explanations: dict[int, Markup],
) -> PageReport:
    details = streams.details(page.id)
    statuses = streams.statuses(page.id)
    told = {status: audits for status, _, audits in statuses}
    is_new = details.first_run_id == facts.run.id
    reopened = streams.reopened.get(page.id, set())
    raw = [each for each in streams.findings(page.id) if each.cause_id in facts.causes]
    sure = {each.cause_id for each in raw if each.status == "failed"}
    found = [
        (
            each.status,
            _finding(
                each,
                facts,
                page,
                since=_since(each, facts, is_new_page=is_new, reopened=reopened),
                is_second=each.status != "failed" and each.cause_id in sure,
            ),
        )
        for each in raw
    ]
    binding = [(status, each) for status, each in found if not each.cause.audit.is_advice]
    return PageReport(
        frame=facts.frame(f"Page {page.id}: {page.label}", "pages.html", root="../"),
        page=page,
        place=facts.place(page.id),
        total=len(facts.pages),
        details=details,
        versions=[
            Version(language_name(code), url, facts.pages.get(number) if number else None)
            for code, url, number in streams.versions(page.id)
        ],
        first_seen=facts.since(details.first_run_id),
        last_seen=facts.since(details.last_run_id),
        failed=_by_audit(each for status, each in binding if status == "failed"),
        to_review=_by_audit(each for status, each in binding if status != "failed"),
        advice=_by_audit(each for _, each in found if each.cause.audit.is_advice),
        measures=[
            Measure(facts.audits[audit], value, status)
            for audit, value, status in streams.measures(page.id)
            if audit in facts.audits
        ],
        links=streams.links(page.id),
        flawed=streams.flawed(page.id),
        linked_from=[
            facts.pages[each]
            for each in streams.linked_from(page.id, page.url, facts.site)
            if each in facts.pages
        ],
        statuses={status: number for status, number, _ in statuses},
        set_aside=facts.set_aside.get(page.id, 0),
        untested=[(status, untested(told[status])) for status in UNTESTED if status in told],
        explanations=explanations,
        behaviour=facts.behaviours.get(page.id),
        reading=facts.readings.get(page.id),
        text=marked_text(*streams.text(page.id)),
        levels=[(facts.since(run), level) for run, level in streams.levels(page.id)],
        other_language=_other_language(facts.readings.get(page.id)),
    )


def _other_language(reading: Reading | None) -> str:
    """Return the code that a screen reader must know before it reads the text aloud."""
    code = reading.language if reading else ""
    return code if LANGUAGE.fullmatch(code) and code != "en" else ""


def _finding(
    raw: RawFinding, facts: Facts, page: Page | None, *, since: str = "", is_second: bool = False
) -> Finding:
    """Return the finding; a page may hold a cause twice, once for sure and once for a person."""
    evidence = facts.evidence.get(raw.cause_id)
    return Finding(
        anchor=f"{'review' if is_second else 'cause'}-{raw.cause_id}",
        evidence=evidence,
        is_elsewhere=evidence is not None and (page is None or page.id != evidence.page_id),
        cause=facts.causes[raw.cause_id],
        message=raw.message,
        subject=_beginning(raw.subject, raw.message, page),
        selector=raw.selector,
        snippet=raw.snippet,
        elements=raw.elements,
        more_selectors=tuple(map(str, json_list(raw.more_selectors))),
        witnesses=witnesses(raw.witnesses),
        state=raw.state,
        since=since,
    )


def _beginning(subject: str, message: str, page: Page | None) -> str:
    """Return the first words of a subject: enough to find it on the page."""
    if not subject or is_web(subject) or subject in message or (page and subject in page.title):
        return ""
    words = subject.split()
    return " ".join(words[:WORDS_SHOWN]) + (" …" if len(words) > WORDS_SHOWN else "")


def _since(raw: RawFinding, facts: Facts, *, is_new_page: bool, reopened: set[int]) -> str:
    """Return since when a finding is open, in words; on a first run that says nothing."""
    if raw.first_run_id > facts.run.id:
        return "Found by the run that is under way"
    if raw.first_run_id < facts.run.id:
        return f"Open since {facts.since(raw.first_run_id)}"
    if raw.cause_id in reopened:
        return "Back again: it was fixed before"
    if facts.previous is None or is_new_page:
        return ""
    return "New in this run"


def _by_audit(findings: Iterable[Finding]) -> list[AuditFindings]:
    """Return the findings audit by audit: worst impact first, then the one with most to clear."""
    groups: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.cause.audit.id].append(finding)
    return sorted(map(_group, groups.values()), key=_order)


def _group(findings: list[Finding]) -> AuditFindings:
    findings.sort(key=lambda finding: -finding.cause.weight * finding.cause.pages)
    impacts = {finding.cause.impact for finding in findings}
    return AuditFindings(
        audit=findings[0].cause.audit,
        impact=next((impact for impact in IMPACTS if impact in impacts), ""),
        findings=tuple(findings[:FINDINGS_SHOWN]),
        left_out=max(0, len(findings) - FINDINGS_SHOWN),
    )


def _order(group: AuditFindings) -> tuple[float, str]:
    return -group.findings[0].cause.weight, group.audit.name


def _told(line: str, facts: Facts) -> Markup:
    """Return one audit and its note as an item of a list; many pages share it."""
    number, _, note = line.partition("\t")
    audit = facts.audits.get(int(number))
    return fragment("_audit_told.html", audit=audit, note=note) if audit else Markup("")


def write_causes(db: sqlite3.Connection, facts: Facts, writer: Writer) -> None:
    """Write the report of every cause that shows on several pages."""
    explanations = explained(facts, "_explanation.html")
    for cause in facts.causes.values():
        if cause.pages > 1:
            writer.write(_cause(db, cause, facts, explanations[cause.audit.id]), cause.file)


def _cause(db: sqlite3.Connection, cause: Cause, facts: Facts, explanation: Markup) -> CauseReport:
    carried = queries.carriers(db, cause)
    places = {
        page_id: (number, facts.since(run_id), state) for page_id, number, run_id, state in carried
    }
    is_mixed = len({state for *_, state in places.values()}) > 1
    pages = facts.in_order(places)
    example = pages[0] if pages else None
    raw, selector = queries.example(db, cause, example.id if example else cause.page_id)
    return CauseReport(
        frame=facts.frame(f"Cause {cause.id}: {cause.title}", "causes.html", root="../"),
        cause=cause,
        finding=_finding(raw, facts, example),
        example=example,
        selector=selector,
        is_shared=cause.region in SHARED_PARTS,
        since=facts.since(cause.first_run_id),
        places=First(
            [_place(page, *places[page.id], is_mixed=is_mixed) for page in pages[:MOST]],
            len(pages),
        ),
        explanation=explanation,
        plan=facts.plans.get(cause.id),
    )


def _place(page: Page, elements: int, since: str, state: str, *, is_mixed: bool) -> Place:
    return Place(page, elements, since, state if is_mixed else "")
