"""Widgets of several parts, such as tabs, menus and sliders: arrow keys must lead to each part.

Tab comes to one part of such a widget, and the arrow keys lead on from there. Where the page's own
script does not hear them, the rest is for the mouse alone.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from crawler.browser_presser import Presser, UnderWay, is_answer, is_known, value_of
from crawler.probes import script

MOST_WIDGETS = 4
MOST_CLICKS = 3  # parts that are clicked, to see whether the widget does anything
ARROWS = ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "End", "Home")
LATE_MILLISECONDS = 200


class Arrows(Presser):
    """Presses arrow keys in the widgets of a page."""

    def _arrows(self, found: Sequence[tuple[int, str]]) -> None:
        if not found:
            return
        known = self.known("arrows")
        self.ask(script("arrows"))
        tried = 0
        for at, look in found:
            about = self.ask("at => arrower.about(at)", at)
            opener = -1 if about else self.ask("at => arrower.opener(at)", at)
            if about is None and opener < 0:
                continue
            key = look if about else f"closed {look}"
            if not is_known(known, key):
                if tried >= MOST_WIDGETS or not self.has_time():
                    break
                tried += 1
                known.setdefault(key, UnderWay(time.monotonic()))
                known[key] = self._widget(at, about) if about else self._closed(at, opener)
            if wrong := value_of(known, key):
                self.told["arrows"].append({**self.place(at if about else opener), **wrong})
        if tried:
            self.world.settle()
            self.ask("() => presser.refresh()")

    def _widget(self, at: int, about: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return what no key leads to in a widget; None when all is well, or nobody can tell."""
        if not self._is_ready():
            return None
        entry = about["entry"]
        if entry >= 0 and (not self.arrive(entry) or self._moves(at, about) or self._enters(at)):
            return None
        if not about["value"]:
            return self._clicks(at, about, entry)
        if not self._drags(at):
            return None
        return self._wrong(at, about, entered=entry >= 0)

    def _closed(self, at: int, opener: int) -> dict[str, Any] | None:
        """The same for a menu or list that a button opens."""
        if not self._is_ready() or not self._opens_by_key(at, opener):
            return None
        about = self.ask("at => arrower.about(at)", at)
        wrong = None
        if about and not self._moves(at, about):
            self.world.press("Tab")
            self.world.rest()
            is_in = self.ask("at => arrower.isIn(at)", at)
            if not (is_in and self._moves(at, about)) and self._opens_by_key(at, opener):
                wrong = self._clicks(at, about, -1)
                wrong = wrong and {**wrong, "opened": True}
        if self.ask("at => arrower.isOpen(at)", at):
            self.world.press("Escape")
            self.world.rest()
            if self.ask("at => arrower.isOpen(at)", at):
                self.clicked(opener)
        return wrong

    def _is_ready(self) -> bool:
        self.world.settle()
        self.ask("() => presser.refresh()")
        return self.is_quiet()

    def _opens_by_key(self, at: int, opener: int) -> bool:
        """Have it open: by Enter on its button, if it is not open yet."""
        if not self.ask("at => arrower.isOpen(at)", at) and self.pressed(opener, "Enter"):
            self.world.rest(LATE_MILLISECONDS)
        return bool(self.ask("at => arrower.isOpen(at)", at))

    def _moves(self, at: int, about: Mapping[str, Any]) -> bool:
        """Whether any key that people know of moves something in a widget, from where one is."""
        names = [self.ask("at => arrower.name(at)", each) for each in about["missing"][:1]]
        letters = [name[0].lower() for name in names if name and name[0].isascii()]
        before = self.ask("at => arrower.state(at)", at)
        self.ask("() => presser.begin()")
        for key in [*ARROWS, *filter(str.isalnum, letters)]:
            self.world.press(key)
            made = self.made()
            if is_answer(made) or self.ask("at => arrower.state(at)", at) != before:
                return True
        made = self.made(LATE_MILLISECONDS)
        return is_answer(made) or self.ask("at => arrower.state(at)", at) != before

    def _enters(self, at: int) -> bool:
        """Whether the space key or Enter leads into it, and the arrows on from there."""
        for key in (" ", "Enter"):
            self.ask("() => presser.begin()")
            self.world.press(key)
            if self.made()["moved"]:
                return True
            inside = self.ask("at => arrower.state(at)", at)
            self.world.press("ArrowDown")
            self.world.press("ArrowRight")
            self.world.rest()
            if self.ask("at => arrower.state(at)", at) != inside:
                return True
        return False

    def _clicks(self, at: int, about: Mapping[str, Any], entry: int) -> dict[str, Any] | None:
        """Click on parts that no key leads to; None when that does nothing either."""
        for item in about["missing"][:MOST_CLICKS]:
            name = self.ask("at => arrower.name(at)", item)
            before = self.ask("at => arrower.state(at, false)", at)
            said = self.ask("at => arrower.said(at)", at)
            made = self.clicked(item)
            if made is None:
                continue
            is_said = is_answer(made) or self.ask("at => arrower.said(at)", at) != said
            if is_said or self.ask("at => arrower.state(at, false)", at) != before:
                twin = self.ask("(at, led) => presser.twin(at, led)", item, made["led"])
                self._back(entry)
                wrong = self._wrong(at, about, entered=entry >= 0)
                is_plain = is_said and not twin and sum(map(str.isalpha, name)) > 1
                return {**wrong, "lost": name, "how": wrong["how"] if is_plain else "unsure"}
        return None

    def _wrong(self, at: int, about: Mapping[str, Any], *, entered: bool) -> dict[str, Any]:
        other = self.ask("at => arrower.hasOther(at)", at)
        how = "unsure" if other else "sure"
        return {"role": about["role"], "parts": about["count"], "entered": entered, "how": how}

    def _back(self, at: int) -> None:
        """Choose again the part that was chosen."""
        if at >= 0:
            self.clicked(at)

    def _drags(self, at: int) -> bool:
        """Whether the mouse moves a slider."""
        places = self.ask("at => arrower.track(at)", at)
        if places is None:
            return False
        before = self.ask("at => arrower.state(at)", at)
        self.world.drag(places)
        self.world.rest()
        is_moved = bool(self.ask("at => arrower.state(at)", at) != before)
        if is_moved:
            self.world.drag(places[::-1])
        return is_moved
