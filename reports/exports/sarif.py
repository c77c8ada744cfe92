"""SARIF 2.1.0, for people who live in code hosts: one result for each cause.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/. A result's fingerprint is the identity of its
cause, which holds no address: the same fault keeps it from night to night and from page to page.
"""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import IO, Any

from reports import queries
from reports.exports.subject import OPEN_THEN, Subject
from reports.exports.writing import write_with_list
from reports.rows import Audit

Node = dict[str, Any]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "dropkerbCause/v1"
MOST_PLACES = 10  # pages of a result; all are counted
LEVELS = {"critical": "error", "serious": "error", "moderate": "warning", "minor": "note"}
DECISIONS = {"burden": "disproportionate burden claimed"}  # other kinds are words themselves
WEB = re.compile(r"https?://\S+")

FOUND = f"""
SELECT c.id AS cause_id, c.key, c.audit_id, c.title, c.impact, c.region, c.template, c.subject,
    f.status, f.message, f.state, f.selector, f.snippet, f.elements, f.witnesses, p.url,
    t.kind AS decision, t.reason, t.person
FROM causes c JOIN findings f ON f.cause_id = c.id JOIN pages p ON p.id = f.page_id
LEFT JOIN triage t ON t.id = f.triage_id
WHERE c.site_id = :site AND {OPEN_THEN} ORDER BY c.key, c.id, p.url, f.id
"""  # noqa: S608 (our own words)


def write(db: sqlite3.Connection, subject: Subject, stream: IO[str]) -> int:
    """Write the log and return how many results it holds; one is written at a time."""
    audits = queries.audits(db, subject.site, subject.run)
    places = {audit_id: place for place, audit_id in enumerate(audits)}
    run = subject.run
    head = {
        "tool": {
            "driver": {
                "name": "Dropkerb",
                "version": run.dropkerb_version or "0",
                "rules": [_rule(audit) for audit in audits.values()],
                "properties": {
                    "axe-core": run.axe_version,
                    "ibm accessibility-checker-engine": run.ibm_version,
                    "chromium": run.browser_version,
                },
            }
        },
        "automationDetails": {
            "id": f"dropkerb/{subject.site.name}/{run.id}",
            "description": {
                "text": f"Crawl of {subject.site.start_url}. What is not found here is not thereby "
                "met: automation judges only a part of what the law asks for."
            },
        },
        "invocations": [
            {
                "executionSuccessful": run.status == "done",
                "startTimeUtc": _utc(run.started_at),
                **({"endTimeUtc": _utc(run.finished_at)} if run.finished_at else {}),
            }
        ],
        "columnKind": "unicodeCodePoints",
    }
    stream.write(f'{{"$schema": {json.dumps(SCHEMA)}, "version": "2.1.0", "runs": [')
    results = _results(db, subject, audits, places)
    number = write_with_list(stream, head, "results", results)
    stream.write("]}\n")
    return number


def _utc(stamp: str) -> str:
    return stamp.replace("+00:00", "Z")


def _rule(audit: Audit) -> Node:
    source = WEB.search(audit.source)
    return {
        "id": audit.name,
        "name": "".join(word.capitalize() for word in re.findall(r"\w+", audit.name)),
        "shortDescription": {"text": audit.failure_title or audit.name},
        "fullDescription": {"text": audit.checks or audit.title or audit.name},
        "help": {
            "text": "\n\n".join(filter(None, (audit.why, audit.fix, audit.source))) or audit.title
        },
        **({"helpUri": source[0].rstrip(".,;)")} if source else {}),
        "defaultConfiguration": {"level": LEVELS.get(audit.impact, "warning")},
        "properties": {
            "tags": [audit.category, *(each.replace(":", "") for each in audit.criteria)],
            "engine": audit.engine or "Dropkerb",
        },
    }


def _results(
    db: sqlite3.Connection,
    subject: Subject,
    audits: Mapping[int, Audit],
    places: Mapping[int, int],
) -> Iterator[Node]:
    rows = db.execute(FOUND, subject.asked)
    for _, group in groupby(rows, key=itemgetter("cause_id")):
        found = list(group)
        audit = audits.get(found[0]["audit_id"])
        if audit is not None:
            yield _result(found, audit, places[audit.id])


def _result(found: list[sqlite3.Row], audit: Audit, place: int) -> Node:
    """Return one cause, told from its first pages; it is sure when it is on any of them."""
    is_sure = any(row["status"] == "failed" for row in found)
    first = next((row for row in found if not is_sure or row["status"] == "failed"), found[0])
    pages = list(dict.fromkeys(row["url"] for row in found))
    result: Node = {
        "ruleId": audit.name,
        "ruleIndex": place,
        "kind": "fail" if is_sure else "review",
        "level": LEVELS.get(first["impact"], "warning") if is_sure else "none",
        "message": {"text": _message(first, len(pages))},
        "locations": [_location(row) for row in _one_a_page(found)[:MOST_PLACES]],
        "partialFingerprints": {FINGERPRINT: first["key"]},
        "occurrenceCount": len(pages),
        "properties": {
            "cause": first["cause_id"],
            "impact": first["impact"],
            "pages": len(pages),
            "elements": sum(row["elements"] for row in found),
            "alsoFoundBy": first["witnesses"].split(),
        },
    }
    if all(row["decision"] for row in found):
        result["suppressions"] = [_suppression(row) for row in _one_a_decision(found)]
    return result


def _one_a_decision(found: list[sqlite3.Row]) -> list[sqlite3.Row]:
    return list({(row["decision"], row["reason"], row["person"]): row for row in found}.values())


def _suppression(row: sqlite3.Row) -> Node:
    """Return what a person decided of all that the cause shows on.

    A burden is only claimed: it is under review, so that no reader of SARIF hides the result.
    """
    decision = DECISIONS.get(row["decision"], row["decision"])
    told = f"{decision[:1].upper()}{decision[1:]}, said {row['person']}: {row['reason']}"
    status = "underReview" if row["decision"] == "burden" else "accepted"
    return {"kind": "external", "status": status, "justification": told}


def _message(row: sqlite3.Row, pages: int) -> str:
    told = [row["message"] or row["title"]]
    if row["state"]:
        told.append(f"Found {row['state']}.")
    if pages > 1:
        told.append(f"The same on {pages:,} pages.")
    return " ".join(told)


def _one_a_page(found: list[sqlite3.Row]) -> list[sqlite3.Row]:
    return [next(rows) for _, rows in groupby(found, key=itemgetter("url"))]


def _location(row: sqlite3.Row) -> Node:
    """Return a place. A rendered page has no lines: the region says line 1 and shows the HTML."""
    region: Node = {"startLine": 1}
    if row["snippet"]:
        region["snippet"] = {"text": row["snippet"]}
    location: Node = {
        "physicalLocation": {"artifactLocation": {"uri": row["url"]}, "region": region}
    }
    if row["selector"]:
        location["logicalLocations"] = [{"fullyQualifiedName": row["selector"], "kind": "element"}]
    return location
