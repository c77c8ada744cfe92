"""Trouble on the server for a night: nothing is taken as fixed, gone or new."""

import shutil
from functools import partial

import pytest

from tests.crawler.crawls import ask
from tests.crawler.loopback import Answering, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = ["/", "/bins", "/tax", "/parks", "/schools", "/roads", "/roads/potholes"]
LINKS = {"/": PAGES[1:6], "/roads": ["/roads/potholes"], "/bins": ["/gone"]}
OPEN = """SELECT p.url, c.key, f.status, f.first_run_id FROM findings f
    JOIN pages p ON p.id = f.page_id JOIN causes c ON c.id = f.cause_id
    WHERE f.ended_run_id IS NULL ORDER BY 1, 2"""


class Town(Answering):
    """A small site; the server's `trouble` maps paths, or "*", to (status, where to, body)."""

    def answer(self):
        trouble = self.server.trouble
        status, where, body = trouble.get(self.path) or trouble.get("*") or self.usual()
        headers = {"Content-Type": "text/html"}
        return status, {**headers, "Location": where} if where else headers, body

    def usual(self):
        if self.path == "/sitemap.xml":
            return 200, "", "\n".join(f"{self.server.url}{path}" for path in PAGES).encode()
        if self.path not in PAGES:
            return 404, "", b"no"
        links = "".join(f"<li><a href='{to}'>To {to}</a>" for to in LINKS.get(self.path, ()))
        return 200, "", page(f"Page {self.path}", f"<img src='/x.png'><ul>{links}</ul>")


def page(title, body):
    return (
        f"<!doctype html><html lang=en><title>{title}</title><main><h1>{title}</h1>{body}</main>"
    ).encode()


REPAIR = (200, "", page("Back soon", "<p>We are mending it.</p>"))


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """The server, and a folder with the record of one good night."""
    with serving(Town, trouble={}, folder=tmp_path_factory.mktemp("town")) as server:
        yield server


@pytest.fixture
def night(town, dropkerb, tmp_path):
    """Crawl in a folder of the test's own, in which the first good night is on record."""

    def crawl(trouble, *options, folder=tmp_path):
        town.trouble = trouble
        asked = ("crawl", f"{town.url}/", "--rate", "0", "--quiet", *options)
        done = dropkerb(*asked, cwd=folder, env={"DROPKERB_TRY_OUT": "0"})
        assert "Traceback" not in done.stderr
        return done

    if not (town.folder / "dropkerb.db").exists():
        assert crawl({}, folder=town.folder).returncode == 0
    shutil.copy(town.folder / "dropkerb.db", tmp_path)
    return crawl


@pytest.fixture
def rows(tmp_path):
    return partial(ask, tmp_path)


@pytest.mark.parametrize(
    "trouble",
    [
        {"*": (404, "", b"no")},
        {"*": (302, "/repair", b""), "/repair": REPAIR},
        {"*": REPAIR},
    ],
    ids=["404 everywhere", "sent to a repair page", "a repair page everywhere"],
)
def test_a_night_of_repair_changes_nothing(night, rows, trouble):
    before = rows(OPEN)
    assert len(before) > len(PAGES)
    done = night(trouble)
    assert done.returncode == 3
    assert "Nothing was taken as fixed or gone" in done.stderr
    assert rows(OPEN) == before
    assert rows("SELECT status, pages_audited FROM runs")[1] == ("failed", 0)
    assert rows("SELECT value FROM run_totals WHERE run_id = 2 AND measure = 'new findings'") in (
        [],
        [(0,)],
    )
    assert night({}).returncode == 0
    assert rows(OPEN) == before
    assert rows("SELECT count(*) FROM findings WHERE first_run_id > 1 OR ended_run_id > 0") == [
        (0,)
    ]


def test_a_site_that_was_rebuilt_is_believed_the_second_night(night, rows):
    assert night({"*": REPAIR}).returncode == 3
    assert night({"*": REPAIR}).returncode == 0
    assert rows("SELECT count(*) FROM findings WHERE ending = 'fixed'")[0][0] > len(PAGES)


def test_a_section_page_in_error_makes_no_orphans(night, rows):
    before = rows(OPEN)
    night({"/roads": (503, "", b"busy")})
    assert rows(OPEN) == before
    assert rows("SELECT click_depth FROM pages WHERE url LIKE '%/potholes'") == [(2,)]


def test_a_start_page_that_is_missing(night, rows):
    before = [row for row in rows(OPEN) if not row[0].endswith("/")]
    done = night({"/": (404, "", b"no")})
    assert done.returncode == 2, done.stderr
    notes = [said for (said,) in rows("SELECT message FROM run_notes WHERE run_id = 2")]
    assert any("start page could not be judged: The server answered 404" in said for said in notes)
    assert any("site as a whole was not judged" in said for said in notes)
    assert rows(OPEN) == before
    (status, reason) = rows("SELECT status, reason FROM runs")[1]
    assert (status, "start page" in reason) == ("partial", True)


def test_a_page_that_comes_back_is_found_though_nothing_links_to_it(night, rows):
    gone = {"/roads/potholes": (404, "", b"no"), "/sitemap.xml": (404, "", b"no")}
    gone["/roads"] = (200, "", page("Page /roads", ""))
    night(gone)
    back = {key: gone[key] for key in ("/sitemap.xml", "/roads")}
    night(back)
    assert rows("SELECT kind, audited_run_id FROM pages WHERE url LIKE '%/potholes'") == [
        ("page", 3)
    ]


def test_few_pages_after_a_full_run_end_nothing(night, rows):
    before = rows(OPEN)
    assert night({}, "--max-pages", "2").returncode == 2
    assert rows(OPEN) == before


def test_a_link_that_could_not_be_checked_tonight_is_not_mended(night, rows):
    broken = "SELECT count(*) FROM open_findings WHERE audit = 'broken-links'"
    before = rows(broken)
    assert before[0][0] > 0
    night({"/gone": (503, "", b"busy")})
    assert rows(broken) == before
