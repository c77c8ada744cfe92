"""Hints are tied to their fields."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, is_unshown
from audits.derive.forms import Field, FormFields, field_finding, field_outcome, form_fields
from audits.derive.names import tidy
from audits.model import Finding, Outcome, Status
from audits.registry import audit

HINT = re.compile(
    r"(?:^|\s)(?:[\w-]*(?:form-text|help-?block|help-?text|helper-text|field[-_]description)"
    r"|(?:[\w-]+-)?hint|help|description)(?:\s|$)",
    re.IGNORECASE,
)

# Words that tell how to fill in a field, whatever the class of what holds them.
INSTRUCTS = re.compile(
    r"\be\.g\.|\b(?:for example|such as|format|must (?:be|have|contain|include)|at least \w+"
    r"|minimum|maximum|no more than|up to \d+|\d+ (?:characters|digits|letters)|dd ?[/ -] ?mm"
    r"|er enghraifft|o leiaf)\b",
    re.IGNORECASE,
)
# Of these, names that may as well be of a text about something else.
LOOSE = re.compile(r"(?:^|\s)(?:help|description)(?:\s|$)", re.IGNORECASE)
# Of these words, those that leave no doubt that the field is meant.
DEMANDS = re.compile(
    r"\b(?:must (?:be|have|contain|include)|at least \w+ (?:characters|letters|digits|numbers)"
    r"|no more than \w+ (?:characters|letters|digits)|\d+ (?:characters|digits|letters)"
    r"|in the format|dd ?[/ -] ?mm)",
    re.IGNORECASE,
)
EXAMPLE = re.compile(r"\(?(?:for example\b|e\.g\.|er enghraifft\b)", re.IGNORECASE)
# What a script shows when something is wrong, and styles hide before.
COMES_LATER = re.compile(r"error|invalid|feedback|warn|alert|counter|strength", re.IGNORECASE)
HOLDERS = frozenset({"p", "div", "span", "small", "em", "i"})
MOST_WORDS = 30  # of a hint
MOST_CHARACTERS = 1000  # that are looked at
FEWEST_WORDS = 2  # of a hint that is beyond doubt
MOST_BREAKS = 3  # br elements between a hint and its field


@audit(
    title="Hints are tied to their fields",
    failure_title="Hints are not tied to their fields",
    category="accessibility",
    requirements=("wcag:1.3.1",),
    unit="fields",
    version=3,
)
def field_hints(document: Document) -> Outcome:
    """Hints are tied to their fields.

    ## Why it matters
    "For example, 27 3 2025" under a field helps those who see it. A screen reader says it at the
    field only when the code ties the two to each other.

    ## Who is hurt
    People who use a screen reader and go through a form field by field.

    ## What it checks
    Texts beside a field whose class says they are a hint, or whose words tell how to fill it in.
    The field must name each with aria-describedby, or have it in its label. Where the field is the
    only one there, and the class or the words leave no doubt, it fails. A person decides about the
    others.

    ## How to fix
    Give the hint an id, and name it in the aria-describedby of its field.

    ## Source
    WCAG 2.2, success criterion 1.3.1 Info and Relationships (level A), technique ARIA1; GOV.UK
    Design System, Text input (hint text).
    """
    form = form_fields(document)
    return field_outcome(form, [*_loose_hints(form, document)])


def _loose_hints(form: FormFields, document: Document) -> Iterator[Finding]:
    beside = Counter(field.element.getparent() for field in form.fields)
    tied = ("aria-describedby", "aria-details", "aria-errormessage", "aria-labelledby")
    for field in form.fields:
        if field.around is not None or beside[field.element.getparent()] > 1:
            continue
        if any(field.element.get(name, "").strip() for name in tied):
            continue
        hints = [each for each in _beside(field, form) if _is_hint(each)]
        if not hints:
            continue
        hint = next((each for each in hints if _is_plain(each, field)), hints[0])
        words = cut(tidy(hint.text_content()), 80)
        fault = f"Nothing ties the hint “{words}” to the field beside it."
        if _is_plain(hint, field):
            yield field_finding(fault, field.element, document)
        else:
            question = f"{fault} Does one need it to fill in the field?"
            yield field_finding(question, field.element, document, Status.NEEDS_REVIEW)


def _beside(field: Field, form: FormFields) -> Iterator[HtmlElement]:
    """What stands right before and after a field, or the box that holds nothing else."""
    element = field.element
    yield from _neighbours(element)
    box = element.getparent()
    if box is None or box.tag not in HOLDERS or any(_is_said(each) for each in box):
        return
    if not tidy(box.text or "") and not any(tidy(each.tail or "") for each in box):
        labels = {each.element for each in form.labels_of(field)}
        for each in _neighbours(box):
            if each not in labels and _is_its_own(each):
                yield each


def _is_said(element: HtmlElement) -> bool:
    return element.tag not in {"input", "select", "textarea", "br"}


def _is_its_own(element: HtmlElement) -> bool:
    """Whether a hint beside a box is called one: words alone may be about anything there."""
    return bool(HINT.search(element.get("class", "")))


def _neighbours(element: HtmlElement) -> Iterator[HtmlElement]:
    for step in (HtmlElement.getprevious, HtmlElement.getnext):
        other = step(element)
        for _ in range(MOST_BREAKS):
            if other is None or other.tag != "br" or tidy(other.tail or ""):
                break
            other = step(other)
        if other is not None:
            yield other


def _is_hint(element: HtmlElement) -> bool:
    if element.tag not in HOLDERS or is_unshown(element):
        return False
    if next(element.iter("input", "select", "textarea", "label", "button"), None) is not None:
        return False
    text = element.text_content()
    if HINT.search(element.get("class", "")):
        return any(map(str.isalnum, text))
    return bool(INSTRUCTS.search(text[:MOST_CHARACTERS])) and len(text.split()) <= MOST_WORDS


def _is_plain(hint: HtmlElement, field: Field) -> bool:
    """Whether a hint is beyond doubt: called one, or saying what this field takes."""
    text = tidy(hint.text_content()[:MOST_CHARACTERS])
    if field.is_search or len(text.split()) > MOST_WORDS or next(hint.iter("a"), None) is not None:
        return False
    if COMES_LATER.search(f"{hint.get('class', '')} {hint.get('id', '')}"):
        return False
    said = f"{field.element.get('placeholder', '')} {field.element.get('title', '')}".casefold()
    if text.casefold().strip(" .()") in said:
        return False
    name = hint.get("class", "")
    if HINT.search(name) and not LOOSE.search(name):
        return len(text.split()) >= FEWEST_WORDS
    return bool(DEMANDS.search(text) or EXAMPLE.match(text))
