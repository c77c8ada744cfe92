"""The law that a site is held to, as papers tell it: names, bodies, weeks, sources."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.paper import Block, Heading, Points, said
from reports.rows import Site
from reports.source import json_object
from reports.wording import day, sentence

NOT_ADVICE = "This is not legal advice."


@dataclass(frozen=True, slots=True)
class Law:
    """What papers tell of a law; empty where the record does not know."""

    name: str
    standard: str
    checked_on: str
    confidence: str
    source: str
    note: str
    statement: Mapping[str, Any]
    monitoring: Mapping[str, Any]
    burden: Mapping[str, Any]

    @property
    def monitor(self) -> str:
        """Who monitors it, to be read after "the"."""
        return str(self.monitoring.get("body") or "regulator")

    @property
    def fix_weeks(self) -> int | None:
        """Weeks that the monitor gives to fix what it found."""
        weeks = self.monitoring.get("fix_weeks")
        return weeks if isinstance(weeks, int) else None

    @property
    def wcag(self) -> str:
        """The version of WCAG that the standard names, such as "WCAG 2.2"."""
        _, name, rest = self.standard.partition("WCAG ")
        return f"{name}{rest[:3]}" if name else "WCAG 2.2"

    def colophon(self) -> Sequence[Block]:
        """Return what stands at the end of every paper: sources, date, and what it is not."""
        told = [NOT_ADVICE]
        if self.name:
            told += [
                f"The law: {said(self.name)}.",
                f"The standard: {said(self.standard)}.",
                f"We last checked what we say of it on {day(self.checked_on)}.",
                f"Sources: {said(self.source)}.",
            ]
            if "K" in self.confidence:
                told.append("Some of these facts were not checked against their source.")
            if self.note:
                told.append(sentence(said(self.note)))
        return [Heading("Sources and limits"), Points(told)]


def law_of(db: sqlite3.Connection, site: Site) -> Law:
    """Return the law of a site; one without a name when the record has none."""
    row = db.execute(
        """SELECT p.* FROM profiles p JOIN sites s ON s.profile_id = p.id WHERE s.id = ?""",
        [site.id],
    ).fetchone()
    if row is None:
        return Law("", "", "", "", "", "", {}, {}, {})
    words = {key: row[key] or "" for key in ("name", "standard", "checked_on", "confidence")}
    return Law(
        **words,
        source=row["source"] or "",
        note=row["note"] or "",
        statement=json_object(row["statement"]),
        monitoring=json_object(row["monitoring"]),
        burden=json_object(row["burden"]),
    )


def factors(law: Law) -> list[str]:
    """Return what an assessment of burden has to weigh."""
    found = law.burden.get("factors")
    return [str(each) for each in found] if isinstance(found, list) else []
