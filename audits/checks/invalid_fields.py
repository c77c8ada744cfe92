"""Fields that are marked as wrong say in words what is wrong."""

import re
from itertools import islice

from lxml.html import HtmlElement

from audits.derive.controls import Control, controls_of
from audits.derive.document import Document, cut
from audits.derive.errors import FIELDS, NAMED_ERROR, error_messages_in
from audits.derive.found import found_at
from audits.derive.names import tidy
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

# Scripts put these on fields that nobody has touched yet, and style sheets leave them unseen.
UNTOUCHED = re.compile(r"(?:^|\s)(?:ng-\w+|v-\w+|no-?error|hide-?error)(?:\s|$)", re.IGNORECASE)
RED = re.compile(
    r"(?:^|;)\s*(?:border|outline|background|box-shadow)(?:-color)?\s*:[^;]*"
    r"(?:\bred\b|#f00\b|#ff0000\b|\bdarkred\b|\bcrimson\b)",
    re.IGNORECASE,
)
SAYS = re.compile(
    r"\b(?:enter|must|select|choose|invalid|not valid|can(?:no|['’])t|cannot|please|missing|wrong"
    r"|is required|error|incorrect|too (?:long|short|big|small|many|few)|needs?|tell us|rhowch"
    r"|dewiswch|gwall|annilys)\b",
    re.IGNORECASE,
)

MOST_MESSAGES = 100  # that are looked for in the words about a field


@audit(
    title="Fields that are marked as wrong say what is wrong",
    failure_title="Fields are marked as wrong without a word",
    category="accessibility",
    requirements=("wcag:1.4.1", "wcag:3.3.1"),
    impact=Impact.SERIOUS,
    unit="fields",
)
def invalid_fields(document: Document) -> Outcome:
    """Fields that are marked as wrong say what is wrong.

    ## Why it matters
    A red frame says "here" to those who see red. It does not say what is wrong, and to many it says
    nothing at all.

    ## Who is hurt
    People who are blind or do not see colours, and people who do not know what the form wants of
    them.

    ## What it checks
    Fields that the page marks as wrong when it loads, by their class, a red frame or aria-invalid.
    Each must have a message beside it, tied to it, or in a list that names it or links to it. It
    fails where the page has an error message and none of this. A person decides where the page
    shows no error message at all.

    ## How to fix
    Write beside each field what is wrong and how to put it right: "Enter your postcode". Tie the
    words to the field with aria-describedby, and set aria-invalid.

    ## Source
    WCAG 2.2, success criteria 1.4.1 Use of Color and 3.3.1 Error Identification (level A);
    techniques G83, G85 and ARIA21, failure technique F81.
    """
    fields = [each for each in controls_of(document) if not each.is_button]
    marked = [each for each in fields if _is_marked(each)]
    if not marked:
        return not_applicable("no field is marked as wrong when the page loads")
    messages = error_messages_in(document.body)[:MOST_MESSAGES]
    told = " ".join(each.text_content() for each in messages)
    general = [tidy(each.text_content()) for each in messages if _is_general(each)]
    linked = {
        (link.get("href") or "")[1:]
        for link in document.body.iter("a")
        if (link.get("href") or "").startswith("#")
    }
    named = f" {_plain(told)} "
    wordless = [each for each in marked if not _is_told(each, named, general, linked)]
    return by_surest(
        [_finding(each, document, has_messages=bool(messages)) for each in wordless], "fields"
    )


def _is_marked(control: Control) -> bool:
    element = control.element
    classes = element.get("class") or ""
    if UNTOUCHED.search(classes):
        return False
    if element.get("aria-invalid", "").strip().lower() in {"true", "spelling", "grammar"}:
        return True
    return any(map(NAMED_ERROR.search, classes.split())) or bool(
        RED.search(element.get("style") or "")
    )


def _is_general(message: HtmlElement) -> bool:
    """Whether it stands above several fields, and beside none of them."""
    before, after = message.getprevious(), message.getnext()
    if after is not None and after.tag in FIELDS:
        return False
    if before is not None and before.tag in {*FIELDS, "label"}:
        return False
    around = message.getparent()
    if around is None or around.tag in {"form", "body", "main"}:
        return True
    return len(list(islice(around.iter(*FIELDS), 2))) > 1


def _is_told(control: Control, named: str, general: list[str], linked: set[str]) -> bool:
    element = control.element
    if element.get("id", "") in linked:
        return True
    if control.described or element.get("aria-errormessage", "").strip():
        return True
    if any(each.described for each in control.parts):
        return True
    name = _plain(control.name)
    if name and f" {name} " in named:
        return True
    before = control.before.text
    for each in general:
        before = before.replace(each, " ")
    return bool(SAYS.search(f"{control.label} {before} {control.after.text}"))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"\([^)]*\)", " ", text).casefold()))


def _finding(control: Control, document: Document, *, has_messages: bool) -> Finding:
    name = f" “{cut(tidy(control.name), 60)}”" if control.name else ""
    fault = f"The page marks the field{name} as wrong, and no words say what is wrong with it."
    return found_at(
        control.element,
        document,
        fault if has_messages else f"{fault} Is it shown as wrong when the page opens?",
        impact=Impact.SERIOUS,
        status=Status.FAILED if has_messages else Status.NEEDS_REVIEW,
    )
