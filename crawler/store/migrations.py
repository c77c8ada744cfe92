"""The schema of the record, one named migration a step.

The comments inside CREATE TABLE are kept by SQLite with the schema; `docs/database.md` is
generated from them, and anyone who opens the file sees them.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("dropkerb")


@migrations()
def m001_record(db: Database) -> None:
    """The first record: sites, runs, pages, outcomes, causes, findings, links."""
    db.executescript(TABLES)


@migrations()
def m002_views(db: Database) -> None:
    """The questions people ask, answered."""
    db.executescript(VIEWS)


TABLES = """
CREATE TABLE profiles ( -- A law, and the standard it asks for
    id TEXT PRIMARY KEY, -- Short name, as used in sites.toml
    name TEXT NOT NULL, -- Full name of the law
    jurisdiction TEXT NOT NULL, -- Where it holds
    standard TEXT NOT NULL, -- The technical standard it asks for, e.g. WCAG 2.2 A and AA
    in_force_since TEXT, -- Date from which the standard is asked for or monitored
    checked_on TEXT NOT NULL, -- Date on which this entry was last checked against its source
    confidence TEXT NOT NULL, -- P primary text seen, S secondary source seen, K not re-checked
    source TEXT NOT NULL -- Where the facts come from
);
CREATE TABLE requirements ( -- A technical requirement, e.g. a WCAG success criterion
    id TEXT PRIMARY KEY, -- e.g. wcag:2.4.2
    title TEXT NOT NULL, -- e.g. Page Titled
    level TEXT NOT NULL, -- A, AA or AAA
    since TEXT NOT NULL, -- The WCAG version that brought it: 2.0, 2.1 or 2.2
    url TEXT NOT NULL -- Its explanation by W3C
);
CREATE TABLE profile_requirements ( -- Which law asks for which requirement
    profile_id TEXT NOT NULL REFERENCES profiles(id), -- The law
    requirement_id TEXT NOT NULL REFERENCES requirements(id), -- The requirement
    PRIMARY KEY (profile_id, requirement_id)
);
CREATE TABLE sites ( -- A website that is audited
    id INTEGER PRIMARY KEY, -- Number of the site
    name TEXT NOT NULL UNIQUE, -- Its name in sites.toml, or its host
    title TEXT NOT NULL, -- What people call it
    start_url TEXT NOT NULL, -- Where the crawl starts
    profile_id TEXT REFERENCES profiles(id), -- The law that the site is held to
    council_tier TEXT -- unitary, county, district, london-borough ..., or empty
);
CREATE TABLE runs ( -- One crawl of one site, from start to report
    id INTEGER PRIMARY KEY, -- Number of the run, rising over time
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    previous_run_id INTEGER REFERENCES runs(id), -- The run of the same site that came before
    label TEXT NOT NULL, -- What lists show: site and start time
    started_at TEXT NOT NULL, -- UTC, ISO 8601
    finished_at TEXT, -- UTC, ISO 8601; empty while it runs
    status TEXT NOT NULL CHECK (status IN ('running', 'done', 'partial', 'failed')), -- How it ended
    reason TEXT NOT NULL DEFAULT '', -- Why it ended so, in a sentence
    is_full INTEGER NOT NULL DEFAULT 0, -- 1 when asked to ignore what earlier runs remember
    resumed INTEGER NOT NULL DEFAULT 0, -- How often it was picked up again after a stop
    dropkerb_version TEXT NOT NULL, -- Version of Dropkerb
    axe_version TEXT NOT NULL DEFAULT '', -- Version of axe-core
    browser_version TEXT NOT NULL DEFAULT '', -- Version of Chromium
    settings TEXT NOT NULL DEFAULT '{}', -- What the run was asked to do, as JSON
    pages_found INTEGER NOT NULL DEFAULT 0, -- Own addresses found, of any kind
    pages_audited INTEGER NOT NULL DEFAULT 0, -- Pages judged in this run
    pages_unchanged INTEGER NOT NULL DEFAULT 0, -- Of those, pages whose server said "not modified"
    pages_error INTEGER NOT NULL DEFAULT 0, -- Pages that could not be judged, with a reason in visits
    pages_left INTEGER NOT NULL DEFAULT 0, -- Addresses that were waiting when the run ended
    documents INTEGER NOT NULL DEFAULT 0, -- PDFs and other files found
    links_checked INTEGER NOT NULL DEFAULT 0, -- Addresses outside the crawl that were asked for
    requests INTEGER NOT NULL DEFAULT 0, -- Requests sent by the crawler (not by the browser)
    bytes INTEGER NOT NULL DEFAULT 0, -- Bytes received by the crawler
    browsers_replaced INTEGER NOT NULL DEFAULT 0, -- Browsers that crashed or hung and were replaced
    peak_memory_bytes INTEGER NOT NULL DEFAULT 0, -- Highest memory of crawler and browsers together
    seconds REAL NOT NULL DEFAULT 0 -- Time spent, over all its starts
);
CREATE INDEX runs_site ON runs(site_id, id);
CREATE TABLE run_notes ( -- What the reader must know about a run: what was skipped, blocked, broken
    id INTEGER PRIMARY KEY, -- Number of the note
    run_id INTEGER NOT NULL REFERENCES runs(id), -- The run
    kind TEXT NOT NULL, -- robots, sitemap, sampled, budget, browser, scope, link check
    message TEXT NOT NULL, -- One plain sentence
    url TEXT NOT NULL DEFAULT '', -- An address it is about, if any
    number INTEGER, -- How many addresses or events it is about, if counted
    UNIQUE (run_id, kind, message)
);
CREATE TABLE pages ( -- An address of the site itself: a page, a document, a redirect
    id INTEGER PRIMARY KEY, -- Number of the page
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    url TEXT NOT NULL, -- Canonical address
    kind TEXT NOT NULL DEFAULT 'page', -- page, document, redirect, missing, error, forbidden, not visited
    title TEXT NOT NULL DEFAULT '', -- Title of the page when last seen
    language TEXT NOT NULL DEFAULT '', -- Language that the page declares
    section TEXT NOT NULL DEFAULT '', -- First folder of the path
    template TEXT NOT NULL DEFAULT '', -- Fingerprint of the page's skeleton: pages made alike share it
    owner TEXT NOT NULL DEFAULT '', -- Who looks after it, from sites.toml
    edit_url TEXT NOT NULL DEFAULT '', -- Where to edit it, from sites.toml
    click_depth INTEGER, -- Fewest clicks from the start page; empty when no path is known
    in_links INTEGER NOT NULL DEFAULT 0, -- Pages that link here
    in_sitemap INTEGER NOT NULL DEFAULT 0, -- 1 when a sitemap lists it
    first_run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that first met it
    last_run_id INTEGER NOT NULL REFERENCES runs(id), -- The last run that visited it
    UNIQUE (site_id, url)
);
CREATE INDEX pages_section ON pages(site_id, section);
CREATE TABLE visits ( -- How an address answered: one row for each stretch of runs with the same answer
    id INTEGER PRIMARY KEY, -- Number of the visit
    page_id INTEGER NOT NULL REFERENCES pages(id), -- The page
    first_run_id INTEGER NOT NULL REFERENCES runs(id), -- First run of the stretch
    last_run_id INTEGER NOT NULL REFERENCES runs(id), -- Last run of the stretch; every run of the site between saw it so
    outcome TEXT NOT NULL, -- audited, document, redirect, missing, error, forbidden
    status INTEGER, -- HTTP status, if there was an answer
    content_type TEXT NOT NULL DEFAULT '', -- Media type, without parameters
    bytes INTEGER, -- Size of the body when last seen
    redirect_to TEXT NOT NULL DEFAULT '', -- Where a redirect points
    reason TEXT NOT NULL DEFAULT '', -- Why it could not be judged, in a sentence
    etag TEXT NOT NULL DEFAULT '', -- Validator for the next conditional request
    last_modified TEXT NOT NULL DEFAULT '', -- Validator for the next conditional request
    body_hash TEXT NOT NULL DEFAULT '' -- SHA-256 of the body when last seen
);
CREATE INDEX visits_page ON visits(page_id, last_run_id);
CREATE INDEX visits_last_run ON visits(last_run_id, outcome);
CREATE TABLE audits ( -- What is judged, and the words for it, as of the last run that used it
    id INTEGER PRIMARY KEY, -- Number of the audit
    name TEXT NOT NULL UNIQUE, -- e.g. page-title, or axe:image-alt for a rule of an engine
    title TEXT NOT NULL, -- Said when it passes
    failure_title TEXT NOT NULL, -- Said when it fails
    category TEXT NOT NULL, -- accessibility, best practice, readability, links, structure
    scope TEXT NOT NULL, -- page or site
    engine TEXT NOT NULL DEFAULT '', -- axe-core and its version, or empty for our own
    version INTEGER NOT NULL DEFAULT 1, -- Rises when the meaning changes; trends break there
    impact TEXT NOT NULL DEFAULT '', -- Usual impact of a finding: minor, moderate, serious, critical
    why TEXT NOT NULL DEFAULT '', -- Why it matters and who is hurt (Markdown-free plain text)
    checks TEXT NOT NULL DEFAULT '', -- What exactly is checked
    fix TEXT NOT NULL DEFAULT '', -- How to fix it
    source TEXT NOT NULL DEFAULT '', -- Where the rule or threshold comes from
    unit TEXT NOT NULL DEFAULT '', -- Unit of its value, if it measures one
    last_run_id INTEGER REFERENCES runs(id) -- The last run that used it
);
CREATE TABLE audit_requirements ( -- Which requirements an audit speaks to
    audit_id INTEGER NOT NULL REFERENCES audits(id), -- The audit
    requirement_id TEXT NOT NULL REFERENCES requirements(id), -- The requirement
    PRIMARY KEY (audit_id, requirement_id)
);
CREATE TABLE outcomes ( -- What an audit said of a page, from one run until it said something else
    id INTEGER PRIMARY KEY, -- Number of the outcome
    page_id INTEGER REFERENCES pages(id), -- The page; empty when the site as a whole is meant
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    audit_id INTEGER NOT NULL REFERENCES audits(id), -- The audit
    audit_version INTEGER NOT NULL, -- Version of the audit's meaning
    status TEXT NOT NULL CHECK (status IN ('passed', 'failed', 'needs review', 'not applicable', 'error')), -- The verdict
    value REAL, -- What it measured, in the audit's unit
    note TEXT NOT NULL DEFAULT '', -- Why it is not applicable, or what went wrong
    first_run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that first said so
    ended_run_id INTEGER REFERENCES runs(id) -- The run that first said otherwise; empty while it holds
);
CREATE UNIQUE INDEX outcomes_current ON outcomes(page_id, audit_id, site_id) WHERE ended_run_id IS NULL;
CREATE INDEX outcomes_audit ON outcomes(audit_id, status) WHERE ended_run_id IS NULL;
CREATE TABLE causes ( -- One thing to fix, however many pages it shows on
    id INTEGER PRIMARY KEY, -- Number of the cause
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    key TEXT NOT NULL, -- Hash of audit, template or region, selector, skeleton and subject; no address in it
    audit_id INTEGER NOT NULL REFERENCES audits(id), -- The audit that found it
    title TEXT NOT NULL, -- What is wrong, in a sentence
    region TEXT NOT NULL DEFAULT '', -- header, nav, main, aside, footer, or empty for the whole page
    template TEXT NOT NULL DEFAULT '', -- Template it belongs to, when it is tied to one
    selector TEXT NOT NULL DEFAULT '', -- Selector with numbers and ids taken out
    skeleton TEXT NOT NULL DEFAULT '', -- The element's HTML with texts and values taken out
    subject TEXT NOT NULL DEFAULT '', -- What it is about, when that is not an element: an address, a sentence
    impact TEXT NOT NULL, -- minor, moderate, serious, critical
    first_run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that first found it
    UNIQUE (site_id, key)
);
CREATE TABLE findings ( -- A cause on a page, from the run that found it until the run that saw it gone
    id INTEGER PRIMARY KEY, -- Number of the finding
    page_id INTEGER NOT NULL REFERENCES pages(id), -- The page
    cause_id INTEGER NOT NULL REFERENCES causes(id), -- The cause
    status TEXT NOT NULL CHECK (status IN ('failed', 'needs review')), -- Sure, or for a person to look at
    message TEXT NOT NULL, -- What is wrong here, in a sentence
    selector TEXT NOT NULL DEFAULT '', -- Finds the first such element on the page
    snippet TEXT NOT NULL DEFAULT '', -- That element's HTML, shortened
    elements INTEGER NOT NULL DEFAULT 1, -- How many elements of the page share it
    more_selectors TEXT NOT NULL DEFAULT '[]', -- Selectors of up to 19 more such elements, as JSON
    first_run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that found it
    fixed_run_id INTEGER REFERENCES runs(id) -- The run that looked again and saw it gone; empty while open
);
CREATE UNIQUE INDEX findings_open ON findings(page_id, cause_id, status) WHERE fixed_run_id IS NULL;
CREATE INDEX findings_cause ON findings(cause_id, fixed_run_id);
CREATE INDEX findings_first_run ON findings(first_run_id);
CREATE INDEX findings_fixed_run ON findings(fixed_run_id) WHERE fixed_run_id IS NOT NULL;
CREATE TABLE targets ( -- An address that some page links to or loads
    id INTEGER PRIMARY KEY, -- Number of the target
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site that links to it
    url TEXT NOT NULL, -- Canonical address
    kind TEXT NOT NULL, -- page, document, asset, external, email, phone, other
    page_id INTEGER REFERENCES pages(id), -- The page it is, when it is one of the site's own
    state TEXT NOT NULL DEFAULT 'not checked', -- ok, broken, blocked to robots, unsure, not checked
    status INTEGER, -- HTTP status, if there was an answer
    reason TEXT NOT NULL DEFAULT '', -- Why it is not ok, in a sentence
    hops INTEGER NOT NULL DEFAULT 0, -- Redirects on the way
    redirect_to TEXT NOT NULL DEFAULT '', -- Where the redirects end
    content_type TEXT NOT NULL DEFAULT '', -- Media type, without parameters
    bytes INTEGER, -- Size, if the server told
    checked_run_id INTEGER REFERENCES runs(id), -- The run that last asked for it
    UNIQUE (site_id, url)
);
CREATE INDEX targets_state ON targets(site_id, state);
CREATE TABLE links ( -- A link or asset on a page, from the run that saw it until the run that saw it gone
    id INTEGER PRIMARY KEY, -- Number of the link
    page_id INTEGER NOT NULL REFERENCES pages(id), -- The page it stands on
    target_id INTEGER NOT NULL REFERENCES targets(id), -- Where it leads
    text TEXT NOT NULL DEFAULT '', -- What it says (its accessible name as far as HTML tells)
    region TEXT NOT NULL DEFAULT '', -- header, nav, main, aside, footer, or empty
    rel TEXT NOT NULL DEFAULT 'link', -- link, asset or frame
    times INTEGER NOT NULL DEFAULT 1, -- How often it stands there alike
    is_rendered INTEGER NOT NULL DEFAULT 0, -- 1 when only the rendered page has it, not the HTML as sent
    first_run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that first saw it
    ended_run_id INTEGER REFERENCES runs(id) -- The run that saw it gone; empty while it stands
);
CREATE INDEX links_page ON links(page_id) WHERE ended_run_id IS NULL;
CREATE INDEX links_target ON links(target_id) WHERE ended_run_id IS NULL;
CREATE TABLE run_totals ( -- Sums of each finished run, so that trends need no recount
    run_id INTEGER NOT NULL REFERENCES runs(id), -- The run
    dimension TEXT NOT NULL, -- site, section, owner, audit or requirement
    name TEXT NOT NULL, -- Which section, owner, audit or requirement; empty for the site
    measure TEXT NOT NULL, -- e.g. pages audited, failed findings, pages with failures, mean value
    value REAL NOT NULL, -- The number
    PRIMARY KEY (run_id, dimension, name, measure)
) WITHOUT ROWID;
CREATE TABLE frontier ( -- Addresses of a run under way: this is what makes it resumable; emptied when the run ends
    id INTEGER PRIMARY KEY, -- Order of discovery
    run_id INTEGER NOT NULL REFERENCES runs(id), -- The run
    url TEXT NOT NULL, -- Canonical address
    depth INTEGER NOT NULL, -- Steps from the start page on the way it was found
    rank INTEGER NOT NULL, -- Lower goes first
    source TEXT NOT NULL, -- start, sitemap, link, redirect or earlier run
    trap TEXT NOT NULL DEFAULT '', -- The trap rule it matched, when it counts against that rule's sample
    state TEXT NOT NULL DEFAULT 'waiting', -- waiting, taken, done
    UNIQUE (run_id, url)
);
CREATE INDEX frontier_next ON frontier(run_id, state, rank, depth, id);
"""

VIEWS = """
CREATE VIEW open_findings AS -- Every finding that is open now, with its page, cause and audit
SELECT f.id, s.name AS site, p.id AS page_id, p.url, p.title AS page_title, p.owner, p.section,
    a.name AS audit, a.category, f.status, c.impact, f.message, f.selector, f.snippet, f.elements,
    c.id AS cause_id, c.region,
    (SELECT group_concat(requirement_id, ' ') FROM audit_requirements ar WHERE ar.audit_id = a.id) AS requirements,
    f.first_run_id, p.last_run_id
FROM findings f JOIN pages p ON p.id = f.page_id JOIN causes c ON c.id = f.cause_id
JOIN audits a ON a.id = c.audit_id JOIN sites s ON s.id = p.site_id
WHERE f.fixed_run_id IS NULL;

CREATE VIEW findings_by_run AS -- The findings that were open as of each run, for recomputing any trend
SELECT r.id AS run_id, f.id AS finding_id, f.page_id, f.cause_id, f.status, f.elements
FROM runs r JOIN causes c ON c.site_id = r.site_id JOIN findings f ON f.cause_id = c.id
WHERE f.first_run_id <= r.id AND (f.fixed_run_id IS NULL OR f.fixed_run_id > r.id);

CREATE VIEW outcomes_by_run AS -- What each audit said of each page as of each run
SELECT r.id AS run_id, o.page_id, o.audit_id, o.audit_version, o.status, o.value, o.note
FROM runs r JOIN outcomes o ON o.site_id = r.site_id
WHERE o.first_run_id <= r.id AND (o.ended_run_id IS NULL OR o.ended_run_id > r.id);

CREATE VIEW new_findings AS -- Findings that each run was the first to see
SELECT f.first_run_id AS run_id, f.id AS finding_id, f.page_id, f.cause_id, f.status,
    EXISTS (SELECT 1 FROM findings e WHERE e.page_id = f.page_id AND e.cause_id = f.cause_id
            AND e.fixed_run_id IS NOT NULL AND e.fixed_run_id <= f.first_run_id) AS is_reopened
FROM findings f;

CREATE VIEW fixed_findings AS -- Findings that each run looked for again and saw gone
SELECT f.fixed_run_id AS run_id, f.id AS finding_id, f.page_id, f.cause_id, f.status
FROM findings f WHERE f.fixed_run_id IS NOT NULL;

CREATE VIEW open_causes AS -- Every cause with open findings: fix it once, clear this many pages
SELECT c.id, s.name AS site, a.name AS audit, a.failure_title, a.category, c.title, c.impact, c.region, c.template,
    c.selector, c.subject, count(DISTINCT f.page_id) AS pages, sum(f.elements) AS elements,
    sum(f.status = 'failed') AS failed, sum(f.status = 'needs review') AS needs_review,
    min(f.first_run_id) AS first_run_id, min(f.page_id) AS example_page_id
FROM causes c JOIN findings f ON f.cause_id = c.id AND f.fixed_run_id IS NULL
JOIN audits a ON a.id = c.audit_id JOIN sites s ON s.id = c.site_id
GROUP BY c.id;

CREATE VIEW not_seen AS -- Pages that the site's last finished run did not visit: not seen, not fixed
SELECT p.id AS page_id, s.name AS site, p.url, p.title, p.last_run_id, r.id AS run_id
FROM pages p JOIN sites s ON s.id = p.site_id
JOIN runs r ON r.id = (SELECT max(id) FROM runs WHERE site_id = p.site_id AND status IN ('done', 'partial'))
WHERE p.last_run_id < r.id AND p.kind IN ('page', 'error');

CREATE VIEW broken_targets AS -- Addresses that are broken, and on how many pages they are linked
SELECT t.id, s.name AS site, t.url, t.kind, t.status, t.reason, t.checked_run_id,
    count(DISTINCT l.page_id) AS pages
FROM targets t JOIN sites s ON s.id = t.site_id
LEFT JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
WHERE t.state = 'broken' GROUP BY t.id;

CREATE VIEW site_trend AS -- The site's sums, run by run
SELECT r.id AS run_id, s.name AS site, r.started_at, r.status, t.measure, t.value
FROM run_totals t JOIN runs r ON r.id = t.run_id JOIN sites s ON s.id = r.site_id
WHERE t.dimension = 'site';

CREATE VIEW requirement_status AS -- Each WCAG criterion as of now: what automation found, and what it cannot tell
SELECT s.id AS site_id, s.name AS site, q.id AS requirement, q.title, q.level, q.since,
    count(DISTINCT CASE WHEN f.status = 'failed' THEN f.page_id END) AS pages_failed,
    count(DISTINCT CASE WHEN f.status = 'needs review' THEN f.page_id END) AS pages_to_review,
    EXISTS (SELECT 1 FROM audit_requirements ar JOIN outcomes o ON o.audit_id = ar.audit_id
            WHERE ar.requirement_id = q.id AND o.site_id = s.id AND o.ended_run_id IS NULL
            AND o.status IN ('passed', 'failed', 'needs review')) AS is_partly_tested
FROM sites s JOIN requirements q
LEFT JOIN audit_requirements ar ON ar.requirement_id = q.id
LEFT JOIN causes c ON c.audit_id = ar.audit_id AND c.site_id = s.id
LEFT JOIN findings f ON f.cause_id = c.id AND f.fixed_run_id IS NULL
GROUP BY s.id, q.id;
"""
