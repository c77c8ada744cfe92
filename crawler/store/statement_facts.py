"""What the record knows around a statement: links to it, drift, hosts, its own faults."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from audits.derive.hosts import registrable
from audits.profiles import Profile
from audits.statement.choosing import Choice, Known
from audits.statement.judging import Criterion, Earlier, OtherHost, Surroundings
from audits.statement.parts import Statement
from audits.statement.wording import plain
from crawler.addresses import AddressError, canonical

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

MOST_LACKING = 5
MOST_HOSTS = 200
RUNS_TO_TELL = 3
NOT_OURS = ("gov.uk", "nhs.uk", "police.uk", "parliament.uk")
GONE = "('missing', 'redirect', 'document')"


@dataclass(frozen=True, slots=True)
class StatementSite:
    """What the record says of the site, read once."""

    title: str
    host: str
    home: str
    home_id: int | None
    ends: Mapping[str, str]  # own addresses that redirect, and where they end


@dataclass(frozen=True, slots=True)
class SeenHost:
    """Another host, and the pages that lead there."""

    host: OtherHost
    supplier: str
    pages: int
    example: str


def hosts_of(
    db: "Database", run: "Run", site: StatementSite, statement: Statement
) -> dict[str, SeenHost]:
    """Return other hosts of the same owner, and hand-offs of tasks, by host."""
    own = registrable(site.home)
    said = plain(" ".join((statement.text(), *(link.url for link in statement.links))))
    found: dict[str, SeenHost] = {}
    rows = db.execute(
        """SELECT t.url, count(DISTINCT l.page_id), min(p.url) FROM targets t
           CROSS JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL AND l.rel = 'link'
           JOIN pages p ON p.id = l.page_id
           WHERE t.site_id = ? AND t.kind = 'external' GROUP BY t.id""",
        [run.site_id],
    )
    for url, pages, example in rows:
        host = urlsplit(url).netloc.lower()
        if registrable(url) == own and host != site.host and len(found) < MOST_HOSTS:
            before = found[host].pages if host in found else 0
            named = host.removeprefix("www.") in said
            found[host] = SeenHost(OtherHost(host, "own", named), "", max(pages, before), example)
    rows = db.execute(
        """SELECT t.end_url, t.end_supplier, p.url FROM tasks t JOIN pages p ON p.id = t.page_id
           WHERE t.run_id = ? AND t.state = 'found' AND t.end_kind IN ('hand-off', 'payment')
           AND t.end_url <> '' ORDER BY t.task_id""",
        [run.id],
    )
    for url, supplier, example in rows:
        host = urlsplit(url).netloc.lower()
        is_public = any(host == each or host.endswith(f".{each}") for each in NOT_OURS)
        is_own = registrable(url) == own
        if not host or host in found or is_own or (is_public and not supplier):
            continue
        names = (host.removeprefix("www."), registrable(url), supplier.lower())
        named = any(name and name in said for name in names)
        found[host] = SeenHost(OtherHost(host, "hand-off", named), supplier, 1, example)
    return found


def surroundings(
    db: "Database",
    run: "Run",
    site: StatementSite,
    choice: Choice,
    known: Known,
    statement: Statement,
    profile: Profile,
    hosts: Mapping[str, SeenHost],
    *,
    is_whole: bool,
) -> Surroundings:
    """Return what the checks ask for besides the text; the drift is that of the view."""
    page_id = _page_id(db, run, choice.url)
    linking, lacking, on_home = _linking(db, run, site, choice, known)
    drift = db.execute(
        """SELECT drift, criterion, title, pages, quote FROM statement_drift WHERE site_id = ?
           ORDER BY pages DESC, requirement_id""",
        [run.site_id],
    ).fetchall()
    broken, unchecked = _links_of(db, run, statement)
    earlier = db.execute(
        """SELECT content_hash, reviewed_on FROM statements WHERE site_id = ? AND role = 'main'
           AND kind = 'statement' AND ended_run_id IS NOT NULL ORDER BY id DESC LIMIT 1""",
        [run.site_id],
    ).fetchone()
    page = known.pages.get(choice.url)
    return Surroundings(
        today=day_of(db, run),
        host=site.host,
        site_title=site.title if site.title != site.host else "",
        kind=choice.kind,
        found_by=choice.found_by,
        is_whole=is_whole,
        page_title=page.title if page else "",
        failing=_failing(db, run),
        criteria=len(profile.requirements),
        not_named=_criteria(drift, "not in the statement"),
        no_longer=_criteria(drift, "no longer found"),
        has_three_runs=_has_three_runs(db, run),
        is_linked_home=on_home,
        pages=known.all_pages,
        linking_pages=linking,
        lacking=lacking,
        hosts=tuple(each.host for each in hosts.values()),
        broken=broken,
        unchecked=unchecked,
        own_failures=_own_failures(db, run, page_id),
        earlier=Earlier(earlier[0], _from_iso(earlier[1])) if earlier else None,
        others=choice.others,
        welsh=_welsh(choice, known),
        reading_grade=_grade(db, page_id),
        documents=_documents(db, run),
    )


def _criteria(drift: Iterable[Any], kind: str) -> tuple[Criterion, ...]:
    return tuple(Criterion(*rest) for each, *rest in drift if each == kind)


def _from_iso(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _page_id(db: "Database", run: "Run", url: str) -> int | None:
    row = db.execute(
        "SELECT id FROM pages WHERE site_id = ? AND url = ?", [run.site_id, url]
    ).fetchone()
    return row[0] if row else None


def _linking(
    db: "Database", run: "Run", site: StatementSite, choice: Choice, known: Known
) -> tuple[int, tuple[str, ...], bool | None]:
    """Return how many pages link to the statement, some that do not, and whether the home does.

    The statement's own page counts as one that does; so do links to its Welsh version.
    """
    if not choice.url:
        return 0, (), None
    ends = {choice.url, choice.translation} - {""}
    wanted = ends | {url for url, end in site.ends.items() if end in ends}
    rows = db.execute(
        f"""SELECT p.id, p.url FROM pages p WHERE p.site_id = :site
            AND p.audited_run_id IS NOT NULL AND p.kind NOT IN {GONE}
            AND p.id NOT IN (SELECT l.page_id FROM targets t
                CROSS JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
                WHERE t.site_id = :site AND t.url IN (SELECT value FROM json_each(:urls)))
            AND p.url NOT IN (SELECT value FROM json_each(:urls))
            ORDER BY p.click_depth IS NULL, p.click_depth, p.url""",  # noqa: S608
        {"site": run.site_id, "urls": json.dumps(sorted(wanted))},
    ).fetchall()
    without = {page_id for page_id, _ in rows}
    on_home = None if site.home_id is None else site.home_id not in without
    lacking = tuple(url for _, url in rows[:MOST_LACKING])
    return known.all_pages - len(rows), lacking, on_home


def _links_of(
    db: "Database", run: "Run", statement: Statement
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the links of a statement that are broken, and those that nobody asked for."""
    urls: dict[str, list[str]] = {}
    for link in statement.links:
        if link.url.startswith(("http://", "https://")):
            try:
                urls.setdefault(canonical(link.url), []).append(link.url)
            except AddressError:
                continue
    states = dict(
        db.execute(
            """SELECT url, state FROM targets WHERE site_id = ?
               AND url IN (SELECT value FROM json_each(?))""",
            [run.site_id, json.dumps(list(urls))],
        ).fetchall()
    )
    told: dict[str, list[str]] = {"broken": [], "not checked": []}
    for url, written in urls.items():
        if (state := states.get(url, "")) in told:
            told[state] += written
    return tuple(told["broken"]), tuple(told["not checked"])


def _failing(db: "Database", run: "Run") -> int:
    """Return how many criteria that the law asks for fail for sure."""
    row = db.execute(
        """SELECT count(DISTINCT ar.requirement_id) FROM sites s
           JOIN profile_requirements pr ON pr.profile_id = s.profile_id
           JOIN audit_requirements ar ON ar.requirement_id = pr.requirement_id
           CROSS JOIN causes c ON c.audit_id = ar.audit_id AND c.site_id = s.id
           WHERE s.id = ? AND EXISTS (SELECT 1 FROM findings f WHERE f.cause_id = c.id
               AND f.ended_run_id IS NULL AND f.status = 'failed'
               AND f.set_aside IN ('', 'accepted'))""",
        [run.site_id],
    ).fetchone()
    return int(row[0])


def _has_three_runs(db: "Database", run: "Run") -> bool:
    row = db.execute(
        "SELECT count(*) FROM runs WHERE site_id = ? AND status IN ('done', 'partial')",
        [run.site_id],
    ).fetchone()
    return bool(row[0] >= RUNS_TO_TELL)


def _own_failures(db: "Database", run: "Run", page_id: int | None) -> tuple[str, ...]:
    """Return what fails for sure on the page of the statement, of what the law asks for."""
    rows = db.execute(
        """SELECT DISTINCT a.failure_title FROM findings f JOIN causes c ON c.id = f.cause_id
           JOIN audits a ON a.id = c.audit_id JOIN audit_requirements ar ON ar.audit_id = a.id
           JOIN profile_requirements pr ON pr.requirement_id = ar.requirement_id
           WHERE f.page_id = ? AND f.ended_run_id IS NULL AND f.status = 'failed'
           AND f.set_aside IN ('', 'accepted')
           AND pr.profile_id = (SELECT profile_id FROM sites WHERE id = ?)
           ORDER BY a.failure_title""",
        [page_id, run.site_id],
    )
    return tuple(title for (title,) in rows)


def _welsh(choice: Choice, known: Known) -> tuple[str, date | None] | None:
    if not choice.translation:
        return None
    statement = known.pages[choice.translation].statement
    dated = statement.latest("reviewed") or statement.latest("prepared")
    return choice.translation, dated.date.day if dated else None


def _grade(db: "Database", page_id: int | None) -> float | None:
    row = db.execute(
        "SELECT flesch_kincaid FROM page_readability WHERE page_id = ?", [page_id]
    ).fetchone()
    return row[0] if row else None


def _documents(db: "Database", run: "Run") -> int:
    row = db.execute(
        "SELECT count(*) FROM pages WHERE site_id = ? AND kind = 'document'", [run.site_id]
    ).fetchone()
    return int(row[0])


def day_of(db: "Database", run: "Run") -> date:
    started = db.execute("SELECT started_at FROM runs WHERE id = ?", [run.id]).fetchone()[0]
    return date.fromisoformat(started[:10])
