"""Walking through a page by Tab, as somebody does who has no mouse.

A walk is bounded in stops and in time. That focus can be seen is told by styles where they are
plain, and by two pictures where they are not; what pictures say of a part is kept for the run.
"""

import io
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from PIL import Image, ImageChops

from crawler.browser_world import SHIFT, World
from crawler.probes import script

MOST_STOPS = 60
WALK_SECONDS = 4.0  # for the walk itself
TRAP_SECONDS = 9.0  # for making sure of a trap, which is rare
LOOK_SECONDS = 3.0  # for looking again at what was in doubt
MOST_PICTURES = 8  # elements of a page that are photographed
MOST_DOUBTS = 10  # stops of a page that are looked at again
FEW_PRESSES, MANY_PRESSES = 8, 40  # of Tab, between two questions
SEVERAL = ("holds", "several")  # kinds of stops that have more stops within
INSIDE_STOPS = 14  # presses that a frame, a film or a date may keep to itself
HELD_STOPS = 3  # most stops of a trap that we are sure of
LATE_MILLISECONDS = 20  # that a stop gets to take the focus back, at the end of the walk
SLOW_MILLISECONDS = 120  # that scripts get to move the focus, where they are suspected
SEEN_MILLISECONDS = 250  # that something gets to come into view
NEW = -3  # where the focus is: at a stop that the walk has not come to
SAME = 10  # difference of a pixel, of 255, that nobody sees
FEW_PIXELS = 3
FAINT = 28  # difference of a pixel, of 255, that few people see


def walk(world: World) -> Mapping[str, Any]:
    """Walk through the page; return what was found at the stops, and how the walk ended."""
    return {**_walk(world), "skip": _skip(world)}


def walk_frame(world: World) -> Mapping[str, Any]:
    """Walk through a frame, from its first stop until Tab leaves it."""
    told = _walk(world, is_frame=True)
    told.pop("round", None)  # the page around may lead back into it
    return told


def _walk(world: World, *, is_frame: bool = False) -> dict[str, Any]:
    world.ask_page(script("notice"))
    world.ask(script("walk"))
    told: dict[str, Any] = {"traps": [], "nowhere": []}
    told["ended"] = _go(world, told, _Clock(world, WALK_SECONDS), is_frame=is_frame)
    world.ask("() => walker.rest()")
    told["stops"] = world.ask("() => walker.count()")
    world.settle()
    late = _Clock(world, LOOK_SECONDS)
    told["thrown"] = _thrown(world, told.pop("nowhere"), late)
    told |= _look_again(world, late)
    told["order"] = _order(world)
    told["visible"] = _pictures(world, late)
    return told


class _Clock:
    """So much of the time that a page has."""

    def __init__(self, world: World, seconds: float) -> None:
        self._world = world
        self._until = time.monotonic() + seconds

    def has_time(self) -> bool:
        return time.monotonic() < self._until and self._world.has_time()


def _go(world: World, told: dict[str, Any], clock: _Clock, *, is_frame: bool = False) -> str:
    """Go from stop to stop, some at a time; return how it ended.

    That is "end", "dialog" or "round" (it holds the focus), "trap", "stops" or "time".
    """
    tested: set[int] = set()
    presses, inside = min(world.ask("() => walker.guess()") + 1, MANY_PRESSES), 0
    world.ask("() => walker.begin()")
    if is_frame and not world.ask("() => walker.enter()"):
        return "end"
    while world.ask("() => walker.count()") < MOST_STOPS:
        if not clock.has_time():
            return "time"
        world.press_tab(presses)
        presses = FEW_PRESSES
        steps = world.ask("() => walker.told()")
        for now in steps:
            if now["state"] == "end":
                return _end(world, told, now, tested)
            inside = inside + 1 if now["state"] == "same" and now["kind"] in SEVERAL else 0
            ended = _step(world, told, now, tested)
            if ended == "again":
                break
            if ended:
                return ended
        if not steps or inside > INSIDE_STOPS:
            at = world.ask("() => walker.held()")
            if at < 0 or not world.ask("at => walker.pass(at)", at):
                return "end"
            inside = 0
    return "stops"


def _end(world: World, told: dict[str, Any], last: dict[str, Any], tested: set[int]) -> str:
    """Return how a walk ended that came to the end: a stop may still take the focus back."""
    world.rest(LATE_MILLISECONDS)
    strays = world.ask("() => walker.late()")
    if world.ask("() => window !== top"):  # keys in the page around may have come back into it
        strays = _comes_back(world)
    ended = _step(world, told, {**last, "strays": strays}, tested) if strays else ""
    return "end" if ended in ("", "again") else ended


def _comes_back(world: World) -> list[int]:
    """Return the stop of a frame that takes the focus back from the page around, if one does."""
    last = world.ask("() => walker.count()") - 1
    world.ask("at => walker.focus(at)", last)
    world.press("Tab")
    world.rest(SLOW_MILLISECONDS)
    if (at := world.ask("() => walker.where()")) == NEW:
        world.ask("() => walker.step()")
        at = world.ask("() => walker.where()")
    return [at] if at >= 0 else []


def _step(world: World, told: dict[str, Any], now: dict[str, Any], tested: set[int]) -> str:
    """Look into what is odd about a step; return how the walk ended, or "again" to go on."""
    if now["state"] == "nowhere":
        told["nowhere"] = [*told["nowhere"], now["at"]]
        return ""
    is_held = now["state"] == "again" or (now["state"] == "same" and now["kind"] not in SEVERAL)
    for at in [now["at"]] if is_held else now["strays"]:
        if at < 0 or at in tested:
            continue
        tested.add(at)
        world.ask("() => walker.rest()")
        late = _Clock(world, TRAP_SECONDS)
        if (trap := _trap(world, at, late)) is not None:
            told["traps"].append(trap)
            return "trap"
        if not late.has_time():
            return "time"
        if now["state"] == "again":
            return _round(world, told, at)
        world.ask("at => walker.focus(at)", at)
        world.ask("() => walker.begin()")
        return "again"
    return "round" if now["state"] == "again" else ""


def _round(world: World, told: dict[str, Any], at: int) -> str:
    """The walk came back to a stop though it had not reached the page's end."""
    if world.ask("at => walker.holder([at])", at):
        return "dialog"
    told["round"] = world.ask("at => walker.place(at)", at)
    return "round"


def _thrown(world: World, suspected: Sequence[int], clock: _Clock) -> list[Any]:
    """Stops that let go of the focus at once: make sure, by going there again."""
    found = []
    for at in suspected[:MOST_DOUBTS]:
        if at < 1 or not clock.has_time():
            continue
        world.ask("at => walker.focus(at)", at - 1)
        world.press("Tab")
        world.rest(SLOW_MILLISECONDS)
        if world.ask("() => walker.where()") == -1:
            found.append(world.ask("at => walker.place(at)", at))
    return found


def _trap(world: World, at: int, clock: _Clock) -> dict[str, Any] | None:
    """Whether nothing that people know of leads away from a stop: Tab, arrows, Escape."""
    seen: Counter[int] = Counter([at])
    for keys in (
        [("Tab", 0)] * (HELD_STOPS + 1),
        [("Tab", SHIFT)] * (HELD_STOPS + 1),
        [("Escape", 0), ("Tab", 0)],
        [("ArrowDown", 0), ("Tab", 0)],
        [("ArrowRight", 0), ("Tab", 0)],
        [("Escape", 0), ("Tab", SHIFT)],
    ):
        world.ask("at => walker.focus(at)", at)
        world.rest(0)
        for key, modifiers in keys:
            world.press(key, modifiers=modifiers)
            world.rest(SLOW_MILLISECONDS)
            if (now := world.ask("() => walker.where()")) < 0:
                if now == NEW:  # a stop that the walk has not come to yet
                    world.ask("() => walker.step()")
                    now = world.ask("() => walker.where()")
                if now < 0:
                    return None
            seen[now] += 1
            if len(seen) > HELD_STOPS or not clock.has_time():
                return None
    if world.ask("list => walker.holder(list)", sorted(seen)):
        return None
    holder = max(sorted(seen), key=seen.__getitem__)  # where the focus is fetched back to
    others = sorted(set(seen) - {holder})
    return {
        **world.ask("at => walker.place(at)", holder),
        "others": world.ask("list => walker.places(list)", others),
        "told": world.ask("() => walker.waysOut()"),
    }


def _visit(world: World, at: int, milliseconds: int) -> bool:
    """Come to a stop by a real key from the one beside it; whether that went well."""
    beside = world.ask("at => walker.beside(at)", at)
    world.ask("at => walker.focus(at)", beside)
    if beside != at:
        world.press("Tab", modifiers=SHIFT if beside > at else 0)
    world.rest(milliseconds)
    return bool(world.ask("() => walker.where()") == at)


def _look_again(world: World, clock: _Clock) -> dict[str, Any]:
    """Look again, with time to come into view, at stops that were hidden, covered or led away."""
    doubts = world.ask("() => walker.doubts()")
    told: dict[str, Any] = {"hidden": [], "covered": [], "leading": []}
    told["leading"] = world.ask("list => walker.places(list)", doubts["left"][:MOST_DOUBTS])
    looked: dict[int, Any] = {}
    for at in [*doubts["covered"], *doubts["hidden"]][:MOST_DOUBTS]:
        if at in looked or not clock.has_time():
            continue
        if not _visit(world, at, SEEN_MILLISECONDS):
            continue
        looked[at] = seen = world.ask("at => walker.again(at)", at)
        if not seen["hidden"] and not seen["cover"]:
            continue
        place = world.ask("at => walker.place(at)", at)
        if seen["hidden"]:
            told["hidden"].append({**place, "faint": seen["faint"]})
        else:
            told["covered"].append({**place, "by": seen["cover"], "passing": seen["passing"]})
    return told


def _order(world: World) -> dict[str, Any]:
    told: dict[str, Any] = world.ask("() => walker.order()")
    places = "list => walker.places(list)"
    told["raised"] = world.ask(places, told["raised"][:MOST_DOUBTS])
    told["jumps"] = [world.ask(places, pair) for pair in told["jumps"][:MOST_DOUBTS]]
    return told


def _pictures(world: World, clock: _Clock) -> dict[str, list[Any]]:
    """Photograph stops that their styles do not clear: focused, and not; the rest is unknown."""
    verdicts: dict[str, str] = world.parts.setdefault("focus", {})
    found: dict[str, list[int]] = {"no": [], "weak": []}
    taken = 0
    for at, key, is_small in world.ask("() => walker.suspects()"):
        if key not in verdicts and taken < MOST_PICTURES and clock.has_time():
            taken += 1
            verdict = _photographed(world, at)
            if verdict == "no" and is_small:
                verdict = ""  # which may be meant for nobody's eyes
            verdicts[key] = verdict
        verdict = verdicts.get(key, "")
        if verdict:
            found[verdict].append(at)
    return {name: world.ask("list => walker.places(list)", list_) for name, list_ in found.items()}


def _photographed(world: World, at: int) -> str:
    """Compare the picture around a stop with the focus and without: "no", "weak", or "" (seen)."""
    if not _visit(world, at, SLOW_MILLISECONDS):
        return ""
    frame = world.ask("at => walker.frame(at)", at)
    if frame is None:
        return ""
    focused = world.picture(*frame)
    world.ask("() => walker.focus(-1)")
    world.rest(SLOW_MILLISECONDS)
    if world.ask("at => walker.frame(at)", at) != frame:
        return ""
    return _difference(focused, world.picture(*frame))


def _difference(one: bytes, other: bytes) -> str:
    with Image.open(io.BytesIO(one)) as first, Image.open(io.BytesIO(other)) as second:
        a, b = first.convert("RGB"), second.convert("RGB")
    if a.size != b.size:
        return ""
    bands: Sequence[Image.Image] = ImageChops.difference(a, b).split()
    most = bands[0]
    for band in bands[1:]:
        most = ImageChops.lighter(most, band)
    counts = most.histogram()
    if sum(counts[SAME:]) < FEW_PIXELS:
        return "no"
    return "weak" if sum(counts[FAINT:]) < FEW_PIXELS else ""


def _skip(world: World) -> dict[str, Any] | None:
    """Follow the skip link, once for each kind of page in a run."""
    found = world.ask("() => walker.skip()")
    if found is None:
        return None
    place = world.ask("at => walker.place(at)", found["at"])
    if not found["target"]:
        return {**place, "works": False, "target": False}
    known: dict[str, bool] = world.parts.setdefault("skip links", {})
    if found["key"] not in known:
        address = world.ask("() => location.href")
        world.ask("at => walker.focus(at)", found["at"])
        world.press("Enter")
        world.rest(0)
        world.press("Tab")
        known[found["key"]] = bool(world.ask("at => walker.skipped(at)", found["at"]))
        world.ask("address => history.replaceState(history.state, '', address)", address)
        world.settle()
    return {**place, "works": known[found["key"]], "target": True}
