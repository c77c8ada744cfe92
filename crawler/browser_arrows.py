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
            if (about := self.ask("at => arrower.about(at)", at)) is None:
                continue
            if not is_known(known, look):
                if tried >= MOST_WIDGETS or not self.has_time():
                    break
                tried += 1
                known.setdefault(look, UnderWay(time.monotonic()))
                known[look] = self._widget(at, about)
            if wrong := value_of(known, look):
                self.told["arrows"].append({**self.place(at), **wrong})
        if tried:
            self.world.settle()
            self.ask("() => presser.refresh()")

    def _widget(self, at: int, about: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return what no key leads to in a widget; None when all is well, or nobody can tell."""
        self.world.settle()
        self.ask("() => presser.refresh()")
        if not self.is_quiet() or (about["entry"] >= 0 and self._hears_keys(at, about)):
            return None
        told = {"role": about["role"], "parts": about["count"], "entered": about["entry"] >= 0}
        other = self.ask("at => arrower.hasOther(at)", at)
        if about["value"]:
            return {**told, "how": "unsure" if other else "sure"} if self._drags(at) else None
        for item in about["missing"][:MOST_CLICKS]:
            before = self.ask("at => arrower.state(at, false)", at)
            made = self.clicked(item)
            if made is None:
                continue
            if is_answer(made) or self.ask("at => arrower.state(at, false)", at) != before:
                name = self.ask("at => arrower.name(at)", item)
                twin = self.ask("(at, led) => presser.twin(at, led)", item, made["led"])
                self._back(about["entry"])
                is_sure = not other and not twin and sum(map(str.isalpha, name)) > 1
                return {**told, "lost": name, "how": "sure" if is_sure else "unsure"}
        return None

    def _hears_keys(self, at: int, about: Mapping[str, Any]) -> bool:
        """Whether any key that people know of moves something in a widget that has the focus."""
        if not self.arrive(about["entry"]):
            return True  # which nobody can tell
        names = [self.ask("at => arrower.name(at)", each) for each in about["missing"][:1]]
        letters = [name[0].lower() for name in names if name and name[0].isascii()]
        keys = [*ARROWS, *filter(str.isalnum, letters)]
        before = self.ask("at => arrower.state(at)", at)
        self.ask("() => presser.begin()")
        for key in keys:
            self.world.press(key)
            made = self.made()
            if is_answer(made) or self.ask("at => arrower.state(at)", at) != before:
                return True
        made = self.made(LATE_MILLISECONDS)
        if is_answer(made) or self.ask("at => arrower.state(at)", at) != before:
            return True
        for key in (" ", "Enter"):  # which may lead into it, and the arrows on from there
            self.world.press(key)
            made = self.made()
            if made["moved"]:
                return True
            inside = self.ask("at => arrower.state(at)", at)
            self.world.press("ArrowDown")
            self.world.press("ArrowRight")
            self.world.rest()
            if self.ask("at => arrower.state(at)", at) != inside:
                return True
        return False

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
