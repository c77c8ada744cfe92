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
def m017_law(db: Database) -> None:
    """What laws ask of a statement, and the accessibility statement of each site, judged."""
    db.executescript(LAW)


@migrations()
def m018_triage(db: Database) -> None:
    """What people decide of findings, the risk register, and the clock of a regulator's report."""
    db.executescript(TRIAGE)
    for view, changes in OBEYING.items():
        (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", [view]).fetchone()
        for old, new in changes:
            if old not in sql:
                raise ValueError(f"The view {view} no longer says {old!r}.")
            sql = sql.replace(old, new)
        db.executescript(f"DROP VIEW {view}; {sql};")
    db.executescript(REGISTER)


@migrations()
def m019_measured(db: Database) -> None:
    """Forms that people begin and do not send; points of abandonment period by period."""
    db.executescript(MEASURED)


@migrations()
def m020_nights(db: Database) -> None:
    """What a run had no time for, so that the next asks for it first; how long pages take."""
    db.executescript(NIGHTS)


@migrations()
def m021_engine(db: Database) -> None:
    """What an engine itself said of the element that is the evidence of a cause."""
    db.executescript(ENGINE)


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

# What could be a statement is opened again once, since its text is not on record.
LAW = """
DELETE FROM looks WHERE page_id IN (SELECT id FROM pages
    WHERE lower(url || ' ' || title) LIKE '%accessib%' OR lower(url || ' ' || title) LIKE '%hygyrch%');
ALTER TABLE profiles ADD COLUMN
    extends TEXT NOT NULL DEFAULT '' -- The law that it builds on and whose facts it takes over; empty when it stands alone
/**/;
ALTER TABLE profiles ADD COLUMN
    legal_effect TEXT NOT NULL DEFAULT '' -- What follows in law when the standard is not met, in a sentence
/**/;
ALTER TABLE profiles ADD COLUMN
    statement TEXT NOT NULL DEFAULT '{}' -- JSON: what it asks of a statement: required, model, review_months, must_be_html, prominent, languages
/**/;
ALTER TABLE profiles ADD COLUMN
    monitoring TEXT NOT NULL DEFAULT '{}' -- JSON: who monitors it, in what time: body, acknowledge_days, fix_weeks, decision_days, follow_up_weeks
/**/;
ALTER TABLE profiles ADD COLUMN
    enforcement TEXT NOT NULL DEFAULT '{}' -- JSON: who enforces it: body, short, complaints, complaints_short, hosts (of the bodies' sites), link_host (that a statement must link to)
/**/;
ALTER TABLE profiles ADD COLUMN
    burden TEXT NOT NULL DEFAULT '{}' -- JSON: rules for a claim of disproportionate burden: allowed, assessment_first, factors, in_statement
/**/;
ALTER TABLE profiles ADD COLUMN
    compliance_dates TEXT NOT NULL DEFAULT '[]' -- JSON list of who (in words), smallest and largest population (or null) and the date from which it binds them
/**/;
CREATE TABLE profile_exemptions ( -- What a law leaves out of its scope; less risk, never none
    profile_id TEXT NOT NULL REFERENCES profiles(id), -- The law
    exemption_id TEXT NOT NULL, -- Short name, e.g. office-files
    place INTEGER NOT NULL, -- Their order, from 0
    words TEXT NOT NULL, -- What is left out and when it is not, in plain words
    before TEXT, -- Only what was published before that day, ISO 8601; empty when no date is named
    confidence TEXT NOT NULL, -- P primary text seen, S secondary source seen, K not re-checked
    PRIMARY KEY (profile_id, exemption_id)
) WITHOUT ROWID;
CREATE TABLE page_statements ( -- What pages say that may be an accessibility statement or a part of one, as of when each was last opened
    page_id INTEGER PRIMARY KEY REFERENCES pages(id), -- The page
    run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that read it; runs after that found it unchanged
    content_hash TEXT NOT NULL, -- Hash of its words
    language TEXT NOT NULL DEFAULT '', -- Code of the language that its main text is in
    heading TEXT NOT NULL DEFAULT '', -- Its first heading of level 1
    blocks TEXT NOT NULL -- JSON list of kind (h1 to h6, p), text, and links (text and address) of each block of its main part
);
CREATE TABLE statements ( -- The accessibility statements of each site, a row for each version: their history
    id INTEGER PRIMARY KEY, -- Number of the version
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    page_id INTEGER REFERENCES pages(id), -- The page; empty when it is not one of the site's own
    url TEXT NOT NULL, -- Its address
    role TEXT NOT NULL CHECK (role IN ('main', 'part', 'translation', 'another')), -- main: the one that people find; part: another page of it; translation: the Welsh version; another: a second one
    kind TEXT NOT NULL CHECK (kind IN ('statement', 'no statement', 'document', 'elsewhere')), -- no statement: a page about accessibility that lacks most of one; document: a file that is no web page; elsewhere: on another host, not read
    found_by TEXT NOT NULL DEFAULT '', -- How it was found: link on the home page, link on most pages, usual address, title, link on an accessibility page
    content_hash TEXT NOT NULL, -- Hash of its words; a new version begins when it changes
    language TEXT NOT NULL DEFAULT '', -- Code of its language
    title TEXT NOT NULL DEFAULT '', -- Its heading, or its title
    text TEXT NOT NULL DEFAULT '', -- Its words, one block a line; headings begin with #
    changes TEXT NOT NULL DEFAULT '[]', -- JSON list of sign (+, - or a space) and line: what differs from the version before; empty for the first
    claim TEXT NOT NULL DEFAULT '', -- What it says of the site: fully, partially, not or nothing
    wcag_version TEXT NOT NULL DEFAULT '', -- Version of WCAG that it names, e.g. 2.2
    scope TEXT NOT NULL DEFAULT '', -- What it says that it applies to
    prepared_on TEXT, -- Day on which it says that it was prepared, ISO 8601; the last one of a month or year
    reviewed_on TEXT, -- Day on which it says that it was last reviewed, ISO 8601
    tested_on TEXT, -- Day on which it says that the site was last tested, ISO 8601
    review_due_on TEXT, -- Day by which the law asks for the next review, ISO 8601
    promises TEXT NOT NULL DEFAULT '[]', -- JSON list of date (ISO 8601) and sentence: fixes that it promises
    first_run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that first saw this version
    ended_run_id INTEGER REFERENCES runs(id) -- The run that saw it changed or gone; empty while it stands
);
CREATE UNIQUE INDEX statements_version ON statements(site_id, url, role, first_run_id);
CREATE TABLE statement_checks ( -- What is checked of an accessibility statement, in Dropkerb's own words, as of the last run
    id TEXT PRIMARY KEY, -- Its id, e.g. S31; those of the regulator's list begin with S, ours with X
    place INTEGER NOT NULL, -- Their order, from 0
    regulator_number INTEGER, -- Number of the check in the regulator's own list; empty for ours
    how TEXT NOT NULL CHECK (how IN ('automatic', 'assisted', 'manual')), -- automatic: a program decides; assisted: it gathers, a person decides; manual: a person alone
    severity TEXT NOT NULL, -- low, medium, high or critical
    decides INTEGER NOT NULL, -- 1 when the regulator would likely call the statement non-compliant for it
    part TEXT NOT NULL, -- Which part of the statement it is about
    title TEXT NOT NULL, -- What should be so, in a sentence
    why TEXT NOT NULL, -- Why it matters
    by_hand TEXT NOT NULL DEFAULT '' -- What a person has to look at, where a program does not decide
);
CREATE TABLE statement_verdicts ( -- What each check said of a site's statement, from one run until it said something else
    id INTEGER PRIMARY KEY, -- Number of the verdict
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    check_id TEXT NOT NULL REFERENCES statement_checks(id), -- The check
    verdict TEXT NOT NULL CHECK (verdict IN ('exact', 'reworded', 'missing', 'met', 'not met', 'ask', 'by hand', 'not applicable', 'not seen')), -- exact, reworded, missing: of set wording; ask: evidence for a person; not seen: there was nothing to judge
    is_fault INTEGER NOT NULL, -- 1 when something is to be mended for it
    quote TEXT NOT NULL DEFAULT '', -- The words of the statement that it rests on
    message TEXT NOT NULL, -- What is so, in a sentence
    write_instead TEXT NOT NULL DEFAULT '', -- What to write or do instead
    first_run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that first said so
    ended_run_id INTEGER REFERENCES runs(id) -- The run that first said otherwise; empty while it holds
);
CREATE UNIQUE INDEX statement_verdicts_open ON statement_verdicts(site_id, check_id) WHERE ended_run_id IS NULL;
CREATE TABLE statement_criteria ( -- The success criteria that a site's statement names, from one run until it no longer does
    id INTEGER PRIMARY KEY, -- Number of the row
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    requirement_id TEXT NOT NULL REFERENCES requirements(id), -- The criterion
    quote TEXT NOT NULL, -- The sentence that names it
    first_run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that first saw it named
    ended_run_id INTEGER REFERENCES runs(id) -- The run that saw it named no more; empty while it is
);
CREATE UNIQUE INDEX statement_criteria_open ON statement_criteria(site_id, requirement_id) WHERE ended_run_id IS NULL;
CREATE TABLE statement_hosts ( -- Other hosts of the organisation, and systems that people are handed to, against the statement, as of the last run
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    host TEXT NOT NULL, -- The host
    kind TEXT NOT NULL, -- own: a host of the same organisation; hand-off: a system that a task leads to
    supplier TEXT NOT NULL DEFAULT '', -- Whose system it is, as far as known
    pages INTEGER NOT NULL, -- Pages that link to it
    example_url TEXT NOT NULL, -- A page that links to it
    is_named INTEGER NOT NULL, -- 1 when the statement names it
    PRIMARY KEY (site_id, host)
) WITHOUT ROWID;
CREATE VIEW statement_now AS -- The statement of each site as it stands: what it claims, its dates, how many checks it fails, and what that means
SELECT s.id AS site_id, s.name AS site, t.id AS statement_id, t.url, t.page_id, t.kind, t.found_by, t.language, t.title, t.claim,
    t.wcag_version, t.scope, t.prepared_on, t.reviewed_on, t.tested_on, t.review_due_on, t.first_run_id, r.started_at AS since,
    v.checks, v.critical, v.high, v.medium, v.low, v.to_ask, v.by_hand,
    CASE WHEN v.checks IS NULL THEN 'not judged' WHEN v.critical THEN 'fail' WHEN v.faults THEN 'mend' ELSE 'no fault found' END AS grade,
    coalesce(v.decisive, '') AS decisive, coalesce(v.decisive, '') <> '' AS is_likely_refused
FROM sites s
LEFT JOIN statements t ON t.site_id = s.id AND t.role = 'main' AND t.ended_run_id IS NULL
LEFT JOIN runs r ON r.id = t.first_run_id
LEFT JOIN (
    SELECT d.site_id, count(*) AS checks, sum(d.is_fault) AS faults,
        sum(d.is_fault AND c.severity = 'critical') AS critical, sum(d.is_fault AND c.severity = 'high') AS high,
        sum(d.is_fault AND c.severity = 'medium') AS medium, sum(d.is_fault AND c.severity = 'low') AS low,
        sum(d.verdict = 'ask') AS to_ask, sum(d.verdict = 'by hand') AS by_hand,
        group_concat(CASE WHEN d.is_fault AND c.decides THEN d.check_id END, ' ') AS decisive
    FROM statement_verdicts d JOIN statement_checks c ON c.id = d.check_id
    WHERE d.ended_run_id IS NULL GROUP BY d.site_id
) v ON v.site_id = s.id;
CREATE VIEW statement_drift AS -- Where statement and crawl differ: criteria that fail and are not named, and criteria named that did not fail in the last three runs
WITH failing AS (
    SELECT c.site_id, ar.requirement_id, count(DISTINCT f.page_id) AS pages, count(DISTINCT f.cause_id) AS causes,
        min(f.first_run_id) AS since_run_id
    FROM audit_requirements ar CROSS JOIN causes c ON c.audit_id = ar.audit_id
    CROSS JOIN findings f ON f.cause_id = c.id AND f.ended_run_id IS NULL
    WHERE f.status = 'failed' GROUP BY c.site_id, ar.requirement_id
), third AS ( -- the third run from the end
    SELECT s.id AS site_id, (SELECT r.id FROM runs r WHERE r.site_id = s.id AND r.status IN ('done', 'partial')
        ORDER BY r.id DESC LIMIT 1 OFFSET 2) AS run_id FROM sites s
)
SELECT s.id AS site_id, s.name AS site, 'not in the statement' AS drift, q.id AS requirement_id, substr(q.id, 6) AS criterion,
    q.title, q.level, g.pages, g.causes, '' AS quote, g.since_run_id
FROM failing g JOIN sites s ON s.id = g.site_id JOIN requirements q ON q.id = g.requirement_id
JOIN profile_requirements pr ON pr.profile_id = s.profile_id AND pr.requirement_id = q.id
WHERE EXISTS (SELECT 1 FROM statements t WHERE t.site_id = s.id AND t.role = 'main' AND t.ended_run_id IS NULL)
AND NOT EXISTS (SELECT 1 FROM statement_criteria n
    WHERE n.site_id = s.id AND n.requirement_id = q.id AND n.ended_run_id IS NULL)
UNION ALL
SELECT s.id, s.name, 'no longer found', q.id, substr(q.id, 6), q.title, q.level, 0, 0, n.quote, n.first_run_id
FROM statement_criteria n JOIN sites s ON s.id = n.site_id JOIN requirements q ON q.id = n.requirement_id
JOIN third t ON t.site_id = s.id
WHERE n.ended_run_id IS NULL AND t.run_id IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM audit_requirements ar CROSS JOIN causes c ON c.audit_id = ar.audit_id AND c.site_id = s.id
    CROSS JOIN findings f ON f.cause_id = c.id
    WHERE ar.requirement_id = q.id AND (f.ended_run_id IS NULL OR f.ended_run_id > t.run_id))
AND EXISTS (SELECT 1 FROM audit_requirements ar CROSS JOIN outcomes o ON o.audit_id = ar.audit_id
    WHERE ar.requirement_id = q.id AND o.site_id = s.id AND o.ended_run_id IS NULL
    AND o.first_run_id <= t.run_id AND o.status IN ('passed', 'failed', 'needs review'));
"""  # noqa: E501 (a comment stands on the line it is about)

TRIAGE = """
ALTER TABLE findings ADD COLUMN
    set_aside TEXT NOT NULL DEFAULT '' -- Why it stands in no list of what is to be done: accepted, false positive or exempt; empty when nobody decided so
/**/;
ALTER TABLE findings ADD COLUMN
    triage_id INTEGER REFERENCES triage(id) -- The decision that holds for it: accepted, false positive, exempt or burden; empty when there is none
/**/;
CREATE INDEX findings_triage ON findings(triage_id) WHERE triage_id IS NOT NULL;
CREATE TABLE triage ( -- What people decided of findings: those that hold, and those that ended
    id INTEGER PRIMARY KEY, -- Number of the decision
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    kind TEXT NOT NULL CHECK (kind IN ('accepted', 'false positive', 'exempt', 'burden', 'assign', 'due')), -- accepted, false positive, exempt: set aside; burden: disproportionate burden claimed, still to be done; assign: who does it; due: by when
    cause_key TEXT NOT NULL DEFAULT '', -- Key of the cause that it is about, which survives runs; empty for any cause
    pages TEXT NOT NULL DEFAULT '', -- Pattern of the pages that it is about, as in sites.toml; empty for any page
    criterion TEXT NOT NULL DEFAULT '', -- The requirement that it is about, e.g. wcag:1.1.1; empty for any
    value TEXT NOT NULL DEFAULT '', -- Who does it, or by when (ISO 8601); empty for the other kinds
    reason TEXT NOT NULL, -- Why, as the person said
    person TEXT NOT NULL, -- Who decided
    decided_at TEXT NOT NULL, -- UTC, ISO 8601
    expires_on TEXT, -- The last day on which it holds, ISO 8601; empty for always
    ended_at TEXT, -- When it ended, UTC, ISO 8601; empty while it holds
    ending TEXT NOT NULL DEFAULT '' CHECK (ending IN ('', 'undone', 'expired', 'replaced')), -- How it ended
    narrowness INTEGER GENERATED ALWAYS AS ((cause_key <> '') * 4 + (pages <> '') * 2 + (criterion <> '')) VIRTUAL, -- How narrow it is: of two that fit, the narrower holds, then the newer
    CHECK (cause_key <> '' OR pages <> '' OR criterion <> '')
);
CREATE INDEX triage_holding ON triage(site_id, kind) WHERE ended_at IS NULL;
CREATE TABLE triage_events ( -- Everything that was ever decided and undone; nothing is changed or removed here
    id INTEGER PRIMARY KEY, -- Number of the event
    triage_id INTEGER NOT NULL REFERENCES triage(id), -- The decision
    event TEXT NOT NULL CHECK (event IN ('decided', 'imported', 'undone', 'expired', 'replaced')), -- What happened
    happened_at TEXT NOT NULL, -- UTC, ISO 8601
    person TEXT NOT NULL DEFAULT '', -- Who did it; empty when the day came
    reason TEXT NOT NULL DEFAULT '' -- Why
);
CREATE TRIGGER triage_events_stay BEFORE DELETE ON triage_events
BEGIN SELECT RAISE(ABORT, 'the history of decisions is only added to'); END;
CREATE TRIGGER triage_events_hold BEFORE UPDATE ON triage_events
BEGIN SELECT RAISE(ABORT, 'the history of decisions is only added to'); END;
CREATE TABLE triage_causes ( -- Which causes each decision that holds is about, as of the last decision or run
    triage_id INTEGER NOT NULL REFERENCES triage(id), -- The decision
    cause_id INTEGER NOT NULL REFERENCES causes(id), -- The cause
    findings INTEGER NOT NULL, -- Open findings of it that the decision is about
    PRIMARY KEY (triage_id, cause_id)
) WITHOUT ROWID;
CREATE INDEX triage_causes_cause ON triage_causes(cause_id);
CREATE TABLE regulator_issues ( -- The issues that the regulator's simplified test can report, in our words, as of the last run
    id INTEGER PRIMARY KEY, -- Its number in the regulator's list
    kind TEXT NOT NULL CHECK (kind IN ('axe', 'manual', 'pdf')), -- Found by axe, by a person, or in a PDF
    words TEXT NOT NULL, -- What is wrong, in a sentence
    axe_rule TEXT NOT NULL DEFAULT '', -- The rule of axe; empty for the other kinds
    impact TEXT NOT NULL DEFAULT '', -- How bad axe calls it; empty for the other kinds
    how TEXT NOT NULL -- How Dropkerb looks for it, or why it does not
);
CREATE TABLE regulator_requirements ( -- Which criteria each issue of the regulator's list is about
    issue_id INTEGER NOT NULL REFERENCES regulator_issues(id), -- The issue
    requirement_id TEXT NOT NULL, -- The criterion; 4.1.1 is in the list, and no longer in WCAG 2.2
    PRIMARY KEY (issue_id, requirement_id)
) WITHOUT ROWID;
CREATE TABLE regulator_audits ( -- Which audits see each issue of the regulator's list
    issue_id INTEGER NOT NULL REFERENCES regulator_issues(id), -- The issue
    audit TEXT NOT NULL, -- Name of the audit
    PRIMARY KEY (issue_id, audit)
) WITHOUT ROWID;
CREATE INDEX regulator_audits_audit ON regulator_audits(audit);
CREATE TABLE manual_checks ( -- What a person has to look at for each criterion, as of the last run
    requirement_id TEXT PRIMARY KEY, -- The criterion
    by_hand TEXT NOT NULL, -- The check, in a sentence
    not_looked_at TEXT NOT NULL -- Which part of the criterion no audit looks at, in a sentence
);
CREATE TABLE exemption_candidates ( -- What may lie outside the law: a lower risk, never none; as of the last run
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    exemption_id TEXT NOT NULL, -- The exemption, e.g. office-files
    url TEXT NOT NULL, -- What may be exempt
    page_id INTEGER REFERENCES pages(id), -- The page or document; empty when it is not one of the site's own
    why TEXT NOT NULL, -- What speaks for it, in a sentence
    dates TEXT NOT NULL DEFAULT '[]', -- JSON list of where a date is from and the date (ISO 8601): all that are known
    run_id INTEGER NOT NULL REFERENCES runs(id), -- The run that looked
    PRIMARY KEY (site_id, exemption_id, url)
) WITHOUT ROWID;
CREATE TABLE gds_reports ( -- Reports of the regulator that were received: each starts a clock
    id INTEGER PRIMARY KEY, -- Number of the report
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    reference TEXT NOT NULL DEFAULT '', -- The regulator's case number
    received_on TEXT NOT NULL, -- Day on which it was received, ISO 8601
    entered_at TEXT NOT NULL, -- When it was entered, UTC, ISO 8601
    closed_on TEXT, -- Day on which the case was closed, ISO 8601; empty while it is open
    note TEXT NOT NULL DEFAULT '' -- What was said on closing
);
CREATE TABLE gds_deadlines ( -- What is due when after each report; bank holidays are not considered
    report_id INTEGER NOT NULL REFERENCES gds_reports(id), -- The report
    place INTEGER NOT NULL, -- Their order, from 0
    step TEXT NOT NULL, -- What is due, or comes
    days INTEGER NOT NULL, -- Days after the report was received
    due_on TEXT NOT NULL, -- The day, ISO 8601
    by_whom TEXT NOT NULL, -- you, or the regulator
    PRIMARY KEY (report_id, place)
) WITHOUT ROWID;
CREATE TABLE gds_issues ( -- The issues that each report of the regulator lists
    id INTEGER PRIMARY KEY, -- Number of the issue
    report_id INTEGER NOT NULL REFERENCES gds_reports(id), -- The report
    place INTEGER NOT NULL, -- Their order in the report, from 0
    regulator_issue_id INTEGER REFERENCES regulator_issues(id), -- Number in the regulator's list of issues; empty when not told
    requirement_id TEXT NOT NULL DEFAULT '', -- The criterion; empty when not told
    url TEXT NOT NULL DEFAULT '', -- Canonical address of the page; empty when it is about the whole site
    words TEXT NOT NULL DEFAULT '', -- What the report says
    UNIQUE (report_id, place)
);
"""  # noqa: E501 (a comment stands on the line it is about)

# What is set aside stands in no view of what is to be done, or came, or was fixed.
TO_DO = ("f.ended_run_id IS NULL", "f.ended_run_id IS NULL AND f.set_aside = ''")
# An accepted failure is still one; a false positive is none, and what is exempt is not asked for.
COUNTS = "f.set_aside NOT IN ('false positive', 'exempt')"
OBEYING = {
    "open_findings": [TO_DO],
    "open_causes": [TO_DO],
    "page_summary": [TO_DO],
    "requirement_status": [TO_DO],
    "every_dead_end": [("WHERE coalesce", "WHERE f.set_aside = '' AND coalesce")],
    "findings_by_run": [("WHERE f.first_run_id", "WHERE f.set_aside = '' AND f.first_run_id")],
    "new_findings": [("FROM findings f", "FROM findings f WHERE f.set_aside = ''")],
    "fixed_findings": [("f.ending = 'fixed'", "f.ending = 'fixed' AND f.set_aside = ''")],
    "run_changes": [
        ("FROM findings GROUP BY", "FROM findings WHERE set_aside = '' GROUP BY"),
        ("WHERE ended_run_id IS NOT NULL", "WHERE ended_run_id IS NOT NULL AND set_aside = ''"),
    ],
    "statement_drift": [
        ("WHERE f.status = 'failed' GROUP BY", f"WHERE f.status = 'failed' AND {COUNTS} GROUP BY"),
        (
            "WHERE ar.requirement_id = q.id AND (f.ended_run_id",
            f"WHERE ar.requirement_id = q.id AND {COUNTS} AND (f.ended_run_id",
        ),
    ],
}
REGISTER = """
CREATE VIEW set_aside_findings AS -- Every open finding that stands in no list since a person decided so, with the decision
SELECT f.id, s.name AS site, p.id AS page_id, p.url, p.title AS page_title, a.name AS audit, a.category, f.status,
    f.set_aside, c.impact, f.message, c.id AS cause_id, t.id AS triage_id, t.reason, t.person, t.decided_at, t.expires_on
FROM findings f JOIN pages p ON p.id = f.page_id JOIN causes c ON c.id = f.cause_id
JOIN audits a ON a.id = c.audit_id JOIN sites s ON s.id = p.site_id LEFT JOIN triage t ON t.id = f.triage_id
WHERE f.set_aside <> '' AND f.ended_run_id IS NULL;
CREATE VIEW triage_now AS -- The decisions that hold, with how many causes and open findings each is about
SELECT t.id, s.id AS site_id, s.name AS site, t.kind, c.id AS cause_id, coalesce(c.title, '') AS cause, t.cause_key, t.pages,
    t.criterion, t.value, t.reason, t.person, t.decided_at, t.expires_on,
    (SELECT count(*) FROM triage_causes n WHERE n.triage_id = t.id) AS causes,
    (SELECT coalesce(sum(n.findings), 0) FROM triage_causes n WHERE n.triage_id = t.id) AS findings
FROM triage t JOIN sites s ON s.id = t.site_id
LEFT JOIN causes c ON c.site_id = t.site_id AND c.key = t.cause_key
WHERE t.ended_at IS NULL;
CREATE VIEW site_criteria AS -- The criteria at levels A and AA that each site is held to: those of its law, or all when it names none
SELECT s.id AS site_id, s.name AS site, q.id AS requirement_id, substr(q.id, 6) AS criterion, q.title, q.level, q.since, q.url
FROM sites s JOIN requirements q ON q.level IN ('A', 'AA')
WHERE EXISTS (SELECT 1 FROM profile_requirements r WHERE r.profile_id = s.profile_id AND r.requirement_id = q.id)
OR NOT EXISTS (SELECT 1 FROM profile_requirements r WHERE r.profile_id = s.profile_id);
CREATE VIEW regulator_pages AS -- Pages that the regulator's simplified test looks at: home, contact, statement, forms, PDFs
SELECT site_id, id AS page_id, 'home page' AS kind FROM pages WHERE click_depth = 0 AND kind = 'page'
UNION SELECT site_id, id, 'contact page' FROM pages WHERE kind = 'page' AND (lower(title) LIKE 'contact us%'
    OR lower(rtrim(url, '/')) LIKE '%/contact' OR lower(rtrim(url, '/')) LIKE '%/contact-us' OR lower(rtrim(url, '/')) LIKE '%/contactus')
UNION SELECT site_id, page_id, 'accessibility statement' FROM statements WHERE page_id IS NOT NULL AND ended_run_id IS NULL
    AND role <> 'another' AND kind <> 'document'
UNION SELECT p.site_id, p.id, 'form' FROM page_actions a JOIN pages p ON p.id = a.page_id WHERE a.kind = 'form'
UNION SELECT site_id, id, 'PDF' FROM pages WHERE kind = 'document' AND lower(url) LIKE '%.pdf';
CREATE VIEW risk_register AS -- What may bring legal trouble: a row for each criterion and each cause that fails it for sure, or did and is fixed
WITH sums AS MATERIALIZED ( -- each cause, in numbers of its sure failures
    SELECT f.cause_id, min(f.first_run_id) AS first_run_id, max(f.ended_run_id) AS ended_run_id,
        sum(f.ended_run_id IS NULL) AS open, sum(f.ended_run_id IS NULL AND f.set_aside = '') AS to_do,
        sum(f.ended_run_id IS NULL AND f.set_aside = '' AND f.triage_id IS NULL) AS undecided,
        max(CASE WHEN f.ended_run_id IS NULL AND f.set_aside = '' THEN f.triage_id END) AS claimed_by,
        max(CASE WHEN f.ended_run_id IS NULL AND f.set_aside = 'accepted' THEN f.triage_id END) AS accepted_by,
        max(CASE WHEN f.ended_run_id IS NULL AND f.set_aside = 'exempt' THEN f.triage_id END) AS exempt_by,
        max(CASE WHEN f.ended_run_id IS NULL AND f.set_aside = 'false positive' THEN f.triage_id END) AS false_by
    FROM findings f WHERE f.status = 'failed' GROUP BY f.cause_id
    HAVING sum(f.ended_run_id IS NULL OR f.ending = 'fixed' AND f.set_aside = '') > 0
), counted AS MATERIALIZED ( -- the pages that count: those with something to do, else those set aside, else those fixed
    SELECT DISTINCT f.cause_id, f.page_id FROM sums u CROSS JOIN findings f ON f.cause_id = u.cause_id
    WHERE f.status = 'failed' AND CASE WHEN u.to_do THEN f.ended_run_id IS NULL AND f.set_aside = ''
        WHEN u.open THEN f.ended_run_id IS NULL ELSE f.ending = 'fixed' AND f.set_aside = '' END
), touched AS (
    SELECT k.cause_id, count(*) AS pages, min(k.page_id) AS page_id, round(sum(b.views_28)) AS visits,
        replace(replace(group_concat(DISTINCT nullif(p.owner, '')), ',', ', '), ',  ', ', ') AS owners
    FROM counted k JOIN pages p ON p.id = k.page_id LEFT JOIN behaviour b ON b.page_id = k.page_id GROUP BY k.cause_id
), tasked AS (
    SELECT k.cause_id, count(DISTINCT t.task_id) AS tasks, replace(replace(group_concat(DISTINCT t.name), ',', ', '), ',  ', ', ') AS names
    FROM task_pages t CROSS JOIN counted k ON k.page_id = t.page_id WHERE t.sureness <> 'unsure' GROUP BY k.cause_id
), sampled AS (
    SELECT k.cause_id, replace(replace(group_concat(DISTINCT r.kind), ',', ', '), ',  ', ', ') AS kinds
    FROM counted k JOIN regulator_pages r ON r.page_id = k.page_id GROUP BY k.cause_id
), sizes AS MATERIALIZED (
    SELECT site_id, template, count(*) AS pages FROM pages
    WHERE audited_run_id IS NOT NULL AND template <> '' AND kind = 'page' GROUP BY site_id, template
), alike AS ( -- the largest share of the pages of one template that the cause stands on
    SELECT n.cause_id, max(1.0 * n.pages / z.pages) AS share FROM (
        SELECT k.cause_id, p.site_id, p.template, count(*) AS pages FROM counted k JOIN pages p ON p.id = k.page_id
        GROUP BY k.cause_id, p.template HAVING count(*) > 1
    ) n JOIN sizes z ON z.site_id = n.site_id AND z.template = n.template GROUP BY n.cause_id
), rated AS (
    SELECT c.id AS cause_id, c.site_id, c.audit_id, a.name AS audit, c.title AS issue, c.impact AS severity,
        coalesce(w.pages, 0) AS pages, w.page_id, w.visits, w.owners, coalesce(t.tasks, 0) AS tasks, coalesce(t.names, '') AS task_names,
        u.*, m.kinds, EXISTS (SELECT 1 FROM regulator_audits g WHERE g.audit = a.name) AS in_list,
        w.pages > 1 AND (c.region IN ('header', 'nav', 'aside', 'footer') OR c.region <> 'main' AND coalesce(l.share, 0) >= 0.6) AS is_wide
    FROM sums u JOIN causes c ON c.id = u.cause_id JOIN audits a ON a.id = c.audit_id
    LEFT JOIN touched w ON w.cause_id = u.cause_id LEFT JOIN tasked t ON t.cause_id = u.cause_id
    LEFT JOIN sampled m ON m.cause_id = u.cause_id LEFT JOIN alike l ON l.cause_id = u.cause_id
), weighed AS (
    SELECT r.*, CASE WHEN in_list AND kinds IS NOT NULL THEN 5 WHEN in_list THEN 4 ELSE 3 END AS likelihood,
        CASE WHEN tasks THEN 5 WHEN is_wide THEN 4 WHEN pages > 10 THEN 3 ELSE 2 END AS impact,
        CASE WHEN to_do AND NOT undecided THEN 'burden claimed' WHEN to_do THEN 'open' WHEN NOT open THEN 'fixed'
            WHEN accepted_by THEN 'accepted' WHEN exempt_by THEN 'exempt' ELSE 'false positive' END AS status,
        CASE WHEN to_do THEN iif(undecided, NULL, claimed_by) WHEN open THEN coalesce(accepted_by, exempt_by, false_by) END AS decision
    FROM rated r
)
SELECT w.site_id, q.site, q.requirement_id, q.criterion, q.title, q.level, w.cause_id, w.audit, w.issue,
    substr(b.started_at, 1, 10) AS first_seen,
    CAST(julianday(substr(coalesce(CASE WHEN w.status = 'fixed' THEN e.started_at END, n.started_at), 1, 10))
        - julianday(substr(b.started_at, 1, 10)) AS INTEGER) AS age_days,
    w.pages, w.tasks, w.task_names, w.visits, w.severity, w.likelihood, w.impact, w.likelihood * w.impact AS risk,
    'Likelihood ' || w.likelihood || ': ' || CASE w.likelihood
        WHEN 5 THEN 'the regulator''s list has it, and looks there first (' || w.kinds || ').'
        WHEN 4 THEN 'the regulator''s list has it.'
        ELSE 'the regulator''s list lacks it.' END
    || ' Impact ' || w.impact || ': ' || CASE w.impact
        WHEN 5 THEN 'people do a task there.'
        WHEN 4 THEN 'pages share that part.'
        WHEN 3 THEN 'more than 10 pages have it.'
        ELSE '10 pages or fewer have it.' END
    || ' Risk ' || w.likelihood || ' × ' || w.impact || ' = ' || (w.likelihood * w.impact) || '.' AS rule,
    CASE WHEN EXISTS (SELECT 1 FROM statements k WHERE k.site_id = w.site_id AND k.role = 'main' AND k.ended_run_id IS NULL)
        THEN EXISTS (SELECT 1 FROM statement_criteria k
            WHERE k.site_id = w.site_id AND k.requirement_id = q.requirement_id AND k.ended_run_id IS NULL) END AS in_statement,
    coalesce((SELECT t.value FROM triage_causes k JOIN triage t ON t.id = k.triage_id
        WHERE k.cause_id = w.cause_id AND t.kind = 'assign' AND t.ended_at IS NULL
        ORDER BY t.narrowness DESC, t.id DESC LIMIT 1), w.owners, '') AS owner,
    (SELECT t.value FROM triage_causes k JOIN triage t ON t.id = k.triage_id
        WHERE k.cause_id = w.cause_id AND t.kind = 'due' AND t.ended_at IS NULL
        ORDER BY t.narrowness DESC, t.id DESC LIMIT 1) AS fix_by,
    w.status, coalesce(d.reason, '') AS reason, coalesce(d.person, '') AS reviewer, d.expires_on AS review_on,
    CASE WHEN w.status = 'fixed' THEN '' ELSE 'pages/' || w.page_id || '.html#cause-' || w.cause_id END AS evidence,
    p.url AS example, w.first_run_id, CASE WHEN w.status = 'fixed' THEN w.ended_run_id END AS fixed_run_id, w.open - w.to_do AS set_aside
FROM weighed w JOIN audit_requirements ar ON ar.audit_id = w.audit_id
JOIN site_criteria q ON q.site_id = w.site_id AND q.requirement_id = ar.requirement_id
JOIN runs b ON b.id = w.first_run_id LEFT JOIN runs e ON e.id = w.ended_run_id
LEFT JOIN latest_run n ON n.site_id = w.site_id LEFT JOIN triage d ON d.id = w.decision LEFT JOIN pages p ON p.id = w.page_id;
CREATE VIEW criteria_now AS -- Each criterion that a site is held to, as far as automation goes: none is ever shown as met
WITH found AS (
    SELECT c.site_id, ar.requirement_id,
        count(DISTINCT CASE WHEN f.status = 'failed' AND f.set_aside IN ('', 'accepted') THEN f.cause_id END) AS causes,
        count(DISTINCT CASE WHEN f.status = 'failed' AND f.set_aside IN ('', 'accepted') THEN f.page_id END) AS pages,
        count(DISTINCT CASE WHEN f.status = 'failed' AND f.set_aside = 'accepted' THEN f.cause_id END) AS accepted,
        count(DISTINCT CASE WHEN f.set_aside = 'false positive' THEN f.cause_id END) AS false_positives,
        count(DISTINCT CASE WHEN f.set_aside = 'exempt' THEN f.cause_id END) AS exempt,
        count(DISTINCT CASE WHEN f.status = 'needs review' AND f.set_aside = '' THEN f.cause_id END) AS causes_to_review,
        count(DISTINCT CASE WHEN f.status = 'needs review' AND f.set_aside = '' THEN f.page_id END) AS pages_to_review
    FROM audit_requirements ar CROSS JOIN causes c ON c.audit_id = ar.audit_id
    CROSS JOIN findings f ON f.cause_id = c.id AND f.ended_run_id IS NULL
    GROUP BY c.site_id, ar.requirement_id
), looked AS ( -- audits that gave a verdict on some page of the site
    SELECT s.id AS site_id, ar.requirement_id, sum(a.certainty = 'failed') AS can_fail,
        group_concat(CASE WHEN a.certainty = 'failed' THEN a.name END, ' ') AS audits,
        group_concat(CASE WHEN a.certainty <> 'failed' THEN a.name END, ' ') AS asking
    FROM sites s CROSS JOIN audits a JOIN audit_requirements ar ON ar.audit_id = a.id
    WHERE EXISTS (SELECT 1 FROM outcomes o WHERE o.audit_id = a.id AND o.ended_run_id IS NULL
        AND o.status IN ('passed', 'failed', 'needs review') AND o.site_id = s.id)
    GROUP BY s.id, ar.requirement_id
)
SELECT q.site_id, q.site, q.requirement_id, q.criterion, q.title, q.level, q.since, q.url,
    CASE WHEN g.causes THEN 'failing' WHEN g.causes_to_review THEN 'asked'
        WHEN k.can_fail THEN 'no automated failure found' ELSE 'not tested automatically' END AS state,
    coalesce(g.causes, 0) AS causes, coalesce(g.pages, 0) AS pages, coalesce(g.accepted, 0) AS accepted,
    coalesce(g.false_positives, 0) AS false_positives, coalesce(g.exempt, 0) AS exempt,
    coalesce(g.causes_to_review, 0) AS causes_to_review, coalesce(g.pages_to_review, 0) AS pages_to_review,
    coalesce(k.audits, '') AS audits, coalesce(k.asking, '') AS asking,
    coalesce(m.not_looked_at, '') AS not_looked_at, coalesce(m.by_hand, '') AS by_hand
FROM site_criteria q LEFT JOIN found g ON g.site_id = q.site_id AND g.requirement_id = q.requirement_id
LEFT JOIN looked k ON k.site_id = q.site_id AND k.requirement_id = q.requirement_id
LEFT JOIN manual_checks m ON m.requirement_id = q.requirement_id;
CREATE VIEW gds_issue_states AS -- Each issue of a report of the regulator, with what the record has of it now; decisions change nothing here
WITH known AS (
    SELECT i.id AS issue_id, f.id AS finding_id, f.status, f.set_aside, f.ended_run_id, f.ending, f.cause_id
    FROM gds_issues i JOIN gds_reports r ON r.id = i.report_id
    JOIN pages p ON p.site_id = r.site_id AND (i.url = '' OR p.url = i.url)
    JOIN findings f ON f.page_id = p.id JOIN causes c ON c.id = f.cause_id JOIN audits a ON a.id = c.audit_id
    WHERE CASE WHEN EXISTS (SELECT 1 FROM regulator_audits g WHERE g.issue_id = i.regulator_issue_id)
        THEN EXISTS (SELECT 1 FROM regulator_audits g WHERE g.issue_id = i.regulator_issue_id AND g.audit = a.name)
        ELSE EXISTS (SELECT 1 FROM audit_requirements ar WHERE ar.audit_id = a.id AND ar.requirement_id = i.requirement_id) END
), sums AS (
    SELECT issue_id, sum(ended_run_id IS NULL) AS open, sum(ended_run_id IS NULL AND status = 'failed') AS sure,
        max(ended_run_id) AS ended_run_id, min(CASE WHEN ended_run_id IS NULL THEN cause_id END) AS cause_id
    FROM known GROUP BY issue_id
)
SELECT i.id, i.report_id, r.site_id, i.place, i.regulator_issue_id, i.requirement_id, i.url, i.words, p.id AS page_id,
    CASE WHEN u.open THEN 'open' WHEN u.ended_run_id IS NOT NULL THEN 'no longer found' ELSE 'not seen' END AS state,
    CASE WHEN coalesce(u.open, 0) = 0 THEN u.ended_run_id END AS since_run_id, coalesce(u.open, 0) AS findings,
    coalesce(u.sure, 0) AS sure, u.cause_id,
    CASE WHEN u.open AND NOT u.sure THEN 'A check asks a person about it.'
        WHEN u.open THEN 'A check finds it.'
        WHEN u.ended_run_id IS NOT NULL THEN 'A check found it before and does so no more. A person must still look.'
        WHEN i.url <> '' AND p.id IS NULL THEN 'This record does not have the page.'
        WHEN i.url <> '' AND p.audited_run_id IS NULL THEN 'No run has judged the page.'
        ELSE 'No check has found it. A person must look.' END AS told
FROM gds_issues i JOIN gds_reports r ON r.id = i.report_id
LEFT JOIN sums u ON u.issue_id = i.id LEFT JOIN pages p ON p.site_id = r.site_id AND p.url = i.url AND i.url <> '';
"""  # noqa: E501 (a comment stands on the line it is about)

MEASURED = """
ALTER TABLE analytics RENAME TO analytics_before;
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
    form_starts INTEGER, -- Visits in which a form of the page was begun
    form_sends INTEGER, -- Visits in which one was sent
    PRIMARY KEY (import_id, page_id)
) WITHOUT ROWID;
INSERT INTO analytics (import_id, page_id, views, visits, entrances, exits, exit_of, bounces, onward, to_contact, to_search)
SELECT import_id, page_id, views, visits, entrances, exits, exit_of, bounces, onward, to_contact, to_search FROM analytics_before;
DROP TABLE analytics_before;
CREATE INDEX analytics_page ON analytics(page_id);
ALTER TABLE behaviour ADD COLUMN
    form_starts INTEGER -- Visits in which a form of the page was begun
/**/;
ALTER TABLE behaviour ADD COLUMN
    form_sends INTEGER -- Visits in which one was sent; empty where nothing sent is counted on the whole site
/**/;
ALTER TABLE behaviour ADD COLUMN
    unfinished_share REAL -- Share of those begun that were not sent; empty under 30
/**/;
ALTER TABLE behaviour ADD COLUMN
    unfinished_low REAL NOT NULL DEFAULT 0 -- Lower end of its interval (Wilson, 95 %)
/**/;
ALTER TABLE behaviour ADD COLUMN
    is_unfinished INTEGER NOT NULL DEFAULT 0 -- 1 when that lies over 0.5 (rule DE74)
/**/;
CREATE TABLE measured_periods ( -- What each period of analytics showed, as last reckoned: one row for each source and last day
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    source TEXT NOT NULL, -- Whose numbers
    period_start TEXT NOT NULL, -- First day
    period_end TEXT NOT NULL, -- Last day
    pages INTEGER NOT NULL, -- Pages on which something was counted
    views_28 REAL NOT NULL, -- Their views as they would be in 28 days
    exits_measured INTEGER NOT NULL, -- Pages whose exit rate is known
    excess INTEGER NOT NULL, -- Pages that far more people leave than usual
    PRIMARY KEY (site_id, source, period_end)
) WITHOUT ROWID;
CREATE TABLE abandonment_history ( -- Points of abandonment that each period of analytics confirmed, with what the crawl knew then
    site_id INTEGER NOT NULL REFERENCES sites(id), -- The site
    source TEXT NOT NULL, -- Whose numbers
    period_end TEXT NOT NULL, -- Last day of the period
    page_id INTEGER NOT NULL REFERENCES pages(id), -- The page
    lost_28 REAL NOT NULL, -- People lost in 28 days above what is usual
    dead_ends TEXT NOT NULL, -- Rules of its dead ends, parted by spaces
    cost TEXT NOT NULL, -- What it may cost, in words
    PRIMARY KEY (site_id, source, period_end, page_id)
) WITHOUT ROWID;
CREATE VIEW abandonment_trend AS -- Points of abandonment by period of analytics: how many, people lost, and what is new or gone since the period before
SELECT s.name AS site, m.source, m.period_start, m.period_end, m.pages, round(m.views_28) AS views_28, m.exits_measured, m.excess,
    count(h.page_id) AS points, round(coalesce(sum(h.lost_28), 0)) AS lost_28,
    count(h.page_id) FILTER (WHERE NOT EXISTS (SELECT 1 FROM abandonment_history e WHERE e.site_id = h.site_id
        AND e.source = h.source AND e.period_end = m.before AND e.page_id = h.page_id)) AS new,
    (SELECT count(*) FROM abandonment_history e WHERE e.site_id = m.site_id AND e.source = m.source AND e.period_end = m.before
        AND NOT EXISTS (SELECT 1 FROM abandonment_history n WHERE n.site_id = e.site_id AND n.source = e.source
            AND n.period_end = m.period_end AND n.page_id = e.page_id)) AS gone
FROM (SELECT *, lag(period_end) OVER (PARTITION BY site_id, source ORDER BY period_end) AS before FROM measured_periods) m
JOIN sites s ON s.id = m.site_id
LEFT JOIN abandonment_history h ON h.site_id = m.site_id AND h.source = m.source AND h.period_end = m.period_end
GROUP BY m.site_id, m.source, m.period_end ORDER BY m.site_id, m.source, m.period_end;
DROP VIEW page_behaviour;
CREATE VIEW page_behaviour AS -- What people do on each page: views in 28 days, how many leave, and how sure that is
SELECT b.page_id, p.site_id, s.name AS site, p.url, p.title, p.section, p.owner, p.template, b.source, b.period_start,
    b.period_end, b.days, b.views, b.visits, b.entrances, b.exits, b.bounces, round(b.views_28) AS views_28, NOT b.has_enough AS is_hidden,
    b.exit_base, round(b.exit_rate, 3) AS exit_rate, round(b.exit_low, 3) AS exit_low, round(b.exit_high, 3) AS exit_high,
    round(b.usual_exit_rate, 3) AS usual_exit_rate, b.is_answer, round(b.excess_28) AS excess_28, b.is_excess,
    CASE WHEN b.has_enough THEN round(1.0 * b.bounces / nullif(b.entrances, 0), 3) END AS bounce_rate,
    round(b.contact_share, 3) AS contact_share, b.is_contact_excess, round(b.search_share, 3) AS search_share, b.is_search_excess,
    b.cost, b.cost_source, b.form_starts, b.form_sends, round(b.unfinished_share, 3) AS unfinished_share, b.is_unfinished
FROM behaviour b JOIN pages p ON p.id = b.page_id JOIN sites s ON s.id = p.site_id;
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

ENGINE = """
ALTER TABLE evidence ADD COLUMN
    engine TEXT NOT NULL DEFAULT '' -- What axe-core itself said of the element, as JSON; empty for checks of other makers and what it was not kept for
/**/;
"""  # noqa: E501 (a comment stands on the line it is about)
