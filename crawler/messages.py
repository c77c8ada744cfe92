"""Digests to readers: written from the record, made harmless, sent by Apprise.

Sending is a courtesy: whatever goes wrong with it is noted and told, and no run fails for it.
"""

import logging
import os
import unicodedata
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.news import Piece, news_of
from crawler.readers import ABOUT, MissingVariableError, Reader
from crawler.store.record import RecordError, open_record, read_record
from crawler.store.runs import Run, note

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.sites import Site

log = logging.getLogger("dropkerb")

KIND = "messages"  # of the note on a run
LONGEST_LINE = 300
WAIT_SECONDS = 30  # for the record, to note that a message was not sent
# What the services that are written to would take for markup, a link, or a call to everybody.
HARMLESS = str.maketrans({"@": "＠", "<": "‹", ">": "›", "[": "(", "]": ")", "`": "'", "|": "¦"})


@dataclass(frozen=True, slots=True)
class Digest:
    """What one reader is told: a subject without any words of pages, and plain text."""

    reader: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a digest: why it did not reach its reader, or ""."""

    reader: str
    problem: str = ""


def harmless(text: str) -> str:
    """Return a text of a stranger on one line, with nothing in it that a service obeys.

    No line ends, control or direction characters, no mentions, no tags, no links under other
    words. An address of the site stays one that people can follow.
    """
    plain = "".join(
        " " if unicodedata.category(char)[0] in "CZ" else char for char in text[: 4 * LONGEST_LINE]
    )
    plain = " ".join(plain.translate(HARMLESS).replace("*", "∗").replace("~~", "~").split())
    return plain if len(plain) <= LONGEST_LINE else f"{plain[:LONGEST_LINE]}..."


def digests(site: "Site", pieces: Iterable[Piece], report: Path | None) -> list[Digest]:
    """Return a digest for each reader of the site who cares about something of the news."""
    pieces = list(pieces)
    title = harmless(site.title or site.name)[:80]
    made = []
    for name, reader in site.messages.items():
        wanted = [each for each in pieces if each.kind in reader.about]
        if not wanted:
            continue
        number = sum(len(each.lines) + each.left_out for each in wanted)
        things = "thing" if number == 1 else "things"
        text = "\n\n".join(_part(each) for each in wanted)
        where = f"\n\nThe report: {harmless(str(report))}" if report else ""
        made.append(Digest(name, f"{title}: {number} {things} to know of last night", text + where))
    return made


def _part(piece: Piece) -> str:
    lines = [f"- {harmless(line)}" for line in piece.lines]
    if piece.left_out:
        lines.append(f"- and {piece.left_out} more, in the report")
    return "\n".join([f"{ABOUT[piece.kind]}:", *lines])


def send(
    readers: Mapping[str, Reader],
    digest: Digest,
    environment: Mapping[str, str] | None = None,
) -> Sent:
    """Send a digest to all addresses of its reader; nothing is raised.

    What went wrong is said without the address, which holds secrets.
    """
    import apprise

    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)  # it would log addresses
    try:
        addresses = readers[digest.reader].addresses(
            os.environ if environment is None else environment
        )
    except MissingVariableError as error:
        return Sent(digest.reader, f"{error}.")
    problems = []
    for place, address in enumerate(addresses, start=1):
        target = apprise.Apprise()
        is_known = is_sent = False
        with suppress(Exception), warnings.catch_warnings():  # a plugin may do anything
            warnings.simplefilter("ignore")  # of libraries, to people who can't mend them
            is_known = bool(target.add(address))
            is_sent = is_known and bool(
                target.notify(
                    title=digest.subject, body=digest.text, body_format=apprise.NotifyFormat.TEXT
                )
            )
        if not is_sent:
            why = "did not take it" if is_known else "is none that Apprise knows"
            problems.append(f"address {place} {why}.")
    return Sent(digest.reader, " ".join(problems))


def send_news(
    site: "Site", record: Path, report: Path | None, *, ended_since: str
) -> Iterator[Sent]:
    """Send the news of the last run of a site to the readers who care; note what was not sent.

    Only of a run that ended since then (UTC, ISO 8601). One that waits to be gone on with is not
    over, and has no news yet.
    """
    with suppress(RecordError):
        db = read_record(record)
        try:
            run_id = last_run(db, site.name)
            is_over = run_id is not None and _is_over(db, run_id, ended_since)
            pieces = news_of(db, run_id) if run_id is not None and is_over else []
        finally:
            db.close()
        problems = []
        for digest in digests(site, pieces, report):
            sent = send(site.messages, digest)
            problems += [sent] if sent.problem else []
            yield sent
        if problems and run_id:
            _note(record, run_id, problems)


def last_run(db: "Database", site: str) -> int | None:
    """Return the number of the last run of a site, or None when it had none."""
    row = db.execute(
        "SELECT max(r.id) FROM runs r JOIN sites s ON s.id = r.site_id WHERE s.name = ?", [site]
    ).fetchone()
    return row[0] if row else None


def _is_over(db: "Database", run_id: int, since: str) -> bool:
    row = db.execute(
        """SELECT finished_at >= ? AND NOT EXISTS (SELECT 1 FROM frontier f WHERE f.run_id = r.id)
           FROM runs r WHERE r.id = ?""",
        [since, run_id],
    ).fetchone()
    return bool(row[0])


def _note(record: Path, run_id: int, problems: Iterable[Sent]) -> None:
    db = open_record(record, wait=WAIT_SECONDS)
    try:
        with db.atomic():
            for each in problems:
                said = f"A message to {harmless(each.reader)} was not sent: {each.problem}"
                note(db, Run(run_id, 0), KIND, said)
    finally:
        db.close()
