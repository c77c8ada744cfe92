"""A worksheet for an assessment of disproportionate burden, one sheet for each criterion.

What the record knows is filled in; what only a person can say is left as a blank. Regulation 7 of
the UK regulations asks for the assessment before the claim. The worksheet never decides.
"""

import sqlite3
from collections.abc import Iterator, Sequence

from reports.drafts.criteria import sentence_of
from reports.drafts.failing import Failing, failing_criteria
from reports.drafts.law import Law, factors, law_of
from reports.exports.subject import Subject
from reports.paper import Block, Grid, Heading, Paper, Points, Words, said
from reports.source import ReportError
from reports.wording import count, day, number

WHAT_IT_IS = "A worksheet made by Dropkerb. It decides nothing: a person weighs and signs."
MOST_TASKS = 6

CLAIMS = """
SELECT DISTINCT t.reason, t.person, t.decided_at, t.expires_on FROM triage t
JOIN triage_causes k ON k.triage_id = t.id JOIN causes c ON c.id = k.cause_id
JOIN audit_requirements ar ON ar.audit_id = c.audit_id
WHERE t.site_id = :site AND t.kind = 'burden' AND t.ended_at IS NULL
AND ar.requirement_id = :criterion ORDER BY t.decided_at
"""


def burden(db: sqlite3.Connection, subject: Subject, criteria: Sequence[str] = ()) -> Paper:
    """Return the worksheet: for these criteria, else for what is claimed, else for all that fails.

    Raises ReportError when one of the criteria does not surely fail.
    """
    law = law_of(db, subject.site)
    return Paper(
        title=f"Is it a disproportionate burden? {said(subject.site.title)}",
        what_it_is=WHAT_IT_IS,
        blocks=tuple(
            _blocks(db, subject, law, _chosen(db, subject, criteria), is_asked=bool(criteria))
        ),
        day=subject.day,
    )


def _chosen(db: sqlite3.Connection, subject: Subject, criteria: Sequence[str]) -> Sequence[Failing]:
    failing = failing_criteria(db, subject)
    known = {each.number for each in failing}
    for asked in criteria:
        if asked not in known:
            raise ReportError(
                f"Automation found no sure failure of {asked}; those that fail: "
                f"{', '.join(each.number for each in failing) or 'none'}."
            )
    return [each for each in failing if not criteria or each.number in criteria]


def _blocks(
    db: sqlite3.Connection,
    subject: Subject,
    law: Law,
    failing: Sequence[Failing],
    *,
    is_asked: bool,
) -> Iterator[Block]:
    claims = {each.requirement: _claims(db, subject, each) for each in failing}
    claimed = [each for each in failing if claims[each.requirement] and not is_asked]
    yield Words(
        "The law lets a body leave something undone for a time when to fix it would be a burden "
        "out of all proportion. It asks for this assessment before the claim, not after.",
        "lead",
    )
    if law.burden and not law.burden.get("allowed", True):
        yield Words("The law of this site knows no such claim.", "notice")
    weighed = factors(law)
    if weighed:
        yield Words("What has to be weighed:")
        yield Points([f"{each[:1].upper()}{each[1:]}." for each in map(said, weighed)])
    yield Words(
        "Lack of time, knowledge or priority is no reason. A claim does not last: review it at "
        "least once a year. Without a claim there is no need to fill in a sheet."
    )
    yield _organisation(db, subject)
    if not failing:
        yield Words("Automation found no sure failure. Add sheets for what people found.")
    if claimed:
        yield Words("The sheets are for what your record says is claimed.")
    for each in claimed or failing:
        yield from _sheet(subject, each, claims[each.requirement])
    yield from law.colophon()


def _organisation(db: sqlite3.Connection, subject: Subject) -> Grid:
    """Return what holds for all sheets: who the body is."""
    tier = db.execute("SELECT council_tier FROM sites WHERE id = ?", [subject.site.id]).fetchone()
    kind = f"Kind of council: {said(tier[0])}. " if tier and tier[0] else ""
    judged = count(subject.run.pages_audited, "page")
    return Grid(
        "The organisation, for all sheets",
        ("Question", "Answer"),
        [
            ("Nature", f"{said(subject.site.title)}. {kind}[[What the organisation does]]"),
            ("Size", "[[Staff, residents]]"),
            ("Resources", "[[Budget of the website, people who work on it, contracts that run]]"),
            ("Size of the website", f"{judged}, crawled on {day(subject.run.started_at)}."),
        ],
        is_compact=True,
    )  # fmt: skip


def _claims(db: sqlite3.Connection, subject: Subject, each: Failing) -> list[sqlite3.Row]:
    asked = {"site": subject.site.id, "criterion": each.requirement}
    return db.execute(CLAIMS, asked).fetchall()


def _sheet(subject: Subject, each: Failing, claims: list[sqlite3.Row]) -> Iterator[Block]:
    shared = (
        f"; {each.shared} of them in parts that pages share, so one fix clears many pages"
        if each.shared
        else ""
    )
    decided = " ".join(
        f"Your record: {said(row['reason'])} ({said(row['person'])}, {day(row['decided_at'])})."
        for row in claims
    )
    ends = next((row["expires_on"] for row in claims if row["expires_on"]), "")
    review = f"; your record says {day(ends)}" if ends else ""
    yield Heading(f"{each.number} {each.title}")
    yield Grid(
        f"Sheet for {each.number}",
        ("Question", "Answer"),
        [
            ("What people meet", sentence_of(each.number, each.title)),
            ("What there is to fix", f"{count(each.causes, 'cause')}{shared}."),
            ("Pages with it", f"{each.pages:,} of {subject.run.pages_audited:,}."),
            ("Views in 28 days", _views(each.views)),
            ("What people do there", _tasks(each.tasks)),
            ("Cost of fixing it", "[[Days of work, and pounds; who reckoned it]]"),
            ("Gain for disabled people", "[[Who, how many, how often and how long]]"),
            ("Until then they can use", "[[Telephone, another format, a person]]"),
            ("Does it outweigh the gain", f"{decided} [[Yes or no, and why]]".strip()),
            ("Date of this assessment", "[[Day, month, year]]"),
            ("Assessed by", "[[Name and post]]"),
            ("To be reviewed by", f"[[Within a year{review}]]"),
        ],
        is_compact=True,
    )  # fmt: skip


def _views(views: float | None) -> str:
    if views is None:
        return "Not known: nobody imported any. [[How often the pages are used]]"
    return f"About {number(views)}, from the newest import."


def _tasks(tasks: Sequence[str]) -> str:
    if not tasks:
        return "None of the usual tasks, as far as the crawl shows. [[What the pages are for]]"
    more = f", and {len(tasks) - MOST_TASKS} more" if len(tasks) > MOST_TASKS else ""
    return f"{', '.join(map(said, tasks[:MOST_TASKS]))}{more}."
