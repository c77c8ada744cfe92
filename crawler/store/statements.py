"""The accessibility statement of a site: read by page, found and judged when a run has ended."""

import difflib
import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from audits.profiles import Profile, load_profiles
from audits.statement.checks import load_checks
from audits.statement.choosing import Candidate, Choice, Known, SeenLink, choose
from audits.statement.judging import Verdict
from audits.statement.parts import Statement, statement_of
from audits.statement.reading import PageText, unpacked
from audits.statement.verdicts import judge
from crawler.store.statement_facts import (
    GONE,
    SeenHost,
    StatementSite,
    hosts_of,
    surroundings,
)
from crawler.store.texts import json_list, storable

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

LONGEST_BLOCKS = 400_000  # characters of JSON
LONGEST_TEXT = 100_000
LONGEST_QUOTE = 1000
MOST_LINKS = 5000  # of the home page
MOST_COMPARED = 1500  # lines of a version
MOST_CHANGES = 400
CALLED = (
    "(lower({0}) LIKE '%accessib%' OR lower({0}) LIKE '%hygyrch%')"  # what may lead to a statement
)


def save_page_statement(db: "Database", run: "Run", page_id: int, text: PageText | None) -> None:
    """Write what a page that was opened says, when it may be a statement; None when it is none."""
    db.execute("DELETE FROM page_statements WHERE page_id = ?", [page_id])
    if text is None:
        return
    packed = json.dumps(text.packed(), ensure_ascii=False)
    while len(packed) > LONGEST_BLOCKS:  # so that what is kept can be read as JSON
        text = PageText(text.heading, text.language, text.blocks[: len(text.blocks) // 2])
        packed = json.dumps(text.packed(), ensure_ascii=False)
    db.execute(
        """INSERT INTO page_statements (page_id, run_id, content_hash, language, heading, blocks)
           VALUES (?, ?, ?, ?, ?, ?)""",
        [
            *(page_id, run.id, text.hash, text.language, storable(text.heading)),
            storable(packed, LONGEST_BLOCKS),
        ],
    )


def judge_statement(db: "Database", run: "Run", *, home: str, is_whole: bool) -> None:
    """Find the site's statement on record, judge it, write both; in the caller's transaction.

    The run has its final status by then, since the views count it. Pages that were not seen
    tonight stand as they were.
    """
    row = db.execute(
        "SELECT s.title, s.profile_id FROM sites s WHERE s.id = ?", [run.site_id]
    ).fetchone()
    profile = load_profiles().get(row[1] or "")
    _save_checks(db)
    if profile is None:
        return
    known, site = _known(db, run, row[0], home)
    choice = choose(known)
    us_order = profile.jurisdiction.startswith("United States")
    statement = _statement(choice, known, us_order=us_order)
    _save_statements(db, run, choice, known, statement, profile)
    _save_criteria(db, run, statement if choice.kind == "statement" else None)
    hosts = hosts_of(db, run, site, statement)
    _save_hosts(db, run, hosts)
    around = surroundings(
        db, run, site, choice, known, statement, profile, hosts, is_whole=is_whole
    )
    _save_verdicts(db, run, judge(statement, around, profile))


def _statement(choice: Choice, known: Known, *, us_order: bool) -> Statement:
    urls = [url for url in (choice.url, *choice.parts) if url in known.pages]
    title = known.pages[urls[0]].title if urls else ""
    told = [(url, known.pages[url].text) for url in urls]
    if not told and choice.url:
        told = [(choice.url, PageText())]
    return statement_of(told, title=title, us_order=us_order)


def _known(db: "Database", run: "Run", title: str, home: str) -> tuple[Known, StatementSite]:
    """Read the pages that may be a statement and the links that may lead to it."""
    ends = _ends(db, run)
    rows = db.execute(
        f"""SELECT p.url, p.title, s.heading, s.language, s.blocks FROM page_statements s
            JOIN pages p ON p.id = s.page_id
            WHERE p.site_id = ? AND p.kind NOT IN {GONE} ORDER BY p.click_depth IS NULL,
                p.click_depth, length(p.url), p.url""",  # noqa: S608 (our own words)
        [run.site_id],
    )
    pages = {
        url: Candidate(url, name, PageText(heading, language, unpacked(json_list(blocks))))
        for url, name, heading, language, blocks in rows
    }
    home_id = db.execute(
        "SELECT id FROM pages WHERE site_id = ? AND url = ? AND audited_run_id IS NOT NULL",
        [run.site_id, home],
    ).fetchone()
    site = StatementSite(
        title=title,
        host=urlsplit(home).netloc,
        home=home,
        home_id=home_id[0] if home_id else None,
        ends=ends,
    )
    all_pages = db.execute(
        f"""SELECT count(*) FROM pages WHERE site_id = ? AND audited_run_id IS NOT NULL
            AND kind NOT IN {GONE}""",  # noqa: S608
        [run.site_id],
    ).fetchone()[0]
    return (
        Known(home, pages, _on_home(db, site), _elsewhere(db, run, site, pages), all_pages),
        site,
    )


def _ends(db: "Database", run: "Run") -> dict[str, str]:
    """Return where own addresses that redirect end, as they were last seen."""
    hops = dict(
        db.execute(
            """SELECT p.url, v.redirect_to FROM pages p JOIN visits v ON v.page_id = p.id
               WHERE p.site_id = ? AND p.kind = 'redirect' AND v.outcome = 'redirect'
               AND v.last_run_id = p.last_run_id""",
            [run.site_id],
        ).fetchall()
    )
    ends = {}
    for url in hops:
        end, seen = url, {url}
        while end in hops and hops[end] not in seen:
            end = hops[end]
            seen.add(end)
        ends[url] = end
    return ends


def _on_home(db: "Database", site: StatementSite) -> tuple[SeenLink, ...]:
    if site.home_id is None:
        return ()
    rows = db.execute(
        f"""SELECT l.text, t.url, t.kind FROM links l JOIN targets t ON t.id = l.target_id
            WHERE l.page_id = ? AND l.ended_run_id IS NULL AND l.rel = 'link'
            AND {CALLED.format("l.text")} ORDER BY l.id LIMIT {MOST_LINKS}""",  # noqa: S608
        [site.home_id],
    )
    return tuple(
        SeenLink(text, site.ends.get(url, url), 1, kind == "document") for text, url, kind in rows
    )


def _elsewhere(
    db: "Database", run: "Run", site: StatementSite, pages: Mapping[str, Candidate]
) -> tuple[SeenLink, ...]:
    """Return the links that may lead to a statement, with the pages they stand on, most first."""
    wanted = set(pages) | {url for url, end in site.ends.items() if end in pages}
    rows = db.execute(
        f"""SELECT min(l.text), t.url, t.kind, count(DISTINCT l.page_id) FROM targets t
            CROSS JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
            WHERE t.site_id = ? AND l.rel = 'link' AND {CALLED.format("l.text")}
            AND (t.url IN (SELECT value FROM json_each(?)) OR {CALLED.format("t.url")})
            GROUP BY t.id ORDER BY 4 DESC, t.url LIMIT 200""",  # noqa: S608
        [run.site_id, json.dumps(sorted(wanted))],
    )
    return tuple(
        SeenLink(text, site.ends.get(url, url), number, kind == "document")
        for text, url, kind, number in rows
    )


def _save_statements(
    db: "Database",
    run: "Run",
    choice: Choice,
    known: Known,
    statement: Statement,
    profile: Profile,
) -> None:
    """Write the versions that stand now; what changed ends, and its successor tells the changes."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    if choice.kind != "missing":
        rows[choice.url, "main"] = _row(choice.kind, choice.found_by, statement, profile)
    for role, urls in (
        ("part", choice.parts),
        ("translation", (choice.translation,) if choice.translation else ()),
        ("another", choice.others),
    ):
        for url in urls:
            rows[url, role] = _row("statement", "", known.pages[url].statement, profile)
    for (url, _), row in rows.items():
        page = db.execute(
            "SELECT id FROM pages WHERE site_id = ? AND url = ?", [run.site_id, url]
        ).fetchone()
        row["page_id"] = page[0] if page else None
    open_rows = db.execute(
        """SELECT id, url, role, content_hash, kind, first_run_id FROM statements
           WHERE site_id = ? AND ended_run_id IS NULL""",
        [run.site_id],
    ).fetchall()
    for number, url, role, content_hash, kind, first in open_rows:
        same = rows.get((url, role))
        if same is not None and (same["content_hash"], same["kind"]) == (content_hash, kind):
            _update(db, number, rows.pop((url, role)))
        elif first == run.id:
            db.execute("DELETE FROM statements WHERE id = ?", [number])
        else:
            db.execute("UPDATE statements SET ended_run_id = ? WHERE id = ?", [run.id, number])
    for (url, role), row in rows.items():
        _insert(db, run, url, role, row)


def _row(kind: str, found_by: str, statement: Statement, profile: Profile) -> dict[str, Any]:
    dated = {event: statement.latest(event) for event in ("prepared", "reviewed", "tested")}
    days = {event: each.date.day if each else None for event, each in dated.items()}
    last = days["reviewed"] or days["prepared"]
    return {
        "kind": kind,
        "found_by": found_by,
        "content_hash": statement.hash,
        "language": statement.language,
        "title": storable(statement.heading),
        "text": storable(statement.text(), LONGEST_TEXT),
        "claim": statement.claim,
        "wcag_version": statement.version,
        "scope": storable(statement.scope, LONGEST_QUOTE),
        "prepared_on": _iso(days["prepared"]),
        "reviewed_on": _iso(days["reviewed"]),
        "tested_on": _iso(days["tested"]),
        "review_due_on": _iso(_due(last, profile.statement.review_months)) if last else None,
        "promises": storable(
            json.dumps(
                [
                    [each.date.day.isoformat(), each.quote[:LONGEST_QUOTE]]
                    for each in statement.dates
                    if each.event == "promised"
                ][:100],
                ensure_ascii=False,
            ),
            LONGEST_TEXT,
        ),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _due(day: date, months: int) -> date:
    return date.fromordinal(day.toordinal() + round(months * 365 / 12))


def _update(db: "Database", number: int, row: Mapping[str, Any]) -> None:
    names = ", ".join(f"{name} = :{name}" for name in row)
    db.execute(f"UPDATE statements SET {names} WHERE id = :id", {**row, "id": number})  # noqa: S608


def _insert(db: "Database", run: "Run", url: str, role: str, row: Mapping[str, Any]) -> None:
    before = db.execute(
        """SELECT text FROM statements WHERE site_id = ? AND role = ? AND ended_run_id IS NOT NULL
           AND (role = 'main' OR url = ?) ORDER BY id DESC LIMIT 1""",
        [run.site_id, role, url],
    ).fetchone()
    changes = changes_between(before[0], row["text"]) if before else []
    told = {
        **row,
        "site_id": run.site_id,
        "url": storable(url, 2000),
        "role": role,
        "changes": storable(json.dumps(changes, ensure_ascii=False), LONGEST_TEXT),
        "first_run_id": run.id,
    }
    names, marks = ", ".join(told), ", ".join(f":{name}" for name in told)
    db.execute(f"INSERT INTO statements ({names}) VALUES ({marks})", told)  # noqa: S608


def changes_between(before: str, now: str) -> list[list[str]]:
    """Return what differs between two versions: a sign (+, - or a space) and a line each."""
    lines = difflib.unified_diff(
        before.splitlines()[:MOST_COMPARED], now.splitlines()[:MOST_COMPARED], n=1, lineterm=""
    )
    return [
        [line[0], line[1:500]]
        for line in list(lines)[2:MOST_CHANGES]
        if line[:1] in ("+", "-", " ")
    ]


def _save_criteria(db: "Database", run: "Run", statement: Statement | None) -> None:
    named = dict(statement.criteria) if statement else {}
    open_rows = db.execute(
        """SELECT id, requirement_id, first_run_id FROM statement_criteria
           WHERE site_id = ? AND ended_run_id IS NULL""",
        [run.site_id],
    ).fetchall()
    for number, requirement, first in open_rows:
        if requirement in named:
            quote = storable(named.pop(requirement), LONGEST_QUOTE)
            db.execute("UPDATE statement_criteria SET quote = ? WHERE id = ?", [quote, number])
        else:
            _end(db, "statement_criteria", number, first, run)
    db.conn.executemany(
        """INSERT INTO statement_criteria (site_id, requirement_id, quote, first_run_id)
           SELECT ?, id, ?, ? FROM requirements WHERE id = ?""",
        [
            (run.site_id, storable(quote, LONGEST_QUOTE), run.id, requirement)
            for requirement, quote in named.items()
        ],
    )


def _end(db: "Database", table: str, number: int, first: int, run: "Run") -> None:
    """End a row; one that this run began, and no longer finds, never was."""
    if first == run.id:
        db.execute(f"DELETE FROM {table} WHERE id = ?", [number])  # noqa: S608 (our own names)
    else:
        db.execute(f"UPDATE {table} SET ended_run_id = ? WHERE id = ?", [run.id, number])  # noqa: S608


def _save_hosts(db: "Database", run: "Run", hosts: Mapping[str, SeenHost]) -> None:
    db.execute("DELETE FROM statement_hosts WHERE site_id = ?", [run.site_id])
    db.conn.executemany(
        """INSERT INTO statement_hosts (site_id, host, kind, supplier, pages, example_url, is_named)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        [
            (
                *(run.site_id, storable(host), each.host.kind, each.supplier, each.pages),
                *(each.example, int(each.host.is_named)),
            )
            for host, each in hosts.items()
        ],
    )


def _save_checks(db: "Database") -> None:
    db.conn.executemany(
        """INSERT INTO statement_checks (id, place, regulator_number, how, severity, decides, part,
               title, why, by_hand) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET place = excluded.place, how = excluded.how,
               regulator_number = excluded.regulator_number, severity = excluded.severity,
               decides = excluded.decides, part = excluded.part, title = excluded.title,
               why = excluded.why, by_hand = excluded.by_hand""",
        [
            (
                *(each.id, place, each.number, each.how, each.severity, int(each.decides)),
                *(each.part, each.title, each.why, each.by_hand),
            )
            for place, each in enumerate(load_checks().values())
        ],
    )


def _save_verdicts(db: "Database", run: "Run", verdicts: Mapping[str, Verdict]) -> None:
    """Write the verdicts; an interval ends when the verdict changes, not when its words do."""
    left = dict(verdicts)
    open_rows = db.execute(
        """SELECT id, check_id, verdict, is_fault, first_run_id FROM statement_verdicts
           WHERE site_id = ? AND ended_run_id IS NULL""",
        [run.site_id],
    ).fetchall()
    for number, check, verdict, is_fault, first in open_rows:
        now = left.get(check)
        if now is not None and (now.verdict, now.is_fault) == (verdict, bool(is_fault)):
            db.execute(
                """UPDATE statement_verdicts SET quote = ?, message = ?, write_instead = ?
                   WHERE id = ?""",
                [*_words(now), number],
            )
            del left[check]
        else:
            _end(db, "statement_verdicts", number, first, run)
    db.conn.executemany(
        """INSERT INTO statement_verdicts (site_id, check_id, verdict, is_fault, quote, message,
               write_instead, first_run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            (run.site_id, check, now.verdict, int(now.is_fault), *_words(now), run.id)
            for check, now in left.items()
        ],
    )


def _words(verdict: Verdict) -> tuple[str, str, str]:
    return (
        storable(verdict.quote, LONGEST_QUOTE),
        storable(verdict.message, LONGEST_QUOTE),
        storable(verdict.write, LONGEST_QUOTE),
    )
