"""Buttons: what they show and hide, whether they say so, and what they tell."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from crawler.browser_dialogs import Dialogs
from crawler.browser_presser import Made, UnderWay, is_answer, is_any, is_known, value_of

MOST_BUTTONS = 12
LONGEST_WAIT = 6.0  # seconds that we wait for a message to vanish
MOST_MESSAGES = 3  # of a run that we wait for


class Buttons(Dialogs):
    """Presses the buttons of a page."""

    def _buttons(self, found: Sequence[tuple[int, str]]) -> None:
        known = self.known("buttons")
        tried = 0
        if any(not is_known(known, look) for _, look in found):
            self.world.settle()
            self.ask("() => presser.refresh()")
            self.is_quiet()
        for at, look in found:
            if not is_known(known, look):
                if tried >= MOST_BUTTONS or not self.has_time():
                    break
                tried += 1
                known.setdefault(look, UnderWay(time.monotonic()))
                known[look] = self._button(at)
            for kind, what in (value_of(known, look) or {}).items():
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
            told["stays"] = self.ask("words => presser.isSaidStill(words)", words)
            self.told["vanishing"].append({**self.place(button), **told})
