"""What a selector names is found again in the HTML, and nothing else."""

import time

import pytest

from audits.derive import lookup
from audits.derive.document import Document
from audits.derive.lookup import Lookup, lookup_of

PAGE = """<!doctype html><html lang="en"><head><title>Bins</title></head><body>
<header><img src="logo.png"></header>
<main><h1>Bins</h1><img id="map" src="map.png"><p class="pale">Text</p></main>
<footer><a href="/x"></a></footer></body></html>"""


@pytest.mark.parametrize(
    "selector",
    [
        "#map",
        "img#map",
        ".pale",
        "p.pale",
        ".b.a > b:nth-child(2)",
        "#list > li:nth-child(2)",
        "img",
        ".a b",
        "#map, .pale",
        ".gone",
        "#map[src$='.png']",
        "header > img",
        "#list .a",
        r"#a\:b",
    ],
)
def test_an_element_is_found_where_its_whole_selector_finds_it(selector):
    more = "<ul id='list'><li class='a b'><i></i><b></b></li><li class='a'><b></b></li></ul>"
    document = Document(
        PAGE.replace("</main>", f"{more}<p id='a:b'>x</p></main>"), "https://x.test/"
    )
    found = Lookup(document)._found(selector)
    assert list(found) == lookup._compiled(selector)(document.root)


@pytest.mark.parametrize(
    "selector", ["", "img", ".gone", "#frame >>> img", "#host >> img", "p:is(("]
)
def test_what_names_no_single_element_of_the_document_is_none(selector):
    assert Lookup(Document(PAGE, "https://x.test/")).element(selector) is None


def test_the_one_element_is_the_same_by_every_selector():
    document = Document(PAGE, "https://x.test/")
    known = Lookup(document)
    assert known.element("#map") is known.element("body > main:nth-of-type(1) > img:nth-of-type(1)")


def test_a_region_is_that_of_the_frame_or_the_host():
    document = Document(PAGE, "https://x.test/")
    known = Lookup(document)
    found = [known.region(each) for each in ("#map", "#map >>> img", ".pale >> a", "img", ".gone")]
    assert found == ["main", "main", "main", "", ""]


@pytest.mark.parametrize(
    "selector",
    [
        "html",
        "body",
        "#list",
        "#list > li:nth-of-type(2)",
        "body > main:nth-of-type(1) > ul:nth-of-type(1) > li:nth-of-type(1) > b:nth-of-type(1)",
        "body > main:nth-of-type(2)",
        "#list > li:nth-of-type(0)",
        "#list > li:nth-of-type(9)",
        "#gone > li:nth-of-type(1)",
    ],
)
def test_a_path_of_ours_leads_where_the_selector_does(selector):
    more = "<ul id='list'><li class='a b'><i></i><b></b></li><li class='a'><b></b></li></ul>"
    document = Document(PAGE.replace("</main>", f"{more}</main>"), "https://x.test/")
    assert list(Lookup(document)._look_up(selector)) == lookup._compiled(selector)(document.root)


def test_thousands_of_paths_are_followed_quickly():
    document = Document(f"<body><main>{'<p><b></b>' * 5_000}</main>", "https://x.test/")
    known = lookup_of(document)
    started = time.process_time()
    for number in range(1, 5_001):
        path = f"body > main:nth-of-type(1) > p:nth-of-type({number}) > b:nth-of-type(1)"
        assert known.element(path) is not None
    assert time.process_time() - started < 2
    assert lookup_of(document) is known


def test_a_flood_of_selectors_is_looked_up_no_more(monkeypatch):
    monkeypatch.setattr(lookup, "MOST_LOOKUPS", 1)
    document = Document(PAGE, "https://x.test/")
    known = Lookup(document)
    assert known.region("img#map") == "main"
    assert known.region(".pale") == ""
    assert known.region("img#map") == "main"


def test_without_a_document_nothing_is_found():
    assert Lookup(None).region("#map") == ""
