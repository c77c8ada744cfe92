"""The user's gate: which open findings make a run end with exit code 1."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from audits.model import Impact

if TYPE_CHECKING:
    from sqlite_utils import Database

IMPACTS = [impact.value for impact in Impact]  # mildest first


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition, e.g. "new-serious": no new failure of serious or critical impact."""

    impact: str = "minor"
    is_new: bool = False

    @classmethod
    def read(cls, word: str) -> Self:
        """Return the gate that a word stands for; ValueError says what is allowed."""
        is_new = word == "new" or word.startswith("new-")
        impact = "minor" if word == "new" else word.removeprefix("new-")
        if impact not in IMPACTS:
            allowed = ", ".join([*IMPACTS, "new", *(f"new-{name}" for name in IMPACTS)])
            raise ValueError(f"{word!r} is no gate; allowed are {allowed}.")
        return cls(impact, is_new)

    def __str__(self) -> str:
        return f"new-{self.impact}" if self.is_new else self.impact


def broken_gate(db: "Database", run_id: int, gates: Iterable[Gate]) -> str:
    """Return a sentence about the first gate that fails in this run, or "".

    Counts open findings of status "failed"; best practices, which no law asks for, and what
    needs a person's review never fail a gate; nor does what a person has set aside.
    """
    for gate in gates:
        worse = IMPACTS[IMPACTS.index(gate.impact) :]
        marks = ", ".join("?" * len(worse))
        found = next(
            db.query(
                f"""SELECT count(*) AS n FROM findings f JOIN causes c ON c.id = f.cause_id
                    JOIN audits a ON a.id = c.audit_id JOIN runs r ON r.site_id = c.site_id
                    WHERE r.id = ? AND f.ended_run_id IS NULL AND f.status = 'failed'
                    AND f.set_aside = ''
                    AND a.category != 'best practice' AND c.impact IN ({marks})
                    AND (? = 0 OR f.first_run_id = r.id)""",  # noqa: S608 (question marks only)
                [run_id, *worse, int(gate.is_new)],
            )
        )["n"]
        if found:
            kind = "new failures" if gate.is_new else "open failures"
            return f"--fail-on {gate}: {found} {kind} of impact {gate.impact} or worse."
    return ""
