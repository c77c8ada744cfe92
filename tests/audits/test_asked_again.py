"""asked-again: quiet where each thing is asked once, asks where it seems to come twice."""

import time

import pytest

from audits.checks.asked_again import asked_again
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return asked_again(document)


ADDRESS = "<label>Address <input></label><label>Postcode <input></label>"


@pytest.mark.parametrize(
    "html",
    [
        "<form><label>Email <input></label><label>Phone <input></label></form>",
        "<form><label>Confirm password <input type='password'></label><label>Name <input></label></form>",
        (
            "<form><label>Name <input autocomplete='name'></label>"
            "<label>Email <input autocomplete='email'></label></form>"
        ),
        "<form><label>A <input autocomplete='off'></label><label>B <input autocomplete='off'></label></form>",
        f"<form>{ADDRESS}<label><input type='checkbox'> Same as above</label>{ADDRESS}</form>",
        f"<form>{ADDRESS}<fieldset><legend>Your landlord</legend>{ADDRESS}</fieldset></form>",
        f"<form>{ADDRESS}</form><form>{ADDRESS}</form>",
        (
            "<form><label>I confirm my address is right <input type='checkbox'></label>"
            "<label>Name <input></label></form>"
        ),
        "<form><label>Email <input></label><label>Confirm email <input readonly></label></form>",
        "<form><label>Check the number on the bin <input></label></form>".replace(
            "Check", "Tell us"
        ),
    ],
)
def test_passes_forms_that_ask_once(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html", ["", "<form><button>Go</button></form>", f"<div hidden>{ADDRESS}</div>"]
)
def test_is_not_applicable_without_fields(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            "<form><label>Email <input></label><label>Confirm email <input></label></form>",
            "“Confirm email”",
        ),
        ("<label>Please re-enter your e-mail address <input></label>", "asks again"),
        ("<label>Email again <input></label>", "asks again"),
        (
            (
                "<form><label>Email <input autocomplete='email'></label>"
                "<label>Contact <input autocomplete='email'></label></form>"
            ),
            "reader's “email”",
        ),
        (f"<form>{ADDRESS}<h2>Bill</h2>{ADDRESS}</form>", "“Address” twice"),
    ],
)
def test_asks_where_something_comes_twice(html, words):
    outcome = judged(html)
    assert outcome.status == "needs review"
    assert words in outcome.findings[0].message
    assert all(each.message.endswith("?") for each in outcome.findings)


@pytest.mark.parametrize(
    "html",
    [
        f"<form>{ADDRESS * 2_000}</form>",
        "<label>Confirm email <input></label>" * 3_000,
        f"<label>{'confirm e-' * 20_000}<input></label>",
        f"<label>{'number ' * 20_000}<input></label>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
