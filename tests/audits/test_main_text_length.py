"""main-text-length: the words of the main text, up to ten minutes of reading."""

import pytest

from audits.checks.main_text_length import MOST_WORDS, main_text_length


def judged(found):
    return main_text_length(found["main_text"], found["title"])


@pytest.mark.parametrize("words", [30, 400, MOST_WORDS])
def test_passes_with_the_number_of_words(artefacts, words):
    outcome = judged(artefacts(f"<p>{'bin ' * words}</p>"))
    assert (outcome.status, outcome.value, outcome.unit) == ("passed", words, "words")


@pytest.mark.parametrize("main", ["", "<p>Search</p>", f"<nav><p>{'bin ' * 3000}</p></nav>"])
def test_is_not_applicable_where_there_is_no_text_to_speak_of(artefacts, main):
    assert judged(artefacts(main)).status == "not applicable"


def test_fails_a_text_of_more_than_ten_minutes(artefacts):
    outcome = judged(artefacts(f"<p>{'bin ' * (MOST_WORDS + 1)}</p>"))
    assert (outcome.status, outcome.value) == ("failed", MOST_WORDS + 1)
    assert "10 minutes" in outcome.findings[0].message
