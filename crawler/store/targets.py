"""Addresses that pages link to: which are still to be asked, and how each answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.store.texts import storable, whole_number

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

WEB_KINDS = ("page", "document", "asset", "external")
REFUSED = (401, 403, 429, 999)  # answers that say who we are, not whether the page is there
PASSING = (408, 502, 503, 504)  # answers of a server that is busy, also when asked again


@dataclass(frozen=True, slots=True)
class Answer:
    """How an own address answered in this run."""

    page_id: int
    outcome: str
    status: int | None
    redirect_to: str
    reason: str
    content_type: str
    bytes: int | None


@dataclass(frozen=True, slots=True)
class End:
    """Where an own address leads in the end."""

    state: str  # ok, broken, blocked to robots, unsure; "" when it leaves what the crawl visited
    reason: str
    hops: int
    url: str  # where the redirects end; "" without redirects
    answer: Answer


def unchecked(db: "Database", run: "Run") -> list[str]:
    """Return the web addresses that some page links to and that this run has not asked for.

    Those not asked for the longest time come first, so that a limit on each host leaves none out
    for ever. Addresses still on the frontier are left to the crawl that goes on with it.
    """
    marks = ", ".join("?" * len(WEB_KINDS))
    rows = db.execute(
        f"""SELECT t.url FROM targets t
            WHERE t.site_id = ? AND t.kind IN ({marks}) AND t.checked_run_id IS NOT ?
            AND t.url LIKE 'http%'
            AND EXISTS (SELECT 1 FROM links l WHERE l.target_id = t.id AND l.ended_run_id IS NULL)
            AND NOT EXISTS (SELECT 1 FROM frontier f
                WHERE f.run_id = ? AND f.url = t.url AND f.state = 'waiting')
            ORDER BY coalesce(t.checked_run_id, 0), t.id""",  # noqa: S608 (question marks only)
        [run.site_id, *WEB_KINDS, run.id, run.id],
    )
    return [url for (url,) in rows]


def save_target(
    db: "Database",
    run: "Run",
    url: str,
    *,
    state: str,
    status: int | None = None,
    reason: str = "",
    hops: int = 0,
    redirect_to: str = "",
    content_type: str = "",
    bytes: int | None = None,  # noqa: A002 (the column's name)
) -> None:
    """Write how an address answered in this run."""
    db.execute(
        """UPDATE targets SET state = ?, status = ?, reason = ?, hops = ?, redirect_to = ?,
               content_type = ?, bytes = ?, checked_run_id = ? WHERE site_id = ? AND url = ?""",
        [
            state,
            status,
            storable(reason),
            hops,
            storable(redirect_to, 2000),
            storable(content_type, 100),
            whole_number(bytes),
            run.id,
            run.site_id,
            url,
        ],
    )


def resolve_own_targets(db: "Database", run: "Run") -> None:
    """Give each address that the crawl itself visited its state, redirects followed.

    An address whose redirects lead out of what was visited is left to the link check.
    """
    answers = _answers(db, run)
    rows = db.execute("SELECT id, url, kind FROM targets WHERE site_id = ?", [run.site_id])
    resolved, named = [], []
    for target_id, url, kind in rows.fetchall():
        answer = answers.get(url)
        if answer is None:
            continue
        end = follow(url, answers)
        named.append((answer.page_id, _kind(kind, end), target_id))
        if end.state:
            last = end.answer
            told = (last.status, end.reason, end.hops, end.url, last.content_type, last.bytes)
            resolved.append((end.state, *told, run.id, target_id))
    db.conn.executemany("UPDATE targets SET page_id = ?, kind = ? WHERE id = ?", named)
    db.conn.executemany(
        """UPDATE targets SET state = ?, status = ?, reason = ?, hops = ?, redirect_to = ?,
               content_type = ?, bytes = ?, checked_run_id = ? WHERE id = ?""",
        resolved,
    )


def follow(url: str, answers: Mapping[str, Answer]) -> End:
    """Return where an own address leads, hop by hop."""
    answer, seen = answers[url], [url]
    while answer.outcome == "redirect":
        url = answer.redirect_to
        hops = len(seen)
        if url in seen:
            return _circle(url, hops, answer, is_itself=hops == 1)
        if url not in answers:
            return End("", "", hops, url, answer)
        seen.append(url)
        answer = answers[url]
    hops = len(seen) - 1
    return End(_state(answer), answer.reason, hops, url if hops else "", answer)


def _circle(url: str, hops: int, answer: Answer, *, is_itself: bool) -> End:
    if is_itself:  # perhaps to set a cookie or a parameter, which a browser would carry on
        return End("unsure", "It redirects to itself.", hops, url, answer)
    return End("broken", "It redirects in a circle.", hops, url, answer)


def _state(answer: Answer) -> str:
    if answer.outcome in ("audited", "document"):
        return "ok"
    if answer.outcome == "missing":
        return "broken"
    if answer.outcome == "forbidden" or answer.status in REFUSED:
        return "blocked to robots"
    if answer.status is None or answer.status in PASSING:
        return "unsure"
    if answer.status < 300:  # noqa: PLR2004 (it answered, though the page could not be judged)
        return "ok"
    return "broken"


def _kind(kind: str, end: End) -> str:
    """Return "document" for a page that turned out to be a file, and the other way round."""
    if kind in ("page", "document"):
        return {"audited": "page", "document": "document"}.get(end.answer.outcome, kind)
    return kind


def _answers(db: "Database", run: "Run") -> dict[str, Answer]:
    rows = db.execute(
        """SELECT p.url, p.id, v.outcome, v.status, v.redirect_to, v.reason, v.content_type,
               v.bytes FROM visits v JOIN pages p ON p.id = v.page_id WHERE v.last_run_id = ?""",
        [run.id],
    )
    return {url: Answer(*values) for url, *values in rows}
