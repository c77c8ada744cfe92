"""What the regulator's first report could say, as a draft letter. Our own wording throughout."""

import re
import sqlite3
from collections.abc import Iterator, Sequence

from reports.drafts.failing import left_out
from reports.drafts.law import Law, law_of
from reports.exports.subject import Subject
from reports.paper import (
    Block,
    Grid,
    Heading,
    Link,
    Paper,
    Picture,
    Points,
    Words,
    said,
)
from reports.regulator import Issue, Place, Result, simplified_test
from reports.sample import Chosen
from reports.wording import count, day, path_of, sentence, short

WHAT_IT_IS = "A draft made by Dropkerb. Not from the regulator."
MOST_ISSUES = 12  # told in full, the most widespread first; the rest are listed
MOST_PLACES = 3  # rows of an issue
MOST_FAULTS = 12  # of the statement
LONGEST = 200  # characters of a message or a selector
SITE_NAME = re.compile(r"(?<=\S) [-–|] [^-–|]*$")  # which most titles end with


def letter(db: sqlite3.Connection, subject: Subject) -> Paper:
    """Return the letter, with evidence."""
    result = simplified_test(db, subject)
    law = law_of(db, subject.site)
    return Paper(
        title=f"What the regulator could write about {said(subject.site.title)}",
        what_it_is=WHAT_IT_IS,
        blocks=tuple(_blocks(db, subject, result, law)),
        day=subject.day,
    )


def _blocks(db: sqlite3.Connection, subject: Subject, result: Result, law: Law) -> Iterator[Block]:
    if not result.is_known:
        yield Words("The record does not hold the regulator's list yet. The next run brings it.")
        return
    faults = _statement_faults(db, subject)
    yield from _opening(subject, result, law, faults)
    yield from _sample(result)
    yield Heading("Issues that its report could list")
    if not result.found:
        yield Words(
            "Our checks found nothing on these pages that the regulator would call severe. "
            "People still have to test by hand what stands further down."
        )
    for number, issue in enumerate(result.found[:MOST_ISSUES], 1):
        yield from _issue(db, number, issue)
    if len(result.found) > MOST_ISSUES:
        yield Grid(
            "More issues that its report could list",
            ("Issue", "Criterion", "Pages", "One of them"),
            [_in_a_row(issue) for issue in result.found[MOST_ISSUES:]],
        )
    yield from _statement(db, subject, faults)
    yield from _for_people(result)
    yield from _limits(result, left_out(db, subject))
    yield from law.colophon()


def _opening(
    subject: Subject, result: Result, law: Law, faults: Sequence[sqlite3.Row]
) -> Iterator[Block]:
    pages = {place.page.page_id for issue in result.found for place in issue.sure}
    yield Words(
        f"To [[name and post]]. This is what a first, simplified test by the {law.monitor} could "
        f"find on {said(subject.site.start_url)}. We worked it out from the crawl of "
        f"{day(subject.run.started_at)}.",
        "lead",
    )
    if not law.monitoring.get("body"):
        yield Words(
            "The law of this site names nobody who runs such a test. What follows is how the "
            "regulator of the United Kingdom tests, for comparison.",
            "notice",
        )
    yield Heading("In short")
    number = len(result.asked) + len(result.by_hand)
    of = count(len(result.sample.pages), "page")
    told = [
        f"Issues that its report could list: {len(result.found)}, on {len(pages)} of {of}."
        if result.found
        else f"Issues that its report could list: none on these {of}.",
        _elsewhere(result),
        f"The accessibility statement: {_in_short(faults)}",
        f"Issues that a person has to confirm or test by hand: {number}.",
    ]
    if law.fix_weeks:
        acknowledge = law.monitoring.get("acknowledge_days")
        first = f"{acknowledge} days to say that you have it, and " if acknowledge else ""
        told.append(
            f"With a real report you would have {first}{law.fix_weeks} weeks to fix what it lists."
        )
    yield Points(told)


def _elsewhere(result: Result) -> str:
    issues, pages = count(result.elsewhere, "such issue"), count(result.pages, "page")
    return (
        f"On the whole site: {issues} on {pages}. Another choice of pages would meet some of them."
        if result.elsewhere
        else "On the whole site our checks found none either."
    )


def _in_short(faults: Sequence[sqlite3.Row]) -> str:
    if not faults:
        return "our checks found no fault, or did not judge it."
    decisive = sum(row["decides"] for row in faults)
    if decisive:
        return f"{count(len(faults), 'fault')}, {decisive} of them decisive."
    return f"{count(len(faults), 'fault')}, none of them decisive."


def _sample(result: Result) -> Iterator[Block]:
    yield Heading("The pages that it could test")
    rows = [
        (_link(page), f"{page.kind[:1].upper()}{page.kind[1:]}", page.why)
        for page in result.sample.pages
    ]
    yield Grid("Pages of the sample", ("Page", "Kind", "Why we took it"), rows)
    if result.sample.missing:
        yield Words(" ".join(result.sample.missing))


def _link(page: Chosen) -> Link:
    file = "" if page.kind == "PDF" else f"pages/{page.page_id}.html"
    name = SITE_NAME.sub("", said(page.title.strip()))
    path = path_of(page.url)
    return Link(f"{short(name, 70)} ({path})" if name else path, page.url, file)


def _issue(db: sqlite3.Connection, number: int, issue: Issue) -> Iterator[Block]:
    yield Heading(f"{number}. {sentence(issue.words)}", 3)
    audits = ", ".join(dict.fromkeys(place.audit for place in issue.sure))
    criteria = f"Criterion: {issue.told_criteria}. " if issue.criteria else ""
    by_hand = "A browser tried it, in the place of a person. " if issue.kind == "manual" else ""
    yield Words(f"{criteria}{by_hand}Found by: {audits}.", "quiet")
    rows = []
    pages: list[int] = []
    for place in issue.sure:
        if place.page.page_id not in pages:
            pages.append(place.page.page_id)
            rows.append((_link(place.page), _message(place), short(said(place.selector), LONGEST)))
    yield Grid(
        f"Where issue {number} stands",
        ("Page", "What is wrong", "Element"),
        rows[:MOST_PLACES],
    )
    if len(rows) > MOST_PLACES:
        yield Words(f"The same on {count(len(rows) - MOST_PLACES, 'more page', 'more pages')}.")
    picture = _picture(db, issue)
    if picture is not None:
        yield picture


def _in_a_row(issue: Issue) -> tuple[str, str, str, Link]:
    pages = {place.page.page_id for place in issue.sure}
    numbers = ", ".join(number for number, *_ in issue.criteria)
    return sentence(issue.words), numbers, f"{len(pages)}", _link(issue.sure[0].page)


def _message(place: Place) -> str:
    message = short(said(place.message), LONGEST)
    return f"{message} Found {said(place.state)}." if place.state else message


def _picture(db: sqlite3.Connection, issue: Issue) -> Picture | None:
    """Return the first picture that the record has of the issue."""
    for cause in dict.fromkeys(place.cause_id for place in issue.sure):
        row = db.execute(
            """SELECT picture, width, height FROM evidence
               WHERE cause_id = ? AND picture IS NOT NULL AND width > 0 AND height > 0""",
            [cause],
        ).fetchone()
        if row is not None:
            return Picture(
                content=bytes(row["picture"]),
                width=row["width"],
                height=row["height"],
                alt=f"The element boxed in red: {sentence(issue.words)}",
                file=f"pictures/{cause}.webp",
            )
    return None


def _statement_faults(db: sqlite3.Connection, subject: Subject) -> list[sqlite3.Row]:
    """Return what is wrong with the statement by the regulator's own checks, the worst first."""
    return db.execute(
        """SELECT c.id, c.title, c.part, c.decides, v.message FROM statement_verdicts v
           JOIN statement_checks c ON c.id = v.check_id
           WHERE v.site_id = ? AND v.ended_run_id IS NULL AND v.is_fault
           AND c.regulator_number IS NOT NULL
           ORDER BY c.decides DESC, CASE c.severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1
               WHEN 'medium' THEN 2 ELSE 3 END, c.place""",
        [subject.site.id],
    ).fetchall()


def _statement(
    db: sqlite3.Connection, subject: Subject, faults: Sequence[sqlite3.Row]
) -> Iterator[Block]:
    yield Heading("The accessibility statement")
    now = db.execute(
        "SELECT url, grade FROM statement_now WHERE site_id = ?", [subject.site.id]
    ).fetchone()
    if now is None or now["grade"] == "not judged":
        yield Words("No run has judged the statement yet.")
        return
    if now["url"]:
        yield Words(f"We read the statement at {said(now['url'])}.")
    if not faults:
        yield Words("Our checks found no fault. A person has to read it all the same.")
        return
    rows = [
        (_check(row), said(row["message"]), "yes" if row["decides"] else "no")
        for row in faults[:MOST_FAULTS]
    ]
    heading = ("What should be so", "What is so", "Decisive")
    yield Grid("What the regulator would ask you to mend", heading, rows)
    if len(faults) > MOST_FAULTS:
        yield Words(f"And {count(len(faults) - MOST_FAULTS, 'more fault', 'more faults')}.")


def _check(row: sqlite3.Row) -> str:
    """Return what a check asks for; which heading it is about stands in its part."""
    title, part = said(row["title"]), said(row["part"])
    return f"{title} ({part})" if title.startswith("That ") and part else title


def _for_people(result: Result) -> Iterator[Block]:
    yield Heading("To be confirmed or tested by hand")
    if result.asked:
        rows = [
            (
                sentence(issue.words),
                short(said(issue.places[0].message), LONGEST),
                _link(issue.places[0].page),
            )
            for issue in result.asked
        ]
        heading = ("Issue", "What we ask", "A page with it")
        yield Grid("A check asks a person", heading, rows)
    if result.by_hand:
        yield Grid(
            "To be tested by hand",
            ("Why no check of ours told", "Issues"),
            _by_reason(result.by_hand),
        )


def _by_reason(issues: Sequence[Issue]) -> list[tuple[str, str]]:
    """Return each reason once, with all issues that it holds for."""
    found: dict[str, list[str]] = {}
    for issue in issues:
        found.setdefault(sentence(issue.how), []).append(sentence(issue.words))
    return [(why, " ".join(words)) for why, words in found.items()]


def _limits(result: Result, set_aside: int) -> Iterator[Block]:
    yield Heading("What this letter leaves out")
    if set_aside:
        yield Words(
            f"People called {count(set_aside, 'failure')} on this website false or exempt. The "
            "regulator does not know that, and may see it in another way."
        )
    if result.silent:
        yield Words(
            f"Our checks looked for {count(len(result.silent), 'more issue', 'more issues')} of "
            "the regulator's list on these pages and found nothing. That is no proof that all is "
            "well: a person may see what a machine does not."
        )
    if result.mild:
        words = " ".join(sentence(issue.words) for issue in result.mild)
        yield Words(f"The regulator records only what is severe. We left out as too mild: {words}")
    yield Words(
        "The regulator chooses its own pages, uses its own people and tools, and may find more. "
        "The law asks for more than its first test looks at."
    )
