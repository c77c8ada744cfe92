"""What audits of dead ends are given besides the link graph, and the words of the taxonomy."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from audits.dead_ends import DeadEndRule
from audits.derive.journeys import Journey
from audits.derive.site import SiteLink, Target
from audits.derive.soft_pages import Seen, words_of
from audits.derive.task_pages import task_pages
from audits.tasks import TaskPlan
from crawler.store.record import told_of
from crawler.store.tasks import Walked
from crawler.store.texts import json_list

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

MOST_SOURCES = 5  # pages that link to one, as many as any rule asks for
MOST_LINKS = 60  # of the main part of one page
MOST_STATEMENTS = 5
STATEMENT = "accessibility statement"
FEWEST_ALIKE = 10  # pages of a template whose links are compared
ON_MOST = 0.6  # of them: a link that so many have belongs to the site, not to a page
DEEP = 2  # folders of an own address that no redirect should send to the home page


def dead_end_artefacts(
    db: "Database", run: "Run", site: Walked, tasks: Iterable[Journey], asked: TaskPlan
) -> dict[str, Any]:
    """Return what audits of dead ends ask for: what pages let people do, and where they lead."""
    wanted = [site.ids[url] for url in task_pages(tasks, site.pages, site.home)]
    links, homeward = _homeward(db, run, site.home)
    return {
        "known_pages": site.pages,
        "tier": asked.tier,
        "today": site.today,
        "ways_on": _ways_on(db, site, wanted),
        "shared_only": _shared_only(db, run),
        "sources": _sources(db, run, site, wanted),
        "homeward_links": links,
        "homeward": homeward,
        "statements": _statements(db, site),
        "soft_pages": None,  # nobody has looked for them
    }


def _ways_on(db: "Database", site: Walked, wanted: Iterable[int]) -> dict[str, list[SiteLink]]:
    """Return the links in the main part of each page of a task, with where redirects end."""
    rows = db.execute(
        """SELECT l.page_id, t.url, t.page_id, l.text, l.region FROM json_each(?) j
           CROSS JOIN links l ON l.page_id = j.value AND l.ended_run_id IS NULL
           CROSS JOIN targets t ON t.id = l.target_id
           WHERE l.rel = 'link' AND l.region IN ('main', '') ORDER BY l.page_id, l.id""",
        [json.dumps(list(wanted))],
    )
    urls = site.urls
    ways: dict[str, list[SiteLink]] = defaultdict(list)
    for source, url, page_id, text, region in rows:
        kept = ways[urls[source]]
        if len(kept) < MOST_LINKS:
            kept.append(SiteLink(urls.get(site.ends.get(page_id, page_id), url), text, region))
    return dict(ways)


def _shared_only(db: "Database", run: "Run") -> list[str]:
    """Return the pages of which every link outside menus stands on most pages built alike.

    Links to the page itself, such as the one that skips the menus, lead nowhere and do not count.
    """
    rows = db.execute(
        """WITH alike AS (SELECT template, count(*) AS pages FROM pages
                   WHERE site_id = :site AND audited_run_id = :run
                   GROUP BY template HAVING count(*) >= :fewest),
               stands AS MATERIALIZED (SELECT DISTINCT p.id AS page_id, p.template, l.target_id
                   FROM pages p JOIN alike a ON a.template = p.template
                   CROSS JOIN links l ON l.page_id = p.id AND l.ended_run_id IS NULL
                   CROSS JOIN targets t ON t.id = l.target_id AND t.page_id IS NOT p.id
                   WHERE p.site_id = :site AND p.audited_run_id = :run
                   AND l.rel = 'link' AND l.region IN ('main', '')),
               counted AS (SELECT template, target_id, count(*) AS pages FROM stands GROUP BY 1, 2)
           SELECT p.url FROM stands s JOIN counted c
               ON c.template = s.template AND c.target_id = s.target_id
           JOIN alike a ON a.template = s.template JOIN pages p ON p.id = s.page_id
           GROUP BY s.page_id HAVING min(c.pages >= :share * a.pages) ORDER BY s.page_id""",
        {"site": run.site_id, "run": run.id, "fewest": FEWEST_ALIKE, "share": ON_MOST},
    )
    return [url for (url,) in rows]


def _sources(
    db: "Database", run: "Run", site: Walked, wanted: Iterable[int]
) -> dict[str, list[str]]:
    """Return some of the pages that link to each page of a task."""
    urls = site.urls
    into = {page_id: page_id for page_id in wanted}
    into |= {source: end for source, end in site.ends.items() if end in into}
    rows = db.execute(
        """SELECT DISTINCT t.page_id, l.page_id FROM json_each(?) j
           CROSS JOIN targets t ON t.page_id = j.value AND t.site_id = ?
           CROSS JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
           WHERE l.rel <> 'asset' ORDER BY l.page_id""",
        [json.dumps(sorted(into)), run.site_id],
    )
    found: dict[str, list[str]] = defaultdict(list)
    for target, source in rows:
        page_id = into[target]
        kept = found[urls[page_id]]
        if source in urls and source != page_id and urls[source] not in kept:
            if urls[source] == site.home:
                kept.insert(0, site.home)
            elif len(kept) < MOST_SOURCES:
                kept.append(urls[source])
    return dict(found)


def _homeward(
    db: "Database", run: "Run", home: str
) -> tuple[dict[str, list[SiteLink]], dict[str, Target]]:
    """Return links to deep addresses whose redirects end at the front door, and those addresses."""
    rows = db.execute(
        """SELECT url, kind, state, status, reason, hops, redirect_to FROM targets
           WHERE site_id = ? AND hops > 0 AND state = 'ok' AND redirect_to <> ''""",
        [run.site_id],
    )
    targets = {row[0]: Target(*row) for row in rows if _is_sent_home(row[0], row[1], row[6], home)}
    links: dict[str, list[SiteLink]] = defaultdict(list)
    found = db.execute(
        """SELECT p.url, t.url, l.text, l.region, l.rel FROM json_each(?) j
           CROSS JOIN targets t ON t.site_id = ? AND t.url = j.value
           CROSS JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
           CROSS JOIN pages p ON p.id = l.page_id AND p.audited_run_id = ?
           ORDER BY p.id, l.id""",
        [json.dumps(list(targets)), run.site_id, run.id],
    )
    for page, *link in found:
        links[page].append(SiteLink(*link))
    return dict(links), targets


def _is_sent_home(url: str, kind: str, end: str, home: str) -> bool:
    try:
        asked, ended = urlsplit(url), urlsplit(end)
    except ValueError:
        return False
    folders = [each for each in asked.path.split("/") if each]
    if kind in ("page", "document"):
        return len(folders) >= DEEP and end.rstrip("/") == home.rstrip("/")
    is_deep = bool(folders or asked.query)
    is_front = not ended.path.strip("/") and not ended.query
    return kind == "external" and is_deep and is_front


def _statements(db: "Database", site: Walked) -> dict[str, str]:
    """Return the text of the pages that are an accessibility statement."""
    found = [
        url
        for url, page in site.pages.items()
        if any(STATEMENT in each.lower() for each in (page.title, *page.actions.headings[:1]))
    ]
    return {url: " ".join(_texts_of(db, site.ids[url])) for url in sorted(found)[:MOST_STATEMENTS]}


def _texts_of(db: "Database", page_id: int) -> list[str]:
    """Return the texts of a page's main part, block by block."""
    row = db.execute("SELECT blocks FROM page_texts WHERE page_id = ?", [page_id]).fetchone()
    return _texts(row[0]) if row else []


def _texts(blocks: str) -> list[str]:
    return [str(text) for _, text in json_list(blocks)]


def addresses_judged(db: "Database", run: "Run") -> dict[int, str]:
    """Return the addresses of the pages judged in a run, by the page's number."""
    rows = db.execute(
        "SELECT id, url FROM pages WHERE site_id = ? AND audited_run_id = ? ORDER BY id",
        [run.site_id, run.id],
    )
    return dict(rows.fetchall())


def seen_pages(db: "Database", ids: Iterable[int]) -> Iterator[Seen]:
    """Give pages one by one, in the order asked for, as they are held against made-up addresses."""
    rows = db.execute(
        """SELECT p.url, p.title, coalesce(o.headings, '[]'), coalesce(t.blocks, '[]')
           FROM json_each(?) j CROSS JOIN pages p ON p.id = j.value
           LEFT JOIN page_openings o ON o.page_id = p.id
           LEFT JOIN page_texts t ON t.page_id = p.id""",
        [json.dumps(list(ids))],
    )
    for url, title, headings, blocks in rows:
        yield Seen(url, title, _first(headings), words_of(_texts(blocks)))


def _first(headings: str) -> str:
    return str(next(iter(json_list(headings)), ""))


def save_rules(db: "Database", rules: Iterable[DeadEndRule]) -> None:
    """Write the rules of the taxonomy, and which audits speak to each, as of this run."""
    with told_of(db):
        db.execute("DELETE FROM dead_end_audits")
        db.execute("DELETE FROM dead_end_rules")
        for place, rule in enumerate(rules):
            db.execute(
                """INSERT INTO dead_end_rules (rule_id, place, group_name, name, severity,
                   confidence, layer, weight, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                [
                    *(rule.id, place, rule.group, rule.name, rule.severity, rule.confidence),
                    *(rule.layer, rule.weight, rule.reason),
                ],
            )
            db.conn.executemany(
                "INSERT INTO dead_end_audits (rule_id, audit, on_pages) VALUES (?, ?, ?)",
                [(rule.id, each, rule.on_pages) for each in rule.audits],
            )
