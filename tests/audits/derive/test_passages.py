"""Passages: runs of text that one block holds, and what is around them."""

import time

import pytest

from audits.derive.document import Document
from audits.derive.passages import MOST_CHARACTERS, MOST_PASSAGES, passages_of


def passages(html):
    return passages_of(Document(f"<html><body>{html}</body></html>", "https://x.test/"))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("", []),
        ("<p>One <b>two</b> three</p>", [("p", ["One two three"])]),
        ("<div>One<p>Two</p>Three</div>", [("div", ["One"]), ("p", ["Two"]), ("div", ["Three"])]),
        ("<ul><li>One</li><li>Two</li></ul>", [("li", ["One"]), ("li", ["Two"])]),
        ("<p>One<br>Two</p>", [("p", ["One", "Two"])]),
        ("<p hidden>One</p><script>x</script><p aria-hidden='true'>Two</p>", []),
    ],
)
def test_blocks_and_lines(html, found):
    assert [(each.element.tag, each.lines) for each in passages(html)] == found


def test_what_is_around_them():
    bold, linked = passages("<td></td><p><b>One</b></p><label><a href='/'>Two</a></label>")
    assert (bold.is_bold, bold.is_linked) == (True, False)
    assert (linked.is_bold, linked.is_linked) == (False, True)
    assert linked.holders == {"label"}


def test_are_cut_and_counted():
    assert len(passages("<p>x</p>" * (MOST_PASSAGES + 10))) == MOST_PASSAGES
    long = "<p>" + "<i>x</i>y" * MOST_CHARACTERS + "</p>"
    assert len(passages(long)[0].text) <= MOST_CHARACTERS + 2


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    passages("<div>x" * 5_000)
    passages("<b>x" * 5_000)
    assert time.process_time() - start < 3
