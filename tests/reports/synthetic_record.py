"""A made-up record of any size, through the real migrations: what a crawl of a council leaves."""

import json
import random
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

from sqlite_utils import Database

from audits.dead_ends import load_dead_ends
from audits.derive.document import Document
from audits.derive.language import language_of
from audits.derive.main_text import main_text_of
from audits.manual_checks import load_manual_checks
from audits.profiles import load_profiles
from audits.regulator import load_regulator
from audits.statement.checks import load_checks
from audits.statement.judging import Criterion, OtherHost, Surroundings
from audits.statement.parts import statement_of
from audits.statement.reading import page_text
from audits.statement.verdicts import judge
from crawler.store.clock import ReportedIssue, add_report
from crawler.store.migrations import migrations
from crawler.store.regulator import save_manual_checks, save_regulator
from crawler.store.triage import Decision, decide

CRITERIA = [
    ("1.1.1", "Non-text Content", "A"), ("1.3.1", "Info and Relationships", "A"),
    ("1.4.3", "Contrast (Minimum)", "AA"), ("1.4.10", "Reflow", "AA"), ("2.1.1", "Keyboard", "A"),
    ("2.4.2", "Page Titled", "A"), ("2.4.4", "Link Purpose (In Context)", "A"),
    ("2.5.8", "Target Size (Minimum)", "AA"), ("3.1.1", "Language of Page", "A"),
    ("3.3.8", "Accessible Authentication (Minimum)", "AA"), ("4.1.2", "Name, Role, Value", "A"),
]  # fmt: skip
OURS = [
    ("page-title", "The page has a title that names it", "The page title does not name the page", "accessibility", "page", "2.4.2", "serious", ""),
    ("link-text", "Links say where they lead", "Links do not say where they lead", "accessibility", "page", "2.4.4", "moderate", ""),
    ("main-heading", "The page has one main heading", "The main heading is missing or not alone", "structure", "page", "", "moderate", ""),
    ("reading-ease", "The text is easy to read", "The text is hard to read", "readability", "page", "", "moderate", "points"),
    ("reading-grade", "The text needs no more than nine years of school", "The text needs more than nine years of school", "readability", "page", "", "moderate", "US grade"),
    ("long-sentences", "Sentences are short", "Sentences are too long", "readability", "page", "", "minor", "sentences"),
    ("broken-links", "Links lead somewhere", "Links lead nowhere", "links", "site", "", "serious", ""),
    ("click-depth", "The page is near the start page", "The page is too many clicks away", "structure", "site", "", "minor", "clicks"),
]  # fmt: skip
AXE = [
    "color-contrast",
    "image-alt",
    "link-name",
    "label",
    "region",
    "target-size",
    "list",
    "html-has-lang",
]
AUDITS = 110
SECTIONS = [
    "bins-and-recycling",
    "council-tax",
    "planning",
    "housing",
    "schools",
    "news",
    "parking",
    "",
]
OWNERS = ["Waste team", "Revenues", "Planning", "", "Web team"]


def make(path: Path, *, pages: int = 5000, links: int = 300, runs: int = 3, seed: int = 7) -> Path:
    """Write the record and return its path."""
    db = Database(path)
    migrations.apply(db)
    db.conn.isolation_level = None
    chance = random.Random(seed)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    _site(db.conn, pages, runs)
    _audits(db.conn, runs)
    _pages(db.conn, pages, runs, chance)
    _links(db.conn, pages, links, chance)
    _outcomes(db.conn, pages, runs, chance)
    _findings(db.conn, pages, runs, chance)
    _readings(db.conn, pages, runs, chance)
    _dead_ends(db.conn)
    _tasks(db.conn, runs)
    _statement(db.conn, runs)
    db.execute("COMMIT")
    _law(db, runs)
    db.execute("ANALYZE")
    db.close()
    return path


def _site(db: sqlite3.Connection, pages: int, runs: int) -> None:
    db.execute(
        "INSERT INTO profiles (id, name, jurisdiction, standard, in_force_since, checked_on, confidence, source) VALUES ('uk', 'Public Sector Bodies Accessibility Regulations 2018', 'United Kingdom', 'WCAG 2.2 A and AA', '2018-09-23', '2026-01-01', 'P', 'legislation.gov.uk')"
    )
    for number, title, level in CRITERIA:
        row = (
            f"wcag:{number}",
            title,
            level,
            "2.0",
            f"https://www.w3.org/WAI/WCAG22/Understanding/{number}",
        )
        db.execute(
            "INSERT INTO requirements (id, title, level, since, url) VALUES (?, ?, ?, ?, ?)", row
        )
        db.execute(
            "INSERT INTO profile_requirements (profile_id, requirement_id) VALUES ('uk', ?)",
            [row[0]],
        )
    db.execute(
        "INSERT INTO sites (id, name, title, start_url, profile_id, council_tier) VALUES (1, 'mudford', 'Mudford Council', 'https://www.mudford.example/', 'uk', 'district')"
    )
    for run in range(1, runs + 1):
        db.execute(
            """INSERT INTO runs (id, site_id, previous_run_id, title, started_at, finished_at, status, reason,
                   dropkerb_version, axe_version, browser_version, pages_found, pages_audited, pages_error,
                   documents, links_checked, requests, bytes, peak_memory_bytes, seconds)
               VALUES (?, 1, ?, ?, ?, ?, ?, ?, '0.1.0', '4.14.1', '156.0', ?, ?, 12, 300, 4000, ?, ?, ?, ?)""",
            (
                run, run - 1 or None, f"mudford {run}", f"2026-03-{run:02}T01:00:00+00:00",
                f"2026-03-{run:02}T03:10:00+00:00", "partial" if run == runs - 1 and runs > 2 else "done",
                "the time budget of 120 minutes was used up" if run == runs - 1 and runs > 2 else "",
                pages + 900, pages if run != runs - 1 else pages // 2, pages * 3, pages * 40_000, 900_000_000, 7800.0,
            ),
        )  # fmt: skip
    for kind, message, number in [
        ("sampled", 'Sampled, not crawled whole: addresses of the kind "calendar".', 812),
        ("robots", "robots.txt forbids some addresses.", 14),
        ("browser", "A browser was replaced: it did not answer for 90 s.", 2),
    ]:
        db.execute(
            "INSERT INTO run_notes (run_id, kind, message, number) VALUES (?, ?, ?, ?)",
            (runs, kind, message, number),
        )


def _audits(db: sqlite3.Connection, runs: int) -> None:
    words = ("People who use a screen reader, or who can't see well, are left out by this. It also costs everyone else time.",
             "Each element of the page that the rule speaks to.", "Change the template so that the element has a name that says what it does. Then look at the page again.",
             "WCAG 2.2, and the service manual.")  # fmt: skip
    for number, (name, title, failure, category, scope, criterion, impact, unit) in enumerate(
        OURS, 1
    ):
        db.execute("INSERT INTO audits (id, name, title, failure_title, category, scope, engine, version, impact, why, checks, fix, source, unit, last_run_id) VALUES (?, ?, ?, ?, ?, ?, '', 1, ?, ?, ?, ?, ?, ?, ?)",
                   (number, name, title, failure, category, scope, impact, *words, unit, runs))  # fmt: skip
        if criterion:
            db.execute(
                "INSERT INTO audit_requirements (audit_id, requirement_id) VALUES (?, ?)",
                (number, f"wcag:{criterion}"),
            )
    for number in range(len(OURS) + 1, AUDITS + 1):
        at = number - len(OURS) - 1
        name = AXE[at] if at < len(AXE) else f"rule-{number}"
        category = "best practice" if name == "region" or number > 80 else "accessibility"
        db.execute("INSERT INTO audits (id, name, title, failure_title, category, scope, engine, version, impact, why, checks, fix, source, unit, last_run_id) VALUES (?, ?, ?, ?, ?, 'page', 'axe-core 4.14.1', 1, 'serious', ?, ?, ?, ?, '', ?)",
                   (number, f"axe:{name}", f"Rule {name} holds", f"Rule {name} is broken", category, *words, runs))  # fmt: skip
        if category == "accessibility":
            criterion = CRITERIA[number % (len(CRITERIA) - 2)][0]
            db.execute(
                "INSERT INTO audit_requirements (audit_id, requirement_id) VALUES (?, ?)",
                (number, f"wcag:{criterion}"),
            )


def _pages(db: sqlite3.Connection, pages: int, runs: int, chance: random.Random) -> None:
    for number in range(1, pages + 1):
        section = SECTIONS[number % len(SECTIONS)]
        url = (
            f"https://www.mudford.example/{section or 'page'}/a-fairly-long-name-of-a-page-{number}"
        )
        last = runs if chance.random() > 0.02 or number == 1 else 1
        db.execute(
            """INSERT INTO pages (id, site_id, url, kind, title, language, section, template, owner, edit_url,
                   click_depth, in_links, in_sitemap, first_run_id, last_run_id, audited_run_id)
               VALUES (?, 1, ?, 'page', ?, 'en-GB', ?, 't', ?, ?, ?, ?, 1, 1, ?, ?)""",
            (number, url, f"How to do the thing number {number} - Mudford Council", section, chance.choice(OWNERS),
             f"https://cms.mudford.example/edit/{number}", number % 6, chance.randrange(400), last, last),
        )  # fmt: skip
        db.execute(
            "INSERT INTO visits (page_id, first_run_id, last_run_id, outcome, status, content_type, bytes) VALUES (?, 1, ?, 'audited', 200, 'text/html', 40000)",
            (number, last),
        )
    for number in range(pages + 1, pages + 1 + max(3, pages // 15)):
        kind = ("document", "redirect", "error")[number % 3]
        url = f"https://www.mudford.example/files/document-{number}.pdf"
        db.execute(
            "INSERT INTO pages (id, site_id, url, kind, first_run_id, last_run_id, in_links) VALUES (?, 1, ?, ?, 1, ?, 3)",
            (number, url, kind, runs),
        )
        db.execute(
            "INSERT INTO visits (page_id, first_run_id, last_run_id, outcome, status, content_type, bytes, redirect_to, reason) VALUES (?, 1, ?, ?, 200, ?, 734003, ?, ?)",
            (number, runs, kind, "application/pdf" if kind == "document" else "", "https://www.mudford.example/" if kind == "redirect" else "",
             "the page did not load within 30 s" if kind == "error" else ""),
        )  # fmt: skip


def _links(db: sqlite3.Connection, pages: int, links: int, chance: random.Random) -> None:
    others = max(30, pages)
    for number in range(1, pages + 1):
        url = db.execute("SELECT url FROM pages WHERE id = ?", [number]).fetchone()[0]
        db.execute(
            "INSERT INTO targets (id, site_id, url, kind, page_id, state) VALUES (?, 1, ?, 'page', ?, 'ok')",
            (number, url, number),
        )
    for number in range(pages + 1, pages + others + 1):
        state = chance.choices(["ok", "broken", "blocked to robots", "unsure"], [90, 5, 4, 1])[0]
        db.execute(
            "INSERT INTO targets (id, site_id, url, kind, state, status, reason, hops, redirect_to) VALUES (?, 1, ?, ?, ?, ?, ?, ?, '')",
            (number, f"https://other-{number}.example/somewhere", chance.choice(["external", "asset", "document"]), state,
             404 if state == "broken" else 200, "the server answered 404" if state == "broken" else "", chance.choice([0, 0, 0, 1, 2])),
        )  # fmt: skip
    shared = [chance.randrange(1, pages + 1) for _ in range(links // 2)]
    for page in range(1, pages + 1):
        own = [chance.randrange(1, pages + others + 1) for _ in range(links - len(shared))]
        db.executemany(
            "INSERT INTO links (page_id, target_id, text, region, first_run_id) VALUES (?, ?, ?, ?, 1)",
            [(page, target, "Find out about the service", "nav") for target in shared]
            + [(page, target, "Read about the service that you need", "main") for target in own],
        )


def _outcomes(db: sqlite3.Connection, pages: int, runs: int, chance: random.Random) -> None:
    for page in range(1, pages + 1):
        rows = []
        for audit in range(1, AUDITS + 1):
            status = "passed" if audit % 3 else "not applicable"
            value, note = None, "" if audit % 3 else "There is nothing of the kind on the page."
            if audit in (4, 5, 6, 8):
                value, status, note = (
                    chance.uniform(20, 80) if audit == 4 else chance.uniform(1, 14),
                    "passed",
                    "",
                )
            elif audit < 20 and chance.random() < 0.4:
                status, note = ("failed", "") if audit % 4 else ("needs review", "")
            rows.append((page, audit, status, value, note, chance.randrange(1, runs + 1)))
        db.executemany(
            "INSERT INTO outcomes (page_id, site_id, audit_id, audit_version, status, value, note, first_run_id) VALUES (?, 1, ?, 1, ?, ?, ?, ?)",
            rows,
        )


def _dead_ends(db: sqlite3.Connection) -> None:
    for place, rule in enumerate(load_dead_ends()):
        db.execute(
            "INSERT INTO dead_end_rules VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(rule.id, place, rule.group, rule.name, rule.severity, rule.confidence),
                *(rule.layer, rule.weight, rule.reason),
            ),
        )
        db.executemany(
            "INSERT INTO dead_end_audits (rule_id, audit, on_pages) VALUES (?, ?, ?)",
            [(rule.id, audit, rule.on_pages) for audit in rule.audits],
        )
    db.execute("UPDATE pages SET click_depth = id % 9 WHERE kind = 'page'")


def _readings(db: sqlite3.Connection, pages: int, runs: int, chance: random.Random) -> None:
    bands = ["easy", "fairly easy", "hard", "very hard"]
    blocks = [
        ["heading", "How to get a new bin"],
        ["paragraph", "Ask us for a bin prior to the day that you move in. We will bring it."],
        ["list item", "We do not charge for the first bin."],
    ]
    for page in range(1, pages + 1):
        level = None if page % 7 == 0 else chance.uniform(1.5, 5.5)
        db.execute(
            """INSERT INTO page_readability (page_id, run_id, language, source, reason, words, sentences,
                   level, band, why, reading_ease, flesch_kincaid, long_sentences, passive, complex_words, marks)
               VALUES (?, ?, 'en', 'rendered', ?, 240, 20, ?, ?, ?, ?, 7.2, 5.0, 3.0, 9.0, 1)""",
            (
                page, runs, "" if level else "too short to score", level,
                bands[min(3, int(level - 1.5))] if level else "",
                json.dumps({"long sentences": 0.8, "rare words": 0.4}), 60.0 if level else None,
            ),
        )  # fmt: skip
        db.execute(
            "INSERT INTO page_texts (page_id, blocks, marks) VALUES (?, ?, ?)",
            (page, json.dumps(blocks), json.dumps([[1, 17, 25, "plainer word", "before"]])),
        )
    for run in range(1, runs + 1):
        db.execute(
            "INSERT INTO readability_index VALUES (?, 100, ?, 0, ?, 11.5, 8.0, 12.0, 34.0, ?)",
            (run, pages, 52.0 + run, 120 - run),
        )


def _law(db: Database, runs: int) -> None:
    """Decisions of people, a regulator's report and candidates for an exemption."""
    save_regulator(db, load_regulator().issues)
    save_manual_checks(db, load_manual_checks().values())
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    why = {"reason": "We looked at it together", "person": "A. Reed"}
    decide(
        db,
        1,
        [
            Decision(kind="accepted", cause_key="k10", expires_on=date(2027, 3, 1), **why),
            Decision(kind="false positive", pages="*/news/*", criterion="wcag:2.4.4", **why),
            Decision(kind="burden", cause_key="k9", **why),
            Decision(kind="assign", criterion="wcag:1.1.1", value="Web team", **why),
            Decision(kind="due", cause_key="k11", value="2026-06-30", **why),
        ],
        now=now,
    )
    issues = [
        ReportedIssue(24, "wcag:1.1.1", "https://www.mudford.example/nowhere", "A logo"),
        ReportedIssue(requirement="wcag:1.4.3", words="Grey text"),
    ]
    add_report(
        db,
        1,
        received=date(2026, 2, 20),
        reference="Case 12",
        issues=issues,
        clock=load_regulator().clock,
        now=now,
    )
    with db.atomic():
        for place, (name, words, before) in enumerate(EXEMPTIONS):
            db.execute(
                "INSERT INTO profile_exemptions VALUES ('uk', ?, ?, ?, ?, 'P')",
                [name, place, words, before],
            )
        db.execute(
            """INSERT INTO exemption_candidates
               VALUES (1, 'office-files', 'https://www.mudford.example/files/minutes-2016.pdf',
                   NULL, 'Every date that we know of it is old.', ?, ?)""",
            [json.dumps([["the address", "2016-12-31"]]), runs],
        )


EXEMPTIONS = [
    ("office-files", "Office files published before 23 September 2018.", "2018-09-23"),
    ("heritage", "Copies of heritage items.", None),
]
TASKS = [
    ("missed-bin", "Report a missed bin", "found", 3, "form", 4),
    ("noise", "Report noise nuisance", "found", 4, "phone", 1),
    ("pay-pcn", "Pay or challenge a parking fine", "found", 5, "payment", 3),
    ("graffiti", "Report graffiti", "not found", None, "", 1),
    ("pothole", "Report a pothole", "not of this tier", None, "", None),
]


def _tasks(db: sqlite3.Connection, runs: int) -> None:
    questions = [
        {"id": "home", "text": "Does the home page link to it?", "answer": "yes", "evidence": "It takes 1 click."},
        {"id": "search", "text": "Does the search show it?", "answer": "not known", "evidence": "It was not tried."},
    ]  # fmt: skip
    end = {"url": "", "supplier": "", "on_page": "", "hops": 0, "is_told": True, "is_broken": False}
    for run in range(1, runs + 1):
        for task, name, state, page, kind, star in TASKS:
            ends = [{"kind": kind, "text": "", "fields": 3, **end}] if kind else []
            falls = (
                [[1, "People can't do it online: they must ring up."]] if star == 1 and page else []
            )
            url = f"https://www.mudford.example/{task}"
            best = {"url": url, "score": 0.92, "parts": {"title": 1.0, "link": 0.75}}
            db.execute(
                """INSERT INTO tasks (run_id, task_id, name, lgsl, lgil, tier, expected, state, page_id, score, sureness,
                       clicks, clicks_to_end, end_kind, ends, mobile, candidates, falls, star, findable, completion, why,
                       questions) VALUES (?, ?, ?, 524, 17, 'du', 'form', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0.8, ?, ?, ?)""",
                (
                    run, task, name, state, page, 0.92 if page else None, "sure" if page else "",
                    1 if page else None, 1 if page else None, kind, json.dumps(ends), "works" if page else "",
                    json.dumps([best] if page else []), json.dumps(falls), star, star, "People can do it online.",
                    json.dumps(questions if star else []),
                ),
            )  # fmt: skip
            for step, text in enumerate(["", name] if page else []):
                db.execute(
                    "INSERT INTO journeys VALUES (?, ?, ?, ?, ?, ?, ?, 'main')",
                    (run, task, step, page if step else 1, url if step else "https://www.mudford.example/", name if step else "Home", text),
                )  # fmt: skip
        db.execute(
            "INSERT INTO site_stars VALUES (?, 2, 2.3, 3, 4, 0, 'The rounded mean.', ?)",
            (run, json.dumps(questions)),
        )


STATEMENT = Path(__file__).parents[1] / "audits" / "statement" / "pages" / "placeholders.html"


def _statement(db: sqlite3.Connection, runs: int) -> None:
    url = "https://www.mudford.example/accessibility-statement"
    document = Document(STATEMENT.read_text("utf-8"), url)
    main = main_text_of(document)
    statement = statement_of([(url, page_text(document, main, language_of(document, main.blocks)))])
    around = Surroundings(
        today=date(2026, 3, runs), host="www.mudford.example", found_by="a link on the home page",
        page_title="Accessibility statement", failing=8, is_linked_home=True, pages=100, linking_pages=80,
        not_named=(Criterion("2.4.2", "Page Titled", 12),), lacking=(url,),
        hosts=(OtherHost("maps.mudford.example", "own", is_named=False),),
    )  # fmt: skip
    for place, check in enumerate(load_checks().values()):
        db.execute(
            "INSERT INTO statement_checks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (check.id, place, check.number, check.how, check.severity, check.decides, check.part, check.title, check.why, check.by_hand),
        )  # fmt: skip
    for name, told in judge(statement, around, load_profiles()["uk-psbar"]).items():
        db.execute(
            "INSERT INTO statement_verdicts (site_id, check_id, verdict, is_fault, quote, message, write_instead, first_run_id) VALUES (1, ?, ?, ?, ?, ?, ?, 1)",
            (name, told.verdict, told.is_fault, told.quote, told.message, told.write),
        )
    for ended, changes in (
        (2, []),
        (None, [["-", "We reply soon."], ["+", "We reply within 5 days."], [" ", "# Contact"]]),
    ):
        db.execute(
            """INSERT INTO statements (site_id, page_id, url, role, kind, found_by, content_hash, language, title, text, changes, claim,
                   wcag_version, prepared_on, review_due_on, promises, first_run_id, ended_run_id)
               VALUES (1, 2, ?, 'main', 'statement', 'a link on the home page', ?, 'en', 'Accessibility statement', ?, ?, 'partially',
                   '2.2', '2020-09-20', '2021-09-20', '[["2026-01-31", "We plan to fix this by January 2026."]]', ?, ?)""",
            (url, str(ended), statement.text(), json.dumps(changes), 1 if ended else min(2, runs), ended if ended and runs > 1 else None),
        )  # fmt: skip
        if runs < 2:
            break
    for requirement in ("wcag:1.1.1", "wcag:1.4.3"):
        db.execute(
            "INSERT INTO statement_criteria (site_id, requirement_id, quote, first_run_id) VALUES (1, ?, 'Some pictures have no text.', 1)",
            [requirement],
        )
    db.execute(
        "INSERT INTO statement_hosts VALUES (1, 'maps.mudford.example', 'own', '', 12, 'https://www.mudford.example/', 0)"
    )


def _findings(db: sqlite3.Connection, pages: int, runs: int, chance: random.Random) -> None:
    impacts = ["critical", "serious", "serious", "moderate", "moderate", "minor"]
    shared = 240
    for cause in range(1, shared + 1):
        audit = 1 + cause % 18
        db.execute("INSERT INTO causes (id, site_id, key, audit_id, title, region, selector, skeleton, impact, first_run_id) VALUES (?, 1, ?, ?, ?, ?, 'main > div.card a', '<a class=\"card\">', ?, 1)",
                   (cause, f"k{cause}", audit, f"The element of part {cause} has no name that says what it does", chance.choice(["header", "nav", "main", "footer", ""]), chance.choice(impacts)))  # fmt: skip
    single = shared
    for page in range(1, pages + 1):
        rows = [
            (page, cause, "needs review" if cause % 7 == 0 else "failed", "The link has no name that a screen reader could say.",
             f"#content > div:nth-child({page % 9}) > a.card:nth-of-type(2)", '<a class="card" href="/somewhere"><img src="/i.png"></a>',
             chance.choice([1, 1, 2, 5]), json.dumps([f"#content > div:nth-child({n})" for n in range(2)]), chance.randrange(1, runs + 1), None, "")
            for cause in {min(shared, int(chance.expovariate(1 / 25)) + 1) for _ in range(8)}
        ]  # fmt: skip
        for sentence in range(4):
            single += 1
            subject = f"This sentence of page {page}, number {sentence}, goes on and on, and says what nobody wanted to know, in words that few people use when they speak to each other."
            db.execute("INSERT INTO causes (id, site_id, key, audit_id, title, subject, region, impact, first_run_id) VALUES (?, 1, ?, 6, 'A sentence has 34 words', ?, 'main', 'minor', 1)",
                       (single, f"s{single}", subject))  # fmt: skip
            ended = sentence == 3 and page % 5 == 0
            rows.append(
                (
                    page,
                    single,
                    "failed",
                    "A sentence has 34 words; 25 or fewer are easier to read.",
                    "",
                    "",
                    1,
                    "[]",
                    1,
                    runs if ended else None,
                    "fixed" if ended else "",
                )
            )
        db.executemany(
            "INSERT INTO findings (page_id, cause_id, status, message, selector, snippet, elements, more_selectors, first_run_id, ended_run_id, ending) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
    for number in range(max(3, pages // 60)):
        single += 1
        target = db.execute(
            "SELECT url, id FROM targets WHERE state = 'broken' LIMIT 1 OFFSET ?", [number]
        ).fetchone()
        if not target:
            break
        db.execute("INSERT INTO causes (id, site_id, key, audit_id, title, subject, region, impact, first_run_id) VALUES (?, 1, ?, 7, 'A link leads nowhere', ?, 'main', 'serious', 1)",
                   (single, f"b{single}", target[0]))  # fmt: skip
        for (page,) in db.execute(
            "SELECT DISTINCT page_id FROM links WHERE target_id = ? LIMIT 20", [target[1]]
        ).fetchall():
            db.execute(
                "INSERT INTO findings (page_id, cause_id, status, message, first_run_id) VALUES (?, ?, 'failed', 'A link leads nowhere: the server answered 404.', ?)",
                (page, single, max(1, runs - 1)),
            )
