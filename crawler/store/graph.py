"""The link graph of a run: what audits of scope "site" are given."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from audits.derive.site import SiteFrame, SiteLink, SitePage, Target, click_depths
from audits.tasks import TaskPlan
from crawler.store.dead_ends import dead_end_artefacts
from crawler.store.menus import menus_on_pages
from crawler.store.targets import WEB_KINDS
from crawler.store.tasks import tasks_of_run, walked
from crawler.store.words import words_on_pages

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

MOST_FRAMES = 20_000  # of a site that are compared with what they show
FLAWED = "(t.state IN ('broken', 'blocked to robots', 'unsure') OR t.hops >= 2)"


@dataclass(slots=True)
class Graph:
    """Links between pages, by the numbers of pages and targets."""

    edges: dict[int, Iterable[int]] = field(default_factory=dict)
    in_links: Counter[int] = field(default_factory=Counter)
    out_links: dict[int, int] = field(default_factory=dict)
    unchecked: dict[int, int] = field(default_factory=dict)


def site_artefacts(
    db: "Database", run: "Run", *, is_complete: bool = True, asked: TaskPlan | None = None
) -> dict[str, Any]:
    """Return the pages judged in this run, the home page, and the links that are not plainly fine.

    Also writes how deep each page lies, how many pages link to it, and the tasks. The ways there
    lead over pages that could not be judged tonight too, by their links on record; when the run is
    not complete, over all pages on record.
    """
    ends = _ends_of_redirects(db, run)
    home_url, home_id = _home(db, run, ends)
    judged = _judged(db, run)
    known = {*judged, *_not_seen(db, run, is_complete=is_complete)}
    graph = _graph(db, run, known, ends)
    depths = click_depths(home_id, graph.edges) if home_id in judged else {}
    _save_places(db, judged, depths, graph.in_links)
    menus = menus_on_pages(db, run)
    plan = replace(asked, is_whole=asked.is_whole and is_complete) if asked else TaskPlan()
    site = walked(db, run, (home_url, home_id), known, depths, ends, menus)
    tasks = tasks_of_run(db, run, site, plan)
    return {
        "home": home_url,
        "pages": {
            url: SitePage(
                url=url,
                title=title,
                language=language,
                in_sitemap=bool(in_sitemap),
                click_depth=depths.get(page_id),
                in_links=graph.in_links[page_id],
                out_links=graph.out_links.get(page_id, 0),
                unchecked_links=graph.unchecked.get(page_id, 0),
            )
            for page_id, (url, title, language, in_sitemap, *_) in judged.items()
        },
        "menus": menus,
        "words": words_on_pages(db, run),
        "tasks": tasks,
        **dead_end_artefacts(db, run, site, tasks, plan),
        "frames": _frames(db, run),
        "flawed_links": _flawed_links(db, run),
        "targets": _flawed_targets(db, run),
    }


def start_page(db: "Database", run: "Run") -> tuple[str, str, bool]:
    """Return the start page after its redirects, what stood in its way, and whether it was judged.

    The obstacle is a sentence, or "" when none is on record.
    """
    url, page_id = _home(db, run, _ends_of_redirects(db, run))
    row = db.execute(
        """SELECT p.audited_run_id IS ?, coalesce((SELECT v.reason FROM visits v
               WHERE v.page_id = p.id AND v.last_run_id = ?), '')
           FROM pages p WHERE p.id = ?""",
        [run.id, run.id, page_id],
    ).fetchone()
    return (url, "", False) if row is None else (url, row[1], bool(row[0]))


def _not_seen(db: "Database", run: "Run", *, is_complete: bool) -> set[int]:
    """Return pages that were judged before and not in this run, though they are not gone."""
    rows = db.execute(
        """SELECT id FROM pages WHERE site_id = :site AND audited_run_id IS NOT :run
           AND audited_run_id IS NOT NULL AND kind NOT IN ('missing', 'redirect', 'document')
           AND (last_run_id = :run OR NOT :is_complete)""",
        {"site": run.site_id, "run": run.id, "is_complete": is_complete},
    )
    return {page_id for (page_id,) in rows}


def _judged(db: "Database", run: "Run") -> dict[int, tuple[Any, ...]]:
    rows = db.execute(
        """SELECT id, url, title, language, in_sitemap, click_depth, in_links FROM pages
           WHERE site_id = ? AND audited_run_id = ? ORDER BY id""",
        [run.site_id, run.id],
    )
    return {page_id: tuple(values) for page_id, *values in rows}


def _ends_of_redirects(db: "Database", run: "Run") -> dict[int, int]:
    """Return, for each own address that redirects, the own page where that ends."""
    rows = db.execute(
        """SELECT v.page_id, p.id FROM visits v JOIN pages p
               ON p.site_id = ? AND p.url = v.redirect_to
           WHERE v.last_run_id = ? AND v.outcome = 'redirect'""",
        [run.site_id, run.id],
    )
    hops: dict[int, int] = {page: next_page for page, next_page in rows}  # noqa: C416 (typed pairs)
    ends = {}
    for page in hops:
        end, seen = page, {page}
        while end in hops and hops[end] not in seen:
            end = hops[end]
            seen.add(end)
        ends[page] = end
    return ends


def _home(db: "Database", run: "Run", ends: Mapping[int, int]) -> tuple[str, int]:
    """Return address and number of the start page, after its redirects."""
    start = db.execute(
        """SELECT coalesce((SELECT url FROM frontier WHERE run_id = ? AND source = 'start'
               ORDER BY id LIMIT 1), (SELECT start_url FROM sites WHERE id = ?))""",
        [run.id, run.site_id],
    ).fetchone()[0]
    row = db.execute(
        "SELECT id FROM pages WHERE site_id = ? AND url = ?", [run.site_id, start]
    ).fetchone()
    if row is None:
        return str(start), 0
    page_id = ends.get(row[0], row[0])
    url = db.execute("SELECT url FROM pages WHERE id = ?", [page_id]).fetchone()[0]
    return str(url), int(page_id)


def _graph(db: "Database", run: "Run", known: set[int], ends: Mapping[int, int]) -> Graph:
    """Read the open links of each page once; only numbers are kept."""
    targets = _targets(db, run, known, ends)
    graph = Graph()
    for page_id in sorted(known):
        rows = db.execute(
            "SELECT target_id, rel FROM links WHERE page_id = ? AND ended_run_id IS NULL", [page_id]
        ).fetchall()
        named = {target for target, _ in rows}
        # what a frame shows lies one click deeper: it is no orphan, and its links lead on
        leads_to = {targets.pages.get(target, page_id) for target, rel in rows if rel != "asset"}
        leads_to |= {ends.get(page, page) for page in leads_to} & known
        graph.edges[page_id] = array("q", leads_to - {page_id})
        graph.in_links.update(leads_to - {page_id})
        graph.out_links[page_id] = len(named & targets.web)
        graph.unchecked[page_id] = len(named & targets.unchecked)
    return graph


@dataclass(slots=True)
class _Targets:
    """What the graph must know of targets, by their numbers."""

    web: set[int] = field(default_factory=set)
    unchecked: set[int] = field(default_factory=set)  # of those, what nobody has asked for
    pages: dict[int, int] = field(default_factory=dict)  # the known page that it is or ends at


def _targets(db: "Database", run: "Run", known: set[int], ends: Mapping[int, int]) -> _Targets:
    targets = _Targets()
    rows = db.execute(
        "SELECT id, kind, state, page_id FROM targets WHERE site_id = ?", [run.site_id]
    )
    for target, kind, state, page in rows:
        if kind in WEB_KINDS:
            targets.web.add(target)
            if state == "not checked":
                targets.unchecked.add(target)
        # a page that leads elsewhere for the time being is known itself: see _not_seen
        end = page if page in known else ends.get(page, page)
        if end in known:
            targets.pages[target] = end
    return targets


def _save_places(
    db: "Database",
    judged: Mapping[int, tuple[Any, ...]],
    depths: Mapping[int, int],
    in_links: Mapping[int, int],
) -> None:
    """Write click depth and links in, where they changed."""
    changed = [
        (depths.get(page_id), in_links[page_id], page_id)
        for page_id, (*_, depth, links) in judged.items()
        if (depth, links) != (depths.get(page_id), in_links[page_id])
    ]
    db.conn.executemany("UPDATE pages SET click_depth = ?, in_links = ? WHERE id = ?", changed)


def _frames(db: "Database", run: "Run") -> dict[str, list[SiteFrame]]:
    """Return the frames that show pages of the site, by the page that they stand on."""
    rows = db.execute(
        """SELECT p.url, shown.url, l.text, l.region FROM links l
           JOIN pages p ON p.id = l.page_id AND p.site_id = ? AND p.audited_run_id = ?
           JOIN targets t ON t.id = l.target_id JOIN pages shown ON shown.id = t.page_id
           WHERE l.rel = 'frame' AND l.ended_run_id IS NULL ORDER BY p.id, l.id LIMIT ?""",
        [run.site_id, run.id, MOST_FRAMES],
    )
    frames: dict[str, list[SiteFrame]] = {}
    for page, *frame in rows:
        frames.setdefault(page, []).append(SiteFrame(*frame))
    return frames


def _flawed_links(db: "Database", run: "Run") -> dict[str, list[SiteLink]]:
    rows = db.execute(
        f"""SELECT p.url, t.url, l.text, l.region, l.rel FROM targets t
            CROSS JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
            CROSS JOIN pages p ON p.id = l.page_id AND p.audited_run_id = ?
            WHERE t.site_id = ? AND {FLAWED} ORDER BY p.id, l.id""",  # noqa: S608 (our own words)
        [run.id, run.site_id],
    )
    flawed: dict[str, list[SiteLink]] = {}
    for page, *link in rows:
        flawed.setdefault(page, []).append(SiteLink(*link))
    return flawed


def _flawed_targets(db: "Database", run: "Run") -> dict[str, Target]:
    rows = db.execute(
        f"""SELECT t.url, t.kind, t.state, t.status, t.reason, t.hops, t.redirect_to
            FROM targets t WHERE t.site_id = ? AND {FLAWED}""",  # noqa: S608 (our own words)
        [run.site_id],
    )
    return {url: Target(url, *values) for url, *values in rows}
