"""british-spelling: mistakes fail, likely ones are asked about, names of the site are neither."""

import pytest

from audits.checks import british_spelling as module
from audits.checks.british_spelling import british_spelling
from audits.derive.site import SitePage
from audits.derive.spelling import PageWords, UnknownWord, WordListMissingError

HOST = "https://town.example/"


def told(*words, is_name=False):
    return PageWords(
        80,
        tuple(
            UnknownWord(word, is_name, 1, "#p", "main", f"A sentence with {word}.")
            for word in words
        ),
    )


def judged(*pages, is_complete=True):
    words = {f"{HOST}{number}": page for number, page in enumerate(pages)}
    outcomes = british_spelling({url: SitePage(url) for url in words}, words, is_complete)
    return list(outcomes.values())


@pytest.mark.parametrize(
    "page",
    [
        told(),
        told("xqzvkwpt", "dselect"),
        told("tannerswick", is_name=True),
        told("accidential", is_name=True),
    ],
)
def test_passes_names_and_what_no_word_is_near(page):
    assert [each.status for each in judged(page)] == ["passed"]


def test_is_not_applicable_without_english():
    assert [each.status for each in judged(PageWords())] == ["not applicable"]


def test_a_word_that_is_a_name_on_three_pages_is_one_everywhere():
    name = told("accidential", is_name=True)
    assert [each.status for each in judged(told("accidential"), name, name)] == [
        "needs review",
        "passed",
        "passed",
    ]
    assert {each.status for each in judged(told("accidential"), name, name, name)} == {"passed"}


@pytest.mark.parametrize(("word", "right"), [("color", "colour"), ("recieved", "received")])
def test_fails_american_spellings_and_common_mistakes(word, right):
    (outcome,) = judged(told(word))
    assert (outcome.status, outcome.value, outcome.unit) == ("failed", 1, "words")
    (finding,) = outcome.findings
    assert (finding.subject, finding.selector, finding.region) == (word, "#p", "")
    assert f"“{right}”" in finding.message


def test_asks_about_a_likely_mistake():
    (outcome,) = judged(told("accidential"))
    assert (outcome.status, outcome.value) == ("needs review", 0)
    assert outcome.findings[0].message.startswith("Is “accidential” meant to be “accidental”?")


def test_says_on_how_many_pages_a_word_of_the_site_is():
    outcomes = judged(*[told("accidential")] * 5)
    assert "on 5 pages" in outcomes[0].findings[0].message


def test_after_half_a_run_only_what_is_odd_is_told():
    first, second = judged(told("color"), told(), is_complete=False)
    assert first.status == "failed"
    assert second.holds


def test_without_a_dictionary_nothing_is_tested(monkeypatch):
    def missing():
        raise WordListMissingError("the dictionary is not installed")

    monkeypatch.setattr(module, "load_words", missing)
    (outcome,) = judged(told("color"))
    assert (outcome.status, outcome.holds) == ("not applicable", True)
    assert "not tested" in outcome.note
