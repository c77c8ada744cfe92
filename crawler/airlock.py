"""The airlock of a browser: each request that a page makes stops here until we decide about it.

The page itself is shown from what the crawler got; what it loads comes from the shelf, or once
from the network; what would send something, count a visitor, reach into a private network or lead
the window elsewhere is refused. Redirects come back here hop by hop.
"""

import base64
import json
import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from crawler.answers import Headers, handed_on, header_of
from crawler.block_list import Rules
from crawler.bodies import Bodies
from crawler.devtools import DevTools
from crawler.shelf import Entry, Shelf
from crawler.visit import (
    FILLING_KINDS,
    HELD_KINDS,
    MOST_BYTES,
    PLAIN_KINDS,
    OwnCache,
    Request,
    Visit,
    content_hash,
    is_for_everybody,
    length_told,
    redirect_hash,
    redirect_of,
    why_not_needed,
)

log = logging.getLogger("dropkerb")

MOST_FOREIGN_BYTES = 2_000_000  # of another site's that is kept
MEDIA_BYTES = 1_000_000  # of one piece of a film or sound: enough for its length and size
MEDIA_PIECES = 4  # what a player asks for beyond that is refused
MOST_WRITTEN_OUT = 500_000  # bytes of a body that is kept as DevTools want it, for later pages
ANSWER_SECONDS = 3.0  # for a word from a browser that has just done with a page
WAIT_SECONDS = 10.0  # for another browser that asks for the same
KINDS = {"Stylesheet": "style", "Script": "script", "Document": "frame"}  # what verdicts depend on
WITHOUT_BODY = (204, 205, 304)
OPEN_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


class Airlock:
    """Decides about the requests of one browser, on a thread of its own, until closed."""

    def __init__(
        self,
        address: str,
        window: str,
        rules: Rules,
        shelf: Shelf,
        on_break: Callable[[], None],
    ) -> None:
        """Stand between a browser and the network. Raises OSError when that cannot be."""
        self._window, self._rules, self._shelf = window, rules, shelf
        self._visit: Visit | None = None
        self._requests: dict[str, Request] = {}
        self._own_cache = OwnCache()
        self._others: set[str] = set()  # windows that a page opened
        self._line = DevTools(
            address, on_event=self._on_event, on_tick=self._on_tick, on_break=on_break
        )
        self._bodies = Bodies(self._line, self._body_is_there, self._refuse, self._drop)
        try:
            self._line.ask("Target.setDiscoverTargets", discover=True, filter=[{"type": "page"}])
            self._line.ask("Fetch.enable", patterns=[{"urlPattern": "http*"}])
        except OSError:
            self._line.close()
            raise
        self._line.start()

    @contextmanager
    def let_through(self, visit: Visit) -> Iterator[None]:
        """Let one page's requests through, by the rules; between visits there are none."""
        self._visit = visit
        try:
            yield
        finally:
            self._visit = None
            visit.is_over = True
            self._line.call(self._forget)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the page that is shown while it is tried out: it loads assets, and nothing else."""
        visit = self._visit
        if visit is not None:
            visit.is_held = True
        try:
            yield
        finally:
            if visit is not None:
                visit.is_held = False

    def is_led_away(self) -> bool:
        """Whether the page that is shown wanted to be left for another."""
        visit = self._visit
        return visit is not None and bool(visit.led_to)

    def is_filling(self) -> bool:
        """Whether something that may change the page is on its way to it, or to its frames."""
        visit = self._visit
        return any(
            request.visit is visit and request.kind in FILLING_KINDS and not request.is_page
            for request in list(self._requests.values())
        )

    def is_whole(self) -> bool:
        """Whether the browser answers on this line: if so, nothing has passed unseen until now."""
        answered = threading.Event()
        line, until = self._line, time.monotonic() + ANSWER_SECONDS
        line.call(lambda: line.send("Browser.getVersion", lambda *_: answered.set()))
        while not answered.wait(0.1):
            if not line.is_alive() or time.monotonic() > until:
                return False
        return True

    def leave(self) -> None:
        """Expect the browser to end: that it hangs up is no fault any more."""
        self._line.is_wanted = False

    def close(self) -> None:
        """End with the browser; what others wait for, they ask for themselves."""
        self._line.close()
        for request in list(self._requests.values()):
            self._let_go(request)

    # --- events, all on the thread

    def _on_event(self, method: str, event: dict[str, Any]) -> None:
        if method == "Fetch.requestPaused":
            if "responseStatusCode" in event or "responseErrorReason" in event:
                self._on_answer(event)
            else:
                self._on_request(event)
        elif method == "Target.targetCreated":
            target = event["targetInfo"]["targetId"]
            if target != self._window:
                self._others.add(target)
        elif method == "Target.targetDestroyed":
            self._others.discard(event["targetId"])

    def _on_tick(self) -> None:
        """Send for themselves those who waited long enough for another browser."""
        now = time.monotonic()
        for request in [each for each in self._requests.values() if 0 < each.until < now]:
            request.until = 0
            self._to_network(request)

    def _on_request(self, event: dict[str, Any]) -> None:
        asked, visit = event["request"], self._visit
        if visit is None:
            self._fail(event["requestId"], "BlockedByClient")
            return
        for before in (event.get("redirectedRequestId", ""), event["requestId"]):
            if before in self._requests:
                self._give(self._requests[before])
        request = Request(
            id=event["requestId"],
            visit=visit,
            url=asked["url"],
            method=asked["method"],
            kind=event.get("resourceType", ""),
            headers={name.lower(): value for name, value in asked["headers"].items()},
        )
        request.is_of_window = event.get("frameId") == self._window
        request.is_page = request.kind == "Document" and request.is_of_window
        self._requests[request.id] = request
        if why := self._why_refused(request, event.get("frameId", "")):
            self._refuse(request, why)
        elif request.is_page:
            self._show_page(request)
        elif request.kind == "Media":
            self._to_player(request)
        else:
            self._expect(request)
            self._from_shelf(request)

    def _why_refused(self, request: Request, frame: str) -> str:
        visit = request.visit
        if request.method not in ("GET", "HEAD"):
            return "it would send something"
        if visit.is_held and request.kind not in HELD_KINDS:
            return "the page was only tried out"
        if request.is_page and visit.asked and request.url != visit.asked:
            visit.led_to = visit.led_to or request.url
            return "another page"
        if request.is_page and visit.answer is not None:
            return ""
        if frame in self._others:
            return "another window"
        return why_not_needed(request) or self._rules.why_refused(request.url)

    def _on_answer(self, event: dict[str, Any]) -> None:
        request = self._requests.get(event["requestId"])
        if request is None or request.visit.is_over:
            self._fail(event["requestId"], "Aborted")
            return
        if "responseErrorReason" in event:
            self._pass_on(request)
            return
        told = tuple((each["name"], each["value"]) for each in event.get("responseHeaders", []))
        request.status, request.told = event["responseStatusCode"], told
        if target := redirect_of(request.url, request.status, told):
            self._redirected(request, target)
        elif request.is_page:
            request.visit.bytes += length_told(told)
            self._pass_on(request)
        elif request.status == 304 and request.stale is not None:  # noqa: PLR2004
            entry = self._shelf.confirm(request.stale, request.visit.run, handed_on(told))
            self._show_entry(request, entry)
        elif request.status in WITHOUT_BODY or request.method == "HEAD":
            self._pass_on(request)
        elif request.kind != "Media" and length_told(told) > MOST_BYTES:
            self._refuse(request, "too big")
        else:
            self._bodies.take(request)

    # --- on the way out

    def _show_page(self, request: Request) -> None:
        """Show the page that was asked for, from what the crawler got, as often as it reloads."""
        visit = request.visit
        visit.asked = request.url
        visit.shown += 1
        if visit.answer is None:
            self._to_network(request)
            return
        answer = visit.answer
        self._fulfil(request, answer.status, handed_on(answer.headers), answer.body)

    def _expect(self, request: Request) -> None:
        """Note that the page uses an asset of its own site, whatever comes of it."""
        kind = KINDS.get(request.kind)
        if kind and self._rules.is_own(request.url):
            request.visit.loaded.setdefault((request.url, kind), "")

    def _from_shelf(self, request: Request) -> None:
        request.is_shelvable = request.method == "GET" and "range" not in request.headers
        if not request.is_shelvable:
            self._to_network(request)
            return
        entry = self._shelf.fresh(request.url, request.visit.run)
        if entry is not None:
            if self._own_cache.has(request):
                self._pass_on(request)
            else:
                self._show_entry(request, entry)
            return
        line, again = self._line, self._again

        def when_done() -> None:
            line.call(lambda: again(request))

        request.is_claimed = self._shelf.claim(request.url, when_done)
        if request.is_claimed:
            request.stale = self._stale(request)
            self._to_network(request)
        else:
            request.until = time.monotonic() + WAIT_SECONDS

    def _again(self, request: Request) -> None:
        """Go on with a request that waited for another's."""
        if not request.until or request.is_dropped:
            return  # it has gone its own way, or is wanted no more
        request.until = 0
        entry = self._shelf.fresh(request.url, request.visit.run)
        if entry is not None:
            self._show_entry(request, entry)
        else:
            self._to_network(request)

    def _stale(self, request: Request) -> Entry | None:
        """Return what an earlier night got, if we may ask whether it still holds.

        Across origins the question would need another one first, a preflight.
        """
        page, own = urlsplit(request.visit.asked), urlsplit(request.url)
        if (page.scheme, page.netloc) != (own.scheme, own.netloc):
            return None
        entry = self._shelf.get(request.url)
        return entry if entry is not None and entry.conditions() else None

    def _to_network(self, request: Request, **changed: str) -> None:
        conditions = dict(request.stale.conditions()) if request.stale else {}
        parameters: dict[str, Any] = {"requestId": request.id, "interceptResponse": True}
        if changed := {**conditions, **changed}:
            headers = {**request.headers, **{name.lower(): to for name, to in changed.items()}}
            parameters["headers"] = [{"name": name, "value": to} for name, to in headers.items()]
        request.visit.requests += 1
        self._line.send("Fetch.continueRequest", self._or_drop(request), **parameters)

    def _to_player(self, request: Request) -> None:
        """Ask for no more of a film or sound than its player needs to know what it is."""
        visit = request.visit
        visit.media[request.url] += 1
        if visit.media[request.url] > MEDIA_PIECES:
            self._refuse(request, "more of a film or sound")
            return
        request.most_bytes = MEDIA_BYTES
        wanted = OPEN_RANGE.fullmatch(request.headers.get("range", ""))
        start = int(wanted[1]) if wanted else 0
        self._to_network(request, Range=f"bytes={start}-{start + MEDIA_BYTES - 1}")

    # --- with an answer

    def _redirected(self, request: Request, target: str) -> None:
        """Let a redirect take its way: what it leads to stops here again."""
        visit = request.visit
        if request.is_page and target.partition("#")[0] != request.url:
            visit.led_to = visit.led_to or target
            self._refuse(request, "another page")
            return
        self._note(request, redirect_hash(target))
        self._keep(request, b"")
        self._pass_on(request)

    def _body_is_there(self, request: Request, *, is_whole: bool) -> None:
        body = b"".join(request.chunks)
        visit, told = request.visit, request.told
        is_packed = bool(header_of(told, "content-encoding"))
        visit.bytes += (length_told(told) if is_packed else 0) or len(body)
        if request.kind == "Media":
            ranged = (
                [("Content-Range", value)] if (value := header_of(told, "content-range")) else []
            )
            self._fulfil(request, request.status, (*handed_on(told), *ranged), body)
        elif not is_whole:
            self._refuse(request, "too big")
        else:
            kind = KINDS.get(request.kind, "")
            self._note(request, content_hash(request.status, body, kind))
            self._keep(request, body)
            self._fulfil(request, request.status, handed_on(told), body)

    def _keep(self, request: Request, body: bytes) -> None:
        """Put an answer on the shelf, if it may stand there."""
        if request.is_shelvable and self._is_keepable(request, body):
            told = handed_on(request.told)
            self._shelf.put(request.url, request.visit.run, request.status, told, body)
            request.is_claimed = False
            self._own_cache.note(request)
        self._let_go(request)

    def _is_keepable(self, request: Request, body: bytes) -> bool:
        if self._rules.is_own(request.url):
            return True
        return len(body) <= MOST_FOREIGN_BYTES and is_for_everybody(request.told)

    # --- decisions

    def _show_entry(self, request: Request, entry: Entry) -> None:
        self._let_go(request)
        if target := redirect_of(entry.url, entry.status, entry.headers):
            self._note(request, redirect_hash(target))
        else:
            kind = KINDS.get(request.kind, "")
            self._note(request, content_hash(entry.status, entry.body, kind, entry.sha256))
        self._fulfil(request, entry.status, entry.headers, entry.body)

    def _note(self, request: Request, sha256: str) -> None:
        key = (request.url, KINDS.get(request.kind, ""))
        if key in request.visit.loaded:
            request.visit.loaded[key] = sha256

    def _fulfil(self, request: Request, status: int, headers: Headers, body: bytes) -> None:
        # The browser's memory would hide from us that a later page uses the same; but for pictures
        # and fonts we need not know.
        memory = "max-age=86400" if request.kind in PLAIN_KINDS else "no-store"
        is_shared = not request.is_page and len(body) < MOST_WRITTEN_OUT
        written = _kept_in_json if is_shared else _in_json
        self._line.send_text(
            "Fetch.fulfillRequest",
            self._or_drop(request, instead="Failed"),
            requestId=request.id,
            rest=written(status, headers, body, memory),
        )
        self._give(request)

    def _pass_on(self, request: Request) -> None:
        """Let the browser have the answer as it came."""
        self._line.send("Fetch.continueRequest", requestId=request.id)
        self._drop(request)

    def _refuse(self, request: Request, why: str) -> None:
        request.visit.refused[why] += 1
        log.debug("refused %s: %s", why, request.url[:200])
        # What is tried out stays where it is, and shows no page of errors instead.
        stays = request.is_page or (request.visit.is_held and request.kind == "Document")
        self._fail(request.id, "Aborted" if stays else "BlockedByClient")
        self._drop(request)

    def _fail(self, request_id: str, reason: str) -> None:
        self._line.send("Fetch.failRequest", requestId=request_id, errorReason=reason)

    def _or_drop(
        self, request: Request, *, instead: str = ""
    ) -> Callable[[dict[str, Any], str], None]:
        """Return what to do when the browser does not take a decision: it has moved on, mostly."""

        def reply(_: dict[str, Any], wrong: str) -> None:
            if wrong:
                if instead:
                    self._fail(request.id, instead)
                self._drop(request)

        return reply

    # --- leaving

    def _forget(self) -> None:
        """Drop what visits that are over have left; the browser itself has cancelled most."""
        for request in [each for each in self._requests.values() if each.visit.is_over]:
            if request.until:
                self._fail(request.id, "Aborted")
            self._drop(request)

    def _give(self, request: Request) -> None:
        self._requests.pop(request.id, None)
        request.is_dropped = True

    def _drop(self, request: Request) -> None:
        """Have nothing to do with a request any more."""
        self._give(request)
        self._bodies.leave(request)
        self._let_go(request)

    def _let_go(self, request: Request) -> None:
        if request.is_claimed:
            request.is_claimed = False
            self._shelf.let_go(request.url)


def _in_json(status: int, headers: Headers, body: bytes, memory: str) -> str:
    """Return an answer in the words of DevTools, as parameters written out."""
    shown = [*(each for each in headers if each[0].lower() != "cache-control")]
    shown.append(("Cache-Control", memory))
    told = json.dumps([{"name": name, "value": value} for name, value in shown])
    encoded = base64.b64encode(body).decode("ascii")
    return f'"responseCode": {status}, "responseHeaders": {told}, "body": "{encoded}"'


_kept_in_json = lru_cache(maxsize=64)(_in_json)  # the pages of a site share styles and scripts
