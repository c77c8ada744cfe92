"""Keys lead to each part of a widget: each tab, each choice of a menu or list."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import press_outcome, word
from audits.derive.places import Place, found_in_browser, places, words_of
from audits.derive.states import after_key
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit

VALUES = ("slider", "spinbutton")
NAMES = {
    "tablist": "tabs",
    "menu": "menu",
    "menubar": "menu bar",
    "radiogroup": "choices",
    "listbox": "list",
    "tree": "tree",
    "slider": "slider",
    "spinbutton": "number field",
}


@audit(
    title="Keys lead to each part of tabs, menus, lists and sliders",
    failure_title="No key leads to some parts of tabs, menus, lists or sliders",
    category="accessibility",
    requirements=("wcag:2.1.1",),
    impact=Impact.CRITICAL,
    unit="widgets",
)
def arrow_keys(presses: Mapping[str, Any], document: Document) -> Outcome:
    """Keys lead to each part of a widget: each tab, each choice of a menu or list.

    ## Why it matters
    Tab comes to only one part of a set of tabs, a menu or a list. The arrow keys must lead on from
    there, and the page's own script must see to it. Else the other parts are for the mouse alone.

    ## Who is hurt
    People who use a keyboard, a switch or a screen reader, and people who use the page by voice.

    ## What it checks
    Elements with the role of tabs, menus, radio groups, lists, trees, grids and sliders. In up to
    four of them on a page, it presses the real arrow keys, Home, End, a letter, Enter and the space
    key. Parts that answer a click, and that no key leads to, are a failure. Where a button or a
    field near them may do the same, a person decides. The browser's own elements do not count.

    ## How to fix
    Use what the browser has where it will do: radio buttons, a select box, an input of the type
    range. If not, move the focus on each arrow key. Or let Tab stop at each part.

    ## Source
    WCAG 2.2, success criterion 2.1.1 Keyboard (level A), failure F54, technique SCR29. ARIA
    Authoring Practices Guide, "Developing a keyboard interface".
    """
    findings = [_finding(place, document) for place in places(presses, "arrows")]
    nothing = "no widget of several parts was there"
    return press_outcome(presses, "widgets", findings, "widgets", nothing)


def _finding(place: Place, document: Document) -> Finding:
    role = word(place, "role")
    kind, lost = NAMES.get(role, "grid"), words_of(place, "lost")
    if role in VALUES:
        told = f"The mouse moves this {kind}, and no arrow key does."
    elif place.get("entered"):
        told = (
            f"A click gets to {lost} in the {kind}. No arrow key does, and Tab does not stop there."
        )
    else:
        told = f"A click gets to {lost} in the {kind}. No key gets into it at all."
    state = _state(place, lost)
    if word(place, "how") == "sure":
        return found_in_browser(place, document, told, impact=Impact.CRITICAL, state=state)
    return found_in_browser(
        place,
        document,
        f"{told} Can a key do the same elsewhere?",
        impact=Impact.SERIOUS,
        status=Status.NEEDS_REVIEW,
        state=state,
    )


def _state(place: Place, lost: str) -> str:
    """Return what was pressed, and what the mouse did then."""
    if place.get("opened"):
        return f"{after_key(place, 'Enter')} and arrow keys, then a click on {lost}"
    by_mouse = "dragging it" if word(place, "role") in VALUES else f"a click on {lost}"
    return (
        f"after pressing arrow keys on it, then {by_mouse}"
        if place.get("entered")
        else f"after {by_mouse}"
    )
