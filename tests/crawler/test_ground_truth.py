"""The crawl of the made-up council finds what is wrong there, all of it and nothing else.

crawler/demo/truth.toml says what is wrong. Two nights are crawled once, with the real command and
the real browser; the tests ask the record.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from markupsafe import escape
from sqlite_utils import Database

from audits.dead_ends import load_dead_ends
from audits.derive.page import page_artefacts
from audits.model import Status
from audits.registry import load
from audits.run import judge_page
from crawler.demo.server import CouncilSite
from crawler.demo.truth import Truth, statement_truth, task_ends

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

IN_USE = {"stretch", "walk", "presses"}  # artefacts of a page to which something was done
# Audits that take one of them, but find what they find in the page as it loads.
AS_IT_LOADS = {"drag-alternatives", "idle-stops", "swipe-alternatives"}

# The kinds of dead end that a crawl looks for; each is named in the output of the tests.
DEAD_ENDS = [rule for rule in load_dead_ends() if rule.audits]


@dataclass
class Night:
    """One night: the truth, the requests that came in, and a copy of the record as it was then."""

    truth: Truth
    asked: list
    db: Database
    served: dict  # page: HTML as the server sends it
    etags: dict
    other_url: str
    report: Path | None = None

    @property
    def run(self):
        return next(self.db.query("SELECT * FROM runs ORDER BY id DESC LIMIT 1"))


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nights")
    found = {}
    with CouncilSite() as council:
        (folder / "sites.toml").write_text(as_toml(council.site()), encoding="utf-8")
        for number in (1, 2):
            council.night = number
            council.asked.clear()
            crawl(folder)
            found[number] = tonight(council, folder / "council.db")
            shutil.copytree(folder / "out", folder / f"report-{number}")
            found[number].report = folder / f"report-{number}"
    yield found
    for night in found.values():
        night.db.close()


@pytest.fixture(scope="module")
def first(nights):
    return nights[1]


@pytest.fixture(scope="module")
def second(nights):
    return nights[2]


def as_toml(site):
    """Write a site as people write it: into sites.toml."""
    values = {
        name: value
        for name, value in site.model_dump(exclude_defaults=True).items()
        if name != "name"
    }
    owners = values.pop("owners")
    lines = [
        f"[sites.{site.name}]",
        *(f"{name} = {json.dumps(value)}" for name, value in values.items()),
    ]
    lines += [
        f"[sites.{site.name}.owners]",
        *(f'"{pattern}" = "{owner}"' for pattern, owner in owners.items()),
    ]
    return "\n".join(lines)


def crawl(folder):
    done = subprocess.run(
        [sys.executable, "-m", "crawler.cli", "crawl", "demo", "--db", "council.db", "--quiet"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, (done.stdout, done.stderr)


def tonight(council, path):
    """Return what is known of the night that has just been crawled."""
    asked = list(council.asked)
    truth = Truth(council.night, council.council.pages.addresses())
    answers = {page: council.council.answer(page) for page in truth.audited}
    source = Database(path)
    copy = Database(memory=True)
    source.conn.backup(copy.conn)
    source.close()
    return Night(
        truth=truth,
        asked=asked,
        db=copy,
        served={page: answer.body for page, answer in answers.items()},
        etags={page: answer.headers["ETag"] for page, answer in answers.items()},
        other_url=council.other_url,
    )


def place(url):
    """Return an address without its host, as truth.toml writes it."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def findings(night):
    """Return each open finding, with what it is about."""
    return night.db.query(
        """SELECT p.url, a.name AS audit, f.status, f.selector, f.more_selectors, f.message, f.elements,
               f.witnesses, c.subject, p.title, f.first_run_id, f.page_id
           FROM findings f JOIN pages p ON p.id = f.page_id JOIN causes c ON c.id = f.cause_id
           JOIN audits a ON a.id = c.audit_id WHERE f.ended_run_id IS NULL"""
    )


def found_wrong(night):
    """Return (page, audit, status) of every open finding, with its findings.

    A rule that is listed and told as a witness has found it too.
    """
    listed = {(each.page, each.audit): each.status for each in night.truth.wrong}
    found = defaultdict(list)
    for row in findings(night):
        page = place(row["url"])
        found[page, row["audit"], row["status"]].append(row)
        for witness in row["witnesses"].split():
            if status := listed.get((page, witness)):
                found[page, witness, status].append(row)
    return found


def told_by_others(night):
    """Return what is listed of rules that are only told as witnesses."""
    return {
        key
        for key, rows in found_wrong(night).items()
        if all(row["audit"] != key[1] for row in rows)
    }


def listed_wrong(night):
    return {(each.page, each.audit, each.status) for each in night.truth.wrong}


@pytest.fixture(scope="module", params=[1, 2], ids=["first night", "second night"])
def night(nights, request):
    return nights[request.param]


def test_the_run_is_done(night):
    assert (night.run["status"], night.run["reason"], night.run["pages_left"]) == ("done", "", 0)


def test_every_page_is_audited_and_no_other(night):
    rows = night.db.query(
        "SELECT url FROM pages WHERE kind = 'page' AND last_run_id = ?", [night.run["id"]]
    )
    pages = {place(row["url"]) for row in rows}
    sampled = {page for page in pages if night.truth.is_sampled(page)}
    assert pages - sampled == night.truth.audited
    assert night.run["pages_audited"] == len(pages)
    for sample in night.truth.sampled:
        assert sum(page.startswith(sample.prefix) for page in sampled) == sample.pages, sample


def test_every_sample_is_said_to_be_one(night):
    rows = night.db.query(
        "SELECT message, number FROM run_notes WHERE run_id = ?", [night.run["id"]]
    )
    notes = {row["message"]: row["number"] for row in rows}
    for sample in night.truth.sampled:
        said = [number for message, number in notes.items() if f'"{sample.rule}"' in message]
        assert len(said) == 1, (sample, notes)
        assert said[0] > 0


def test_every_other_address_is_known_for_what_it_is(night):
    rows = night.db.query(
        "SELECT url, kind FROM pages WHERE kind != 'page' AND last_run_id = ?", [night.run["id"]]
    )
    assert {place(row["url"]): row["kind"] for row in rows} == night.truth.kinds


def test_everything_listed_is_found(night):
    assert listed_wrong(night) - set(found_wrong(night)) == set()


def test_nothing_unlisted_is_found(night):
    listed = listed_wrong(night)
    unlisted = {key: rows for key, rows in found_wrong(night).items() if key not in listed}
    assert unlisted == {}


@pytest.mark.parametrize("rule", DEAD_ENDS, ids=lambda rule: f"{rule.id} {rule.name}")
def test_each_dead_end_is_found_where_it_is_and_nowhere_else(night, rule):
    planted = {
        each.page
        for each in night.truth.wrong
        if each.audit in rule.audits and is_on(night, each.page, rule.on_pages)
    }
    rows = night.db.query("SELECT url FROM dead_ends WHERE rule = ?", [rule.id])
    found = {place(row["url"]) for row in rows}
    assert planted, "no page of the made-up council has it"
    assert {"missed": planted - found, "wrongly told": found - planted} == {
        "missed": set(),
        "wrongly told": set(),
    }


def is_on(night, page, kind):
    """Whether a page is of the kind on which a rule counts."""
    if kind == "any page":
        return True
    rows = night.db.query(
        """SELECT p.url FROM task_pages t JOIN pages p ON p.id = t.page_id
           WHERE t.sureness <> 'unsure'"""
    )
    is_task = page in {place(row["url"]) for row in rows}
    is_named = is_task or (page == "/" and kind != "task pages")
    return not is_named if kind == "other pages" else is_named


def test_what_was_found_in_use_says_how_the_page_was(night):
    rows = night.db.query("SELECT url, audit, state, message FROM open_findings")
    in_use = {name for name, each in load().items() if IN_USE & set(each.needs)} - AS_IT_LOADS
    silent = [
        row
        for row in rows
        if row["audit"] in in_use and not row["state"] and "even at 100 %" not in row["message"]
    ]
    assert silent == []


def test_no_audit_failed_to_run(night):
    rows = night.db.query(
        """SELECT p.url, a.name, o.note FROM outcomes o JOIN pages p ON p.id = o.page_id
           JOIN audits a ON a.id = o.audit_id WHERE o.status = 'error' AND o.ended_run_id IS NULL"""
    )
    assert list(rows) == []


def test_verdicts_agree_with_findings(night):
    rows = night.db.query(
        """SELECT p.url, a.name AS audit, o.status FROM outcomes o JOIN pages p ON p.id = o.page_id
           JOIN audits a ON a.id = o.audit_id
           WHERE o.ended_run_id IS NULL AND o.status IN ('failed', 'needs review')"""
    )
    said = {(place(row["url"]), row["audit"], row["status"]) for row in rows}
    assert said == listed_wrong(night) - told_by_others(night)


def test_findings_name_the_elements_that_are_wrong(night):
    found = found_wrong(night)
    for each in night.truth.wrong:
        if not each.selector:
            continue
        page = html.document_fromstring(night.served[each.page])
        wanted = set(page.cssselect(each.selector))
        rows = found[each.page, each.audit, each.status]
        for row in (row for row in rows if row["audit"] == each.audit):  # witnesses name none
            for selector in [row["selector"], *json.loads(row["more_selectors"])]:
                named = set(page.cssselect(selector))
                assert named, (each, selector)
                assert named <= wanted, (each, selector)


def test_findings_say_what_they_are_about(night):
    found = found_wrong(night)
    for each in night.truth.wrong:
        rows = found[each.page, each.audit, each.status]
        texts = [f"{row['message']} {row['subject']}" for row in rows]
        for words in each.about:
            assert any(words in text for text in texts), (each, texts)
        if each.about:
            assert all(any(words in text for words in each.about) for text in texts), (each, texts)


def test_a_fault_of_a_template_is_one_cause(night):
    pages = Counter(each.audit for each in night.truth.wrong if each.is_one_cause)
    assert pages, "truth.toml lists no such fault"
    for audit, count in pages.items():
        rows = list(night.db.query("SELECT pages FROM open_causes WHERE audit = ?", [audit]))
        assert [row["pages"] for row in rows] == [count]


def test_nothing_but_get_and_head_is_ever_asked(night):
    assert {each.method for each in night.asked} == {"GET", "HEAD"}


def test_the_folder_that_robots_txt_forbids_is_never_asked_for(night):
    asked = [each.target for each in night.asked if each.host == "council"]
    assert len(asked) > len(night.truth.audited)
    assert [target for target in asked if target.startswith("/staff")] == []
    private = [each.target for each in night.asked if each.target.startswith("/private")]
    assert private == []


def test_everybody_who_asks_gives_a_name(night):
    nameless = {each.agent for each in night.asked if "Dropkerb/" not in each.agent}
    assert nameless == set()


def test_addresses_outside_are_judged_fairly(night):
    rows = night.db.query("SELECT url, state, hops FROM targets WHERE kind = 'external'")
    states = {row["url"].removeprefix(night.other_url): (row["state"], row["hops"]) for row in rows}
    assert states == {
        "payments": ("ok", 0),
        "leisure": ("ok", 0),  # refuses HEAD
        "travel": ("ok", 1),
        "grants": ("ok", 2),
        "forms/stall": ("ok", 1),
        "builders": ("broken", 0),
        "advice": ("blocked to robots", 0),
        "private/tenants": ("blocked to robots", 0),
    }


def test_a_link_that_a_script_writes_is_marked_as_such(night):
    rows = night.db.query(
        """SELECT t.url FROM links l JOIN targets t ON t.id = l.target_id
           WHERE l.is_rendered = 1 AND l.ended_run_id IS NULL"""
    )
    assert [place(row["url"]) for row in rows] == ["/roads-and-parking/weir-lane"]


def test_tracking_and_sessions_make_no_new_pages(night):
    rows = night.db.query("SELECT url FROM pages")
    noisy = [
        row["url"] for row in rows if any(word in row["url"].lower() for word in ("utm_", "sess"))
    ]
    assert noisy == []


def test_hostile_titles_are_kept_as_they_are(night):
    rows = night.db.query("SELECT title FROM pages WHERE url LIKE '%/script-in-the-title'")
    assert '<script>document.title = "owned"</script>' in next(rows)["title"]


def test_pages_have_owners(night):
    rows = night.db.query(
        "SELECT owner, count(*) AS pages FROM pages WHERE kind = 'page' GROUP BY owner"
    )
    owners = {row["owner"]: row["pages"] for row in rows}
    assert owners["Press office"] == sum(page.startswith("/news") for page in night.truth.audited)


# --- the second night against the first


def test_pages_that_did_not_change_are_not_sent_again(first, second):
    both = first.etags.keys() & second.etags.keys()
    same = {page for page in both if first.etags[page] == second.etags[page]}
    assert both - same == {
        "/council-tax/discounts",
        "/housing/private-renting",
        "/news",
        "/news?page=2",
    }
    sampled = sum(sample.pages for sample in second.truth.sampled)
    assert second.run["pages_unchanged"] == len(same) + sampled


def test_only_what_is_new_is_called_new(first, second):
    rows = found_wrong(second)
    new = {
        key
        for key, found in rows.items()
        if any(row["first_run_id"] == second.run["id"] for row in found)
    }
    assert new == listed_wrong(second) - listed_wrong(first)


def test_only_what_was_mended_is_called_fixed(first, second):
    gone = first.truth.audited - second.truth.audited
    assert gone == {"/news/library-books"}
    endings = defaultdict(set)
    for row in second.db.query(
        """SELECT p.url, a.name AS audit, f.status, f.ending, f.ended_run_id FROM findings f
           JOIN pages p ON p.id = f.page_id JOIN causes c ON c.id = f.cause_id
           JOIN audits a ON a.id = c.audit_id WHERE f.ended_run_id IS NOT NULL"""
    ):
        assert row["ended_run_id"] == second.run["id"]
        endings[row["ending"]].add((place(row["url"]), row["audit"], row["status"]))
    ended = listed_wrong(first) - listed_wrong(second)
    assert endings["fixed"] == {each for each in ended if each[0] not in gone}
    assert endings["page gone"] == {each for each in ended if each[0] in gone}
    assert set(endings) == {"fixed", "page gone"}


def test_nothing_is_left_unseen(second):
    assert list(second.db.query("SELECT * FROM not_seen")) == []


def test_no_verdict_changed_but_where_the_page_did(first, second):
    changed = {
        place(row["url"])
        for row in second.db.query(
            """SELECT p.url FROM outcomes o JOIN pages p ON p.id = o.page_id
               JOIN audits a ON a.id = o.audit_id
               WHERE a.scope = 'page' AND (o.first_run_id = ? OR o.ended_run_id = ?)""",
            [second.run["id"]] * 2,
        )
    }
    same = {page for page, etag in first.etags.items() if second.etags.get(page) == etag}
    assert changed & same == set()


# --- the report, held to what it tells others to do

# axe's own words, and hard ones that have a plainer one, are quoted as they are.
QUOTES_HARD_WORDS = {"reading-ease", "reading-grade", "reading-level"}
QUOTES_AXE = QUOTES_HARD_WORDS | {"plainer-words"}
# So are the titles of axe's rules and of pages, where they stand as headings.
IS_A_PAPER = {"main-text-length"}  # to print and fill in: as long as there is to tell
QUOTES_TITLES = {"long-headings"}
# What a page says stands in quotation marks, and the titles of our checks are names that stay as
# they are: neither counts as a passive of ours.
QUOTED = re.compile("“[^”<]*”|&#34;[^<]*?&#34;")
QUOTES_A_TITLE = {"long-sentences", "long-sentence-share"}  # of a page that is nothing else
OWN_TEXT = re.compile(r'<blockquote class="own-text".*?</blockquote>', re.DOTALL)


def our_titles():
    """Return what finds the titles of our own checks in a report."""
    titles = [each for audit in load().values() for each in (audit.failure_title, audit.title)]
    return re.compile("|".join(re.escape(str(escape(each))) for each in titles))


def failed_audits(text, address):
    """Return what the audits that a page fails say of it, by their names."""
    artefacts = page_artefacts(text, address, axe=None, axe_error="see tests/reports")
    return {
        judged.rule.id: [f"{each.message} {each.subject}" for each in judged.outcome.findings]
        for judged in judge_page(artefacts)
        if judged.outcome.status is Status.FAILED
    }


@pytest.mark.parametrize("number", [1, 2])
def test_the_report_passes_our_own_audits(nights, number):
    report = nights[number].report
    # The first night's folders of single pages, causes and checks say what the second night's say.
    pages = sorted(report.rglob("*.html") if number == 2 else report.glob("*.html"))
    assert len(pages) > (100 if number == 2 else 15)
    failures = []
    titles = our_titles()
    for page in pages:
        address = f"http://127.0.0.1/{page.relative_to(report)}"
        text = page.read_text("utf-8")
        allowed = QUOTES_TITLES
        if "axe:" in text or page.name.startswith("axe-") or "plainer-words" in text:
            allowed = allowed | QUOTES_AXE
        if page.parent.name == "drafts":
            allowed = allowed | IS_A_PAPER
        if "A title from a form that nobody checked" in text:
            allowed = allowed | QUOTES_A_TITLE
        text = OWN_TEXT.sub("", text)  # of a page, quoted as it is
        failed = failed_audits(text, address)
        if "passive-voice" in failed:
            own = QUOTED.sub("“It”", titles.sub("A fault", text))
            if "passive-voice" not in failed_audits(own, address):
                del failed["passive-voice"]
        failures += [(address, *each) for each in failed.items() if each[0] not in allowed]
    assert failures == []


@pytest.mark.parametrize("night", ["first", "second"])
def test_each_task_is_found_where_it_is_and_ends_as_it_does(night, request):
    record = request.getfixturevalue(night)
    rows = record.db.query(
        """SELECT t.task_id, p.url, t.end_kind, t.end_supplier FROM tasks t JOIN pages p ON p.id = t.page_id
           WHERE t.run_id = ?""",
        [record.run["id"]],
    )
    found = {
        row["task_id"]: (urlsplit(row["url"]).path, row["end_kind"], row["end_supplier"])
        for row in rows
    }
    wanted = task_ends()
    assert {task: found.get(task) for task in wanted} == wanted


def test_the_statement_is_found_and_has_the_faults_that_are_listed(first):
    truth = statement_truth()
    (now,) = first.db.query("SELECT * FROM statement_now")
    assert (place(now["url"]), now["kind"], now["claim"]) == (
        truth["page"],
        "statement",
        truth["claim"],
    )
    assert now["found_by"] == "a link on the home page"
    assert now["grade"] == "fail"
    faults = {
        row["check_id"]: row["verdict"]
        for row in first.db.query(
            "SELECT * FROM statement_verdicts WHERE ended_run_id IS NULL AND is_fault"
        )
        if row["check_id"] not in truth["of_the_site"]
    }
    assert faults == truth["faults"]
    drift = {row["criterion"] for row in first.db.query("SELECT * FROM statement_drift")}
    assert drift.isdisjoint(truth["criteria"])
    assert len(drift) > 20
