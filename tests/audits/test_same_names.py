"""same-names: asks where a page has no name for a thing that the others know."""

import time

import pytest

from audits.checks.same_names import same_names
from audits.derive.menus import Menu, SiteMenus
from audits.derive.site import SitePage

HOME = "https://x.test/"
USUAL = Menu(
    "header",
    "",
    (
        ("https://x.test/a", "Your account"),
        ("https://x.test/b", "Bins"),
        ("button https://x.test/s", "Search"),
        (HOME, "Town council"),
        ("tel:01632", "01632 960"),
    ),
)


def judged(*odd, language="en"):
    menus = {0: USUAL, 1: Menu(*odd)}
    on_pages = {"/1": (0,), "/2": (0,), "/3": (0,), "/odd": (1,)}
    pages = {url: SitePage(url, language="en-GB") for url in on_pages}
    pages["/odd"] = SitePage("/odd", language=language)
    outcomes = same_names(pages, SiteMenus(menus, on_pages), HOME, is_complete=True)
    assert {outcomes[url].status for url in ("/1", "/2", "/3")} == {"passed"}
    return outcomes["/odd"]


@pytest.mark.parametrize(
    "items",
    [
        [("https://x.test/a", "Your account")],
        [("https://x.test/a", "My account")],
        [("https://x.test/a", "Sign in"), ("https://x.test/a", "Your account")],
        [("https://x.test/c", "Sign in")],
        [("https://x.test/b", "Next page")],
        [("https://x.test/b", "B-i ns")],
        [(HOME, "Home"), ("https://x.test/b", "BINS")],
        [("tel:01632", "Call us"), ("https://x.test/b", "Bins")],
    ],
)
def test_passes_the_same_name_and_names_alike(items):
    outcome = judged("header", "", tuple(items))
    assert (outcome.status, outcome.findings) == ("passed", ())


def test_passes_another_language_and_another_place():
    items = (("https://x.test/b", "Rubbish"),)
    assert judged("header", "", items, language="cy").status == "passed"
    assert judged("footer", "", items).status == "passed"


def test_is_not_applicable_without_links():
    assert judged("finder", "", (("https://x.test/b", "search"),)).status == "not applicable"


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (
            ("https://x.test/b", "Rubbish"),
            "The link “Rubbish” has the name “Bins” on most pages. Do people know that it is the same?",
        ),
        (
            ("button https://x.test/s", "Go"),
            "The button “Go” has the name “Search” on most pages. Do people know that it is the same?",
        ),
    ],
)
def test_asks_about_another_name(item, message):
    outcome = judged("header", "", (item,))
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.message, finding.region) == (message, "header")


def test_is_quick_on_big_sites():
    start = time.process_time()
    items = tuple((f"https://x.test/{n}", f"Name {n}") for n in range(60))
    menus = {n: Menu("nav", "", (*items, ("https://x.test/z", str(n)))) for n in range(1_000)}
    on_pages = {f"/{n}": (n % 1_000, (n + 1) % 1_000) for n in range(5_000)}
    same_names(
        {url: SitePage(url) for url in on_pages}, SiteMenus(menus, on_pages), HOME, is_complete=True
    )
    assert time.process_time() - start < 6
