"""The regulator's list of issues and the checks by hand, written to the record for its reports."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from audits.manual_checks import ManualCheck
from audits.regulator import RegulatorIssue
from crawler.store.record import told_of

if TYPE_CHECKING:
    from sqlite_utils import Database


def save_regulator(db: "Database", issues: Iterable[RegulatorIssue]) -> None:
    """Write the issues that the regulator's test can report, with the audits that see each.

    Raises RecordError.
    """
    issues = list(issues)
    with told_of(db):
        db.execute("DELETE FROM regulator_audits")
        db.execute("DELETE FROM regulator_requirements")
        db.conn.executemany(
            """INSERT INTO regulator_issues (id, kind, words, axe_rule, impact, how)
               VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind,
                   words = excluded.words, axe_rule = excluded.axe_rule,
                   impact = excluded.impact, how = excluded.how""",
            [
                (each.id, each.kind, each.words, each.axe_rule, each.impact, each.how)
                for each in issues
            ],
        )
        db.conn.executemany(
            "INSERT INTO regulator_requirements (issue_id, requirement_id) VALUES (?, ?)",
            [(each.id, requirement) for each in issues for requirement in each.requirements],
        )
        db.conn.executemany(
            "INSERT INTO regulator_audits (issue_id, audit) VALUES (?, ?)",
            [(each.id, audit) for each in issues for audit in each.audits],
        )


def save_manual_checks(db: "Database", checks: Iterable[ManualCheck]) -> None:
    """Write what a person has to look at for each criterion. Raises RecordError."""
    with told_of(db):
        db.execute("DELETE FROM manual_checks")
        db.conn.executemany(
            "INSERT INTO manual_checks (requirement_id, by_hand, not_looked_at) VALUES (?, ?, ?)",
            [(each.requirement, each.by_hand, each.not_looked_at) for each in checks],
        )
