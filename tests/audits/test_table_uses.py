"""table-uses: advice about layout, nesting and holes."""

import time

import pytest

from audits.checks.table_uses import table_uses
from audits.derive.document import Document

HEAD = "<tr><th>Band</th><th>Charge</th></tr>"
ROW = "<tr><td>A</td><td>1</td></tr>"


def judged(html):
    return table_uses(Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/"))


@pytest.mark.parametrize(
    "html",
    [
        f"<table>{HEAD}{ROW}{ROW}</table>",
        f"<table><tr><td></td><th>Small</th></tr>{ROW}</table>",
        f"<table><tr><th></th><th>Small</th></tr>{ROW}</table>",
        f"<table>{HEAD}{ROW}<tr><td>B</td><td><img src=a alt=yes></td></tr></table>",
        # a calendar begins in the middle of a week
        f"<table>{HEAD}<tr><td></td><td>1</td></tr><tr><td>2</td><td>3 Fair</td></tr></table>",
        f"<table><tr><th><img src=a alt=Band></th><th><input aria-label=All></th></tr>{ROW}</table>",
        f"<table><tr><th>A</th><th aria-label='Actions'></th></tr>{ROW}</table>",
        f"<table>{ROW}{ROW}</table>",
        "<table role=grid><caption>A</caption><tr><td>A</td><td>B</td></tr></table>",
        "<table><tr><th>Band</th><th>Charge</th></tr></table>",
    ],
)
def test_passes_plain_tables(html):
    outcome = judged(html)
    assert (outcome.status, outcome.findings) == ("passed", ())


@pytest.mark.parametrize(
    "html",
    ["", "<table role='presentation'><tr><td><h2>A</h2><td>B</table>", f"<table hidden>{ROW}"],
)
def test_is_not_applicable_without_tables(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f"<table>{HEAD}<tr><td><table id='t'>{HEAD}{ROW}</table></td></tr></table>", "in a cell"),
        ("<table id='t'><tr><td><h2>News</h2><p>A</p></td><td>B</td></tr></table>", "places parts"),
        (f"<table id='t'>{HEAD}{ROW.replace('td>', 'th>')}</table>", "All cells"),
        (f"<table id='t'><tr><th>A</th><th></th></tr>{ROW}</table>", "header cell without a text"),
        (f"<table id='t'>{HEAD}{ROW}<tr><td>&nbsp;</td><td></td></tr></table>", "without any"),
        (
            f"<table id='t'>{HEAD}{ROW}<tr><td>B</td><td> </td></tr></table>",
            "One cell of the table is empty",
        ),
        (f"<table id='t'>{ROW}</table>", "one row or column only"),
        ("<table id='t'><tr><td>A</td></tr><tr><td>B</td></tr></table>", "one row or column only"),
    ],
)
def test_advises_on_odd_tables(html, words):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert finding.selector == "#t"
    assert words in finding.message


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged("<table><tr><td>" * 2_000)
    judged(f"<table>{HEAD}{'<tr><th></th><td></td></tr>' * 20_000}</table>")
    assert time.process_time() - start < 6
