"""What is done away from the event loop: one page looked at and judged, from a job to a result.

Job and result can be pickled and know neither run nor record, so that the same function runs on a
thread of this process or on another machine.
"""

import gc
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from threading import Thread
from typing import Any

from audits.causes import cause_of
from audits.derive.actions import PageActions, known_actions
from audits.derive.document import Document
from audits.derive.links import Link
from audits.derive.menus import Menu
from audits.derive.page import load_data, page_artefacts, page_facts
from audits.derive.page_reading import PageReading, reading_of
from audits.derive.spelling import PageWords
from audits.derive.translations import Translation
from audits.engines.axe import said_of
from audits.model import Evidence, Outcome, Status
from audits.run import Judgement, judge_page
from audits.statement.reading import PageText, known_statement
from crawler.browser import Answer, BrowserPool, Look

COLLECT_AFTER = 20_000  # objects made and not yet gone; 700 by itself
JUDGED_STATES = ("ok", "partial", "too big")  # states of a look whose document is the right one


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One page to look at and to judge."""

    url: str
    answer: Answer | None = None  # what the crawler got there, to be shown to the browser
    run: str = ""  # the run that it is done for: in one run, each asset is asked for once


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What came of a job. A page that could not be judged has no judgements, but a reason."""

    url: str
    look: Look  # without the HTML and axe's result, which nobody needs any more
    is_judged: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)  # title, language, template
    judgements: tuple[Judgement, ...] = ()
    links: tuple[Link, ...] = ()  # of the page as rendered
    menus: tuple[Menu, ...] = ()  # likewise
    words: PageWords = field(default_factory=PageWords)  # those that no dictionary has
    translations: tuple[Translation, ...] = ()  # likewise
    reading: PageReading | None = None  # of its main text
    actions: PageActions | None = None  # what it lets people do; None when it has no main text
    statement: PageText | None = None  # its words, when it may be an accessibility statement


def prepare_to_judge() -> None:
    """Read what judging needs, on a thread, while browsers start and open their first pages."""
    Thread(target=_prepare, name="judging", daemon=True).start()


def _prepare() -> None:
    gc.disable()  # what is read now stays, and makes the collector look through it again and again
    try:
        load_data()
    finally:
        gc.enable()
    spare_the_collector()


@cache  # once in a process: what is garbage at that moment stays
def spare_the_collector() -> None:
    """Have Python look for cyclic garbage less often, and not among what stays anyway.

    The dictionary alone is 300,000 lists that it goes through again and again: a seventh of the
    time that judging took. A page's tree needs no collector (tests/crawler/test_looking.py).
    """
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, *gc.get_threshold()[1:])


def look_and_judge(job: Job, pool: BrowserPool) -> Judged:
    """Open the page in a free browser of the pool, and judge it while it is open there."""
    seen: list[Judged] = []

    def judge(look: Look) -> dict[str, str]:
        seen.append(_judge(job, look))
        return _to_show(seen[-1])

    look = pool.look(job.url, job.answer, run=job.run, judge=judge)
    kept = replace(look, html="", axe=None, tried=None, evidence={})
    if look.state not in JUDGED_STATES or not look.html:
        return Judged(url=job.url, look=kept)
    whole = [each for each in seen if each.is_judged and each.look.html == look.html]
    judged = whole[-1] if whole else _judge(job, look)  # its browser broke too early
    return _with_evidence(replace(judged, look=kept), look.evidence, look.axe or {})


def _judge(job: Job, look: Look) -> Judged:
    """Derive artefacts and run the audits."""
    url = job.url
    if look.state not in JUDGED_STATES or not look.html:
        return Judged(url=url, look=look)
    document = Document(look.html, url)  # parsed once for all that follows
    facts = page_facts(document, url)
    artefacts = page_artefacts(
        document,
        url,
        axe=look.axe,
        axe_error=look.axe_error,
        tried=look.tried,
        source=_source(job),
        is_rendered=True,
    )
    return Judged(
        url=url,
        look=look,
        is_judged=True,
        facts={
            "title": facts.title or "",
            "language": facts.language or "",
            "template": facts.template,
        },
        judgements=tuple(judge_page(artefacts)),
        links=tuple(facts.links),
        menus=facts.menus,
        words=words if isinstance(words := artefacts["words"], PageWords) else PageWords(),
        translations=facts.translations,
        reading=reading_of(artefacts),
        actions=known_actions(document, artefacts["main_text"]),
        statement=known_statement(document, url, facts.title, artefacts),
    )


def _source(job: Job) -> str | None:
    """Return the page as the server sent it: its tags, for which any encoding will do."""
    return None if job.answer is None else job.answer.body.decode("latin-1")


def _to_show(judged: Judged) -> dict[str, str]:
    """Return a selector for each cause on the page that has one, failures first.

    Pictures of text tell the least: what is wrong with it, the report quotes.
    """
    found = [
        (
            (each.status is not Status.FAILED, rule.category == "readability"),
            cause_of(rule.id, each, template).key,
            each.selector,
        )
        for template in [judged.facts.get("template", "")]
        for rule, outcome in ((each.rule, each.outcome) for each in judged.judgements)
        for each in outcome.findings
        if each.selector
    ]
    wanted: dict[str, str] = {}
    for _, key, selector in sorted(found, key=lambda each: each[0]):
        wanted.setdefault(key, selector)
    return wanted


def _with_evidence(judged: Judged, taken: Mapping[str, Evidence], axe: Mapping[str, Any]) -> Judged:
    """Give the first finding of each cause the evidence that was taken of it, and axe's words."""
    if not taken:
        return judged
    left = dict(taken)
    template = judged.facts["template"]
    return replace(
        judged,
        judgements=tuple(
            replace(each, outcome=_evident(each.rule.id, each.outcome, template, left, axe))
            for each in judged.judgements
        ),
    )


def _evident(
    rule: str,
    outcome: Outcome,
    template: str,
    left: dict[str, Evidence],
    axe: Mapping[str, Any],
) -> Outcome:
    if not outcome.findings:
        return outcome
    findings = []
    for each in outcome.findings:
        evidence = left.pop(cause_of(rule, each, template).key, None)
        if evidence is not None:
            evidence = replace(evidence, engine=said_of(axe, rule, each.selector))
        findings.append(replace(each, evidence=evidence))
    return replace(outcome, findings=tuple(findings))
