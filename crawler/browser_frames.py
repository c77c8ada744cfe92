"""Into the frames of a page: a world of our own in each that the page itself can look into.

A frame of another origin, or one that is shut up in a sandbox, belongs to somebody else: axe does
not see it either. What is found in a frame is named as axe names it: frame, " >>> ", element.
"""

import logging
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audits.derive.lookup import FRAME, selector_of
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

    gone = (*GONE, "could not find", "no node", "not found", "detached", "invalid remote object")

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

    def _pane(self) -> Mapping[str, float] | None:
        """Return where the frame's window is in the page's; None if it is turned or scaled."""
        pane: Mapping[str, float] | None = self.ask("() => kerb.pane()")
        return pane

    def size(self) -> tuple[float, float]:
        pane = self._pane()
        if pane is None or pane["left"] > 0 or pane["top"] > 0:
            return 0, 0
        return max(0, pane["right"]), max(0, pane["bottom"])

    def point(self, x: float, y: float) -> None:
        if (pane := self._pane()) is not None:
            super().point(x + pane["x"], y + pane["y"])

    def click(self, x: float, y: float) -> None:
        """Press the left button in the frame, unless something of the page lies over the place."""
        pane = self._pane()
        if pane is not None and self.ask("(x, y) => kerb.isFrameOnTop(x, y)", x, y):
            super().click(x + pane["x"], y + pane["y"])

    def corner(self) -> tuple[float, float]:
        if (pane := self._pane()) is None:
            raise ScriptError("the frame is turned or scaled")
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


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame in a document that we have a world in."""

    outer: World
    number: int  # among those that the document was seen to have
    path: Path  # to that document
    place: Place

    @property
    def path_in(self) -> Path:
        """Return the selectors that lead into the frame."""
        return (*self.path, str(self.place["selector"]))

    def told(self, why: str) -> Place:
        """Return the place of the frame, and why it was left."""
        return {**self.place, "selector": FRAME.join(self.path_in), "why": why}


class Frames:
    """The frames of a page as they were before anything was tried out."""

    def __init__(self, world: World, axe: Mapping[str, Any] | None) -> None:
        """Look for those that stand in the page itself; what they hold is looked for later."""
        self._world = world
        self._names = _names(axe or {})
        self._told: dict[str, Any] = {"tried": [], "left": [], "more": 0}
        self._waiting: deque[Frame] = deque()
        self._look(world, ())

    def try_out(self, tried: dict[str, Any], steps: Iterable[str]) -> dict[str, Any]:
        """Take the steps in the frames, adding what each tells to what it told of the page.

        Returns which frames were tried out, and which not, and why.
        """
        world = self._world
        world.until = min(world.until, time.monotonic() + FRAMES_SECONDS)
        wanted = [name for name in steps if name in INSIDE and "not tested" not in tried[name]]
        while self._waiting:
            frame = self._waiting.popleft()
            why = frame.place["why"] or self._why_left(frame)
            why = why or self._try(frame, tried, wanted)
            self._told["left" if why else "tried"].append(frame.told(why))
        return self._told

    def _look(self, outer: World, path: Path) -> None:
        deep = len(path)
        names = {each[deep] for each in self._names if len(each) > deep and each[:deep] == path}
        found = outer.ask(script("frames"), sorted(names), MOST_SEEN)
        self._told["more"] += found["more"]
        frames = (Frame(outer, at, path, place) for at, place in enumerate(found["frames"]))
        self._waiting.extend(frames)

    def _why_left(self, frame: Frame) -> str:
        if len(frame.path) >= DEEPEST:
            return TOO_DEEP
        if len(self._told["tried"]) >= MOST_FRAMES:
            return TOO_MANY
        return "" if self._world.has_time() else TIME

    def _try(self, frame: Frame, tried: dict[str, Any], wanted: Sequence[str]) -> str:
        """Take the steps in a frame; return why that could not be done, else ""."""
        try:
            handle = frame.outer.handle("at => kerbFrames[at]", frame.number)
            inner = Inside(frame.outer, handle)
            if inner.ask("() => document.URL") != frame.place["address"]:
                return MOVED
            names = self._names.get(frame.path_in, [])
            inner.ask("names => kerb.nameAs(names)", names[:MOST_NAMES])
            if inner.frames:
                self._look(inner, frame.path_in)
            for name in wanted:
                inner.need_time()
                inner.settle()
                found = _within(dict(INSIDE[name](inner)), FRAME.join((*frame.path_in, "")))
                tried[name] = _joined(_outside(tried[name], found, frame.path_in), found)
        except tuple(WHY) as error:
            log.debug("a frame was not tried out: %s", error)
            return WHY[type(error)]
        return ""


WHY: dict[type[Exception], str] = {
    PageGoneError: MOVED,
    ScriptError: BROKEN,
    OutOfTimeError: TIME,
}


def _outside(told: dict[str, Any], found: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return what was told of the page; what holds the focus in a frame is told there alone."""
    if not found.get("traps"):
        return told
    frame = FRAME.join(path)
    return {**told, "traps": [each for each in told["traps"] if each["selector"] != frame]}


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
                *path, last = (selector_of([step]) for step in node.get("target") or [""])
                if path and last not in names[tuple(path)]:
                    names[tuple(path)].append(last)
    return names
