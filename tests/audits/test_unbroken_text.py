"""unbroken-text: advice about walls of text."""

import time

import pytest

from audits.checks.unbroken_text import unbroken_text

P = f"<p>{'We empty your bin each week. ' * 20}</p>"  # 120 words


@pytest.fixture
def judged(artefacts):
    return lambda html: unbroken_text(artefacts(html)["document"])


@pytest.mark.parametrize(
    "html",
    [
        f"<h1>Bins</h1>{P * 3}<h2>Bags</h2>{P * 3}",
        f"<h1>Bins</h1>{P * 3}<ul><li>Bags</li></ul>{P * 3}",
        P,
        f"<ul>{P.replace('p>', 'li>') * 9}</ul><ol><li>{P * 9}</li></ol>",
        f"{P * 3}<img src=a alt=b>{P * 3}<table><tr><td>{P * 9}</table>",
        f"<aside>{P * 9}</aside><nav>{P * 9}</nav>{P}",
    ],
)
def test_passes_texts_that_are_short_or_parted(judged, html):
    outcome = judged(html)
    assert (outcome.status, outcome.findings) == ("passed", ())


def test_is_not_applicable_without_a_text(judged):
    assert judged("").status == "not applicable"


def test_advises_on_a_long_run(judged):
    outcome = judged(f"<h1>Bins</h1>{P * 4}")
    assert (outcome.status, outcome.value) == ("failed", 480)
    (finding,) = outcome.findings
    assert finding.message == "480 words follow one another without a heading or a list."
    assert finding.selector == "#main > p:nth-of-type(1)"


def test_advises_on_a_long_paragraph(judged):
    outcome = judged(f"<p>{'We empty your bin each week. ' * 40}</p>")
    assert outcome.status == "failed"
    assert outcome.findings[0].message.startswith("A paragraph has 240 words: “We empty")


def test_stays_quick_on_hostile_pages(judged):
    start = time.process_time()
    judged("<p>word word</p>" * 6_000)
    assert time.process_time() - start < 6
