"""Every link, asset and frame, with what it says and where it stands."""

import pytest

from audits.derive.document import Document
from audits.derive.links import (
    MAX_LINKS,
    element_of,
    extract_links,
    leads_to_itself,
    links_dropped,
    scripted_links,
    told_links,
)

URL = "https://x.test/a/"


def links(html):
    return [(link.rel, link.url, link.text, link.region) for link in extract_links(html, URL)]


@pytest.mark.parametrize(
    "html",
    [
        "<p>No link</p>",
        "<a>No address</a>",
        "<a name='part'>Part</a>",
        "<img src='data:image/png;base64,AAAA'>",
        "<noscript><a href='/b'>B</a></noscript>",
        "<template><a href='/b'>B</a></template>",
        "<iframe src='about:blank'></iframe>",
        "<link rel='canonical' href='/b'>",
        "<script>var a = 1</script>",
    ],
)
def test_what_leads_nowhere_is_no_link(html):
    assert links(f"<body>{html}</body>") == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<main><a href='b'>B</a></main>", ("link", "https://x.test/a/b", "B", "main")),
        ("<footer><a href='//y.test'>Y</a></footer>", ("link", "https://y.test", "Y", "footer")),
        ("<map><area href='/b' alt='B'></map>", ("link", "https://x.test/b", "B", "")),
        ("<a href=''>Here</a>", ("link", URL, "Here", "")),
        ("<a href='mailto:a@x.test'>Write</a>", ("link", "mailto:a@x.test", "Write", "")),
        ("<iframe src='/map' title='Map'></iframe>", ("frame", "https://x.test/map", "Map", "")),
        ("<img src='/b.png' alt='Bin'>", ("asset", "https://x.test/b.png", "Bin", "")),
        ("<img srcset='/b.png 2x, /c.png 3x'>", ("asset", "https://x.test/b.png", "", "")),
        ("<link rel='stylesheet' href='s.css'>", ("asset", "https://x.test/a/s.css", "", "")),
        ("<script src='s.js'></script>", ("asset", "https://x.test/a/s.js", "", "")),
    ],
)
def test_links_assets_and_frames(html, found):
    assert links(f"<html><body>{html}</body></html>") == [found]


def test_base_and_nofollow_are_honoured():
    html = "<head><base href='https://y.test/z/'></head><body><a href='b' rel='x NoFollow'>B</a>"
    (link,) = extract_links(html, URL)
    assert (link.url, link.href, link.nofollow) == ("https://y.test/z/b", "b", True)


def test_a_page_of_links_without_end_is_cut():
    assert len(extract_links("<body>" + "<a href='b'>B</a>" * (MAX_LINKS + 5), URL)) == MAX_LINKS


def test_how_many_links_are_dropped():
    assert links_dropped("<body>" + "<a href='b'>B</a>" * MAX_LINKS, URL) == 0
    more = "<a href='b'>B</a><a name='c'>C</a><iframe src='d'></iframe><img srcset='e 2x'><img>"
    assert links_dropped("<body>" + "<a href='b'>B</a>" * MAX_LINKS + more, URL) == 3


def test_links_by_role_are_told_apart_and_never_followed():
    html = (
        "<body><a href='b'>B</a><span role='link' onclick='location=\"/c\"'>C</span>"
        "<a role='link'>D</a><a role='link' href='e'>E</a><b role='button'>F</b></body>"
    )
    document = Document(html, URL)
    assert [link.text for link in extract_links(document, URL)] == ["B", "E"]
    scripted = scripted_links(document, URL)
    assert [(link.text, link.url) for link in scripted] == [("C", "https://x.test/c"), ("D", "")]
    assert [element_of(link, document).tag for link in scripted] == ["span", "a"]
    assert scripted_links(document, URL) is scripted


def test_links_that_a_screen_reader_can_reach():
    html = (
        "<body><a href='b'>B</a><div hidden><a href='c'>C</a></div><img src='d'>"
        "<a href='e' aria-hidden='true'>E</a><p style='display:none'><a href='f'>F</a></p></body>"
    )
    document = Document(html, URL)
    told = told_links(extract_links(document, URL), document)
    assert [(link.text, element.tag) for link, element in told] == [("B", "a")]


@pytest.mark.parametrize(
    ("html", "answer"),
    [
        ("<h2 id='when'>When <a href='#when'>#</a></h2>", True),
        ("<h2>When <a id='when' href='#when'>#</a></h2>", True),
        ("<h2 id='a%20b'>When</h2><a href='#when'>#</a>", False),
        ("<h2 id='when'>When <a href='/when'>#</a></h2>", False),
    ],
)
def test_a_link_to_the_heading_it_stands_in_leads_to_itself(html, answer):
    document = Document(f"<body>{html}</body>", URL)
    (link,) = extract_links(document, URL)
    assert leads_to_itself(link, element_of(link, document), document) is answer
