"""table-headers: a head of td is sure, bold words are a question, layout is nobody's business."""

import time

import pytest

from audits.checks.table_headers import table_headers
from audits.derive.document import Document


def judged(html):
    return table_headers(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


BODY = "<tbody><tr><td>A</td><td>£1,200</td></tr><tr><td>B</td><td>£1,400</td></tr></tbody>"
HEAD = "<thead><tr><td>Band</td><td>Charge</td></tr></thead>"
BOLD = "<tr><td><strong>Band</strong></td><td><p><b>Charge</b></p></td></tr>"
GOVUK = f"""<table class="govuk-table"><caption class="govuk-table__caption">Charges</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col">Band</th>
<th scope="col">Charge</th></tr></thead>{BODY}</table>"""


@pytest.mark.parametrize(
    "html",
    [
        GOVUK,
        f"<table>{HEAD.replace('td>', 'th>')}{BODY}</table>",
        f"<table><thead><tr><td></td><th>Charge</th></tr></thead>{BODY}</table>",
        f"<table><thead><tr><td colspan='2'>2025</td></tr><tr><th>A</th><th>B</th></tr></thead>{BODY}</table>",
        f"<table><thead><tr><td role='columnheader'>A</td><td role='columnheader'>B</td></tr></thead>{BODY}</table>",
        f"<table><thead><tr><td scope='col'>A</td><td scope='col'>B</td></tr></thead>{BODY}</table>",
        f"<table><thead><tr><td> </td><td>&nbsp;</td></tr></thead>{BODY}</table>",
        f"<table><thead><tr><td colspan='2'>Charges</td></tr></thead>{BODY}</table>",
        f"<table>{BODY}</table>",
        f"<table><caption> </caption>{BODY}</table>",
        f"<figure class='wp-block-table'><table>{BODY.replace('<td>A</td>', '<th>A</th>')}</table></figure>",
        "<table><tr><td><b>Band</b></td><td>Charge</td></tr><tr><td>A</td><td>1</td></tr></table>",
        "<table><tr><td>A</td><td>B</td></tr><tr><td>C</td><td>2</td></tr><tr><td>E</td><td>3</td></tr></table>",
        "<table><tr><td>A</td><td>1</td></tr><tr><td>C</td><td>2</td></tr><tr><td>E</td><td>3</td></tr><tr><td>E</td><td>4</td></tr></table>",
        f"<table><tr><th>A<th>B</tr>{BODY}<tr><td colspan=2>Total<tr><td rowspan=2>A<td>1<tr><td>2</table>",
        f"<table><tr><th scope=colgroup colspan=2>2025</tr><tr><th>A<th>B</tr>{BODY}</table>",
        "<table><tr><th scope=colgroup colspan=2>2025<th>X</tr><tr><th>A<th>B<th>C</tr><tr><td>1<td>2<td>3</table>",
        f"<table><tr><th>A<th>B</tr>{BODY}<tr><th>A<th>B</tr></table>",
        f"<table><tr><th>A<th>B<th>C</tr>{'<tr><th scope=row>D<th>E<td>1</tr>' * 2}</table>",
        "<table><tr><th scope=col>A<th>B</tr><tr><th>C<th>D</tr><tr><td>1<td>2</tr></table>",
        "<table><tr><td><b>Band</b> of home</td><td><b>1</b></td></tr><tr><td>A</td><td>1</td></tr></table>",
    ],
)
def test_passes_tables_with_headers_and_plain_ones(html):
    outcome = judged(html)
    assert (outcome.status, outcome.findings) == ("passed", ())


@pytest.mark.parametrize(
    "html",
    [
        "",
        f"<table role='presentation'>{HEAD}{BODY}</table>",
        "<table role='presentation'><tr><th>A</th></tr></table>",
        f"<table role='none'>{HEAD}{BODY}</table>",
        f"<table hidden>{HEAD}{BODY}</table>",
        f"<div aria-hidden='true'><table>{HEAD}{BODY}</table></div>",
        "<table><thead><tr><td>A</td><td>B</td></tr></thead></table>",
        "<table><thead><tr><td>A</td></tr></thead><tr><td>1</td></tr></table>",
        f"<table>{BOLD}<tr><td></td><td></td></tr></table>",
        f"<table><tr><td>Menu</td><td><table>{HEAD}{BODY}</table></td></tr><tr><td>A</td></tr></table>",
        "<table></table><table><tr></tr></table><td>A</td>",
    ],
)
def test_is_not_applicable_without_tables_of_data(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f"<table id='t'>{BOLD}{BODY}</table>", "“Band”, “Charge” headers"),
        (
            f"<table id='t'><tr style='font-weight: bold'><td>Band</td><td>Charge</td></tr>{BODY}</table>",
            "“Band”, “Charge” headers",
        ),
        (f"<table id='t'><caption>Charges</caption>{BODY}</table>", "has a caption"),
        (
            f"<table id='t'><tr><td>Band</td><td>Charge</td></tr>{BODY}<tr><td>C</td><td>£900.50</td></tr></table>",
            "Are “Band”, “Charge” headers of the columns",
        ),
        (
            "<table id='t'><tr><th colspan=2>2025<th>Note</tr><tr><th>A<th>B<th></tr><tr><td>1<td>2<td>3</table>",
            "more than one row or column of headers",
        ),
        (
            "<table id='t'><tr><th>A<th>B</tr><tr><th>C<th>D</tr><tr><td>1<td>2</tr></table>",
            "more than one row or column of headers",
        ),
        (
            f"<table id='t'><tr><th>A<th>B<th>C</tr>{'<tr><th>D<th>E<td>1</tr>' * 2}</table>",
            "more than one row or column of headers",
        ),
        (
            f"<table id='t'><tr><th>A<th>B<th>C</tr>{BODY}</table>",
            "of 3 columns, and row 2 has 2 cells",
        ),
        (
            f"<table id='t' role='none'><tr><th>A<th>B</tr>{BODY}</table>",
            "says that it is for layout",
        ),
    ],
)
def test_asks_a_person_about_bold_rows_and_captions(html, words):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("needs review", 0)
    assert [(each.selector, each.status) for each in outcome.findings] == [("#t", "needs review")]
    assert words in outcome.findings[0].message
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "html",
    [
        f"<table id='t'>{HEAD}{BODY}</table>",
        f"<table id='t'><caption>Charges</caption>{HEAD}{BODY}</table>",
        f"<table id='t'>{HEAD}{BODY.replace('<td>A</td>', '<th>A</th>')}</table>",
        f"<table id='t'>{HEAD.replace('Band', '<strong>Band</strong>')}{BODY}</table>",
    ],
)
def test_fails_a_head_without_header_cells(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    finding = outcome.findings[0]
    assert (finding.selector, finding.region, finding.status) == ("#t", "main", "failed")
    assert finding.message == "The head of the table has no header cells: “Band”, “Charge”."


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>" * 1_000,
        f"<table>{HEAD}{BODY}</table>" * 1_000,
        f"<table>{HEAD}{'<tr><td>A</td><td>B</td></tr>' * 10_000}</table>",
        "<table><thead><td>A<td>B<tr><td role=''><th scope></table>",
        "<table><caption>" * 500,
        "<table><tr><th rowspan=900>A<th colspan=999>B" + "<tr><td rowspan=900>A<td>B" * 5_000,
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 4
