"""What a mouse does on a page and no key: clicks on what cannot have the focus, and pointing."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crawler.browser_lingering import Lingering
from crawler.browser_presser import Made, UnderWay, is_answer, is_known, value_of
from crawler.browser_shown import HOVER_MILLISECONDS, LATE_MILLISECONDS

MOST_MOUSE = 6
MOST_HOVERS = 3
FEWEST_WORDS = 4
Brought = tuple[int, str, Sequence[int] | None, str]
"""What brings something up, how it looks, what it brings if that is known, and its own HTML."""
Work = Callable[[int, Sequence[int] | None], Any]
ELSEWHERE: dict[str, Any] = {"elsewhere": True}  # a key reaches the same on another way


def _says(text: str) -> bool:
    """Whether words that only a mouse brings up tell something, and are no label of a picture."""
    return len(text.split()) >= FEWEST_WORDS


class Pointing(Lingering):
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

    def _hover(self, found: Sequence[Brought]) -> None:
        """Point at things; those of one look are alike in what keys do, each lingers as it may."""
        known, lingering, bringing = map(self.known, ("hover", "lingers", "brings"))
        tried = 0
        for at, look, contents, own in found:
            is_new = not is_known(known, look)
            is_untried = not is_known(lingering, own) and self.may_linger()
            if is_new or (is_untried and look in bringing):
                if tried >= MOST_HOVERS or not self.has_time():
                    break
                tried += 1
                known.setdefault(look, UnderWay(time.monotonic()))
                brought = self._bring_up(at, contents)
                told = brought and self._content(at, brought[1])
                if brought and is_untried:
                    bringing[look] = True
                    lingering.setdefault(own, UnderWay(time.monotonic()))
                    lingering[own] = self.lingers(at, *brought)
                if is_new:
                    known[look] = brought and told and self._only(at, brought[1], told)
            shown = value_of(known, look)
            if shown == ELSEWHERE:
                known.pop(look, None)  # which may be so on this page only
            elif shown and not self._is_elsewhere(at, contents):
                self.told["hover"].append({**self.place(at), **shown})
            self.tell(at, value_of(lingering, own))
        self.world.point(0, 0)

    def _is_elsewhere(self, at: int, contents: Sequence[int] | None) -> bool:
        """Whether this page has elsewhere what comes up here, which may differ between pages."""
        hidden = self.ask("(at, list) => presser.hoverContent(at, list)", at, contents)
        told = self._content(at, hidden)
        return bool(told["isElsewhere"] or told["isHere"])

    def _lingering(self, kind: str, found: Sequence[Brought], work: Work) -> None:
        """Try what the focus brings up, or what styles draw under the mouse."""
        known, bringing, by_mouse = map(self.known, (kind, f"{kind} brings", "brings"))
        tried = 0
        for at, look, contents, own in found:
            if look in by_mouse or not bringing.get(look, True):
                continue
            if not is_known(known, own):
                if tried >= MOST_HOVERS or not self.may_linger():
                    break
                tried += 1
                known.setdefault(own, UnderWay(time.monotonic()))
                known[own] = work(at, contents)
                bringing[look] = bringing.get(look) or known[own] is not None
            self.tell(at, value_of(known, own))
        if found:
            self.world.point(0, 0)
            self.world.settle()
            self.ask("() => presser.refresh()")

    def _bring_up(
        self, at: int, contents: Sequence[int] | None
    ) -> tuple[list[int], list[int], Made] | None:
        """Point at a thing; return what was hidden before, what is seen now, and what happened."""
        self.world.point(0, 0)
        self.world.settle()
        hidden = self.ask("(at, list) => presser.hoverContent(at, list)", at, contents)
        point = self.ask("at => presser.point(at)", at)
        if point is None:
            return None
        self.ask("() => presser.begin()")
        self.world.point(*point)
        seen, made = self.came(hidden, HOVER_MILLISECONDS)
        if not seen and contents is None:  # scripts often wait whether the mouse stays
            seen, made = self.came(hidden, LATE_MILLISECONDS)
        return (hidden, seen, made) if seen else None

    def _content(self, at: int, seen: Sequence[int]) -> dict[str, Any]:
        return dict(self.ask("(at, list) => presser.content(at, list)", at, seen))

    def _only(self, at: int, seen: Sequence[int], told: Mapping[str, Any]) -> dict[str, Any] | None:
        """What the mouse brings up and no key does; None if a key does, or nobody can tell."""
        self.world.point(0, 0)
        self._gone(seen)
        if not told["links"] and (told["isSaid"] or told["isRepeat"] or not told["text"]):
            return None
        if told["isElsewhere"] or told["isHere"]:
            return ELSEWHERE
        if self.ask("list => presser.isReached(list)", seen):
            return None
        leads = False
        for opener in self.ask("(at, list) => presser.openers(at, list)", at, seen):
            if self._opens(opener, seen, told["text"]):
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

    def _opens(self, opener: Mapping[str, Any], seen: Sequence[int], text: str) -> bool:
        """Whether a key brings up what the mouse brought up, by focus or by being pressed."""
        self.world.settle()
        self.ask("() => presser.begin()")
        if self.ask("list => presser.seen(list)", seen):
            return True  # it stays, so nobody can tell
        if not self.focus(opener["at"]):
            return False
        keys = ("", "ArrowDown", *(("Enter", " ") if opener["presses"] else ()))
        for key in keys:
            if key:
                self.world.press(key)
            made = self.made(HOVER_MILLISECONDS)
            new = self.ask("(list, text) => presser.alike(list, text)", made["appeared"], text)
            if new or self.ask("list => presser.seen(list)", seen):
                self.world.press("Escape")
                self.ask("() => presser.refresh()")
                return True
        return False
