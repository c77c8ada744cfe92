"""The schema of the record, one named migration a step.

The comments inside CREATE TABLE are kept by SQLite with the schema; `docs/database.md` is
generated from them, and anyone who opens the file sees them.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from crawler.store.views import VIEWS

migrations = Migrations("dropkerb")


@migrations()
def m001_record(db: Database) -> None:
    """The first record: sites, runs, pages, outcomes, causes, findings, links."""
    db.executescript(TABLES)


@migrations()
def m002_views(db: Database) -> None:
    """The questions people ask, answered."""
    db.executescript(VIEWS)


@migrations()
def m003_looks(db: Database) -> None:
    """The last good look at each page, so that a night opens only what may have changed."""
    db.executescript(LOOKS)


@migrations()
def m004_airlock(db: Database) -> None:
    """What the browsers of a run asked for, beside what the crawler did."""
    db.executescript(AIRLOCK)


@migrations()
def m005_pages_before(db: Database) -> None:
    """What a run changes on pages, so that the run can be undone."""
    db.executescript(PAGES_BEFORE)


@migrations()
def m006_evidence(db: Database) -> None:
    """What an element is to the browser, with a picture, for each cause; how sure audits are."""
    db.executescript(EVIDENCE)


@migrations()
def m007_witnesses(db: Database) -> None:
    """Which other rules found the same, and the version of the second engine."""
    db.executescript(WITNESSES)


@migrations()
def m008_menus(db: Database) -> None:
    """The menus of each page, to compare their order and their words across the site."""
    db.executescript(MENUS)


@migrations()
def m009_states(db: Database) -> None:
    """How a page was when something was found on it."""
    db.executescript(STATES)


@migrations()
def m011_translations(db: Database) -> None:
    """The versions of each page in other languages, and which page each of them is."""
    db.executescript(TRANSLATIONS)


@migrations()
def m012_reading(db: Database) -> None:
    """The main text of each page and how hard it is to read; the site's index of each run."""
    db.executescript(READING)


@migrations()
def m013_words(db: Database) -> None:
    """The words of each page that no dictionary has, to tell names from mistakes."""
    db.executescript(WORDS)


@migrations()
def m014_tasks(db: Database) -> None:
    """The tasks that people come for: what pages let people do, the page and the way of each."""
    db.executescript(TASKS)


@migrations()
def m015_dead_ends(db: Database) -> None:
    """The taxonomy of dead ends, and which open findings are one."""
    db.executescript(DEAD_ENDS)


@migrations()
def m016_analytics(db: Database) -> None:
    """What people did on each page, from analytics and logs; where they are lost, what it costs."""
    db.executescript(ANALYTICS)


@migrations()
def m020_nights(db: Database) -> None:
    """What a run had no time for, so that the next asks for it first; how long pages take."""
    db.executescript(NIGHTS)


def known_names() -> set[str]:
    """Return the names of all migrations that this Dropkerb knows."""
    return {each.name for each in migrations.pending(Database(memory=True))}


TABLES = """
CREATE TABLE profiles ( -- A law, and the standard it asks for
    id TEXT PRIMARY KEY, -- Short name, as used in sites.toml
    name TEXT NOT NULL, -- Full name of the law
    jurisdiction TEXT NOT NULL, -- Where it holds
    standard TEXT NOT NULL, -- The technical standard it asks for, e.g. WCAG 2.2 A and AA
    in_force_since TEXT, -- Date from which the standard is asked for or monitored
    checked_on TEXT NOT NULL, -- Date on which this entry was last checked against its source
    confidence TEXT NOT NULL, -- P primary text seen, S secondary source seen, K not re-checked
    source TEXT NOT NULL, -- Where the facts come from
    note TEXT NOT NULL DEFAULT '' -- What else to know about it
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
    title TEXT NOT NULL, -- What lists show: site and start time
    started_at TEXT NOT NULL, -- UTC, ISO 8601
    finished_at TEXT, -- UTC, ISO 8601; empty while it runs, and after a kill
    status TEXT NOT NULL CHECK (status IN ('running', 'done', 'partial', 'failed')), -- How it ended; a partial run that was interrupted is gone on with by the next start
    reason TEXT NOT NULL DEFAULT '', -- Why it ended so, in a sentence
    is_full INTEGER NOT NULL DEFAULT 0, -- 1 when asked to ignore what earlier runs remember
    resumed INTEGER NOT NULL DEFAULT 0, -- How often it was picked up again after a stop
    dropkerb_version TEXT NOT NULL, -- Version of Dropkerb
    axe_version TEXT NOT NULL DEFAULT '', -- Version of axe-core
    browser_version TEXT NOT NULL DEFAULT '', -- Version of Chromium
    settings TEXT NOT NULL DEFAULT '{}', -- What the run was asked to do, as JSON
    pages_found INTEGER NOT NULL DEFAULT 0, -- Own addresses found and let in, of any kind
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
    kind TEXT NOT NULL DEFAULT 'page', -- What it was when last visited: page, document, redirect, missing, error, forbidden
    name TEXT GENERATED ALWAYS AS (CASE title WHEN '' THEN url ELSE title END) VIRTUAL, -- Its title, or its address when it has none: what lists show
    title TEXT NOT NULL DEFAULT '', -- Title of the page when last seen
    language TEXT NOT NULL DEFAULT '', -- Language that the page declares
    section TEXT NOT NULL DEFAULT '', -- First folder of the path; empty at the top of the site
    template TEXT NOT NULL DEFAULT '', -- Fingerprint of the page's skeleton: pages made alike share it
    owner TEXT NOT NULL DEFAULT '', -- Who looks after it, from sites.toml
    edit_url TEXT NOT NULL DEFAULT '', -- Where to edit it, from sites.toml
    click_depth INTEGER, -- Fewest clicks from the start page; empty when no path is known
    in_links INTEGER NOT NULL DEFAULT 0, -- Pages that link here
    in_sitemap INTEGER NOT NULL DEFAULT 0, -- 1 when a sitemap lists it
    first_run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that first met it
    last_run_id INTEGER NOT NULL REFERENCES runs(id), -- The last run that visited it
    audited_run_id INTEGER REFERENCES runs(id), -- The last run that judged it; empty when none ever did
    UNIQUE (site_id, url)
);
CREATE INDEX pages_section ON pages(site_id, section);
CREATE INDEX pages_audited_run ON pages(audited_run_id);
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
    note TEXT NOT NULL DEFAULT '', -- Why it is not applicable, or what went wrong; empty when a rule of an engine found nothing to judge
    first_run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that first said so
    ended_run_id INTEGER REFERENCES runs(id) -- The run that first said otherwise; empty while it holds
);
CREATE UNIQUE INDEX outcomes_page ON outcomes(page_id, audit_id, first_run_id);
CREATE UNIQUE INDEX outcomes_site ON outcomes(site_id, audit_id, first_run_id) WHERE page_id IS NULL;
CREATE INDEX outcomes_audit ON outcomes(audit_id, status) WHERE ended_run_id IS NULL;
CREATE INDEX outcomes_value ON outcomes(audit_id, first_run_id) WHERE value IS NOT NULL;
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
    impact TEXT NOT NULL, -- The gravest of its findings: minor, moderate, serious, critical
    first_run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that first found it
    UNIQUE (site_id, key)
);
CREATE INDEX causes_audit ON causes(audit_id);
CREATE TABLE findings ( -- A cause on a page, from the run that found it until the run that saw it end
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
    ended_run_id INTEGER REFERENCES runs(id), -- The run that looked again and saw it end; empty while open
    ending TEXT NOT NULL DEFAULT '' CHECK (ending IN ('', 'fixed', 'page gone', 'other verdict', 'no longer judged')) -- How it ended; only "fixed" is a repair
);
CREATE UNIQUE INDEX findings_open ON findings(page_id, cause_id, status) WHERE ended_run_id IS NULL;
CREATE UNIQUE INDEX findings_page ON findings(page_id, cause_id, status, first_run_id);
CREATE INDEX findings_cause ON findings(cause_id, ended_run_id);
CREATE INDEX findings_first_run ON findings(first_run_id);
CREATE INDEX findings_ended_run ON findings(ended_run_id) WHERE ended_run_id IS NOT NULL;
CREATE TABLE targets ( -- An address that some page links to or loads
    id INTEGER PRIMARY KEY, -- Number of the target
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site that links to it
    url TEXT NOT NULL, -- Canonical address
    name TEXT GENERATED ALWAYS AS (url) VIRTUAL, -- The address again: what lists show
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
CREATE INDEX links_page ON links(page_id, ended_run_id);
CREATE INDEX links_target ON links(target_id) WHERE ended_run_id IS NULL;
CREATE TABLE run_totals ( -- Sums of each finished run, so that trends need no recount
    run_id INTEGER NOT NULL REFERENCES runs(id), -- The run
    dimension TEXT NOT NULL, -- site, section, owner, audit or requirement
    name TEXT NOT NULL, -- Which section, owner, audit or requirement; empty for the site
    measure TEXT NOT NULL, -- e.g. pages audited, failed findings, pages with failures, mean value; all over pages that the run audited
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
    state TEXT NOT NULL DEFAULT 'waiting', -- waiting or done; an address that is being asked for is still waiting
    UNIQUE (run_id, url)
);
"""  # noqa: E501 (a comment stands on the line it is about)
# The empty comment behind a new column's own is needed: SQLite puts a bracket there.
LOOKS = """
CREATE TABLE asset_sets ( -- Styles, scripts and frames that pages loaded together: hundreds of pages share a set
    id INTEGER PRIMARY KEY, -- Number of the set
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    key TEXT NOT NULL, -- Hash of its members
    members TEXT NOT NULL, -- JSON list of address, kind (style, script or frame) and hash of the content then
    UNIQUE (site_id, key)
);
CREATE TABLE assets ( -- The site's own styles, scripts and frames: asked for once a run, for all pages that load them
    id INTEGER PRIMARY KEY, -- Number of the asset
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    url TEXT NOT NULL, -- Its address
    kind TEXT NOT NULL, -- style, script or frame
    hash TEXT NOT NULL, -- Hash of its content when last asked for
    etag TEXT NOT NULL DEFAULT '', -- Validator for the next conditional request
    last_modified TEXT NOT NULL DEFAULT '', -- Validator for the next conditional request
    checked_run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that last asked for it, or first saw it as it is
    UNIQUE (site_id, url, kind)
);
CREATE TABLE looks ( -- The last time each page was opened in a browser and judged whole; no row after a bad look
    page_id INTEGER PRIMARY KEY REFERENCES pages(id), -- The page
    html_hash TEXT NOT NULL, -- Hash of the HTML as sent, without tokens, nonces and the like
    versions TEXT NOT NULL, -- Hash of what it was judged with: Dropkerb, its audits, axe, Chromium, options
    asset_set_id INTEGER NOT NULL REFERENCES asset_sets(id), -- What it loaded
    run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that opened it; runs after that carried its verdicts over
    looked_at TEXT NOT NULL, -- When, UTC, ISO 8601
    why TEXT NOT NULL DEFAULT '' -- Why it was opened rather than carried over
);
CREATE INDEX looks_set ON looks(asset_set_id);
CREATE INDEX looks_run ON looks(run_id, why);
ALTER TABLE runs ADD COLUMN
    pages_carried INTEGER NOT NULL DEFAULT 0 -- Of the pages audited, those whose verdicts were carried over because nothing that matters had changed
/**/;
DROP VIEW run_health;
CREATE VIEW run_health AS -- Whether each run went well: how it ended, how much it saw, how fast, what went wrong
SELECT r.id AS run_id, s.name AS site, r.started_at, r.finished_at, r.status, r.reason, r.resumed,
    r.pages_found, r.pages_audited, r.pages_carried, r.pages_unchanged, r.pages_error, r.pages_left, r.documents,
    r.links_checked, round(60.0 * r.pages_audited / nullif(r.seconds, 0), 1) AS pages_per_minute, r.seconds,
    r.requests, r.bytes, r.browsers_replaced, r.peak_memory_bytes,
    (SELECT count(*) FROM run_notes n WHERE n.run_id = r.id) AS notes,
    r.pages_audited - (SELECT e.pages_audited FROM runs e WHERE e.id = r.previous_run_id) AS pages_more_than_before,
    r.dropkerb_version, r.axe_version, r.browser_version
FROM runs r JOIN sites s ON s.id = r.site_id;
CREATE VIEW last_opened AS -- When each page that was judged was last opened in a browser, and why then
SELECT p.id AS page_id, s.name AS site, p.url, l.looked_at AS last_opened_at, l.run_id AS opened_run_id, l.why,
    p.audited_run_id, l.run_id < p.audited_run_id AS is_carried
FROM pages p JOIN sites s ON s.id = p.site_id JOIN looks l ON l.page_id = p.id;
"""  # noqa: E501 (a comment stands on the line it is about)
AIRLOCK = """
ALTER TABLE runs ADD COLUMN
    browser_requests INTEGER NOT NULL DEFAULT 0 -- Requests of the browsers that reached a server
/**/;
ALTER TABLE runs ADD COLUMN
    browser_bytes INTEGER NOT NULL DEFAULT 0 -- Bytes received by the browsers
/**/;
ALTER TABLE runs ADD COLUMN
    browser_refused INTEGER NOT NULL DEFAULT 0 -- Requests of pages that were not let out, such as those of analytics
/**/;
"""  # noqa: E501 (a comment stands on the line it is about)

PAGES_BEFORE = """
CREATE TABLE pages_before ( -- Pages as they stood before the run under way came to them: this is what lets a run be undone; emptied when the run ends
    run_id INTEGER NOT NULL REFERENCES runs(id), -- The run under way
    page_id INTEGER NOT NULL REFERENCES pages(id), -- The page
    kind TEXT NOT NULL, -- What it was
    title TEXT NOT NULL, -- Its title
    language TEXT NOT NULL, -- The language it declared
    template TEXT NOT NULL, -- Its template
    click_depth INTEGER, -- Fewest clicks from the start page
    in_links INTEGER NOT NULL, -- Pages that linked to it
    audited_run_id INTEGER REFERENCES runs(id), -- The last run that had judged it
    PRIMARY KEY (run_id, page_id)
) WITHOUT ROWID;
"""  # noqa: E501 (a comment stands on the line it is about)

EVIDENCE = """
CREATE TABLE evidence ( -- What the browser said of an element that shows a cause, and a picture of it; the latest
    cause_id INTEGER PRIMARY KEY REFERENCES causes(id), -- The cause
    page_id INTEGER NOT NULL REFERENCES pages(id), -- The page on which it was taken
    run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that took it
    role TEXT NOT NULL DEFAULT '', -- The element's role as the browser computes it, e.g. button
    name TEXT NOT NULL DEFAULT '', -- Its accessible name as the browser computes it
    picture BLOB, -- WebP, the element boxed in red; empty when it could not be shown
    width INTEGER NOT NULL DEFAULT 0, -- Width of the picture in pixels
    height INTEGER NOT NULL DEFAULT 0 -- Height of the picture in pixels
);
CREATE INDEX evidence_run ON evidence(run_id);
CREATE INDEX evidence_page ON evidence(page_id);
ALTER TABLE audits ADD COLUMN
    certainty TEXT NOT NULL DEFAULT 'failed' -- The most that it says of what it finds: failed, needs review, or advice, which no criterion asks for
/**/;
UPDATE audits SET certainty = 'advice' WHERE category = 'best practice';
"""  # noqa: E501 (a comment stands on the line it is about)

WITNESSES = """
ALTER TABLE findings ADD COLUMN
    witnesses TEXT NOT NULL DEFAULT '' -- Other rules that found the same fault at the same elements, parted by spaces, e.g. axe:image-alt
/**/;
ALTER TABLE runs ADD COLUMN
    ibm_version TEXT NOT NULL DEFAULT '' -- Version of IBM's accessibility-checker-engine
/**/;
DROP VIEW open_findings;
CREATE VIEW open_findings AS -- Every finding that is open now, with its page, cause and audit
SELECT f.id, s.name AS site, p.id AS page_id, p.url, p.title AS page_title, p.owner, p.section,
    a.name AS audit, a.category, f.status, c.impact, f.message, f.selector, f.snippet, f.elements, f.witnesses,
    c.id AS cause_id, c.region,
    (SELECT group_concat(requirement_id, ' ') FROM audit_requirements ar WHERE ar.audit_id = a.id) AS requirements,
    f.first_run_id, p.audited_run_id AS last_run_id
FROM findings f JOIN pages p ON p.id = f.page_id JOIN causes c ON c.id = f.cause_id
JOIN audits a ON a.id = c.audit_id JOIN sites s ON s.id = p.site_id
WHERE f.ended_run_id IS NULL;
DROP VIEW run_health;
CREATE VIEW run_health AS -- Whether each run went well: how it ended, how much it saw, how fast, what went wrong
SELECT r.id AS run_id, s.name AS site, r.started_at, r.finished_at, r.status, r.reason, r.resumed,
    r.pages_found, r.pages_audited, r.pages_carried, r.pages_unchanged, r.pages_error, r.pages_left, r.documents,
    r.links_checked, round(60.0 * r.pages_audited / nullif(r.seconds, 0), 1) AS pages_per_minute, r.seconds,
    r.requests, r.bytes, r.browsers_replaced, r.peak_memory_bytes,
    (SELECT count(*) FROM run_notes n WHERE n.run_id = r.id) AS notes,
    r.pages_audited - (SELECT e.pages_audited FROM runs e WHERE e.id = r.previous_run_id) AS pages_more_than_before,
    r.dropkerb_version, r.axe_version, r.ibm_version, r.browser_version
FROM runs r JOIN sites s ON s.id = r.site_id;
"""  # noqa: E501 (a comment stands on the line it is about)

MENUS = """
CREATE TABLE menus ( -- Menus, headers and footers as they stand on pages, each kept once: most pages of a site share theirs
    id INTEGER PRIMARY KEY, -- Number of the menu
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    key TEXT NOT NULL, -- Hash of all that follows
    region TEXT NOT NULL, -- nav, header, footer, aside; or finder, for the ways to find a page: search boxes, site maps
    label TEXT NOT NULL, -- Its name, as far as HTML tells
    selector TEXT NOT NULL, -- Finds it on a page
    items TEXT NOT NULL, -- JSON list of address and name of each link in it, in their order
    UNIQUE (site_id, key)
);
CREATE TABLE page_menus ( -- Which menus stood on each page when it was last opened
    page_id INTEGER NOT NULL REFERENCES pages(id), -- The page
    place INTEGER NOT NULL, -- Their order on the page, from 0
    menu_id INTEGER NOT NULL REFERENCES menus(id), -- The menu
    PRIMARY KEY (page_id, place)
) WITHOUT ROWID;
CREATE INDEX page_menus_menu ON page_menus(menu_id);
"""  # noqa: E501 (a comment stands on the line it is about)

STATES = """
ALTER TABLE findings ADD COLUMN
    state TEXT NOT NULL DEFAULT '' -- How the page was when it was found, e.g. after pressing Tab 7 times; empty as it loads
/**/;
DROP VIEW open_findings;
CREATE VIEW open_findings AS -- Every finding that is open now, with its page, cause and audit
SELECT f.id, s.name AS site, p.id AS page_id, p.url, p.title AS page_title, p.owner, p.section,
    a.name AS audit, a.category, f.status, c.impact, f.message, f.state, f.selector, f.snippet, f.elements, f.witnesses,
    c.id AS cause_id, c.region,
    (SELECT group_concat(requirement_id, ' ') FROM audit_requirements ar WHERE ar.audit_id = a.id) AS requirements,
    f.first_run_id, p.audited_run_id AS last_run_id
FROM findings f JOIN pages p ON p.id = f.page_id JOIN causes c ON c.id = f.cause_id
JOIN audits a ON a.id = c.audit_id JOIN sites s ON s.id = p.site_id
WHERE f.ended_run_id IS NULL;
"""  # noqa: E501 (a comment stands on the line it is about)

READING = """
CREATE TABLE page_readability ( -- How hard the main text of each page is to read, as of the run that last judged it
    page_id INTEGER PRIMARY KEY REFERENCES pages(id), -- The page
    run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that read it; runs after that found it unchanged
    language TEXT NOT NULL DEFAULT '', -- Code of the language that the text is in, as far as it shows
    source TEXT NOT NULL DEFAULT '', -- What was read: rendered (the page in the browser) or as sent (its HTML)
    reason TEXT NOT NULL DEFAULT '', -- Why it has no level, e.g. too short to score; empty when it has one
    words INTEGER NOT NULL DEFAULT 0, -- Words of prose: paragraphs and list items in English
    sentences INTEGER NOT NULL DEFAULT 0, -- Sentences of prose
    level REAL, -- Reading level in units like those of CEFR, from 1 (A1) to 6 (C2); higher is harder
    band TEXT NOT NULL DEFAULT '', -- easy, fairly easy, hard or very hard
    why TEXT NOT NULL DEFAULT '{}', -- JSON object: what adds how much to the level
    reading_ease REAL, -- Flesch reading ease, points; higher is easier
    flesch_kincaid REAL, -- Flesch-Kincaid, US school grade
    smog REAL, -- SMOG grade; empty under 30 sentences
    gunning_fog REAL, -- Gunning Fog index, years of school
    coleman_liau REAL, -- Coleman-Liau index, US school grade
    ari REAL, -- Automated Readability Index, US school grade
    dale_chall REAL, -- New Dale-Chall score
    linsear_write REAL, -- Linsear Write, US school grade
    lix REAL, -- LIX, Björnsson's index
    rix REAL, -- RIX, Anderson's index
    mcalpine_eflaw REAL, -- McAlpine EFLAW score
    spache REAL, -- Spache grade, made for texts of the first school years
    long_sentences REAL, -- Sentences of more than 25 words, per cent
    passive REAL, -- Sentences in the passive, per cent
    complex_words REAL, -- Words of three or more syllables, per cent
    marks INTEGER NOT NULL DEFAULT 0 -- Places in the text with something to change
);
CREATE TABLE page_texts ( -- The main text of each page, block by block, with the places where something could be plainer
    page_id INTEGER PRIMARY KEY REFERENCES pages(id), -- The page
    blocks TEXT NOT NULL, -- JSON list of kind (heading, paragraph, list item ...) and text of each block
    marks TEXT NOT NULL DEFAULT '[]' -- JSON list of block (from 0), first and last character (from 0, the last not in it), kind, and what to do
);
CREATE TABLE readability_index ( -- Where the site would have stood among 191 councils in the index of 2016, an estimate
    run_id INTEGER PRIMARY KEY REFERENCES runs(id), -- The run
    pages INTEGER NOT NULL, -- Pages in the sample, 100 at most
    of_pages INTEGER NOT NULL, -- Pages with a score, of which it was taken
    is_most_visited INTEGER NOT NULL, -- 1 when the sample is the pages visited most, 0 when it is drawn
    reading_ease REAL NOT NULL, -- Mean Flesch reading ease of the sample, points; the index asked for 60
    long_sentences REAL NOT NULL, -- Mean share of sentences over 25 words, per cent; the index asked for 5
    passive REAL NOT NULL, -- Mean share of sentences in the passive, per cent; the index asked for 4
    complex_words REAL NOT NULL, -- Mean share of words of three or more syllables, per cent
    plain_pages REAL NOT NULL, -- Pages of the sample with a reading ease of 60 or more, per cent
    place INTEGER NOT NULL -- About which place of 191, from reading ease and long sentences
);
CREATE VIEW readability_by_section AS -- How hard the pages of each section are to read
SELECT s.name AS site, p.section, {sums}
FROM page_readability r JOIN pages p ON p.id = r.page_id JOIN sites s ON s.id = p.site_id
GROUP BY p.site_id, p.section;
CREATE VIEW readability_by_owner AS -- How hard the pages of each owner are to read
SELECT s.name AS site, p.owner, {sums}
FROM page_readability r JOIN pages p ON p.id = r.page_id JOIN sites s ON s.id = p.site_id
GROUP BY p.site_id, p.owner;
CREATE VIEW readability_by_run AS -- What each audit of readability measured on each page, as of each run
SELECT o.run_id, o.page_id, a.name AS audit, o.value, a.unit, o.status
FROM outcomes_by_run o JOIN audits a ON a.id = o.audit_id
WHERE a.category = 'readability' AND o.value IS NOT NULL;
""".replace(  # noqa: E501 (a comment stands on the line it is about)
    "{sums}",
    """count(*) AS pages, count(r.level) AS pages_scored,
    sum(r.band = 'easy') AS easy, sum(r.band = 'fairly easy') AS fairly_easy,
    sum(r.band = 'hard') AS hard, sum(r.band = 'very hard') AS very_hard,
    round(avg(r.level), 2) AS mean_level, round(avg(r.reading_ease), 1) AS mean_reading_ease,
    round(avg(r.long_sentences), 1) AS mean_long_sentences,
    round(avg(r.passive), 1) AS mean_passive,
    round(avg(r.complex_words), 1) AS mean_complex_words""",
)

WORDS = """
CREATE TABLE page_words ( -- The words of each page that the British dictionary does not have, as of when it was last opened
    page_id INTEGER PRIMARY KEY REFERENCES pages(id), -- The page
    words INTEGER NOT NULL, -- Different words that were looked up; 0 where the text is not English
    unknown TEXT NOT NULL -- JSON list of word, whether it has a capital like a name, how often it stands there, selector, region, sentence
);
"""  # noqa: E501 (a comment stands on the line it is about)

TRANSLATIONS = """
CREATE TABLE translations ( -- Links from each page to versions of it in other languages, as it was last opened
    page_id INTEGER NOT NULL REFERENCES pages(id), -- The page
    language TEXT NOT NULL, -- Code of the other language, e.g. cy
    url TEXT NOT NULL, -- Where the link leads
    told_by TEXT NOT NULL, -- head: a link element says so to machines; link: a link that people follow has the language's name
    PRIMARY KEY (page_id, language, url)
) WITHOUT ROWID;
CREATE INDEX translations_url ON translations(url, language);
CREATE VIEW page_translations AS -- Each page with its version in another language; links that several pages share lead to a start page, and are left out
SELECT p.id AS page_id, s.name AS site, p.url, p.title, p.language, t.language AS other_language,
    t.url AS other_url, o.id AS other_page_id, coalesce(o.title, '') AS other_title, t.told_by,
    EXISTS (SELECT 1 FROM translations b WHERE b.page_id = o.id AND b.url = p.url) AS is_mutual
FROM translations t JOIN pages p ON p.id = t.page_id JOIN sites s ON s.id = p.site_id
LEFT JOIN pages o ON o.site_id = p.site_id AND o.url = t.url
WHERE NOT EXISTS (
    SELECT 1 FROM translations a JOIN pages q ON q.id = a.page_id
    WHERE a.url = t.url AND a.language = t.language AND a.page_id <> t.page_id
        AND q.site_id = p.site_id
);
"""  # noqa: E501 (a comment stands on the line it is about)

# Pages are opened again once, since what can be done on them is not on record.
TASKS = """
DELETE FROM looks;
CREATE TABLE page_openings ( -- What tells what a page is about: headings, first words, dates; as of the run that last opened it
    page_id INTEGER PRIMARY KEY REFERENCES pages(id), -- The page
    run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that read it; runs after that found it unchanged
    headings TEXT NOT NULL DEFAULT '[]', -- JSON list: the first heading of level 1, then the first of the main part
    trail TEXT NOT NULL DEFAULT '', -- Its breadcrumb
    opening TEXT NOT NULL DEFAULT '', -- First 100 words of the main part
    words INTEGER NOT NULL DEFAULT 0, -- Words in the main part
    links INTEGER NOT NULL DEFAULT 0, -- Links in the main part
    has_captcha INTEGER NOT NULL DEFAULT 0, -- 1 when a CAPTCHA stands on it
    years TEXT NOT NULL DEFAULT '[]', -- JSON list of pairs of years in its text, e.g. 2026/27
    last_date TEXT NOT NULL DEFAULT '', -- Latest date in its text, ISO 8601
    calls TEXT NOT NULL DEFAULT '[]', -- JSON list of date and words: by when people are told to act
    closed TEXT NOT NULL DEFAULT '', -- Words that say that something is closed
    reviewed TEXT NOT NULL DEFAULT '' -- Day on which it was last updated, as the page says itself, ISO 8601
);
CREATE TABLE page_actions ( -- What the main part of each page lets people do, as of the run that last opened it
    page_id INTEGER NOT NULL REFERENCES pages(id), -- The page
    place INTEGER NOT NULL, -- Their order, from 0
    kind TEXT NOT NULL, -- form, payment, hand-off, start, login, print form, document, email, phone or visit
    text TEXT NOT NULL DEFAULT '', -- What the link or form says
    url TEXT NOT NULL DEFAULT '', -- Where it leads; empty for a form on the page itself
    supplier TEXT NOT NULL DEFAULT '', -- Whose system it is, as far as known
    fields INTEGER NOT NULL DEFAULT 0, -- Fields of a form to fill in
    is_generic INTEGER NOT NULL DEFAULT 0, -- 1 when its text fits any task, e.g. Start now
    is_told INTEGER NOT NULL DEFAULT 1, -- 0 when it leads to somebody else and does not say so
    PRIMARY KEY (page_id, place)
) WITHOUT ROWID;
CREATE TABLE tasks ( -- What people come to do, in each run: the page found, the way there, how it ends, an indicative star (not an award)
    run_id INTEGER NOT NULL REFERENCES runs(id), -- The run
    task_id TEXT NOT NULL, -- Short name of the task, e.g. missed-bin
    name TEXT NOT NULL, -- What people come to do
    lgsl INTEGER, -- Number in the Local Government Services List
    lgil INTEGER, -- Number in the Local Government Interactions List
    tier TEXT NOT NULL DEFAULT 'all', -- Who provides it: all, cu (county or unitary), du (district or unitary)
    is_own INTEGER NOT NULL DEFAULT 0, -- 1 when the council added it in sites.toml
    expected TEXT NOT NULL DEFAULT '', -- How it should end, e.g. form, pay, lookup, information
    state TEXT NOT NULL CHECK (state IN ('found', 'not found', 'not known', 'not of this tier', 'tier not known', 'not offered')), -- Whether there is a page; not known when none was found and not the whole site was read
    page_id INTEGER REFERENCES pages(id), -- The page found
    score REAL, -- How well the page fits, 0 to 1
    sureness TEXT NOT NULL DEFAULT '', -- sure, likely, unsure, or pinned in sites.toml
    clicks INTEGER, -- Clicks from the home page to that page; empty when no way is known
    clicks_to_end INTEGER, -- Clicks from the home page to where it is done
    end_kind TEXT NOT NULL DEFAULT '', -- Its best end: information, form, payment, hand-off, start, login, print form, email, phone, visit, nothing
    end_text TEXT NOT NULL DEFAULT '', -- What the link or form says there
    end_url TEXT NOT NULL DEFAULT '', -- Where that leads
    end_supplier TEXT NOT NULL DEFAULT '', -- Whose system that is, as far as known
    ends TEXT NOT NULL DEFAULT '[]', -- JSON list of objects: every way in which it ends, the best first
    mobile TEXT NOT NULL DEFAULT '', -- works, trouble or not known: on a narrow screen
    notes TEXT NOT NULL DEFAULT '[]', -- JSON list of sentences: what is the matter on a narrow screen
    stale TEXT NOT NULL DEFAULT '[]', -- JSON list of sentences: what shows that the page is out of date
    competing TEXT NOT NULL DEFAULT '[]', -- JSON list of addresses: as good a match, and ending otherwise
    candidates TEXT NOT NULL DEFAULT '[]', -- JSON list of objects: the best three pages, their scores and what gave them
    falls TEXT NOT NULL DEFAULT '[]', -- JSON list of step and sentence: where people can fall off
    star INTEGER, -- Indicative star, 1 to 4; empty when nothing can be said
    findable REAL, -- Share of the answered questions on finding that are answered with yes
    completion INTEGER, -- 0 to 4: how far people can do it online
    why TEXT NOT NULL DEFAULT '', -- Why it has that star, in a sentence
    questions TEXT NOT NULL DEFAULT '[]', -- JSON list of objects: every question of the star, answer and evidence
    PRIMARY KEY (run_id, task_id)
);
CREATE INDEX tasks_page ON tasks(page_id);
CREATE TABLE journeys ( -- The shortest way from the home page to the page of each task, step by step, in each run
    run_id INTEGER NOT NULL REFERENCES runs(id), -- The run
    task_id TEXT NOT NULL, -- The task
    step INTEGER NOT NULL, -- Number of the step; 0 is the home page
    page_id INTEGER REFERENCES pages(id), -- The page
    url TEXT NOT NULL, -- Its address
    title TEXT NOT NULL DEFAULT '', -- Its heading
    link_text TEXT NOT NULL DEFAULT '', -- What the link to it says, on the page of the step before
    region TEXT NOT NULL DEFAULT '', -- Where that link stands: main, nav, header, aside, footer, or empty
    PRIMARY KEY (run_id, task_id, step)
) WITHOUT ROWID;
CREATE TABLE site_stars ( -- An indicative star of the site in each run, not an award
    run_id INTEGER PRIMARY KEY REFERENCES runs(id), -- The run
    star INTEGER, -- Indicative star, 1 to 4; empty when no task has one
    tasks REAL, -- Mean star of the tasks
    navigation INTEGER, -- Star of the ways of finding
    mobile INTEGER, -- Star of use on a narrow screen
    stage_one_failed INTEGER, -- 1 when the home page fails what is looked at first, which holds the star to 3
    why TEXT NOT NULL DEFAULT '', -- Why it has that star, in a sentence
    questions TEXT NOT NULL DEFAULT '[]' -- JSON list of objects: every question, answer and evidence
);
CREATE VIEW latest_tasks AS -- The tasks as of the latest run of each site that looked for them
SELECT s.name AS site, p.url, p.title, t.*
FROM sites s JOIN tasks t ON t.run_id = (SELECT max(k.run_id) FROM tasks k JOIN runs r ON r.id = k.run_id
    WHERE r.site_id = s.id AND r.status IN ('done', 'partial'))
LEFT JOIN pages p ON p.id = t.page_id;
CREATE VIEW task_pages AS -- Which pages tasks are done on, as of the latest run of each site that looked for them
SELECT page_id, task_id, name, sureness, star, run_id FROM latest_tasks WHERE page_id IS NOT NULL;
CREATE VIEW task_trend AS -- Each task in each run: whether it was found, how it ended, its indicative star
SELECT t.run_id, s.name AS site, r.started_at, t.task_id, t.name, t.state, t.clicks, t.end_kind, t.completion, t.star
FROM tasks t JOIN runs r ON r.id = t.run_id JOIN sites s ON s.id = r.site_id;
"""  # noqa: E501 (a comment stands on the line it is about)

DEAD_ENDS = """
CREATE TABLE dead_end_rules ( -- The taxonomy of dead ends, the places where a website loses people, as of the last run
    rule_id TEXT PRIMARY KEY, -- Its id, e.g. DE20
    place INTEGER NOT NULL, -- Its place in the taxonomy, from 0
    group_name TEXT NOT NULL, -- broken, nowhere to go, wrong channel, barrier, hand-off, stale, content trap or measured
    name TEXT NOT NULL, -- What it is, in a few words
    severity INTEGER NOT NULL, -- 1 is the worst, 4 the mildest
    confidence TEXT NOT NULL, -- high: told as a fact; med: likely; low: only asked about
    layer TEXT NOT NULL, -- structural: seen in the crawl; behavioural: only analytics can tell
    weight REAL NOT NULL, -- How much one counts when pages are put in order: how bad it is, times how sure
    reason TEXT NOT NULL DEFAULT '' -- Why no audit speaks to it, or what they leave out
);
CREATE TABLE dead_end_audits ( -- Which audits speak to each rule of the taxonomy
    rule_id TEXT NOT NULL REFERENCES dead_end_rules(rule_id), -- The rule
    audit TEXT NOT NULL, -- Name of the audit
    on_pages TEXT NOT NULL, -- Where its findings are this dead end: any page, task pages, task pages and the home page, or other pages
    PRIMARY KEY (rule_id, audit)
) WITHOUT ROWID;
CREATE VIEW every_dead_end AS -- Each dead end that was ever seen, by its rule; which pages are for a task is told as of now
SELECT s.name AS site, p.id AS page_id, p.url, p.title AS page_title, p.owner, p.section,
    r.rule_id AS rule, r.group_name, r.name, r.severity, r.confidence, r.layer, r.weight,
    a.name AS audit, f.status, f.message, c.id AS cause_id, f.id AS finding_id,
    t.page_id IS NOT NULL AS is_task_page, f.first_run_id AS since_run_id, u.started_at AS since, f.ended_run_id
FROM dead_end_audits d JOIN dead_end_rules r ON r.rule_id = d.rule_id
JOIN audits a ON a.name = d.audit JOIN causes c ON c.audit_id = a.id
JOIN findings f ON f.cause_id = c.id
JOIN pages p ON p.id = f.page_id JOIN sites s ON s.id = p.site_id JOIN runs u ON u.id = f.first_run_id
LEFT JOIN (SELECT DISTINCT page_id FROM task_pages WHERE sureness <> 'unsure') t ON t.page_id = p.id
LEFT JOIN targets x ON x.site_id = c.site_id AND x.url = c.subject
WHERE coalesce(x.kind, '') <> 'asset' AND CASE d.on_pages
    WHEN 'any page' THEN 1
    WHEN 'task pages' THEN t.page_id IS NOT NULL
    WHEN 'task pages and the home page' THEN t.page_id IS NOT NULL OR p.click_depth IS 0
    ELSE t.page_id IS NULL AND p.click_depth IS NOT 0 END;
CREATE VIEW dead_ends AS -- Each dead end that is open now, by its rule; structural ones: what the crawl shows, not how many people it stops. A file that a page loads in vain is none
SELECT site, page_id, url, page_title, owner, section, rule, group_name, name, severity, confidence, layer,
    weight, audit, status, message, cause_id, finding_id, is_task_page, since_run_id, since
FROM every_dead_end WHERE ended_run_id IS NULL;
CREATE VIEW dead_ends_by_rule AS -- Every rule of the taxonomy, with how many dead ends and pages it has open on each site
SELECT s.name AS site, r.rule_id AS rule, r.group_name, r.name, r.severity, r.confidence, r.layer, r.reason,
    count(d.finding_id) AS dead_ends, count(DISTINCT d.page_id) AS pages,
    coalesce(sum(d.status = 'failed'), 0) AS failed, coalesce(sum(d.status = 'needs review'), 0) AS to_review
FROM sites s CROSS JOIN dead_end_rules r LEFT JOIN dead_ends d ON d.rule = r.rule_id AND d.site = s.name
GROUP BY s.id, r.rule_id ORDER BY s.id, r.place;
CREATE VIEW dead_end_trend AS -- How many findings each audit of dead ends had open as of each run, and how many of them were new
SELECT b.run_id, s.name AS site, r.started_at, a.name AS audit, count(*) AS findings,
    count(DISTINCT b.page_id) AS pages, sum(b.is_new) AS new
FROM findings_by_run b JOIN audits a ON a.id = b.audit_id JOIN runs r ON r.id = b.run_id
JOIN sites s ON s.id = r.site_id
WHERE a.name IN (SELECT audit FROM dead_end_audits)
GROUP BY b.run_id, a.id;
"""  # noqa: E501 (a comment stands on the line it is about)

ANALYTICS = """
CREATE TABLE analytics_imports ( -- What was imported from analytics or access logs: one row for each table of each file
    id INTEGER PRIMARY KEY, -- Number of the import
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    source TEXT NOT NULL, -- GA4, Matomo, Plausible or access log
    part TEXT NOT NULL, -- What it is about: pages, entries, exits, links, search
    period_start TEXT NOT NULL, -- First day
    period_end TEXT NOT NULL, -- Last day, which is included
    days REAL NOT NULL, -- Days that it covers; of a log, from its first line to its last
    file TEXT NOT NULL, -- Name of the file, without its folder
    digest TEXT NOT NULL, -- SHA-256 of the file, to know it again
    imported_at TEXT NOT NULL, -- UTC, ISO 8601
    lines INTEGER NOT NULL, -- Lines that counted; of a log, views of pages by people
    lines_left INTEGER NOT NULL, -- Lines that did not count: totals, robots, pictures, unreadable ones
    views INTEGER NOT NULL, -- Views in all; visits, entrances or exits where it counts no views
    views_matched INTEGER NOT NULL, -- Of those, on addresses that are pages of this record
    pages INTEGER NOT NULL, -- Pages that were matched
    addresses_unmatched INTEGER NOT NULL, -- Addresses that are no pages of this record
    visits INTEGER, -- Visits in all, where it tells
    exit_base TEXT NOT NULL DEFAULT '', -- What its exits are counted of: views, or visits as Matomo does; empty when it counts none
    notes TEXT NOT NULL DEFAULT '', -- What else to know about it, in sentences
    UNIQUE (site_id, source, part, period_start, period_end)
);
CREATE TABLE analytics ( -- What was counted on each page in each import; empty where it was not measured, which is not 0
    import_id INTEGER NOT NULL REFERENCES analytics_imports(id) ON DELETE CASCADE, -- The import
    page_id INTEGER NOT NULL REFERENCES pages(id), -- The page
    views INTEGER, -- How often it was shown
    visits INTEGER, -- Visits in which it was shown, once or more
    entrances INTEGER, -- Visits that began there
    exits INTEGER, -- Visits that ended there
    exit_of INTEGER, -- What the exits are counted of: views, or visits
    bounces INTEGER, -- Visits that began and ended there with one view
    onward INTEGER, -- Moves from there to another page
    to_contact INTEGER, -- Of those, to a contact page, an e-mail address or a telephone number
    to_search INTEGER, -- Of those, to the site's own search
    PRIMARY KEY (import_id, page_id)
) WITHOUT ROWID;
CREATE INDEX analytics_page ON analytics(page_id);
CREATE TABLE analytics_unmatched ( -- Addresses with views that are no pages of this record: orphans, redirects, hand-offs; the 1,000 with most
    import_id INTEGER NOT NULL REFERENCES analytics_imports(id) ON DELETE CASCADE, -- The import
    address TEXT NOT NULL, -- The address without its query and without anything of a person
    views INTEGER NOT NULL, -- Its views; visits, entrances or exits where no views are counted
    PRIMARY KEY (import_id, address)
) WITHOUT ROWID;
CREATE TABLE channel_costs ( -- What a contact costs the council by channel
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    channel TEXT NOT NULL, -- face_to_face, phone, web or email
    pounds REAL NOT NULL, -- Pounds a contact
    is_own INTEGER NOT NULL, -- 1 when sites.toml says so, 0 for the usual figure
    PRIMARY KEY (site_id, channel)
) WITHOUT ROWID;
CREATE TABLE behaviour ( -- How people leave each page, reckoned from the newest imports; what page_behaviour shows
    page_id INTEGER PRIMARY KEY REFERENCES pages(id), -- The page
    source TEXT NOT NULL, -- Whose numbers: those of different sources are never added
    period_start TEXT NOT NULL, -- First day
    period_end TEXT NOT NULL, -- Last day
    days REAL NOT NULL, -- Days that were counted
    views INTEGER, -- Views in those days
    visits INTEGER, -- Visits in which it was shown
    entrances INTEGER, -- Visits that began there
    bounces INTEGER, -- Of those, the ones with this view alone
    exits INTEGER, -- Visits that ended there
    exit_of INTEGER, -- What the exits are counted of
    exit_base TEXT NOT NULL DEFAULT '', -- views or visits
    onward INTEGER, -- Moves to another page
    to_contact INTEGER, -- Of those, to a contact page, an e-mail address or a telephone number
    to_search INTEGER, -- Of those, to the site's own search
    views_28 REAL, -- Views as they would be in 28 days; visits where no views are counted
    has_enough INTEGER NOT NULL, -- 1 from 100 views on in 28 days and in all; under that, rates are hidden
    is_answer INTEGER NOT NULL, -- 1 for kinds of pages where leaving is success, such as opening times
    exit_rate REAL, -- Share of views (or visits) that were the last; empty when hidden
    exit_low REAL, -- Lower end of its interval (Wilson, 95 %)
    exit_high REAL, -- Upper end
    usual_exit_rate REAL, -- Median of the pages of its template, or of the site where those are fewer than five
    excess_28 REAL NOT NULL DEFAULT 0, -- People lost in 28 days above what is usual
    excess_low_28 REAL NOT NULL DEFAULT 0, -- The same at the lower end of the interval
    excess_high_28 REAL NOT NULL DEFAULT 0, -- The same at the upper end
    is_excess INTEGER NOT NULL DEFAULT 0, -- 1 when even the lower end lies 0.20 over what is usual (rule DE70)
    contact_share REAL, -- Share of onward moves that lead to contact; empty when hidden or not measured
    is_contact_excess INTEGER NOT NULL DEFAULT 0, -- 1 from 0.10 on (rule DE71)
    search_share REAL, -- Share of visits that search next; empty when hidden or not measured
    is_search_excess INTEGER NOT NULL DEFAULT 0, -- 1 from 0.15 on (rule DE72)
    contacts_low REAL NOT NULL DEFAULT 0, -- Contacts a month that may follow, at least
    contacts_high REAL NOT NULL DEFAULT 0, -- At most
    pounds_low REAL NOT NULL DEFAULT 0, -- What they cost a month in pounds, at least
    pounds_high REAL NOT NULL DEFAULT 0, -- At most
    cost TEXT NOT NULL DEFAULT '', -- Both ranges in words, rounded
    cost_source TEXT NOT NULL DEFAULT '' -- The formula, where its figures come from, and what is doubtful
);
CREATE VIEW page_behaviour AS -- What people do on each page: views in 28 days, how many leave, and how sure that is
SELECT b.page_id, p.site_id, s.name AS site, p.url, p.title, p.section, p.owner, p.template, b.source, b.period_start,
    b.period_end, b.days, b.views, b.visits, b.entrances, b.exits, b.bounces, round(b.views_28) AS views_28, NOT b.has_enough AS is_hidden,
    b.exit_base, round(b.exit_rate, 3) AS exit_rate, round(b.exit_low, 3) AS exit_low, round(b.exit_high, 3) AS exit_high,
    round(b.usual_exit_rate, 3) AS usual_exit_rate, b.is_answer, round(b.excess_28) AS excess_28, b.is_excess,
    CASE WHEN b.has_enough THEN round(1.0 * b.bounces / nullif(b.entrances, 0), 3) END AS bounce_rate,
    round(b.contact_share, 3) AS contact_share, b.is_contact_excess, round(b.search_share, 3) AS search_share, b.is_search_excess,
    b.cost, b.cost_source
FROM behaviour b JOIN pages p ON p.id = b.page_id JOIN sites s ON s.id = p.site_id;
CREATE VIEW page_dead_ends AS -- Structural dead ends that a page has of its own and that stop people; what menus and footers lead to is no page's own
SELECT d.page_id, d.rule, d.audit, d.finding_id, d.cause_id, d.message
FROM dead_ends d JOIN causes c ON c.id = d.cause_id
WHERE d.severity <= 3 AND (d.status = 'failed' OR d.audit = 'captcha-tests')
AND (c.region NOT IN ('header', 'nav', 'aside', 'footer') OR d.audit IN ('unsent-forms', 'no-onward-link', 'time-limits'));
CREATE VIEW abandonment_points AS -- Confirmed: people leave far more than usual and the page has a dead end; those with most lost come first
SELECT b.page_id, p.site_id, s.name AS site, p.url, p.title, p.section, p.owner,
    row_number() OVER (PARTITION BY p.site_id ORDER BY b.excess_28 DESC, p.url) AS place,
    b.excess_28 AS lost_28, b.excess_low_28 AS lost_low_28, b.excess_high_28 AS lost_high_28, b.views_28,
    b.exit_rate, b.exit_low, b.exit_high, b.usual_exit_rate, b.contacts_low, b.contacts_high, b.pounds_low, b.pounds_high,
    b.cost, b.cost_source, b.source, b.period_start, b.period_end,
    (SELECT group_concat(rule, ' ') FROM (SELECT DISTINCT rule FROM page_dead_ends d WHERE d.page_id = b.page_id ORDER BY rule)) AS dead_ends
FROM behaviour b JOIN pages p ON p.id = b.page_id JOIN sites s ON s.id = p.site_id
WHERE b.is_excess AND EXISTS (SELECT 1 FROM page_dead_ends d WHERE d.page_id = b.page_id)
ORDER BY b.excess_28 DESC, p.url;
"""  # noqa: E501 (a comment stands on the line it is about)

NIGHTS = """
CREATE TABLE left_over ( -- Addresses that the last run of each site let in and had no time for: they come first in the next
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    url TEXT NOT NULL, -- Canonical address
    depth INTEGER NOT NULL, -- Steps from the start page on the way it was found
    place INTEGER NOT NULL, -- When its turn would have been, from 1
    since_run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that first left it; every run since did so too
    PRIMARY KEY (site_id, url)
) WITHOUT ROWID;
CREATE TABLE page_seconds ( -- How long each page took when it was last opened, to find what slows the night down
    page_id INTEGER PRIMARY KEY REFERENCES pages(id), -- The page
    run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that opened it
    seconds REAL NOT NULL -- From being handed to a browser to the last verdict, with the wait for a browser
);
CREATE INDEX page_seconds_run ON page_seconds(run_id, seconds);
"""  # noqa: E501 (a comment stands on the line it is about)
