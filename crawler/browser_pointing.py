"""What a mouse does on a page and no key: clicks on what cannot have the focus, and pointing."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from crawler.browser_dialogs import Dialogs
from crawler.browser_presser import UnderWay, is_answer, is_known, value_of

MOST_MOUSE = 6
MOST_HOVERS = 3
FEWEST_WORDS = 4
HOVER_MILLISECONDS = 120
ELSEWHERE: dict[str, Any] = {"elsewhere": True}  # a key reaches the same on another way


def _says(text: str) -> bool:
    """Whether words that only a mouse brings up tell something, and are no label of a picture."""
    return len(text.split()) >= FEWEST_WORDS


class Pointing(Dialogs):
    """Clicks on a page and points at it."""

    def _mouse(self, found: Sequence[tuple[str, Sequence[int]]]) -> None:
        known = self.known("mouse")
        tried = 0
        for key, same in found:
            if not is_known(known, key):
                if tried >= MOST_MOUSE or not self.has_time():
                    return
                tried += 1
                known.setdefault(key, UnderWay(time.monotonic()))
                known[key] = self._click(same[0]) or (self._click(same[1]) if same[1:] else "")
            how = value_of(known, key)
            if how == "elsewhere":
                known.pop(key, None)  # which may be so on this page only
            elif how:
                place = self.place(same[0])
                self.told["mouse"].append({**place, "how": how, "count": len(same)})

    def _click(self, at: int) -> str:
        """Click on what no key reaches: "sure" when the page answers, and nothing else does it."""
        if not self.is_quiet():
            return ""
        made = self.clicked(at)
        if made is None or not is_answer(made):
            return ""
        if (dialog := self.ask("made => presser.dialogOf(made)", made)) >= 0:
            self._close(dialog, at)
        else:
            again = self.clicked(at)
            if again is None or not is_answer(again):
                self.world.press("Escape")
        if made["active"] >= 0 and made["moved"] and not made["appeared"]:
            return ""  # it only leads to something that a key reaches, too
        if self.ask("(at, led) => presser.twin(at, led)", at, made["led"]):
            return "elsewhere"
        return "sure" if self.ask("at => presser.text(at)", at) else "unsure"

    # --- what only shows to a mouse

    def _hover(self, found: Sequence[tuple[int, str, Sequence[int] | None]]) -> None:
        known = self.known("hover")
        tried = 0
        for at, look, contents in found:
            if not is_known(known, look):
                if tried >= MOST_HOVERS or not self.has_time():
                    break
                tried += 1
                known.setdefault(look, UnderWay(time.monotonic()))
                known[look] = self._point_at(at, contents)
            shown = value_of(known, look)
            if shown == ELSEWHERE:
                known.pop(look, None)  # which may be so on this page only
            elif shown and not self._is_elsewhere(at, contents):
                self.told["hover"].append({**self.place(at), **shown})
        self.world.point(0, 0)

    def _is_elsewhere(self, at: int, contents: Sequence[int] | None) -> bool:
        """Whether this page has elsewhere what comes up here, which may differ between pages."""
        hidden = self.ask("(at, list) => presser.hoverContent(at, list)", at, contents)
        told = self.ask("(at, list) => presser.content(at, list)", at, hidden)
        return bool(told["isElsewhere"] or told["isHere"])

    def _point_at(self, at: int, contents: Sequence[int] | None) -> dict[str, Any] | None:
        world = self.world
        world.point(0, 0)
        world.settle()
        hidden = self.ask("(at, list) => presser.hoverContent(at, list)", at, contents)
        point = self.ask("at => presser.point(at)", at)
        if point is None:
            return None
        self.ask("() => presser.begin()")
        world.point(*point)
        world.rest(HOVER_MILLISECONDS)
        made = self.ask("() => presser.result()")
        seen = self.ask("list => presser.seen(list)", [*hidden, *made["appeared"], *made["texts"]])
        if not seen:
            return None
        told = self.ask("(at, list) => presser.content(at, list)", at, seen)
        world.point(0, 0)
        self._gone(seen)
        if not told["links"] and (told["isSaid"] or told["isRepeat"] or not told["text"]):
            return None
        if told["isElsewhere"] or told["isHere"]:
            return ELSEWHERE
        leads = False
        for opener in self.ask("(at, list) => presser.openers(at, list)", at, seen):
            if self._opens(opener, seen):
                return None
            leads = leads or opener["leads"]
        if not self._comes_up_again(at, seen):
            return None
        return {
            "links": told["links"],
            "shows": told["text"],
            "how": "sure" if not leads and (told["links"] or _says(told["text"])) else "unsure",
        }

    def _comes_up_again(self, at: int, seen: Sequence[int]) -> bool:
        """Whether it was the mouse that brought it up, and not a page that was still changing."""
        self.world.settle()
        point = self.ask("at => presser.point(at)", at)
        if point is None:
            return False
        self.world.point(*point)
        self.world.rest(HOVER_MILLISECONDS)
        is_up = bool(self.ask("list => presser.seen(list)", seen))
        self.world.point(0, 0)
        self._gone(seen)
        return is_up

    def _gone(self, seen: Sequence[int]) -> bool:
        for _ in range(3):
            self.world.rest(HOVER_MILLISECONDS)
            if not self.ask("list => presser.seen(list)", seen):
                return True
        return False

    def _opens(self, opener: Mapping[str, Any], seen: Sequence[int]) -> bool:
        """Whether a key brings up what the mouse brought up, by focus or by being pressed."""
        self.world.settle()
        if self.ask("list => presser.seen(list)", seen):
            return True  # it stays, so nobody can tell
        if not self.focus(opener["at"]):
            return False
        keys = ("", "ArrowDown", *(("Enter", " ") if opener["presses"] else ()))
        for key in keys:
            if key:
                self.world.press(key)
            self.world.rest(HOVER_MILLISECONDS)
            if self.ask("list => presser.seen(list)", seen):
                self.world.press("Escape")
                self.ask("() => presser.refresh()")
                return True
        return False
