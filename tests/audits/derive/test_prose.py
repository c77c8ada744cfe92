"""Prose is told apart once, into sentences and words."""

import pytest

from audits.derive.language import Language
from audits.derive.main_text import Block, MainText, count_words
from audits.derive.prose import prose_of, words_of

ENGLISH = Language("en", "en", is_sure=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You don't pay.", ("You", "don't", "pay")),
        ("(Up-to-date) bins – 9 a.m.", ("Up-to-date", "bins", "9", "a.m")),
        ("£1.50, please!", ("£1.50", "please")),
        ("– • ...", ()),
        ("", ()),
    ],
)
def test_words_are_what_a_reader_counts(text, words):
    assert words_of(text) == words
    assert len(words) == count_words(text)


def test_only_paragraphs_and_points_are_prose():
    blocks = [
        Block("heading", "Bins and waste"),
        Block("paragraph", "We come on Monday. Put it out."),
        Block("table cell", "Every week"),
        Block("list item", "glass"),
    ]
    prose = prose_of(MainText(blocks), ENGLISH)
    assert [each.text for each in prose.sentences] == ["We come on Monday.", "Put it out.", "glass"]
    assert prose.words == 8
    assert prose.sentences[0].block is blocks[1]


def test_what_is_marked_as_another_language_is_left_out():
    blocks = [Block("paragraph", "Rhowch eich bin allan.", "cy"), Block("paragraph", "Put it out.")]
    assert [each.text for each in prose_of(MainText(blocks), ENGLISH).sentences] == ["Put it out."]


def test_a_welsh_page_has_no_english_prose_and_says_so():
    prose = prose_of(MainText([Block("paragraph", "Rhowch eich bin.")]), Language("cy", "cy"))
    assert "Welsh" in prose.reason
    assert not prose.sentences
