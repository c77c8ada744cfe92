"""Measures over our own sentences, and a clear error where syllables cannot be counted."""

from concurrent.futures import ThreadPoolExecutor

import nltk
import pytest
import textstat

from audits.derive import readability, syllables
from audits.derive.language import Language
from audits.derive.main_text import Block, MainText
from audits.derive.missing import Missing
from audits.derive.page import page_artefacts
from audits.derive.prose import prose_of
from audits.derive.syllables import DictionaryMissingError
from audits.run import judge_page

ENGLISH = Language("en", "en", is_sure=True)
EASY = "We empty your bin each week. Put it out by six. We do not take glass from the bin. "


def readability_of(main, language):
    return readability.readability_of(prose_of(main, language))


def main_of(*texts, kind="paragraph"):
    return MainText([Block(kind, text) for text in texts])


def test_known_texts_have_their_known_scores():
    text = "The cat sat on the mat. " * 20  # 6 words and 6 syllables a sentence
    found = readability_of(main_of(text.strip()), ENGLISH)
    assert found.reading_ease == pytest.approx(206.835 - 1.015 * 6 - 84.6 * 1)
    assert found.grade == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert (found.words, found.sentences) == (120, 20)


def test_dots_inside_a_sentence_do_not_make_it_easier():
    plain = "We charge fifty pounds for each bag that you leave here. " * 12
    dotted = "We charge £1.50, i.e. fees, for each bag that you leave. " * 12
    assert readability_of(main_of(dotted), ENGLISH).sentences == 12
    assert readability_of(main_of(dotted), ENGLISH).grade == pytest.approx(
        readability_of(main_of(plain), ENGLISH).grade, abs=2.5
    )


def test_a_block_ends_a_sentence_even_without_a_full_stop():
    points = readability_of(main_of(*["a short point about bins"] * 30, kind="list item"), ENGLISH)
    assert (points.sentences, points.long_sentences) == (30, ())


@pytest.mark.parametrize("kind", ["heading", "table cell", "summary", "label"])
def test_only_prose_is_scored(kind):
    assert readability_of(main_of(EASY * 20, kind=kind), ENGLISH).reason


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        (Language("cy", "cy", is_sure=True), "Welsh"),
        (Language("en", "cy"), "Welsh"),
        (Language("cy"), "Welsh"),
        (Language("kw"), "kw"),
        (Language("cy", "en", is_sure=True), ""),
        (Language("en-GB"), ""),
        (Language(None), ""),
        (Missing("broken"), ""),
    ],
)
def test_only_english_is_scored(language, reason):
    found = readability_of(main_of(EASY * 10), language)
    assert reason in found.reason
    assert bool(found.reason) == bool(reason)


def test_parts_in_another_language_are_left_out():
    english = [Block("paragraph", EASY * 10, language) for language in ("", "en-gb")]
    welsh = [Block("paragraph", EASY * 10, "cy")]
    assert (
        readability_of(MainText(english + welsh), ENGLISH).words
        == readability_of(MainText(english), ENGLISH).words
    )


@pytest.mark.parametrize(("words", "is_measured"), [(99, False), (100, True)])
def test_a_hundred_words_are_the_least(words, is_measured):
    text = " ".join(["bin"] * words)
    assert bool(readability_of(main_of(text), ENGLISH).reason) is not is_measured


@pytest.fixture
def no_dictionary(monkeypatch):
    """An installation without NLTK's data, where a download would be a fault."""

    def download(*_, **__):
        pytest.fail("it tried the network")

    monkeypatch.setattr(nltk, "download", download)
    monkeypatch.setattr(nltk.data, "path", [])
    syllables._load.cache_clear()
    yield
    syllables._load.cache_clear()


@pytest.mark.usefixtures("no_dictionary")
def test_without_the_dictionary_there_is_an_error_and_no_guess():
    with pytest.raises(DictionaryMissingError, match="is not installed"):
        readability_of(main_of(EASY * 10), ENGLISH)


@pytest.mark.usefixtures("no_dictionary")
def test_without_the_dictionary_the_audits_are_errors_and_the_others_go_on():
    html = f"<html lang='en'><title>Bins</title><body><main><p>{EASY * 10}</p></main></body></html>"
    judged = {
        each.rule.id: each.outcome
        for each in judge_page(page_artefacts(html, "https://x.test/", axe=None))
    }
    for name in ("reading-ease", "reading-grade", "long-sentences"):
        assert judged[name].status == "error"
        assert "is not installed" in judged[name].note
    assert judged["main-text-length"].status == "passed"


def test_a_torn_dictionary_is_an_error(monkeypatch):
    monkeypatch.setattr(syllables, "WHOLE_DICTIONARY", 10**9)
    syllables._load.cache_clear()
    with pytest.raises(DictionaryMissingError, match="damaged"):
        readability_of(main_of(EASY * 10), ENGLISH)
    syllables._load.cache_clear()


def test_nobody_else_can_change_the_language_of_the_formulas():
    before = readability_of(main_of(EASY * 10), ENGLISH)
    textstat.set_lang("de_DE")
    try:
        assert readability_of(main_of(EASY * 10 + " Again."), ENGLISH).reading_ease > 90
        assert readability_of(main_of(EASY * 10), ENGLISH) == before
    finally:
        textstat.set_lang("en_US")


def test_several_threads_agree():
    syllables._load.cache_clear()
    texts = [main_of(EASY * 10), main_of("The cat sat on the mat. " * 20)]
    alone = [readability_of(text, ENGLISH) for text in texts]
    syllables._load.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: readability_of(text, ENGLISH), texts * 20)) == alone * 20
