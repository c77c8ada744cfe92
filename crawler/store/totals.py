"""Sums of a finished run, so that trends need no recount."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

# What is counted: pages that this run judged, findings open on them at its end, and what it ended.
GATHER = (
    """CREATE TEMP TABLE seen_pages AS SELECT id AS page_id, section, owner FROM pages
       WHERE site_id = :site AND audited_run_id = :run""",
    """CREATE TEMP TABLE seen_findings AS
       SELECT f.page_id, f.cause_id, c.audit_id,
           a.category = 'best practice' AS is_extra, f.status = 'failed' AS is_failed,
           f.first_run_id = :run AS is_new, f.ended_run_id IS NULL AS is_open
       FROM seen_pages p CROSS JOIN findings f ON f.page_id = p.page_id AND f.set_aside = ''
           AND (f.ended_run_id IS NULL OR (f.ended_run_id = :run AND f.ending = 'fixed'))
       JOIN causes c ON c.id = f.cause_id JOIN audits a ON a.id = c.audit_id""",
)
FINDINGS = """
count(DISTINCT CASE WHEN is_open AND is_failed AND NOT is_extra THEN f.page_id END)
    AS "pages with failures",
total(is_open AND is_failed AND NOT is_extra) AS "failed findings",
total(is_open AND NOT is_failed) AS "findings to review",
total(is_open AND is_failed AND is_extra) AS "best practice findings",
count(DISTINCT CASE WHEN is_open AND is_failed AND NOT is_extra THEN cause_id END)
    AS "causes to fix",
total(is_open AND is_new AND is_failed AND NOT is_extra) AS "new findings",
total(NOT is_open AND is_failed AND NOT is_extra) AS "fixed findings"
"""
LAW = """
SELECT '' AS name, count(DISTINCT requirement_id) AS "criteria failed",
    count(DISTINCT page_id || ' ' || cause_id) AS "failed findings under the law"
FROM seen_findings f JOIN audit_requirements ar USING (audit_id)
JOIN profile_requirements pr USING (requirement_id)
WHERE f.is_open AND f.is_failed AND pr.profile_id = (SELECT profile_id FROM sites WHERE id = :site)
"""
NOT_SEEN = """
SELECT '' AS name, count(DISTINCT f.page_id) AS "pages with failures not seen",
    count(*) AS "failed findings not seen"
FROM pages p CROSS JOIN findings f
    ON f.page_id = p.id AND f.ended_run_id IS NULL AND f.status = 'failed'
        AND f.set_aside = ''
WHERE p.site_id = :site AND p.audited_run_id IS NOT :run
"""
SET_ASIDE = """
SELECT '' AS name, total(f.set_aside = 'accepted') AS "findings accepted",
    total(f.set_aside = 'false positive') AS "findings false positive",
    total(f.set_aside = 'exempt') AS "findings exempt"
FROM pages p CROSS JOIN findings f ON f.page_id = p.id AND f.ended_run_id IS NULL
WHERE p.site_id = :site AND f.triage_id IS NOT NULL
"""
OUTCOMES = """
SELECT a.name, sum(o.status = 'passed') AS "pages passed",
    sum(o.status = 'failed') AS "pages failed",
    sum(o.status = 'needs review') AS "pages to review",
    sum(o.status = 'not applicable') AS "pages not applicable",
    sum(o.status = 'error') AS "pages with error", avg(o.value) AS "mean value"
FROM seen_pages p CROSS JOIN outcomes o ON o.page_id = p.page_id AND o.ended_run_id IS NULL
JOIN audits a ON a.id = o.audit_id GROUP BY a.id
"""
ABANDONED = """
SELECT '' AS name, count(*) AS "abandonment points", total(lost_28) AS "people lost in 28 days"
FROM abandonment_points WHERE site_id = :site
"""
COUNTED = "SELECT 1 FROM behaviour b JOIN pages p ON p.id = b.page_id WHERE p.site_id = ? LIMIT 1"
DECIDED = "SELECT 1 FROM triage WHERE site_id = ? LIMIT 1"
BY_AUDIT = """
SELECT a.name, sum(is_open AND is_failed) AS "failed findings",
    sum(is_open AND NOT is_failed) AS "findings to review",
    count(DISTINCT CASE WHEN is_open AND is_failed THEN cause_id END) AS "causes to fix",
    sum(is_open AND is_new AND is_failed) AS "new findings",
    sum(NOT is_open AND is_failed) AS "fixed findings"
FROM seen_findings f JOIN audits a ON a.id = f.audit_id GROUP BY a.id
"""
BY_REQUIREMENT = f"""
SELECT ar.requirement_id AS name, {FINDINGS}
FROM seen_findings f JOIN audit_requirements ar ON ar.audit_id = f.audit_id GROUP BY 1
"""  # noqa: S608 (our own words)


def save_totals(db: "Database", run: "Run") -> None:
    """Write the sums of the run, by site, section, owner, audit and requirement.

    Everything is counted over the pages that this run judged, as they stood at its end; what was
    open on pages that it did not see stands apart ("not seen"). "Failures", "failed findings",
    "causes to fix", "new" and "fixed" leave out best practices, which no law asks for and which are
    counted as "best practice findings"; only the sums of a single audit or criterion count whatever
    it found. "New" are failures that no run before had open there, "fixed" are failures that this
    run looked for again and saw gone. An audit or criterion that found nothing has no sums of
    findings; the pages it passed tell. What a person set aside is in no sum but those of its own;
    what an audit says of a page is not changed by it.
    """
    ids = {"site": run.site_id, "run": run.id}
    _drop(db)
    for statement in GATHER:
        db.execute(statement, _asked(statement, ids))
    db.execute("DELETE FROM run_totals WHERE run_id = ?", [run.id])
    for dimension, sql in _statements(db, run):
        cursor = db.execute(sql, _asked(sql, ids))
        measures = [column[0] for column in cursor.description][1:]
        db.conn.executemany(
            "INSERT INTO run_totals (run_id, dimension, name, measure, value) "
            "VALUES (?, ?, ?, ?, ?)",
            [
                (run.id, dimension, name, measure, value)
                for name, *values in cursor.fetchall()
                for measure, value in zip(measures, values, strict=True)
                if value is not None  # nothing to take the mean of
            ],
        )
    _drop(db)


def _statements(db: "Database", run: "Run") -> Iterator[tuple[str, str]]:
    """Give each dimension with a statement whose rows are a name and its sums."""
    yield "site", _over_pages("''")
    yield "site", LAW
    yield "site", NOT_SEEN
    if db.execute(DECIDED, [run.site_id]).fetchone():
        yield "site", SET_ASIDE
    if db.execute(COUNTED, [run.site_id]).fetchone():
        yield "site", ABANDONED
    yield "section", f"{_over_pages('section')} GROUP BY 1"
    if db.execute("SELECT 1 FROM seen_pages WHERE owner <> '' LIMIT 1").fetchone():
        yield "owner", f"{_over_pages('owner')} GROUP BY 1"
    yield "audit", OUTCOMES
    yield "audit", BY_AUDIT
    yield "requirement", BY_REQUIREMENT


def _over_pages(name: str) -> str:
    return (
        f'SELECT {name}, count(DISTINCT p.page_id) AS "pages audited", {FINDINGS} '  # noqa: S608
        "FROM seen_pages p LEFT JOIN seen_findings f ON f.page_id = p.page_id"
    )


def _asked(sql: str, ids: Mapping[str, int]) -> dict[str, int]:
    return {name: value for name, value in ids.items() if f":{name}" in sql}


def _drop(db: "Database") -> None:
    for table in ("seen_findings", "seen_pages"):
        db.execute(f"DROP TABLE IF EXISTS temp.{table}")
