"""Stretching a page: other windows, larger text, wider spacing; and then as it was before.

What was whole in the window of 1280 pixels and is cut afterwards is told with who cuts it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from crawler.browser_world import World
from crawler.probes import script

ZOOMED = (640, 512)  # 1280 x 1024 at 200 %
NARROW = (320, 256)  # 1280 x 1024 at 400 %
LYING, STANDING = (844, 390), (390, 844)  # a telephone, turned
REST_MILLISECONDS = 20  # for what scripts do when the window changes
LATE_MILLISECONDS = 150  # for what is done later
CUT = "isAlways => kerbStretch.cut(isAlways)"


def stretch(world: World) -> Mapping[str, Any]:
    """Tell what is cut, covered or pushed out in other windows and with larger or wider text."""
    with _texts_remembered(world) as told:
        _stretch_text(world, told)
        _in_windows(world, told)
        told["turned"] = _turned(world)
    return told


def stretch_text(world: World) -> Mapping[str, Any]:
    """Tell the same of larger and wider text alone, the window as it is."""
    with _texts_remembered(world) as told:
        _stretch_text(world, told)
    return told


@contextmanager
def _texts_remembered(world: World) -> Iterator[dict[str, Any]]:
    world.ask(script("seeing"))
    world.ask(script("stretch_lib"))
    told: dict[str, Any] = dict(world.ask("() => kerbStretch.begin()"))
    try:
        yield told
    finally:
        world.ask("() => kerbStretch.end()")


def _stretch_text(world: World, told: dict[str, Any]) -> None:
    told["cut"] = world.ask(CUT, True)  # noqa: FBT003 (for the script)
    if told["mayBeCut"]:  # else larger and wider text only makes its boxes grow
        told["spaced"] = _spaced(world)
        told["enlarged"] = _enlarged(world)


def _spaced(world: World) -> dict[str, Any]:
    return _asked(
        world,
        """() => {
          kerbStretch.space(true);
          try { return {cut: kerbStretch.cut(), overlapping: kerbStretch.overlapping()}; }
          finally { kerbStretch.space(false); }
        }""",
    )


def _enlarged(world: World) -> dict[str, Any]:
    return _asked(
        world,
        """() => {
          kerbStretch.enlarge(true);
          try { return {cut: kerbStretch.cut()}; }
          finally { kerbStretch.enlarge(false); }
        }""",
    )


def _in_windows(world: World, told: dict[str, Any]) -> None:
    """Look at the page at 200 % and at 400 %, one after the other."""
    world.need_time()
    with _without_scrollbars(world), world.window(*ZOOMED):
        world.rest(REST_MILLISECONDS)
        told["zoomed"] = _asked_again(world, "() => ({cut: kerbStretch.cut()})")
        with world.window(*NARROW):
            world.rest(REST_MILLISECONDS)
            told["narrow"] = _narrow(world)
    world.rest(0)


@contextmanager
def _without_scrollbars(world: World) -> Iterator[None]:
    """Let scrollbars take no room, as on a telephone: 320 pixels are 320 for the page."""
    world.chromium.command("Emulation.setScrollbarsHidden", hidden=True)
    try:
        yield
    finally:
        world.chromium.command("Emulation.setScrollbarsHidden", hidden=False)


def _narrow(world: World) -> dict[str, Any]:
    told = _asked(world, "() => ({cut: kerbStretch.cut(), overlapping: kerbStretch.overlapping()})")
    told["reflow"] = world.ask(script("stretch_reflow"))
    told["cover"] = world.ask(script("stretch_cover"))
    return told


def _turned(world: World) -> dict[str, Any]:
    """Look at a page that asks how the window is turned both ways; others are left alone."""
    world.need_time()
    turn = script("stretch_turn")
    if not world.ask(turn, False):  # noqa: FBT003 (for the script)
        return {}
    told = {}
    for name, window in (("lying", LYING), ("standing", STANDING)):
        with world.window(*window):
            world.rest(REST_MILLISECONDS)
            told[name] = world.ask(turn, True)  # noqa: FBT003
    world.rest(0)
    return told


def _asked_again(world: World, function: str) -> dict[str, Any]:
    """Ask, and once more after a while where anything was found: fonts and scripts may be late."""
    told = _asked(world, function)
    if any(isinstance(each, list) and each for each in told.values()) and world.has_time():
        world.rest(LATE_MILLISECONDS)
        told = _asked(world, function)
    return told


def _asked(world: World, function: str) -> dict[str, Any]:
    world.need_time()
    return dict(world.ask(function) or {})
