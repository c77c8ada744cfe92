"""How each criterion stood as of a run: pages that failed, that a person must look at, judged."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from reports.exports.subject import HELD_THEN, OPEN_THEN, Subject


@dataclass(frozen=True, slots=True)
class Standing:
    """Numbers of pages.

    What a person called a false positive does not count. What the law exempts does: it fails the
    criterion all the same.
    """

    failed: int = 0
    asked: int = 0  # pages that a person has to look at
    judged: int = 0  # pages on which a check that speaks to it gave a verdict

    @property
    def is_tested(self) -> bool:
        """Whether any check said anything of it."""
        return bool(self.judged)


JUDGED = f"""
SELECT ar.requirement_id AS criterion, count(DISTINCT o.page_id) AS pages
FROM outcomes o JOIN audit_requirements ar ON ar.audit_id = o.audit_id
WHERE o.site_id = :site AND o.status IN ('passed', 'failed', 'needs review') AND {HELD_THEN}
GROUP BY 1
"""  # noqa: S608 (our own words)
FOUND = f"""
SELECT DISTINCT ar.requirement_id AS criterion, f.status, f.page_id
FROM causes c JOIN findings f ON f.cause_id = c.id
JOIN audit_requirements ar ON ar.audit_id = c.audit_id
WHERE c.site_id = :site AND f.set_aside <> 'false positive' AND {OPEN_THEN}
"""  # noqa: S608 (our own words)


def standings(db: sqlite3.Connection, subject: Subject) -> Mapping[str, Standing]:
    """Return the standing of each criterion, by its id; one that nobody tested has zeroes."""
    pages: defaultdict[str, dict[str, set[int]]] = defaultdict(
        lambda: {"failed": set(), "needs review": set()}
    )
    for row in db.execute(FOUND, subject.asked):
        pages[row["criterion"]][row["status"]].add(row["page_id"])
    judged = {row["criterion"]: row["pages"] for row in db.execute(JUDGED, subject.asked)}
    return defaultdict(
        Standing,
        {
            each: Standing(
                len(pages[each]["failed"]), len(pages[each]["needs review"]), judged.get(each, 0)
            )
            for each in {*judged, *pages}
        },
    )
