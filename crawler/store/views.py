"""The questions people ask of the record, each answered by a view."""

VIEWS = """
CREATE VIEW latest_run AS -- The last run of each site that audited something and ended, or was interrupted
SELECT r.id AS run_id, s.id AS site_id, s.name AS site, r.started_at, r.finished_at, r.status, r.reason,
    r.pages_audited, r.pages_error, r.pages_left,
    (SELECT max(e.id) FROM runs e WHERE e.site_id = r.site_id AND e.id < r.id
        AND e.status IN ('done', 'partial')) AS previous_run_id
FROM sites s JOIN runs r ON r.id = (SELECT max(id) FROM runs
    WHERE site_id = s.id AND status IN ('done', 'partial'));

CREATE VIEW open_findings AS -- Every finding that is open now, with its page, cause and audit
SELECT f.id, s.name AS site, p.id AS page_id, p.url, p.title AS page_title, p.owner, p.section,
    a.name AS audit, a.category, f.status, c.impact, f.message, f.selector, f.snippet, f.elements,
    c.id AS cause_id, c.region,
    (SELECT group_concat(requirement_id, ' ') FROM audit_requirements ar WHERE ar.audit_id = a.id) AS requirements,
    f.first_run_id, p.audited_run_id AS last_run_id
FROM findings f JOIN pages p ON p.id = f.page_id JOIN causes c ON c.id = f.cause_id
JOIN audits a ON a.id = c.audit_id JOIN sites s ON s.id = p.site_id
WHERE f.ended_run_id IS NULL;

CREATE VIEW findings_by_run AS -- The findings that were open as of each run, for recomputing any trend
SELECT r.id AS run_id, f.id AS finding_id, f.page_id, f.cause_id, c.audit_id, f.status, f.elements,
    f.first_run_id = r.id AS is_new
FROM runs r JOIN causes c ON c.site_id = r.site_id JOIN findings f ON f.cause_id = c.id
WHERE f.first_run_id <= r.id AND (f.ended_run_id IS NULL OR f.ended_run_id > r.id);

CREATE VIEW outcomes_by_run AS -- What each audit said of each page as of each run
SELECT r.id AS run_id, o.page_id, o.audit_id, o.audit_version, o.status, o.value, o.note
FROM runs r JOIN outcomes o ON o.site_id = r.site_id
WHERE o.first_run_id <= r.id AND (o.ended_run_id IS NULL OR o.ended_run_id > r.id);

CREATE VIEW visits_by_run AS -- How each address answered in each run that asked for it
SELECT r.id AS run_id, p.id AS page_id, p.url, v.outcome, v.status, v.content_type, v.redirect_to, v.reason
FROM runs r JOIN pages p ON p.site_id = r.site_id
JOIN visits v ON v.page_id = p.id AND r.id BETWEEN v.first_run_id AND v.last_run_id;

CREATE VIEW new_findings AS -- Findings that each run was the first to see
SELECT f.first_run_id AS run_id, f.id AS finding_id, f.page_id, f.cause_id, f.status,
    EXISTS (SELECT 1 FROM findings e WHERE e.page_id = f.page_id AND e.cause_id = f.cause_id
            AND e.ending = 'fixed' AND e.ended_run_id <= f.first_run_id) AS is_reopened
FROM findings f;

CREATE VIEW fixed_findings AS -- Findings that each run looked for again and saw gone
SELECT f.ended_run_id AS run_id, f.id AS finding_id, f.page_id, f.cause_id, f.status
FROM findings f WHERE f.ending = 'fixed' AND f.ended_run_id IS NOT NULL;

CREATE VIEW still_open_findings AS -- Findings of earlier runs that were open as of each run, seen again or not seen
SELECT run_id, finding_id, page_id, cause_id, status FROM findings_by_run WHERE NOT is_new;

CREATE VIEW run_changes AS -- What each run changed: findings new, ended (and how), and still open from before
WITH begun AS (
    SELECT first_run_id AS run_id, count(*) AS new, sum(status = 'failed') AS new_failed
    FROM findings GROUP BY first_run_id
), ended AS (
    SELECT ended_run_id AS run_id, count(*) AS ended, sum(ending = 'fixed') AS fixed,
        sum(ending = 'fixed' AND status = 'failed') AS fixed_failed, sum(ending = 'page gone') AS page_gone,
        sum(ending = 'other verdict') AS other_verdict, sum(ending = 'no longer judged') AS no_longer_judged
    FROM findings WHERE ended_run_id IS NOT NULL GROUP BY ended_run_id
)
SELECT r.id AS run_id, s.name AS site, r.started_at, r.status,
    coalesce(b.new, 0) AS new, coalesce(b.new_failed, 0) AS new_failed,
    coalesce(e.fixed, 0) AS fixed, coalesce(e.fixed_failed, 0) AS fixed_failed,
    coalesce(e.page_gone, 0) AS page_gone, coalesce(e.other_verdict, 0) AS other_verdict,
    coalesce(e.no_longer_judged, 0) AS no_longer_judged,
    sum(coalesce(b.new, 0) - coalesce(e.ended, 0)) OVER so_far - coalesce(b.new, 0) AS still_open,
    sum(coalesce(b.new, 0) - coalesce(e.ended, 0)) OVER so_far AS open
FROM runs r JOIN sites s ON s.id = r.site_id
LEFT JOIN begun b ON b.run_id = r.id LEFT JOIN ended e ON e.run_id = r.id
WINDOW so_far AS (PARTITION BY r.site_id ORDER BY r.id);

CREATE VIEW open_causes AS -- Every cause with open findings: fix it once, clear this many pages
SELECT c.id, s.name AS site, a.name AS audit, a.failure_title, a.category, c.title, c.impact, c.region, c.template,
    c.selector, c.subject, count(DISTINCT f.page_id) AS pages, sum(f.elements) AS elements,
    sum(f.status = 'failed') AS failed, sum(f.status = 'needs review') AS needs_review,
    min(f.first_run_id) AS first_run_id, min(f.page_id) AS example_page_id
FROM causes c JOIN findings f ON f.cause_id = c.id AND f.ended_run_id IS NULL
JOIN audits a ON a.id = c.audit_id JOIN sites s ON s.id = c.site_id
GROUP BY c.id;

CREATE VIEW page_summary AS -- Each page that was ever judged, with what is open on it and how it reads
SELECT p.id, s.name AS site, p.url, p.title, p.section, p.owner, p.edit_url, p.kind, p.language, p.template,
    p.click_depth, p.in_links, coalesce(g.failed, 0) AS failed, coalesce(g.to_review, 0) AS to_review,
    coalesce(g.best_practice, 0) AS best_practice, coalesce(g.critical, 0) AS critical,
    coalesce(g.serious, 0) AS serious, coalesce(g.moderate, 0) AS moderate, coalesce(g.minor, 0) AS minor,
    CASE WHEN g.critical THEN 'critical' WHEN g.serious THEN 'serious' WHEN g.moderate THEN 'moderate'
        WHEN g.minor THEN 'minor' ELSE '' END AS worst_impact,
    ease.value AS reading_ease, grade.value AS reading_grade, words.value AS words,
    p.audited_run_id, p.last_run_id
FROM pages p JOIN sites s ON s.id = p.site_id
LEFT JOIN (
    SELECT f.page_id, sum(f.status = 'failed' AND a.category <> 'best practice') AS failed,
        sum(f.status = 'needs review') AS to_review,
        sum(f.status = 'failed' AND a.category = 'best practice') AS best_practice,
        sum(f.status = 'failed' AND a.category <> 'best practice' AND c.impact = 'critical') AS critical,
        sum(f.status = 'failed' AND a.category <> 'best practice' AND c.impact = 'serious') AS serious,
        sum(f.status = 'failed' AND a.category <> 'best practice' AND c.impact = 'moderate') AS moderate,
        sum(f.status = 'failed' AND a.category <> 'best practice' AND c.impact = 'minor') AS minor
    FROM findings f JOIN causes c ON c.id = f.cause_id JOIN audits a ON a.id = c.audit_id
    WHERE f.ended_run_id IS NULL GROUP BY f.page_id
) g ON g.page_id = p.id
LEFT JOIN outcomes ease ON ease.page_id = p.id AND ease.ended_run_id IS NULL
    AND ease.audit_id = (SELECT id FROM audits WHERE name = 'reading-ease')
LEFT JOIN outcomes grade ON grade.page_id = p.id AND grade.ended_run_id IS NULL
    AND grade.audit_id = (SELECT id FROM audits WHERE name = 'reading-grade')
LEFT JOIN outcomes words ON words.page_id = p.id AND words.ended_run_id IS NULL
    AND words.audit_id = (SELECT id FROM audits WHERE name = 'main-text-length')
WHERE p.audited_run_id IS NOT NULL AND p.kind NOT IN ('missing', 'redirect', 'document');

CREATE VIEW worst_pages AS -- Pages with failures, worst first: by impact, then by number; best practices do not count
SELECT id, site, url, title, section, owner, edit_url, failed, critical, serious, moderate, minor, to_review,
    worst_impact, in_links, audited_run_id
FROM page_summary WHERE failed > 0
ORDER BY critical DESC, serious DESC, moderate DESC, minor DESC, in_links DESC, url;

CREATE VIEW not_seen AS -- Pages judged before that the site's latest run did not judge: not seen, not fixed
SELECT p.id AS page_id, r.site, p.url, p.title, p.kind, p.audited_run_id AS last_run_id, r.run_id,
    coalesce((SELECT v.reason FROM visits v WHERE v.page_id = p.id AND v.last_run_id = r.run_id), '') AS reason
FROM latest_run r JOIN pages p ON p.site_id = r.site_id
WHERE p.audited_run_id < r.run_id AND p.kind NOT IN ('missing', 'redirect', 'document');

CREATE VIEW broken_targets AS -- Addresses that are broken, and on how many pages they are linked
SELECT t.id, s.name AS site, t.url, t.kind, t.status, t.reason, t.checked_run_id,
    count(DISTINCT l.page_id) AS pages
FROM targets t JOIN sites s ON s.id = t.site_id
LEFT JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
WHERE t.state = 'broken' GROUP BY t.id;

CREATE VIEW redirect_chains AS -- Own addresses that redirect, followed hop by hop as last seen
WITH RECURSIVE moved AS (
    SELECT p.site_id, p.id, p.url, v.redirect_to, v.last_run_id FROM pages p JOIN visits v ON v.page_id = p.id
    WHERE p.kind = 'redirect' AND v.outcome = 'redirect' AND v.last_run_id = p.last_run_id
), hop AS (
    SELECT id AS page_id, site_id, url, last_run_id, 1 AS hops, redirect_to AS ends_at,
        url || ' > ' || redirect_to AS way, redirect_to = url AS is_circle
    FROM moved
    UNION ALL
    SELECT h.page_id, h.site_id, h.url, h.last_run_id, h.hops + 1, v.redirect_to,
        h.way || ' > ' || v.redirect_to,
        instr(' > ' || h.way || ' > ', ' > ' || v.redirect_to || ' > ') > 0
    FROM hop h JOIN pages p ON p.site_id = h.site_id AND p.url = h.ends_at AND p.kind = 'redirect'
    JOIN visits v ON v.page_id = p.id AND v.last_run_id = p.last_run_id AND v.outcome = 'redirect'
    WHERE NOT h.is_circle AND h.hops < 20
)
SELECT h.page_id, s.name AS site, h.url, h.hops, h.ends_at, coalesce(p.kind, 'not visited') AS ends_as,
    h.is_circle, h.way, h.last_run_id
FROM hop h JOIN sites s ON s.id = h.site_id
LEFT JOIN pages p ON p.site_id = h.site_id AND p.url = h.ends_at
WHERE h.is_circle OR h.hops = 20 OR coalesce(p.kind, '') <> 'redirect';

CREATE VIEW site_trend AS -- The site's sums, run by run
SELECT r.id AS run_id, s.name AS site, r.started_at, r.status, t.measure, t.value
FROM run_totals t JOIN runs r ON r.id = t.run_id JOIN sites s ON s.id = r.site_id
WHERE t.dimension = 'site';

CREATE VIEW run_health AS -- Whether each run went well: how it ended, how much it saw, how fast, what went wrong
SELECT r.id AS run_id, s.name AS site, r.started_at, r.finished_at, r.status, r.reason, r.resumed,
    r.pages_found, r.pages_audited, r.pages_unchanged, r.pages_error, r.pages_left, r.documents, r.links_checked,
    round(60.0 * r.pages_audited / nullif(r.seconds, 0), 1) AS pages_per_minute, r.seconds, r.requests, r.bytes,
    r.browsers_replaced, r.peak_memory_bytes,
    (SELECT count(*) FROM run_notes n WHERE n.run_id = r.id) AS notes,
    r.pages_audited - (SELECT e.pages_audited FROM runs e WHERE e.id = r.previous_run_id) AS pages_more_than_before,
    r.dropkerb_version, r.axe_version, r.browser_version
FROM runs r JOIN sites s ON s.id = r.site_id;

CREATE VIEW requirement_status AS -- Each WCAG criterion as of now: what automation found, and what it cannot tell
WITH found AS (
    SELECT c.site_id, ar.requirement_id, count(DISTINCT f.cause_id) AS causes,
        count(DISTINCT CASE WHEN f.status = 'failed' THEN f.page_id END) AS pages_failed,
        count(DISTINCT CASE WHEN f.status = 'needs review' THEN f.page_id END) AS pages_to_review
    FROM audit_requirements ar CROSS JOIN causes c ON c.audit_id = ar.audit_id
    CROSS JOIN findings f ON f.cause_id = c.id AND f.ended_run_id IS NULL
    GROUP BY c.site_id, ar.requirement_id
)
SELECT s.id AS site_id, s.name AS site, q.id AS requirement, q.title, q.level, q.since,
    EXISTS (SELECT 1 FROM profile_requirements pr
        WHERE pr.profile_id = s.profile_id AND pr.requirement_id = q.id) AS is_required,
    coalesce(g.pages_failed, 0) AS pages_failed, coalesce(g.pages_to_review, 0) AS pages_to_review,
    coalesce(g.causes, 0) AS causes,
    EXISTS (SELECT 1 FROM audit_requirements ar CROSS JOIN outcomes o ON o.audit_id = ar.audit_id
            WHERE ar.requirement_id = q.id AND o.site_id = s.id AND o.ended_run_id IS NULL
            AND o.status IN ('passed', 'failed', 'needs review')) AS is_partly_tested
FROM sites s CROSS JOIN requirements q
LEFT JOIN found g ON g.site_id = s.id AND g.requirement_id = q.id;
"""  # noqa: E501 (a comment stands on the line it is about)
