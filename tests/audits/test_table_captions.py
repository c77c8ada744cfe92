"""table-captions: advice about tables that nothing introduces."""

import time

import pytest

from audits.checks.table_captions import table_captions
from audits.derive.document import Document

ROWS = "<tr><th>Band</th><th>Charge</th></tr><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr>"


def judged(html):
    return table_captions(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


@pytest.mark.parametrize(
    "html",
    [
        f"<table><caption>Charges</caption>{ROWS}</table>",
        f"<h2>Charges</h2><p>From May.</p><table>{ROWS}</table>",
        f"<h1>Charges</h1><table>{ROWS}</table>",
        f"<p>These are the charges:</p><table>{ROWS}</table>",
        f"<table aria-label='Charges'>{ROWS}</table>",
        f"<table summary='Charges'>{ROWS}</table>",
        f"<p class='title'><b>Table 1. Charges</b></p><table>{ROWS}</table>",
        f"<figure><table>{ROWS}</table><figcaption>Charges</figcaption></figure>",
    ],
)
def test_passes_tables_with_a_name(html):
    outcome = judged(html)
    assert (outcome.status, outcome.findings) == ("passed", ())


CALENDAR = (
    "<tr>"
    + "".join(f"<th>{day}</th>" for day in ("Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"))
    + "".join(f"</tr><tr>{'<td><a href=#>12</a></td>' * 7}" for _ in range(5))
    + "</tr>"
)


@pytest.mark.parametrize(
    "html",
    [
        "",
        f"<table>{CALENDAR}</table>",
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
        f"<table>{ROWS.replace('th>', 'td>')}</table>",
        f"<table role='presentation'>{ROWS}</table>",
        f"<table hidden>{ROWS}</table>",
    ],
)
def test_is_not_applicable_to_small_tables_and_layouts(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        f"<p>We charge.</p><table id='t'>{ROWS}</table>",
        f"<h1>Charges</h1><p>We charge.</p><table id='t'>{ROWS}</table>",
        f"<h2>Charges</h2><table>{ROWS}</table><p>And.</p><table id='t'>{ROWS}</table>",
        f"<table id='t'><caption> </caption>{ROWS}</table>",
    ],
)
def test_advises_on_tables_without(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert [each.selector for each in outcome.findings] == ["#t"]


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    assert len(judged(f"<table>{ROWS}</table>" * 2_000).findings) == 20
    judged(f"<table>{ROWS}" * 1_000)
    assert time.process_time() - start < 4
