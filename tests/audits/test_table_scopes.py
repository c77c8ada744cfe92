"""table-scopes: advice about tables with headers on two sides."""

import time

import pytest

from audits.checks.table_scopes import table_scopes
from audits.derive.document import Document

TOP = "<tr><td></td><th>Small</th><th>Large</th></tr>"
SIDE = "<tr><th>Grey</th><td>1</td><td>2</td></tr>"


def judged(html):
    return table_scopes(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


def test_passes_headers_with_scopes():
    scoped = TOP.replace("<th>", "<th scope=col>") + SIDE.replace("<th>", "<th scope=row>") * 2
    assert judged(f"<table>{scoped}</table>").status == "passed"
    named = SIDE.replace("<td>", "<td headers='a b'>", 1)
    assert judged(f"<table>{TOP}{named}{SIDE}</table>").status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "",
        f"<table>{SIDE.replace('th>', 'td>') * 3}</table>",
        "<table><tr><th>A</th><th>B</th></tr><tr><th>C</th><th>D</th></tr></table>",
        f"<table role='none'>{TOP}{SIDE * 2}</table>",
    ],
)
def test_is_not_applicable_without_headers_and_data(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (TOP + SIDE * 2, "at the top and at the side"),
        (TOP.replace("<th>", "<th scope=col>") + SIDE * 3, "at the top and at the side"),
        (TOP + SIDE * 2 + TOP, "at the top and at the side"),
        (TOP + SIDE.replace("th>", "td>") * 3, "The headers of the table"),
        (SIDE * 3, "The headers of the table"),
        (TOP * 2 + SIDE.replace("th>", "td>") * 2, "two rows of headers"),
    ],
)
def test_advises_on_headers_without_scopes(rows, words):
    outcome = judged(f"<table id='t'>{rows}</table>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#t"
    assert words in outcome.findings[0].message


def test_tells_simple_tables_in_one():
    simple = f"<table>{SIDE * 3}</table>"
    outcome = judged(f"<table id='t'>{SIDE * 3}</table>{simple * 3}<table>{TOP}{SIDE * 2}</table>")
    assert outcome.value == 5
    assert [each.elements for each in outcome.findings] == [4, 1]
    assert outcome.findings[0].selector == "#t"


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged(f"<table>{TOP}{SIDE * 20_000}</table>")
    judged(f"<table>{TOP}{SIDE * 2}</table>" * 2_000)
    assert time.process_time() - start < 6
