"""The register and what belongs to it as tables, with columns like the regulator's."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.exports.subject import Subject
from reports.rows import Run
from reports.wording import day, number

Cell = str | int | float | None

NOT_ADVICE = "This is not legal advice. What automation can't judge is not thereby met."
IN_STATEMENT = {None: "no statement found", 0: "no", 1: "yes"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, what it holds in a sentence, its columns with their widths, its rows."""

    name: str
    about: str
    columns: Mapping[str, int]  # heading and width in characters
    rows: Iterable[Sequence[Cell]]


REGISTER = """
SELECT :title AS organisation, :start AS website, r.criterion, r.title, r.level, r.issue, r.audit,
    coalesce(r.example, '') AS example, r.pages, r.tasks, r.task_names, r.visits, r.severity,
    r.likelihood, r.impact, r.risk, r.rule, r.in_statement, r.first_seen, r.age_days, r.owner,
    r.fix_by, r.status, r.reason, r.reviewer, r.review_on, r.cause_id, c.key, r.evidence
FROM risk_register r JOIN causes c ON c.id = r.cause_id WHERE r.site_id = :site
ORDER BY r.status NOT IN ('open', 'burden claimed'), r.status = 'fixed', r.risk DESC,
    r.pages DESC, r.requirement_id, c.key
"""
REGISTER_COLUMNS = {
    "Organisation": 24,
    "Website": 28,
    "Criterion": 10,
    "Name of the criterion": 24,
    "Level": 7,
    "Issue": 48,
    "Check": 22,
    "Example page": 44,
    "Pages": 8,
    "Tasks touched": 8,
    "Which tasks": 28,
    "Views in 28 days, estimated": 12,
    "Severity": 11,
    "Likelihood (1 to 5)": 11,
    "Impact (1 to 5)": 9,
    "Risk (1 to 25)": 9,
    "How the risk is worked out": 48,
    "Named in the statement": 14,
    "First seen": 12,
    "Age in days": 8,
    "Owner": 18,
    "Fix by": 12,
    "Status": 16,
    "Reason": 32,
    "Decided by": 16,
    "Review on": 12,
    "Number of the cause": 9,
    "Cause": 28,
    "Place in the report": 30,
}
PLACE_IN_STATEMENT = list(REGISTER_COLUMNS).index("Named in the statement")


def register(db: sqlite3.Connection, subject: Subject) -> Sheet:
    """Return the risk register: a row for each criterion and each cause that fails it."""
    site = subject.site
    asked = {"site": site.id, "title": site.title, "start": site.start_url}
    return Sheet(
        "Register",
        "A row for each criterion and each cause that fails it for sure, the gravest open first.",
        REGISTER_COLUMNS,
        (_told(row) for row in db.execute(REGISTER, asked)),
    )


def _told(row: sqlite3.Row) -> list[Cell]:
    cells = list(row)
    cells[PLACE_IN_STATEMENT] = IN_STATEMENT.get(cells[PLACE_IN_STATEMENT], "")
    return cells


PAGES = """
SELECT p.url, p.title, p.section, p.owner, p.failed, p.to_review, p.critical, p.serious,
    p.moderate, p.minor, (SELECT count(*) FROM task_pages t WHERE t.page_id = p.id) AS tasks,
    (SELECT round(b.views_28) FROM behaviour b WHERE b.page_id = p.id) AS views, p.edit_url
FROM page_summary p WHERE p.site = :name AND p.kind = 'page'
ORDER BY p.critical DESC, p.serious DESC, p.failed DESC, p.url
"""


def pages(db: sqlite3.Connection, subject: Subject) -> Sheet:
    """Return every page that was judged, those with the gravest failures first."""
    return Sheet(
        "Pages",
        "Every page that was judged, those with the gravest failures first.",
        {
            "Page": 50,
            "Title": 36,
            "Section": 18,
            "Owner": 18,
            "Sure failures": 9,
            "To review": 9,
            "Critical": 9,
            "Serious": 9,
            "Moderate": 9,
            "Minor": 9,
            "Tasks": 8,
            "Views in 28 days": 10,
            "Edit it here": 30,
        },
        map(tuple, db.execute(PAGES, {"name": subject.site.name})),
    )


CRITERIA = """
SELECT criterion, title, level, since, state, causes, pages, causes_to_review, pages_to_review,
    accepted, false_positives, exempt, not_looked_at, by_hand, url
FROM criteria_now WHERE site_id = :site
"""


def criteria(db: sqlite3.Connection, subject: Subject) -> Sheet:
    """Return every criterion that the site is held to; none is ever shown as met."""
    rows = [tuple(row) for row in db.execute(CRITERIA, {"site": subject.site.id})]
    rows.sort(key=lambda row: [int(part) for part in row[0].split(".") if part.isdigit()])
    return Sheet(
        "Criteria",
        "Every criterion that the site is held to. Automation never shows that one is met.",
        {
            "Criterion": 10,
            "Name": 30,
            "Level": 7,
            "Since WCAG": 8,
            "What automation says": 26,
            "Causes that fail": 9,
            "Pages that fail": 9,
            "Causes to review": 9,
            "Pages to review": 9,
            "Accepted": 9,
            "False positives": 9,
            "Exempt": 9,
            "What no check looks at": 48,
            "What a person has to do": 48,
            "Explained at": 40,
        },
        rows,
    )


CHECKS = """
SELECT c.id, c.regulator_number, c.part, c.title, c.how, c.severity, iif(c.decides, 'yes', 'no'),
    v.verdict, iif(v.is_fault, 'yes', 'no'), v.message, v.quote, v.write_instead, c.by_hand
FROM statement_checks c
LEFT JOIN statement_verdicts v ON v.check_id = c.id AND v.site_id = :site
    AND v.ended_run_id IS NULL
ORDER BY c.place
"""


def statement_checks(db: sqlite3.Connection, subject: Subject) -> Sheet:
    """Return every check of the accessibility statement with its verdict."""
    return Sheet(
        "Statement checks",
        "Every check of the accessibility statement, with its verdict and what to write instead.",
        {
            "Check": 8,
            "Number in the regulator's list": 10,
            "Part of the statement": 22,
            "What should be so": 44,
            "Judged by": 11,
            "Severity": 10,
            "Decides": 9,
            "Verdict": 14,
            "To be mended": 9,
            "What is so": 44,
            "Quote": 44,
            "What to write instead": 44,
            "For a person to look at": 36,
        },
        map(tuple, db.execute(CHECKS, {"site": subject.site.id})),
    )


CASES = """
SELECT g.id, g.reference, g.received_on, g.closed_on, g.note,
    (SELECT min(due_on) FROM gds_deadlines d
        WHERE d.report_id = g.id AND d.step LIKE 'Have mended %') AS due_on,
    (SELECT count(*) FROM gds_issue_states i WHERE i.report_id = g.id) AS issues,
    (SELECT count(*) FROM gds_issue_states i
        WHERE i.report_id = g.id AND i.state = 'no longer found') AS gone,
    (SELECT count(*) FROM gds_issue_states i
        WHERE i.report_id = g.id AND i.state = 'open') AS still_open
FROM gds_reports g WHERE g.site_id = :site ORDER BY g.received_on, g.id
"""


def cases(db: sqlite3.Connection, subject: Subject) -> Sheet:
    """Return a row for each report of the regulator; a row to fill in when there is none."""
    return Sheet(
        "Regulator's cases",
        "A row for each report of the regulator that was entered, to hold against its own case.",
        {
            "Organisation": 26,
            "Website": 30,
            "Case": 14,
            "Report received": 13,
            "Deadline to mend": 13,
            "Closed": 13,
            "Issues in the report": 10,
            "No longer found": 10,
            "Still found": 10,
            "No check can tell": 10,
            "Share no longer found": 12,
            "Statement found": 11,
            "Statement: what our checks say": 24,
            "Burden claimed": 11,
            "Regulator's decision on the statement": 24,
            "Regulator's recommendation": 24,
        },
        _cases(db, subject),
    )


def _cases(db: sqlite3.Connection, subject: Subject) -> Iterator[list[Cell]]:
    site = subject.site
    statement = db.execute(
        "SELECT kind, grade FROM statement_now WHERE site_id = ?", [site.id]
    ).fetchone()
    found = statement is not None and statement["kind"] == "statement"
    grade = (statement["grade"] or "") if statement is not None else ""
    claimed = db.execute(
        "SELECT 1 FROM triage WHERE site_id = ? AND kind = 'burden' AND ended_at IS NULL LIMIT 1",
        [site.id],
    ).fetchone()
    after = ["yes" if found else "no", grade, "yes" if claimed else "no", None, None]
    rows = db.execute(CASES, {"site": site.id}).fetchall()
    for row in rows:
        unknown = row["issues"] - row["gone"] - row["still_open"]
        share = f"{100 * row['gone'] / row['issues']:.0f} %" if row["issues"] else None
        yield [
            *(site.title, site.start_url, row["reference"], row["received_on"], row["due_on"]),
            *(row["closed_on"], row["issues"], row["gone"], row["still_open"], unknown, share),
            *after,
        ]
    if not rows:
        yield [site.title, site.start_url, "no report entered", *([None] * 8), *after]


def read_me(db: sqlite3.Connection, subject: Subject, others: Sequence[Sheet]) -> Sheet:
    """Return what the reader has to know, in sentences."""
    site, run = subject.site, subject.run
    law = db.execute(
        """SELECT p.name, p.standard, p.checked_on, p.confidence, p.source FROM profiles p
           JOIN sites s ON s.profile_id = p.id WHERE s.id = ?""",
        [site.id],
    ).fetchone()
    told: list[tuple[str, Cell]] = [
        ("Website", f"{site.title}, {site.start_url}"),
        ("Run", f"Number {run.id}, of {day(run.started_at)}"),
        ("Pages judged", f"{number(run.pages_audited)} of {number(run.pages_found)} addresses"),
        ("Made with", _made_with(run)),
        ("What it is not", NOT_ADVICE),
    ]
    if law is not None:
        told += [
            ("Law", law["name"]),
            ("Standard", law["standard"]),
            ("Checked on", f"{law['checked_on']} (confidence: {law['confidence']})"),
            ("Sources", law["source"]),
        ]
    told += [(f"Sheet: {sheet.name}", sheet.about) for sheet in others]
    told += [
        ("Risk", "Likelihood times impact; each row of the register writes its rule out."),
        ("Empty cells", "Not known, or not measured; never nought."),
        ("Accepted, exempt, burden", "Decisions of people. The failure is there all the same."),
    ]
    return Sheet("Read me", "What this file is.", {"What": 24, "Told": 90}, told)


def _made_with(run: Run) -> str:
    return (
        f"Dropkerb {run.dropkerb_version}, axe-core {run.axe_version or 'not used'}, IBM's engine "
        f"{run.ibm_version or 'not used'}, Chromium {run.browser_version or 'not known'}"
    )


def sheets(db: sqlite3.Connection, subject: Subject) -> list[Sheet]:
    """Return all sheets in their order; long ones are read as their rows are asked for."""
    others = [
        register(db, subject),
        pages(db, subject),
        criteria(db, subject),
        statement_checks(db, subject),
        cases(db, subject),
    ]
    return [read_me(db, subject, others), *others]
