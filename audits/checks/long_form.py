"""Forms ask for a few things at a time."""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from audits.derive.controls import CHOICES, Control, by_form, controls_of
from audits.derive.document import Document
from audits.derive.found import found_at
from audits.derive.journeys import MANY_FIELDS
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

TOO_MANY = 40  # things to fill in on one page
STEPS = re.compile(
    r"\bstep \d{1,2} (?:of|/) ?\d|\bpage \d{1,2} of \d"
    r"|\bsave (?:and|&|for) (?:continue|return|later|come back|exit)",
    re.IGNORECASE,
)
MOST_TEXT = 200_000  # characters of a page that are looked through for its steps
MOST_FINDINGS = 10


@audit(
    title="Forms ask for a few things at a time",
    failure_title="A form asks for very many things on one page",
    category="dead ends",
    impact=Impact.MODERATE,
    unit="fields",
)
def long_form(document: Document) -> Outcome:
    """Forms ask for a few things at a time.

    ## Why it matters
    Forty boxes on one page look like an evening's work. One mistake, and it comes back with a list
    of errors that nobody can match to their places.

    ## Who is hurt
    People who find it hard to concentrate, people on a telephone, and people who fill in by voice
    or switch.

    ## What it checks
    The things to fill in or choose in each form, a group of radio buttons or tick boxes counted as
    one. More than 40 on one page fail; with more than 20, a person decides. It leaves alone forms
    that name their steps, or let people save and come back.

    ## How to fix
    Leave out what you don't need. Split the rest into pages, one thing on each, and let people save
    what they have.

    ## Source
    Dropkerb's list of dead ends, DE33. GOV.UK Design System: start with one thing per page.
    """
    forms = by_form(controls_of(document))
    counts = {form: _things(of) for form, of in forms.items() if form is not None}
    if not any(counts.values()):
        return not_applicable("no form with anything to fill in")
    long = {form: number for form, number in counts.items() if number > MANY_FIELDS}
    if long and STEPS.search(document.text[:MOST_TEXT]):
        long = {}
    findings = [_finding(form, number, document) for form, number in list(long.items())]
    return by_surest(findings[:MOST_FINDINGS], "fields")


def _things(controls: Iterable[Control]) -> int:
    groups: set[object] = set()
    for each in controls:
        if each.is_button or each.is_disabled or each.kind in {"hidden", "output"}:
            continue
        if each.kind in CHOICES:
            groups.add(each.part or each.element.get("name", ""))
        else:
            groups.add(each)
    return len(groups)


def _finding(form: HtmlElement, number: int, document: Document) -> Finding:
    if number > TOO_MANY:
        message, status = f"The form asks for {number} things on one page.", Status.FAILED
    else:
        message = f"The form asks for {number} things on one page: are all of them needed?"
        status = Status.NEEDS_REVIEW
    return found_at(form, document, message, impact=Impact.MODERATE, status=status)
