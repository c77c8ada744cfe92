"""What comes up beside a thing, in three ways: under the mouse, by the focus, drawn by styles.

Each tells whether it is there just now, and can bring it up again.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from crawler.browser_presser import Presser

HOVER_MILLISECONDS = 120  # that styles and scripts get to bring something up
LATE_MILLISECONDS = 400  # the same for scripts that wait, and for those that take it away
MOVING_MILLISECONDS = 100  # between two looks at what is moving still
MOST_LOOKS = 8
Point = Sequence[float]
About = Mapping[str, Any]
"""What it says, what can be pressed in it, whether it is a tip, an error, or the thing itself."""


class Shown(ABC):
    """Something that came up beside a thing."""

    by = "pointer"

    def __init__(self, presser: Presser, at: int) -> None:
        self.presser = presser
        self.at = at

    def ask(self, function: str, *arguments: Any) -> Any:
        return self.presser.ask(function, *arguments)

    def _point_anew(self, milliseconds: int) -> bool:
        """Take the mouse away, wait, and put it on the thing again; whether there is a place."""
        world = self.presser.world
        world.point(0, 0)
        world.rest(milliseconds)
        point = self.ask("at => presser.point(at)", self.at)
        if point is None:
            return False
        self.ask("() => presser.begin()")
        world.point(*point)
        return True

    @abstractmethod
    def is_there(self) -> bool: ...

    @abstractmethod
    def again(self) -> bool:
        """Take it away, and bring it up again; whether that went well."""

    @abstractmethod
    def about(self) -> About: ...

    @abstractmethod
    def seconds(self) -> float:
        """After how long it may vanish by itself, by the timers and styles that it set off."""

    @abstractmethod
    def way(self, start: Point) -> Mapping[str, Any] | None:
        """Where a pointer would go to be on it; None when it can't be, or nobody can tell."""

    @abstractmethod
    def covers(self) -> str:
        """Words of the page that it lies upon, "" for none."""


class UnderMouse(Shown):
    """Elements of the page that pointing at the thing has brought up just now."""

    def __init__(
        self, presser: Presser, at: int, hidden: Sequence[int], seen: Sequence[int], timer: float
    ) -> None:
        super().__init__(presser, at)
        self.ever = [*hidden, *seen]  # that was to be seen, or may be
        self.there = list(seen)
        self.timer = timer

    def is_there(self) -> bool:
        for _ in range(MOST_LOOKS):
            if not self.ask("list => lingerer.isMoving(list)", self.there):
                break
            self.presser.world.rest(MOVING_MILLISECONDS)
        return bool(self.ask("list => presser.seen(list)", self.there))

    def again(self) -> bool:
        if not self._point_anew(HOVER_MILLISECONDS):
            return False
        return self.come() or self.come(LATE_MILLISECONDS)

    def come(self, milliseconds: int = HOVER_MILLISECONDS) -> bool:
        """See what comes up since the last begin."""
        self.there, made = self.presser.came(self.ever, milliseconds)
        self.ever = list(dict.fromkeys([*self.ever, *self.there]))
        self.timer = max(self.timer, made["timer"])
        return bool(self.there)

    def about(self) -> About:
        told: About = self.ask("(at, list) => lingerer.about(at, list)", self.at, self.there)
        return told

    def seconds(self) -> float:
        lasts = float(self.ask("list => lingerer.lasts(list)", self.there))
        return max(self.timer, lasts) / 1000

    def way(self, start: Point) -> Mapping[str, Any] | None:
        ask = "(at, list, start) => lingerer.way(at, list, ...start)"
        told: Mapping[str, Any] | None = self.ask(ask, self.at, self.there, start)
        return told

    def covers(self) -> str:
        return str(self.ask("(at, list) => lingerer.covers(at, list)", self.at, self.there))


class ByFocus(UnderMouse):
    """Elements that come up when the thing has the focus."""

    by = "focus"

    def __init__(self, presser: Presser, at: int, contents: Sequence[int] | None) -> None:
        ask = "(at, list) => presser.hoverContent(at, list)"
        super().__init__(presser, at, presser.ask(ask, at, contents), (), 0)

    def again(self) -> bool:
        self.presser.world.settle()
        self.presser.world.rest(HOVER_MILLISECONDS)
        self.ask("() => presser.begin()")
        return self.presser.arrive(self.at) and self.come()


class Drawn(Shown):
    """Words that styles draw before or after the thing while it is pointed at."""

    def __init__(self, presser: Presser, at: int) -> None:
        super().__init__(presser, at)
        presser.world.settle()
        presser.world.point(0, 0)
        presser.world.rest(HOVER_MILLISECONDS)
        self.before = self._drawn()

    def _drawn(self) -> list[str]:
        return list(self.ask("at => lingerer.drawn(at)", self.at))

    def _new(self) -> list[str]:
        """The words that each side draws now and did not before: after, and before."""
        now = zip(self._drawn(), self.before, strict=True)
        return [text if text != was else "" for text, was in now]

    def is_there(self) -> bool:
        self.presser.world.rest(MOVING_MILLISECONDS)
        return any(self._new())

    def again(self) -> bool:
        if not self._point_anew(LATE_MILLISECONDS):
            return False
        self.presser.world.rest(LATE_MILLISECONDS)
        return any(self._new())

    def about(self) -> About:
        words = "".join(self._new()[:1]) or self._new()[-1]
        names = ("closes", "isTip", "isClickable", "isError", "isSelf")
        return {"text": words, "acts": 0, **dict.fromkeys(names, False)}

    def seconds(self) -> float:
        return 0

    def _box(self) -> list[float] | None:
        side = "after" if self._new()[0] else "before"
        return self.presser.world.drawn_box("at => presser.thing(at)", self.at, side)

    def way(self, start: Point) -> Mapping[str, Any] | None:
        if (box := self._box()) is None:
            return None
        ask = "(at, box, start) => lingerer.drawnWay(at, box, ...start)"
        told: Mapping[str, Any] | None = self.ask(ask, self.at, box, start)
        return told

    def covers(self) -> str:
        if (box := self._box()) is None:
            return ""
        return str(self.ask("(at, box) => lingerer.drawnCovers(at, box)", self.at, box))
