"""The questions that the whole report asks of the record, each answered by one statement."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields

from reports import priority
from reports.rows import (
    RAW_FINDING,
    Audit,
    Cause,
    Criterion,
    Evidence,
    Page,
    RawFinding,
    Run,
    Site,
)
from reports.wording import file_name

Rows = Iterable[sqlite3.Row]
CAUSE_COLUMNS = tuple(each.name for each in fields(Cause) if each.name not in ("audit", "weight"))
PAGE_COLUMNS = tuple(each.name for each in fields(Page) if each.name not in ("worst", "is_seen"))
RUN_COLUMNS = ", ".join(f"r.{each.name}" for each in fields(Run))


def sites(db: sqlite3.Connection) -> list[Site]:
    """Return the sites of the record, by name."""
    rows = db.execute(
        """SELECT s.id, s.name, s.title, s.start_url, coalesce(p.name, '') AS law,
               coalesce(p.standard, '') AS standard
           FROM sites s LEFT JOIN profiles p ON p.id = s.profile_id ORDER BY s.name"""
    )
    return [Site(**{key: row[key] for key in row.keys()}) for row in rows]  # noqa: SIM118


def runs(db: sqlite3.Connection, site: Site) -> list[Run]:
    """Return every run of the site, oldest first, whatever became of it."""
    rows = db.execute(f"SELECT {RUN_COLUMNS} FROM runs r WHERE site_id = ? ORDER BY id", [site.id])  # noqa: S608 (our own words)
    return [_run(row) for row in rows]


def _run(row: sqlite3.Row) -> Run:
    values = {key: row[key] for key in row.keys()}  # noqa: SIM118
    return Run(**{**values, "finished_at": values["finished_at"] or ""})


# Verdicts of which every finding was set aside: what the audit said holds no more.
IS_SET_ASIDE = """
EXISTS (SELECT 1 FROM causes c JOIN findings f ON f.cause_id = c.id
    WHERE c.audit_id = o.audit_id AND f.page_id = o.page_id AND f.ended_run_id IS NULL
    AND f.status = o.status AND f.set_aside <> '')
AND NOT EXISTS (SELECT 1 FROM causes c JOIN findings f ON f.cause_id = c.id
    WHERE c.audit_id = o.audit_id AND f.page_id = o.page_id AND f.ended_run_id IS NULL
    AND f.status = o.status AND f.set_aside = '')
"""
SET_ASIDE_WHOLLY = f"""
SELECT o.audit_id, o.status, count(*) AS pages FROM (
    SELECT DISTINCT f.page_id, c.audit_id FROM findings f JOIN causes c ON c.id = f.cause_id
    WHERE f.triage_id IS NOT NULL AND f.ended_run_id IS NULL AND f.set_aside <> ''
    AND c.site_id = ?
) s JOIN outcomes o ON o.page_id = s.page_id AND o.audit_id = s.audit_id
    AND o.ended_run_id IS NULL AND o.status IN ('failed', 'needs review')
WHERE {IS_SET_ASIDE} GROUP BY o.audit_id, o.status
"""  # noqa: S608 (our own words)


def audits(db: sqlite3.Connection, site: Site, run: Run) -> dict[int, Audit]:
    """Return each audit that says something of this site, with how its pages fared."""
    tallies: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for row in db.execute(
        """SELECT audit_id, status, count(*) AS number FROM outcomes
           WHERE site_id = ? AND ended_run_id IS NULL AND page_id IS NOT NULL
           GROUP BY audit_id, status""",
        [site.id],
    ):
        tallies[row["audit_id"]][row["status"]] = row["number"]
    for row in db.execute(SET_ASIDE_WHOLLY, [site.id]):
        tally = tallies[row["audit_id"]]
        tally[row["status"]] -= row["pages"]
        tally["set aside"] = tally.get("set aside", 0) + row["pages"]
    criteria: defaultdict[int, list[str]] = defaultdict(list)
    for row in db.execute("SELECT * FROM audit_requirements ORDER BY requirement_id"):
        criteria[row["audit_id"]].append(row["requirement_id"])
    found = db.execute(
        """SELECT * FROM audits WHERE id IN (SELECT audit_id FROM causes WHERE site_id = ?)
           OR id IN (SELECT audit_id FROM outcomes WHERE site_id = ?) ORDER BY name""",
        [site.id, site.id],
    )
    return {
        row["id"]: _audit(row, tallies[row["id"]], criteria[row["id"]], run)
        for row in found
        if tallies[row["id"]] or row["last_run_id"] == run.id
    }


def _audit(row: sqlite3.Row, tally: dict[str, int], criteria: list[str], run: Run) -> Audit:
    words = (
        "id name title failure_title category scope engine impact why checks fix source unit "
        "certainty"
    )
    return Audit(
        **{key: row[key] for key in words.split()},
        is_current=row["last_run_id"] == run.id,
        criteria=tuple(sorted(criteria, key=_criterion_order)),
        file=f"audits/{file_name(row['name'], row['id'], 'audit')}.html",
        passed=tally.get("passed", 0),
        failed=tally.get("failed", 0),
        needs_review=tally.get("needs review", 0),
        not_applicable=tally.get("not applicable", 0),
        errors=tally.get("error", 0),
        set_aside=tally.get("set aside", 0),
    )


def causes(db: sqlite3.Connection, site: Site, known: dict[int, Audit]) -> dict[int, Cause]:
    """Return each cause with open findings, most pressing first."""
    rows = db.execute(
        """SELECT c.id, c.audit_id, c.title, c.impact, c.region, sum(f.status = 'failed') AS failed,
               sum(f.status = 'needs review') AS to_review, sum(f.elements) AS elements,
               min(f.first_run_id) AS first_run_id, min(f.page_id) AS page_id,
               substr(CASE c.subject WHEN '' THEN c.selector ELSE c.subject END, 1, 90) AS detail
           FROM causes c JOIN findings f ON f.cause_id = c.id AND f.ended_run_id IS NULL
           WHERE c.site_id = ? AND f.set_aside = '' GROUP BY c.id""",
        [site.id],
    )
    found = [_cause(row, known[row["audit_id"]]) for row in rows if row["audit_id"] in known]
    found.sort(key=lambda cause: (-cause.priority, -cause.weight * cause.to_review, cause.id))
    return {cause.id: cause for cause in found}


def _cause(row: sqlite3.Row, audit: Audit) -> Cause:
    return Cause(
        audit=audit,
        weight=priority.weight(row["impact"], audit.category),
        **{key: row[key] for key in CAUSE_COLUMNS},
    )


PAGES = f"""
WITH per_audit AS (
    SELECT f.page_id, sum(f.status = 'failed' AND a.category <> 'best practice') AS failed,
        sum(f.status = 'needs review' AND a.category <> 'best practice') AS to_review,
        sum(a.category = 'best practice') AS advice,
        min(sum((f.status = 'failed') * {priority.SQL_WEIGHT}),
            {priority.MOST_CAUSES} * max((f.status = 'failed') * {priority.SQL_WEIGHT})) AS weight,
        max(CASE WHEN f.status <> 'failed' OR a.category = 'best practice' THEN 0
            ELSE CASE c.impact WHEN 'critical' THEN 4 WHEN 'serious' THEN 3 WHEN 'moderate' THEN 2
                ELSE 1 END END) AS worst
    FROM findings f JOIN causes c ON c.id = f.cause_id JOIN audits a ON a.id = c.audit_id
    WHERE f.ended_run_id IS NULL AND f.set_aside = '' AND c.site_id = :site
    GROUP BY f.page_id, c.audit_id
), per_page AS (
    SELECT page_id, sum(failed) AS failed, sum(to_review) AS to_review, sum(advice) AS advice,
        sum(weight) AS weight,
        max(worst) AS worst FROM per_audit GROUP BY page_id
)
SELECT p.id, p.url, p.title, p.section, p.owner, p.audited_run_id >= :run AS is_seen,
    coalesce(g.failed, 0) AS failed, coalesce(g.to_review, 0) AS to_review,
    coalesce(g.advice, 0) AS advice, coalesce(g.weight, 0.0) AS weight,
    coalesce(g.worst, 0) AS worst,
    (SELECT value FROM outcomes o WHERE o.page_id = p.id AND o.audit_id = :ease
        AND o.ended_run_id IS NULL) AS ease,
    (SELECT value FROM outcomes o WHERE o.page_id = p.id AND o.audit_id = :grade
        AND o.ended_run_id IS NULL) AS grade
FROM pages p LEFT JOIN per_page g ON g.page_id = p.id
WHERE p.site_id = :site AND p.audited_run_id IS NOT NULL
    AND p.kind NOT IN ('missing', 'redirect', 'document')
ORDER BY weight DESC, failed DESC, to_review DESC, p.url
"""  # noqa: S608 (our own words)
WORST = ("", "minor", "moderate", "serious", "critical")


def pages(db: sqlite3.Connection, site: Site, run: Run, known: dict[int, Audit]) -> dict[int, Page]:
    """Return each page with verdicts that hold, worst first."""
    ids = {audit.name: audit.id for audit in known.values()}
    asked = {
        "site": site.id,
        "run": run.id,
        "ease": ids.get("reading-ease"),
        "grade": ids.get("reading-grade"),
    }
    return {
        row["id"]: Page(
            **{key: row[key] for key in PAGE_COLUMNS},
            worst=WORST[row["worst"]],
            is_seen=bool(row["is_seen"]),
        )
        for row in db.execute(PAGES, asked)
    }


CRITERIA = """
SELECT q.*, coalesce(g.failed, 0) AS pages_failed, coalesce(g.to_review, 0) AS pages_to_review
FROM requirements q LEFT JOIN (
    SELECT ar.requirement_id,
        count(DISTINCT CASE WHEN f.status = 'failed' THEN f.page_id END) AS failed,
        count(DISTINCT CASE WHEN f.status = 'needs review' AND f.set_aside = ''
            THEN f.page_id END) AS to_review
    FROM findings f JOIN causes c ON c.id = f.cause_id
    JOIN audit_requirements ar ON ar.audit_id = c.audit_id
    WHERE f.ended_run_id IS NULL AND f.set_aside IN ('', 'accepted') -- it still fails
    AND c.site_id = :site GROUP BY ar.requirement_id
) g ON g.requirement_id = q.id
WHERE q.level IN ('A', 'AA') AND (q.id IN (
        SELECT requirement_id FROM profile_requirements
        WHERE profile_id = (SELECT profile_id FROM sites WHERE id = :site))
    OR NOT EXISTS (SELECT 1 FROM profile_requirements
        WHERE profile_id = (SELECT profile_id FROM sites WHERE id = :site)))
"""


def criteria(db: sqlite3.Connection, site: Site, known: dict[int, Audit]) -> list[Criterion]:
    """Return the A and AA criteria that the site is held to, in their own order."""
    tested: defaultdict[str, list[Audit]] = defaultdict(list)
    for audit in known.values():
        for requirement in audit.criteria:
            tested[requirement].append(audit)
    rows = db.execute(CRITERIA, {"site": site.id})
    found = [
        Criterion(
            **{key: row[key] for key in row.keys()},  # noqa: SIM118
            audits=tuple(tested[row["id"]]),
            is_partly_tested=any(audit.judged for audit in tested[row["id"]]),
        )
        for row in rows
    ]
    return sorted(found, key=lambda criterion: _criterion_order(criterion.id))


def _criterion_order(requirement: str) -> tuple[tuple[int, ...], str]:
    digits = requirement.partition(":")[2].split(".")
    return tuple(int(digit) for digit in digits if digit.isdigit()), requirement


def failing_pages(db: sqlite3.Connection, site: Site, audit: Audit) -> list[int]:
    """Return the pages that surely fail the audit."""
    rows = db.execute(
        f"""SELECT page_id FROM outcomes o WHERE audit_id = ? AND status = 'failed'
            AND ended_run_id IS NULL AND site_id = ? AND page_id IS NOT NULL
            AND NOT ({IS_SET_ASIDE})""",  # noqa: S608 (our own words)
        [audit.id, site.id],
    )
    return [row[0] for row in rows]


def carriers(db: sqlite3.Connection, cause: Cause) -> list[tuple[int, int, int, str]]:
    """Return the pages that carry the cause: page, elements, first run, how the page was then."""
    rows = db.execute(
        """SELECT page_id, sum(elements), min(first_run_id), max(state) FROM findings
           WHERE cause_id = ? AND ended_run_id IS NULL AND set_aside = '' GROUP BY page_id""",
        [cause.id],
    )
    return [tuple(row) for row in rows]


def evidence(db: sqlite3.Connection, site: Site) -> dict[int, Evidence]:
    """Return what was taken as evidence, by cause; without the pictures themselves."""
    rows = db.execute(
        """SELECT e.cause_id, e.page_id, e.role, e.name,
               iif(e.picture IS NULL, 0, e.width), e.height
           FROM evidence e JOIN causes c ON c.id = e.cause_id WHERE c.site_id = ?""",
        [site.id],
    )
    return {row[0]: Evidence(*row) for row in rows}


def picture(db: sqlite3.Connection, cause_id: int) -> bytes:
    """Return the picture of a cause, as it was stored."""
    row = db.execute("SELECT picture FROM evidence WHERE cause_id = ?", [cause_id]).fetchone()
    return bytes(row[0])


def example(db: sqlite3.Connection, cause: Cause, page_id: int) -> tuple[RawFinding, str]:
    """Return the cause's finding on one page, and the selector of the cause."""
    row = db.execute(
        f"""SELECT {RAW_FINDING}, c.selector
            FROM findings f JOIN causes c ON c.id = f.cause_id
            WHERE f.cause_id = ? AND f.page_id = ? AND f.ended_run_id IS NULL
            AND f.set_aside = '' LIMIT 1""",  # noqa: S608 (our own words)
        [cause.id, page_id],
    ).fetchone()
    return RawFinding(*row[:-1]), row[-1]
