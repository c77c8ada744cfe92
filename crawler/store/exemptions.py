"""Which documents, pages and frames may lie outside the law, as of the end of a run."""

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from audits.exemptions import (
    Dates,
    File,
    dated_exemption,
    is_archive,
    kind_of_document,
    kind_of_frame,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

MOST_TEXTS = 20  # links to one document that are read
MOST_FRAMES = 500  # addresses of frames that are kept
Row = tuple[str, str, int | None, str, Dates]

FILES = """
SELECT p.id, p.url, p.kind, coalesce(v.last_modified, ''), coalesce(o.reviewed, ''),
    CASE WHEN p.first_run_id > :first THEN substr(r.started_at, 1, 10) END,
    p.id IN (SELECT page_id FROM temp.task_pages_now)
    OR EXISTS (SELECT 1 FROM targets t JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
        WHERE t.site_id = p.site_id AND t.url = p.url
        AND l.page_id IN (SELECT page_id FROM temp.task_pages_now)),
    EXISTS (SELECT 1 FROM page_actions a WHERE a.kind = 'print form' AND a.url = p.url)
FROM pages p JOIN runs r ON r.id = p.first_run_id
LEFT JOIN visits v ON v.page_id = p.id AND v.last_run_id = p.last_run_id
LEFT JOIN page_openings o ON o.page_id = p.id
WHERE p.site_id = :site AND p.kind IN ('page', 'document') ORDER BY p.id
"""
TEXTS = """
SELECT DISTINCT l.text FROM targets t JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
WHERE t.site_id = ? AND t.url = ? AND l.text <> '' LIMIT ?
"""
FRAMES = """
SELECT t.url, min(l.page_id), count(DISTINCT l.page_id) FROM targets t
JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL AND l.rel = 'frame'
WHERE t.site_id = ? GROUP BY t.id ORDER BY 3 DESC, t.url LIMIT ?
"""


def save_exemption_candidates(db: "Database", run: "Run") -> None:
    """Write what may come under an exemption of the site's law, in place of what stood there.

    Call it inside a transaction, at the end of a run, when its tasks are known.
    """
    exemptions = dict(
        db.execute(
            """SELECT e.exemption_id, e.before FROM sites s
               JOIN profile_exemptions e ON e.profile_id = s.profile_id WHERE s.id = ?""",
            [run.site_id],
        ).fetchall()
    )
    db.execute("DROP TABLE IF EXISTS temp.task_pages_now")
    db.execute(
        f"""CREATE TEMP TABLE task_pages_now AS
            SELECT page_id FROM tasks WHERE run_id = {run.id} AND page_id IS NOT NULL
            UNION SELECT t.page_id FROM task_pages t JOIN pages p ON p.id = t.page_id
            WHERE p.site_id = {run.site_id}"""  # noqa: S608 (numbers of ours)
    )
    found = {(row[0], row[1]): row for row in _candidates(db, run, exemptions)}
    db.execute("DROP TABLE temp.task_pages_now")
    db.execute("DELETE FROM exemption_candidates WHERE site_id = ?", [run.site_id])
    db.conn.executemany(
        """INSERT INTO exemption_candidates
               (site_id, exemption_id, url, page_id, why, dates, run_id)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        [
            (run.site_id, exemption, url, page_id, why, _stored(dates), run.id)
            for exemption, url, page_id, why, dates in found.values()
            if exemption in exemptions
        ],
    )


def _stored(dates: Dates) -> str:
    return json.dumps([[source, day.isoformat()] for source, day in dates])


def _candidates(db: "Database", run: "Run", known: dict[str, str | None]) -> Iterator[Row]:
    first = db.execute("SELECT min(id) FROM runs WHERE site_id = ?", [run.site_id]).fetchone()[0]
    rows = db.execute(FILES, {"site": run.site_id, "first": first}).fetchall()
    for page_id, url, kind, modified, reviewed, seen, is_for_task, is_form in rows:
        named = kind_of_document(url) if kind == "document" else "archive" * is_archive(url)
        before = known.get(named)
        if not before:
            continue
        texts = [text for (text,) in db.execute(TEXTS, [run.site_id, url, MOST_TEXTS])]
        file = File(
            url=url,
            last_modified=modified,
            first_seen=date.fromisoformat(seen) if seen else None,
            reviewed=reviewed,
            link_texts=texts,
            is_for_task=bool(is_for_task),
            is_form=bool(is_form),
        )
        if dates := dated_exemption(file, date.fromisoformat(before)):
            yield named, url, page_id, WHY[named], dates
    (start,) = db.execute("SELECT start_url FROM sites WHERE id = ?", [run.site_id]).fetchone()
    for url, page_id, pages in db.execute(FRAMES, [run.site_id, MOST_FRAMES]):
        if named := kind_of_frame(url, start):
            on = "1 page" if pages == 1 else f"{pages} pages"
            yield named, url, page_id, f"{WHY[named]} It stands on {on}.", ()


_OLD = (
    "Every date that we know of it lies before the day that the law names. No page of a task links "
    "to it, and nothing calls it a form."
)
WHY = {
    "office-files": _OLD,
    "recorded-media": _OLD,
    "archive": f"Its address says that it belongs to an archive. {_OLD}",
    "maps": "It is a map. A person must check that the page also tells the way in words.",
    "third-party": (
        "It is a frame from another website. A person must check that the council neither pays "
        "for it nor controls it."
    ),
}
