"""check-before-sending: quiet where nothing binds or it can be checked; asks about the rest."""

import time

import pytest

from audits.checks.check_before_sending import check_before_sending
from audits.derive.document import Document

FIELDS = "<label>Name <input name=n></label><label>Date <input name=d></label>"
CARD = "<label>Card number <input name=c></label>"


def form(button, fields=FIELDS, attributes="method=post action=/x", words=""):
    return f"{words}<form {attributes}>{fields}<button id=it>{button}</button></form>"


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return check_before_sending(document)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<button id=it>Pay now</button>",
        form("Search"),
        form("Send", "<label>Your message <textarea></textarea></label>" + FIELDS),
        form("Sign in"),
        form("Sign up", "<label>Email <input type=email></label>"),
        form("Subscribe"),
        form("Apply filters"),
        form("Order by date"),
        form("Book list"),
        form("Bookings"),
        form("Payments", "<label>Account number <input></label>" + FIELDS),
        form("Order", "<select><option>Name<option>Date</select>"),
        form("Pay now", ""),
        form("Pay", "<label>Reference <input></label>"),
        form("Book a visit", attributes="method=get action=/book"),
        form("Book a visit", attributes="action=/book"),
        form("Continue", CARD),
        form("Next", CARD + FIELDS),
        form("Check and pay", CARD),
        form("Review your order", CARD),
        form("Remove filter", ""),
        form("Close", ""),
        form("Cancel", ""),
        form("Sign the petition"),
    ],
)
def test_is_not_applicable_where_nothing_binds(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        form("Pay now", CARD, words="<p>You can check your answers on the next page.</p>"),
        form("Book", words="<p>You can cancel your visit up to two days before.</p>"),
        form("Book", words="<h1>Check your answers</h1>"),
        form("Book", words="<p>Step 2 of 4</p>"),
        form("Pay now", CARD + "<label><input type=checkbox> I have checked that all is correct</label>"),
        form("Pay now", CARD + "<label><input type=checkbox> I confirm the amount</label>"),
        form("Delete my account", "", "method=post onsubmit=\"return confirm('Are you sure?')\""),
        "<form method=post><button id=it data-confirm='Are you sure?'>Delete my account</button></form>",
        "<form method=post><button id=it data-bs-toggle=modal>Cancel booking</button></form>",
        form("Archebu", words="<p>Gallwch wirio popeth ar y dudalen nesaf.</p>"),
    ],
)  # fmt: skip
def test_passes_what_can_be_checked_or_taken_back(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (form("Pay now", "<label>Number <input autocomplete='cc-number'></label>"), "sends bank details"),
        (form("Send", CARD), "sends bank details"),
        (form("Submit", "<label>Sort code <input></label>"), "sends bank details"),
        (form("Pay", attributes=""), "pays, orders or books"),
        (form("Book your visit"), "“Book your visit” pays, orders or books"),
        (form("Place order"), "pays, orders or books"),
        (f"<form method=post>{FIELDS}<input type=submit id=it value='Order a bin'></form>", "pays, orders or books"),
        (form("Set up a Direct Debit"), "pays, orders or books"),
        (form("Talu nawr"), "pays, orders or books"),
        (form("Delete my account", ""), "deletes or ends something"),
        (form("Cancel this booking", ""), "deletes or ends something"),
        (form("Sign the tenancy agreement"), "signs something"),
    ],
)  # fmt: skip
def test_asks_about_what_binds(html, words):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("needs review", 1)
    (finding,) = outcome.findings
    assert finding.selector == "#it"
    assert words in finding.message
    assert finding.message.endswith("?")


def test_one_form_is_one_question():
    assert len(judged(form("Pay</button><button>Pay later") + form("Book")).findings) == 2


@pytest.mark.parametrize(
    "html",
    [
        form("Pay", FIELDS * 3) * 500,
        form("delete " * 20_000),
        form("Pay now", CARD, words="<p>check " + "before you " * 20_000),
        form("Pay", "<label>" + "card number " * 20_000 + "<input></label>"),
        "<form method=post>" * 3_000 + FIELDS + "<button>Pay</button>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
