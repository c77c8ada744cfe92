"""Pages looked at on other machines: workers of a Dask scheduler, each with warm browsers."""

import contextlib
import logging
import socket
import threading
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psutil

from crawler import VERSION
from crawler.browser import BrowserSettings, Look
from crawler.browser_process import memory_of
from crawler.executor import ExecutorError
from crawler.guard import address_in, is_private
from crawler.looking import Job, Judged

if TYPE_CHECKING:
    from distributed import Security

    from crawler.shelf import Shelf

log = logging.getLogger("dropkerb")

SCHEMES = ("tcp", "tls")
CONNECT_SECONDS = 10.0  # until a scheduler has answered
CLOSE_SECONDS = 3.0  # until the connection has ended in good order
WATCH_SECONDS = 1.0  # between two looks at who is there
RESOURCE = "dropkerb"  # the first word of what a worker of ours offers
MISSING = (
    "The cluster part of Dropkerb is not installed; install it with: "
    "pip install 'dropkerb[cluster]'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tls:
    """The files with which a machine of the cluster shows who it is, in PEM form."""

    ca: str = ""
    cert: str = ""
    key: str = ""

    def security(self) -> "Security":
        """Return what Dask wants to know; the same certificate serves every role.

        Raises ExecutorError when a file is missing or cannot be read.
        """
        from distributed import Security

        for name, path in (("CA", self.ca), ("CERT", self.cert), ("KEY", self.key)):
            if not path:
                raise ExecutorError(
                    f"A tls:// address needs DROPKERB_TLS_CA, DROPKERB_TLS_CERT and "
                    f"DROPKERB_TLS_KEY, but DROPKERB_TLS_{name} is not set."
                )
            try:
                with Path(path).open("rb"):
                    pass
            except OSError as error:
                raise ExecutorError(
                    f"DROPKERB_TLS_{name} names {path}, which cannot be read: {error.strerror}."
                ) from error
        return Security(
            require_encryption=True,
            tls_ca_file=self.ca,
            **{
                f"tls_{role}_{part}": path
                for role in ("client", "worker")
                for part, path in (("cert", self.cert), ("key", self.key))
            },
        )


def security_for(address: str, tls: Tls) -> "Security":
    """Return how to talk to a scheduler's address, and complain about one that is not safe.

    Raises ExecutorError when Dask is not installed, the address is none, or it is on the
    internet and without TLS: whoever can reach a scheduler can run programs on its workers.
    """
    try:
        from distributed import Security
    except ImportError as error:
        raise ExecutorError(MISSING) from error
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = None
    if parts.scheme not in SCHEMES or not parts.hostname or not port:
        raise ExecutorError(
            f"{address!r} is no address of a Dask scheduler; it looks like "
            "tls://scheduler.example:8786, or tcp://127.0.0.1:8786 on one machine."
        )
    if parts.scheme == "tls":
        return tls.security()
    where = whereabouts(parts.hostname)
    if where == "internet":
        raise ExecutorError(
            f"{address} is on the internet and without TLS, so that anybody could run programs "
            "on the workers; use tls://, see docs/scale.md."
        )
    if where == "private network":
        log.warning(
            "%s is without TLS: everybody on that network can run programs on the workers; "
            "docs/scale.md says how to use tls:// instead.",
            address,
        )
    return Security()


def whereabouts(host: str) -> str:
    """Return where a host is: "this machine", "private network" or "internet"."""
    address = address_in(host)
    try:
        found = (
            [address]
            if address is not None
            else [address_in(str(each[4][0])) for each in socket.getaddrinfo(host, None)]
        )
    except OSError as error:
        raise ExecutorError(f"The host name of the scheduler, {host}, leads nowhere.") from error
    if all(each is not None and each.is_loopback for each in found):
        return "this machine"
    if all(each is not None and is_private(each) for each in found):
        return "private network"
    return "internet"


@dataclass(slots=True)
class Workers:
    """Who was there when we last looked."""

    places: int = 0
    last_seen: float = field(default_factory=time.monotonic)  # when there last was a place
    answers: bool = True  # whether the scheduler answered


def offer(versions: Mapping[str, str]) -> str:
    """Return what a worker says it has; work goes only where the same Dropkerb and engines are."""
    return f"{RESOURCE} {VERSION}, axe {versions['axe']}, ibm {versions['ibm']}"


class ClusterExecutor:
    """Hands jobs to the workers of a Dask scheduler, and watches that there still are some.

    A worker that dies takes nothing with it: the scheduler gives its jobs to another, and each
    job's future is fulfilled once.
    """

    def __init__(
        self, address: str, *, tls: Tls, browser: BrowserSettings, patience: float
    ) -> None:
        """Connect, and make sure that there is a worker that fits.

        Raises ExecutorError with one sentence when there is no scheduler or no such worker.
        """
        security = security_for(address, tls)
        from distributed import Client

        self.address = address
        self.problem = ""
        self.replacements: list[str] = []
        self.peak_memory_bytes = memory_of([psutil.Process()])
        self.shelf: Shelf | None = None  # each worker has its own
        self._browser = browser
        self._patience = patience
        self._sent: dict[Future[Judged], Future[Any]] = {}  # by what was promised for them
        self._lock = threading.Lock()
        self._is_closed = threading.Event()
        try:
            self._client = Client(
                address,
                security=security,
                timeout=CONNECT_SECONDS,
                set_as_default=False,
                name="dropkerb",
            )
        except (OSError, ValueError) as error:
            raise ExecutorError(
                f"No scheduler answers us at {address}; start it with `dask scheduler`, and give "
                "it and us certificates of the same authority, or neither: see docs/scale.md."
            ) from error
        try:
            self.versions = self._meet()
        except BaseException:
            self._client.close(timeout=CONNECT_SECONDS)
            raise
        self._executor = self._client.get_executor(pure=False, resources={offer(self.versions): 1})
        self._watch = threading.Thread(target=self._watch_on, name="cluster watch", daemon=True)
        self._watch.start()

    def _meet(self) -> dict[str, str]:
        """Return the versions of engines and Chromium on the workers, once there is one."""
        until = time.monotonic() + self._patience
        if not self._offers():
            log.warning("Waiting for a worker; start one with: dropkerb worker %s", self.address)
        while not (offers := self._offers()):
            if time.monotonic() > until:
                raise ExecutorError(
                    f"The scheduler at {self.address} has no worker of Dropkerb; start one with: "
                    f"dropkerb worker {self.address}"
                )
            time.sleep(WATCH_SECONDS / 2)
        ours = [name for name in offers if name.startswith(f"{RESOURCE} {VERSION}, ")]
        if len(offers) > 1 or not ours:
            there = "; ".join(sorted(name.removeprefix(f"{RESOURCE} ") for name in offers))
            raise ExecutorError(
                f"This is Dropkerb {VERSION}, but the workers at {self.address} have {there}; "
                "install the same versions of Dropkerb, axe-core and IBM's engine on all machines."
            )
        self._workers = Workers(places=offers[ours[0]])
        engines = dict(each.split(" ") for each in ours[0].split(", ")[1:])
        return {**engines, "chromium": self._chromium()}

    def _identity(self) -> Mapping[str, Any]:
        client = self._client
        assert client.scheduler is not None
        found: Mapping[str, Any] = client.sync(
            client.scheduler.identity, n_workers=-1, callback_timeout=CONNECT_SECONDS
        )
        return found

    def _offers(self) -> Counter[str]:
        """Return how many browsers there are of each kind of worker of ours."""
        found: Counter[str] = Counter()
        for worker in self._identity()["workers"].values():
            for name, number in worker["resources"].items():
                if name.startswith(f"{RESOURCE} "):
                    found[name] += int(number)
        return found

    def _chromium(self) -> str:
        """Return the Chromium that the workers have; several where they differ."""
        from crawler.cluster_worker import chromium_of_worker

        addresses = [
            address
            for address, worker in self._identity()["workers"].items()
            if any(name.startswith(f"{RESOURCE} ") for name in worker["resources"])
        ]
        found = self._client.run(chromium_of_worker, workers=addresses, on_error="ignore")
        return ", ".join(sorted(set(found.values())))

    @property
    def places(self) -> int:
        """How many browsers the workers have at the moment; 1 when there are none, to wait on."""
        return max(1, self._workers.places)

    def submit(self, job: Job) -> "Future[Judged]":
        """Have a page looked at and judged by some worker."""
        from crawler.cluster_worker import look_on_worker

        promised: Future[Judged] = Future()
        with self._lock:
            if self.problem or self._is_closed.is_set():
                promised.set_exception(ExecutorError(self.problem or "The run was stopped."))
                return promised
            sent = self._executor.submit(look_on_worker, job, self._browser)
            self._sent[promised] = sent
        promised.add_done_callback(self._settled)

        def arrived(done: "Future[Any]") -> None:
            with contextlib.suppress(InvalidStateError):  # nobody waits for it any more
                self._arrived(job, done, promised)

        sent.add_done_callback(arrived)
        return promised

    def _settled(self, promised: "Future[Judged]") -> None:
        """Forget what was sent, so that the workers may; call it back where nobody waits for it."""
        with self._lock:
            sent = self._sent.pop(promised, None)
        if sent is not None and promised.cancelled():
            sent.cancel()

    def _arrived(self, job: Job, sent: "Future[Any]", promised: "Future[Judged]") -> None:
        """Pass on what a worker sent, or what became of it."""
        from distributed import KilledWorker

        if promised.done():
            return
        if sent.cancelled():  # by us, or because the scheduler is gone
            self._give_up(f"The scheduler at {self.address} is gone")
            promised.set_exception(ExecutorError(self.problem))
        elif (error := sent.exception()) is None:
            judged, replacements = sent.result()
            self.replacements += replacements
            promised.set_result(judged)
        elif isinstance(error, KilledWorker):
            log.warning("%s: %s", job.url, error)
            why = "Every worker that looked at it ended in the middle of it."
            promised.set_result(Judged(url=job.url, look=Look(state="error", reason=why)))
        else:
            promised.set_exception(error)

    def _watch_on(self) -> None:
        """Look now and then who is there; give up when nobody was for too long."""
        while not self._is_closed.wait(WATCH_SECONDS) and not self.problem:
            workers = self._workers
            try:
                places = self._offers()[offer(self.versions)]
            except (OSError, TimeoutError, RuntimeError, AttributeError):
                places = workers.places = 0
                workers.answers = False
            else:
                workers.places, workers.answers = places, True
            now = time.monotonic()
            if places:
                workers.last_seen = now
            elif now - workers.last_seen > self._patience:
                who = (
                    f"No worker is left at {self.address}"
                    if workers.answers
                    else f"The scheduler at {self.address} does not answer"
                )
                self._give_up(f"{who}, and none came within {self._patience:g} seconds")
            self.peak_memory_bytes = max(self.peak_memory_bytes, memory_of([psutil.Process()]))

    def _give_up(self, problem: str) -> None:
        with self._lock:
            self.problem = self.problem or problem
            under_way = list(self._sent.values())
        for future in under_way:
            future.cancel()

    def close(self) -> None:
        """Let go of the cluster; its browsers stay warm for the next."""
        if self._is_closed.is_set():
            return
        self._is_closed.set()
        self._give_up("The run was stopped")
        self._client.close(timeout=CLOSE_SECONDS)
