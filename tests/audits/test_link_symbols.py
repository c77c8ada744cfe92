"""link-symbols: signs without a word, and those that are fine."""

import time

import pytest

from audits.checks.link_symbols import link_symbols
from audits.derive.document import Document
from audits.derive.links import extract_links

URL = "https://x.test/bins"


def judged(html):
    document = Document(f"<html lang='en'><body><main>{html}</main></body></html>", URL)
    return link_symbols(extract_links(document, URL), document)


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/a'>Next »</a>",
        "<a href='/a' aria-label='Next page'>»</a>",
        "<a href='/a' title='Next page'>»</a>",
        "<a href='/a'><span aria-hidden='true'>»</span><span class='sr-only'>Next</span></a>",
        "<p id='d'>Next page</p><a href='/a' aria-describedby='d'>»</a>",
        "<a href='/a'><img src='n.png' alt='Next'></a>",
        "<a href='/a'>2</a>",
        "<a href='/a'>½</a>",
        "<a href='/a'>下一页</a>",
        "<h2 id='when'>When <a href='#when'>¶</a></h2>",
        "<h2>When <span><a href='#x1'>◆</a></span></h2>",
        "<p>We empty all bins once a week<sup><a href='#note'>*</a></sup>.</p>",
        "<ol><li>Not in the week of Christmas. <a href='#fnref'>↩</a></li></ol>",
        "<a href='/op'><code>!=</code></a>",
        "<a href='/b'>Bins</a><a href='/a' aria-hidden='true' tabindex='-1'>»</a>",
        "<a href='/b'>Bins</a><div hidden><a href='/a'>»</a></div>",
        "<a href='/b'>Bins</a><span role='button'>»</span>",
        "<a href='/b'>Bins</a><a href='#' role='button'>+</a>",
    ],
)
def test_passes_links_with_words_and_signs_that_are_explained(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize("html", ["", "<a href='/a'></a>", "<a>»</a>"])
def test_is_not_applicable_without_named_links(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize("sign", ["»", "...", "→", "<", "[+]", "|", "\ue80a", "\u200b", "-"])
@pytest.mark.parametrize(
    "html", ["<a id='it' href='/a'>{}</a>", "<li><a id='it' href='/a'> {} </a></li>"]
)
def test_fails_a_sign_alone(sign, html):
    outcome = judged(html.format(sign.replace("<", "&lt;")))
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#it"


def test_fails_a_picture_or_a_title_that_is_a_sign():
    assert judged("<a href='/a'><img src='l.gif' alt='&lt;-'></a>").status == "failed"
    assert judged("<a href='/a' title='»'>»</a>").status == "failed"
    assert judged("<span role='link' tabindex='0'>»</span>").status == "failed"
    assert judged("<h2><a href='#x'>»</a></h2>").status == "failed"
    assert judged("<h2>Bins <a href='/a'>»</a></h2>").status == "failed"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Council tax bands and charges <a href='/a'>»</a></p>",
        "<table><tr><th>Council tax</th><td><a href='/a'>»</a></td></tr></table>",
        "<a href='/a'>🔍</a>",
        "<ul><li><a href='?letter=0'>#</a></li><li><a href='?letter=a'>A</a></li></ul>",
        "<div><a href='#_'>_</a>" + "".join(f" <a href='#{x}'>{x}</a>" for x in "abcde") + "</div>",
    ],
)
def test_asks_where_words_around_or_an_emoji_may_tell(html):
    outcome = judged(html)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "<a href='/a'>»</a>" * 9_000,
        "<div>" * 3_000 + "<a href='/a'>»</a>" * 3_000,
        "<a href='/a'>" + "»" * 200_000,
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
