"""The words of the audits, as of the last run that used each."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from audits.registry import Rule
    from crawler.store.runs import Run


@dataclass(frozen=True, slots=True)
class AuditRow:
    id: int
    scope: str
    version: int
    last_run_id: int | None


def of_scope(audits: Mapping[str, AuditRow], scope: str) -> dict[int, str]:
    """Return the audits of one scope, by number."""
    return {each.id: name for name, each in audits.items() if each.scope == scope}


def registered(db: "Database", run: "Run", rules: Iterable["Rule"]) -> dict[str, AuditRow]:
    """Return every audit of the record by name; write the words of those that are new to the run.

    Read anew each time, since a hundred rows are quick to read: memory could outlive a
    transaction that was rolled back.
    """
    audits = _audits(db)
    new = [
        rule
        for rule in rules
        if (row := audits.get(rule.id)) is None
        or (row.last_run_id, row.version) != (run.id, rule.version)
    ]
    for rule in new:
        _save_audit(db, run, rule)
    return _audits(db) if new else audits


def _audits(db: "Database") -> dict[str, AuditRow]:
    rows = db.execute("SELECT name, id, scope, version, last_run_id FROM audits")
    return {name: AuditRow(*values) for name, *values in rows}


WORDS = (
    *("title", "failure_title", "category", "scope", "engine", "version", "impact"),
    *("why", "checks", "fix", "source", "unit", "certainty"),
)
SAVE_AUDIT = (
    f"INSERT INTO audits (name, {', '.join(WORDS)}, last_run_id) "  # noqa: S608 (our own names)
    f"VALUES (:name, {', '.join(f':{word}' for word in WORDS)}, :run) ON CONFLICT (name) DO UPDATE "
    f"SET {', '.join(f'{word} = excluded.{word}' for word in WORDS)}, last_run_id = :run "
    "RETURNING id"
)


def _save_audit(db: "Database", run: "Run", rule: "Rule") -> None:
    words = {word: getattr(rule, word) for word in WORDS}
    audit_id = db.execute(SAVE_AUDIT, {**words, "name": rule.id, "run": run.id}).fetchone()[0]
    asked = json.dumps(rule.requirements)
    db.execute(
        """DELETE FROM audit_requirements WHERE audit_id = ?
           AND requirement_id NOT IN (SELECT value FROM json_each(?))""",
        [audit_id, asked],
    )
    db.execute(
        """INSERT OR IGNORE INTO audit_requirements (audit_id, requirement_id)
           SELECT ?, id FROM requirements WHERE id IN (SELECT value FROM json_each(?))""",
        [audit_id, asked],
    )
