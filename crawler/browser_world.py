"""A world of our own inside a page: scripts that it cannot see, real keys, pictures, and a clock.

A script is the source of one function. It runs in an isolated world: it shares the page's elements
and nothing else, so that neither disturbs the other. What it returns comes back as JSON.
"""

import base64
import json
import time
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.command import Command

from crawler.browser_process import VIEWPORT, Chromium
from crawler.probes import script

WORLD = "dropkerb"
REST_MILLISECONDS = 50  # that a page gets to answer to a key, after two frames
LEAST_SECONDS = 0.5  # that a step needs, to be begun at all
CUT_OFF = ("Execution was terminated", "Internal error")  # what the browser then says
MOVED = ("context", "navigat", "no such window", "target closed", "frame", "stale")
SHIFT, CONTROL = 8, 2  # modifiers, as DevTools count them
KEYS: dict[str, dict[str, Any]] = {
    "Tab": {"code": "Tab", "windowsVirtualKeyCode": 9},
    "Enter": {"code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"},
    "Escape": {"code": "Escape", "windowsVirtualKeyCode": 27},
    " ": {"code": "Space", "windowsVirtualKeyCode": 32, "text": " "},
    "ArrowLeft": {"code": "ArrowLeft", "windowsVirtualKeyCode": 37},
    "ArrowUp": {"code": "ArrowUp", "windowsVirtualKeyCode": 38},
    "ArrowRight": {"code": "ArrowRight", "windowsVirtualKeyCode": 39},
    "ArrowDown": {"code": "ArrowDown", "windowsVirtualKeyCode": 40},
    "Home": {"code": "Home", "windowsVirtualKeyCode": 36},
    "End": {"code": "End", "windowsVirtualKeyCode": 35},
}
Parts = MutableMapping[str, Any]
"""What was found out in this run about parts that many pages share, by a key that says which."""


class PageGoneError(Exception):
    """The page gave way to another while it was tried out."""


class OutOfTimeError(Exception):
    """There is no time left for a step to go on: what it would tell is not tested."""


class ScriptError(Exception):
    """A script of ours failed in the page."""


class World:
    """Our own world in the page that a browser shows now."""

    gone: tuple[str, ...] = MOVED  # what a browser says, in small letters, when that page is gone

    def __init__(self, chromium: Chromium, seconds: float, parts: Parts) -> None:
        """Enter the page. Raises PageGoneError when it is being left."""
        self.chromium = chromium
        self.parts = parts
        self.until = time.monotonic() + seconds
        self.frames = self._enter(chromium.window)

    def _enter(self, frame: str) -> int:
        """Enter the document of a frame; return how many frames are in it."""
        told = self._command("Page.createIsolatedWorld", frameId=frame, worldName=WORLD)
        self._context = told["executionContextId"]
        return int(self.ask(script("lib")))

    @property
    def seconds_left(self) -> float:
        return self.until - time.monotonic()

    def has_time(self) -> bool:
        """Whether there is time left to begin something more."""
        return self.seconds_left > LEAST_SECONDS

    def need_time(self) -> None:
        """Raise OutOfTimeError unless there is time to begin something that a step must tell."""
        if not self.has_time():
            raise OutOfTimeError

    def ask(self, function: str, *arguments: Any) -> Any:
        """Call a function of ours in the page and return what it, or its promise, comes to.

        Raises ScriptError when it throws, PageGoneError when the page is gone.
        """
        given = [{"value": each} for each in arguments]
        return self._call(function, given, executionContextId=self._context)

    def ask_within(self, seconds: float, function: str, *arguments: Any) -> Any:
        """The same, but cut off after so many seconds, which is a ScriptError too."""
        given = ", ".join(map(json.dumps, arguments))
        try:
            told = self._command(
                "Runtime.evaluate",
                expression=f"({function})({given})",
                contextId=self._context,
                timeout=round(1000 * seconds),
                returnByValue=True,
                awaitPromise=True,
            )
        except WebDriverException as error:
            if any(sign in (error.msg or "") for sign in CUT_OFF):
                raise ScriptError(f"it took longer than {seconds:g} seconds") from error
            raise
        return _value(told)

    def ask_page(self, function: str, *arguments: Any) -> Any:
        """The same among the page's own scripts; what comes back may be a lie."""
        given = [{"value": each} for each in arguments]
        return self._call(function, given, objectId=self._of_page("window"))

    def _of_page(self, what: str) -> str:
        """Return the handle of something among the page's own scripts, "" if it is not there."""
        told = self._command("Runtime.evaluate", expression=what)
        return str(told["result"].get("objectId", ""))

    def _call(self, function: str, given: list[dict[str, Any]], **where: Any) -> Any:
        told = self._command(
            "Runtime.callFunctionOn",
            functionDeclaration=function,
            arguments=given,
            returnByValue=True,
            awaitPromise=True,
            **where,
        )
        return _value(told)

    def listeners(self) -> dict[int, set[str]]:
        """Return which events the page's scripts wait for, by the number of the node.

        What attributes such as onclick wait for is among it. Raises PageGoneError.
        """
        told = self._command(
            "DOMDebugger.getEventListeners",
            objectId=self._of_page("document"),
            depth=-1,
            pierce=True,
        )
        heard: dict[int, set[str]] = {}
        for each in told["listeners"]:
            if number := each.get("backendNodeId"):
                heard.setdefault(number, set()).add(each["type"])
        return heard

    def heard_on_top(self) -> set[str]:
        """Return which events the page's scripts wait for on the whole page: window to body."""
        heard: set[str] = set()
        for what in ("window", "document", "document.body"):
            if number := self._of_page(what):
                told = self._command("DOMDebugger.getEventListeners", objectId=number, depth=0)
                heard |= {each["type"] for each in told["listeners"]}
        return heard

    def ask_of(self, nodes: Sequence[int], function: str, *arguments: Any) -> Any:
        """Call a function of ours with a list of nodes, by their numbers, and the arguments.

        A node that is gone meanwhile is null in the list.
        """
        found = [self._resolve(number) for number in nodes]
        given = [{"objectId": each} if each else {"value": None} for each in found]
        return self._call(
            f"function (count, ...rest) {{ return ({function})"
            "(rest.slice(0, count), ...rest.slice(count)); }",
            [{"value": len(given)}, *given, *({"value": each} for each in arguments)],
            executionContextId=self._context,
        )

    def _resolve(self, number: int) -> str:
        try:
            told = self._command(
                "DOM.resolveNode", backendNodeId=number, executionContextId=self._context
            )
        except WebDriverException:
            return ""
        return str(told["object"].get("objectId", ""))

    def computed(self, selector: str) -> tuple[str, str] | None:
        """Return role and name of an element as the browser computes them; None if it is gone."""
        if not (number := self.handle("selector => kerb.find(selector)", selector)):
            return None
        nodes = self._command(
            "Accessibility.getPartialAXTree", objectId=number, fetchRelatives=False
        )["nodes"]
        if not nodes:
            return "", ""
        role, name = (str(nodes[0].get(each, {}).get("value", "")) for each in ("role", "name"))
        return role, name

    def handle(self, function: str, *arguments: Any) -> str:
        """Call a function of ours and return the handle of the node that it returns, "" for none.

        Raises ScriptError when it throws.
        """
        told = self._command(
            "Runtime.callFunctionOn",
            functionDeclaration=function,
            arguments=[{"value": each} for each in arguments],
            executionContextId=self._context,
        )
        if "exceptionDetails" in told:
            raise ScriptError("no such node")
        return str(told["result"].get("objectId", ""))

    def drawn_box(self, function: str, argument: Any, side: str) -> list[float] | None:
        """Return left, top, right and bottom of what styles draw "before" or "after" an element.

        The function finds the element. What is not drawn has no box.
        """
        try:
            found = self.handle(function, argument)
            node = self._command("DOM.describeNode", objectId=found)["node"]
            number = next(
                each["backendNodeId"]
                for each in node.get("pseudoElements", ())
                if each["pseudoType"] == side
            )
            quad = self._command("DOM.getBoxModel", backendNodeId=number)["model"]["border"]
        except (KeyError, StopIteration, WebDriverException):
            return None
        return [min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2])]

    def press(self, key: str, *, modifiers: int = 0) -> None:
        """Press a key and let it go, as a keyboard does; a single letter stands for its own key."""
        known = KEYS.get(key) or {
            "code": f"Key{key.upper()}" if key.isalpha() else "",
            "windowsVirtualKeyCode": ord(key.upper()),
            "text": key,
        }
        text = {} if modifiers & CONTROL else {k: known[k] for k in ("text",) if k in known}
        rest = {name: value for name, value in known.items() if name != "text"}
        kind = "keyDown" if text else "rawKeyDown"
        common = {"key": key, "modifiers": modifiers, **rest}
        self._command("Input.dispatchKeyEvent", type=kind, **common, **text)
        self._command("Input.dispatchKeyEvent", type="keyUp", **common)

    def press_tab(self, times: int) -> None:
        """Press Tab so many times, one after the other, in a third of the time that press takes."""
        once = [{"type": kind, "value": Keys.TAB} for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": once * times}
        try:
            self.chromium.driver.execute(Command.W3C_ACTIONS, {"actions": [keyboard]})
        except WebDriverException as error:
            self._raise_if_gone(error)
            raise

    def size(self) -> tuple[float, float]:
        """Return how much of the window can be seen, in CSS pixels from its upper left corner."""
        return VIEWPORT["width"], VIEWPORT["height"]

    def point(self, x: float, y: float) -> None:
        """Move the mouse to a place of the window, in CSS pixels."""
        self.chromium.is_pointing = True
        self._command("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, x: float, y: float) -> None:
        """Press the left button at a place of the window and let it go."""
        World.point(self, x, y)
        for kind in ("mousePressed", "mouseReleased"):
            self._command(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1
            )

    def hold(self, x: float, y: float) -> None:
        """Press the left button at a place of the window, and don't let it go yet."""
        self.point(x, y)
        self._command(
            "Input.dispatchMouseEvent", type="mousePressed", x=x, y=y, button="left", clickCount=1
        )

    def let_go(self, x: float, y: float) -> None:
        """Let the left button go at a place of the window, another one than it was pressed at."""
        self._command(
            "Input.dispatchMouseEvent", type="mouseReleased", x=x, y=y, button="left", clickCount=1
        )

    def touch(self, x: float, y: float) -> None:
        """Put a finger on a place of the window."""
        at = [{"x": x, "y": y}]
        self._command("Input.dispatchTouchEvent", type="touchStart", touchPoints=at)

    def lift(self, x: float, y: float) -> None:
        """Move the finger to another place and lift it there."""
        at = [{"x": x, "y": y}]
        self._command("Input.dispatchTouchEvent", type="touchMove", touchPoints=at)
        self._command("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def drag(self, places: Sequence[Sequence[float]]) -> None:
        """Press the left button at the first of some places, move to the others, and let it go."""
        self.hold(*places[0])
        for x, y in places[1:]:
            self._command(
                "Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y, button="left", buttons=1
            )
        self.let_go(*places[-1])

    def rest(self, milliseconds: int = REST_MILLISECONDS) -> None:
        """Give the page two frames, and so much time, to answer."""
        self.ask(
            """milliseconds => new Promise(go => {
              let isOver = false;
              const end = () => { if (!isOver) { isOver = true; setTimeout(go, milliseconds); } };
              requestAnimationFrame(() => requestAnimationFrame(end));
              setTimeout(end, 250);
            })""",
            milliseconds,
        )

    def corner(self) -> tuple[float, float]:
        """Return where the window begins on the page, as scrolled now."""
        x, y = self.ask("() => [scrollX, scrollY]")
        return x, y

    def picture(self, x: float, y: float, width: float, height: float, scale: float = 1) -> bytes:
        """Return a PNG of a part of the window, in CSS pixels of the page as scrolled now."""
        corner = self.corner()
        clip = {
            "x": x + corner[0],
            "y": y + corner[1],
            "width": max(1, width),
            "height": max(1, height),
            "scale": scale,
        }
        told = self._command(
            "Page.captureScreenshot", format="png", clip=clip, optimizeForSpeed=True
        )
        return base64.b64decode(told["data"])

    def resource(self, address: str) -> bytes:
        """Return what the page loaded from an address, as it came; b"" when it is gone."""
        try:
            told = self._command(
                "Page.getResourceContent", frameId=self.chromium.window, url=address
            )
        except WebDriverException:
            return b""
        content = str(told["content"])
        return base64.b64decode(content) if told["base64Encoded"] else content.encode()

    def view(self) -> bytes:
        """Return a JPEG of all that the window shows."""
        told = self._command(
            "Page.captureScreenshot", format="jpeg", quality=90, optimizeForSpeed=True
        )
        return base64.b64decode(told["data"])

    @contextmanager
    def window(self, width: int, height: int) -> Iterator[None]:
        """Show the page in a window of another size, in CSS pixels, and then as before."""
        self._command(
            "Emulation.setDeviceMetricsOverride", **{**VIEWPORT, "width": width, "height": height}
        )
        try:
            yield
        finally:
            self._command("Emulation.setDeviceMetricsOverride", **VIEWPORT)

    def settle(self) -> None:
        """Bring the page back to where it began: nothing in focus, scrolled to its start."""
        self.ask(
            """() => {
              const active = kerb.activeElement();
              if (active && active !== document.body) active.blur();
              getSelection().removeAllRanges();
              window.scrollTo({left: 0, top: 0, behavior: "instant"});
            }"""
        )
        if self.chromium.is_pointing:  # whose mouse outlives the page
            self.point(0, 0)
            self.chromium.is_pointing = False

    def _command(self, name: str, **parameters: Any) -> Any:
        try:
            return self.chromium.command(name, **parameters)
        except WebDriverException as error:
            self._raise_if_gone(error)
            raise

    def _raise_if_gone(self, error: WebDriverException) -> None:
        said = (error.msg or "").lower()
        if any(sign in said for sign in self.gone):
            raise PageGoneError(said.partition("\n")[0][:200]) from error


def _value(told: dict[str, Any]) -> Any:
    """Return what a script came to. Raises ScriptError when it threw."""
    if "exceptionDetails" in told:
        wrong = told["exceptionDetails"]
        said = (wrong.get("exception") or {}).get("description") or wrong.get("text", "")
        raise ScriptError(str(said).partition("\n")[0][:300])
    return told.get("result", {}).get("value")
