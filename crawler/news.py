"""What a run brought that somebody wants to be told of in the morning, read from the record."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.status import COVERAGE_DROP

if TYPE_CHECKING:
    from sqlite_utils import Database

MANY_PAGES = 10  # a new fault on more is one of a template
ONLINE = 2  # of 4: how far people can do a task online; less is not online (reports/tasks.py)
MOST_LINES = 10  # of one kind; the report has them all

NEW_FAILURES = """
FROM findings f JOIN causes c ON c.id = f.cause_id JOIN audits a ON a.id = c.audit_id
JOIN pages p ON p.id = f.page_id
WHERE c.site_id = :site AND f.first_run_id = :run AND f.ended_run_id IS NULL AND f.status = 'failed'
AND a.category <> 'best practice' AND f.set_aside = ''
"""
CRITICAL = """SELECT c.title, min(p.url), count(DISTINCT p.id) {failures} AND c.impact = 'critical'
AND p.id IN (SELECT page_id FROM task_pages WHERE sureness <> 'unsure')
GROUP BY c.id ORDER BY 3 DESC, c.id"""
HANDED = """SELECT f.message, p.url, 1 {failures} AND a.name = 'broken-handoff'
ORDER BY p.url, f.id"""
TEMPLATE = """SELECT c.title, min(p.url), count(DISTINCT p.id) {failures}
AND a.category <> 'readability' AND c.id NOT IN (
    SELECT o.cause_id FROM findings o WHERE o.first_run_id < :run
    AND (o.ended_run_id IS NULL OR o.ended_run_id >= :run)) -- set_aside or not, it is no news
GROUP BY c.id HAVING count(DISTINCT p.id) > :many ORDER BY 3 DESC, c.id"""
OFFLINE = """SELECT n.name, coalesce(p.url, ''), n.end_kind, n.state
FROM tasks n JOIN tasks b ON b.task_id = n.task_id
    AND b.run_id = (SELECT max(k.run_id) FROM tasks k JOIN runs r ON r.id = k.run_id
        WHERE r.site_id = :site AND k.run_id < :run AND r.status IN ('done', 'partial'))
LEFT JOIN pages p ON p.id = n.page_id
WHERE n.run_id = :run AND b.state = 'found' AND b.completion >= :online
AND n.state IN ('found', 'not found') AND coalesce(n.completion, 0) < :online ORDER BY n.task_id"""
STATEMENT_LOST = """SELECT t.url FROM statements t WHERE t.site_id = :site AND t.ended_run_id = :run
AND t.role = 'main' AND t.kind = 'statement' AND NOT EXISTS (SELECT 1 FROM statements n
    WHERE n.site_id = :site AND n.ended_run_id IS NULL AND n.kind = 'statement')"""
STATEMENT_OLD = """SELECT t.url, t.review_due_on FROM statements t JOIN runs r ON r.id = :run
JOIN runs b ON b.id = :before WHERE t.site_id = :site AND t.ended_run_id IS NULL
AND t.role = 'main' AND t.review_due_on < substr(r.started_at, 1, 10)
AND t.review_due_on >= substr(b.started_at, 1, 10)"""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to tell: its kind, as in crawler/readers.py, and lines from the record as it is."""

    kind: str
    lines: tuple[str, ...]
    left_out: int = 0  # more lines of the kind


def news_of(db: "Database", run_id: int) -> list[Piece]:
    """Return what a run that is over brought that was not so before; often nothing.

    The first run of a site has nothing to compare with, so only its failure is news. The lines
    hold words of strangers' pages: whoever sends them makes them harmless.
    """
    run = next(db.query("SELECT * FROM runs WHERE id = ?", [run_id]))
    if run["status"] == "failed":
        return [Piece("failed", (run["reason"] or "No reason was given.",))]
    if run["status"] not in ("done", "partial"):
        return []
    before = db.execute(
        """SELECT id, pages_audited FROM runs WHERE site_id = ? AND id < ?
           AND status IN ('done', 'partial') ORDER BY id DESC LIMIT 1""",
        [run["site_id"], run_id],
    ).fetchone()
    if before is None:
        return []
    ids = {"site": run["site_id"], "run": run_id}
    found = {
        "new-critical": list(_failures(db, CRITICAL, ids)),
        "statement": list(_statement(db, {**ids, "before": before[0]})),
        "task-offline": list(_offline(db, ids)),
        "hand-off": list(_failures(db, HANDED, ids)),
        "template": list(_failures(db, TEMPLATE, {**ids, "many": MANY_PAGES})),
        "coverage": list(_coverage(run["pages_audited"], before[1])),
    }
    return [
        Piece(kind, tuple(lines[:MOST_LINES]), max(len(lines) - MOST_LINES, 0))
        for kind, lines in found.items()
        if lines
    ]


def _failures(db: "Database", sql: str, ids: dict[str, int]) -> Iterator[str]:
    for title, url, pages in db.execute(sql.replace("{failures}", NEW_FAILURES), ids).fetchall():
        more = f" and {pages - 1} more" if pages > 1 else ""
        words = title.rstrip(".").replace("://", ": //")  # a page's own words make no link
        yield f"{words}: {url}{more}"


def _offline(db: "Database", ids: dict[str, int]) -> Iterator[str]:
    for name, url, end, state in db.execute(OFFLINE, {**ids, "online": ONLINE}).fetchall():
        if state == "not found":
            yield f"{name}: its page is no longer found"
        else:
            yield f"{name}: it ends in {end or 'nothing'} now, {url}"


def _statement(db: "Database", ids: dict[str, int]) -> Iterator[str]:
    asked = {key: value for key, value in ids.items() if key != "before"}
    for (url,) in db.execute(STATEMENT_LOST, asked).fetchall():
        yield f"It is gone: {url}"
    for url, due in db.execute(STATEMENT_OLD, ids).fetchall():
        yield f"Its review was due on {due}: {url}"


def _coverage(pages: int, before: int) -> Iterator[str]:
    if before and pages < (1 - COVERAGE_DROP) * before:
        yield f"{pages:,} pages, after {before:,} in the run before"
