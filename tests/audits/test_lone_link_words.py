"""lone-link-words: advice about links that only what stands around them explains."""

import time

import pytest

from audits.checks.lone_link_words import lone_link_words
from audits.derive.document import Document
from audits.derive.links import extract_links

URL = "https://x.test/"


def judged(html, seen=""):
    document = Document(f"<html lang='en'><body><main>{html}</main></body></html>", URL)
    place = {"selector": "#it", "html": "<a>", "seen": seen}
    return lone_link_words(extract_links(document, URL), {"spoken": [place]}, document)


@pytest.mark.parametrize(
    "html",
    [
        "<p>The pool is open. <a href='/pool'>Pool times</a></p>",
        "<p>Get the form. <a href='/download'>Download</a></p>",  # what the page is called
        "<p>The pool is open. <a href='/x'>https://x.test/x</a></p>",
        # nothing explains it: the audit link-text fails it
        "<p><a href='/pool'>Read more</a></p>",
        "<p>The pool is open. <a href='/a'>Pool</a> <a hidden href='/pool'>Read more</a></p>",
    ],
)
def test_passes_links_whose_words_say_something(html):
    assert judged(html).status == "passed"


def test_is_not_applicable_without_links():
    assert judged("<p>Read more</p>").status == "not applicable"


def test_advises_on_words_that_only_the_text_around_explains():
    outcome = judged(
        "<p>The pool is open. <a id='it' href='/pool'>Read more</a></p>"
        "<p>The park is open. <a href='/park'>Read more</a></p>"
    )
    assert (outcome.status, outcome.value) == ("failed", 2)
    (finding,) = outcome.findings
    assert (finding.selector, finding.elements) == ("#it", 2)
    assert "“Read more”" in finding.message


@pytest.mark.parametrize(
    "link",
    [
        "<a id='it' href='/pool'>Read more<span class='x'> about the pool</span></a>",
        "<a id='it' href='/pool' aria-label='About the pool'>Read more</a>",
    ],
)
def test_advises_on_words_that_only_hidden_ones_explain(link):
    outcome = judged(f"<p>{link}</p>", seen="Read more")
    assert outcome.status == "failed"
    assert [finding.selector for finding in outcome.findings] == ["#it"]
    assert judged(f"<p>{link}</p>", seen="Read about the pool").status == "passed"


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged("<p>The pool is open today. <a href='/a'>More</a></p>" * 5_000)
    judged("<p>" + "<a href='/a'>More</a> and so on " * 5_000)
    assert time.process_time() - start < 6
