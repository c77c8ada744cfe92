"""long-sentences: each sentence of more than 25 words, and only those."""

import pytest

from audits.checks.long_sentences import long_sentences
from audits.derive.wording import MOST_FINDINGS

TWENTY_FIVE = " ".join(f"Word{number}" for number in range(24)) + " end."
TWENTY_SIX = " ".join(f"Word{number}" for number in range(25)) + " end."


def judged(found):
    return long_sentences(found["readability"], found["prose"], found["document"])


@pytest.mark.parametrize(
    "main",
    [
        f"<p>{TWENTY_FIVE} The bins are free. </p>",
        "<ul>" + "<li>a short point about the bins with no full stop</li>" * 10 + "</ul>",
        "<h2>" + TWENTY_SIX * 3 + "</h2>",
    ],
)
def test_passes_short_sentences_points_and_headings(artefacts, easy_text, main):
    outcome = judged(artefacts(f"<p>{easy_text}</p>{main}"))
    assert (outcome.status, outcome.value, outcome.unit) == ("passed", 0, "sentences")


def test_is_not_applicable_to_short_texts(artefacts):
    assert judged(artefacts(f"<p>{TWENTY_SIX}</p>")).status == "not applicable"


def test_fails_with_each_long_sentence_as_a_finding_of_its_own(artefacts, easy_text):
    outcome = judged(artefacts(f"<p>{easy_text}{TWENTY_SIX} Short one.</p><p>Now {TWENTY_SIX}</p>"))
    assert (outcome.status, outcome.value) == ("failed", 2)
    assert [finding.subject for finding in outcome.findings] == [f"Now {TWENTY_SIX}", TWENTY_SIX]
    assert "27 words" in outcome.findings[0].message
    assert outcome.findings[0].region == "main"
    assert [finding.selector for finding in outcome.findings] == [
        "#main > p:nth-of-type(2)",
        "#main > p:nth-of-type(1)",
    ]


def test_says_the_same_sentence_once_but_counts_it_each_time(artefacts, easy_text):
    outcome = judged(artefacts(f"<p>{easy_text}</p><p>{TWENTY_SIX}</p><p>{TWENTY_SIX}</p>"))
    assert (outcome.value, len(outcome.findings)) == (2, 1)


def test_tells_no_more_than_the_longest(artefacts, easy_text):
    many = "".join(f"<p>Number{number} {TWENTY_SIX}</p>" for number in range(MOST_FINDINGS + 10))
    outcome = judged(artefacts(f"<p>{easy_text}</p>{many}"))
    assert (outcome.value, len(outcome.findings)) == (MOST_FINDINGS + 10, MOST_FINDINGS)
