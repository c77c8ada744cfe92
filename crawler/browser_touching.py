"""Presses that are not ended: what acts before the button is let go, and what waits for a drag."""

import time
from collections.abc import Collection, Mapping, Sequence

from crawler.browser_presser import (
    ANSWER_MILLISECONDS,
    Made,
    Presser,
    UnderWay,
    is_any,
    is_known,
    value_of,
)
from crawler.probes import script

STARTED = frozenset({"mousedown", "pointerdown", "touchstart"})
MOVED = frozenset(
    {
        *("mousemove", "pointermove", "touchmove", "touchend"),
        *("dragstart", "dragenter", "dragover"),
    }
)
MOST_DOWNS = 3
ELSEWHERE = (2.0, 2.0)  # where the button is let go: a corner of the window

Down = tuple[str, Sequence[int], str]  # what it looks like, those that look so, by what


class Touching(Presser):
    """Presses and doesn't let go, and looks for what is only moved by a drag or a swipe."""

    def _touched(self, nodes: Mapping[int, Collection[str]], top: set[str]) -> Sequence[Down]:
        """Return what waits for a press to begin; tell of what only a drag or a swipe moves.

        It costs next to nothing where nothing on the page waits for either.
        """
        waiting = {name for names in nodes.values() for name in names} | top
        if not waiting & (STARTED | {"dragstart"}):
            return ()
        self._prepare()
        surfaces = self.ask("top => toucher.surfaces(top)", sorted(top))
        self.told["gestures"] = surfaces["told"]
        found: Sequence[Down] = self.ask("() => toucher.downs()")
        self.told["there"] |= {"gestures": surfaces["there"], "downs": len(found)}
        return found

    def _prepare(self) -> None:
        self.ask(script("touch"))

    def _downs(self, found: Sequence[Down]) -> None:
        known = self.known("downs")
        tried = 0
        for key, same, way in found:
            if not is_known(known, key):
                if tried >= MOST_DOWNS or not self.has_time():
                    return
                tried += 1
                known.setdefault(key, UnderWay(time.monotonic()))
                known[key] = self._answers_to(same[0], way)
            how, is_deaf = value_of(known, key) or ("", False)
            if how:
                place = self.place(same[0])
                self.told["downs"].append({**place, "how": how, "way": way, "count": len(same)})
            if how and is_deaf:
                self.told["keys"].append({**place, "missing": "both"})

    def _answers_to(self, at: int, way: str) -> tuple[str, bool]:
        """Whether a press that moves off sets something off; whether it is a deaf button besides.

        That is one that has the focus, and does nothing on Enter nor on the space key.
        """
        is_deaf = self.ask("at => toucher.isButton(at)", at)
        if is_deaf:
            before = self._note()
            for key in ("Enter", " "):
                made = self.pressed(at, key)
                if made is None or is_any(made) or self._note() != before:
                    is_deaf = False
                    break
        return self._down(at, way), is_deaf

    def _down(self, at: int, way: str) -> str:
        """Press, move off, and only then let go: "sure" when the page has acted all the same."""
        point = self.ask("at => presser.point(at)", at)
        if point is None:
            return ""
        self.focus(at)  # what comes up by the focus is no answer to the press
        self.world.point(*point)  # nor what comes up under the mouse
        before = self._note()
        if not self.is_quiet() or self._note() != before:
            return ""  # it changes by itself
        made, after = self._hold(point, way)
        if not (made["led"] or made["alerts"]) and (after == before or not made["is changed"]):
            return ""  # it only looks pressed, or is taken back when the button is let go elsewhere
        if made["led"] or made["alerts"]:
            return "sure"
        weighed = self.ask("(at, made) => toucher.weigh(at, made)", at, dict(made))
        if weighed["isMenu"]:
            self.world.press("Escape")
            return ""
        if self._again(at, way) == before:
            return "unsure"  # a second press takes it back
        is_words = not self.ask("(a, b) => toucher.areWordsAlike(a, b)", before, after)
        is_sure = is_words and (weighed["isTold"] or weighed["isGone"]) and not weighed["isHeld"]
        return "sure" if is_sure else "unsure"

    def _note(self) -> int:
        return int(self.ask("() => toucher.note()"))

    def _hold(self, point: Sequence[float], way: str) -> tuple[Made, int]:
        """Press at a place and let go elsewhere; return what the press alone did, and the end."""
        begin, end = (
            (self.world.touch, self.world.lift)
            if way == "touch"
            else (self.world.hold, self.world.let_go)
        )
        before = self._note()
        self.ask("() => presser.begin()")
        begin(*point)
        made = {**self.made(), "is changed": self._note() != before}
        end(*ELSEWHERE)
        self.world.rest(ANSWER_MILLISECONDS)
        return made, self._note()

    def _again(self, at: int, way: str) -> int:
        point = self.ask("at => presser.point(at)", at)
        return -1 if point is None else self._hold(point, way)[1]
