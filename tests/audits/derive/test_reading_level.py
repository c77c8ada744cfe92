"""The reading level: what raises it, that it adds up, and that it stays within bounds."""

import pytest

from audits.derive.language import Language
from audits.derive.plain_text import plain_prose
from audits.derive.readability import MOST_WORDS, Readability, measured
from audits.derive.reading_level import (
    FEATURES,
    HARD,
    MOST_HARDEST,
    PLAIN_LEVEL,
    ReadingLevel,
    band_of,
)

PLAIN = "We empty your bin each week. Put it out by six in the morning. We do not take glass."


def level_of(text):
    return measured(plain_prose(text, Language("en"))).level


def adds(text, feature):
    (found,) = (each.adds for each in level_of(text).contributions if each.feature == feature)
    return found


@pytest.mark.parametrize(
    ("easier", "harder"),
    [
        (PLAIN, PLAIN.replace(". ", ", and ")),
        ("The plan helps people who rent.", "The scheme assists persons who rent."),
        ("We will tell you before we start.", "We will notify you prior to commencement."),
        (
            "You must ask us before you cut a tree.",
            "Authorisation must be obtained prior to arboricultural operations.",
        ),
    ],
)
def test_what_people_find_harder_scores_more(easier, harder):
    assert level_of(easier).level < level_of(harder).level


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        (PLAIN.replace(". ", " and ") * 3, "sentence-length"),
        ("The cat sat on the palimpsest.", "rare-words"),
        ("Amelioration and adjudication.", "hard-words"),
        ("Amelioration and adjudication.", "long-words"),
    ],
)
def test_each_feature_says_what_it_adds(text, feature):
    assert adds(text, feature) > 0 > adds("The cat sat.", feature) or feature == "rare-words"
    assert adds(text, feature) > adds(PLAIN, feature)


def test_every_weight_makes_a_text_harder():
    assert all(feature.weight > 0 for feature in FEATURES)
    assert all(feature.least < feature.plain < feature.most for feature in FEATURES)
    assert len({feature.id for feature in FEATURES}) == len(FEATURES)


@pytest.mark.parametrize("text", [PLAIN, PLAIN * 50, "Bins.", "Notwithstanding exemptions."])
def test_contributions_add_up_to_the_level(text):
    found = level_of(text)
    whole = PLAIN_LEVEL + sum(each.adds for each in found.contributions)
    assert found.level == pytest.approx(min(max(whole, 1), 6))


def test_contributions_are_told_in_words():
    found = level_of("Notwithstanding the aforementioned considerations, applicants demonstrate.")
    told = [str(each) for each in found.contributions]
    assert "short sentences take off 0.7" in told
    assert any(each.startswith("words that few know add") for each in told)
    assert found.contributions[0].told == "6 words a sentence, the long ones weighing more"
    assert "% of the words are not familiar" in found.contributions[2].told


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("a a", 1.0),
        ("antidisestablishmentarianism " * 500, 6.0),
    ],
)
def test_the_level_stays_between_one_and_six(text, limit):
    assert level_of(text).level == limit


def test_names_make_no_text_harder():
    named = "We met Mrs Llewellyn-Pritchard at Llanfairpwllgwyngyll on Friday."
    plain = "We met the good woman at the town hall on that day."
    assert level_of(named).level <= level_of(plain).level + 0.3
    assert adds(named, "rare-words") <= adds("We met at the palimpsest.", "rare-words")


@pytest.mark.parametrize(
    "quoted",
    [
        "Nous sommes très heureux de vous accueillir chaque année au printemps dans notre ville.",
        "Mae'r cyngor yn casglu eich biniau bob wythnos, ac yn eu gwagio cyn naw.",
        "Jeśli angielski jest dla ciebie trudny, zadzwoń do nas, pomożemy ci.",
        "اگر انگریزی آپ کے لیے مشکل ہے تو ہمیں پر فون کریں۔",
    ],
)
def test_a_sentence_in_another_language_makes_a_page_no_harder(quoted):
    assert level_of(f"{PLAIN * 4} {quoted}").level == pytest.approx(
        level_of(PLAIN * 4).level, abs=0.25
    )
    assert level_of(quoted).level >= 1  # nobody asked whether it is English


@pytest.mark.parametrize(
    "code", ["axe:aria-hidden-focus", "x_y", "a@b.example", "COVID-19", "привет"]
)
def test_codes_and_other_scripts_are_no_rare_words(code):
    assert adds(f"We met at the {code} today.", "rare-words") == adds(
        "We met at the 5 today.", "rare-words"
    )


def test_a_text_in_capitals_has_no_names():
    shouted = "NOTWITHSTANDING EXEMPTIONS ADJUDICATION CONTINUES HENCEFORTH"
    assert level_of(shouted).level == pytest.approx(level_of(shouted.capitalize()).level)


def test_the_hardest_sentences_come_first_and_once():
    hard = "Applicants are required to demonstrate exceptional discretionary circumstances."
    found = level_of(f"{PLAIN} {hard} {PLAIN} {hard}").hardest
    assert found[0].text == hard
    assert found[0].level > found[1].level
    assert len({each.text for each in found}) == len(found) <= MOST_HARDEST
    assert found[0].contributions


@pytest.mark.parametrize(
    ("level", "band"),
    [
        (1, "easy"),
        (2.6, "easy"),
        (2.7, "fairly easy"),
        (3.6, "hard"),
        (4.9, "very hard"),
        (6, "very hard"),
    ],
)
def test_bands(level, band):
    assert band_of(level) == band
    assert ReadingLevel(level, ()).band == band


def test_the_band_is_of_the_number_that_is_shown():
    assert ReadingLevel(HARD - 0.04, ()).band == "hard"
    assert ReadingLevel(HARD - 0.06, ()).band == "fairly easy"


@pytest.mark.parametrize("text", ["", " ", "— …", "🙂"])
def test_without_words_there_is_no_level(text):
    assert level_of(text) is None


@pytest.mark.parametrize("text", ["Bins", "12", "مرحبا bin", "x" * 100_000, "bins 🙂 " * 3])
def test_one_word_is_enough_for_a_level(text):
    assert 1 <= level_of(text).level <= 6


def test_no_more_words_are_scored_than_a_page_should_have():
    long = measured(plain_prose("the bin is full " * 100_000, Language("en")))
    assert long.words == 400_000
    assert long.reading_ease == pytest.approx(206.835 - 1.015 * MOST_WORDS - 84.6)
    assert not long.is_too_short
    assert Readability(words=99).is_too_short
