"""articles-of-links: advice about menus that are called articles."""

import time

import pytest

from audits.checks.articles_of_links import articles_of_links
from audits.derive.document import Document

LINKS = (
    "<li><a href='/a'>Parks</a></li><li><a href='/b'>Roads</a></li><li><a href='/c'>Bins</a></li>"
)


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return articles_of_links(document)


@pytest.mark.parametrize(
    "html",
    [
        "<article><h2>Fair</h2><p>The fair comes to town this week.</p></article>",
        # a card
        "<article><h2><a href='/a'>Fair</a></h2><p>It comes to town in May, as ever.</p></article>",
        f"<article><p>These are the things that we do.</p><ul>{LINKS}</ul></article>",
        f"<article><img src='/a.png' alt='Park'><ul>{LINKS}</ul></article>",
        "<article><a href='/a'>Parks</a> <a href='/b'>Roads</a></article>",
        f"<article><article><p>The fair comes to town this week.</p></article>{LINKS}</article>",
        f"<article role='presentation'><p>Hello</p></article><article>{LINKS}<form></form></article>",
    ],
)
def test_passes_articles_that_hold_more_than_links(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize("html", ["", f"<nav>{LINKS}</nav>", f"<article role='none'>{LINKS}"])
def test_is_not_applicable_without_an_article(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "inside",
    [
        f"<ul>{LINKS}</ul>",
        f"<nav aria-label='Topics'><ul>{LINKS}</ul></nav>",
        f"<h2>Topics</h2><p>See also:</p><ul>{LINKS}</ul>",
    ],
)
def test_advises_on_an_article_that_is_a_menu(inside):
    outcome = judged(f"<article id='a'>{inside}</article>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#a"


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged("<article>" * 2_000 + LINKS)
    judged(f"<article>{LINKS}</article>" * 3_000)
    assert time.process_time() - start < 8
