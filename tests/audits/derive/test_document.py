"""A page's tree: never raises, however bad the HTML; selectors find their element again."""

import time

import pytest

from audits.derive.document import MAX_STEPS, Document, absolute, cut, is_shown, snippet
from audits.derive.main_text import main_text_of

URL = "https://x.test/a/b"


@pytest.mark.parametrize(
    "html",
    [
        "",
        " ",
        "plain words",
        "<",
        "<html",
        "\x00\ud800\ufffe",
        "<?xml version='1.0' encoding='utf-16'?><html><body>x</body></html>",
        "<!doctype html>",
        "<!-- only a comment -->",
        "<frameset><frame src=a></frameset>",
        "<title>\x07<script>alert(1)</script>",
        "<o:p xml:lang='en' @click='x' :bind=1>word</o:p>",
    ],
)
def test_bad_html_is_a_tree_all_the_same(html):
    document = Document(html, URL)
    assert document.body is not None
    for element in document.root.iter("*"):
        assert document.selector(element)
        assert snippet(element)


@pytest.mark.parametrize(
    "html",
    [
        "<body><p>a</p><p id='it'>b</p></body>",
        "<body><div><p>a</p><span>s</span><p class='it'>b</p></div></body>",
        "<body><div id='twice'><p class='it'>b</p></div><div id='twice'></div></body>",
        "<body><div id='1 odd'><p>a</p><p class='it'>b</p></div></body>",
        "<body><section id='ok'><ul><li>1<li>2<li class='it'>3</ul></section></body>",
        "<html class='it'><body></body></html>",
    ],
)
def test_a_selector_finds_its_element_and_no_other(html):
    document = Document(html, URL)
    (wanted,) = document.root.xpath("//*[@id='it' or @class='it']")
    assert document.root.getroottree().getroot().cssselect(document.selector(wanted)) == [wanted]


@pytest.mark.parametrize(
    "html",
    [
        "<p>one</p><p>two</p>",
        "<title>x</title><p>one</p><p>two</p>",
        "<head><title>x</title><p>one</p><p>two</p>",
        "<p>one</p><html><body><p>two</p></body></html>",
        "<!doctype html><html lang=en><title>x</title><main><p>one</p><p>two</p></main>",
        "<meta charset=utf-8><title>x</title><article><p>one</p></article><section><p>two</p>",
        "<head><title>x</title><x-app><p>one</p></x-app></head><body><p>two</p></body>",
        "<p>one</p><!doctype html><head><title>x</title></head><p>two</p>",
        "<html><body><p>one</p></body></html><p>two</p>",
        "<body><p>one</p></body><BODY><p>two</p></BODY >",
        "<html><body><p>one</p></body></html><html><body><p>two</p></body></html>",
    ],
)
def test_no_text_is_lost_where_tags_of_the_page_are_missing_or_doubled(html):
    document = Document(html, URL)
    assert [each.text for each in document.body.iter("p")] == ["one", "two"]
    assert len(document.root.xpath("//body")) == 1
    assert [each.text for each in main_text_of(document).blocks] == ["one", "two"]


def test_what_ends_the_head_stands_before_the_body():
    root = Document("<title>x</title><header>a</header>b<body>c<p>d</p>", URL).root
    assert [each.tag for each in root.find("head")] == ["title"]
    assert root.find("body").text_content() == "abcd"
    kept = Document("<title>x</title><script>1</script><noscript><img></noscript>c", URL).root
    assert kept.find("body").text_content() == "c"


def test_many_ends_of_the_page_take_linear_time():
    start = time.process_time()
    Document("</body>" * 1_000_000 + "x", URL)
    assert time.process_time() - start < 5


def test_a_selector_escapes_tags_with_a_colon():
    document = Document("<body><o:p>x</o:p></body>", URL)
    assert document.selector(document.body[0]) == "body > o\\:p:nth-of-type(1)"


def test_a_selector_stays_short_in_a_bottomless_page():
    document = Document("<body>" + "<div>" * 1000 + "<a href=x>y</a>", URL)
    (link,) = document.root.iter("a")
    assert document.selector(link).count(">") == MAX_STEPS - 1


@pytest.mark.parametrize(
    ("base", "href", "result"),
    [
        ("", "c", "https://x.test/a/c"),
        ("<base href='/other/'>", "c", "https://x.test/other/c"),
        ("<base href=''><base href='https://y.test/'>", "c", "https://y.test/c"),
        ("", " /c\n d ", "https://x.test/c d"),
        ("", "http://[bad", "http://[bad"),
        ("", "#part", "https://x.test/a/b#part"),
    ],
)
def test_addresses_are_made_absolute_as_a_browser_does(base, href, result):
    document = Document(f"<head>{base}</head>", URL)
    assert absolute(document.base, href) == result


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p><b id='it'>x</b></p>", True),
        ("<p style='color: red'><b id='it'>x</b></p>", True),
        ("<p style='background-display: none'><b id='it'>x</b></p>", True),
        ("<p hidden><b id='it'>x</b></p>", False),
        ("<p style='color:red; DISPLAY : none'><b id='it'>x</b></p>", False),
        ("<p style='visibility:hidden'><b id='it'>x</b></p>", False),
        ("<noscript><b id='it'>x</b></noscript>", False),
        ("<input type='hidden' id='it'>", False),
    ],
)
def test_hidden_is_what_the_element_or_one_around_it_says(html, shown):
    document = Document(f"<body>{html}</body>", URL)
    assert is_shown(document.ids["it"]) is shown


def test_a_snippet_is_short_even_when_the_element_is_not():
    document = Document("<body><div class='a>b'>" + "<p>word</p>" * 500 + "</div></body>", URL)
    assert snippet(document.body[0]) == '<div class="a&gt;b">…'
    assert snippet(document.body[0][0]) == "<p>word</p>"
    assert len(cut("x" * 1000)) == 300


@pytest.mark.parametrize(
    "html",
    [
        "<body>" + "<div><a href=x>y</a>" * 20_000,
        "<body>" + "<a href=x><b>" * 20_000,
        "<body " + " ".join(f"a{number}=1" for number in range(100_000)) + ">x",
        "<body>" + " " * 200_000 + "x",
    ],
    ids=["deep", "nested links", "swarm of attributes", "white space"],
)
def test_a_hostile_page_is_parsed_in_no_time(html):
    started = time.monotonic()
    assert Document(html, URL).body is not None
    assert time.monotonic() - started < 5
