"""Surroundings: whether the words around a link may explain it."""

import pytest

from audits.derive.document import Document
from audits.derive.surroundings import Surroundings


def is_explained(html):
    document = Document(f"<html><body>{html}</body></html>", "https://x.test/")
    return Surroundings().explain(document.ids["it"])


@pytest.mark.parametrize(
    "html",
    [
        "<p>Pay your bill <a id='it'>here</a></p>",
        "<div>Pay your bill <a id='it'>here</a></div>",
        "<div>Pay <b>your</b> bill <span>(<a id='it'>here</a>)</span><p>Words</p></div>",
        "<label>How much is 3 + 4? (<a id='it'>more</a>)</label>",
        "<div><p>Or:</p><a id='it'>Click here</a> to pay your bill</div>",
        "<ul><li>Pay your council bill<ul><li><a id='it'>here</a></li></ul></li></ul>",
        "<table><tr><th>Bill</th><td><a id='it'>View</a></td></tr></table>",
        "<dl><dt>Bill</dt><dd><a id='it'>View</a></dd></dl>",
        "<dl><dt>Bill</dt><dd>9 pounds</dd><dd><ul><li><a id='it'>View</a></li></ul></dd></dl>",
    ],
)
def test_words_of_the_paragraph_the_lists_and_the_headers_count(html):
    assert is_explained(html)


@pytest.mark.parametrize(
    "html",
    [
        "<a id='it'>here</a>",
        "<p><a id='it'>click here</a> or</p>",
        "<div>Pay your bill<div><a id='it'>here</a></div></div>",
        "<div>Pay your bill<br><a id='it'>here</a></div>",
        "<div><a>Pay your council bill</a> <a id='it'>more</a> <b>and</b></div>",
        "<p>Pay your council bill</p><p><a id='it'>here</a></p>",
        "<table><tr><td>Your council bill</td><td><a id='it'>View</a></td></tr></table>",
        "<table><tr><td>Your council bill<p><a id='it'>View</a></p></td></tr></table>",
        "<dl><dt>Bill</dt></dl><dl><dd><a id='it'>View</a></dd></dl>",
    ],
)
def test_words_elsewhere_do_not(html):
    assert not is_explained(html)
