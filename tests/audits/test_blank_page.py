"""blank-page: nothing on the page after its scripts ran."""

import pytest

from audits.checks.blank_page import blank_page
from audits.derive.page import page_artefacts


def said(artefacts, main):
    found = artefacts(main)
    return blank_page(found["main_text"], found["document"], found["title"])


@pytest.mark.parametrize(
    "main",
    [
        "<h1>Bins</h1>",
        f"<p>Loading bay: where lorries stop. {'It is open all day. ' * 8}</p>",
        "<img src='/map.png' alt=''>",
        "<canvas></canvas>",
        "<iframe src='https://maps.test/' title='Map'></iframe>",
        "<button>Start</button>",
        "<input type='search'>",
        "<a href='/pay'><img src='/pay.png' alt='Pay'></a>",
    ],
)
def test_passes_pages_with_something_on_them(artefacts, main):
    assert said(artefacts, main).status == "passed"


@pytest.mark.parametrize("said", ["<h1>Bins</h1>", "<p>We empty the bins each week.</p>"])
def test_a_page_that_says_it_all_in_its_header_is_not_empty(said):
    found = page_artefacts(f"<body><header>{said}</header>", "https://town.test/a", axe=None)
    assert blank_page(found["main_text"], found["document"], "T").status == "passed"


@pytest.mark.parametrize("main", ["", "<div></div>", "<p hidden>Bins</p>", "<img hidden src='x'>"])
def test_fails_an_empty_page(artefacts, main):
    assert said(artefacts, main).status == "failed"


@pytest.mark.parametrize("body", ["", "<body>"])
def test_menus_around_it_do_not_fill_it(body):
    html = f"<title>T</title>{body}<header><a href='/'>Town</a><img src=x></header><main></main>"
    found = page_artefacts(html, "https://town.test/a", axe=None)
    assert blank_page(found["main_text"], found["document"], "T").status == "failed"


@pytest.mark.parametrize(
    "main",
    [
        "<p>Loading...</p>",
        "<p>Please enable JavaScript to use this page.</p>",
        "<p>Server error</p>",
    ],
)
def test_asks_about_a_page_that_waits(artefacts, main):
    outcome = said(artefacts, main)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")
