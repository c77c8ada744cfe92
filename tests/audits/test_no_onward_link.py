"""no-onward-link: whether the main content offers a next step."""

import pytest

from audits.checks.no_onward_link import no_onward_link

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
