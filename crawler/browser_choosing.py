"""Choosing, typing single letters and sending an empty form: what a page makes of each."""

import time
from collections.abc import Sequence

from crawler.browser_presser import Presser, UnderWay, is_answer, is_known, value_of

MOST_CHOICES = 3
MOST_FORMS = 3
FORM_MILLISECONDS = 150
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789+-/?.,;'[]="
ENOUGH_ROUNDS = 12
KEY_EVENTS = frozenset({"keydown", "keypress", "keyup"})


class Choosing(Presser):
    """Chooses, types and sends nothing on a page."""

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
                self.told["choices"].append({**self.place(at), "told": was["isTold"], "key": key})
        if found:
            self.world.settle()

    # --- single letters

    def _letters(self, top: set[str]) -> None:
        if not top & KEY_EVENTS:
            return
        make = self.ask("() => presser.scripts()")
        known = self.world.parts.setdefault("presses: letters", {})
        letters = (value_of(known, make) or "") if is_known(known, make) else LETTERS
        if not letters:
            return
        known.setdefault(make, UnderWay(time.monotonic()))
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

    # --- forms

    def _forms(self, found: Sequence[tuple[int, int, str]]) -> None:
        known = self.known("forms")
        tried = 0
        for form, button, look in found:
            if not is_known(known, look):
                if tried >= MOST_FORMS or not self.has_time():
                    return
                tried += 1
                known.setdefault(look, UnderWay(time.monotonic()))
                self.ask("at => presser.arm(at)", form)
                made = self.pressed(button, "Enter", FORM_MILLISECONDS)
                known[look] = made and self.ask(
                    "(at, made) => presser.errors(at, made)", form, made
                )
            if wrong := value_of(known, look):
                self.told["errors"].append({**self.place(form), **wrong})
