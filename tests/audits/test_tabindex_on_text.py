"""tabindex-on-text: asks about text that takes the focus, if nothing says that it is more."""

import time

import pytest

from audits.checks.tabindex_on_text import tabindex_on_text
from audits.derive.document import Document


def judged(html):
    return tabindex_on_text(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


@pytest.mark.parametrize(
    "html",
    [
        "<h1 tabindex='-1'>Bins</h1>",
        "<div tabindex='0' role='button'>Open</div>",
        "<span tabindex='0' onclick='x()'>Open</span>",
        "<div tabindex='0' data-toggle='tip'>Bins</div>",
        "<span tabindex='0' aria-haspopup='true'>Bins</span>",
        "<pre tabindex='0'>Code</pre>",
        "<div tabindex='0' class='table-overflow'>Bins</div>",
        "<div tabindex='0' style='overflow: auto'>Bins</div>",
        "<div tabindex='0'><table><tr><td>Bins</table></div>",
        "<li tabindex='0'><a href='/a'>Bins</a></li>",
        f"<div tabindex='0'>{'Bins ' * 100}</div>",
        "<a tabindex='0' href='/a'>Bins</a><button tabindex='0'>Bins</button>",
        "<p tabindex='0' hidden>Bins</p><p tabindex='0'></p><p tabindex='x'>Bins</p>",
        "<my-menu tabindex='0'>Bins</my-menu>",
        "<div tabindex='0' contenteditable>Bins</div>",
    ],
)
def test_passes_what_may_be_used(html):
    outcome = judged(html)
    assert (outcome.status, outcome.findings) == ("passed", ())


def test_is_not_applicable_without_tabindex():
    assert judged("<p>Bins</p>").status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        "<p id='t' tabindex='0'>We empty your bins</p>",
        "<h2 id='t' tabindex='1'>We empty <b>your bins</b></h2>",
        "<div id='t' tabindex='0' class='box'><p>We empty your bins</p></div>",
        "<img id='t' tabindex='0' alt='We empty your bins' src='a'>",
    ],
)
def test_asks_about_text_that_takes_the_focus(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("needs review", 1)
    (finding,) = outcome.findings
    assert finding.selector == "#t"
    assert finding.message == "The Tab key stops at “We empty your bins”. What can people do there?"


@pytest.mark.parametrize(
    "html",
    ["<p tabindex=0>Bins</p>" * 5_000, "<div tabindex=0>" * 3_000, "<p tabindex=0>a<b>" * 900],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 4
