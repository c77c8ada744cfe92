"""Passages: words that run on without a break."""

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
        ("<p>One <b>two</b> three</p>", [("p", "One two three")]),
        ("<div>One<p>Two</p>Three</div>", [("div", "One"), ("p", "Two"), ("div", "Three")]),
        ("<ul><li>One</li><li>Two</li></ul>", [("li", "One"), ("li", "Two")]),
        ("One<br>Two", [("p", "One"), ("p", "Two")]),
        ("<p hidden>One</p><script>x</script><p aria-hidden='true'>Two</p>", []),
    ],
)
def test_passages(html, found):
    said = [(each.element.tag, each.text) for each in passages(html)]
    assert [text for _, text in said] == [text for _, text in found]
    if "<br>" not in html:
        assert said == found


def test_are_cut_and_counted():
    assert len(passages("<p>x</p>" * (MOST_PASSAGES + 10))) == MOST_PASSAGES
    assert len(passages(f"<p>{'x' * 100_000}</p>")[0].text) <= MOST_CHARACTERS


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    passages("<div>x" * 5_000)
    passages("<b>x" * 5_000)
    assert time.process_time() - start < 3
