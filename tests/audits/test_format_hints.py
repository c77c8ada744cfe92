"""format-hints: quiet where a word or an example tells how to write it."""

import time

import pytest

from audits.checks.format_hints import format_hints
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return format_hints(document)


@pytest.mark.parametrize(
    "field",
    [
        "<label for='a'>Reference, for example AB123456</label><input id='a' pattern='[A-Z]{2}[0-9]{6}'>",
        "<label for='a'>Reference (2 letters and 6 digits)</label><input id='a' pattern='[A-Z]{2}[0-9]{6}'>",
        "<label for='a'>Reference</label><p>Two letters, then six digits</p><input id='a' pattern='\\w{8}'>",
        "<label for='a'>Reference</label><input id='a' pattern='\\w{8}'><small>8 signs</small>",
        "<label for='a'>Reference</label><input id='a' pattern='\\w{8}' title='Two letters, six digits'>",
        "<label for='a'>Reference</label><input id='a' pattern='\\w{8}' placeholder='AB123456'>",
        "<p id='h'>As on your bill</p><input aria-label='Reference' pattern='\\w{8}' aria-describedby='h'>",
        "<label>Cyfeirnod, er enghraifft AB<input pattern='[A-Z]{2}'></label>",
    ],
)
def test_passes_a_field_that_tells_its_format(field):
    assert judged(f"<form>{field}</form>").status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<form><label for='a'>Name</label><input id='a'></form>",
        "<form><label for='a'>Day</label><input id='a' pattern='[0-9]*' inputmode='numeric'></form>",
        "<form><label for='a'>Amount owed</label><input id='a' pattern='\\d+'></form>",
        "<form><label for='a'>Name</label><input id='a' pattern='.+'></form>",
        "<form><label for='a'>Name</label><input id='a' pattern='.*\\S.*' hidden></form>",
        "<form><label for='a'>Reference</label><input id='a' pattern=''></form>",
        "<form novalidate><label for='a'>Reference</label><input id='a' pattern='[A-Z]{2}'></form>",
        "<form><label for='a'>Email</label><input id='a' type='email' pattern='.+@.+'></form>",
        "<form><label for='a'>Reference</label><input id='a' disabled pattern='[A-Z]{2}'></form>",
        "<form><label for='a'>Reference</label><input id='a' readonly pattern='[A-Z]{2}'></form>",
    ],
)
def test_is_not_applicable_without_a_format(html):
    assert judged(html).status == "not applicable"


def test_fails_a_field_that_keeps_its_format_to_itself():
    outcome = judged(
        "<form><label for='a'>Rent reference</label><input id='a' pattern='[A-Z]{2}[0-9]{6}'></form>"
    )
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert (finding.selector, finding.region) == ("#a", "main")
    assert "“Rent reference”" in finding.message


@pytest.mark.parametrize("again", ["title", "placeholder"])
def test_what_repeats_the_label_tells_nothing(again):
    field = f"<label for='a'>Rent account</label><input id='a' pattern='[A-Z]+-x' {again}='Rent account'>"
    assert judged(f"<form>{field}</form>").status == "failed"


@pytest.mark.parametrize("label", ["Postcode", "Phone number", "Date of birth", "Cod post"])
def test_asks_where_many_know_the_format(label):
    outcome = judged(f"<form><label for='a'>{label}</label><input id='a' pattern='[A-Z].x'></form>")
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "html",
    [
        "<input pattern='[A-Z]x'>" * 5_000,
        f"<input pattern='{'[a' * 50_000}'>",
        f"<input pattern='{'.' * 100_000}!'>",
        f"<label for='a'>{'e.g' * 50_000}</label><input id='a' pattern='ab'>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
