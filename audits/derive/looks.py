"""Outcomes of what a browser saw when it looked a page over."""

from collections.abc import Mapping
from typing import Any

from lxml.html import HtmlElement

from audits.derive.document import Document
from audits.derive.lookup import selector_of
from audits.derive.places import Place, found_in_browser, look_up, number, places, words_of
from audits.model import Finding, Impact, Outcome, Status, failed, needs_review, passed

QUOTED = ("words", "first", "second", "picture")  # what a message says in quotation marks
NUMBERS = ("size", "period")


def asked(
    survey: Mapping[str, Any],
    kind: str,
    document: Document,
    question: str,
    *,
    unit: str,
    leaves_out: str = "",
) -> Outcome:
    """Ask the question about each place of a kind, its words put in; not in a region left out."""
    asked_of = (
        _finding(place, document, question, Impact.MODERATE, Status.NEEDS_REVIEW)
        for place in places(survey, kind)
    )
    findings = [each for each in asked_of if not each.region or each.region != leaves_out]
    return needs_review(*findings, value=0, unit=unit) if findings else passed(0, unit)


def advised(
    survey: Mapping[str, Any], kind: str, document: Document, message: str, *, subject: str = ""
) -> Outcome:
    """Say it of each style; the value counts the paragraphs that have it."""
    findings = [
        _finding(place, document, message, Impact.MINOR, Status.FAILED, subject)
        for place in places(survey, kind)
    ]
    count = sum(each.elements for each in findings)
    return failed(*findings, value=count, unit="paragraphs") if count else passed(0, "paragraphs")


def named_by_axe(axe: Mapping[str, Any], rule: str, document: Document) -> set[HtmlElement | str]:
    """Return the elements that a rule of axe says are wrong; in frames, their selectors."""
    found: set[HtmlElement | str] = set()
    for each in axe.get("violations") or ():
        if each.get("id") == rule:
            for node in each.get("nodes") or ():
                target = node.get("target")
                if isinstance(target, list) and len(target) > 1:
                    found.add(selector_of(target))
                elif isinstance(target, list) and target and isinstance(target[0], str):
                    found.add(look_up(target[0], document))
    return {each for each in found if each is not None}


def _finding(
    place: Place,
    document: Document,
    message: str,
    impact: Impact,
    status: Status,
    subject: str = "",
) -> Finding:
    said = {name: words_of(place, name) for name in QUOTED}
    counted = {name: number(place, name) for name in NUMBERS}
    return found_in_browser(
        place,
        document,
        message.format_map({**said, **counted}),
        impact=impact,
        status=status,
        subject=subject,
        elements=int(number(place, "count")) or 1,
    )
