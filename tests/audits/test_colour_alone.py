"""colour-alone: texts that give a colour a meaning are asked about."""

import time

import pytest

from audits.checks.colour_alone import colour_alone
from audits.derive.document import Document


def judged(html):
    return colour_alone(Document(f"<body><main>{html}</main></body>", "https://x.test/"))


@pytest.mark.parametrize(
    "text",
    [
        *("Put the green bin out by 7am.", "Green bins are for grass.", "Use your red card."),
        *("Fields marked with a red star are required.", "The Green Party won two seats."),
        *("Required fields are marked in red with an asterisk (*).", "Lines in red ink, please."),
        *("Roads with double yellow lines in blue zones.", "The red lights mean stop."),
        *("We read all the letters.", "Choose a grey paint.", "Areas of green space are few."),
        *("Dates shown in red have an icon too.", "Red"),
    ],
)
def test_passes_texts_in_which_colours_mean_nothing_on_the_page(text):
    assert judged(f"<p>{text}</p>").status == "passed"


def test_is_not_applicable_to_an_empty_page():
    assert colour_alone(Document("", "https://x.test/")).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Fields in red are required.</p>",
        "<p>The dates shown in green are free.</p>",
        "<li>Items marked in red have sold out</li>",
        "<p><span style='color: red'>Required</span> fields are red: items in red are needed</p>",
        "<td>Red means that the road is closed</td>",
        "<label>Name (mandatory in red)</label>",
        "<div>Green dates are free</div>",
    ],
)
def test_asks_about_texts_that_give_a_colour_a_meaning(html):
    outcome = judged(html)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.region, finding.status) == ("main", "needs review")
    assert finding.message.endswith("?")


def test_is_quick_on_a_page_of_spans():
    page = "<div>" + "<span>items in red" * 20_000 + "</div>"
    started = time.monotonic()
    judged(page)
    assert time.monotonic() - started < 2
