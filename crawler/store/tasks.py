"""The tasks of a run: the pages found, the ways there, their stars; made and written."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from audits.derive.journeys import Ground, InLink, Journey, Mobile, journeys, with_state
from audits.derive.menus import BUTTON, FINDER, SiteMenus
from audits.derive.stars import SiteStar, TaskStar, Ways, star_of_site, star_of_task
from audits.derive.tasks import MOST_LINK_TEXTS, KnownPage, find_tasks, is_list
from audits.tasks import TaskPlan
from crawler.store.actions import actions_on_pages
from crawler.store.texts import storable

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

# Checks on a narrow screen: what fails one keeps people with a telephone from the task.
NARROW = {
    "sideways-scrolling": "On a narrow screen the text must be scrolled sideways.",
    "axe:meta-viewport": "The page keeps people from zooming in.",
}
NARROW_TOO = {  # these make it harder
    "axe:target-size": "Some things to tap are very small.",
    "touching-links": "Some links stand too close together to tap.",
}
LONGEST_JSON = 100_000


@dataclass(frozen=True, slots=True)
class Walked:
    """The link graph as it was walked, by numbers of pages, and what is known of its pages."""

    home: str
    home_id: int
    depths: Mapping[int, int]
    ends: Mapping[int, int]  # where own addresses that redirect end
    menus: SiteMenus
    addresses: Mapping[int, str]  # of all pages on record, also of those that redirect
    ids: Mapping[str, int]  # of the pages walked over
    urls: Mapping[int, str]  # the same the other way round
    pages: Mapping[str, KnownPage]  # those of them that were judged, tonight or before
    today: date


def walked(
    db: "Database",
    run: "Run",
    home: tuple[str, int],
    known: set[int],
    depths: Mapping[int, int],
    ends: Mapping[int, int],
    menus: SiteMenus,
) -> Walked:
    """Return the walk with what all who judge it ask for, read from the record once."""
    rows = db.execute(
        "SELECT id, url, title FROM pages WHERE site_id = ? ORDER BY id", [run.site_id]
    )
    named = {page_id: (url, title) for page_id, url, title in rows}
    urls = {page_id: url for page_id, (url, _) in named.items() if page_id in known}
    actions = actions_on_pages(db, run.site_id)
    texts = _link_texts(db, run, ends)
    pages = {
        url: KnownPage(url, named[number][1], actions[number], tuple(texts.get(number, ())))
        for number, url in urls.items()
        if number in actions
    }
    return Walked(
        *home,
        depths=depths,
        ends=ends,
        menus=menus,
        addresses={page_id: url for page_id, (url, _) in named.items()},
        ids={url: page_id for page_id, url in urls.items()},
        urls=urls,
        pages=pages,
        today=_day(db, run),
    )


def tasks_of_run(db: "Database", run: "Run", site: Walked, plan: TaskPlan) -> list[Journey]:
    """Look for all tasks on the pages of a run, write what was found, and return it."""
    found = find_tasks(plan.tasks, site.pages, site.home, _pinned(site, plan))
    ways = [with_state(each, plan) for each in journeys(found, _ground(db, run, site))]
    finding = _ways(db, site, ways)
    judged = [star_of_task(each, finding, plan.tier, is_whole=plan.is_whole) for each in ways]
    _save(db, run, site.ids, ways, judged)
    _save_site(db, run, star_of_site(judged, ways, finding, _outcomes(db, site.home_id)))
    return ways


def _link_texts(db: "Database", run: "Run", ends: Mapping[int, int]) -> dict[int, list[str]]:
    """Return what links to each page say, what is said most first."""
    rows = db.execute(
        """SELECT t.page_id, l.text FROM targets t
           CROSS JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL AND l.rel = 'link'
           WHERE t.site_id = ? AND t.page_id IS NOT NULL AND l.text <> ''
           GROUP BY t.page_id, l.text ORDER BY t.page_id, count(*) DESC, l.text""",
        [run.site_id],
    )
    texts: dict[int, list[str]] = defaultdict(list)
    for page_id, text in rows:
        kept = texts[ends.get(page_id, page_id)]
        if len(kept) < MOST_LINK_TEXTS and text not in kept:
            kept.append(text)
    return texts


def _pinned(site: Walked, plan: TaskPlan) -> dict[str, str]:
    """Return the pins with the address where each ends, when it redirects."""
    by_url = {url: page_id for page_id, url in site.addresses.items()}
    pins = {}
    for task, url in plan.pins.items():
        page_id = by_url.get(url, 0)
        pins[task] = site.addresses.get(site.ends.get(page_id, page_id), url) if url else ""
    return pins


def _ground(db: "Database", run: "Run", site: Walked) -> Ground:
    urls = site.urls
    redirecting: dict[int, list[int]] = defaultdict(list)
    for source, end in site.ends.items():
        redirecting[end].append(source)

    at_home = _links_on(db, site)

    def links_to(url: str) -> list[InLink]:
        page_id = site.ids[url]
        if site.depths.get(page_id) == 1:  # all of the site may link there
            return at_home.get(page_id, [])
        rows = db.execute(
            """SELECT l.page_id, l.text, l.region FROM json_each(?) j
               CROSS JOIN targets t ON t.page_id = j.value AND t.site_id = ?
               CROSS JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
               WHERE l.rel <> 'asset'""",
            [json.dumps([page_id, *redirecting[page_id]]), run.site_id],
        )
        return [InLink(urls[source], *told) for source, *told in rows if source in urls]

    return Ground(
        home=site.home,
        pages=site.pages,
        depths=_depths(site),
        links_to=links_to,
        today=site.today,
        broken=_broken(db, run),
        moved=_moved(db, run),
        mobile=_mobile(db, run, urls),
    )


def _links_on(db: "Database", site: Walked) -> dict[int, list[InLink]]:
    """Return the links on the home page, by the page where each ends."""
    rows = db.execute(
        """SELECT t.page_id, l.text, l.region FROM links l
           CROSS JOIN targets t ON t.id = l.target_id
           WHERE l.page_id = ? AND l.ended_run_id IS NULL AND l.rel <> 'asset'
           AND t.page_id IS NOT NULL""",
        [site.home_id],
    )
    links: dict[int, list[InLink]] = defaultdict(list)
    for page_id, *told in rows:
        links[site.ends.get(page_id, page_id)].append(InLink(site.home, *told))
    return links


def _day(db: "Database", run: "Run") -> date:
    started = db.execute("SELECT started_at FROM runs WHERE id = ?", [run.id]).fetchone()[0]
    return date.fromisoformat(started[:10])


def _broken(db: "Database", run: "Run") -> frozenset[str]:
    rows = db.execute(
        "SELECT url FROM targets WHERE site_id = ? AND state = 'broken'", [run.site_id]
    )
    return frozenset(url for (url,) in rows)


def _moved(db: "Database", run: "Run") -> dict[str, str]:
    rows = db.execute(
        "SELECT url, redirect_to FROM targets WHERE site_id = ? AND redirect_to <> ''",
        [run.site_id],
    )
    return dict(rows.fetchall())


def _mobile(
    db: "Database", run: "Run", urls: Mapping[int, str]
) -> dict[str, tuple[Mobile, tuple[str, ...]]]:
    """Return how each page fared on a narrow screen, as far as it was tried."""
    rows = db.execute(
        f"""SELECT o.page_id, a.name, o.status FROM outcomes o JOIN audits a ON a.id = o.audit_id
            WHERE o.site_id = ? AND o.ended_run_id IS NULL
            AND a.name IN ({", ".join("?" * len(NARROW | NARROW_TOO))})
            ORDER BY o.page_id, a.name""",  # noqa: S608 (question marks)
        [run.site_id, *(NARROW | NARROW_TOO)],
    )
    told: dict[int, dict[str, str]] = defaultdict(dict)
    for page_id, name, status in rows:
        told[page_id][name] = status
    return {urls[page_id]: _fared(each) for page_id, each in told.items() if page_id in urls}


def _fared(told: Mapping[str, str]) -> tuple[Mobile, tuple[str, ...]]:
    failing = {name for name, status in told.items() if status == "failed"}
    notes = tuple(said for name, said in (NARROW | NARROW_TOO).items() if name in failing)
    if failing & NARROW.keys():
        return "trouble", notes
    is_tried = told.get("sideways-scrolling") in ("passed", "needs review")
    return ("works" if is_tried else "not known"), notes


def _depths(site: Walked) -> dict[str, int]:
    urls = site.urls
    return {urls[page_id]: depth for page_id, depth in site.depths.items() if page_id in urls}


def _ways(db: "Database", site: Walked, found: Iterable[Journey]) -> Ways:
    """Return the ways of finding that the site has, and which pages link to each found page."""
    pages, ids = site.pages, site.ids
    lists = {url for url, page in pages.items() if is_list(page)}
    there = [pages[each.found.url] for each in found if each.found.url in pages]
    deep = [each for each in there if site.depths.get(ids[each.url], 0) > 1]
    near = {ids[url] for url in lists}
    near |= {page_id for page_id, depth in site.depths.items() if depth <= 1}
    linked = _linked(db, site, near, {ids[each.url] for each in there})
    return Ways(
        lists=frozenset(lists),
        listed=frozenset(url for url, sources in linked.items() if sources & lists),
        linked_by=linked,
        depths=_depths(site),
        home=site.home,
        has_search=_has_search(site),
        has_trail=sum(bool(each.actions.trail) for each in deep) / len(deep) if deep else None,
    )


def _linked(
    db: "Database", site: Walked, sources: set[int], wanted: set[int]
) -> dict[str, frozenset[str]]:
    urls = site.urls
    rows = db.execute(
        """SELECT l.page_id, t.page_id FROM json_each(?) j
           CROSS JOIN links l ON l.page_id = j.value AND l.ended_run_id IS NULL
           CROSS JOIN targets t ON t.id = l.target_id
           WHERE t.page_id IS NOT NULL AND l.rel <> 'asset'""",
        [json.dumps(sorted(sources))],
    )
    linked: dict[str, set[str]] = defaultdict(set)
    for source, page_id in rows:
        end = site.ends.get(page_id, page_id)
        if end in wanted and source in urls:
            linked[urls[end]].add(urls[source])
    return {url: frozenset(each) for url, each in linked.items()}


def _has_search(site: Walked) -> bool | None:
    """Whether the home page has a search box; None when its menus are not known."""
    numbers = site.menus.on_pages.get(site.home)
    if numbers is None:
        return None
    finders = [site.menus.menus[each] for each in numbers if each in site.menus.menus]
    items = (item for menu in finders if menu.region == FINDER for item in menu.items)
    return any(address.startswith(BUTTON) for address, _ in items)


def _outcomes(db: "Database", page_id: int) -> dict[str, str]:
    rows = db.execute(
        """SELECT a.name, o.status FROM outcomes o JOIN audits a ON a.id = o.audit_id
           WHERE o.page_id = ? AND o.ended_run_id IS NULL""",
        [page_id],
    )
    return dict(rows.fetchall())


def _save(
    db: "Database",
    run: "Run",
    ids: Mapping[str, int],
    ways: Iterable[Journey],
    stars: Iterable[TaskStar],
) -> None:
    for table in ("tasks", "journeys"):
        db.execute(f"DELETE FROM {table} WHERE run_id = ?", [run.id])  # noqa: S608 (our own names)
    rows = [
        {"run_id": run.id, **_row(each, star, ids)} for each, star in zip(ways, stars, strict=True)
    ]
    if rows:
        names = ", ".join(rows[0])
        marks = ", ".join(f":{name}" for name in rows[0])
        db.conn.executemany(f"INSERT INTO tasks ({names}) VALUES ({marks})", rows)  # noqa: S608
    db.conn.executemany(
        """INSERT INTO journeys (run_id, task_id, step, page_id, url, title, link_text, region)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            (
                *(run.id, each.task.id, number, ids.get(step.url), storable(step.url, 2000)),
                *(storable(step.title), storable(step.text), step.region),
            )
            for each in ways
            for number, step in enumerate(each.steps)
        ],
    )


def _row(journey: Journey, star: TaskStar, ids: Mapping[str, int]) -> dict[str, Any]:
    task, found, end = journey.task, journey.found, journey.end
    is_found = bool(found.url)
    return {
        "task_id": task.id,
        "name": storable(task.name),
        "lgsl": task.lgsl,
        "lgil": task.lgil,
        "tier": task.tier,
        "is_own": int(task.is_own),
        "expected": task.action,
        "state": journey.state,
        "page_id": ids.get(found.url),
        "score": found.score if is_found else None,
        "sureness": found.sureness,
        "clicks": journey.clicks,
        "clicks_to_end": journey.clicks_to_end,
        "end_kind": end.kind if is_found else "",
        "end_text": storable(end.text),
        "end_url": storable(end.url, 2000),
        "end_supplier": end.supplier,
        "ends": _json([asdict(each) for each in journey.ends]),
        "mobile": journey.mobile if is_found else "",
        "notes": _json(journey.mobile_notes),
        "stale": _json(journey.stale),
        "competing": _json(found.competing),
        "candidates": _json([{**asdict(each)} for each in found.candidates]),
        "falls": _json(journey.falls),
        "star": star.star,
        "findable": star.findable,
        "completion": star.completion if star.star is not None else None,
        "why": star.why,
        "questions": _json([asdict(each) for each in star.questions]),
    }


def _json(value: Any) -> str:
    return storable(json.dumps(value, ensure_ascii=False), LONGEST_JSON)


def _save_site(db: "Database", run: "Run", star: SiteStar) -> None:
    failed = None if star.stage_one_failed is None else int(star.stage_one_failed)
    db.execute(
        """INSERT OR REPLACE INTO site_stars (run_id, star, tasks, navigation, mobile,
               stage_one_failed, why, questions) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            *(run.id, star.star, star.tasks, star.navigation, star.mobile, failed, star.why),
            _json([asdict(each) for each in star.questions]),
        ],
    )
