"""Bodies of answers that stop in the airlock, read piece by piece and never beyond a limit."""

from collections.abc import Callable
from typing import Any, Protocol

from crawler.devtools import DevTools
from crawler.visit import Request, bytes_in

CHUNK = 1_000_000  # bytes read at a time


class WhenThere(Protocol):
    """What is done with a body, which stands in the request's chunks."""

    def __call__(self, request: Request, *, is_whole: bool) -> None: ...


class Bodies:
    """Reads bodies over the line to a browser; on the line's own thread only."""

    def __init__(
        self,
        line: DevTools,
        when_there: WhenThere,
        refuse: Callable[[Request, str], None],
        drop: Callable[[Request], None],
    ) -> None:
        self._line = line
        self._when_there, self._refuse, self._drop = when_there, refuse, drop

    def take(self, request: Request) -> None:
        """Read the body of an answer that has begun."""

        def taken(result: dict[str, Any], wrong: str) -> None:
            request.stream = result.get("stream", "")
            if wrong or request.is_dropped:
                self._drop(request)
            else:
                self._read_on(request)

        self._line.send("Fetch.takeResponseBodyAsStream", taken, requestId=request.id)

    def _read_on(self, request: Request) -> None:
        def read(result: dict[str, Any], wrong: str) -> None:
            if request.is_dropped:
                return
            if wrong:
                self._refuse(request, "it broke off")
                return
            chunk = bytes_in(result)
            request.chunks.append(chunk)
            request.size += len(chunk)
            is_whole = bool(result.get("eof", True))
            if is_whole or request.size >= request.most_bytes:
                self.leave(request)
                self._when_there(request, is_whole=is_whole)
            else:
                self._read_on(request)

        self._line.send("IO.read", read, handle=request.stream, size=CHUNK)

    def leave(self, request: Request) -> None:
        """Read no more of a body, if any was being read."""
        if request.stream:
            stream, request.stream = request.stream, ""
            self._line.send("IO.close", handle=stream)
