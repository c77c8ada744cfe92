"""Choosing in a list takes nobody away from the page."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from audits.derive.controls import Control, controls_of
from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.passages import passages_of
from audits.derive.scripts import NAVIGATES, Script, inline_scripts
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

HANDLERS = ("onchange", "oninput")
# Words that tell beforehand that something will happen.
TOLD = re.compile(
    r"\b(?:page|list|results?|form|site|map|window|table)\b[^.]{0,40}\b(?:re-?loads?|changes?|updates?"
    r"|opens?|refresh(?:es)?|be shown|automatically)\b"
    r"|\b(?:re-?loads?|opens?|updates?|takes? you|taken|go(?:es)? (?:straight )?to|sends?|submits?"
    r"|shows?)\b[^.]{0,60}"
    r"\b(?:(?:when|once|as soon as|after) you|automatically|straight away|at once)"
    r"|\b(?:when|once|as soon as) you (?:choose|select|pick|change)\b",
    re.IGNORECASE,
)
CHANGE = re.compile(r"onchange\s*=(?!=)|addEventListener\s*\(\s*['\"](?:change|input)['\"]"
                    r"|\.on\s*\(\s*['\"]change['\"]|\.change\s*\(\s*function")  # fmt: skip
NEAR = 1500  # characters of a script around the place where it listens
MOST_LISTENING = 100  # places


@audit(
    title="Choosing in a form keeps the reader on the page",
    failure_title="Choosing in a form takes the reader away at once",
    category="accessibility",
    requirements=("wcag:3.2.2",),
    impact=Impact.SERIOUS,
    unit="fields",
)
def change_navigates(document: Document) -> Outcome:
    """Choosing in a form keeps the reader on the page.

    ## Why it matters
    Some lists jump to another page, or send the form, as soon as somebody chooses something. With a
    keyboard one passes each choice on the way to the right one. The first of them may take the
    reader away.

    ## Who is hurt
    People who use a keyboard or a screen reader, and people whose hand slips. People who lose the
    thread when the page changes under them.

    ## What it checks
    Lists, radio buttons, checkboxes and fields with a script that goes to another address, opens a
    window or sends the form on a change. Where a text before them says so, they are in order. A
    person decides where a script of the page, and not the field itself, seems to do so.

    ## How to fix
    Take the script away, and put a button beside the list: "Go" or "Show". Where a list must act at
    once, say so before it.

    ## Source
    WCAG 2.2, success criterion 3.2.2 On Input (level A); techniques G80, G13 and H32, failures F36
    and F37.
    """
    controls = [each for each in controls_of(document) if not each.is_button]
    if not controls:
        return not_applicable("no form fields to choose in on the page")
    found = [(each, Status.FAILED) for each in controls if _navigates(each)]
    sure = {each.element for each, _ in found}
    asked = [each for each in _by_scripts(controls, document) if each.element not in sure]
    found += [(each, Status.NEEDS_REVIEW) for each in asked]
    told = _told_before(document) if found else frozenset()
    return by_surest(
        [
            _finding(each, document, status)
            for each, status in found
            if not TOLD.search(each.near) and not {each.form, each.element.getparent()} & told
        ],
        "fields",
    )


def _navigates(control: Control) -> bool:
    if control.is_disabled or control.kind == "file":
        return False
    return any(NAVIGATES.search(control.element.get(name) or "") for name in HANDLERS)


def _told_before(document: Document) -> frozenset[HtmlElement | None]:
    """The forms and parts of the page with words just before them of what will happen."""
    told = (each.element for each in passages_of(document) if TOLD.search(each.text))
    return frozenset(after for each in told if (after := each.getnext()) is not None)


def _by_scripts(controls: list[Control], document: Document) -> Iterator[Control]:
    """The lists that a script of the page listens to, and goes somewhere from."""
    lists = {
        identity: each
        for each in controls
        if each.kind == "select" and (identity := each.element.get("id", "").strip())
    }
    if not lists:
        return
    seen: set[str] = set()
    for script in inline_scripts(document):
        for near in _listening(script):
            for identity in re.findall(r"['\"]#?([\w-]{1,80})['\"]", near):
                if identity in lists and identity not in seen:
                    seen.add(identity)
                    yield lists[identity]


def _listening(script: Script) -> Iterator[str]:
    for number, match in enumerate(CHANGE.finditer(script.text)):
        if number >= MOST_LISTENING:
            return
        near = script.text[max(0, match.start() - NEAR) : match.end() + NEAR // 2]
        if NAVIGATES.search(near):
            yield near


def _finding(control: Control, document: Document, status: Status) -> Finding:
    what = {"select": "list", "radio": "radio button", "checkbox": "checkbox"}.get(
        control.kind, "field"
    )
    name = f" “{cut(control.name, 60)}”" if control.name else ""
    if status is Status.FAILED:
        does = "goes to another page or sends the form" if what == "list" else "leaves or sends it"
        message = f"The {what}{name} {does} as soon as people choose, and nothing says so."
    else:
        message = (
            f"A script listens to the {what}{name} and may go to another page. Does it, as soon as "
            "people choose, without a word before it?"
        )
    return found_at(control.element, document, message, impact=Impact.SERIOUS, status=status)
