"""A placeholder is no label."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audits.derive.document import Document, cut
from audits.derive.forms import (
    SEARCH,
    Field,
    FormFields,
    field_finding,
    field_outcome,
    form_fields,
    has_aria_name,
)
from audits.derive.names import tidy
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit

if TYPE_CHECKING:
    from lxml.html import HtmlElement


WORD = re.compile(r"[^\W_]+")


@audit(
    title="Fields have labels that stay in sight",
    failure_title="Fields have nothing but a placeholder for a label",
    category="accessibility",
    requirements=("wcag:3.3.2",),
    impact=Impact.SERIOUS,
    unit="fields",
    version=2,
)
def placeholder_labels(document: Document) -> Outcome:
    """Fields have labels that stay in sight.

    ## Why it matters
    Grey words inside a field (a placeholder) vanish with the first letter. Then nobody can see what
    the field was for, or check the answer.

    ## Who is hurt
    People who forget or lose the thread easily, and people who magnify the page. People whose
    screen reader does not read placeholders, and everybody who checks what they typed.

    ## What it checks
    That no text field has a placeholder as its only label in sight, whatever else a screen reader
    says. It leaves out a field whose name for screen readers says more than the placeholder. A
    search box with a search button is fine. A person decides where text beside the field may be its
    label. So it is where a button beside the only field may say what to fill in.

    ## How to fix
    Give each field a label in words that stay in sight, above the field. An example may stay in the
    placeholder, though a hint under the label is better.

    ## Source
    WCAG 2.2, success criterion 3.3.2 Labels or Instructions (level A), techniques H44 and G167;
    GOV.UK Design System, Text input (do not use placeholder text).
    """
    form = form_fields(document)
    return field_outcome(form, [*_placeholders(form, document)])


def _placeholders(form: FormFields, document: Document) -> Iterator[Finding]:
    fields_in: dict[HtmlElement | None, int] = defaultdict(int)
    for field in form.fields:
        fields_in[field.form] += 1
    for field in form.fields:
        placeholder = tidy(field.element.get("placeholder", ""))
        if not placeholder or _is_named(field, form, document):
            continue
        if not _stands_in(placeholder, field, form):
            continue
        searches = field.is_search or SEARCH.search(placeholder)
        is_named = _is_named(field, form, document, unseen=True)
        if searches and (is_named or field.form in form.search_forms):
            continue
        quoted = f"“{cut(placeholder, 60)}”"
        what = "only label in sight" if is_named else "only name"
        if field.is_after_text:
            yield field_finding(
                f"The field's {what} is its placeholder {quoted}. Is the text before it its "
                "label, and can you make it one?",
                field.element,
                document,
                Status.NEEDS_REVIEW,
            )
        elif (
            field.form is not None
            and fields_in[field.form] == 1
            and form.buttons[field.form]
            and not form.says_only_send(field.form)
        ):
            yield field_finding(
                f"The field's {what} is its placeholder {quoted}. Does the button beside it say "
                "what to fill in?",
                field.element,
                document,
                Status.NEEDS_REVIEW,
            )
        else:
            message = f"The field's only label in sight is its placeholder {quoted}."
            yield field_finding(message, field.element, document)


def _is_named(field: Field, form: FormFields, document: Document, *, unseen: bool = False) -> bool:
    """Whether it has a label that people see, or, if asked, any name at all."""
    if any(tidy(each.text) for each in form.labels_of(field) if unseen or not each.is_unseen):
        return True
    if tidy(field.element.get("title", "")) and not unseen:
        return True
    if field.element.get("aria-labelledby") and has_aria_name(field.element, document):
        return True  # which is mostly in sight
    return unseen and has_aria_name(field.element, document)


def _stands_in(placeholder: str, field: Field, form: FormFields) -> bool:
    """Whether the placeholder is what those who see get in place of the field's name, if any."""
    unseen = tidy(" ".join(each.text for each in form.labels_of(field)))
    name = unseen or tidy(field.element.get("aria-label", ""))
    return not name or _words(name) <= _words(placeholder)


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))
