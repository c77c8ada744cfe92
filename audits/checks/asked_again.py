"""Nothing is asked twice."""

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml.html import HtmlElement

from audits.derive.controls import CHOICES, TYPED, Control, by_form, controls_of
from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.names import bare
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

AGAIN = re.compile(
    r"^(?:please )?(?:confirm|verify|repeat|re-?type|re-?enter|check)\b.{0,40}"
    r"\b(?:e-?mail|phone|mobile|telephone|address|number|name|account)\b"
    r"|\b(?:e-?mail|phone|mobile|number|address)\b.{0,20}(?:\bagain\b|\(confirm\)|\bconfirmation\b)"
    r"|^cadarnhewch .{0,20}e-?bost",
    re.IGNORECASE,
)
SAME_AS = re.compile(
    r"\bsame (?:as|address)\b|\bas above\b|\bis the same\b|\bcopy\b|\buse (?:my|this|the same)\b"
    r"|\byr un (?:fath|cyfeiriad)\b",
    re.IGNORECASE,
)
ADDRESS = frozenset({"address", "address line 1", "postcode", "post code", "cod post", "cyfeiriad"})
SECTIONS = ("section-", "shipping", "billing")
# Asked of each of many: each child, each vehicle. They are not the same thing twice.
OTHERS = re.compile(
    r"\b(?:child|children|pupil|witness|referee|previous|old|new|landlord|school|employer|owner"
    r"|agent|second|other)\b",
    re.IGNORECASE,
)


@audit(
    title="Forms ask for nothing twice",
    failure_title="Forms may ask for the same thing twice",
    category="accessibility",
    requirements=("wcag:3.3.7",),
    unit="fields",
    certainty="needs review",
)
def asked_again(document: Document) -> Outcome:
    """Forms ask for nothing twice.

    ## Why it matters
    Typing the same e-mail address or postcode twice is twice the work and twice the chance of a
    mistake. What the page knows already, it can fill in.

    ## Who is hurt
    People who type with pain, people who cannot keep in mind what they wrote, and people who are
    soon worn out.

    ## What it checks
    Fields to confirm an e-mail address, a phone number or a name. Two fields of one form with the
    same autocomplete token. A second address in one form without a choice such as "same as above".
    Forms may ask for passwords twice. A person decides whether the fields ask for the same thing.

    ## How to fix
    Show what people typed, so that they can check it, and send a message to confirm an e-mail
    address. Offer "same as above" for a second address, or fill the field in.

    ## Source
    WCAG 2.2, success criterion 3.3.7 Redundant Entry (level A), technique G221; GOV.UK Design
    System, Email addresses.
    """
    fields = [each for each in controls_of(document) if _is_typed(each)]
    if not fields:
        return not_applicable("no fields to type in on the page")
    offering = {
        form
        for form, controls in by_form(controls_of(document)).items()
        if any(SAME_AS.search(each.near) for each in controls if each.kind in CHOICES)
    }
    found: dict[HtmlElement, str] = {}
    for each in fields:
        if AGAIN.search(each.name):
            question = "Must people type it twice, or can the page show or fill in what they typed?"
            found[each.element] = f"The field “{cut(each.name, 60)}” asks again. {question}"
    for form, controls in by_form(fields).items():
        for field, message in _twice(controls, is_offered=form in offering):
            found.setdefault(field.element, message)
    findings = [_finding(element, message, document) for element, message in found.items()]
    return (
        needs_review(*findings, value=len(findings), unit="fields")
        if findings
        else passed(0, "fields")
    )


def _is_typed(control: Control) -> bool:
    if control.is_disabled or control.element.get("readonly") is not None:
        return False
    return control.kind in (TYPED - {"password", "search"}) or control.kind == "textarea"


def _twice(fields: list[Control], *, is_offered: bool) -> Iterator[tuple[Control, str]]:
    by_token: dict[str, list[Control]] = defaultdict(list)
    by_label: dict[str, list[Control]] = defaultdict(list)
    for each in fields:
        tokens = each.element.get("autocomplete", "").lower().split()
        if tokens and tokens[-1] not in {"on", "off", "new-password", "one-time-code"}:
            by_token[" ".join(tokens)].append(each)
        if bare(each.name) in ADDRESS and not _is_of_another(each):
            by_label[bare(each.name)].append(each)
    if is_offered:
        return
    for token, twins in by_token.items():
        if token.startswith(SECTIONS) or any(map(_is_of_another, twins)):
            continue
        for each in twins[1:2]:
            message = (
                f"“{cut(twins[0].name, 40)}” and “{cut(each.name, 40)}” both ask for the reader's "
                f"“{cut(token, 40)}”. Do they ask for the same thing?"
            )
            yield each, message
    for twins in by_label.values():
        for each in twins[1:2]:
            message = (
                f"The form asks for “{cut(each.name, 40)}” twice, and no choice says “same as "
                "above”. May it be the same one?"
            )
            yield each, message


def _is_of_another(control: Control) -> bool:
    return any(OTHERS.search(each.name) for each in control.parts)


def _finding(element: HtmlElement, message: str, document: Document) -> Finding:
    return found_at(element, document, message, impact=Impact.MODERATE, status=Status.NEEDS_REVIEW)
