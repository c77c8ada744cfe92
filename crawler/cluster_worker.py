"""A worker of the cluster: a process with warm browsers that takes jobs from a Dask scheduler."""

import asyncio
import logging
import signal
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from distributed import Nanny, Worker, WorkerPlugin, get_worker
from distributed.comm.addressing import get_local_address_for

from crawler.browser import BrowserError, BrowserPool, BrowserSettings, versions_of
from crawler.cluster import offer
from crawler.configuration import our_settings
from crawler.executor import ExecutorError
from crawler.looking import Job, Judged, look_and_judge, prepare_to_judge
from crawler.plan import browser_settings

if TYPE_CHECKING:
    from distributed import Security

log = logging.getLogger("dropkerb")

PLUGIN = "dropkerb browsers"
MOST_POOLS = 4  # kept warm; more only while all of them are at work
CLOSE_SECONDS = 20  # until browsers have ended when a worker is stopped


@dataclass(slots=True)
class _Kept:
    """A pool of browsers and how many jobs use it."""

    pool: BrowserPool
    users: int = 0
    told: int = 0  # replacements that a crawler was told of already


class Browsers(WorkerPlugin):
    """The browsers of a worker, warm from job to job and from run to run.

    A browser belongs to one site, whose own hosts it knows; the pools of the last few sites are
    kept. What pages load is asked for once a run by each worker, not by each page.
    """

    name = PLUGIN

    def __init__(self, places: int) -> None:
        self.places = places

    async def setup(self, worker: Worker) -> None:
        """Make sure that browsers start here. Raises BrowserError when they do not."""
        log.debug("making browsers ready for %s", worker)
        self._lock = threading.Lock()
        self._pools: dict[BrowserSettings, _Kept] = {}  # least recently used first
        self.here = browser_settings(our_settings())
        self.versions = await asyncio.to_thread(versions_of, self.here)
        prepare_to_judge()
        await asyncio.to_thread(lambda: BrowserPool(self.here, 1).close())

    async def teardown(self, worker: Worker) -> None:
        """End all browsers."""
        log.debug("ending the browsers of %s", worker)
        with self._lock:
            kept = list(self._pools.values())
            self._pools.clear()
        await asyncio.gather(*(asyncio.to_thread(each.pool.close) for each in kept))

    def look(self, job: Job, asked: BrowserSettings) -> tuple[Judged, list[str]]:
        """Do a job; return also why browsers were replaced since the last one."""
        paths = {
            name: getattr(self.here, name)
            for name in ("axe_path", "ibm_path", "binary", "driver", "shelf")
        }
        kept = self._pool(replace(asked, **paths))
        try:
            judged = look_and_judge(job, kept.pool)
        finally:
            with self._lock:
                kept.users -= 1
        with self._lock:
            replacements = kept.pool.replacements[kept.told :]
            kept.told += len(replacements)
        return judged, replacements

    def _pool(self, settings: BrowserSettings) -> _Kept:
        """Return the pool with these settings, started if there is none, with one user more."""
        with self._lock:
            kept = self._pools.pop(settings, None)
            if kept is None:
                self._make_room()
                kept = _Kept(BrowserPool(settings, self.places))
            self._pools[settings] = kept
            kept.users += 1
            return kept

    def _make_room(self) -> None:
        idle = [settings for settings, kept in self._pools.items() if not kept.users]
        for settings in idle[: max(0, len(self._pools) - MOST_POOLS + 1)]:
            self._pools.pop(settings).pool.close()


def look_on_worker(job: Job, asked: BrowserSettings) -> tuple[Judged, list[str]]:
    """Do a job with the browsers of the worker that this runs on."""
    return _browsers(get_worker()).look(job, asked)


def chromium_of_worker(dask_worker: Worker) -> str:
    """Return the version of Chromium on a worker; Dask fills the parameter of that name."""
    return _browsers(dask_worker).versions["chromium"]


def _browsers(worker: Worker) -> Browsers:
    found = worker.plugins[PLUGIN]
    assert isinstance(found, Browsers)
    return found


def run_worker(address: str, places: int, security: "Security") -> None:
    """Serve a scheduler until somebody asks to stop.

    Raises BrowserError when browsers cannot be had here, ExecutorError when the scheduler goes.
    """
    found = versions_of(browser_settings(our_settings()))
    asyncio.run(_serve(address, places, security, offer(found)))


async def _serve(address: str, places: int, security: "Security", offered: str) -> None:
    """Keep a worker process running, and start another when it dies."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    nanny = Nanny(
        address,
        nthreads=places,
        resources={offered: places},
        security=security,
        host=urlsplit(get_local_address_for(address)).hostname,  # reachable by nobody else
        dashboard=False,
        plugins=(Browsers(places),),
    )
    started = asyncio.ensure_future(_started(nanny))
    stopped = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({started, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if started.done():
            await started
            finished = asyncio.ensure_future(nanny.finished())
            await asyncio.wait({finished, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if not stop.is_set():
                raise ExecutorError(f"The scheduler at {address} is gone, so this worker ended.")
    finally:
        started.cancel()
        stopped.cancel()
        await nanny.close(timeout=CLOSE_SECONDS, reason="stopped")


async def _started(nanny: Nanny) -> None:
    try:
        await nanny
    except Exception as error:
        cause = error.__cause__ or error
        raise BrowserError(f"The worker could not start: {cause}") from error
