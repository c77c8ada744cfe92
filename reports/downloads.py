"""The tables to download: CSV that opens in a spreadsheet and runs nothing there."""

import sqlite3
from pathlib import Path

from reports.exports.writing import write_table
from reports.facts import Facts

FINDINGS = """
SELECT p.url AS page, p.title AS page_title, p.owner, p.section, a.name AS audit, a.category,
    f.status, c.impact,
    coalesce((SELECT group_concat(requirement_id, ' ') FROM audit_requirements ar
        WHERE ar.audit_id = a.id), '') AS criteria,
    f.message, f.state, f.selector, c.subject, f.elements, f.witnesses, c.region, c.id AS cause,
    r.started_at AS since,
    'pages/' || p.id || '.html' AS report
FROM findings f JOIN pages p ON p.id = f.page_id JOIN causes c ON c.id = f.cause_id
JOIN audits a ON a.id = c.audit_id JOIN runs r ON r.id = f.first_run_id
WHERE f.ended_run_id IS NULL AND f.set_aside = '' AND p.site_id = ?
"""
BROKEN = """
SELECT t.url AS address, t.status, t.reason, p.url AS page, l.text, l.region
FROM targets t JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
JOIN pages p ON p.id = l.page_id WHERE t.site_id = ? AND t.state = 'broken'
AND NOT EXISTS (SELECT 1 FROM causes c JOIN findings f ON f.cause_id = c.id
    WHERE c.site_id = t.site_id AND c.subject = t.url AND f.page_id = l.page_id
    AND f.ended_run_id IS NULL AND f.set_aside <> '')
ORDER BY t.url, p.url
"""
CHANGES = """
SELECT CASE WHEN f.first_run_id = :run THEN 'new' ELSE 'fixed' END AS change, p.url AS page,
    a.name AS audit, f.status, c.impact, f.message, f.selector, c.id AS cause
FROM findings f JOIN pages p ON p.id = f.page_id JOIN causes c ON c.id = f.cause_id
JOIN audits a ON a.id = c.audit_id
WHERE f.set_aside = ''
AND (f.first_run_id = :run OR f.ended_run_id = :run AND f.ending = 'fixed')
ORDER BY 1 DESC, p.url
"""
DOCUMENTS = """
SELECT p.url AS document, v.content_type AS type, v.bytes, p.in_links AS linked_from_pages
FROM pages p JOIN visits v ON v.page_id = p.id AND v.last_run_id = p.last_run_id
WHERE p.site_id = ? AND v.outcome = 'document' ORDER BY p.url
"""
DEAD_ENDS = """
SELECT url AS page, page_title AS title, section, owner, rule, group_name, name, severity,
    confidence, layer, status, is_task_page, message, since,
    'pages/' || page_id || '.html' AS report
FROM dead_ends WHERE site = ? ORDER BY severity, rule, url
"""
READABILITY = """
SELECT p.url AS page, p.title, p.section, p.owner, r.language, r.source,
    r.reason AS not_scored, r.words, r.sentences, r.level, r.band, r.reading_ease,
    r.flesch_kincaid, r.smog, r.gunning_fog, r.coleman_liau, r.ari, r.dale_chall,
    r.linsear_write, r.lix, r.rix, r.mcalpine_eflaw, r.spache,
    r.long_sentences, r.passive, r.complex_words, r.marks AS places_to_change,
    'pages/' || p.id || '.html#reading' AS report
FROM page_readability r JOIN pages p ON p.id = r.page_id WHERE p.site_id = ?
ORDER BY r.level IS NULL, r.level DESC, p.url
"""
TASKS = """
SELECT task_id AS task, name, state, url AS page, sureness, score, clicks, clicks_to_end,
    end_kind AS ends_in, end_text, end_url, end_supplier, mobile, stale, competing, falls, star,
    findable, completion, why, questions, lgsl, lgil
FROM latest_tasks WHERE site = (SELECT name FROM sites WHERE id = ?)
ORDER BY state <> 'not found', star IS NULL, star, completion, name
"""
CRITERIA = """
SELECT criterion, title, level, state, causes, pages, accepted, false_positives, exempt,
    causes_to_review, pages_to_review, audits, asking, not_looked_at, by_hand, url
FROM criteria_now WHERE site_id = ? ORDER BY length(criterion), criterion
"""
SET_ASIDE = """
SELECT a.url AS page, a.audit, a.status, a.set_aside, a.impact, a.message, a.cause_id AS cause,
    a.triage_id AS decision, a.reason, a.person, a.decided_at, a.expires_on
FROM set_aside_findings a JOIN sites s ON s.name = a.site WHERE s.id = ? ORDER BY a.url, a.audit
"""
NOT_JUDGED = """
SELECT p.url AS page, p.kind, v.outcome AS last_answer, v.status, v.reason,
    r.started_at AS last_seen
FROM pages p LEFT JOIN visits v ON v.page_id = p.id AND v.last_run_id = p.last_run_id
JOIN runs r ON r.id = p.last_run_id WHERE p.site_id = ?
AND (p.kind IN ('error', 'forbidden')
    OR p.audited_run_id < ? AND p.kind NOT IN ('missing', 'redirect', 'document')) ORDER BY p.url
"""


def write(db: sqlite3.Connection, facts: Facts, folder: Path) -> None:
    """Write every table that the pages point to."""
    site, run = facts.site.id, facts.run.id
    for name, sql, values in (
        ("findings", FINDINGS, [site]),
        ("changes", CHANGES, {"run": run}),
        ("broken-links", BROKEN, [site]),
        ("documents", DOCUMENTS, [site]),
        ("readability", READABILITY, [site]),
        ("dead-ends", DEAD_ENDS, [facts.site.name]),
        ("tasks", TASKS, [site]),
        ("criteria", CRITERIA, [site]),
        ("set-aside", SET_ASIDE, [site]),
        ("not-judged", NOT_JUDGED, [site, run]),
    ):
        rows = db.execute(sql, values)
        write_table(folder / f"{name}.csv", [column[0] for column in rows.description], rows)
    _write_causes(facts, folder)
    _write_pages(facts, folder)


def _write_causes(facts: Facts, folder: Path) -> None:
    header = (
        "cause audit category title impact region pages_failed pages_to_review elements priority "
        "since report"
    )
    write_table(
        folder / "causes.csv",
        header.split(),
        (
            (
                *(cause.id, cause.audit.name, cause.audit.category, cause.title, cause.impact),
                *(cause.region, cause.failed, cause.to_review, cause.elements, cause.priority),
                *(facts.runs[cause.first_run_id].started_at, cause.file),
            )
            for cause in facts.causes.values()
        ),
    )


def _write_pages(facts: Facts, folder: Path) -> None:
    header = (
        "place page title section owner weight causes_failed causes_to_review advice "
        "reading_ease grade "
        "seen_in_this_run report"
    )
    write_table(
        folder / "pages.csv",
        header.split(),
        (
            (
                *(place, page.url, page.title, page.section, page.owner, page.weight, page.failed),
                *(
                    page.to_review,
                    page.advice,
                    page.ease,
                    page.grade,
                    "yes" if page.is_seen else "no",
                    page.file,
                ),
            )
            for place, page in enumerate(facts.pages.values(), 1)
        ),
    )
