"""Pressing, pointing and choosing on a page: what answers a mouse must answer a keyboard, too.

Nothing is sent and nothing is left: forms cannot go out, and the airlock holds the page. Each
thing is put back as it was where a second press or Escape does it. What was found out about a
thing that many pages share is kept for the run, and a thing that hangs the browser is met once.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selenium.common.exceptions import WebDriverException

from crawler.browser_world import World
from crawler.probes import script

PRESS_SECONDS = 8.0  # for all of it on one page
MOST_BUTTONS = 12
MOST_MOUSE = 6
MOST_HOVERS = 3
MOST_CHOICES = 3
MOST_FORMS = 3
MOST_TABS = 15  # within a dialog
ANSWER_MILLISECONDS = 40  # that a script gets to answer a press
SLOW_MILLISECONDS = 450  # that a dialog gets to come up, or to go
FORM_MILLISECONDS = 150
HOVER_MILLISECONDS = 120
LONGEST_WAIT = 6.0  # seconds that we wait for a message to vanish
MOST_MESSAGES = 3  # of a run that we wait for
HUNG_SECONDS = 15.0  # twice what all presses of a page may take: a browser that hung
MISSING = object()
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789+-/?.,;'[]="
MOST_LISTENERS = 200  # elements that scripts listen to: each costs a question
SCROLLS = 10  # looks at a thing until it stays where it is
ENOUGH_ROUNDS = 12
KEY_EVENTS = frozenset({"keydown", "keypress", "keyup"})
WATCHED = (
    *("click", "mousedown", "mouseup", "pointerdown", "pointerup", "submit"),
    *("mouseenter", "mouseover", "pointerenter", "change", "input"),
)
ELSEWHERE: dict[str, Any] = {"elsewhere": True}  # a key reaches the same on another way
ANSWERS = ("appeared", "vanished", "texts", "led")
Made = Mapping[str, Any]


def presses(world: World) -> Mapping[str, Any]:
    """Try what there is to press; return what went wrong, by kind."""
    world.ask_page(script("notice"))
    world.ask(script("press"))
    return _Presses(world).run()


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """A thing that some browser of this run is trying just now, or that has hung it."""

    since: float

    @property
    def has_hung(self) -> bool:
        return time.monotonic() - self.since > HUNG_SECONDS


def _is_known(known: Mapping[str, Any], key: str) -> bool:
    """Whether a thing need not be tried: it was, or it hung the browser that tried it.

    What another browser is trying at this moment is tried here too, so that each page gets its
    verdict whichever comes first.
    """
    value = known.get(key, MISSING)
    return value is not MISSING and (not isinstance(value, _UnderWay) or value.has_hung)


def _value(known: Mapping[str, Any], key: str) -> Any:
    """Return what is known of a thing; None for what hung a browser."""
    value = known.get(key)
    return None if isinstance(value, _UnderWay) else value


class _StopError(Exception):
    """The page can't be brought back to where it was."""


class _Presses:
    """One page's buttons, menus, choices and forms, tried one after the other."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.until = time.monotonic() + PRESS_SECONDS
        self.told: dict[str, Any] = {
            name: []
            for name in (
                *("mouse", "keys", "hover", "dialogs", "states", "letters"),
                *("choices", "errors", "messages", "vanishing"),
            )
        }
        self.message: tuple[int, float, int] | None = None  # what, since when, by which button
        self.timer = 0.0  # seconds until it may go
        self.make = ""

    def run(self) -> dict[str, Any]:
        self.make = self.ask("() => presser.make()")
        nodes, top = _listeners(self.world)
        found = self.world.ask_of(
            list(nodes),
            "(nodes, names, top) => presser.sort(nodes, names, top)",
            list(nodes.values()),
            sorted(top),
        )
        self.told["there"] = {name: len(list_) for name, list_ in found.items()}
        self.told["there"]["letters"] = int(bool(top & KEY_EVENTS))
        steps: Sequence[Callable[[], None]] = (
            lambda: self._letters(top),
            lambda: self._choices(found["choices"]),
            lambda: self._mouse(found["mouse"]),
            lambda: self._hover(found["hover"]),
            lambda: self._buttons(found["buttons"]),
            lambda: self._forms(found["forms"]),
        )
        try:
            is_open = self.ask("() => presser.dialogs()")
            self.told["ended"] = "a dialog is open from the start" if is_open else ""
            for step in () if is_open else steps:
                if not self.has_time():
                    self.told["ended"] = "time"
                    break
                step()
        except _StopError as error:
            self.told["ended"] = str(error)
        return self.told

    # --- small words

    def ask(self, function: str, *arguments: Any) -> Any:
        return self.world.ask(function, *arguments)

    def has_time(self) -> bool:
        return time.monotonic() < self.until and self.world.has_time()

    def place(self, at: int) -> dict[str, Any]:
        return dict(self.ask("at => presser.place(at)", at))

    def focus(self, at: int) -> bool:
        return bool(self.ask("at => presser.focus(at)", at))

    def made(self, milliseconds: int = ANSWER_MILLISECONDS) -> Made:
        self.world.rest(milliseconds)
        made: Made = self.ask("() => presser.result()")
        return made

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

    # --- choices that do more than choose

    def _choices(self, found: Sequence[int]) -> None:
        for at in found[:MOST_CHOICES]:
            was = self.ask("at => presser.choose(at)", at)
            if was["isSelect"] and was["count"] <= 1:
                continue
            is_last = was["isSelect"] and was["value"] == was["count"] - 1
            key = ("ArrowUp" if is_last else "ArrowDown") if was["isSelect"] else " "
            made = self.pressed(at, key)
            if made is not None and not made["led"]:
                back = {"ArrowUp": "ArrowDown", "ArrowDown": "ArrowUp", " ": " "}[key]
                self.pressed(at, back)
            self.ask("(at, was) => presser.unchoose(at, was)", at, was)
            if made and made["led"]:
                self.told["choices"].append({**self.place(at), "told": was["isTold"]})
        if found:
            self.world.settle()

    # --- single letters

    def _letters(self, top: set[str]) -> None:
        if not top & KEY_EVENTS:
            return
        make = self.ask("() => presser.scripts()")
        known = self.world.parts.setdefault("presses: letters", {})
        letters = (_value(known, make) or "") if _is_known(known, make) else LETTERS
        if not letters:
            return
        known.setdefault(make, _UnderWay(time.monotonic()))
        self.world.settle()
        if not self._answers(letters) or not self.is_quiet():
            known[make] = "" if letters == LETTERS else letters
            return
        for _ in range(ENOUGH_ROUNDS):
            if len(letters) == 1 or not self.has_time():
                break
            half = letters[: len(letters) // 2]
            letters = half if self._answers(half) else letters[len(half) :]
        if len(letters) == 1 and self.is_quiet() and self._answers(letters):
            known[make] = letters
            offered = self.ask("() => presser.offers()")
            self.told["letters"].append({"key": letters, "offers": offered})

    def _answers(self, letters: str) -> bool:
        self.world.settle()
        self.ask("() => presser.begin()")
        for letter in letters:
            self.world.press(letter)
        made = self.made()
        return is_answer(made) or made["active"] >= 0

    # --- things for a mouse alone

    def _mouse(self, found: Sequence[tuple[str, Sequence[int]]]) -> None:
        known = self.known("mouse")
        tried = 0
        for key, same in found:
            if not _is_known(known, key):
                if tried >= MOST_MOUSE or not self.has_time():
                    return
                tried += 1
                known.setdefault(key, _UnderWay(time.monotonic()))
                known[key] = self._click(same[0])
            how = _value(known, key)
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
            if not _is_known(known, look):
                if tried >= MOST_HOVERS or not self.has_time():
                    break
                tried += 1
                known.setdefault(look, _UnderWay(time.monotonic()))
                known[look] = self._point_at(at, contents)
            shown = _value(known, look)
            if shown == ELSEWHERE:
                known.pop(look, None)  # which may be so on this page only
            elif shown:
                self.told["hover"].append({**self.place(at), **shown})
        self.world.point(0, 0)

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
        seen = self.ask("list => presser.seen(list)", [*hidden, *made["appeared"]])
        if not seen:
            return None
        told = self.ask("(at, list) => presser.content(at, list)", at, seen)
        world.point(0, 0)
        self._gone(seen)
        if not told["links"] and (told["isSaid"] or told["isRepeat"] or not told["text"]):
            return None
        if told["isElsewhere"]:
            return ELSEWHERE
        leads = False
        for opener in self.ask("(at, list) => presser.openers(at, list)", at, seen):
            if self._opens(opener, seen):
                return None
            leads = leads or opener["leads"]
        return {
            "links": told["links"],
            "shows": told["text"],
            "how": "sure" if told["links"] and not leads else "unsure",
        }

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

    # --- buttons

    def _buttons(self, found: Sequence[tuple[int, str]]) -> None:
        known = self.known("buttons")
        tried = 0
        if any(not _is_known(known, look) for _, look in found):
            self.world.settle()
            self.ask("() => presser.refresh()")
            self.is_quiet()
        for at, look in found:
            if not _is_known(known, look):
                if tried >= MOST_BUTTONS or not self.has_time():
                    break
                tried += 1
                known.setdefault(look, _UnderWay(time.monotonic()))
                known[look] = self._button(at)
            for kind, what in (_value(known, look) or {}).items():
                self.told[kind].append({**self.place(at), **what})
        self._wait_for_message()

    def _button(self, at: int) -> dict[str, dict[str, Any]]:
        """Press a button by key; return what went wrong, by kind."""
        wrong: dict[str, dict[str, Any]] = {}
        before = self.ask("at => presser.stateOf(at)", at)
        if not self.ask("list => presser.isShownNow(list)", [at]):
            return wrong
        made = self.pressed(at, "Enter")
        if made is None:
            return wrong
        if not before["isNative"] and not is_any(made):
            space = self.pressed(at, " ")
            if space is not None and is_any(space):
                wrong["keys"] = {"missing": "Enter"}
                self._undo(at, space, " ")
                return wrong
            by_mouse = self.clicked(at)
            if by_mouse is not None and is_answer(by_mouse):
                wrong["keys"] = {"missing": "both"}
                self._undo(at, by_mouse, "")
            return wrong
        if not is_any(made):
            return wrong
        if (dialog := self.ask("made => presser.dialogOf(made)", made)) >= 0:
            if faults := self._dialog(at, dialog):
                wrong["dialogs"] = faults
        else:
            wrong |= self._state(at, before, made)
        if before["isButton"] and (not before["isNative"] or before["isLink"]):
            wrong |= self._space(at, before)
        return wrong

    def _space(self, at: int, before: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        """Whether what is called a button hears the space key as it heard Enter."""
        if not self.ask("list => presser.isShownNow(list)", [at]):
            return {}
        made = self.pressed(at, " ")
        if made is None or is_any(made):
            if made is not None:
                self._undo(at, made, " ")
            return {}
        again = self.pressed(at, "Enter")
        if again is None or not is_any(again):
            return {}  # it answers once and no more
        self._undo(at, again, "Enter")
        return {"keys": {"missing": "Space", "link": before["isLink"]}}

    def _undo(self, at: int, made: Made, key: str) -> None:
        if (dialog := self.ask("made => presser.dialogOf(made)", made)) >= 0:
            self._close(dialog, at)
        elif key and made["appeared"]:
            self.pressed(at, key)
        elif made["appeared"]:
            self.clicked(at)

    def _state(self, at: int, before: Made, made: Made) -> dict[str, dict[str, Any]]:
        """What a button shows and hides, and whether it says so; what it tells, and to whom."""
        wrong: dict[str, dict[str, Any]] = {}
        after = self.ask("at => presser.stateOf(at)", at)
        messages = self.ask("made => presser.messages(made)", made)
        if messages:
            wrong["messages"] = {"message": self.ask("at => presser.text(at)", messages[0])}
        notices = self.ask("made => presser.notices(made)", made)
        if notices and made["timer"] and self.message is None:
            self.message = (notices[0], time.monotonic(), at)
            self.timer = made["timer"] / 1000
        if messages or not (made["appeared"] or made["vanished"]):
            return wrong
        back = self.pressed(at, "Enter")
        if back is None or not self._is_reverse(made, back):
            return wrong
        names = ("aria-expanded", "aria-pressed", "aria-selected", "aria-checked", "around")
        has_state = any(before[name] is not None or after[name] is not None for name in names)
        if any(before[name] != after[name] for name in (*names, "text", "label")):
            return wrong
        if before["aria-expanded"] is not None:
            wrong["states"] = {"state": before["aria-expanded"], "stuck": True}
        elif not has_state:
            wrong["states"] = {"state": "", "stuck": False}
        return wrong

    @staticmethod
    def _is_reverse(made: Made, back: Made) -> bool:
        """Whether the second press took away what the first brought, or brought it back."""
        came, went = set(made["appeared"]), set(made["vanished"])
        is_gone = bool(came & set(back["vanished"])) and not back["appeared"]
        is_back = bool(went & set(back["appeared"])) and not back["vanished"]
        return is_gone or is_back

    # --- dialogs

    def _dialog(self, opener: int, at: int) -> dict[str, Any]:
        """What is wrong with a dialog that a button opened; it is closed again."""
        state = self.ask("at => presser.dialog(at)", at)
        if not state["inside"]:
            self.world.rest(SLOW_MILLISECONDS)
            state = self.ask("at => presser.dialog(at)", at)
        faults: dict[str, Any] = {}
        if not state["inside"]:
            faults["moved"] = False
        elif state["modal"] and (left := self._leaves(at)) is not None:
            faults["leaves"] = left
        if state["modal"] or state["inside"]:
            faults |= self._close(at, opener, is_inside=state["inside"])
        else:
            self._close(at, opener)
        if not faults:
            return {}
        return {**faults, "modal": state["modal"], "dialog": self.ask("at => presser.text(at)", at)}

    def _leaves(self, at: int) -> dict[str, Any] | None:
        """Press Tab in a dialog until it comes round, or ends up behind it."""
        seen: set[int] = set()
        for _ in range(MOST_TABS):
            self.world.press("Tab")
            now = self.ask("at => presser.within(at)", at)
            if now["out"]:
                self.world.rest(ANSWER_MILLISECONDS)  # a script may fetch it back
                now = self.ask("at => presser.within(at)", at)
                is_open = self.ask("list => presser.isShownNow(list)", [at])
                return self.place(now["at"]) if now["out"] and is_open else None
            if now["end"] or now["at"] in seen:
                return None
            seen.add(now["at"])
        return None

    def _close(self, at: int, opener: int, *, is_inside: bool = False) -> dict[str, Any]:
        """Close a dialog, by Escape if that does it. Raises _StopError when nothing does."""
        faults: dict[str, Any] = {}
        self.world.press("Escape")
        if self._is_open(at, ANSWER_MILLISECONDS) and self._is_open(at, SLOW_MILLISECONDS):
            if is_inside:
                faults["escape"] = False
            closer = self.ask("at => presser.closer(at)", at)
            if closer >= 0:
                self.pressed(closer, "Enter")
                if self._is_open(at, ANSWER_MILLISECONDS) and self._is_open(at, SLOW_MILLISECONDS):
                    self.clicked(closer)
            if self._is_open(at, ANSWER_MILLISECONDS):
                raise _StopError("a dialog could not be closed")
        elif is_inside:
            self.world.rest(ANSWER_MILLISECONDS)
        self.ask("() => presser.refresh()")
        if is_inside and not self.ask("at => presser.isOn(at)", opener):
            now = self.ask("() => presser.result()")
            if now["active"] < 0 and self.ask("list => presser.isShownNow(list)", [opener]):
                faults["returns"] = False
        return faults

    def _is_open(self, at: int, milliseconds: int) -> bool:
        self.world.rest(milliseconds)
        return bool(self.ask("list => presser.isShownNow(list)", [at]))

    # --- messages that go by themselves

    def _wait_for_message(self) -> None:
        """Wait whether a message goes by itself as a timer was set to make it.

        Once a run for each message, and for the first few messages only.
        """
        known = self.world.parts.setdefault("presses: messages", {})
        if self.message is None:
            return
        at, since, button = self.message
        words = self.ask("at => presser.text(at)", at)
        told = {"message": words, "seconds": round(self.timer, 1)}
        if words in known or len(known) >= MOST_MESSAGES:
            if known.get(words):
                self.told["vanishing"].append({**self.place(button), **told})
            return
        wait = self.timer + 0.5 - (time.monotonic() - since)
        if self.timer > LONGEST_WAIT or wait > self.world.seconds_left - 2:
            return
        if not self.ask("list => presser.isShownNow(list)", [at]):
            return
        if wait > 0:
            self.world.rest(int(wait * 1000))
        known[words] = not self.ask("list => presser.isShownNow(list)", [at])
        if known[words]:
            self.told["vanishing"].append({**self.place(button), **told})

    # --- forms

    def _forms(self, found: Sequence[tuple[int, int, str]]) -> None:
        known = self.known("forms")
        tried = 0
        for form, button, look in found:
            if not _is_known(known, look):
                if tried >= MOST_FORMS or not self.has_time():
                    return
                tried += 1
                known.setdefault(look, _UnderWay(time.monotonic()))
                self.ask("at => presser.arm(at)", form)
                made = self.pressed(button, "Enter", FORM_MILLISECONDS)
                known[look] = made and self.ask(
                    "(at, made) => presser.errors(at, made)", form, made
                )
            if wrong := _value(known, look):
                self.told["errors"].append({**self.place(form), **wrong})


def is_answer(made: Made) -> bool:
    """Whether something is to be seen that was not there, or the page is led away."""
    return any(made[name] for name in ANSWERS) or bool(made["alerts"])


def is_any(made: Made) -> bool:
    """The same, or only an attribute changed: a state, a class."""
    return is_answer(made) or bool(made["attributes"]) or bool(made["moved"])


def _listeners(world: World) -> tuple[dict[int, list[str]], set[str]]:
    """Who waits for what that we try, by number of node; and what the whole page waits for."""
    heard = world.listeners()
    nodes = {
        number: sorted(types.intersection(WATCHED))
        for number, types in heard.items()
        if types.intersection(WATCHED)
    }
    try:
        top = world.heard_on_top()
    except WebDriverException:
        top = set()
    return dict(list(nodes.items())[:MOST_LISTENERS]), top
