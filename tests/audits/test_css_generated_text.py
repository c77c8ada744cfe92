"""css-generated-text: sentences that a style writes are wrong, a word or two is asked about."""

import pytest

from audits.checks.css_generated_text import css_generated_text
from audits.derive.document import Document

PAGE = Document("<main><p id='a'>Bins</p></main>", "https://x.test/")


def judged(*words):
    made = [{"selector": "#a", "html": "<p id='a'>", "words": each, "count": 2} for each in words]
    return css_generated_text({"made": made}, PAGE)


@pytest.mark.parametrize("told", [{}, {"made": []}, {"made": [3]}])
def test_passes_pages_whose_styles_write_nothing(told):
    assert css_generated_text(told, PAGE).status == "passed"


@pytest.mark.parametrize("words", ["Please note that we close on Friday.", "Closed until May:"])
def test_fails_words_that_say_something(words):
    outcome = judged(words)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].elements == 2


def test_asks_about_a_word_or_two():
    outcome = judged("New", "opens in new tab")
    assert outcome.status == "needs review"
    assert all(each.message.endswith("?") for each in outcome.findings)
