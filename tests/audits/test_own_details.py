"""own-details: quiet where browsers are told, or where it is not about the reader."""

import time

import pytest

from audits.checks.own_details import own_details
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return own_details(document)


FORM = (
    "<form><label for='a'>Full name</label><input id='a' {0}><label for='b'>Email address</label>"
    "<input id='b' type='email' {1}></form>"
)


@pytest.mark.parametrize(
    "html",
    [
        FORM.format("autocomplete='name'", "autocomplete='email'"),
        FORM.format("autocomplete='section-a name'", "autocomplete='off'"),
    ],
)
def test_passes_fields_that_tell_what_they_ask_for(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<form><label>Email <input></label><button>Subscribe</button></form>",
        "<form><label>Postcode <input></label><label>Address <input></label></form>",
        "<form><label>Name of the street <input></label><label>Phone box <input></label></form>",
        FORM.format("disabled", ""),
        FORM.format("readonly", ""),
        (
            "<form><fieldset><legend>Your child</legend><label>First name <input></label>"
            "<label>Last name <input></label></fieldset></form>"
        ),
        (
            "<form><fieldset><legend>Bride</legend><label>Name <input></label></fieldset>"
            "<fieldset><legend>Groom</legend><label>Name <input></label></fieldset>"
            "<label>Email <input></label></form>"
        ),
        f"<div hidden>{FORM.format('', '')}</div>",
        "<form><label>Name <select></select></label><label>Email <input type='checkbox'></label></form>",
    ],
)
def test_is_not_applicable_without_the_readers_own_details(html):
    assert judged(html).status == "not applicable"


def test_asks_once_for_each_form():
    outcome = judged(FORM.format("", ""))
    assert (outcome.status, outcome.value) == ("needs review", 1)
    (finding,) = outcome.findings
    assert (finding.selector, finding.elements) == ("#a", 2)
    assert '“Full name” (autocomplete="name")' in finding.message
    assert finding.message.endswith("?")


@pytest.mark.parametrize(
    "label", ["E-mail address *", "Your email (optional)", "Phone number:", "Rhif ffôn", "Surname"]
)
def test_knows_a_label_with_its_marks(label):
    html = f"<form><label>Name <input autocomplete='name'></label><label>{label} <input id='i'></label></form>"
    assert judged(html).findings[0].selector == "#i"


@pytest.mark.parametrize(
    "html",
    [
        FORM.format("", "") * 1_000,
        f"<form>{'<fieldset><legend>a</legend>' * 2_000}<label>Name <input></label></form>",
        f"<form><label>{'(' * 100_000}<input></label><label>Name <input></label></form>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
