"""Words that no British dictionary has, and what they were meant to be."""

import time

import pytest

from audits.derive import spelling as module
from audits.derive.spelling import (
    PageWords,
    WordListMissingError,
    corrected,
    is_known,
    load_words,
    meant_by,
    page_words_of,
)

PLAIN = "<p>We empty your bin each week and take what is in it to the tip by the river.</p>"


def words_of(artefacts, main, **page):
    found = artefacts(main, **page)
    return found["words"]


def unknown(artefacts, main, **page):
    return [each.word for each in words_of(artefacts, main, **page).unknown]


@pytest.mark.parametrize(
    "main",
    [
        "<p>The colour of the council’s centre is grey, and we don’t organise or organize it.</p>",
        "<p>Ring DVLA, e-mail recieve@town.example, or see www.recieve.example/recieve.</p>",
        "<p>We use iRecieve, form ab12recieve and recieve.pdf.</p>",
        "<p>The sign says “recieve hear”, and 'recieve' is wrong.</p>",
        "<p>Say <span lang='cy'>croesawu</span>, or type <code>recieve</code>.</p>",
        "<p>A well-kept wheelie bin, a playscheme, a rewilded verge, wifi.</p>",
        "<p>It is the residents’ own, the girls’ and the boss’s.</p>",
        "<p lang='cy'>Croesawu pawb yma heddiw.</p>",
    ],
)
def test_leaves_out(artefacts, main):
    assert unknown(artefacts, PLAIN + main) == []


def test_tells_each_unknown_word_once_with_its_place(artefacts):
    found = words_of(artefacts, f"{PLAIN}<p>You will recieve it. We recieve them too.</p>")
    (word,) = found.unknown
    assert (word.word, word.is_name, word.count) == ("recieve", False, 2)
    assert (word.selector, word.region) == ("#main > p:nth-of-type(2)", "main")
    assert word.sentence == "You will recieve it."
    assert found.words == 10


def test_a_capital_makes_a_name_but_at_the_start_only_where_it_is_no_known_mistake(artefacts):
    main = "<p>Go to Tannerswick. Quillby is near. Recieve it there.</p>"
    found = words_of(artefacts, PLAIN + main).unknown
    assert [(each.word, each.is_name) for each in found] == [
        ("tannerswick", True),
        ("quillby", True),
        ("recieve", False),
    ]


def test_a_page_of_another_language_has_none(artefacts):
    main = "<p>Mae'r cyngor yn casglu eich biniau bob wythnos ar fore dydd Mawrth.</p>" * 5
    assert words_of(artefacts, main, lang="cy") == PageWords()


def test_a_page_full_of_unknown_words_is_not_plain_english(artefacts):
    main = " ".join(f"blorg{chr(97 + number)}x the bin" for number in range(26))
    plain = " ".join("we your this that with from have will when where which there".split())
    assert words_of(artefacts, f"<p>{main} {plain * 9}</p>").unknown == ()


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("color", "colour"),
        ("colors", "colours"),
        ("center", "centre"),
        ("traveling", "travelling"),
        ("fulfill", "fulfil"),
        ("analyze", "analyse"),
        ("defense", "defence"),
        ("councilors", "councillors"),
        ("recieved", "received"),
        ("recieving", "receiving"),
        ("seperately", "separately"),
        ("accomodation", "accommodation"),
        ("organize", ""),
        ("meter", ""),
        ("dialog", ""),
        ("blorg", ""),
    ],
)
def test_what_is_certainly_meant(word, right):
    assert corrected(word) == right


def test_every_mistake_of_the_list_is_unknown_and_put_right():
    for wrong, right in module._told_by_hand().mistakes.items():
        assert not is_known(wrong), wrong
        assert corrected(wrong) == right
        assert all(map(is_known, right.split())), right


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("accidential", "accidental"),
        ("notifcation", "notification"),
        ("pavemnet", "pavement"),
        ("dselect", ""),
        ("slideshowz", ""),
        ("xqzvkwpt", ""),
    ],
)
def test_what_is_perhaps_meant(word, right):
    assert meant_by(word) == right


def test_no_dictionary_is_said(monkeypatch, tmp_path, artefacts):
    load_words()
    monkeypatch.setattr(module, "DICTIONARY", tmp_path / "en_GB")
    monkeypatch.setattr(module, "_load", module._load.__wrapped__)
    with pytest.raises(WordListMissingError, match="dropkerb doctor"):
        load_words()
    assert "hunspell-en-gb" in artefacts(PLAIN)["words"].reason
    assert module.words_version.__wrapped__() == ""


def test_a_hostile_page_is_given_up(artefacts):
    text = " ".join(
        f"xyz{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}qq{'ab' * (n % 7)}" for n in range(60_000)
    )
    found = artefacts(f"<p>The bin is here. {text}</p>")
    start = time.process_time()
    page_words_of(found["prose"], found["document"])
    assert time.process_time() - start < 5
