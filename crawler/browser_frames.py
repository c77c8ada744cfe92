"""Into the frames of a page: a world of our own in each that the page itself can look into.

A frame of another origin, or one that is shut up in a sandbox, belongs to somebody else: axe does
not see it either. What is found in a frame is named as axe names it: frame, " >>> ", element.
"""

import logging
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from audits.derive.lookup import FRAME, SHADOW
from crawler.browser_presses import presses
from crawler.browser_stretch import stretch_text
from crawler.browser_survey import survey
from crawler.browser_walk import walk_frame
from crawler.browser_world import MOVED as GONE
from crawler.browser_world import OutOfTimeError, PageGoneError, ScriptError, World
from crawler.probes import script

log = logging.getLogger("dropkerb")

MOST_FRAMES = 5  # of a page that are tried out
DEEPEST = 3  # frames within each other
MOST_SEEN = 50  # frames of one document that are told of
MOST_NAMES = 500  # of elements, that an engine gave
FRAMES_SECONDS = 8.0  # for all frames of a page
TOO_MANY, TOO_DEEP, TIME, MOVED, BROKEN = "many", "deep", "time", "moved", "broken"

Path = tuple[str, ...]
"""Selectors that lead to a frame, the outermost first."""
Names = Mapping[Path, list[str]]
"""What axe calls elements in frames, by the frame."""
Place = dict[str, Any]

INSIDE: dict[str, Callable[[World], Mapping[str, Any]]] = {
    "survey": survey,
    "stretch": stretch_text,  # the window is that of the page around
    "walk": walk_frame,
    "presses": presses,
}
"""Name of an artefact -> what adds to it what is found in a frame."""


class Inside(World):
    """Our own world in a frame of a page."""

    gone = (*GONE, "could not find", "no node", "not found", "detached")

    def __init__(self, outer: World, handle: str) -> None:
        """Enter a frame by the handle of its element. Raises PageGoneError if it is gone."""
        self.chromium, self.parts, self.until = outer.chromium, outer.parts, outer.until
        frame = self._command("DOM.describeNode", objectId=handle)["node"].get("frameId")
        if not frame:
            raise PageGoneError("the frame shows nothing")
        self.frames = self._enter(frame)

    def _of_page(self, what: str) -> str:
        own = self._command("Runtime.evaluate", expression="document", contextId=self._context)[
            "result"
        ]["objectId"]
        number = self._command("DOM.describeNode", objectId=own)["node"]["backendNodeId"]
        theirs = self._command("DOM.resolveNode", backendNodeId=number)["object"]["objectId"]
        told = self._command(
            "Runtime.callFunctionOn",
            functionDeclaration=f"() => {what}",
            objectId=theirs,
        )
        return str(told["result"].get("objectId", ""))

    def _pane(self) -> Mapping[str, float]:
        """Return where the frame's window is in the page's. Raises ScriptError if it is turned."""
        if (pane := self.ask("() => kerb.pane()")) is None:
            raise ScriptError("the frame is turned or scaled")
        return dict(pane)

    def size(self) -> tuple[float, float]:
        pane = self._pane()
        if pane["left"] > 0 or pane["top"] > 0:
            return 0, 0
        return max(0, pane["right"]), max(0, pane["bottom"])

    def point(self, x: float, y: float) -> None:
        pane = self._pane()
        super().point(x + pane["x"], y + pane["y"])

    def click(self, x: float, y: float) -> None:
        """Press the left button in the frame, unless something of the page lies over the place."""
        pane = self._pane()
        if self.ask("(x, y) => kerb.isFrameOnTop(x, y)", x, y):
            super().click(x + pane["x"], y + pane["y"])

    def corner(self) -> tuple[float, float]:
        pane = self._pane()
        x, y = self.ask("() => [top.scrollX, top.scrollY]")
        return x + pane["x"], y + pane["y"]

    def settle(self) -> None:
        """Bring the frame into sight, scrolled to its start, nothing in focus in any frame."""
        super().settle()
        self.ask(
            """() => {
              for (let view = window; view.frameElement; view = view.parent)
                view.parent.document.activeElement?.blur?.();
              frameElement.scrollIntoView({block: "start", inline: "start", behavior: "instant"});
            }"""
        )


def frame_in(world: World, path: Iterable[str]) -> World | None:
    """Return the world in a frame by the selectors that lead to it; None if it is not there."""
    for selector in path:
        handle = world.handle("selector => kerb.find(selector)", selector)
        if not handle:
            return None
        world = Inside(world, handle)
    return world


def try_frames_out(
    world: World, tried: dict[str, Any], steps: Iterable[str], axe: Mapping[str, Any] | None
) -> None:
    """Take the steps in the frames of a page, adding what each tells to what it told of the page.

    Which frames were tried out and which not, and why, is told too.
    """
    told: dict[str, Any] = {"tried": [], "left": [], "more": 0}
    tried["frames"] = told
    names = _names(axe or {})
    wanted = [name for name in steps if name in INSIDE and "not tested" not in tried[name]]
    world.until = min(world.until, time.monotonic() + FRAMES_SECONDS)
    waiting: deque[tuple[World, Path]] = deque([(world, ())])
    while waiting:
        outer, path = waiting.popleft()
        for at, place in _frames_in(outer, path, names, told):
            if why := place["why"] or _why_left(world, told, path):
                told["left"].append(_told_at(place, path, why))
                continue
            inner_path = (*path, place["selector"])
            try:
                inner = Inside(outer, outer.handle("at => kerbFrames[at]", at))
                inner.ask("names => kerb.nameAs(names)", names.get(inner_path, [])[:MOST_NAMES])
                _take_steps(inner, inner_path, tried, wanted)
            except (PageGoneError, ScriptError, OutOfTimeError) as error:
                log.debug("a frame was not tried out: %s", error)
                told["left"].append(_told_at(place, path, WHY[type(error)]))
                continue
            told["tried"].append(_told_at(place, path, ""))
            if inner.frames:
                waiting.append((inner, inner_path))


WHY = {PageGoneError: MOVED, ScriptError: BROKEN, OutOfTimeError: TIME}


def _frames_in(
    outer: World, path: Path, names: Names, told: dict[str, Any]
) -> list[tuple[int, Place]]:
    """Return the frames of a document with their numbers there; none if it is gone."""
    deep = len(path)
    known = {each[deep] for each in names if len(each) > deep and each[:deep] == path}
    try:
        found = outer.ask(script("frames"), sorted(known), MOST_SEEN)
    except (PageGoneError, ScriptError) as error:
        log.debug("frames within a frame were lost: %s", error)
        return []
    told["more"] += found["more"]
    return list(enumerate(found["frames"]))


def _why_left(world: World, told: Mapping[str, Any], path: Path) -> str:
    if len(path) >= DEEPEST:
        return TOO_DEEP
    if len(told["tried"]) >= MOST_FRAMES:
        return TOO_MANY
    return "" if world.has_time() else TIME


def _take_steps(inner: Inside, path: Path, tried: dict[str, Any], wanted: Iterable[str]) -> None:
    for name in wanted:
        inner.need_time()
        inner.settle()
        found = _within(dict(INSIDE[name](inner)), FRAME.join((*path, "")))
        tried[name] = _joined(tried[name], found)


def _told_at(place: Place, path: Path, why: str) -> Place:
    return {**place, "selector": FRAME.join((*path, place["selector"])), "why": why}


def _within(told: Any, before: str) -> Any:
    """Return what was told, each selector with what leads to the frame before it."""
    if isinstance(told, dict):
        return {
            name: before + value
            if name == "selector" and isinstance(value, str)
            else _within(value, before)
            for name, value in told.items()
        }
    return [_within(each, before) for each in told] if isinstance(told, list) else told


def _joined(one: Any, other: Any) -> Any:
    """Return lists one after the other, numbers added, and words as the page itself told them."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {**other, **{name: _joined(one[name], other.get(name)) for name in one}}
    if isinstance(one, list) and isinstance(other, list):
        return one + other
    if isinstance(one, bool) and isinstance(other, bool):
        return one or other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one + other
    return one


def _names(axe: Mapping[str, Any]) -> Names:
    """Return what axe calls the elements in frames that it found fault with."""
    names: defaultdict[Path, list[str]] = defaultdict(list)
    for kind in ("violations", "incomplete"):
        for rule in axe.get(kind) or ():
            for node in rule.get("nodes") or ():
                *path, last = map(_step, node.get("target") or [""])
                if path and last not in names[tuple(path)]:
                    names[tuple(path)].append(last)
    return names


def _step(step: object) -> str:
    return SHADOW.join(map(str, step)) if isinstance(step, list) else str(step)
