"""What is new in every answer is folded away; what a person or axe could notice is not."""

import time

import pytest

from crawler.fingerprint import asset_hash, asset_key, fold_page, fold_script, is_token

URL = "https://town.example/tax"
STYLE = "https://town.example/style.css?v=1"
CSP = "script-src 'self' 'nonce-{}' 'sha256-abc='; report-uri /csp"
PAGE = """<!doctype html>
<html lang="en"><head><title>Council tax</title><!-- served by web-03 in 12 ms -->
<meta name="csrf-token" content="{token}"><meta name="description" content="Pay it">
<meta http-equiv="Content-Security-Policy" content="script-src 'nonce-{token}'">
<link rel="stylesheet" href="/style.css?v={version}"><link rel="icon" href="/icon.ico?v=1">
<script nonce="{token}">
  var build = "2026", page = {{"id": "{uuid}", "at": "{moment}", "since": {seconds}}};
  window.NREUM = {{"queueTime":{version},"applicationTime":3{version}}};
  if (build > 1) show("main-navigation-Section2HeadingContainer");
</script></head>
<body data-request="{uuid}" data-props='{{"csrf": "{token}", "tab": 2}}' data-at="{moment}" data-tab="2">
<h1 class="big" id="top">Council tax</h1>
<p title="About">You pay <b>monthly</b>. <!-- {token} --></p>
<img src="/band.png?v=1" alt="Bands A to H"><a href="/pay?session={fixed}" aria-label="Pay now">Pay</a>
<form><input type="hidden" name="__VIEWSTATE" value="{token}=="><input type="hidden" value="{token}" name="x">
<input type="hidden" name="area" value="north"><input name="q" value="{fixed}"></form>
<textarea><!-- not a comment --></textarea><style nonce={token}>h1 {{ color: #111 }}</style>
</body></html>"""
FIRST = {
    "token": "d41d8cd98f00b204e9800998ecf8427e",
    "uuid": "0b0c6f0e-7a55-4a3e-9a3e-2f1d6a1b2c3d",
    "moment": "2026-03-01T02:00:01Z",
    "seconds": "1772330401",
    "version": "1",
    "fixed": "d41d8cd98f00b204e9800998ecf8427e",
}
SECOND = {
    **FIRST,
    "token": "9a0364b9e99bb480dd25e1f0284c8555",
    "uuid": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "moment": "2026-03-02T02:00:09.123+00:00",
    "seconds": "1772416809123",
    "version": "2",
}


def fold(html, headers=None, loaded=(STYLE,)):
    return fold_page(html, URL, headers=headers or {}, loaded=loaded)


def test_new_tokens_nonces_times_and_comments_make_no_other_page():
    first, second = PAGE.format(**FIRST), PAGE.format(**SECOND)
    second = second.replace("served by web-03 in 12 ms", "served by web-01 in 9 ms")
    assert first != second
    assert fold(first).hash == fold(second).hash


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        ("You pay", "You may pay"),
        ("<b>monthly</b>", "<i>monthly</i>"),
        ('alt="Bands A to H"', 'alt="Bands"'),
        (' alt="Bands A to H"', ""),
        ('class="big"', 'class="small"'),
        ('id="top"', 'id="first"'),
        ('aria-label="Pay now"', 'aria-label="Pay"'),
        ('title="About"', 'title=""'),
        ('href="/pay?session=d41d8', 'href="/pay?session=e41d8'),
        ('href="/pay?', 'href="/paid?'),
        ('src="/band.png?v=1"', 'src="/band.png?v=2"'),
        ('href="/icon.ico?v=1"', 'href="/icon.ico?v=2"'),
        ('href="/style.css', 'href="/print.css'),
        ("build > 1", "build > 2"),
        ('show("', 'hide("'),
        ("Section2Heading", "Section3Heading"),
        ('"2026"', '"2027"'),
        ('data-tab="2"', 'data-tab="3"'),
        ('"tab": 2', '"tab": 3'),
        ('value="north"', 'value="south"'),
        ('name="q" value="d', 'name="q" value="e'),
        ("color: #111", "color: #bbb"),
        ("not a comment", "no comment"),
        ('lang="en"', 'lang="cy"'),
        ("<title>Council tax", "<title>Tax"),
        ('content="Pay it"', 'content="Pay"'),
        ("</h1>", "</h1><!-- --><p>d41d8cd98f00b204e9800998ecf8427e</p>"),
    ],
)
def test_what_may_change_a_verdict_makes_another_page(was, is_now):
    page = PAGE.format(**FIRST)
    assert page.count(was) == 1
    assert fold(page).hash != fold(page.replace(was, is_now)).hash


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<!-->one<!-- -->", "one"),
        ("<!--->one<!-- -->", "one"),
        ("<!-- --!>one", "one"),
        ("<p title='a --> b'>one", "one"),
        ("<p title=it's>one<p title=it's>", "one"),
        ("<script>let a = '<!--';</script>one<!-- -->", "one"),
        ("<title><!-- one --></title>", "one"),
        ("<a b='<!--'>one<c d='-->'>", "one"),
    ],
)
def test_comments_end_where_browsers_end_them(html, seen):
    assert fold(html).hash != fold(html.replace(seen, "two")).hash


def test_a_page_that_shows_the_time_is_another_page():
    assert fold("<p>At 2026-03-01T02:00:01Z</p>") != fold("<p>At 2026-03-01T02:00:02Z</p>")


def test_policies_count_but_not_their_nonces():
    page = "<p>Hello</p>"

    def told(text, name="Content-Security-Policy"):
        return fold(page, {name: text}).hash

    assert told(CSP.format("one")) == told(CSP.format("two"))
    assert told(CSP.format("one")) != told(CSP.format("one").replace("abc", "abd"))
    assert told("text/html", "Content-Type") != told("text/html; charset=x", "Content-Type")
    assert told("5; url=/", "Refresh") != told("", "Refresh")


def test_a_query_is_folded_only_where_the_content_is_known():
    first, second = PAGE.format(**FIRST), PAGE.format(**{**FIRST, "version": "2"})
    assert fold(first).variants == ()
    assert fold(second).variants == ("https://town.example/style.css?v=2",)
    assert fold(first, loaded=()).hash != fold(second, loaded=()).hash
    assert fold(second, loaded=()).variants == ()
    elsewhere = "<script src='https://cdn.example/a.js?v={}'></script>"
    known = ("https://cdn.example/a.js?v=1",)
    assert fold(elsewhere.format(1), loaded=known) != fold(elsewhere.format(2), loaded=known)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("/a.css", "/a.css"),
        ("/a.css?v=12", "/a.css"),
        ("/a.css?v=dark", "/a.css?v=dark"),
        ("/load.php?jquery", "/load.php?jquery"),
        ("/a.css?t5x9z1", "/a.css"),
        ("/a.css?theme=dark&v=12", "/a.css?theme=dark"),
        ("/load.php?modules=a|b&_=17", "/load.php?modules=a|b"),
    ],
)
def test_the_key_of_an_asset_leaves_out_what_defeats_caches(url, key):
    assert asset_key(url) == key


@pytest.mark.parametrize(
    "text",
    [
        "d41d8cd98f00b204e9800998ecf8427e",
        "4f1d9c0a77b2e6d3",
        "YWJj0ZGVmZ2hpamtsbW5v1cXJzdHV2d3h5eg",
        "K7gNU3sdo-OL0wNhqoVWhr3g6s1xYv72ol_pe_Unols",
        "MTcwMDAwMDAwMC4wMDAwMDA=",
    ],
)
def test_tokens_are_told(text):
    assert is_token(text)


@pytest.mark.parametrize(
    "text",
    [
        "govuk-frontend-supported",
        "mainNavigationSection2HeadingContainer",
        "js-enabled-version-2-container",
        "ACCORDION_SECTION_2_HEADING",
        "1234567890123456",
        "deadbeefdeadbeef",
        "short1A",
    ],
)
def test_words_are_no_tokens(text):
    assert not is_token(text)


def test_a_script_is_the_same_with_another_token_and_no_other_with_another_number():
    script = "const key = '{}'; const most = {};"
    first = asset_hash("script", script.format(FIRST["token"], 5).encode())
    assert first == asset_hash("script", script.format(SECOND["token"], 5).encode())
    assert first != asset_hash("script", script.format(FIRST["token"], 6).encode())


def test_a_frame_is_folded_like_a_page_and_a_style_not_at_all():
    frame = "<!-- {} --><p>Map</p>"
    one, two = (frame.format(n).encode() for n in (1, 2))
    assert asset_hash("frame", one) == asset_hash("frame", two)
    assert asset_hash("style", one) != asset_hash("style", two)


def test_dates_without_a_time_are_content():
    assert fold_script('"2026-03-01"') == '"2026-03-01"'
    assert fold_script("let a = 1772330401") == "let a = ~"
    assert fold_script("let a = 17723304012") == "let a = 17723304012"


@pytest.mark.parametrize(
    "part",
    [
        *("<a ", "<a x='", "<!--", "<script>", '"', "<a =", "<a = ", "<script ", "<input a= "),
        *("<script>'aaaaaaaaaaaaaaaa", "<input aaaa", "<script>eyJ", "<script>1500000000"),
        *("<script>0123-", '<meta x="', "<input data-a='{", "<title>", "<!-", "&quot;"),
    ],
)
def test_no_page_makes_folding_slow(part):
    started = time.process_time()
    fold(part * (300_000 // len(part)))
    fold(part + part[-1] * 300_000)
    assert time.process_time() - started < 2
