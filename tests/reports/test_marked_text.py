"""A page's text is shown with its marks, whatever the record holds."""

import json

import pytest

from reports.marked_text import MOST_SHOWN, marked_text


def shown(text, *marks):
    found = marked_text(json.dumps([["paragraph", text]]), json.dumps([[0, *m] for m in marks]))
    return str(found.blocks[0].html)


def test_a_text_without_marks_is_shown_as_it_is():
    assert shown("Put your bin out.") == "Put your bin out."


def test_a_word_is_marked_and_its_plainer_word_stands_behind_it():
    assert shown("Prior to six.", (0, 8, "plainer word", "before")) == (
        '<mark>Prior to</mark> <span class="advice">[before]</span> six.'
    )


def test_a_word_in_a_long_sentence_is_marked_inside_it():
    assert shown(
        "Come prior to six.",
        (5, 13, "plainer word", "before"),
        (0, 18, "long sentence", "31 words"),
    ) == (
        '<span class="sentence">Come <mark>prior to</mark> <span class="advice">[before]</span>'
        ' six.</span> <span class="advice">[31 words]</span>'
    )


def test_neighbours_are_marked_each_by_itself():
    assert shown("aa bb", (0, 2, "jargon", "x"), (3, 5, "jargon", "y")) == (
        '<mark>aa</mark> <span class="advice">[x]</span> '
        '<mark>bb</mark> <span class="advice">[y]</span>'
    )


def test_of_two_that_cross_the_first_is_shown():
    assert shown("aa bb cc", (0, 5, "jargon", "x"), (3, 8, "jargon", "y")).count("<mark>") == 1


def test_of_two_at_one_place_one_is_shown():
    assert shown("aa", (0, 2, "jargon", "x"), (0, 2, "plainer word", "y")).count("<mark>") == 1


def test_script_in_a_text_or_an_advice_stays_text():
    found = shown("<script>x</script>", (0, 8, "jargon", "<b>y</b>"))
    assert "<script" not in found
    assert "<b>" not in found
    assert "&lt;script&gt;" in found


@pytest.mark.parametrize(
    "marks", [(-1, 2), (0, 0), (0, 99), (2, 1)], ids=["before", "empty", "beyond", "backwards"]
)
def test_a_mark_outside_the_text_is_left_out(marks):
    assert shown("aa", (*marks, "jargon", "x")) == "aa"


@pytest.mark.parametrize("raw", ["", "{}", "[1, 2]", "null", '[["paragraph"]]', "[[[]]]"])
def test_what_is_no_text_is_no_text(raw):
    assert marked_text(raw, raw).blocks == ()


def test_a_very_long_text_is_cut_between_blocks_and_says_so():
    blocks = [["paragraph", "x" * 1000]] * 100
    found = marked_text(json.dumps(blocks), "[]")
    assert len(found.blocks) == MOST_SHOWN // 1000
    assert found.left_out == 100 - len(found.blocks)


def test_a_kind_that_nobody_knows_is_a_paragraph():
    assert marked_text('[["<b>", "x"]]', "[]").blocks[0].kind == "paragraph"
