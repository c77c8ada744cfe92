"""The words on buttons say what they do."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from audits.checks.link_symbols import is_sign
from audits.derive.document import Document, cut, role_of
from audits.derive.found import found_at
from audits.derive.names import accessible_name, bare, description_of
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

# English and Welsh. Words that say nothing of what a button does, wherever it stands.
EMPTY = frozenset(
    {
        *("click here", "click", "click me", "here", "button", "icon", "link", "read more"),
        *("more info", "press", "press here", "untitled", "new button", "label", "text"),
        *("cliciwch yma", "cliciwch", "yma", "botwm", "darllen mwy"),
    }
)
# Words that are well enough for the one button of a page.
ALIKE = frozenset(
    {
        *("go", "ok", "okay", "submit", "send", "apply", "continue", "download", "view", "more"),
        *("ewch", "iawn", "cyflwyno", "anfon", "mwy", "parhau", "lawrlwytho", "gweld"),
    }
)
TYPES = frozenset({"submit", "button"})
MENUS = ("aria-expanded", "aria-haspopup", "aria-controls")
MOST_BUTTONS = 500  # of one page; more is a trap or a fault
LOOK_UP = 60  # ancestors; no honest page nests deeper


@audit(
    title="The words on buttons say what they do",
    failure_title="The words on buttons may not say what they do",
    category="accessibility",
    requirements=("wcag:2.4.6",),
    unit="buttons",
    certainty="needs review",
)
def button_words(document: Document) -> Outcome:
    """The words on buttons say what they do.

    ## Why it matters
    People who cannot see the page go from button to button. "Button" or a mere cross tells them
    nothing. Two buttons called "Go" send them guessing which form each belongs to.

    ## Who is hurt
    People who use a screen reader or screen magnifier, people who speak commands to their computer,
    and people who find it hard to keep track.

    ## What it checks
    The names of buttons, in English and Welsh. It asks about names that are a sign alone or an
    empty phrase such as "click here". It asks about names such as "Go" or "Submit" too, when the
    buttons of two forms share one. A description, or a name of the form around the button, counts.
    Opening a menu with "More" is fine. A person decides whether people can tell what the button
    does.

    ## How to fix
    Say what happens: "Report the pothole", not "Submit". Give a close button the words "Close
    this message", if need be as its aria-label.

    ## Source
    WCAG 2.2, success criterion 2.4.6 Headings and Labels (level AA), technique G131; GOV.UK
    Design System, Button.
    """
    buttons = list(_buttons(document))
    if not buttons:
        return not_applicable("no buttons with a name on the page")
    findings = [*_empty(buttons, document), *_alike(buttons, document)]
    if not findings:
        return passed(0, "buttons")
    return needs_review(*findings, value=len(findings), unit="buttons")


def _buttons(document: Document) -> Iterator[tuple[HtmlElement, str]]:
    elements = document.body.xpath(
        "//button | //input[@type] | //*[starts-with(normalize-space(@role), 'button')]"
    )
    for element in elements[:MOST_BUTTONS]:
        role = role_of(element)
        if role and role != "button":
            continue
        if element.tag == "input" and element.get("type", "").strip().lower() not in TYPES:
            continue
        if document.is_told(element) and (name := accessible_name(element, document)):
            yield element, name


def _empty(buttons: list[tuple[HtmlElement, str]], document: Document) -> Iterator[Finding]:
    for element, name in buttons:
        if bare(name) not in EMPTY and not is_sign(name):
            continue
        description = description_of(element, document)
        if not description or is_sign(description) or description == name.casefold():
            question = f"Can people tell what the button “{cut(name, 60)}” does?"
            yield _finding(element, question, document)


def _alike(buttons: list[tuple[HtmlElement, str]], document: Document) -> Iterator[Finding]:
    named: dict[str, dict[HtmlElement | None, HtmlElement]] = defaultdict(dict)
    for element, name in buttons:
        if bare(name) in ALIKE and not _is_told_apart(element, document):
            form = next(element.iterancestors("form"), None)
            named[bare(name)].setdefault(form, element)
    for name, by_form in named.items():
        forms = [each for form, each in by_form.items() if form is not None]
        if len(forms) > 1:
            question = (
                f"Buttons of {len(forms)} forms have the name “{name}”. "
                "Can people tell which is which?"
            )
            yield _finding(forms[1], question, document, elements=len(forms))


def _is_told_apart(element: HtmlElement, document: Document) -> bool:
    if description_of(element, document) or any(element.get(each) for each in MENUS):
        return True
    for each in islice(element.iterancestors(), LOOK_UP):
        if each.tag in {"form", "fieldset"} or role_of(each) in {"group", "search"}:
            is_named = (each.get("aria-label") or each.get("aria-labelledby") or "").strip()
            if is_named or each.find("legend") is not None:
                return True
    return False


def _finding(element: HtmlElement, question: str, document: Document, elements: int = 1) -> Finding:
    return found_at(
        element,
        document,
        question,
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
        elements=elements,
    )
