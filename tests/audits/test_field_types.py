"""field-types: quiet where the keyboard fits, advises where it does not."""

import time

import pytest

from audits.checks.field_types import field_types
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return field_types(document)


@pytest.mark.parametrize(
    "html",
    [
        "<label>Email <input type='email'></label>",
        "<label>Email <input inputmode='email'></label>",
        "<label>Phone number <input type='tel'></label>",
        "<label>Email or phone number <input></label>",
        "<label>How many phones? <input type='number'></label>".replace("phones", "bins"),
        "<label>Number of rooms <input type='number'></label>",
        "<label>Reference number <input inputmode='numeric'></label>",
        "<label>Email <input type='checkbox'></label><label>Name <input></label>",
    ],
)
def test_passes_fields_that_fit(html):
    assert judged(html).status == "passed"


def test_is_not_applicable_without_fields():
    assert judged("<p>Email</p><input>").status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<label>Email address * <input id='i'></label>", 'type="email"'),
        ("<label>Phone number (optional) <input id='i'></label>", 'type="tel"'),
        ("<label>Phone number <input id='i' type='number'></label>", "no number to count with"),
        ("<label>Account number <input id='i' type='number'></label>", "no number to count with"),
    ],
)
def test_advises_a_better_type(html, words):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#i"
    assert words in outcome.findings[0].message


@pytest.mark.parametrize(
    "html",
    [
        "<label>Email <input></label>" * 3_000,
        f"<label>{'account ' * 50_000}<input type='number'></label>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
