"""long-paragraphs: more than five sentences in one."""

import pytest

from audits.checks.long_paragraphs import long_paragraphs

SENTENCE = "We empty each bin in the street once a week, early in the morning. "  # 14 words


def judged(found):
    return long_paragraphs(found["prose"], found["document"])


@pytest.mark.parametrize(
    "main",
    [
        f"<p>{SENTENCE * 5}</p><p>{SENTENCE * 5}</p>",
        "<p>Paper. Card. Tins. Glass. Plastic. Foil. That is all.</p>",
        f"<ul>{f'<li>{SENTENCE}</li>' * 20}</ul>",
        f"<p>{SENTENCE * 3}<br>{SENTENCE * 3}</p>",
    ],
)
def test_passes_short_paragraphs_lists_and_many_tiny_sentences(artefacts, main):
    assert judged(artefacts(main)).status == "passed"


def test_is_not_applicable_without_sentences(artefacts):
    assert judged(artefacts("<h1>Bins</h1>")).status == "not applicable"


def test_fails_six_sentences(artefacts):
    outcome = judged(artefacts(f"<p>{SENTENCE}</p><p>{SENTENCE * 6}</p><p>{SENTENCE * 7}</p>"))
    assert (outcome.status, outcome.value, outcome.unit) == ("failed", 2, "paragraphs")
    assert [finding.selector for finding in outcome.findings] == [
        "#main > p:nth-of-type(3)",
        "#main > p:nth-of-type(2)",
    ]
    assert "7 sentences" in outcome.findings[0].message
