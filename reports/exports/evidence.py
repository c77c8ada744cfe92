"""The evidence pack: a zip with what the record holds on every cause that fails a criterion.

The same record gives the same bytes. One picture at a time is in memory, whatever the site's size.
"""

import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from reports import queries
from reports.exports.subject import OPEN_THEN, Subject
from reports.rows import Audit, Criterion
from reports.source import json_list
from reports.wording import count, day, day_and_time, sentence

Node = dict[str, Any]

MOST_PLACES = 20  # pages of a cause that are told in full; all addresses are listed
MOST_SNIPPET = 2000  # characters of HTML on the first page
MANIFEST = "manifest.sha256"
UNSAFE = re.compile(r"[^a-z0-9]+")
FALSE_POSITIVE = "false positive"
DECISIONS = {
    "accepted": "A person accepted it.",
    FALSE_POSITIVE: "A person called it a false positive.",
    "exempt": "A person called it exempt.",
    "burden": "A person claims a disproportionate burden.",
}
EARLIEST, LATEST = 1980, 2107  # years that a zip can tell


CAUSES = f"""
SELECT c.id, c.key, c.audit_id, c.title, c.impact, c.region, c.selector, c.subject,
    min(f.first_run_id) AS first_run_id, count(DISTINCT f.page_id) AS pages,
    sum(f.elements) AS elements, max(f.status = 'failed') AS is_sure
FROM causes c JOIN findings f ON f.cause_id = c.id
WHERE c.site_id = :site AND {OPEN_THEN}
AND c.audit_id IN (SELECT audit_id FROM audit_requirements) GROUP BY c.id ORDER BY c.key, c.id
"""  # noqa: S608 (our own words)
PLACES = f"""
SELECT p.url, p.title, f.status, f.message, f.state, f.selector, f.more_selectors, f.snippet,
    f.elements, f.witnesses, r.started_at AS since, l.looked_at, v.body_hash, v.last_modified,
    t.kind AS decision, t.reason, t.person, t.decided_at, t.expires_on
FROM findings f JOIN pages p ON p.id = f.page_id JOIN runs r ON r.id = f.first_run_id
LEFT JOIN looks l ON l.page_id = p.id LEFT JOIN triage t ON t.id = f.triage_id
LEFT JOIN visits v ON v.page_id = p.id AND v.first_run_id <= :run AND v.last_run_id >= :run
WHERE f.cause_id = :cause AND {OPEN_THEN} ORDER BY p.url, f.id
"""  # noqa: S608 (our own words)
TAKEN = """
SELECT e.role, e.name, e.engine, e.picture, e.width, e.height, p.url, r.started_at
FROM evidence e JOIN pages p ON p.id = e.page_id JOIN runs r ON r.id = e.run_id
WHERE e.cause_id = ?
"""


@dataclass(frozen=True, slots=True)
class _Told:
    """A cause as the first page of the pack lists it."""

    criteria: tuple[str, ...]
    title: str
    folder: str
    pages: int
    is_sure: bool
    decision: str  # of a person, when one holds wherever it shows; else empty
    example: str
    snippet: str
    size: tuple[int, int] | None  # of the picture, in pixels


@dataclass
class _Pack:
    """A zip under construction, with the checksum of each file in it."""

    zip: zipfile.ZipFile
    moment: tuple[int, int, int, int, int, int]
    sums: list[str] = field(default_factory=list)

    def add(self, name: str, content: bytes, *, is_packed: bool = True) -> None:
        info = zipfile.ZipInfo(name, self.moment)
        info.compress_type = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
        info.create_system = 3  # the same bytes on every system
        info.external_attr = 0o100644 << 16
        self.zip.writestr(info, content)
        self.sums.append(f"{sha256(content).hexdigest()}  {name}\n")

    def add_manifest(self) -> None:
        sums = "".join(self.sums).encode()
        self.add(MANIFEST, sums)


def write(db: sqlite3.Connection, subject: Subject, path: Path) -> int:
    """Write the pack and return how many causes it holds."""
    audits = queries.audits(db, subject.site, subject.run)
    known = {each.id: each for each in queries.criteria(db, subject.site, audits)}
    told = []
    with zipfile.ZipFile(path, "w") as zipped:
        pack = _Pack(zipped, _moment(subject))
        for cause in db.execute(CAUSES, subject.asked):
            audit = audits.get(cause["audit_id"])
            criteria = [known[each] for each in audit.criteria if each in known] if audit else []
            if audit and criteria:
                told.append(_add_cause(db, subject, pack, cause, audit, criteria))
        index = "".join(_index(subject, known, told)).encode("utf-8", "replace")
        pack.add("index.html", index)
        pack.add_manifest()
    return len(told)


def _moment(subject: Subject) -> tuple[int, int, int, int, int, int]:
    """Return when the run ended, in the form of a zip: the same for the same record."""
    numbers = [int(each) for each in re.findall(r"\d+", subject.run.finished_at)[:6]]
    if len(numbers) < 6 or not EARLIEST <= numbers[0] <= LATEST:  # noqa: PLR2004
        return (EARLIEST, 1, 1, 0, 0, 0)
    year, month, day_, hour, minute, second = numbers
    return (year, month, day_, hour, minute, second)


def _add_cause(
    db: sqlite3.Connection,
    subject: Subject,
    pack: _Pack,
    cause: sqlite3.Row,
    audit: Audit,
    criteria: list[Criterion],
) -> _Told:
    folder = f"causes/{_safe(audit.name)}-{_safe(cause['key'])}-{cause['id']}"
    taken = db.execute(TAKEN, [cause["id"]]).fetchone()
    picture = bytes(taken["picture"]) if taken is not None and taken["picture"] else b""
    asked = {"cause": cause["id"], "run": subject.run.id}
    rows = db.execute(PLACES, asked)
    places: list[Node] = []
    addresses: dict[str, None] = {}
    decisions = set()
    for row in rows:
        addresses[row["url"]] = None
        decisions.add(row["decision"] or "")
        if len(places) < MOST_PLACES:
            places.append(_place(row))
    snippet = next((each["html"] for each in places if each["html"]), "")
    document = {
        **_cause(cause, audit, criteria),
        "found": places,
        "pages": list(addresses),
        "browser": _browser(taken, has_picture=bool(picture)),
        **_run(subject),
    }
    written = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    pack.add(f"{folder}/evidence.json", written.encode("utf-8", "replace"))
    if snippet:
        pack.add(f"{folder}/element.txt", f"{snippet}\n".encode("utf-8", "replace"))
    if taken is not None and taken["engine"]:
        pack.add(f"{folder}/axe.json", f"{taken['engine']}\n".encode())
    if picture:  # WebP is packed already
        pack.add(f"{folder}/picture.webp", picture, is_packed=False)
    return _Told(
        criteria=tuple(each.id for each in criteria),
        title=cause["title"],
        folder=folder,
        pages=len(addresses),
        is_sure=bool(cause["is_sure"]),
        decision=decisions.pop() if len(decisions) == 1 else "",
        example=places[0]["page"] if places else "",
        snippet=snippet[:MOST_SNIPPET],
        size=(taken["width"], taken["height"]) if picture else None,
    )


def _safe(name: str) -> str:
    """Return a name that every file system takes and that leads nowhere else."""
    return UNSAFE.sub("-", name.lower()).strip("-")[:60] or "x"


def _cause(cause: sqlite3.Row, audit: Audit, criteria: list[Criterion]) -> Node:
    return {
        "cause": cause["key"],
        "number": cause["id"],
        "title": cause["title"],
        "certainty": "failed" if cause["is_sure"] else "a person must look",
        "impact": cause["impact"],
        "part of the page": cause["region"],
        "about": cause["subject"],
        "pattern": cause["selector"],
        "pages in all": cause["pages"],
        "elements in all": cause["elements"],
        "criteria": [
            {"number": each.number, "title": each.title, "level": each.level, "url": each.url}
            for each in criteria
        ],
        "check": {
            "name": audit.name,
            "engine": audit.engine or "Dropkerb",
            "title": audit.failure_title,
            "what it checks": audit.checks,
            "how to fix it": audit.fix,
            "source": audit.source,
        },
    }


def _place(row: sqlite3.Row) -> Node:
    place: Node = {
        "page": row["url"],
        "title": row["title"],
        "certainty": row["status"],
        "message": row["message"],
        "how the page was": row["state"] or "as it loads",
        "selector": row["selector"],
        "more selectors": json_list(row["more_selectors"]),
        "html": row["snippet"],
        "elements": row["elements"],
        "also found by": row["witnesses"].split(),
        "open since": row["since"],
        "last opened": row["looked_at"],
        "last modified, as the server says": row["last_modified"] or None,
        "SHA-256 of the page as sent": row["body_hash"] or None,
    }
    if row["decision"]:
        place["decision"] = {
            "kind": row["decision"],
            "reason": row["reason"],
            "person": row["person"],
            "decided at": row["decided_at"],
            "expires on": row["expires_on"],
        }
    return place


def _browser(taken: sqlite3.Row | None, *, has_picture: bool) -> Node | None:
    if taken is None:
        return None
    return {
        "role": taken["role"],
        "name": taken["name"],
        "page": taken["url"],
        "taken in the run of": taken["started_at"],
        "picture": "picture.webp" if has_picture else None,
        "what axe-core said": "axe.json" if taken["engine"] else None,
    }


def _run(subject: Subject) -> Node:
    run = subject.run
    return {
        "site": {"name": subject.site.title, "start": subject.site.start_url},
        "run": {"number": run.id, "started": run.started_at, "finished": run.finished_at},
        "versions": {
            "Dropkerb": run.dropkerb_version,
            "axe-core": run.axe_version,
            "IBM accessibility-checker-engine": run.ibm_version,
            "Chromium": run.browser_version,
        },
    }


TOP = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Evidence: {title}</title>
<style>
body {{ font: 1.05rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }}
img {{ max-width: 100%; height: auto; border: 1px solid #777; }}
pre {{ white-space: pre-wrap; border: 1px solid #777; padding: .5rem; font-size: .9rem; }}
section section {{ border-top: 1px solid #777; break-inside: avoid; }}
</style>
</head>
<body>
<main>
<h1>Evidence: {title}</h1>
<p>From the crawl that ended on {when}. {causes} on {website}.{wrong} Dropkerb {dropkerb}, axe-core {axe}, Chromium {chromium}.</p>
<p>A machine made this. It shows failures, and places where a person must look. It never shows that a criterion is met. It is not legal advice.</p>
<p>Each folder holds a file with all that the record knows, the element as plain text and a picture with the element boxed in red. The file {manifest} has a checksum for every other file: unpack, then run <code>sha256sum -c {manifest}</code>.</p>
"""  # noqa: E501
PART = """<section>
<h3>{title}</h3>
<p>{certainty} On {pages} <a href="{example}" rel="noreferrer">{example}</a>. <a href="{folder}/evidence.json">All that the record knows of cause {key}</a></p>
"""  # noqa: E501
PICTURE = '<p><img src="{folder}/picture.webp" width="{width}" height="{height}" loading="lazy" alt="The element boxed in red"></p>\n'  # noqa: E501


def _index(subject: Subject, known: dict[str, Criterion], told: list[_Told]) -> Iterator[str]:
    """Yield the first page, by criterion; a cause that fails several stands under the first."""
    run = subject.run
    yield Markup(TOP).format(  # noqa: S704 (our own words; what is put in is escaped)
        title=subject.site.title,
        when=day_and_time(run.finished_at),
        causes=count(len(told), "cause"),
        wrong=_called_wrong(told),
        website=subject.site.start_url,
        dropkerb=run.dropkerb_version,
        axe=run.axe_version or "not used",
        chromium=run.browser_version or "not known",
        manifest=MANIFEST,
    )
    for criterion in known.values():
        mine = [each for each in told if each.criteria[0] == criterion.id]
        if mine:
            yield f"<section>\n<h2>{escape(criterion.number)} {escape(criterion.title)}</h2>\n"
            for each in sorted(mine, key=_order):
                yield from _part(each)
            yield "</section>\n"
    if not told:
        yield f"<p>No cause that fails a criterion was open on {day(run.started_at)}.</p>\n"
    yield "</main>\n</body>\n</html>\n"


def _called_wrong(told: list[_Told]) -> str:
    number = sum(each.decision == FALSE_POSITIVE for each in told)
    return f" People called {number:,} of them a false positive." if number else ""


def _order(told: _Told) -> tuple[bool, bool, int, str]:
    return told.decision == FALSE_POSITIVE, not told.is_sure, -told.pages, told.folder


def _certainty(told: _Told) -> str:
    decision = DECISIONS.get(told.decision, "")
    if told.decision == FALSE_POSITIVE:
        return decision
    return f"{'Sure.' if told.is_sure else 'A person must look.'} {decision}".strip()


def _part(told: _Told) -> Iterator[str]:
    yield Markup(PART).format(  # noqa: S704 (as above)
        title=sentence(told.title),
        certainty=_certainty(told),
        pages=f"{count(told.pages, 'page')}{':' if told.pages == 1 else ', such as'}",
        example=told.example,
        folder=told.folder,
        key=told.folder.rpartition("-")[2],
    )
    if told.size:
        width, height = told.size
        yield Markup(PICTURE).format(  # noqa: S704 (as above)
            folder=told.folder, width=width, height=height
        )
    if told.snippet:
        yield f"<pre>{escape(told.snippet)}</pre>\n"
    yield "</section>\n"
