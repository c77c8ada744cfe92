"""required-fields: quiet where the form says what it needs, asks where it does not."""

import time

import pytest

from audits.checks.required_fields import required_fields
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return required_fields(document)


TWO = (
    "<label for='a'>Street{0}</label><input id='a' {1}><label for='b'>Reason{0}</label>"
    "<textarea id='b' {1}></textarea>"
)
OTHER = "<label for='c'>Note{}</label><input id='c'>"
BARE = TWO.format("", "required")
STARS = TWO.format(" *", "required")


@pytest.mark.parametrize(
    "html",
    [
        f"<form>{TWO.format(' (required)', 'required')}</form>",
        f"<form>{BARE}{OTHER.format(' (optional)')}</form>",
        f"<p>All fields are required.</p><form>{BARE}</form>",
        f"<p>Answer every question unless it says “optional”.</p><form>{BARE}</form>",
        f"<p>Fields marked with a * are required.</p><form>{STARS}</form>",
        f"<form>{STARS}<p>* = mandatory</p></form>",
        f"<p>Mae pob maes yn ofynnol.</p><form>{BARE}</form>",
        f"<form>{BARE.replace('<label', '<label class=form-required')}</form>",
        (
            "<form><label>Email <input required></label>"
            "<label>Password <input type='password' required></label></form>"
        ),
    ],
)
def test_passes_forms_that_say_what_they_need(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "",
        f"<form>{TWO.format('', '')}</form>",
        "<form><label>Search <input required></label><button>Go</button></form>",
        f"<form hidden>{BARE}</form>",
        "<form><p>How?</p><input type='radio' name='x' required><input type='radio' name='x' required></form>",
    ],
)
def test_is_not_applicable_without_two_fields_that_are_needed(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f"<form>{BARE}</form>", "People must fill in 2 fields (“Street”, “Reason”)"),
        (f"<form>{BARE}{OTHER.format('')}</form>", "must fill in 2 fields"),
        (f"<form>{TWO.format('', 'aria-required=true')}</form>", "must fill in 2 fields"),
        (f"<p>You need a permit.</p><form>{BARE}</form>", "must fill in 2 fields"),
        (f"<form>{STARS}</form>", "Stars mark 2 fields"),
    ],
)
def test_asks_about_forms_that_do_not(html, words):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("needs review", 1)
    assert outcome.findings[0].selector == "#a"
    assert words in outcome.findings[0].message
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "html",
    [
        f"<form>{BARE}</form>" * 1_000,
        f"<form>{STARS * 500}</form>" + "<p>fields</p>" * 5_000,
        f"<p>{'all fields must * ' * 20_000}</p><form>{STARS}</form>",
        "<label class='x'>" * 2_000 + BARE,
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
