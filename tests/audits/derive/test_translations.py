"""Links to the same page in other languages."""

import time

import pytest

from audits.derive.document import Document
from audits.derive.translations import Translation, translations_of

URL = "https://x.test/bins"


def found(head="", body="", lang="en-GB", url=URL):
    html = f"<html lang='{lang}'><head>{head}</head><body>{body}</body></html>"
    return list(translations_of(Document(html, url), url))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", ""),
        ("<link rel='alternate' hreflang='en' href='/bins'>", ""),
        ("<link rel='alternate' hreflang='x-default' href='/'>", ""),
        ("<link rel='alternate' type='application/rss+xml' href='/feed'>", ""),
        ("<link rel='stylesheet' hreflang='cy' href='/cy'>", ""),
        ("<link rel='alternate' hreflang='cy' href='/bins'>", ""),
        ("<link rel='alternate' hreflang='welsh' href='/cy'>", ""),
        ("", "<a href='/welsh-language-standards'>Welsh language standards</a>"),
        ("", "<a href='/courses'>Learn Welsh</a>"),
        ("", "<a href='/english-tests'>English tests for adults</a>"),
        ("", "<a href='#cy'>Cymraeg</a>"),
        ("", "<a href='javascript:translate()'>Cymraeg</a>"),
        ("", "<a>Cymraeg</a>"),
        ("", "<a href='/bins'>English</a>"),
        ("", "<a href='/cy/biniau' hidden>Cymraeg</a>"),
        ("", "<a href='/translate'>Language</a>"),
    ],
)
def test_what_is_no_version_in_another_language(head, body):
    assert found(head, body) == []


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/cy/biniau'>Cymraeg</a>",
        "<a href='/cy/biniau#top' lang='cy' hreflang='cy'>Cymraeg</a>",
        "<a href='/cy/biniau'><span lang='cy'>Cymraeg</span></a>",
        "<a href='/cy/biniau'>View this page in Welsh</a>",
        "<a href='/cy/biniau'>Newid i’r Gymraeg</a>".replace("’r", ""),
        "<a href='/cy/biniau' hreflang='cy'>English / Cymraeg</a>",
    ],
)
def test_a_link_named_for_a_language_leads_to_it(link):
    assert found(body=link) == [Translation("cy", "https://x.test/cy/biniau", "link")]


def test_the_head_comes_first_and_each_version_once():
    head = (
        "<link rel='alternate' hreflang='cy-GB' href='https://cy.x.test/biniau'>"
        "<link rel='ALTERNATE' hreflang='pl' href='/pl/'>"
    )
    body = "<a href='https://cy.x.test/biniau'>Cymraeg</a><a href='/cy'>Cymraeg</a>"
    assert found(head, body) == [
        Translation("cy", "https://cy.x.test/biniau", "head"),
        Translation("pl", "https://x.test/pl/", "head"),
        Translation("cy", "https://x.test/cy", "link"),
    ]


def test_a_welsh_page_leads_to_english():
    body = "<a href='/bins'>English</a><a href='/cy/biniau'>Cymraeg</a>"
    assert found(body=body, lang="cy", url="https://x.test/cy/biniau") == [
        Translation("en", "https://x.test/bins", "link")
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<a href='/x'>Cymraeg</a>" * 50_000,
        "<a href='/x'>" + "Welsh " * 300_000 + "</a>",
        "<a href='/x'><b>" * 20_000 + "Cymraeg",
    ],
)
def test_hostile_pages_take_bounded_time(body):
    started = time.process_time()
    assert len(found(body=body)) <= 40
    assert time.process_time() - started < 5
