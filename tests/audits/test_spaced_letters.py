"""spaced-letters: words whose letters stand apart."""

import time

import pytest

from audits.checks.spaced_letters import spaced_letters
from audits.derive.document import Document


def judged(html):
    return spaced_letters(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Welcome</h2>",
        "<h2 style='letter-spacing:.4em'>WELCOME</h2>",
        "<p>A B C D E F G H I</p>",  # an index
        "<ul><li>W<li>e<li>l<li>c<li>o<li>m<li>e</ul>",
        "<p>I a m</p>",
        "<p>X X X X X X</p>",
        "<p>Bands B, C, D, E and A</p>",
        "<p>Call 0 1 2 3 4 5</p>",
        "<p>T R C D F G</p>",  # no word
        "<pre>W e l c o m e</pre>",
        "<p>Do not write “W e l c o m e”.</p>",
    ],
)
def test_passes_words_and_rows_of_letters(html):
    assert judged(html).status in {"passed", "not applicable"}


def test_is_not_applicable_without_text():
    assert judged("").status == "not applicable"


@pytest.mark.parametrize(
    "word", ["W e l c o m e", "T I M E S", "c r o e s o", "P&nbsp;a&nbsp;r&nbsp;k&nbsp;s"]
)
def test_fails_a_word_with_spaces_in_it(word):
    outcome = judged(f"<h2 id='a'>{word}</h2>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#a"


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged(f"<p>{'a b ' * 100_000}</p>")
    judged("<p>W e l c o m e</p>" * 5_000)
    assert time.process_time() - start < 6
