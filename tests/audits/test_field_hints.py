"""field-hints: a hint beside a field is tied to it, or a person is asked."""

import pytest

from audits.checks.field_hints import field_hints
from audits.derive.document import Document


def judged(html):
    return field_hints(Document(f"<html><body><form>{html}</form></body></html>", "https://x/"))


@pytest.mark.parametrize(
    "html",
    [
        "<label for='a'>Age</label><input id='a'>",
        (
            "<label for='a'>Age</label><p class='hint' id='h'>In years</p>"
            "<input id='a' aria-describedby='h'>"
        ),
        "<label>Age <small class='hint'>In years</small><input></label>",
        "<label for='a'>Age</label><input id='a'><p class='note'>We do not keep it.</p>",
        "<label for='a'>Age</label><input id='a'><p class='hint'></p>",
    ],
)
def test_passes_fields_without_a_loose_hint(html):
    assert judged(html).status == "passed"


def test_is_not_applicable_without_fields():
    assert judged("<p class='hint'>In years</p>").status == "not applicable"


@pytest.mark.parametrize("name", ["hint", "form-text", "help-block", "description"])
def test_asks_about_a_hint_that_is_tied_to_no_field(name):
    outcome = judged(f"<label for='a'>Age</label><input id='a'><p class='{name}'>In years</p>")
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.selector, finding.status) == ("#a", "needs review")
    assert "In years" in finding.message


@pytest.mark.parametrize(
    "words", ["For example, 31 3 2026", "It must be 8 characters or more", "Format: dd/mm/yyyy"]
)
def test_asks_about_words_that_tell_how_whatever_their_class(words):
    outcome = judged(f"<label for='a'>Date</label><input id='a'><span>{words}</span>")
    assert outcome.status == "needs review"
    assert outcome.findings[0].selector == "#a"
