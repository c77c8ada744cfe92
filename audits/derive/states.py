"""How a page was when something was found on it, as the phrase that the finding tells.

A phrase goes on after "Found:", and tells nothing that was not done. It is no part of what makes a
cause the same: seven presses of Tab may be eight in the next run.
"""

from audits.derive.lookup import FRAME
from audits.derive.places import Place, number, words_of

STRETCHED = {
    "zoomed": "at 200 % zoom, 640 CSS pixels wide",
    "narrow": "at 320 CSS pixels",
    "enlarged": "with text at 200 %",
    "spaced": "with the text spacing of WCAG 1.4.12",
    "lying": "with the screen turned on its side",
    "standing": "with the screen turned upright",
}
"""Name of what stretching a page tells -> how the page was then."""

AS_IT_LOADS = ""  # nothing was done to it
IN_FOCUS = "with the keyboard's focus on it"
TICKED = "when it was ticked"
UNTICKED = "while it was not ticked"
SHAKEN = "after the device was shaken and tilted"
LEFT_EMPTY = "after pressing the form's button, the form left empty"


def on(place: Place) -> str:
    """Return what something was done to: its words, or "it" if it has none."""
    text = place.get("text")
    return words_of(place, "text", 40) if isinstance(text, str) and text.strip() else "it"


def after_tab(place: Place) -> str:
    """Return how often Tab was pressed to get to a stop, as far as that is known."""
    if number(place, "presses") < 1:
        return IN_FOCUS
    start = " from its first stop" if FRAME in str(place["selector"]) else ""
    return f"after pressing Tab {often(place)}{start}"


def often(place: Place) -> str:
    """Return "once", "twice" or "7 times", for as often as a key was pressed."""
    presses = max(1, int(number(place, "presses")))
    return {1: "once", 2: "twice"}.get(presses, f"{presses} times")


def after_click(place: Place) -> str:
    """Return what was clicked."""
    return f"after a click on {on(place)}"


def after_key(place: Place, key: str) -> str:
    """Return which key was pressed, and on what."""
    return f"after pressing {key} on {on(place)}"


def held_on(place: Place, by: str = "pointer") -> str:
    """Return what brought something up: the mouse over a thing, or the focus on it."""
    return f"{'with the focus on' if by == 'focus' else 'with the mouse over'} {on(place)}"
