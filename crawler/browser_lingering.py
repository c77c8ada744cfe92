"""What comes up beside a thing, under the mouse or by the focus: whether it lets people read it.

Success criterion 1.4.13 wants three things of it. The pointer can move onto it; it stays until it
is left; and it can be put away without leaving. All three are tried by real events, once a run for
what many pages share.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from crawler.browser_dialogs import Dialogs
from crawler.browser_presser import Made
from crawler.probes import script

LINGER_SECONDS = 6.0  # on one page, beside the time for pressing
HOVER_MILLISECONDS = 120  # that styles and scripts get to bring something up
LATE_MILLISECONDS = 400  # the same for scripts that wait, and for those that take it away
MOVING_MILLISECONDS = 100  # between two looks at what is moving still
MOST_LOOKS = 8
LONGEST_STAY = 6.0  # seconds that we wait for something to vanish by itself
FAR = 60  # CSS pixels from the thing, where it may be another part of the page that changes
STEP = 8  # CSS pixels, from one place of the pointer to the next
MOST_STEPS = 40
Point = Sequence[float]


@dataclass(frozen=True)
class Shown:
    """Something that came up: how to see whether it is there, and how to bring it up again."""

    is_there: Callable[[], bool]
    again: Callable[[], bool]
    way: Callable[[Point], Mapping[str, Any] | None]
    covers: Callable[[], str]


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
        return self._timed(lambda: self._under_mouse(at, hidden, list(seen), made))

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

    def _under_mouse(self, at: int, hidden: Sequence[int], seen: list[int], made: Made) -> Any:
        about = self.ask("(at, list) => lingerer.about(at, list)", at, seen)
        if not about["text"] or about["isError"]:
            return {}
        there = list(seen)

        def again() -> bool:
            there[:] = self.show(at, [*hidden, *seen])
            return bool(there)

        def is_there() -> bool:
            self._come_to_rest(there)
            return bool(self.ask("list => presser.seen(list)", there))

        shown = Shown(
            is_there,
            again,
            lambda point: self.ask(
                "(at, list, to) => lingerer.way(at, list, ...to)", at, there, point
            ),
            lambda: str(self.ask("(at, list) => lingerer.covers(at, list)", at, there)),
        )
        lasts = self.ask("list => lingerer.lasts(list)", there)
        return self._told(about, "pointer", self._mouse_faults(at, shown, about, made, lasts))

    def _told(self, about: Mapping[str, Any], by: str, faults: Mapping[str, Any]) -> Any:
        if not faults:
            return {}
        return {"by": by, "shows": about["text"], "acts": about["acts"], **faults}

    def _mouse_faults(
        self, at: int, shown: Shown, about: Mapping[str, Any], made: Made, lasts: float
    ) -> dict[str, Any]:
        """What is wrong with what came up: it goes by itself, it flees, or it can't be put away."""
        seconds = max(made["timer"], lasts) / 1000
        if self._goes(shown, seconds):
            return {"stays": round(seconds, 1)} if seconds and shown.again() else {}
        faults: dict[str, Any] = {}
        if flees := self._flees(at, shown):
            faults["flees"] = flees
        if shown.again() and (covered := self._stays_on(at, shown, about)):
            faults |= covered
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

    def show(self, at: int, hidden: Sequence[int]) -> list[int]:
        """Point at a thing; return what is to be seen then of what was not, even if it is late."""
        self.world.point(0, 0)
        self.world.rest(HOVER_MILLISECONDS)
        point = self.ask("at => presser.point(at)", at)
        if point is None:
            return []
        self.ask("() => presser.begin()")
        self.world.point(*point)
        if not (seen := self.came(hidden)[0]):
            self.world.rest(LATE_MILLISECONDS)
            seen = self.came(hidden)[0]
        return seen

    def came(self, hidden: Sequence[int]) -> tuple[list[int], Made]:
        """What has come into sight since the last begin, and what else the page made of it."""
        made = self.made(HOVER_MILLISECONDS)
        asked = list(dict.fromkeys([*hidden, *made["appeared"]]))
        return list(self.ask("list => presser.seen(list)", asked)), made

    def _come_to_rest(self, seen: Sequence[int]) -> None:
        for _ in range(MOST_LOOKS):
            if not self.ask("list => lingerer.isMoving(list)", seen):
                return
            self.world.rest(MOVING_MILLISECONDS)

    # --- the pointer moves onto it

    def _flees(self, at: int, shown: Shown) -> str:
        """How it vanishes when the pointer moves onto it: "always", "between", "far" or "".

        That is always, in the gap between, far from what brought it up, or not at all.
        """
        first = self.ask("at => presser.middleOf(at)", at)
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

    def _stays_on(self, at: int, shown: Shown, about: Mapping[str, Any]) -> dict[str, Any]:
        """What it covers, when nothing puts it away while the pointer stays where it is."""
        self.world.press("Escape")
        self.world.rest(HOVER_MILLISECONDS)
        if not shown.is_there() or about["closes"]:
            return {}
        self.world.rest(HOVER_MILLISECONDS)
        if not shown.is_there() or not (covered := shown.covers()):
            return {}
        is_sure = about["isTip"] and not about["acts"]
        if is_sure and about["isClickable"]:
            self.clicked(at)
            if not shown.is_there():
                return {}
            self.clicked(at)
        if is_sure and self.focus(at):
            self.world.rest(HOVER_MILLISECONDS)
            self.world.press("Escape")
            self.world.rest(HOVER_MILLISECONDS)
            is_sure = shown.is_there()
            self.world.settle()
        return {"covers": covered, "escape": "sure" if is_sure else "unsure"}

    # --- what the focus brings up

    def by_focus(self, at: int, contents: Sequence[int] | None) -> Any:
        """Return what is wrong with what the focus on a thing brings up; None: nothing comes up."""
        return self._timed(lambda: self._by_focus(at, contents))

    def _by_focus(self, at: int, contents: Sequence[int] | None) -> Any:
        self.world.settle()
        self.world.rest(HOVER_MILLISECONDS)
        hidden = self.ask("(at, list) => presser.hoverContent(at, list)", at, contents)
        there: list[int] = []
        ever: set[int] = set()

        def again() -> bool:
            self.world.settle()
            self.world.rest(HOVER_MILLISECONDS)
            self.ask("() => presser.begin()")
            if not self.arrive(at):
                return False
            ever.update(there)
            seen, made = self.came([*hidden, *ever])
            there[:] = seen
            timers.append(made["timer"])
            return bool(there)

        def is_there() -> bool:
            self._come_to_rest(there)
            return bool(self.ask("list => presser.seen(list)", there))

        timers: list[float] = []
        if not again():
            return None
        about = self.ask("(at, list) => lingerer.about(at, list)", at, there)
        if not about["text"] or about["isError"] or about["isSelf"]:
            return None
        shown = Shown(
            is_there,
            again,
            lambda _: None,
            lambda: str(self.ask("(at, list) => lingerer.covers(at, list)", at, there)),
        )
        lasts = self.ask("list => lingerer.lasts(list)", there)
        seconds = max(timers[-1], lasts) / 1000
        if self._goes(shown, seconds):
            goes = seconds and self.ask("at => presser.isOn(at)", at) and again()
            return self._told(about, "focus", {"stays": round(seconds, 1)} if goes else {})
        self.world.press("Escape")
        self.world.rest(HOVER_MILLISECONDS + LATE_MILLISECONDS)
        faults: dict[str, Any] = {}
        if self.ask("at => presser.isOn(at)", at) and shown.is_there() and not about["closes"]:
            is_sure = about["isTip"] and not about["acts"]
            if covered := shown.covers():
                faults = {"covers": covered, "escape": "sure" if is_sure else "unsure"}
        self.world.settle()
        return self._told(about, "focus", faults)

    # --- tips that styles alone draw

    def drawn(self, at: int) -> Any:
        """Return what is wrong with a tip that styles draw beside a thing; None: none is."""
        return self._timed(lambda: self._drawn(at))

    def _drawn(self, at: int) -> Any:
        self.world.settle()
        self.world.point(0, 0)
        self.world.rest(HOVER_MILLISECONDS)
        before = self.ask("at => lingerer.drawn(at)", at)

        def drawn() -> list[str]:
            now = self.ask("at => lingerer.drawn(at)", at)
            return [text if text != was else "" for text, was in zip(now, before, strict=True)]

        def again() -> bool:
            self.world.point(0, 0)
            self.world.rest(LATE_MILLISECONDS)
            point = self.ask("at => presser.point(at)", at)
            if point is None:
                return False
            self.world.point(*point)
            self.world.rest(LATE_MILLISECONDS)
            return any(drawn())

        def is_there() -> bool:
            self.world.rest(MOVING_MILLISECONDS)
            return any(drawn())

        if not again():
            return None
        words = next(text for text in drawn() if text)
        side = "after" if drawn()[0] else "before"

        def way(point: Point) -> Any:
            box = self._box(at, side)
            ask = "(at, box, x, y) => lingerer.drawnWay(at, box, x, y)"
            return self.ask(ask, at, box, *point) if box else None

        def covers() -> str:
            box = self._box(at, side)
            return (
                str(self.ask("(at, box) => lingerer.drawnCovers(at, box)", at, box)) if box else ""
            )

        about = {"text": words, "acts": 0, "closes": False, "isTip": False, "isClickable": False}
        faults = self._mouse_faults(at, Shown(is_there, again, way, covers), about, {"timer": 0}, 0)
        return self._told(about, "pointer", faults)

    def _box(self, at: int, side: str) -> list[float] | None:
        return self.world.drawn_box("at => presser.thing(at)", at, side)
