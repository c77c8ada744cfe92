"""What all pressing shares: how a thing is pressed, what came of it, what is known already."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.browser_world import SHIFT, World

PRESS_SECONDS = 8.0  # for all of it on one page
ANSWER_MILLISECONDS = 40  # that a script gets to answer a press
HUNG_SECONDS = 15.0  # twice what all presses of a page may take: a browser that hung
MISSING = object()
SCROLLS = 10  # looks at a thing until it stays where it is
ANSWERS = ("appeared", "vanished", "texts", "led")
Made = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A thing that some browser of this run is trying just now, or that has hung it."""

    since: float

    @property
    def has_hung(self) -> bool:
        return time.monotonic() - self.since > HUNG_SECONDS


def is_known(known: Mapping[str, Any], key: str) -> bool:
    """Whether a thing need not be tried: it was, or it hung the browser that tried it.

    What another browser is trying at this moment is tried here too, so that each page gets its
    verdict whichever comes first.
    """
    value = known.get(key, MISSING)
    return value is not MISSING and (not isinstance(value, UnderWay) or value.has_hung)


def value_of(known: Mapping[str, Any], key: str) -> Any:
    """Return what is known of a thing; None for what hung a browser."""
    value = known.get(key)
    return None if isinstance(value, UnderWay) else value


class StopError(Exception):
    """The page can't be brought back to where it was."""


class Presser:
    """Presses things on one page, and tells what the page made of it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.until = time.monotonic() + PRESS_SECONDS
        self.told: dict[str, Any] = {
            name: []
            for name in (
                *("mouse", "keys", "hover", "dialogs", "states", "letters"),
                *("choices", "errors", "messages", "vanishing", "downs", "gestures", "motion"),
                *("lingers", "arrows"),
            )
        }
        self.message: tuple[int, float, int] | None = None  # what, since when, by which button
        self.timer = 0.0  # seconds until it may go
        self.make = ""

    def ask(self, function: str, *arguments: Any) -> Any:
        return self.world.ask(function, *arguments)

    def has_time(self) -> bool:
        return time.monotonic() < self.until and self.world.has_time()

    def place(self, at: int) -> dict[str, Any]:
        return dict(self.ask("at => presser.place(at)", at))

    def focus(self, at: int) -> bool:
        return bool(self.ask("at => presser.focus(at)", at))

    def arrive(self, at: int) -> bool:
        """Come to a thing by Tab, from what is before it, as a keyboard does, if that can be."""
        if not self.focus(at):
            return False
        self.world.press("Tab", modifiers=SHIFT)
        self.world.press("Tab")
        return bool(self.ask("at => presser.isOn(at)", at)) or self.focus(at)

    def made(self, milliseconds: int = ANSWER_MILLISECONDS) -> Made:
        self.world.rest(milliseconds)
        made: Made = self.ask("() => presser.result()")
        return made

    def came(self, hidden: Sequence[int], milliseconds: int) -> tuple[list[int], Made]:
        """What is seen of what was hidden, or has come since begin(), and all that happened."""
        made = self.made(milliseconds)
        asked = list(dict.fromkeys([*hidden, *made["appeared"], *made["texts"]]))
        return list(self.ask("list => presser.seen(list)", asked)), made

    def pressed(self, at: int, key: str, milliseconds: int = ANSWER_MILLISECONDS) -> Made | None:
        """Press a key on a thing; None when it can't have the focus."""
        if not self.focus(at):
            return None
        self.ask("() => presser.begin()")
        self.world.press(key)
        return self.made(milliseconds)

    def clicked(self, at: int) -> Made | None:
        point, before = None, None
        for _ in range(SCROLLS):  # a page that still scrolls, as after the space key, moves it away
            before, point = point, self.ask("at => presser.point(at)", at)
            if point is None or point == before:
                break
            self.world.rest(ANSWER_MILLISECONDS)
        if point is None or point != before:
            return None
        self.ask("() => presser.begin()")
        self.world.click(*point)
        return self.made()

    def is_quiet(self) -> bool:
        """Whether the page does nothing while nobody does anything."""
        self.ask("() => presser.begin()")
        self.world.rest(ANSWER_MILLISECONDS)
        return not self.ask("() => presser.quieten()")

    def known(self, kind: str) -> dict[str, Any]:
        known: dict[str, Any] = self.world.parts.setdefault(f"presses: {kind}: {self.make}", {})
        return known


def is_answer(made: Made) -> bool:
    """Whether something is to be seen that was not there, or the page is led away."""
    return any(made[name] for name in ANSWERS) or bool(made["alerts"])


def is_any(made: Made) -> bool:
    """The same, or only an attribute changed: a state, a class."""
    return is_answer(made) or bool(made["attributes"]) or bool(made["moved"])
