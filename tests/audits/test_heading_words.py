"""heading-words: only asks, about headings that say nothing, say it twice, or fit nothing."""

import time

import pytest

from audits.checks.heading_words import heading_words

TEXT = "<p>We empty your bin each week, from Monday to Friday.</p>"


@pytest.fixture
def judged(artefacts):
    def judge(main, **words):
        made = artefacts(main, **words)
        return heading_words(made["headings"], made["main_text"], made["title"])

    return judge


@pytest.mark.parametrize(
    "html",
    [
        f"<h1>Your bins</h1>{TEXT}",
        f"<h1>Refuse</h1>{TEXT}<h2>Refuse sacks</h2>",
        f"<h1>Rubbish</h1>{TEXT}",  # the title says it too
        "<h1>Weather</h1><p>Rain.</p>",
        f"<h1>Bins</h1><h2>Grey</h2><h3>Sizes</h3>{TEXT}<h2>Green</h2><h3>Sizes</h3>{TEXT}",
        f"<h1>Bins</h1><h2>Title deeds</h2>{TEXT}<h2>Section 106</h2>{TEXT}<h2>More help</h2>",
        f"<h1>Bins</h1><nav><h2>Menu</h2><h2>Menu</h2></nav>{TEXT}",
        f"<h1>Bins</h1><h2></h2><h2> </h2>{TEXT}",
        f"<h1>Bins</h1>{TEXT}<h2>!</h2><h2>?</h2>",
        f"<h1>Bins</h1>{TEXT}<h2>Note</h2>{TEXT}<h2>Note</h2>{TEXT}",
        "<h1>For you</h1><p>We open at nine each day, come and see.</p>",
    ],
)
def test_passes_headings_that_tell(judged, html):
    outcome = judged(html, title="Rubbish and bins")
    assert (outcome.status, outcome.findings) == ("passed", ())


def test_is_not_applicable_without_headings(judged):
    assert judged(TEXT).status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f"<h1>Bins</h1><h2 id='t'>Heading 2</h2>{TEXT}", "“Heading 2” is a heading."),
        (f"<h1>Bins</h1><h2 id='t'>Untitled</h2>{TEXT}", "“Untitled” is a heading."),
        (f"<h1>Bins</h1><h2 id='t'>Insert title here</h2>{TEXT}", "is a heading."),
        (f"<h1>Bins</h1><h2 id='t'>Lorem ipsum dolor</h2>{TEXT}", "is a heading."),
        (
            f"<h1>Bins</h1><h2>Information</h2>{TEXT}<h2 id='t'>Information</h2>{TEXT}",
            "2 headings beside each other say “Information”",
        ),
        (
            "<h1 id='t'>Weather</h1><p>We are open Monday through Friday from 10 to 16</p>",
            "“Weather” shares no word",
        ),
        (
            "<div id='t' role='heading' aria-level='1'>Weather</div><p>We are open Monday to Friday.</p>",
            "“Weather” shares no word",
        ),
        (
            "<span id='t' role='heading' aria-level='1'>Weather</span><p>We are open from Monday to Friday.</p>",
            "“Weather” shares no word",
        ),
    ],
)
def test_asks_about_headings_that_may_not_tell(judged, html, words):
    outcome = judged(html)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.selector, finding.status) == ("#t", "needs review")
    assert words in finding.message
    assert finding.message.endswith("?")


def test_stays_quick_on_hostile_pages(judged):
    start = time.process_time()
    outcome = judged("<h2>Title</h2><h3>Same</h3><h3>Same</h3>" * 3_000)
    assert len(outcome.findings) == 20
    assert time.process_time() - start < 6
