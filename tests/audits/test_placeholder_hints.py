"""placeholder-hints: quiet where the words stand beside the field too, advises where they vanish."""

import time

import pytest

from audits.checks.placeholder_hints import placeholder_hints
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return placeholder_hints(document)


@pytest.mark.parametrize(
    "html",
    [
        "<label>Date <input></label>",
        "<input placeholder='Date of birth'>",
        "<label>Date <input placeholder='Date'></label>",
        "<label>Date, for example 31 3 2026 <input placeholder='31 3 2026'></label>",
        "<label for='a'>Date</label><p>For example 31 3 2026</p><input id='a' placeholder='31 3 2026'>",
        "<label>Site <input type='search' placeholder='Type a word'></label>",
        "<label>Bins <input placeholder='Search our site'></label>",
        "<label>Site <input name='q' placeholder='Type a word'></label>",
        "<label>Amount <input placeholder='£'></label>",
        "<label>Email <input placeholder='Enter your email'></label>",
        "<label>Email <input placeholder='Enter …'></label>",
    ],
)
def test_passes_fields_whose_words_stay(html):
    assert judged(html).status == "passed"


def test_is_not_applicable_without_fields():
    assert judged("<select></select>").status == "not applicable"


def test_advises_to_move_the_words():
    outcome = judged("<label>Date <input id='a' placeholder='For example 31 3 2026'></label>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#a"
    assert "“For example 31 3 2026”" in outcome.findings[0].message


@pytest.mark.parametrize(
    "html",
    [
        "<label>Date <input placeholder='31 3 2026'></label>" * 3_000,
        f"<label>{'_' * 100_000}<input placeholder='{'a_' * 50_000}'></label>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
