"""error-messages: what is shown in a form as an error says which field it means."""

import time

import pytest

from audits.checks.error_messages import error_messages
from audits.derive.document import Document

AGE = "<label for='age'>Age (years)</label><input id='age' type='number'>"
GOVUK = """<form><div class="govuk-error-summary" role="alert"><h2 class="govuk-error-summary__title">
There is a problem</h2><ul class="govuk-list govuk-error-summary__list"><li><a href="#nino">Enter a
National Insurance number</a></li></ul></div><div class="govuk-form-group govuk-form-group--error">
<label for="nino">Number</label><p id="nino-error" class="govuk-error-message">Enter a number in the
correct format</p><input id="nino" aria-describedby="nino-error" aria-invalid="true"></div></form>"""


def judged(html):
    return error_messages(Document(f"<html><body><main>{html}</main></body></html>", "https://x/"))


@pytest.mark.parametrize(
    "html",
    [
        "<p class='error'>Please enter a number</p>",  # in no form
        f"<form>{AGE}</form>",
        f"<form>{AGE}<span class='error' hidden>Please enter a number</span></form>",
        f"<form>{AGE}<span class='error' style='display: none'>Enter a number</span></form>",
        f"<form>{AGE}<span class='error'></span></form>",
        f"<form>{AGE}<p class='terrors'>Please do not be afraid</p></form>",
        "<form class='has-errors'><label>Age <input class='error'></label></form>",
        f"<form>{AGE}<p class='error-404'>The page was not found</p></form>",
    ],
)
def test_is_not_applicable_where_no_error_is_shown(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        GOVUK,
        f"<form>{AGE}<span id='e' class='error'>Enter your age in years</span></form>",
        (
            "<form><label for='a'>Age</label><input id='a' aria-errormessage='e'>"
            "<span id='e' class='error'>Please correct this</span></form>"
        ),
        # Drupal
        (
            "<form><div class='form-item form-item--error'><label for='m'>Email</label>"
            "<input id='m' class='error' aria-describedby='m--error'>"
            "<div id='m--error' class='form-item--error-message'>This is required.</div></div></form>"
        ),
        # WordPress, Contact Form 7
        (
            "<form><p class='wpcf7-error'>Your email must hold an @.</p>"
            "<label>Your email <input type='email'></label></form>"
        ),
    ],
)
def test_passes_messages_that_are_tied_to_a_field_or_name_it(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        f"<form>{AGE}<span id='error'>Please enter a correct value.</span></form>",
        f"<form><div class='alert alert-danger'>Please fill the field correctly.</div>{AGE}</form>",
        (
            "<form><fieldset><label>Name <input></label></fieldset><fieldset><label>Name <input>"
            "</label></fieldset><p class='form-error'>Please fill Name.</p></form>"
        ),
    ],
)
def test_asks_about_messages_that_tell_no_field(html):
    outcome = judged(html)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert "how to put it right" in finding.message
    assert finding.status == "needs review"
    assert finding.region == "main"


def test_a_form_of_thousands_of_messages_takes_no_time():
    html = "<form>" + f"{AGE}<b class='error'>Please correct this</b>" * 3000 + "</form>"
    started = time.process_time()
    assert len(judged(html).findings) == 3000
    assert time.process_time() - started < 20
