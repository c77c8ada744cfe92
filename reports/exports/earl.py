"""EARL 1.0 as JSON-LD: what was tested on which page, with scope and sample as WCAG-EM asks.

https://www.w3.org/TR/EARL10-Schema/ and https://www.w3.org/TR/WCAG-EM/. A single check of a page
may say "passed". A criterion never does: a machine can show that it fails, not that it is met.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import IO, Any
from urllib.parse import quote, urlsplit

from reports import queries
from reports.exports.standing import Standing, standings
from reports.exports.subject import HELD_THEN, OPEN_THEN, Subject
from reports.exports.writing import write_with_list
from reports.rows import Audit, Criterion
from reports.sample import Chosen, Sample, evaluation_sample
from reports.wording import count

Node = dict[str, Any]

WCAG = "https://www.w3.org/TR/WCAG22/#"
OURS = "urn:dropkerb:"
OUTCOMES = {
    "passed": "earl:passed",
    "failed": "earl:failed",
    "needs review": "earl:cantTell",
    "not applicable": "earl:inapplicable",
    "error": "earl:untested",
}
CONTEXT = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "ptr": "http://www.w3.org/2009/pointers#",
    "wcagem": "http://www.w3.org/TR/WCAG-EM/#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "Assertion": "earl:Assertion",
    "Software": "earl:Software",
    "TestCase": "earl:TestCase",
    "TestCriterion": "earl:TestCriterion",
    "TestRequirement": "earl:TestRequirement",
    "TestResult": "earl:TestResult",
    "TestSubject": "earl:TestSubject",
    "Evaluation": "wcagem:procedure",
    "Webpage": "wcagem:webpage",
    "Website": "wcagem:website",
    "CSSSelectorPointer": "ptr:CSSSelectorPointer",
    "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
    "info": "earl:info",
    "mode": {"@id": "earl:mode", "@type": "@id"},
    "outcome": {"@id": "earl:outcome", "@type": "@id"},
    "pointer": "earl:pointer",
    "result": "earl:result",
    "subject": {"@id": "earl:subject", "@type": "@id"},
    "test": {"@id": "earl:test", "@type": "@id"},
    "expression": "ptr:expression",
    "date": {"@id": "dct:date", "@type": "xsd:dateTime"},
    "description": "dct:description",
    "hasPart": {"@id": "dct:hasPart", "@type": "@id"},
    "hasVersion": "dct:hasVersion",
    "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
    "source": {"@id": "dct:source", "@type": "@id"},
    "title": "dct:title",
    "defineScope": "wcagem:step1",
    "scope": {"@id": "wcagem:step1a", "@type": "@id"},
    "conformanceTarget": "wcagem:step1b",
    "accessibilitySupportBaseline": "wcagem:step1c",
    "additionalEvaluationRequirements": "wcagem:step1d",
    "exploreTarget": "wcagem:step2",
    "essentialFunctionality": "wcagem:step2b",
    "pageTypeVariety": "wcagem:step2c",
    "technologiesReliedUpon": "wcagem:step2d",
    "selectSample": "wcagem:step3",
    "structuredSample": "wcagem:step3a",
    "randomSample": "wcagem:step3b",
    "auditSample": "wcagem:step4",
    "reportFindings": "wcagem:step5",
}
NOT_A_VERDICT = (
    "Made by automation alone. It can show that a criterion fails; it can never show that one is "
    "met. So no criterion is said to be passed here, whatever single checks of pages say."
)


def write(db: sqlite3.Connection, subject: Subject, stream: IO[str]) -> int:
    """Write the document and return how many assertions it holds.

    Assertions: every check that speaks to a criterion, on every page of the sample; then one for
    each criterion about the whole site. The sample has at most 66 pages, whatever the site's size.
    """
    audits = queries.audits(db, subject.site, subject.run)
    criteria = queries.criteria(db, subject.site, audits)
    wanted = {criterion.id for criterion in criteria}
    speaking = {each.id: each for each in audits.values() if wanted.intersection(each.criteria)}
    samples = evaluation_sample(db, subject.site, subject.run.id)
    head = {
        "@context": CONTEXT,
        "id": f"{OURS}evaluation:{quote(subject.site.name)}:{subject.run.id}",
        "type": "Evaluation",
        **_steps(db, subject, samples),
        "hasPart": [*_software(subject), *_criteria(criteria), *_cases(speaking, criteria)],
        "reportFindings": {
            "title": f"Automated evaluation of {subject.site.title}",
            "date": subject.run.finished_at or subject.run.started_at,
            "description": NOT_A_VERDICT,
        },
    }
    assertions = _assertions(db, subject, samples, speaking, criteria)
    return write_with_list(stream, head, "auditSample", assertions)


def _steps(db: sqlite3.Connection, subject: Subject, samples: tuple[Sample, Sample]) -> Node:
    """Return what WCAG-EM asks for before the audit: scope, exploration, sample."""
    site, run = subject.site, subject.run
    structured, drawn = samples
    templates = db.execute(
        "SELECT count(DISTINCT template) FROM pages WHERE site_id = ? AND kind = 'page'", [site.id]
    ).fetchone()[0]
    names = db.execute(
        "SELECT name FROM latest_tasks WHERE site = ? AND state = 'found' ORDER BY name",
        [site.name],
    )
    missing = " ".join(structured.missing)
    return {
        "defineScope": {
            "scope": {
                "id": site.start_url,
                "type": ["TestSubject", "Website"],
                "title": site.title,
                "description": f"Pages of {urlsplit(site.start_url).hostname or site.start_url} "
                f"that the crawl of {subject.day} reached: {run.pages_audited:,}.",
            },
            "conformanceTarget": site.standard or "WCAG 2.2, levels A and AA",
            "accessibilitySupportBaseline": f"Chromium {run.browser_version or 'not known'}; no "
            "assistive technology was used.",
            "additionalEvaluationRequirements": f"None. {missing}".strip(),
        },
        "exploreTarget": {
            "essentialFunctionality": [row["name"] for row in names],
            "pageTypeVariety": f"{templates:,} templates, told apart by the skeleton of pages.",
            "technologiesReliedUpon": ["HTML", "CSS", "JavaScript", "WAI-ARIA", "PDF"],
        },
        "selectSample": {
            "structuredSample": [_page(each) for each in structured.pages],
            "randomSample": [_page(each) for each in drawn.pages],
        },
    }


def _page(chosen: Chosen) -> Node:
    return {
        "id": chosen.url,
        "type": ["TestSubject", "Webpage"],
        "title": chosen.label,
        "description": f"{chosen.kind[:1].upper()}{chosen.kind[1:]}. {chosen.why}",
    }


def _software(subject: Subject) -> Iterator[Node]:
    run = subject.run
    for name, title, version in (
        ("dropkerb", "Dropkerb", run.dropkerb_version),
        ("axe", "axe-core", run.axe_version),
        ("ibm", "IBM accessibility-checker-engine", run.ibm_version),
    ):
        if version:
            yield {
                "id": f"{OURS}software:{name}",
                "type": "Software",
                "title": title,
                "hasVersion": version,
                "description": f"Run in Chromium {run.browser_version}."
                if run.browser_version
                else "",
            }


def _asserted_by(audit: Audit) -> str:
    engine = audit.name.partition(":")[0] if audit.engine else "dropkerb"
    return f"{OURS}software:{engine if engine in ('axe', 'ibm') else 'dropkerb'}"


def _criterion_id(criterion: Criterion) -> str:
    return WCAG + PurePosixPath(urlsplit(criterion.url).path).stem


def _criteria(criteria: Iterable[Criterion]) -> Iterator[Node]:
    for criterion in criteria:
        yield {
            "id": _criterion_id(criterion),
            "type": ["TestCriterion", "TestRequirement"],
            "title": f"{criterion.number} {criterion.title} (level {criterion.level})",
        }


def _case_id(audit: Audit) -> str:
    return f"{OURS}check:{quote(audit.name)}"


def _cases(audits: dict[int, Audit], criteria: Iterable[Criterion]) -> Iterator[Node]:
    ids = {criterion.id: _criterion_id(criterion) for criterion in criteria}
    for audit in audits.values():
        yield {
            "id": _case_id(audit),
            "type": ["TestCriterion", "TestCase"],
            "title": audit.title,
            "description": audit.checks,
            "isPartOf": [ids[each] for each in audit.criteria if each in ids],
        }


def _assertions(
    db: sqlite3.Connection,
    subject: Subject,
    samples: tuple[Sample, Sample],
    audits: dict[int, Audit],
    criteria: Iterable[Criterion],
) -> Iterator[Node]:
    for sample in samples:
        for page in sample.pages:
            yield from _of_page(db, subject, page, audits)
    stood = standings(db, subject)
    for criterion in criteria:
        yield _of_site(subject, criterion, stood[criterion.id])


def _of_page(
    db: sqlite3.Connection, subject: Subject, page: Chosen, audits: dict[int, Audit]
) -> Iterator[Node]:
    """Return what each check said of a page; a failure with the places where it shows."""
    found: dict[int, list[sqlite3.Row]] = {}
    for row in db.execute(
        f"""SELECT c.audit_id, f.status, f.message, f.selector, f.set_aside FROM findings f
            JOIN causes c ON c.id = f.cause_id
            WHERE f.page_id = :page AND {OPEN_THEN} ORDER BY f.status, c.key, f.id""",  # noqa: S608 (our own words)
        {"page": page.page_id, "run": subject.run.id},
    ):
        found.setdefault(row["audit_id"], []).append(row)
    outcomes = db.execute(
        f"""SELECT o.audit_id, o.status, o.note FROM outcomes o JOIN audits a ON a.id = o.audit_id
            WHERE o.page_id = :page AND {HELD_THEN} ORDER BY a.name""",  # noqa: S608 (our own words)
        {"page": page.page_id, "run": subject.run.id},
    )
    for row in outcomes:
        audit = audits.get(row["audit_id"])
        if audit is None:
            continue
        result: Node = {"type": "TestResult", "outcome": OUTCOMES[row["status"]]}
        shown = [each for each in found.get(audit.id, []) if each["status"] == row["status"]]
        real = [each for each in shown if each["set_aside"] != "false positive"]
        if shown and not real:
            result["outcome"] = "earl:cantTell"
            result["info"] = "A person called what was found here a false positive."
        elif real:
            result["info"] = " ".join(dict.fromkeys(each["message"] for each in real))
            result["pointer"] = [
                {"type": "CSSSelectorPointer", "expression": selector}
                for selector in dict.fromkeys(each["selector"] for each in real)
                if selector
            ]
        elif row["note"]:
            result["info"] = row["note"]
        yield _assertion(_asserted_by(audit), page.url, _case_id(audit), result, subject)


def _of_site(subject: Subject, criterion: Criterion, stood: Standing) -> Node:
    """Return what automation can say of a criterion on the whole site: never that it passes."""
    if stood.failed:
        outcome, info = "earl:failed", f"Fails on {count(stood.failed, 'page')}."
    elif stood.asked:
        outcome, info = "earl:cantTell", f"A person must look at {count(stood.asked, 'page')}."
    elif stood.is_tested:
        outcome = "earl:cantTell"
        info = "Automation tests a part of it and found no failure. A person must test the rest."
    else:
        outcome, info = "earl:untested", "Automation does not test it."
    result = {"type": "TestResult", "outcome": outcome, "info": info}
    site = subject.site.start_url
    return _assertion(f"{OURS}software:dropkerb", site, _criterion_id(criterion), result, subject)


def _assertion(by: str, about: str, test: str, result: Node, subject: Subject) -> Node:
    return {
        "type": "Assertion",
        "assertedBy": by,
        "mode": "earl:automatic",
        "subject": about,
        "test": test,
        "result": {**result, "date": subject.run.finished_at or subject.run.started_at},
    }
