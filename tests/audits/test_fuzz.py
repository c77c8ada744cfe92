"""Seeded nonsense: whatever a page's HTML or axe's result is, each audit answers in time."""

import json
import logging
import random
import re
import time

import pytest

from audits.derive.links import extract_links
from audits.derive.page import load_data, page_artefacts, page_facts
from audits.model import Outcome, Status
from audits.run import judge_page
from crawler.demo.pages import Pages

URL = "https://council.example/page"
ROUNDS = 1  # mutants of each of some 300 pages
MOST_SECONDS = (
    20.0  # of processor time for one page, where 0.05 is usual: what is quadratic takes hours
)
OTHER_TAGS = "p div a h1 h4 table td li svg title main nav template select iframe math br b".split()
TOKENS = (
    *(
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?php",
        "&#0;",
        "&#xd800;",
        "&amp",
        "&&;",
    ),
    *("\0", "\x0c", "\u202e", "\ufeff", "\U0001f4a9", "e\u0301" * 50, " " * 5_000, "=" * 500),
    *(
        "<html lang=''>",
        "<html lang='en-\u0130'>",
        "<head>",
        "<body>",
        "</body></html>",
        "<frameset>",
    ),
    *(
        "<title>",
        "</title>",
        "<svg><title>x</title>",
        "<math><mi>",
        "<template><h1>in",
        "<plaintext>",
    ),
    *("<base href='http://[bad'>", "<base href='//x:99999999/'>", "<base href='javascript:1'>"),
    *("<a href='http://[::1'>x</a>", "<a href='http://a:b:c/'>x</a>", "<a href='\t//%00'>x</a>"),
    *("<a href='" + "x" * 20_000 + "'>", "<h1>", "<h6></h6>", "<h1 aria-level='9e9' role=heading>"),
    *(
        "<p aria-labelledby='a a a' id=a>",
        "<input aria-labelledby=b id=b>",
        "<div hidden>",
        "<main>",
    ),
    *(
        "<table><tr><td><table>",
        "<select><option>",
        "<script>",
        "<style>",
        "<textarea>",
        "<noscript>",
    ),
    *(
        "<i>" * 300,
        "<div>" * 2_000,
        "<b><i></b></i>" * 200,
        "word " * 3_000,
        "w" * 30_000,
        "1.2.3. " * 900,
    ),
)


def cut(html, chance):
    start = chance.randrange(len(html))
    return html[:start] + html[start + chance.randrange(1, 2_000) :]


def cut_short(html, chance):
    return html[: chance.randrange(1, len(html))]


def repeat(html, chance):
    start = chance.randrange(len(html))
    piece = html[start : start + chance.randrange(1, 400)]
    return html[:start] + piece * chance.randrange(1, 200) + html[start:]


def insert(html, chance):
    place = chance.randrange(len(html))
    return html[:place] + chance.choice(TOKENS) + html[place:]


def move(html, chance):
    one, two, three = sorted(chance.randrange(len(html)) for _ in range(3))
    return html[:one] + html[two:three] + html[one:two] + html[three:]


def rename(html, chance):
    """Turn every element of one kind into another."""
    names = re.findall(r"<([a-z][a-z0-9]*)", html) or ["p"]
    old, new = chance.choice(names), chance.choice(OTHER_TAGS)
    return re.sub(rf"(</?){old}\b", rf"\g<1>{new}", html)


def garble(html, chance):
    letters = list(html)
    for _ in range(chance.randrange(1, 60)):
        letters[chance.randrange(len(letters))] = chr(chance.choice((0, 9, 34, 38, 60, 62, 0x2028)))
    return "".join(letters)


MUTATIONS = (cut, cut_short, repeat, insert, insert, insert, move, rename, garble)


def mutant(html, seed):
    chance = random.Random(seed)
    for _ in range(chance.randrange(1, 6)):
        html = chance.choice(MUTATIONS)(html or "<", chance)
    return html[:3_000_000]


@pytest.fixture(scope="module")
def pages():
    load_data()  # once, and on no page's account
    made = Pages(2, "http://other.example")
    return {address: made.render(address, {}) for address in made.addresses()}


def judged(html, axe, caplog):
    """Judge a page; fail when an audit broke down, though the page would have lived on."""
    caplog.clear()
    started = time.thread_time()
    page_facts(html, URL)
    extract_links(html, URL)
    judgements = judge_page(page_artefacts(html, URL, axe=axe))
    took = time.thread_time() - started
    assert [
        record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR
    ] == []
    assert all(isinstance(judgement.outcome, Outcome) for judgement in judgements)
    assert took < MOST_SECONDS
    return judgements


def test_the_pages_themselves(pages, caplog):
    assert len(pages) > 50
    for html in pages.values():
        ours = [judgement for judgement in judged(html, None, caplog) if judgement.rule.id != "axe"]
        assert not any(judgement.outcome.status is Status.ERROR for judgement in ours)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(ROUNDS))
def test_mutants_of_every_page(pages, caplog, number):
    for address, html in pages.items():
        seed = f"{number} {address}"
        try:
            judged(mutant(html, seed), None, caplog)
        except Exception as error:
            raise AssertionError(f"seed {seed!r}") from error


@pytest.mark.parametrize(
    "html", ["", " ", "\0", "<", "no page", "<!doctype html>", "<title>", *TOKENS]
)
def test_hardly_a_page(html, caplog):
    judged(html, None, caplog)


AXE = {
    "testEngine": {"name": "axe-core", "version": "4.14.1"},
    "violations": [
        {
            "id": "image-alt",
            "impact": "critical",
            "tags": ["wcag2a", "wcag111"],
            "description": "d",
            "help": "h",
            "helpUrl": "https://example.test/",
            "nodes": [
                {
                    "target": ["#a"],
                    "html": "<img id=a>",
                    "impact": "critical",
                    "any": [{"id": "x", "data": {}, "message": "m"}],
                    "all": [],
                    "none": [],
                    "failureSummary": "Fix",
                }
            ],
        }
    ],
    "incomplete": [],
    "passes": [{"id": "bypass", "tags": ["wcag2a"], "impact": None, "nodes": []}],
    "inapplicable": [],
}
VALUES = (
    None,
    True,
    -1,
    1e400,
    "",
    "\0",
    "x" * 10_000,
    [],
    {},
    [[]],
    [None],
    {"": None},
    ["a", ["b"]],
)


def spoilt(value, chance):
    """Replace one value somewhere in a structure, or leave it out, or double it."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(list(value))
        if chance.random() < 0.1:
            return {name: kept for name, kept in value.items() if name != key}
        return {**value, key: spoilt(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.85:
        place = chance.randrange(len(value))
        return [*value[:place], spoilt(value[place], chance), *value[place:]]
    return chance.choice(VALUES)


def test_spoilt_results_of_axe_never_stop_a_page(caplog):
    """What comes back from a page is the page's word: then axe's rules are an error, no more."""
    chance = random.Random(4_141)
    html = "<html lang=en><title>Bins</title><main><h1>Bins</h1><img id=a></main>"
    for _ in range(400):
        result = AXE
        for _ in range(chance.randrange(1, 4)):
            result = spoilt(result, chance)
        judgements = judge_page(page_artefacts(html, URL, axe=result))
        assert {judgement.rule.id for judgement in judgements} > {"page-title", "main-heading"}
        for judgement in judgements:
            assert isinstance(judgement.outcome, Outcome)
            json.dumps([finding.message for finding in judgement.outcome.findings])
