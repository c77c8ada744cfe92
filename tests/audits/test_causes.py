"""The same thing to fix keeps its key; different things keep theirs apart."""

import pytest

from audits.causes import cause_of, normal_selector, skeleton_of
from audits.model import Finding


def key(selector="", snippet="", *, region="main", template="t1", rule="axe:image-alt", subject=""):
    finding = Finding("Wrong", selector=selector, snippet=snippet, region=region, subject=subject)
    return cause_of(rule, finding, template).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("main > p:nth-child(2) > a", "main > p:nth-child(14) > a"),
        ("li:nth-of-type(1) > img", "li:nth-last-of-type(3) > img"),
        ("#block-12 > a", "#block-345 > a"),
        ("#node-1 .title", "#node-99 .title"),
        (".view-row-1 > a", ".view-row-22 > a"),
        ('a[href="/bins"]', 'a[href="/tax"]'),
        ('a[href$="x[1]"]', 'a[href$="y"]'),
        ('img[src="a\\"]b.png"]', 'img[src="c.png"]'),
        (".menu > .active > a", ".menu > .is-active > a"),
        (".nav__item--current > a", ".nav__item--active > a"),
        ("#\\31 23 > a", "#\\34 56 > a"),
    ],
)
def test_positions_numbers_states_and_values_fold(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("#header > a", "#footer > a"),
        (".card > a", ".hero > a"),
        ("main > a", "main a"),
        ("a[href]", "a[title]"),
        ("iframe >>> #pay", "iframe >>> #book"),
        ("img", "svg"),
        (".opening-times", ".closing-times"),
        ("#caf\\e9 > a", "#bistro > a"),
    ],
)
def test_different_elements_stay_apart(one, other):
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<a href="/a">A</a>', '<a href="/b">B</a>'),
        ('<a class="btn is-active" href="/a">', '<a href="/b" class="btn">'),
        ('<a aria-current="page" href="/a">', '<a href="/b">'),
        ('<li class="item-1 first">', '<li class="item-2 last">'),
        ('<div data-id="1" style="color: red">', '<div data-id="2">'),
        ('<IMG SRC="a.png">', '<img src="b.png">'),
        ("<img src='a>b.png' width=10>", '<img width="20" src="c.png">'),
    ],
)
def test_texts_values_and_states_play_no_part_in_the_skeleton(one, other):
    assert skeleton_of(one) == skeleton_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<a class="btn">', '<a class="link">'),
        ('<img src="a.png">', '<img src="a.png" alt="">'),
        ("<ul>", "<ol>"),
    ],
)
def test_different_tags_attributes_and_classes_do(one, other):
    assert skeleton_of(one) != skeleton_of(other)


def test_the_anchor_of_a_heading_plays_no_part():
    assert key("#bins", "<h2 id=bins>Bins</h2>") == key("#tax", '<h2 id="tax">Tax</h2>')
    assert key("#bins", "<h2 id=bins>") != key("#tax", "<h3 id=tax>")
    assert key("#bins", "<ul id=bins>") != key("#tax", "<ul id=tax>")
    assert key("#bins > a", "<a>") != key("#tax > a", "<a>")


def test_chrome_is_one_cause_over_all_templates_and_content_is_not():
    assert key("a", region="footer", template="t1") == key("a", region="footer", template="t2")
    assert key("a", region="main", template="t1") != key("a", region="main", template="t2")
    assert key("a", region="footer") != key("a", region="header")


def test_what_stands_in_the_shell_is_one_cause_over_all_pages_of_that_shell():
    """A page without a language lacks it in what all kinds of page share, whatever they hold."""
    assert key("html", "<html>", region="", template="s1.c1") == key(
        "html", "<html>", region="", template="s1.c2"
    )
    assert key("html", region="", template="s1.c1") != key("html", region="", template="s2.c1")
    assert key("a", region="main", template="s1.c1") != key("a", region="main", template="s1.c2")


def test_a_subject_is_the_cause_wherever_its_element_stands():
    assert key("p:nth-child(1)", subject="https://x.test/gone", template="t1") == key(
        "li", subject="https://x.test/gone", template="t2"
    )
    assert key(subject="https://x.test/gone") != key(subject="https://x.test/lost")
    assert key(subject="https://x.test/gone") != key(subject="https://x.test/gone", region="footer")


def test_each_rule_has_its_own_causes():
    assert key("img", rule="axe:image-alt") != key("img", rule="axe:role-img-alt")


@pytest.mark.parametrize(
    "odd", ["", " ", ">", "[", "#", "a[href='", ":nth-child(", "\ud800", "(" * 5000]
)
def test_odd_selectors_and_snippets_do_no_harm(odd):
    assert key(odd, odd) == key(odd, odd)


@pytest.mark.parametrize(
    ("selector", "normal"),
    [
        ("body > p:nth-child(2)", "body > p"),
        ("#block-1 > a", "* > a"),
        ("#content", "#content"),
        ("frame >>> a", "frame >>> a"),
    ],
)
def test_a_normal_selector_reads_like_a_selector(selector, normal):
    assert normal_selector(selector) == normal
