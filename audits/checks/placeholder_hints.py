"""Examples and instructions stand beside the field, not inside it."""

import re

from audits.derive.controls import TYPED, Control, controls_of
from audits.derive.document import Document, cut
from audits.derive.forms import SEARCH, SEARCH_NAME
from audits.derive.found import found_at
from audits.derive.names import tidy
from audits.model import Finding, Impact, Outcome, by_surest, not_applicable
from audits.registry import audit

FEWEST_LETTERS = 3
# Words that add nothing to a label: "Enter your email" in the field "Email".
EMPTY = frozenset("enter type please your the a an here in write give add rhowch eich".split())


@audit(
    title="Hints stand beside the fields",
    failure_title="Hints stand inside the fields, and vanish",
    category="best practice",
    impact=Impact.MINOR,
    unit="fields",
    certainty="advice",
)
def placeholder_hints(document: Document) -> Outcome:
    """Hints stand beside the fields.

    ## Why it matters
    A hint inside a field (a placeholder) vanishes with the first letter, just when people need it.
    Some take it for an answer that is there already, and leave the field empty.

    ## Who is hurt
    People who forget or lose the thread easily, people with poor sight who cannot read grey on
    white, and everybody in a hurry.

    ## What it checks
    Fields that have a label and a placeholder that says something else. It leaves out search boxes,
    and fields that say the same beside them.

    ## How to fix
    Move the words into a hint between the label and the field, and tie it to the field with
    aria-describedby. Then delete the placeholder.

    ## Source
    GOV.UK Design System, Text input (avoid placeholder text); Nielsen Norman Group, Placeholders in
    Form Fields Are Harmful.
    """
    fields = [each for each in controls_of(document) if each.kind in TYPED | {"textarea"}]
    if not fields:
        return not_applicable("no fields to type in on the page")
    findings = [_finding(each, words, document) for each in fields if (words := _hint(each))]
    return by_surest(findings, "fields")


def _hint(control: Control) -> str:
    """What the placeholder says that stands nowhere else."""
    element = control.element
    words = tidy(element.get("placeholder", ""))
    if sum(map(str.isalnum, words)) < FEWEST_LETTERS or not (control.label or control.aria):
        return ""
    names = (element.get("name") or "", element.get("id") or "")
    if control.kind == "search" or SEARCH.search(words) or any(map(SEARCH_NAME.search, names)):
        return ""
    hint = set(re.findall(r"\w+", words.casefold())) - EMPTY
    said = set(re.findall(r"\w+", f"{control.near} {control.element.get('value', '')}".casefold()))
    return "" if hint <= said else words


def _finding(control: Control, words: str, document: Document) -> Finding:
    message = f"The hint “{cut(words, 60)}” is a placeholder, and vanishes with the first letter."
    return found_at(control.element, document, message, impact=Impact.MINOR)
