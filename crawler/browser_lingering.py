"""What comes up beside a thing, under the mouse or by the focus: whether it lets people read it.

Success criterion 1.4.13 wants three things of it. The pointer can move onto it; it stays until it
is left; and it can be put away without leaving. All three are tried by real events, once a run for
what many pages share.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from crawler.browser_dialogs import Dialogs
from crawler.browser_presser import Made
from crawler.browser_shown import (
    HOVER_MILLISECONDS,
    LATE_MILLISECONDS,
    About,
    ByFocus,
    Drawn,
    Point,
    Shown,
    UnderMouse,
)
from crawler.probes import script

LINGER_SECONDS = 6.0  # on one page, beside the time for pressing
LONGEST_STAY = 6.0  # seconds that we wait for something to vanish by itself
FAR = 60  # CSS pixels from the thing, where it may be another part of the page that changes
STEP = 8  # CSS pixels, from one place of the pointer to the next
MOST_STEPS = 40
Faults = dict[str, Any]


class Lingering(Dialogs):
    """Tries what comes up beside things."""

    linger_seconds = LINGER_SECONDS
    has_script = False
    lingered: Sequence[int] = ()  # what something is wrong beside, on this page

    def tell(self, at: int, wrong: Mapping[str, Any] | None) -> None:
        """Take down what is wrong beside a thing, but for what holds another, or is held by it."""
        if not wrong:
            return
        if not self.ask("(at, list) => presser.isAround(at, list)", at, self.lingered):
            self.told["lingers"].append({**self.place(at), **wrong})
            self.lingered = [*self.lingered, at]

    def may_linger(self) -> bool:
        """Whether there is time on this page to try one more thing."""
        return self.linger_seconds > 0 and self.world.has_time()

    def lingers(self, at: int, hidden: Sequence[int], seen: Sequence[int], made: Made) -> Any:
        """Return what is wrong with what pointing at a thing has just brought up."""
        shown = UnderMouse(self, at, hidden, seen, made["timer"])
        return self._timed(lambda: self._tried(shown, is_shown=True) or {})

    def by_focus(self, at: int, contents: Sequence[int] | None) -> Any:
        """Return what is wrong with what the focus on a thing brings up; None: nothing comes up."""
        self.world.settle()
        return self._timed(lambda: self._tried(ByFocus(self, at, contents)))

    def drawn(self, at: int) -> Any:
        """Return what is wrong with a tip that styles draw beside a thing; None: none is."""
        return self._timed(lambda: self._tried(Drawn(self, at)))

    def _timed(self, work: Callable[[], Any]) -> Any:
        """Do something in time of its own: what is left for pressing stays the same."""
        if not self.has_script:
            self.has_script = bool(self.ask(script("linger")))
        started = time.monotonic()
        found = work()
        spent = time.monotonic() - started
        self.linger_seconds -= spent
        self.until += spent
        return found

    def _tried(self, shown: Shown, *, is_shown: bool = False) -> Any:
        """Return what is wrong with something that comes up; None: nothing comes up to read."""
        if not is_shown and not shown.again():
            return None
        about = shown.about()
        if not about["text"] or about["isError"] or about["isSelf"]:
            return None
        faults = self._faults(shown, about)
        if not faults:
            return {}
        return {"by": shown.by, "shows": about["text"], "acts": about["acts"], **faults}

    def _faults(self, shown: Shown, about: About) -> Faults:
        """What is wrong with it: it goes by itself, it flees, or it can't be put away."""
        seconds = shown.seconds()
        if self._goes(shown, seconds):
            return {"stays": round(seconds, 1)} if seconds and shown.again() else {}
        if shown.by == "focus":
            return self._stays_on(shown, about)
        faults: Faults = {}
        if flees := self._flees(shown):
            faults["flees"] = flees
        if shown.again():
            faults |= self._stays_on(shown, about)
        return faults

    def _goes(self, shown: Shown, seconds: float) -> bool:
        """Whether it vanishes while nothing moves: soon, or after so many seconds."""
        self.world.rest(LATE_MILLISECONDS)
        if not shown.is_there():
            return True
        if not 0 < seconds < min(LONGEST_STAY, self.world.seconds_left - 2):
            return False
        self.world.rest(int(1000 * seconds))
        return not shown.is_there()

    # --- the pointer moves onto it

    def _flees(self, shown: Shown) -> str:
        """How it vanishes when the pointer moves onto it: "always", "between", "far" or "".

        That is always, in the gap between, far from what brought it up, or not at all.
        """
        first = self.ask("at => presser.middleOf(at)", shown.at)
        way = shown.way(first)
        if way is None or self._stays_under(shown, [first, *way["points"]], STEP):
            return ""
        if not shown.again() or (way := shown.way(first)) is None:
            return ""
        if self._stays_under(shown, [first, *way["points"]], 0):
            return "between"
        return "far" if way["gap"] > FAR else "always"

    def _stays_under(self, shown: Shown, places: Sequence[Point], step: int) -> bool:
        """Whether it is there still when the pointer has gone from place to place, by such steps.

        Without steps the pointer leaps, as that of a quick hand does.
        """
        for (x1, y1), (x2, y2) in pairwise(places):
            long = max(abs(x2 - x1), abs(y2 - y1))
            count = min(MOST_STEPS, int(long / step) + 1) if step else 1
            for i in range(1, count + 1):
                self.world.point(x1 + (x2 - x1) * i / count, y1 + (y2 - y1) * i / count)
            self.world.rest(HOVER_MILLISECONDS)
            if not shown.is_there():
                return False
        self.world.rest(LATE_MILLISECONDS)
        return shown.is_there()

    # --- Escape puts it away

    def _stays_on(self, shown: Shown, about: About) -> Faults:
        """What it covers, when nothing puts it away while pointer and focus stay where they are."""
        at, is_focused = shown.at, shown.by == "focus"
        self.world.press("Escape")
        self.world.rest(HOVER_MILLISECONDS + LATE_MILLISECONDS)
        if not shown.is_there() or about["closes"] or not (covered := shown.covers()):
            return {}
        if is_focused and not self.ask("at => presser.isOn(at)", at):
            return {}
        is_sure = about["isTip"] and not about["acts"]
        if is_sure and about["isClickable"] and not is_focused:
            self.clicked(at)
            if not shown.is_there():
                return {}
            self.clicked(at)
        if is_sure and not is_focused and self.focus(at):
            self.world.rest(HOVER_MILLISECONDS)
            self.world.press("Escape")
            self.world.rest(HOVER_MILLISECONDS)
            is_sure = shown.is_there()
            self.world.settle()
        return {"covers": covered, "escape": "sure" if is_sure else "unsure"}
