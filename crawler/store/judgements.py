"""What the audits said, as rows that go on, end or begin."""

import json
import logging
import math
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from audits.causes import Cause, cause_of
from audits.derive.lookup import FRAME
from audits.model import NOTHING, Evidence, Finding, Impact, Outcome, SiteOutcomes, Status
from crawler.store.audits import of_scope, registered
from crawler.store.intervals import Span, settle
from crawler.store.texts import storable

if TYPE_CHECKING:
    from sqlite_utils import Database

    from audits.registry import Rule
    from audits.run import Judgement
    from crawler.store.runs import Run

log = logging.getLogger("dropkerb")

MORE_SELECTORS = 19  # kept beside the first
IMPACTS = [impact.value for impact in Impact]  # mildest first

OutcomeKey = tuple[int, int, str, float | None, str]  # audit, its version, status, value, note
FindingKey = tuple[int, str]  # cause, status
# message, selector, snippet, elements, more, witnesses, state
FindingDetails = tuple[str, str, str, int, str, str, str]
Said = dict[int, tuple["Rule", Outcome]]  # by the number of the audit


class OpenRow(NamedTuple):
    """A finding on record that is open, or that this run has ended already."""

    audit_id: int
    subject: str
    span: Span[FindingKey, FindingDetails]


@dataclass(slots=True)
class Place:
    """A cause on a page, with all elements that share it."""

    rule: "Rule"
    cause: Cause
    first: Finding
    elements: int = 0
    selectors: list[str] = field(default_factory=list)
    evidence: Evidence | None = None
    witnesses: dict[str, None] = field(default_factory=dict)

    def add(self, finding: Finding) -> None:
        self.witnesses |= dict.fromkeys(finding.witnesses)
        self.evidence = self.evidence or finding.evidence
        self.elements += finding.elements
        if len(self.selectors) <= MORE_SELECTORS and finding.selector:
            self.selectors.append(storable(finding.selector, 1000))

    def details(self) -> FindingDetails:
        return (
            storable(self.first.message, 1000),
            storable(self.first.selector, 1000),
            storable(self.first.snippet, 1000),
            self.elements,
            json.dumps(self.selectors[1:], ensure_ascii=False),
            " ".join(self.witnesses),
            storable(self.first.state, 300),
        )


def save_judgements(
    db: "Database",
    run: "Run",
    page_id: int,
    template: str,
    judgements: Iterable["Judgement"],
) -> None:
    """Write what the audits of scope "page" said of a page."""
    said = {judged.rule.id: (judged.rule, judged.outcome) for judged in judgements}
    audits = registered(db, run, [rule for rule, _ in said.values()])
    by_number = {audits[name].id: each for name, each in said.items()}
    _save(db, run, page_id, by_number, template=template, audits=of_scope(audits, "page"))


def save_site_judgements(
    db: "Database", run: "Run", judged: Iterable[tuple["Rule", SiteOutcomes]]
) -> None:
    """Write what the audits of scope "site" said of each page, and of the site itself ("")."""
    judged = list(judged)
    audits = registered(db, run, [rule for rule, _ in judged])
    numbers = of_scope(audits, "site")
    said: dict[str, Said] = {}
    for rule, outcomes in judged:
        for url, outcome in outcomes.items():
            said.setdefault(url, {})[audits[rule.id].id] = (rule, outcome)
    if "" in said:
        _save_outcomes(db, run, None, said.pop(""), numbers)
    rows = db.execute("SELECT url, id, template FROM pages WHERE site_id = ?", [run.site_id])
    pages = {url: (page_id, template) for url, page_id, template in rows if url in said}
    for url, by_number in said.items():
        if url not in pages:
            log.error("a site audit judged %s, which is no page of the site", url)
            continue
        page_id, template = pages[url]
        _save(db, run, page_id, by_number, template=template, audits=numbers)


OPEN_FAILURES = """SELECT count(*) FROM findings
    WHERE ended_run_id IS NULL AND status = 'failed' AND set_aside = ''"""


def failures_on(db: "Database", page_id: int) -> int:
    """Return how many failures are open on a page."""
    row = db.execute(f"{OPEN_FAILURES} AND page_id = ?", [page_id]).fetchone()
    return int(row[0])


def failures_so_far(db: "Database", run: "Run") -> int:
    """Return how many failures are open on the pages that a run has judged."""
    judged = "page_id IN (SELECT id FROM pages WHERE site_id = ? AND audited_run_id = ?)"
    row = db.execute(f"{OPEN_FAILURES} AND {judged}", [run.site_id, run.id]).fetchone()
    return int(row[0])


def _save(
    db: "Database",
    run: "Run",
    page_id: int,
    said: Said,
    *,
    template: str,
    audits: dict[int, str],
) -> None:
    """Write outcomes and findings of one page for the audits of one scope."""
    places: dict[tuple[str, str], Place] = {}
    for rule, outcome in said.values():
        if outcome.status is not Status.ERROR:
            _gather(places, rule, outcome.findings, template)
    causes = _cause_ids(db, run, {rule.id: number for number, (rule, _) in said.items()}, places)
    _save_evidence(db, run, page_id, causes, places)
    found = {(causes[key], status): place.details() for (key, status), place in places.items()}
    open_rows = [each for each in _finding_spans(db, run, page_id) if each.audit_id in audits]
    kept = _keep(run, found, open_rows, said, audits)
    _save_outcomes(db, run, page_id, said, audits, kept=kept)
    moved = _told_elsewhere(db, run, said, template)
    _save_findings(db, run, page_id, found, open_rows, said, moved=moved)


def _told_elsewhere(db: "Database", run: "Run", said: Said, template: str) -> set[int]:
    """Return causes that are still there, but told by another rule now: they are not fixed."""
    keys = {
        cause_of(rule.id, finding, template).key
        for rule, outcome in said.values()
        for finding in outcome.told_elsewhere
    }
    return set(_known_causes(db, run.site_id, keys)[0].values()) if keys else set()


def _save_outcomes(
    db: "Database",
    run: "Run",
    page_id: int | None,
    said: Said,
    audits: dict[int, str],
    *,
    kept: Container[int] = (),
) -> None:
    """Write outcomes; an audit that is kept says what it said before, if it ever did."""
    found: dict[OutcomeKey, None] = {
        (
            number,
            rule.version,
            outcome.status.value,
            _value(outcome.value),
            _note(rule, outcome),
        ): None
        for number, (rule, outcome) in said.items()
    }
    rows = db.execute(
        """SELECT id, audit_id, audit_version, status, value, note, first_run_id,
               ended_run_id IS NULL FROM outcomes
           WHERE page_id IS ? AND site_id = ? AND (ended_run_id IS NULL OR ended_run_id = ?)""",
        [page_id, run.site_id, run.id],
    ).fetchall()
    spans: list[Span[OutcomeKey, None]] = [
        Span(row[0], tuple(row[1:6]), None, row[6], is_open=bool(row[7]))
        for row in rows
        if row[1] in audits
    ]
    for span in spans:
        audit, version, *_ = span.key
        if audit in kept and span.first_run_id != run.id and said[audit][0].version == version:
            found = {key: None for key in found if key[0] != audit} | {span.key: None}
    changes = settle(spans, found, run.id)
    write = db.conn.executemany
    write("DELETE FROM outcomes WHERE id = ?", [(id_,) for id_ in changes.forget])
    write(
        "UPDATE outcomes SET ended_run_id = ? WHERE id = ?", [(run.id, s.id) for s in changes.end]
    )
    write(
        "UPDATE outcomes SET ended_run_id = NULL WHERE id = ?",
        [(id_,) for id_, _ in changes.reopen],
    )
    write(
        """INSERT INTO outcomes (page_id, site_id, audit_id, audit_version, status, value, note,
               first_run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        [(page_id, run.site_id, *key, run.id) for key in changes.begin],
    )


def _note(rule: "Rule", outcome: Outcome) -> str:
    """Return the note; not the one sentence that an engine has for every rule that found nothing.

    Sixty times a page, it would be a third of the record.
    """
    if rule.engine and outcome.note == NOTHING:
        return ""
    return storable(outcome.note)


def _value(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else round(float(value), 6)


def _gather(
    places: dict[tuple[str, str], Place],
    rule: "Rule",
    findings: Iterable[Finding],
    template: str,
) -> None:
    """Group the findings of one audit by cause and status."""
    for finding in findings:
        cause = cause_of(rule.id, finding, template)
        key = (cause.key, finding.status.value)
        place = places.get(key)
        if place is None:
            place = places[key] = Place(rule, cause, finding)
        place.add(finding)


def _cause_ids(
    db: "Database",
    run: "Run",
    numbers: Mapping[str, int],
    places: Mapping[tuple[str, str], Place],
) -> dict[str, int]:
    """Return the number of each cause; new causes get a row, graver ones a graver impact."""
    ids, impacts = _known_causes(db, run.site_id, {key for key, _ in places})
    new: dict[str, Place] = {}
    graver: dict[int, str] = {}
    for (key, _), place in places.items():
        if key not in ids:
            new.setdefault(key, place)
        elif IMPACTS.index(place.first.impact.value) > IMPACTS.index(impacts[key]):
            graver[ids[key]] = impacts[key] = place.first.impact.value
    db.conn.executemany(
        "UPDATE causes SET impact = ? WHERE id = ?", [(word, id_) for id_, word in graver.items()]
    )
    if new:
        db.conn.executemany(
            """INSERT INTO causes (site_id, key, audit_id, title, region, template, selector,
                   skeleton, subject, impact, first_run_id)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [_cause_row(run, key, numbers[place.rule.id], place) for key, place in new.items()],
        )
        ids |= _known_causes(db, run.site_id, new)[0]
    return ids


def _save_evidence(
    db: "Database",
    run: "Run",
    page_id: int,
    causes: Mapping[str, int],
    places: Mapping[tuple[str, str], Place],
) -> None:
    """Write what was taken as evidence, in place of what an earlier run took.

    Words without a picture do not put away a picture that was taken before.
    """
    taken = {key: each.evidence for (key, _), each in places.items() if each.evidence is not None}
    db.conn.executemany(
        """INSERT INTO evidence (
               cause_id, page_id, run_id, role, name, picture, width, height, engine)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (cause_id) DO UPDATE SET page_id = excluded.page_id,
               run_id = excluded.run_id, role = excluded.role, name = excluded.name,
               picture = excluded.picture, width = excluded.width, height = excluded.height,
               engine = excluded.engine
           WHERE excluded.picture IS NOT NULL OR evidence.picture IS NULL""",
        [
            (
                causes[key],
                page_id,
                run.id,
                storable(each.role, 100),
                storable(each.name, 500),
                each.picture or None,
                each.width,
                each.height,
                each.engine,
            )
            for key, each in taken.items()
        ],
    )


def _known_causes(
    db: "Database", site_id: int, keys: Iterable[str]
) -> tuple[dict[str, int], dict[str, str]]:
    rows = db.execute(
        """SELECT c.key, c.id, c.impact FROM json_each(?) j
           CROSS JOIN causes c ON c.site_id = ? AND c.key = j.value""",
        [json.dumps(list(keys)), site_id],
    ).fetchall()
    return {key: id_ for key, id_, _ in rows}, {key: impact for key, _, impact in rows}


def _cause_row(run: "Run", key: str, audit_id: int, place: Place) -> tuple[object, ...]:
    cause = place.cause
    subject = storable(cause.subject, 2000)
    title = place.rule.failure_title
    return (
        run.site_id,
        key,
        audit_id,
        f"{title}: {storable(subject, 200)}" if subject else title,
        cause.region,
        cause.template,
        storable(cause.selector, 1000),
        storable(cause.skeleton, 1000),
        subject,
        place.first.impact.value,
        run.id,
    )


def _save_findings(
    db: "Database",
    run: "Run",
    page_id: int,
    found: dict[FindingKey, FindingDetails],
    open_rows: list[OpenRow],
    said: Said,
    *,
    moved: Container[int] = (),
) -> None:
    audit_of = {each.span.id: each.audit_id for each in open_rows}
    changes = settle([each.span for each in open_rows], found, run.id)
    write = db.conn.executemany
    write("DELETE FROM findings WHERE id = ?", [(id_,) for id_ in changes.forget])
    write(
        "UPDATE findings SET ended_run_id = ?, ending = ? WHERE id = ?",
        [
            (
                run.id,
                "no longer judged"
                if s.key[0] in moved
                else _ending(s, found, is_judged=audit_of[s.id] in said),
                s.id,
            )
            for s in changes.end
        ],
    )
    write(
        """UPDATE findings SET ended_run_id = NULL, ending = '', message = ?, selector = ?,
               snippet = ?, elements = ?, more_selectors = ?, witnesses = ?, state = ?
           WHERE id = ?""",
        [(*details, id_) for id_, details in changes.reopen + changes.update],
    )
    write(
        """INSERT INTO findings (page_id, cause_id, status, message, selector, snippet, elements,
               more_selectors, witnesses, state, first_run_id)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [(page_id, *key, *details, run.id) for key, details in changes.begin.items()],
    )


def _keep(
    run: "Run",
    found: dict[FindingKey, FindingDetails],
    open_rows: Iterable[OpenRow],
    said: Said,
    audits: Mapping[int, str],
) -> set[int]:
    """Find again what nobody could look at: it was not seen, so it is not fixed.

    Returns the audits whose outcome stays as it was too.
    """
    kept = {number for number, (_, outcome) in said.items() if outcome.holds}
    held = _held(said, audits) | kept
    unsure = {
        number: (
            {storable(subject, 2000) for subject in outcome.unsure},
            tuple(f"{frame}{FRAME}" for frame in outcome.unseen),
        )
        for number, (_, outcome) in said.items()
        if outcome.unsure or outcome.unseen
    }
    for number, subject, span in open_rows:
        if span.first_run_id == run.id:
            continue
        if number in held:
            found[span.key] = span.details
        elif span.key not in found and number in unsure:
            subjects, frames = unsure[number]
            if subject in subjects or span.details[1].startswith(frames or "\0"):
                found[span.key] = span.details
                if said[number][1].status is not Status.FAILED:
                    kept.add(number)
    return kept


def _finding_spans(db: "Database", run: "Run", page_id: int) -> Iterator[OpenRow]:
    rows = db.execute(
        """SELECT c.audit_id, c.subject, f.id, f.cause_id, f.status, f.message, f.selector,
               f.snippet, f.elements, f.more_selectors, f.witnesses, f.state,
               f.first_run_id,
               f.ended_run_id IS NULL
           FROM findings f JOIN causes c ON c.id = f.cause_id
           WHERE f.page_id = ? AND (f.ended_run_id IS NULL OR f.ended_run_id = ?)""",
        [page_id, run.id],
    ).fetchall()
    for audit_id, subject, id_, cause, status, *details, first, is_open in rows:
        span = Span(id_, (cause, status), tuple(details), first, is_open=bool(is_open))
        yield OpenRow(audit_id, subject, span)


def _held(said: Said, audits: Mapping[int, str]) -> set[int]:
    """Return the audits that could not look: an engine that failed stands for all its rules."""
    failed = {rule.id for rule, outcome in said.values() if outcome.status is Status.ERROR}
    return {
        number
        for number, name in audits.items()
        if name in failed or (number not in said and name.partition(":")[0] in failed)
    }


def _ending(
    span: Span[FindingKey, FindingDetails],
    found: Mapping[FindingKey, FindingDetails],
    *,
    is_judged: bool,
) -> str:
    cause, status = span.key
    other = Status.NEEDS_REVIEW if status == Status.FAILED else Status.FAILED
    if (cause, other.value) in found:
        return "other verdict"
    return "fixed" if is_judged else "no longer judged"
