"""One run of one site: what the scheduler, the spider, the pipelines and the extensions share."""

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from audits.dead_ends import load_dead_ends
from audits.derive.soft_pages import SoftPage
from audits.manual_checks import load_manual_checks
from audits.profiles import load_profiles
from audits.regulator import load_regulator
from audits.requirements import REQUIREMENTS
from crawler import VERSION
from crawler.addresses import canonical
from crawler.browser import BrowserSettings, Look
from crawler.cluster import ClusterExecutor, Tls
from crawler.executor import LOCAL, Executor, LocalExecutor
from crawler.incremental import Incremental, versions_hash
from crawler.scope import Scope, Verdict
from crawler.sites import Site
from crawler.store.dead_ends import save_rules
from crawler.store.frontier import Entry, Frontier
from crawler.store.judgements import failures_so_far
from crawler.store.pages import redirect_on_record
from crawler.store.record import open_record
from crawler.store.regulator import save_manual_checks, save_regulator
from crawler.store.runs import Run, SiteRow, Versions, note, save_law, start_run
from crawler.store.turns import Turns

if TYPE_CHECKING:
    from sqlite_utils import Database

log = logging.getLogger("dropkerb")

ANSWER_SECONDS = 0.2  # that asking for an address takes at least
LAST_PAGES = 4  # pages of usual length that may be under way when time runs short
DOCUMENT_ENDINGS = (
    *(".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp"),
    *(".rtf", ".csv", ".zip", ".txt", ".json", ".xml", ".ics", ".kml", ".geojson"),
    *(".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".mp3", ".mp4", ".wav", ".epub"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run was asked to do."""

    site: Site
    record: Path
    browser: BrowserSettings
    browsers: int = 0  # on this machine; 0: one a core
    executor: str = LOCAL  # or the address of a Dask scheduler
    executor_seconds: float = 60  # until a run without workers ends
    tls: Tls = field(default_factory=Tls)
    is_full: bool = False
    until: str = ""  # time of day by which this start of the run is to be over, e.g. 05:00
    minutes: float = 0  # that are left until then; 0: no such limit
    full_look_days: int = 14  # a page that does not change is opened at least so often
    checks_links: bool = True
    external_per_host: int = 30

    def asked(self) -> dict[str, object]:
        """Return what was asked, as it is written to the record."""
        site = self.site
        return {
            "start_url": site.start_url,
            "include": list(site.include),
            "exclude": list(site.exclude),
            "extra_hosts": list(site.extra_hosts),
            "end_pages": list(site.end_pages),
            "max_pages": site.max_pages,
            "max_depth": site.max_depth,
            "max_minutes": site.max_minutes,
            "rate": site.rate,
            "full": self.is_full,
            "full_look_days": self.full_look_days,
            "browsers": self.pool_size,
            "executor": self.executor,
            "check_links": self.checks_links,
        }

    @property
    def pool_size(self) -> int:
        return self.browsers or os.cpu_count() or 1


@dataclass(slots=True)
class Counters:
    """What is counted while the run goes on; written with every page, so a kill loses nothing."""

    pages_audited: int = 0
    pages_unchanged: int = 0
    pages_carried: int = 0
    pages_error: int = 0
    links_checked: int = 0
    requests: int = 0
    bytes: int = 0
    browser_requests: int = 0
    browser_bytes: int = 0
    browser_refused: int = 0
    browsers_replaced: int = 0
    peak_memory_bytes: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Tally:
    """What the progress display shows besides the counters."""

    phase: str = "starting"
    failures: int = 0  # open on the pages judged so far
    links_to_check: int = 0
    links_done: int = 0
    crawled_until: float = 0.0  # when nothing was left to fetch, by the monotonic clock
    last_url: str = ""


@dataclass(eq=False)
class Night:
    """The open record, the frontier, the scope and the browsers of one run."""

    plan: Plan
    db: "Database"
    run: Run
    executor: Executor
    scope: Scope
    frontier: Frontier
    counters: Counters
    tally: Tally = field(default_factory=Tally)
    turn: threading.Lock = field(default_factory=threading.Lock)  # who writes away from the loop
    in_flight: set[str] = field(default_factory=set)
    in_sitemap: set[str] = field(default_factory=set)
    may_wait: dict[str, int] = field(default_factory=dict)  # pages, and their places in the queue
    has_sitemap: bool = False
    soft_pages: dict[str, SoftPage] | None = None  # not there, and don't say so; None: not known
    is_seeded: bool = False
    is_stopping: bool = False
    is_finished: bool = False
    is_interrupted: bool = False  # finished for now: the same command goes on with it
    stop_reason: str = ""  # why pages were left, when some were
    start_problem: str = ""  # why the start page could not be judged
    doubt: str = ""  # why nothing that was seen is believed
    record_problem: str = ""  # why nothing more could be written
    still_wanted: Callable[[], bool] = lambda: True  # False once somebody asked the run to stop
    started: float = field(default_factory=time.monotonic)
    seconds_before: float = 0.0
    audited_before: int = 0  # pages audited before this start, when a run is resumed
    replaced_before: int = 0  # browsers replaced before this start
    open_seconds: float = 0.0  # that opening a page took of late, with the wait for a browser

    @classmethod
    def open(cls, plan: Plan) -> "Night":
        """Open the record, start or resume the run, make the browsers ready.

        Raises RecordError, BrowserError or ExecutorError, each with one sentence for the person
        at the terminal.
        """
        db = open_record(plan.record)
        executor: Executor | None = None
        try:
            executor = open_executor(plan)
            save_law(db, load_profiles().values(), REQUIREMENTS.values())
            save_rules(db, load_dead_ends())
            save_regulator(db, load_regulator().issues)
            save_manual_checks(db, load_manual_checks().values())
            run = start_run(
                db,
                _site_row(plan.site),
                asked=plan.asked(),
                full=plan.is_full,
                versions=Versions(
                    dropkerb=VERSION,
                    axe=executor.versions["axe"],
                    ibm=executor.versions["ibm"],
                    browser=executor.versions["chromium"],
                ),
            )
        except BaseException:
            if executor is not None:
                executor.close()
            db.close()
            raise
        counters = _counters_so_far(db, run)
        scope = Scope(plan.site)
        _adopt_again(scope, db, run, canonical(plan.site.start_url))
        return cls(
            plan=plan,
            db=db,
            run=run,
            executor=executor,
            scope=scope,
            frontier=Frontier(db, run.id),
            counters=counters,
            tally=Tally(failures=failures_so_far(db, run)),
            seconds_before=counters.seconds,
            audited_before=counters.pages_audited,
            replaced_before=counters.browsers_replaced,
        )

    @property
    def site(self) -> Site:
        return self.plan.site

    @property
    def seconds(self) -> float:
        """Seconds this run has taken, over all its starts."""
        return self.seconds_before + time.monotonic() - self.started

    @cached_property
    def key(self) -> str:
        """What tells this run from every other, also of a record that was begun anew."""
        rows = self.db.query("SELECT started_at FROM runs WHERE id = ?", [self.run.id])
        return f"{self.run.id} {next(rows)['started_at']}"

    @cached_property
    def incremental(self) -> Incremental:
        """What this run remembers of the looks of earlier ones."""
        return Incremental(
            self.db,
            self.run,
            key=self.key,
            versions=versions_hash(self.executor.versions, self.plan.browser),
            days=self.plan.full_look_days,
            is_full=self.plan.is_full,
            shelf=self.executor.shelf,
        )

    @property
    def has_time_to_open(self) -> bool:
        """Whether a page that may wait can be opened, and all the others still be asked for."""
        site = self.site
        if self.seconds_left is None:
            return True
        an_answer = max(1 / site.rate if site.rate else 0, ANSWER_SECONDS)
        waiting = self.frontier.waiting() + len(self.in_flight)
        needed = waiting * an_answer + LAST_PAGES * self.open_seconds
        return self.seconds_left > needed

    @property
    def seconds_left(self) -> float | None:
        """Seconds of the time budget that are left; None where there is no limit."""
        left = []
        if self.site.max_minutes:  # over all starts of the run
            left.append(60 * self.site.max_minutes - self.seconds)
        if self.plan.minutes:  # of this start
            left.append(60 * self.plan.minutes - (time.monotonic() - self.started))
        return min(left, default=None)

    @property
    def most_in_flight(self) -> int:
        """Pages fetched and not yet stored: enough to keep each browser busy, and no more."""
        return 2 * self.executor.places

    @cached_property
    def turns(self) -> Turns:
        """What earlier runs tell about the order in which this one asks."""
        pinned = self.site.task_plan().pins.values()
        return Turns.read(self.db, self.run, (url for url in pinned if url))

    def admit(self, url: str, *, depth: int, source: str, changed: str = "") -> bool:
        """Put an own address on the frontier, if scope, depth and trap rules let it in.

        changed is the day on which it changed last, as its sitemap says.
        """
        if self.frontier.known(url):
            return False
        verdict = self.scope.judge(url)
        if verdict.kind != "page" or depth > self.site.max_depth:
            return False
        is_capped = verdict.cap is not None
        if self.is_used_up(verdict):
            return False
        rank = self.turns.rank(
            url,
            source,
            is_document=is_document_address(url),
            place=self.may_wait.get(url),
            changed=changed,
        )
        trap = verdict.rule if is_capped else ""
        return self.frontier.add(url, depth=depth, rank=rank, source=source, trap=trap)

    def is_used_up(self, verdict: Verdict) -> bool:
        """Whether the sample to which an address belongs is full."""
        return verdict.cap is not None and self.frontier.admitted(verdict.rule) >= verdict.cap

    def next_entry(self) -> Entry | None:
        """Hand out the next address, or None while there is enough under way."""
        if not self.is_seeded or self.has_spent_its_budget():
            return None
        if len(self.in_flight) >= self.most_in_flight:
            return None
        if self.counters.pages_audited + len(self.in_flight) >= self.site.max_pages:
            return None
        entry = self.frontier.take()
        if entry is not None:
            self.in_flight.add(entry.url)
        return entry

    def has_waiting(self) -> bool:
        """Whether more addresses will be handed out."""
        return not self.is_seeded or (
            not self.has_spent_its_budget() and self.frontier.waiting() > 0
        )

    def has_spent_its_budget(self) -> bool:
        """Whether pages, minutes or patience have run out; notes the reason once."""
        if self.is_stopping:
            return True
        site = self.site
        if self.counters.pages_audited >= site.max_pages and self.frontier.waiting() > 0:
            self.stop(f"the page budget of {site.max_pages} pages was used up")
        elif self.is_out_of_time():
            minutes, plan = site.max_minutes, self.plan
            if minutes and self.seconds > 60 * minutes:
                self.stop(f"the time budget of {minutes:g} minutes was used up")
            else:
                self.stop(f"the time until {plan.until} was used up")
        return self.is_stopping

    def is_out_of_time(self) -> bool:
        """Whether the time that the site gives a run is spent."""
        return self.seconds_left is not None and self.seconds_left < 0

    def stop(self, reason: str) -> None:
        """Hand out nothing more; what is under way ends in peace."""
        self.is_stopping = True
        self.stop_reason = self.stop_reason or reason

    def count_look(self, look: Look, seconds: float) -> None:
        """Add what a page made its browser ask for, and how long it took."""
        before = self.open_seconds or seconds
        self.open_seconds = 0.8 * before + 0.2 * seconds
        self.counters.browser_requests += look.requests
        self.counters.browser_bytes += look.bytes
        self.counters.browser_refused += look.refused

    def landed(self, url: str) -> None:
        """Note that an address is done with, stored or given up."""
        self.in_flight.discard(url)

    def note(self, kind: str, message: str, *, url: str = "", number: int | None = None) -> None:
        """Tell the reader of the report something about this run."""
        note(self.db, self.run, kind, message, url=url, number=number)

    def keep_counters(self) -> None:
        """Write the counters to the run's row, inside the caller's transaction."""
        self.counters.seconds = self.seconds
        self.counters.browsers_replaced = self.replaced_before + len(self.executor.replacements)
        self.counters.peak_memory_bytes = max(
            self.counters.peak_memory_bytes, self.executor.peak_memory_bytes
        )
        values = {name: getattr(self.counters, name) for name in Counters.__slots__}
        assignments = ", ".join(f"{name} = :{name}" for name in values)
        self.db.execute(
            f"UPDATE runs SET {assignments} WHERE id = :run",  # noqa: S608 (our own column names)
            {**values, "run": self.run.id},
        )

    def close(self) -> None:
        """Close browsers and record; safe to call twice."""
        self.executor.close()
        self.db.close()


def open_executor(plan: Plan) -> Executor:
    """Make ready whoever is to look at pages.

    Raises BrowserError or ExecutorError.
    """
    if plan.executor == LOCAL:
        return LocalExecutor(plan.browser, plan.pool_size)
    return ClusterExecutor(
        plan.executor, tls=plan.tls, browser=plan.browser, patience=plan.executor_seconds
    )


def is_document_address(url: str) -> bool:
    """Whether an address looks like a file rather than a page, judged by its ending."""
    path = url.partition("?")[0].lower()
    return path.endswith(DOCUMENT_ENDINGS)


def _site_row(site: Site) -> SiteRow:
    return SiteRow(
        name=site.name,
        title=site.title or site.name,
        start_url=site.start_url,
        profile=site.law_profile,
        tier=site.tier or "",
    )


def _adopt_again(scope: Scope, db: "Database", run: Run, start: str) -> None:
    """Let a resumed run take in the hosts to which its start page redirected before the stop."""
    url, seen = start, {start}
    while url := redirect_on_record(db, run, url):
        if url in seen or not scope.adopt_host(url):
            return
        seen.add(url)


def _counters_so_far(db: "Database", run: Run) -> Counters:
    columns = ", ".join(Counters.__slots__)
    row = next(
        db.query(f"SELECT {columns} FROM runs WHERE id = ?", [run.id])  # noqa: S608
    )
    return Counters(**row)
