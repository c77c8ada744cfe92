"""The section "Non-accessible content" of the statement, drafted from what surely fails.

Dates and burden are left blank for a person. The headings and the sentence under the first are
those of the government's model statement, which regulation 8 asks bodies to follow.
"""

import sqlite3
from collections.abc import Iterator

from reports.drafts.criteria import sentence_of
from reports.drafts.failing import Failing, failing_criteria
from reports.drafts.law import Law, law_of
from reports.exports.subject import Subject
from reports.paper import Block, Grid, Heading, Link, Paper, Points, Words, said
from reports.wording import count, day, path_of, short

WHAT_IT_IS = "A draft made by Dropkerb. A person must check every sentence before you publish it."
MOST_CANDIDATES = 10
DATE = "[[the date by which you will fix this: you decide]]"


def statement(db: sqlite3.Connection, subject: Subject) -> Paper:
    """Return the section, and behind it what only its writer needs."""
    law = law_of(db, subject.site)
    failing = failing_criteria(db, subject)
    return Paper(
        title=f"Non-accessible content: {said(subject.site.title)}",
        what_it_is=WHAT_IT_IS,
        blocks=(*_section(db, subject, law, failing), *_for_the_writer(db, subject, law, failing)),
        day=subject.day,
    )


def _section(
    db: sqlite3.Connection, subject: Subject, law: Law, failing: list[Failing]
) -> Iterator[Block]:
    yield Words(
        f"Put what follows into your accessibility statement. It rests on the crawl of "
        f"{day(subject.run.started_at)}, which judged "
        f"{count(subject.run.pages_audited, 'page')}. Fill in every blank.",
    )
    if law.statement.get("model", "uk") != "uk":
        yield Words(
            "The headings are those of the model of the United Kingdom. The law of this site asks "
            "for other ones, or for no statement.",
            "notice",
        )
    yield Heading("Non-accessible content")
    yield Words("The content listed below is non-accessible for the following reasons.")
    yield Heading("Non-compliance with the accessibility regulations", 3)
    open_ones = [each for each in failing if not each.is_claimed]
    if open_ones:
        yield Points([_item(each, law) for each in open_ones], is_numbered=True)
    else:
        yield Words("[[Automation found no sure failure. List what a test by people found.]]")
    yield Heading("Disproportionate burden", 3)
    claimed = [each for each in failing if each.is_claimed]
    if claimed:
        yield Points([f"{_what(each, law)} [[{_burden()}]]" for each in claimed])
    else:
        yield Words(f"[[Only if you claim it: name the content. {_burden()} Else leave this out.]]")
    yield Heading("Content that's not within the scope of the accessibility regulations", 3)
    yield from _out_of_scope(db, subject)


def _burden() -> str:
    return "Say why, give the date of the assessment, and say what people can use instead."


def _what(each: Failing, law: Law) -> str:
    return (
        f"{sentence_of(each.number, each.title)} This fails {law.wcag} success criterion "
        f"{each.number} ({_plain(each.title)}). We found this on {count(each.pages, 'page')}."
    )


def _plain(title: str) -> str:
    """Return "contrast, minimum" for "Contrast (Minimum)"."""
    return title.lower().replace(" (", ", ").replace(")", "")


def _item(each: Failing, law: Law) -> str:
    known = f"; your record says {day(each.fix_by)}" if each.fix_by else ""
    date = DATE.replace("]]", f"{known}]]")
    return f"{_what(each, law)} We plan to fix it by {date}."


def _out_of_scope(db: sqlite3.Connection, subject: Subject) -> Iterator[Block]:
    exempt = db.execute(
        """SELECT DISTINCT t.reason FROM triage t
           WHERE t.site_id = ? AND t.kind = 'exempt' AND t.ended_at IS NULL ORDER BY 1""",
        [subject.site.id],
    ).fetchall()
    if exempt:
        yield Points([f"[[Reason given in your record: {said(row[0])}]]" for row in exempt])
    candidates = db.execute(
        "SELECT count(*) FROM exemption_candidates WHERE site_id = ?", [subject.site.id]
    ).fetchone()[0]
    if candidates:
        told = count(candidates, "address", "addresses")
        yield Words(
            f"[[A person has to decide on {told} that may be outside the scope: see the list below."
            " Content that people need for a service is never outside it.]]"
        )
    elif not exempt:
        yield Words("[[Name content that the regulations leave out, and which rule says so.]]")


def _for_the_writer(
    db: sqlite3.Connection, subject: Subject, law: Law, failing: list[Failing]
) -> Iterator[Block]:
    yield Heading("For you, not for publication")
    in_it = {True: "yes", False: "no", None: "no statement found"}
    if failing:
        yield Grid(
            "Criteria that surely fail",
            ("Criterion", "Pages", "Causes", "An example", "In the statement now"),
            [
                (
                    f"{each.number} {each.title}",
                    f"{each.pages:,}",
                    f"{each.causes:,}",
                    Link(short(path_of(each.example), 60), each.example)
                    if each.example
                    else "none",
                    in_it[each.is_in_statement],
                )
                for each in failing
            ],
        )
    gone = db.execute(
        """SELECT criterion, title, quote FROM statement_drift
           WHERE site_id = ? AND drift = 'no longer found' ORDER BY requirement_id""",
        [subject.site.id],
    ).fetchall()
    if gone:
        yield Grid(
            "In the statement, but not found in the last three runs: a person must test them",
            ("Criterion", "What the statement says"),
            [(f"{row['criterion']} {row['title']}", said(row["quote"])) for row in gone],
        )
    yield from _candidates(db, subject)
    yield Points(
        [
            "Automation finds only some barriers. Add what tests by people found.",
            "Do not write that the website meets the standard as a whole: no machine can tell.",
            "Write dates that you can keep. The regulator reads them.",
        ]
    )
    yield from law.colophon()


def _candidates(db: sqlite3.Connection, subject: Subject) -> Iterator[Block]:
    rows = db.execute(
        """SELECT url, why FROM exemption_candidates WHERE site_id = ?
           ORDER BY exemption_id, url LIMIT ?""",
        [subject.site.id, MOST_CANDIDATES],
    ).fetchall()
    if rows:
        yield Grid(
            f"What may be outside the scope, the first {len(rows)}: less risk, never none",
            ("Address", "Why"),
            [(Link(short(path_of(row["url"]), 70), row["url"]), said(row["why"])) for row in rows],
        )
