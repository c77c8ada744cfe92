"""Error messages say which field is wrong."""

import re
from collections import Counter

from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.errors import FIELDS, error_messages_in
from audits.derive.found import found_at
from audits.derive.names import accessible_name, tidy
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

NO_FIELDS = frozenset({"hidden", "submit", "button", "reset", "image"})


@audit(
    title="Error messages say which field is wrong",
    failure_title="Error messages may not say which field is wrong",
    category="accessibility",
    requirements=("wcag:3.3.1",),
    impact=Impact.SERIOUS,
    certainty="needs review",
)
def error_messages(document: Document) -> Outcome:
    """Error messages say which field is wrong.

    ## Why it matters
    "Please fill in the field correctly" leaves the reader to guess which field, and what is wrong
    with it. Many give up and ring.

    ## Who is hurt
    People who use a screen reader, who do not see the red box, and people with a bad memory.
    Everybody who has a long form before them.

    ## What it checks
    Messages that the page shows when it loads, that stand in a form, and whose id or class calls
    them an error. It reports one when no field names it (aria-describedby, aria-errormessage) and
    no link in it leads to a field. It does not when the message names a field by a label that only
    one field has. A person decides. It does not see messages that come up only after a mistake,
    since it fills in and sends nothing.

    ## How to fix
    Say in words which field is wrong and how to put it right: "Enter your date of birth, for
    example 31 3 1980". Tie the message to its field with aria-describedby, and set aria-invalid on
    the field. List all errors on top, each as a link to its field.

    ## Source
    WCAG 2.2, success criterion 3.3.1 Error Identification (level A), techniques G83, G85 and
    ARIA21. W3C, ACT rule 36b590. GOV.UK Design System, Error message and Error summary.
    """
    told = [
        (form, messages)
        for form in document.root.iter("form")
        if (messages := error_messages_in(form))
    ]
    if not told:
        return not_applicable("no error message is shown in a form")
    findings = [
        _finding(element, document)
        for form, messages in told
        for element in _unclear(form, messages, document)
    ]
    return needs_review(*findings) if findings else passed()


def _unclear(
    form: HtmlElement, messages: list[HtmlElement], document: Document
) -> list[HtmlElement]:
    fields = [each for each in form.iter(*FIELDS) if each.get("type", "").lower() not in NO_FIELDS]
    tied = {
        identity
        for field in fields
        for name in ("aria-describedby", "aria-errormessage")
        for identity in (field.get(name) or "").split()
    }
    counts = Counter(_label_of(field, document) for field in fields)
    sole = [label for label, number in counts.items() if label and number == 1]
    ids = {identity for field in fields if (identity := field.get("id"))}
    return [
        each
        for each in messages
        if not (_is_tied(each, tied, ids) or _names_one(each, sole, counts))
    ]


def _is_tied(message: HtmlElement, tied: set[str], ids: set[str]) -> bool:
    around = [message, *message.iter("*"), *message.iterancestors()]
    if any(each.get("id") in tied for each in around if each.get("id")):
        return True
    links = (each.get("href") or "" for each in message.iter("a"))
    return any(link.startswith("#") and link[1:] in ids for link in links)


def _names_one(message: HtmlElement, sole: list[str], counts: Counter[str]) -> bool:
    """Whether it names a field by a label that no other field has, and none by a shared one."""
    text = f" {_plain(message.text_content())} "
    shared = [label for label, number in counts.items() if label and number > 1]
    if any(f" {label} " in text for label in shared):
        return False
    return any(f" {label} " in text for label in sole)


def _label_of(field: HtmlElement, document: Document) -> str:
    """The field's label in plain words, without what stands in brackets behind it."""
    name = field.get("aria-label") or ""
    label = next(field.iterancestors("label"), None)
    if identity := field.get("id"):
        label = document.labels.get(identity, label)
    if not name and label is not None:
        name = accessible_name(label, document)
    return _plain(re.sub(r"\([^)]*\)", " ", name))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _finding(message: HtmlElement, document: Document) -> Finding:
    words = cut(tidy(message.text_content()), 100)
    return found_at(
        message,
        document,
        f"Nothing ties “{words}” to a field. Does it say which one is wrong, and how to put it "
        "right?",
        impact=Impact.SERIOUS,
        status=Status.NEEDS_REVIEW,
    )
