"""Hints are tied to their fields."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, is_unshown
from audits.derive.forms import FormFields, field_finding, field_outcome, form_fields
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
    r"\b(?:for example|e\.g\.|such as|format|must (?:be|have|contain|include)|at least \w+|minimum"
    r"|maximum|no more than|up to \d+|\d+ (?:characters|digits|letters)|dd ?[/ -] ?mm"
    r"|er enghraifft|o leiaf)\b",
    re.IGNORECASE,
)
MOST_WORDS = 30  # of a hint
MOST_CHARACTERS = 1000  # that are looked at


@audit(
    title="Hints are tied to their fields",
    failure_title="Hints may not be tied to their fields",
    category="accessibility",
    requirements=("wcag:1.3.1",),
    certainty="needs review",
    unit="fields",
    version=2,
)
def field_hints(document: Document) -> Outcome:
    """Hints are tied to their fields.

    ## Why it matters
    "For example, 27 3 2025" under a field helps those who see it. A screen reader says it at the
    field only when the two are tied to each other.

    ## Who is hurt
    People who use a screen reader and go through a form field by field.

    ## What it checks
    Texts beside a field whose class says they are a hint, or whose words tell how to fill it in.
    Each must be tied to the field with aria-describedby. Where it is not, a person decides whether
    anybody needs it to fill in the field.

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
        for hint in (field.element.getprevious(), field.element.getnext()):
            if hint is not None and _is_hint(hint):
                words = cut(tidy(hint.text_content()), 80)
                yield field_finding(
                    f"The hint “{words}” is not tied to the field beside it. Does one need it to "
                    "fill in the field?",
                    field.element,
                    document,
                    Status.NEEDS_REVIEW,
                )
                break


def _is_hint(element: HtmlElement) -> bool:
    if element.tag not in {"p", "div", "span", "small", "em"} or is_unshown(element):
        return False
    if next(element.iter("input", "select", "textarea", "label", "button"), None) is not None:
        return False
    text = element.text_content()
    if HINT.search(element.get("class", "")):
        return any(map(str.isalnum, text))
    return bool(INSTRUCTS.search(text[:MOST_CHARACTERS])) and len(text.split()) <= MOST_WORDS
