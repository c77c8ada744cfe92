"""The lists of the report: each the first hundred, with how many there are in all."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from reports.priority import SQL_WEIGHT
from reports.rows import (
    Address,
    BrokenLink,
    Cause,
    Change,
    Changes,
    Document,
    DocumentType,
    Group,
    Note,
    Page,
    Redirect,
    Run,
    Site,
)
from reports.wording import day

MOST = 100  # rows of any list
FEW = 25  # rows of a list that shares its page with others: the page must be read in one go
TEXTS_SHOWN = 3  # link texts shown for one broken address

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class First(Generic[T]):
    """The first rows of a list, and how many it has in all."""

    rows: list[T]
    total: int

    @property
    def left_out(self) -> int:
        return self.total - len(self.rows)


def first(rows: list[T], most: int = MOST) -> First[T]:
    """Return the first rows of a list that is here already."""
    return First(rows[:most], len(rows))


def _asked(
    db: sqlite3.Connection, sql: str, values: Mapping[str, Any], most: int = MOST
) -> First[sqlite3.Row]:
    """Return the first rows of a statement, whose last column is how many rows there are in all."""
    rows = db.execute(f"SELECT *, count(*) OVER () AS total FROM ({sql}) LIMIT {most}", values)  # noqa: S608 (our own words)
    found = rows.fetchall()
    return First(found, found[0]["total"] if found else 0)


def changes(db: sqlite3.Connection, site: Site, run: Run) -> Changes:
    """Return how many sure failures came, went and stayed in the run."""
    new = db.execute(
        """SELECT count(*) AS new, coalesce(sum(p.first_run_id = :run), 0) AS on_new_pages,
               coalesce(sum(EXISTS (SELECT 1 FROM findings e WHERE e.page_id = f.page_id
                   AND e.cause_id = f.cause_id AND e.ending = 'fixed'
                   AND e.ended_run_id <= f.first_run_id)), 0) AS reopened
           FROM findings f JOIN pages p ON p.id = f.page_id
           WHERE f.first_run_id = :run AND f.status = 'failed' AND f.set_aside = ''""",
        {"run": run.id},
    ).fetchone()
    endings = {
        row["ending"]: row["number"]
        for row in db.execute(
            """SELECT ending, count(*) AS number FROM findings
               WHERE ended_run_id = ? AND status = 'failed' AND set_aside = '' GROUP BY ending""",
            [run.id],
        )
    }
    open_before = db.execute(
        """SELECT count(*) FROM findings f JOIN causes c ON c.id = f.cause_id
           WHERE c.site_id = ? AND f.ended_run_id IS NULL AND f.status = 'failed'
           AND f.set_aside = '' AND f.first_run_id < ?""",
        [site.id, run.id],
    ).fetchone()[0]
    return Changes(
        new=new["new"],
        new_on_new_pages=new["on_new_pages"],
        reopened=new["reopened"],
        fixed=endings.get("fixed", 0),
        still_open=open_before,
        page_gone=endings.get("page gone", 0),
        other_verdict=endings.get("other verdict", 0),
        no_longer_judged=endings.get("no longer judged", 0),
    )


_CHANGED = """
SELECT c.id, c.title, c.impact, count(*) AS pages,
    substr(CASE c.subject WHEN '' THEN c.selector ELSE c.subject END, 1, 90) AS detail,
    sum(EXISTS (SELECT 1 FROM findings e WHERE e.page_id = f.page_id AND e.cause_id = f.cause_id
        AND e.ending = 'fixed' AND e.ended_run_id <= f.first_run_id)) AS reopened
FROM findings f JOIN causes c ON c.id = f.cause_id JOIN audits a ON a.id = c.audit_id
WHERE f.status = 'failed' AND f.set_aside = '' AND {which} GROUP BY c.id
ORDER BY {weight} * count(*) DESC, c.id
"""


def new_causes(db: sqlite3.Connection, run: Run, open_now: dict[int, Cause]) -> First[Change]:
    """Return the causes with findings that the run was the first to see."""
    which = "f.first_run_id = :run"
    found = _asked(db, _CHANGED.format(which=which, weight=SQL_WEIGHT), {"run": run.id}, FEW)
    return First([_change(row, open_now) for row in found.rows], found.total)


def fixed_causes(db: sqlite3.Connection, run: Run, open_now: dict[int, Cause]) -> First[Change]:
    """Return the causes with findings that the run looked for again and saw gone."""
    which = "f.ended_run_id = :run AND f.ending = 'fixed'"
    found = _asked(db, _CHANGED.format(which=which, weight=SQL_WEIGHT), {"run": run.id}, FEW)
    return First([_change(row, open_now) for row in found.rows], found.total)


def _change(row: sqlite3.Row, open_now: dict[int, Cause]) -> Change:
    cause = open_now.get(row["id"])
    return Change(
        cause_id=row["id"],
        title=row["title"],
        detail=row["detail"],
        impact=row["impact"],
        pages=row["pages"],
        reopened=row["reopened"],
        href=cause.file if cause else "",
    )


def _addresses(
    db: sqlite3.Connection, site: Site, run: Run, which: str, runs: Mapping[int, Run]
) -> First[Address]:
    found = _asked(
        db,
        f"""SELECT p.url, p.title, v.reason, v.status,
                coalesce(p.audited_run_id, p.last_run_id) AS last_run_id
            FROM pages p LEFT JOIN visits v ON v.page_id = p.id AND v.last_run_id = p.last_run_id
            WHERE p.site_id = :site AND {which} ORDER BY p.url""",  # noqa: S608 (our own words)
        {"site": site.id, "run": run.id},
        FEW,
    )
    return First(
        [
            Address(
                url=row["url"],
                title=row["title"],
                reason=row["reason"] or "",
                last_seen=day(runs[row["last_run_id"]].started_at),
                status=row["status"],
            )
            for row in found.rows
        ],
        found.total,
    )


def not_seen(
    db: sqlite3.Connection, site: Site, run: Run, runs: Mapping[int, Run]
) -> First[Address]:
    """Return pages judged before that the run did not judge."""
    which = "p.audited_run_id < :run AND p.kind NOT IN ('missing', 'redirect', 'document')"
    return _addresses(db, site, run, which, runs)


def in_error(
    db: sqlite3.Connection, site: Site, run: Run, runs: Mapping[int, Run]
) -> First[Address]:
    """Return pages that the run visited and could not judge."""
    return _addresses(db, site, run, "v.outcome = 'error' AND v.last_run_id = :run", runs)


def forbidden(
    db: sqlite3.Connection, site: Site, run: Run, runs: Mapping[int, Run]
) -> First[Address]:
    """Return pages that the run was not let in to."""
    return _addresses(db, site, run, "v.outcome = 'forbidden' AND v.last_run_id = :run", runs)


def gone(db: sqlite3.Connection, site: Site, run: Run, runs: Mapping[int, Run]) -> First[Address]:
    """Return pages that were audited before, and that the run found gone or led elsewhere."""
    which = """v.outcome IN ('missing', 'redirect') AND v.first_run_id = :run
        AND p.audited_run_id IS NOT NULL"""
    return _addresses(db, site, run, which, runs)


def broken(db: sqlite3.Connection, site: Site, pages: dict[int, Page]) -> First[BrokenLink]:
    """Return the broken addresses that audited pages link to, those on most pages first."""
    found = _asked(
        db,
        """SELECT c.subject AS url, coalesce(t.kind, 'page') AS kind, t.id AS target_id, t.status,
               coalesce(t.reason, '') AS reason, count(DISTINCT f.page_id) AS pages
           FROM causes c JOIN findings f ON f.cause_id = c.id AND f.ended_run_id IS NULL
           JOIN audits a ON a.id = c.audit_id AND a.name = 'broken-links'
           LEFT JOIN targets t ON t.site_id = c.site_id AND t.url = c.subject
           WHERE c.site_id = :site AND f.status = 'failed' AND f.set_aside = ''
           GROUP BY c.subject ORDER BY pages DESC, c.subject""",
        {"site": site.id},
    )
    return First([_broken(db, row, pages) for row in found.rows], found.total)


def _broken(db: sqlite3.Connection, row: sqlite3.Row, pages: dict[int, Page]) -> BrokenLink:
    places = db.execute(
        """SELECT text, region, page_id FROM links WHERE target_id = ? AND ended_run_id IS NULL
           ORDER BY page_id LIMIT ?""",
        [row["target_id"], TEXTS_SHOWN],
    )
    return BrokenLink(
        url=row["url"],
        kind=row["kind"],
        status=row["status"],
        reason=row["reason"],
        pages=row["pages"],
        texts=tuple((each["text"], each["region"], pages.get(each["page_id"])) for each in places),
    )


def link_states(db: sqlite3.Connection, site: Site) -> dict[str, int]:
    """Return how many linked web addresses are in which state."""
    rows = db.execute(
        """SELECT state, count(*) FROM targets t WHERE site_id = ?
           AND kind NOT IN ('email', 'phone', 'other') AND EXISTS (SELECT 1 FROM links l
               WHERE l.target_id = t.id AND l.ended_run_id IS NULL) GROUP BY state""",
        [site.id],
    )
    return dict(rows.fetchall())


def chains(db: sqlite3.Connection, site: Site) -> First[Redirect]:
    """Return linked addresses with two redirects or more on the way."""
    found = _asked(
        db,
        """SELECT t.url, t.redirect_to, t.hops, count(DISTINCT l.page_id) AS pages
           FROM targets t JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
           WHERE t.site_id = :site AND t.hops > 1 GROUP BY t.id ORDER BY pages DESC, t.url""",
        {"site": site.id},
    )
    return First([Redirect(*tuple(row)[:4]) for row in _ordered(found.rows)], found.total)


def _ordered(rows: list[sqlite3.Row]) -> list[tuple[Any, ...]]:
    return [(row["url"], row["redirect_to"], row["hops"], row["pages"]) for row in rows]


def redirects(db: sqlite3.Connection, site: Site, run: Run) -> First[Redirect]:
    """Return the site's own addresses that led elsewhere in the run."""
    found = _asked(
        db,
        """SELECT p.url, v.redirect_to, 1 AS hops, p.in_links AS pages
           FROM pages p JOIN visits v ON v.page_id = p.id AND v.last_run_id = :run
           WHERE p.site_id = :site AND v.outcome = 'redirect' ORDER BY p.in_links DESC, p.url""",
        {"site": site.id, "run": run.id},
    )
    return First([Redirect(*row) for row in _ordered(found.rows)], found.total)


_DOCUMENTS = """
FROM pages p JOIN visits v ON v.page_id = p.id AND v.last_run_id = p.last_run_id
WHERE p.site_id = :site AND v.outcome = 'document'
"""


def documents(db: sqlite3.Connection, site: Site) -> First[Document]:
    """Return the files of the site, those that most pages link to first."""
    found = _asked(
        db,
        f"""SELECT p.url, v.content_type, v.bytes, p.in_links {_DOCUMENTS}
            ORDER BY p.in_links DESC, p.url""",
        {"site": site.id},
    )
    return First([Document(*tuple(row)[:4]) for row in found.rows], found.total)


def document_types(db: sqlite3.Connection, site: Site) -> First[DocumentType]:
    """Return how many files of which type there are, and how large they are together."""
    found = _asked(
        db,
        f"""SELECT v.content_type, count(*), coalesce(sum(v.bytes), 0) {_DOCUMENTS}
            GROUP BY v.content_type ORDER BY 2 DESC, 1""",
        {"site": site.id},
    )
    return First([DocumentType(*tuple(row)[:3]) for row in found.rows], found.total)


def groups(pages: dict[int, Page], by: str) -> First[Group]:
    """Return the pages summed up by section or by owner, heaviest first."""
    members: defaultdict[str, list[Page]] = defaultdict(list)
    for page in pages.values():
        members[getattr(page, by)].append(page)
    found = [_group(name, group) for name, group in members.items()]
    return first(sorted(found, key=lambda group: (-group.weight, group.name)))


def _group(name: str, pages: list[Page]) -> Group:
    eases = [page.ease for page in pages if page.ease is not None]
    return Group(
        name=name,
        pages=len(pages),
        failing=sum(page.failed > 0 for page in pages),
        weight=sum(page.weight for page in pages) / len(pages),
        ease=sum(eases) / len(eases) if eases else None,
    )


def notes(db: sqlite3.Connection, run: Run) -> First[Note]:
    """Return what the run wants the reader to know."""
    found = _asked(
        db,
        "SELECT kind, message, url, number FROM run_notes WHERE run_id = :run ORDER BY kind, id",
        {"run": run.id},
    )
    return First([Note(*tuple(row)[:4]) for row in found.rows], found.total)
