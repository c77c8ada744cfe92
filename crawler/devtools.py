"""A line of our own to a browser's DevTools, served by one thread that waits for nothing else."""

import contextlib
import http.client
import json
import logging
import select
import socket
import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any

import websocket

log = logging.getLogger("dropkerb")

CONNECT_SECONDS = 15.0  # on a machine that is busy
SEND_SECONDS = 30.0  # until a browser that takes no message counts as broken
END_SECONDS = 3.0  # until the thread has ended
TICK_SECONDS = 0.5  # between two looks at the clock
Reply = Callable[[dict[str, Any], str], None]  # gets the result, and what went wrong


class _Frame(websocket.ABNF):
    """A text frame masked with zeros, which leaves it as it is.

    Masks keep pages from talking to proxies in between (RFC 6455, section 10.3). Here is neither,
    and the megabyte that a page is shown from would be turned over for nothing.
    """

    def __init__(self, text: str) -> None:
        is_last, is_masked = 1, 1
        self._bytes = text.encode("utf-8")
        super().__init__(is_last, 0, 0, 0, self.OPCODE_TEXT, is_masked, self._bytes)

    def _get_masked(self, _: str | bytes) -> bytes:
        return bytes(4) + self._bytes


class DevTools:
    """Sends commands and hands out events; every callback runs on the one thread.

    A line that breaks while it is wanted calls on_break, so that nothing goes on unwatched.
    """

    def __init__(
        self,
        address: str,
        *,
        on_event: Callable[[str, dict[str, Any]], None],
        on_tick: Callable[[], None],
        on_break: Callable[[], None],
    ) -> None:
        """Connect to the browser at a debugger address, host:port. Raises OSError."""
        self._on_event, self._on_tick, self._on_break = on_event, on_tick, on_break
        try:
            self._line: Any = websocket.create_connection(
                _address_of_browser(address),
                timeout=CONNECT_SECONDS,
                suppress_origin=True,
                skip_utf8_validation=True,
                http_no_proxy=["*"],
            )
        except (websocket.WebSocketException, http.client.HTTPException, ValueError) as error:
            raise OSError(f"no line to the browser's DevTools: {error}") from error
        self._line.settimeout(SEND_SECONDS)
        self._last_id = 0
        self._replies: dict[int, Reply] = {}
        self._calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._waker, self._woken = socket.socketpair()
        self._waker.settimeout(0)
        self.is_wanted = True  # False: the browser may hang up
        self._is_closing = False
        self._thread = threading.Thread(target=self._serve, name="airlock", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def send(self, method: str, reply: Reply | None = None, **parameters: Any) -> None:
        """Send a command; only on the line's own thread, or before it has started."""
        self._last_id += 1
        if reply is not None:
            self._replies[self._last_id] = reply
        message = {"id": self._last_id, "method": method, "params": parameters}
        self._line.send_frame(_Frame(json.dumps(message)))

    def send_text(self, method: str, reply: Reply, *, rest: str, **parameters: str) -> None:
        """Send a command of whose parameters the rest is JSON already, since it is long."""
        self._last_id += 1
        self._replies[self._last_id] = reply
        begun = json.dumps(parameters).removesuffix("}")
        message = f'{{"id": {self._last_id}, "method": "{method}", "params": {begun}, {rest}}}}}'
        self._line.send_frame(_Frame(message))

    def ask(self, method: str, **parameters: Any) -> None:
        """Send a command and wait until it is done; only before the thread has started.

        Raises OSError.
        """
        done: list[str] = []
        self.send(method, lambda _, wrong: done.append(wrong), **parameters)
        until = time.monotonic() + CONNECT_SECONDS
        try:
            while not done and time.monotonic() < until:
                self._receive()
        except websocket.WebSocketException as error:
            raise OSError(f"the browser's DevTools do not answer: {error}") from error
        if not done or done[0]:
            raise OSError(f"the browser's DevTools refuse {method}: {done or 'no answer'}")

    def call(self, action: Callable[[], None]) -> None:
        """Have something done on the line's thread; from any thread, without waiting."""
        self._calls.put(action)
        with contextlib.suppress(OSError):  # full: it is awake anyway; closed: nobody minds
            self._waker.send(b"!")

    def close(self) -> None:
        """End the thread and the line; safe to call twice, and from the thread itself."""
        self._is_closing = True
        self.call(lambda: None)
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(END_SECONDS)
        if not self._thread.is_alive():
            self._hang_up()

    def _hang_up(self) -> None:
        for hang_up in (self._line.shutdown, self._waker.close, self._woken.close):
            with contextlib.suppress(OSError, websocket.WebSocketException):
                hang_up()

    def _serve(self) -> None:
        """Wait for the browser and for calls until the line is closed."""
        next_tick = 0.0
        try:
            while not self._is_closing:
                ready, _, _ = select.select([self._line.sock, self._woken], [], [], TICK_SECONDS)
                if self._woken in ready:
                    self._woken.recv(4096)
                self._run_calls()
                if self._line.sock in ready and not self._is_closing:
                    self._receive()
                if time.monotonic() > next_tick:
                    self._on_tick()
                    next_tick = time.monotonic() + TICK_SECONDS
        except (OSError, ValueError, TypeError, websocket.WebSocketException) as error:
            self._broke(str(error))
        except Exception:
            log.exception("the airlock of a browser failed")
            self._broke("Dropkerb itself failed")
        finally:
            self._hang_up()

    def _broke(self, why: str) -> None:
        if self.is_wanted and not self._is_closing:
            log.info("a browser is ended, for its airlock broke: %s", why)
            self._on_break()

    def _run_calls(self) -> None:
        with contextlib.suppress(Empty):
            while True:
                self._calls.get_nowait()()

    def _receive(self) -> None:
        text = self._line.recv()
        if not text:
            raise websocket.WebSocketConnectionClosedException("the browser hung up")
        message = json.loads(text)
        if "method" in message:
            self._on_event(message["method"], message.get("params", {}))
            return
        reply = self._replies.pop(message.get("id", 0), None)
        if reply is not None:
            reply(message.get("result", {}), message.get("error", {}).get("message", ""))


def _address_of_browser(address: str) -> str:
    """Return the address of the browser's own line; the driver tells only where to ask for it."""
    host, _, port = address.rpartition(":")
    host = "127.0.0.1" if host == "localhost" else host
    asking = http.client.HTTPConnection(host, int(port), timeout=CONNECT_SECONDS)
    try:
        asking.request("GET", "/json/version")
        told = json.loads(asking.getresponse().read())
    finally:
        asking.close()
    if not isinstance(told, dict) or "webSocketDebuggerUrl" not in told:
        raise ValueError("it does not tell where")
    return str(told["webSocketDebuggerUrl"])
