"""Labels of fields say what to fill in, and differ from each other."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, is_shown
from audits.derive.forms import (
    MOST_NAMED,
    Field,
    FormFields,
    field_finding,
    field_outcome,
    form_fields,
    has_aria_name,
    has_group_name,
)
from audits.derive.names import bare, content_name, tidy
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit

TYPED = frozenset({"input", "textarea"})
VAGUE = frozenset(
    {
        *("label", "field", "input", "enter text", "text", "text field", "text box", "textbox"),
        *("input field", "form field", "enter value", "untitled", "field label", "label text"),
        *("your label", "your label here", "label here", "enter label"),
    }
)
# Words for what one presses or goes to; seldom for what one fills in.
DOUBTFUL = frozenset(
    {
        *("menu", "form", "button", "submit", "send", "go", "ok", "click", "click here", "here"),
        *("enter", "type here", "enter here", "value", "data", "content", "item", "option", "new"),
        *("information", "info", "box", "placeholder", "required", "optional", "please enter"),
    }
)
PUNCTUATION = re.compile(r"[\s*:.,;!?…()\[\]/|_–—-]+")
ERROR = re.compile(r"error|invalid", re.IGNORECASE)
MOST_GROUPS = 20  # around one field that are looked at: a hostile page nests without end


@audit(
    title="Labels of form fields say what to fill in",
    failure_title="Labels of form fields do not say what to fill in",
    category="accessibility",
    requirements=("wcag:2.4.6",),
    impact=Impact.SERIOUS,
    unit="fields",
    version=2,
)
def field_labels(document: Document) -> Outcome:
    """Labels of form fields say what to fill in.

    ## Why it matters
    A label tells what belongs in a field. Nobody can tell two fields called "Name" apart, and
    "Field" tells nothing.

    ## Who is hurt
    People who use a screen reader or magnify the page, people who lose the thread easily, and
    everybody who checks what they typed.

    ## What it checks
    That no label is empty of meaning, such as "Field" or "*". That no two fields in the same group
    of a form have the same label. A person decides where a heading or text between them may tell
    them apart. So it is where the label is a word for something else, such as "Menu" or "Go".
    Fields without any label are for axe to tell.

    ## How to fix
    Give each field a label in words. Where fields repeat, put each set in a fieldset with a legend,
    or say which is which: "Delivery name", "Billing name".

    ## Source
    WCAG 2.2, success criterion 2.4.6 Headings and Labels (level AA), techniques G131 and H71;
    W3C, ACT rule cc0f0a.
    """
    form = form_fields(document)
    found = [*_vague(form, document), *_alike(form, document)]
    return field_outcome(form, found)


def _vague(form: FormFields, document: Document) -> Iterator[Finding]:
    for field in form.fields:
        if field.element.tag not in TYPED:
            continue
        if _has_other_name(field, document):
            text = _seen_of_named(field, document)
        else:
            text = tidy(" ".join(each.text for each in form.labels_of(field)))
        if PUNCTUATION.fullmatch(text) or bare(text) in VAGUE:
            message = f"The label “{cut(text, 100)}” does not say what to fill in."
            yield field_finding(message, field.element, document)
        elif bare(text) in DOUBTFUL:
            question = f"The label is “{text}”. Does it tell what to fill in?"
            yield field_finding(question, field.element, document, Status.NEEDS_REVIEW)


def _seen_of_named(field: Field, document: Document) -> str:
    """Of the texts that aria-labelledby puts together, those that are seen; "" without such."""
    identities = field.element.get("aria-labelledby", "").split()[:MOST_NAMED]
    named = [each for each in map(document.ids.get, identities) if each is not None]
    return tidy(" ".join(content_name(each) for each in named if is_shown(each)))


def _has_other_name(field: Field, document: Document) -> bool:
    return has_aria_name(field.element, document) or bool(field.element.get("title", "").strip())


def _alike(form: FormFields, document: Document) -> Iterator[Finding]:
    """Fields with the same label that is shown, each but the first of them."""
    last: dict[tuple[HtmlElement | None, str, str], Field] = {}
    known: dict[HtmlElement, bool] = {}
    for field in form.fields:
        text = " ".join(tidy(each.text) for each in form.labels_of(field) if not each.is_unseen)
        label = bare(text)
        if not label or field.is_search:
            continue
        named = ("aria-label", "aria-labelledby", "title")
        key = (field.form, label, "|".join(field.element.get(name, "") for name in named))
        before = last.get(key)
        last[key] = field
        if before is None:
            continue
        if _named_groups(before, document, known) != _named_groups(field, document, known):
            continue
        quoted = f"“{cut(text, 60)}”"
        if before.passed == field.passed and before.group is field.group:
            message = f"Another field in the same part of the form has the same label: {quoted}."
            yield field_finding(message, field.element, document)
        else:
            yield field_finding(
                f"Two fields have the same label {quoted}. Does a heading or text beside them tell "
                "them apart?",
                field.element,
                document,
                Status.NEEDS_REVIEW,
            )


def _named_groups(
    field: Field, document: Document, known: dict[HtmlElement, bool]
) -> list[HtmlElement]:
    """The groups around a field that have a name, and the rows of tables."""
    found = []
    node = field.group
    for _ in range(MOST_GROUPS):
        if node is None:
            break
        element = node.element
        if element not in known:
            known[element] = element.tag == "tr" or has_group_name(element, document)
        if known[element]:
            found.append(element)
        node = node.outer
    return found
