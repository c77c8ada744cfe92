"""One page for councillors each quarter: where the website stands, and three asks; no jargon."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from reports.drafts.criteria import short_of
from reports.drafts.failing import Failing, failing_criteria, left_out, open_risks
from reports.drafts.law import NOT_ADVICE, law_of
from reports.exports.subject import OPEN_THEN, Subject
from reports.paper import Block, Grid, Heading, Mark, Paper, Points, Words, said
from reports.rows import Run, Site
from reports.tasks import ONLINE
from reports.trend import COVERAGE
from reports.wording import count, day

WHAT_IT_IS = "A draft made by Dropkerb from a crawl of the website. An officer must check it."
MOST_BARRIERS = 4
SOURCE = re.compile(r"^(?:A contact costs|From sites\.toml|Socitm|The upper end)")
MONTHS = ("January to March", "April to June", "July to September", "October to December")

COUNTED = f"""
SELECT count(DISTINCT f.page_id) AS pages, count(DISTINCT ar.requirement_id) AS criteria
FROM findings f JOIN causes c ON c.id = f.cause_id
JOIN audit_requirements ar ON ar.audit_id = c.audit_id
JOIN site_criteria q ON q.site_id = c.site_id AND q.requirement_id = ar.requirement_id
WHERE c.site_id = :site AND f.status = 'failed' AND f.set_aside IN ('', 'accepted') AND {OPEN_THEN}
"""  # noqa: S608 (our own words)
TASKS = """
SELECT sum(coalesce(completion, 0) >= :online) AS online,
    sum(state IN ('found', 'not found')) AS asked FROM tasks WHERE run_id = :run
"""
EARLIER = """
SELECT id, started_at, pages_audited, status FROM runs
WHERE site_id = :site AND status = 'done' AND started_at < :before ORDER BY id DESC LIMIT 1
"""
LOST = """
SELECT sum(pounds_low) AS low, sum(pounds_high) AS high, count(*) AS pages,
    max(cost_source) AS source FROM abandonment_points WHERE site_id = ? AND pounds_high IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """The website in numbers, as of one run."""

    audited: int
    failing: int
    criteria: int
    online: int | None
    asked: int | None


def councillors(db: sqlite3.Connection, subject: Subject) -> Paper:
    """Return the page: the quarter of the run, held against the last run of the quarter before."""
    start = _quarter_start(subject.run)
    before = db.execute(EARLIER, {"site": subject.site.id, "before": start.isoformat()}).fetchone()
    return Paper(
        title=f"{said(subject.site.title)}: can everyone use it? {_quarter(start)}",
        what_it_is=WHAT_IT_IS,
        blocks=tuple(_blocks(db, subject, before)),
        day=subject.day,
    )


def _quarter_start(run: Run) -> date:
    then = date.fromisoformat(run.started_at[:10])
    return date(then.year, 3 * ((then.month - 1) // 3) + 1, 1)


def _quarter(start: date) -> str:
    return f"{MONTHS[(start.month - 1) // 3]} {start.year}"


def _figures(db: sqlite3.Connection, site: Site, run: int, audited: int) -> Figures:
    counted = db.execute(COUNTED, {"site": site.id, "run": run}).fetchone()
    tasks = db.execute(TASKS, {"run": run, "online": ONLINE}).fetchone()
    return Figures(audited, counted["pages"], counted["criteria"], tasks["online"], tasks["asked"])


def _blocks(
    db: sqlite3.Connection, subject: Subject, earlier: sqlite3.Row | None
) -> Iterator[Block]:
    site, run = subject.site, subject.run
    now = _figures(db, site, run.id, run.pages_audited)
    before = (
        _figures(db, site, earlier["id"], earlier["pages_audited"]) if earlier is not None else None
    )
    risks = open_risks(db, subject)
    failing = failing_criteria(db, subject, risks)
    law = law_of(db, site)
    yield Words(
        f"A program opened {count(now.audited, 'page')} of the website and looked for barriers "
        "that keep disabled people out. It finds only some of them, so the true number is higher.",
    )
    yield _table(now, before, _criteria(db, site))
    yield Words(_compared(run, earlier, now, before), "quiet")
    if number := left_out(db, subject):
        yield Words(
            f"The numbers leave out {count(number, 'failure')} that the program saw. Officers "
            "decided that it was wrong, or that the law does not ask for it.",
            "quiet",
        )
    yield Heading("What keeps people out")
    widest = sorted(failing, key=lambda each: (-each.pages, each.number))[:MOST_BARRIERS]
    if widest:
        yield Points([_barrier(each) for each in widest])
    else:
        yield Words("The program found no barrier of which it is sure. People must still look.")
    yield Heading("What the law asks")
    yield Words(f"{_statement(db, site)} The {law.monitor} checks public websites for this law.")
    yield Heading("What it may cost")
    yield Words(_cost(db, site))
    yield Heading("What we ask of councillors")
    yield Points(_asks(db, site, risks, failing), is_numbered=True)
    yield Words(f"{NOT_ADVICE} Figures of {day(run.started_at)}.", "quiet")


def _criteria(db: sqlite3.Connection, site: Site) -> int:
    sql = "SELECT count(*) FROM site_criteria WHERE site_id = ?"
    return int(db.execute(sql, [site.id]).fetchone()[0])


def _table(now: Figures, before: Figures | None, criteria: int) -> Grid:
    rows = [
        _row(
            "Pages with a barrier", now.failing, before.failing if before else None, now.audited, -1
        ),
        _row(
            "Rules of the standard that are broken",
            now.criteria,
            before.criteria if before else None,
            criteria,
            -1,
        ),
    ]
    if now.asked:
        rows.append(
            _row(
                "Tasks that people can finish online",
                now.online or 0,
                before.online if before and before.asked else None,
                now.asked,
                1,
            )
        )
    return Grid("Where we stand", ("What", "Now", "Last quarter", "In a word"), rows)


def _row(name: str, now: int, before: int | None, of: int, better: int) -> tuple[str | Mark, ...]:
    """Return a row; `better` is 1 where more is better, and -1 where fewer is."""
    said_now = f"{now:,} of {of:,}"
    if before is None:
        return name, said_now, "not known", Mark("First look", "")
    if now == before:
        return name, said_now, f"{before:,}", Mark("Same", "")
    is_better = (now - before) * better > 0
    sign = "▲" if now > before else "▼"
    mark = Mark(f"Better {sign}", "good") if is_better else Mark(f"Worse {sign}", "bad")
    return name, said_now, f"{before:,}", mark


def _compared(run: Run, earlier: sqlite3.Row | None, now: Figures, before: Figures | None) -> str:
    if earlier is None or before is None:
        return "There is no complete look from the quarter before, so nothing to compare with yet."
    told = f"Compared with {day(earlier['started_at'])}, the last look of the quarter before."
    is_other = abs(now.audited - before.audited) > COVERAGE * max(before.audited, 1)
    if run.status != "done" or is_other:
        told += (
            f" Take care: that look saw {before.audited:,} pages, this one {now.audited:,}, so "
            "part of the change comes from what was looked at."
        )
    return told


def _barrier(each: Failing) -> str:
    name = short_of(each.number, each.title)
    return f"{name[:1].upper()}{name[1:]}: on {count(each.pages, 'page')}."


def _statement(db: sqlite3.Connection, site: Site) -> str:
    row = db.execute(
        "SELECT kind, grade, reviewed_on, is_likely_refused FROM statement_now WHERE site_id = ?",
        [site.id],
    ).fetchone()
    asked = "The law asks for a statement that says what does not work."
    if row is None or row["grade"] == "not judged":
        return f"{asked} We have not judged ours yet."
    if row["kind"] != "statement":
        return f"{asked} We found none on the website that counts as one."
    reviewed = f", last reviewed on {day(row['reviewed_on'])}," if row["reviewed_on"] else ""
    if row["is_likely_refused"]:
        return f"{asked} Ours{reviewed} has faults for which the regulator would likely refuse it."
    if row["grade"] == "no fault found":
        return f"{asked} In ours{reviewed} our checks found no fault."
    return f"{asked} Ours{reviewed} needs work, but has no fault that would decide against it."


def _cost(db: sqlite3.Connection, site: Site) -> str:
    row = db.execute(LOST, [site.id]).fetchone()
    if not row["pages"] or row["high"] is None:
        return (
            "Not known. Nobody has given us numbers of visits in which people give up, so we make "
            "no guess."
        )
    low, high = _rounded(row["low"], up=False), _rounded(row["high"], up=True)
    return (
        f"People give up on {count(row['pages'], 'page')} far more than is usual. If they ring up "
        f"instead, that costs between £{low:,} and £{high:,} a month. This is an estimate. "
        f"{_source(row['source'] or '')}"
    ).strip()


def _rounded(pounds: float, *, up: bool) -> int:
    """Return pounds in two significant figures, rounded outward like every range of costs."""
    step = 10 ** max(0, len(str(int(pounds))) - 2)
    return int((ceil if up else floor)(pounds / step) * step)


def _source(told: str) -> str:
    """Return the sentences that say where the figures are from, without the formula."""
    sentences = re.split(r"(?<=\.) (?=[A-Z])", said(told))
    return " ".join(each for each in sentences if SOURCE.search(each)).replace("GBP ", "£")


def _asks(
    db: sqlite3.Connection, site: Site, risks: list[sqlite3.Row], failing: list[Failing]
) -> list[str]:
    """Return three asks that a councillor can take to a meeting."""
    shared = {
        row["cause_id"]: row["pages"]
        for row in risks
        if row["pages"] > 1 and row["status"] != "burden claimed"
    }
    loose = {
        row["cause_id"]
        for row in risks
        if row["status"] == "open" and not (row["owner"] and row["fix_by"])
    }
    asks = []
    if shared:
        asks.append(
            f"Ask when we mend {count(len(shared), 'fault')} that many pages share. "
            f"One fix clears up to {count(max(shared.values()), 'page')}."
        )
    if loose:
        asks.append(
            f"Ask who mends what, and by when: {count(len(loose), 'fault lacks', 'faults lack')} a "
            "name or a date."
        )
    row = db.execute("SELECT grade FROM statement_now WHERE site_id = ?", [site.id]).fetchone()
    if row is not None and row["grade"] in ("fail", "mend"):
        asks.append("Ask for a corrected accessibility statement before the next meeting.")
    asks += [
        "Ask for a yearly test by disabled people. A program can't replace them.",
        "Ask that contracts with suppliers name the standard, and that someone checks it.",
        "Ask to see this page again next quarter.",
    ]
    return asks[:3] if failing or row is not None else asks[-3:]
