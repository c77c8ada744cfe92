"""long-headings: more than 65 characters."""

import pytest

from audits.checks.long_headings import MOST_CHARACTERS, long_headings

LONGEST = "a" * 32 + " " + "b" * 32


def judged(found):
    return long_headings(found["main_text"], found["document"])


@pytest.mark.parametrize(
    "main",
    [
        f"<h1>{LONGEST}</h1>",
        f"<h2>12.1.3. {LONGEST}</h2>",
        f"<h2>Bins</h2><p>{LONGEST * 3}</p>",
    ],
)
def test_passes_short_headings(artefacts, main):
    assert len(LONGEST) == MOST_CHARACTERS
    assert judged(artefacts(main)).status == "passed"


def test_is_not_applicable_without_headings(artefacts):
    assert judged(artefacts("<p>Bins</p>")).status == "not applicable"


def test_fails_long_headings(artefacts):
    outcome = judged(artefacts(f"<h1>Bins</h1><h2 id='long'>{LONGEST}c</h2>"))
    assert (outcome.status, outcome.value, outcome.unit) == ("failed", 1, "headings")
    assert outcome.findings[0].selector == "#long"
    assert "66 characters" in outcome.findings[0].message
