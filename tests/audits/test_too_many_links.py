"""too-many-links: a page that is nothing but a hundred ways."""

import pytest

from audits.checks.too_many_links import too_many_links

MANY = "<ul>" + "".join(f"<li><a href='/p{n}'>Page {n}</a></li>" for n in range(101)) + "</ul>"


def said(artefacts, main, title="Services", url="https://example.test/services"):
    found = artefacts(main, title=title, url=url)
    return too_many_links(found["main_text"], found["document"], found["title"])


@pytest.mark.parametrize(
    "main",
    [
        "<p>Bins</p>",
        "<ul>" + "<li><a href='/same'>Same</a></li>" * 300 + "</ul>",
        "<ul>" + "".join(f"<li><a href='#s{n}'>Part {n}</a></li>" for n in range(200)) + "</ul>",
        MANY + "<p>" + "A long text with words. " * 300 + "</p>",
    ],
)
def test_passes_pages_with_few_ways_or_much_text(artefacts, main):
    assert said(artefacts, main).status == "passed"


@pytest.mark.parametrize("title", ["A to Z", "Site map", "Search results", "News", "Index"])
def test_passes_lists_by_nature(artefacts, title):
    assert said(artefacts, MANY, title).status == "passed"


def test_fails_a_page_of_links(artefacts):
    outcome = said(artefacts, MANY)
    assert (outcome.status, outcome.value) == ("failed", 101)
