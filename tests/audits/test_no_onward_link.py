"""no-onward-link: whether the main content offers a next step."""

import pytest

from audits.checks.no_onward_link import no_onward_link
from audits.derive.page import page_artefacts

TEXT = "<h1>Bins</h1><p>We empty your bin each week.</p>"


def judged(found):
    return no_onward_link(found["main_text"], found["document"], found["title"])


@pytest.mark.parametrize(
    "way",
    [
        "<p><a href='/pay'>Pay</a></p>",
        "<a href='https://other.test/'>Book</a>",
        "<a href='mailto:bins@example.test'>Write to us</a>",
        "<a href='tel:02079460000'>Ring us</a>",
        "<a href='/files/form.pdf'>The form</a>",
        "<form action='/search'><input name='q'></form>",
        "<button>Start now</button>",
        "<a href='javascript:start()' role='button'>Start now</a>",
        "<iframe src='https://other.test/form' title='Form'></iframe>",
        "<a href='/bins?step=2'>Next</a>",
        "<div hidden='until-found'><a href='/pay'>Pay</a></div>",
    ],
)
def test_passes_content_that_leads_on(artefacts, way):
    assert judged(artefacts(TEXT + way)).status == "passed"


@pytest.mark.parametrize(
    "pager",
    [
        "<li class='next'><a href='/two'><strong>Next</strong></a></li>",
        "<a href='/two'>Next: what it costs »</a>",
        "<a href='/zero'>« Previous page</a>",
        "<a rel='next' href='/two'>What it costs</a>",
    ],
)
def test_passes_a_part_of_a_series(pager):
    html = f"<title>T</title><body><main>{TEXT}</main><nav><ul>{pager}</ul></nav></body>"
    assert judged(page_artefacts(html, "https://example.test/bins", axe=None)).status == "passed"


@pytest.mark.parametrize(
    "other", ["<a href='#two'>Next</a>", "<a href='/x'>Nextdoor</a>", "<a href='/bins'>Next</a>"]
)
def test_fails_where_no_next_part_is_there(other):
    html = f"<title>T</title><body><main>{TEXT}</main><nav>{other}</nav></body>"
    assert judged(page_artefacts(html, "https://example.test/bins", axe=None)).status == "failed"


def test_is_not_applicable_without_content(artefacts):
    assert judged(artefacts("")).status == "not applicable"


@pytest.mark.parametrize(
    "no_way",
    [
        "",
        "<a href='#top'>Back to top</a>",
        "<a href='/bins'>Bins</a>",
        "<a href='https://example.test/bins/#costs'>Costs</a>",
        "<a href='javascript:print()'>Print</a>",
        "<a href='/'>Home</a>",
        "<a href='/print/bins'>Print this page</a>",
        "<a href='https://social.test/?u=x'>Share on Chirper</a>",
        "<a>Pay</a>",
        "<p hidden><a href='/pay'>Pay</a></p>",
        "<nav><a href='/pay'>Pay</a></nav>",
        "<div class='related-links'><a href='/pay'>Pay</a></div>",
        "<div class='page-feedback'><form><button>Yes</button></form></div>",
        "<ol class='breadcrumb'><li><a href='/services'>Services</a></li></ol>",
    ],
)
def test_fails_content_that_leads_nowhere(artefacts, no_way):
    outcome = judged(artefacts(TEXT + no_way, title="Bins - Council"))
    assert outcome.status == "failed"
    finding = outcome.findings[0]
    assert (finding.selector, finding.region, finding.subject) == (
        "#main",
        "main",
        "Bins - Council",
    )
