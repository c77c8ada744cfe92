"""Pressing, pointing and choosing on a page: what answers a mouse must answer a keyboard, too.

Nothing is sent and nothing is left: forms cannot go out, and the airlock holds the page. Each
thing is put back as it was where a second press or Escape does it. What was found out about a
thing that many pages share is kept for the run, and a thing that hangs the browser is met once.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from selenium.common.exceptions import WebDriverException

from crawler.browser_arrows import Arrows
from crawler.browser_buttons import Buttons
from crawler.browser_choosing import KEY_EVENTS, Choosing
from crawler.browser_moving import Moving
from crawler.browser_pointing import Pointing
from crawler.browser_presser import StopError
from crawler.browser_touching import MOVED, STARTED
from crawler.browser_world import World
from crawler.probes import script

ACTS = frozenset(
    {
        *("click", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart"),
        *("touchend", "keydown", "keyup", "keypress", "focus", "focusin", "blur", "focusout"),
        *("contextmenu", "paste", "copy", "drop", "dragstart", "input", "change"),
    }
)
MOST_LISTENERS = 200  # elements that scripts listen to: each costs a question
FOCUS = frozenset({"focus", "focusin"})
WATCHED = (
    *("click", "mousedown", "mouseup", "pointerdown", "pointerup", "submit"),
    *("mouseenter", "mouseover", "pointerenter", "change", "input", "focus", "focusin"),
)
LISTED = STARTED | MOVED | frozenset(WATCHED)


def presses(world: World) -> Mapping[str, Any]:
    """Try what there is to press; return what went wrong, by kind."""
    world.ask_page(script("notice"))
    world.ask(script("press"))
    return _Presses(world).run()


class _Presses(Pointing, Buttons, Choosing, Moving, Arrows):
    """One page's buttons, menus, choices and forms, tried one after the other."""

    def run(self) -> dict[str, Any]:
        self.make = self.ask("() => presser.make()")
        heard = self.world.listeners()
        nodes, top = _listeners(self.world, heard)
        found = self.world.ask_of(
            list(nodes),
            "(nodes, names, top) => presser.sort(nodes, names, top)",
            list(nodes.values()),
            sorted(top),
        )
        self.told["there"] = {name: len(list_) for name, list_ in found.items()}
        self.told["there"]["letters"] = int(bool(top & KEY_EVENTS))
        touched = self._touched(nodes, top)
        self.told["idle"] = self._idle(heard, top)
        steps: Sequence[Callable[[], None]] = (
            lambda: self._letters(top),
            lambda: self._choices(found["choices"]),
            lambda: self._mouse(found["mouse"]),
            lambda: self._downs(touched),
            lambda: self._hover(found["hover"]),
            lambda: self._lingering("focused", found["focus"], self.by_focus),
            lambda: self._lingering("drawn", found["drawn"], lambda at, _: self.drawn(at)),
            lambda: self._arrows(found["widgets"]),
            lambda: self._buttons(found["buttons"]),
            lambda: self._forms(found["forms"]),
            lambda: self._motion(top),
        )
        try:
            is_open = self.ask("() => presser.dialogs()")
            self.told["ended"] = "a dialog is open from the start" if is_open else ""
            for step in () if is_open else steps:
                if not self.has_time():
                    self.told["ended"] = "time"
                    break
                step()
        except StopError as error:
            self.told["ended"] = str(error)
        return self.told

    def _idle(self, heard: Mapping[int, set[str]], top: set[str]) -> list[dict[str, Any]]:
        """Tell at what text Tab stops, where nobody waits for anything that could be done there."""
        acting = [number for number, types in heard.items() if types & ACTS]
        if top & ACTS or len(acting) > MOST_LISTENERS:
            return []  # one that waits on the whole page may be told by any part of it
        if not self.ask("() => document.querySelector('[tabindex]') !== null"):
            return []
        return list(self.world.ask_of(acting, "nodes => presser.idle(nodes)"))


def _listeners(
    world: World, heard: Mapping[int, set[str]]
) -> tuple[dict[int, list[str]], set[str]]:
    """Who waits for what that we try, by number of node; and what the whole page waits for."""
    nodes = {
        number: sorted(types.intersection(LISTED))
        for number, types in heard.items()
        if types.intersection(LISTED)
    }
    try:
        top = world.heard_on_top()
    except WebDriverException:
        top = set()
    # Those that only wait for the focus come late: fields have that in plenty.
    first = sorted(nodes.items(), key=lambda each: _rank(set(each[1])))
    return dict(first[:MOST_LISTENERS]), top


def _rank(types: set[str]) -> int:
    if types & (set(WATCHED) - FOCUS):
        return 0
    return 1 if types & FOCUS else 2
