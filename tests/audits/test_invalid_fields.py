"""invalid-fields: quiet where words say what is wrong, sure where only a mark does."""

import time

import pytest

from audits.checks.invalid_fields import invalid_fields
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return invalid_fields(document)


SUMMARY = "<div class='error-summary'><p>Please correct the mistakes in the form.</p></div>"
FIELD = "<label for='a'>Postcode</label><input id='a' {}>"


@pytest.mark.parametrize(
    "html",
    [
        "<p id='e'>Enter your postcode</p>"
        + FIELD.format("aria-invalid='true' aria-describedby='e'"),
        "<p id='e'>Enter it</p>" + FIELD.format("class='is-invalid' aria-errormessage='e'"),
        FIELD.format("class='error'") + "<span>Enter your postcode</span>",
        "<label for='a'>Postcode <span>Enter a postcode</span></label><input id='a' class='error'>",
        "<div class='errors'><a href='#a'>Enter it</a></div>" + FIELD.format("class='error'"),
        "<div class='errors'>Enter your postcode</div>" + FIELD.format("class='error'"),
        (
            "<p id='e'>Enter a date</p><fieldset aria-describedby='e'><legend>Date</legend>"
            "<label>Day <input class='input--error'></label></fieldset>"
        ),
    ],
)
def test_passes_a_marked_field_with_words(html):
    assert judged(f"<form>{html}</form>").status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "",
        FIELD.format(""),
        FIELD.format("aria-invalid='false'"),
        FIELD.format("class='ng-pristine ng-invalid ng-untouched'"),
        FIELD.format("class='errorless terror'"),
        FIELD.format("style='border: 1px solid #333'"),
        f"<div hidden>{FIELD.format('class=error')}</div>",
    ],
)
def test_is_not_applicable_without_marked_fields(html):
    assert judged(html + SUMMARY).status == "not applicable"


@pytest.mark.parametrize(
    "mark",
    [
        "class='error'",
        "class='form-control is-invalid'",
        "aria-invalid='true'",
        "style='border:2px solid red'",
    ],
)
def test_fails_a_mark_without_a_word_on_a_page_with_errors(mark):
    outcome = judged(f"<form>{SUMMARY}{FIELD.format(mark)}</form>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#a"
    assert "“Postcode”" in outcome.findings[0].message


def test_asks_where_the_page_shows_no_error_at_all():
    outcome = judged(f"<form>{FIELD.format('aria-invalid=true')}</form>")
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "html",
    [
        SUMMARY * 1_000 + FIELD.format("class='error'"),
        (SUMMARY + FIELD.format("class='error'")) * 300,
        "<input class='error'>" * 5_000,
        f"<input class='{'error-' * 20_000}'>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
