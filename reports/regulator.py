"""The regulator's simplified test, emulated: its sample, its list of issues, its severity filter.

Source: gov.uk/guidance/accessibility-monitoring-how-we-test, and the list of issues in the record
(table regulator_issues). Where the regulator's people try a page by hand, our checks in a real
browser stand in; what no check looks at is left for a person.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from reports.exports.subject import HELD_THEN, OPEN_THEN, Subject
from reports.sample import Chosen, Sample, regulator_sample

SEVERE = frozenset({"critical", "serious"})  # the regulator records nothing milder


@dataclass(frozen=True, slots=True)
class Place:
    """Where an issue shows."""

    page: Chosen
    cause_id: int
    audit: str
    is_sure: bool
    impact: str
    message: str
    selector: str
    snippet: str
    state: str


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of the regulator's list, and what our checks say of it on the sample."""

    id: int
    kind: str  # axe, manual or pdf
    words: str
    criteria: tuple[tuple[str, str, str], ...]  # number, title, level
    how: str
    places: tuple[Place, ...]

    @property
    def sure(self) -> tuple[Place, ...]:
        """Places where a check is sure."""
        return tuple(place for place in self.places if place.is_sure)

    @property
    def told_criteria(self) -> str:
        return ", ".join(f"{number} {title}".strip() for number, title, _ in self.criteria)


@dataclass(frozen=True, slots=True)
class Result:
    """What the test would bring, as far as a machine can tell."""

    sample: Sample
    found: tuple[Issue, ...]  # sure and severe
    asked: tuple[Issue, ...]  # a person must look whether it is so
    mild: tuple[Issue, ...]  # found, but too mild for the regulator to record
    silent: tuple[Issue, ...]  # looked for on these pages; nothing found, which is no pass
    by_hand: tuple[Issue, ...]  # no check looked for it
    elsewhere: int  # issues of the list, sure and severe, that stand on the site at all
    pages: int  # pages of the whole site with any of them

    @property
    def is_known(self) -> bool:
        """Whether the record has the regulator's list."""
        return any((self.found, self.asked, self.mild, self.silent, self.by_hand))


FOUND = f"""
SELECT g.issue_id, f.page_id, f.cause_id, a.name AS audit, f.status, c.impact, f.message,
    f.selector, f.snippet, f.state
FROM findings f JOIN causes c ON c.id = f.cause_id JOIN audits a ON a.id = c.audit_id
JOIN regulator_audits g ON g.audit = a.name
WHERE f.page_id = :page AND f.set_aside NOT IN ('false positive', 'exempt') AND {OPEN_THEN}
ORDER BY f.status, f.elements DESC, c.key, f.id
"""  # noqa: S608 (our own words)
LOOKED = f"""
SELECT DISTINCT g.issue_id FROM outcomes o JOIN audits a ON a.id = o.audit_id
JOIN regulator_audits g ON g.audit = a.name
WHERE o.page_id = :page AND o.status <> 'error' AND {HELD_THEN}
"""  # noqa: S608 (our own words)


ON_SITE = f"""
SELECT count(DISTINCT g.issue_id), count(DISTINCT f.page_id) FROM regulator_audits g
JOIN regulator_issues i ON i.id = g.issue_id JOIN audits a ON a.name = g.audit
JOIN causes c ON c.audit_id = a.id AND c.site_id = :site JOIN findings f ON f.cause_id = c.id
WHERE f.status = 'failed' AND f.set_aside NOT IN ('false positive', 'exempt') AND {OPEN_THEN}
AND iif(i.kind = 'axe', i.impact, c.impact) IN ('critical', 'serious')
"""  # noqa: S608 (our own words)


def simplified_test(db: sqlite3.Connection, subject: Subject) -> Result:
    """Return what the regulator's first test could report, as of the run."""
    sample = regulator_sample(db, subject.site, subject.run.id)
    places: defaultdict[int, list[Place]] = defaultdict(list)
    looked: set[int] = set()
    for page in sample.pages:
        asked = {"page": page.page_id, "run": subject.run.id}
        for row in db.execute(FOUND, asked):
            places[row["issue_id"]].append(_place(page, row))
        looked.update(row["issue_id"] for row in db.execute(LOOKED, asked))
    sorted_in: dict[str, list[Issue]] = {
        name: [] for name in ("found", "asked", "mild", "silent", "by_hand")
    }
    criteria = _criteria(db)
    for row in db.execute("SELECT id, kind, words, impact, how FROM regulator_issues ORDER BY id"):
        issue = Issue(
            id=row["id"],
            kind=row["kind"],
            words=row["words"],
            criteria=tuple(criteria.get(row["id"], ())),
            how=row["how"],
            places=tuple(places[row["id"]]),
        )
        sorted_in[_heap(issue, row["impact"], was_looked=row["id"] in looked)].append(issue)
    sorted_in["found"].sort(key=lambda issue: (-_pages(issue), issue.id))
    elsewhere, pages = db.execute(ON_SITE, subject.asked).fetchone()
    heaps = {name: tuple(each) for name, each in sorted_in.items()}
    return Result(sample=sample, **heaps, elsewhere=elsewhere, pages=pages)


def _place(page: Chosen, row: sqlite3.Row) -> Place:
    return Place(
        page=page,
        cause_id=row["cause_id"],
        audit=row["audit"],
        is_sure=row["status"] == "failed",
        impact=row["impact"],
        message=row["message"],
        selector=row["selector"],
        snippet=row["snippet"],
        state=row["state"],
    )


def _heap(issue: Issue, impact: str, *, was_looked: bool) -> str:
    """Return where an issue belongs: the regulator records what is sure and severe."""
    if issue.sure:
        grave = {impact} if issue.kind == "axe" else {place.impact for place in issue.sure}
        return "found" if grave & SEVERE else "mild"
    if issue.places:
        return "asked"
    return "silent" if was_looked else "by_hand"


def _pages(issue: Issue) -> int:
    return len({place.page.page_id for place in issue.sure})


def _criteria(db: sqlite3.Connection) -> Mapping[int, list[tuple[str, str, str]]]:
    found: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for row in db.execute(
        """SELECT g.issue_id, substr(g.requirement_id, 6) AS number, coalesce(q.title, '') AS title,
               coalesce(q.level, '') AS level
           FROM regulator_requirements g LEFT JOIN requirements q ON q.id = g.requirement_id
           ORDER BY g.issue_id, g.requirement_id"""
    ):
        found[row["issue_id"]].append((row["number"], row["title"], row["level"]))
    return found
