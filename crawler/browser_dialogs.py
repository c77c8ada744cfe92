"""Dialogues that a press opens: the focus goes in, stays in, and comes back."""

from typing import Any

from crawler.browser_presser import ANSWER_MILLISECONDS, Presser, StopError

MOST_TABS = 15  # within a dialog
SLOW_MILLISECONDS = 450  # that a dialog gets to come up, or to go


class Dialogs(Presser):
    """Tries the dialogues of a page, and closes them."""

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
        for presses in range(1, MOST_TABS + 1):
            self.world.press("Tab")
            now = self.ask("at => presser.within(at)", at)
            if now["out"]:
                self.world.rest(ANSWER_MILLISECONDS)  # a script may fetch it back
                now = self.ask("at => presser.within(at)", at)
                is_open = self.ask("list => presser.isShownNow(list)", [at])
                if not now["out"] or not is_open:
                    return None
                return {**self.place(now["at"]), "presses": presses}
            if now["end"] or now["at"] in seen:
                return None
            seen.add(now["at"])
        return None

    def _close(self, at: int, opener: int, *, is_inside: bool = False) -> dict[str, Any]:
        """Close a dialog, by Escape if that does it. Raises StopError when nothing does."""
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
                raise StopError("a dialog could not be closed")
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
