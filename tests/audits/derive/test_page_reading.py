"""What the record keeps of a page's text, from the page's own artefacts."""

import pytest

from audits.derive.page import page_artefacts
from audits.derive.page_reading import MOST_CHARACTERS, reading_of
from audits.derive.reading_level import PLAIN_LEVEL
from crawler.store.readings import MEASURES

EASY = "We empty your bin each week. Put it out by six. We do not take glass from the bin. "
LONG = "We will come to you " + "and to your neighbour " * 8 + "on that day."


def reading(body, lang="en"):
    page = f"<html lang={lang}><body><main><h1>Bins</h1>{body}</main></body></html>"
    return reading_of(page_artefacts(page, "https://x.test/", axe=None, is_rendered=True))


def test_a_page_has_its_text_its_measures_and_where_it_was_read():
    found = reading(f"<p>{EASY * 8}</p><table><tr><th>Day</th></tr></table>")
    assert found.blocks[0] == ("heading", "Bins")
    assert found.blocks[-1] == ("table cell", "Day")
    assert (found.reason, found.language, found.source) == ("", "en", "rendered")
    assert found.measures["reading_ease"] > 80
    assert (found.measures["long_sentences"], found.marks) == (0, ())


def test_every_column_of_the_record_is_filled_but_smog_which_wants_30_sentences():
    found = reading(f"<p>{EASY * 8}</p>")
    assert set(MEASURES) - set(found.measures) == {"smog"}
    assert set(found.measures) <= set(MEASURES)
    assert set(MEASURES) == set(reading(f"<p>{EASY * 12}</p>").measures)


def test_the_level_is_the_sum_of_what_is_told():
    found = reading(f"<p>{LONG} {EASY * 8}</p>")
    assert found.band in {"easy", "fairly easy"}
    assert found.level == pytest.approx(PLAIN_LEVEL + sum(found.why.values()), abs=0.1)


def test_a_short_text_says_that_it_is_too_short_and_still_has_its_marks():
    found = reading(f"<p>Hello. {LONG}</p>")
    assert "words" in found.reason
    assert found.measures == {}
    mark = found.marks[0]
    assert found.blocks[mark.block][1][mark.start : mark.end] == LONG
    assert (mark.kind, mark.advice) == ("long sentence", "40 words: split it")


def test_the_same_sentence_twice_is_marked_at_both_places():
    found = reading(f"<p>{LONG} {LONG}</p>")
    first, second = found.marks
    assert first.end < second.start


def test_a_welsh_page_is_not_scored_and_says_why():
    welsh = "Rhaid i chi roi eich bin allan erbyn chwech y bore ar y diwrnod casglu bob wythnos. "
    found = reading(f"<p>{welsh * 10}</p>", "cy")
    assert (found.language, found.level, found.measures) == ("cy", None, {})
    assert "Welsh" in found.reason


def test_a_page_without_a_text_has_no_blocks():
    found = reading("")
    assert [each[0] for each in found.blocks] == ["heading"]
    assert found.words == 0


def test_a_text_without_end_is_kept_in_part():
    found = reading(f"<p>{'x ' * 1000}</p>" * 300)
    assert sum(len(text) for _, text in found.blocks) <= MOST_CHARACTERS


def test_hard_words_and_too_many_passives_are_marked_with_what_to_do():
    text = "The bin was emptied. The lid was mended. It was sold. We commence soon, going forward."
    found = reading(f"<p>{EASY * 8}</p><p>{text} It is not uncommon.</p>")
    told = [
        (found.blocks[each.block][1][each.start : each.end], each.kind, each.advice)
        for each in found.marks
    ]
    assert told == [
        ("The bin was emptied.", "passive", "say who does it"),
        ("The lid was mended.", "passive", "say who does it"),
        ("It was sold.", "passive", "say who does it"),
        ("commence", "plainer word", "start"),
        ("going forward", "jargon", "from now on (or leave it out)"),
        ("not uncommon", "two negatives", "say what is so"),
    ]
    assert found.measures["passive"] == 10.3


def test_one_or_two_passives_are_not_marked():
    assert reading(f"<p>{EASY * 8} The bin was emptied. It was sold.</p>").marks == ()
