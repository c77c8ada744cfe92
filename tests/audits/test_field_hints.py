"""field-hints: a hint beside a field is tied to it."""

import time

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
        "<label for='a'>Age</label><input id='a' title='In years'><p class='note'>In years</p>",
        # two fields in one box: nobody can tell whose hint it is
        (
            "<label for='a'>From</label><input id='a'><label for='b'>To</label><input id='b'>"
            "<p class='hint'>In years</p>"
        ),
    ],
)
def test_passes_fields_without_a_loose_hint(html):
    assert judged(html).status == "passed"


def test_is_not_applicable_without_fields():
    assert judged("<p class='hint'>In years</p>").status == "not applicable"


@pytest.mark.parametrize(
    "hint",
    [
        "<p class='hint'>In years</p>",
        "<div class='form-text'>We use it once</div>",
        "<span class='help-block'>In years</span>",
        "<small>For example, 31 3 2026</small>",
        "<span>It must be 8 characters or more</span>",
        "<em>Format: dd/mm/yyyy</em>",
        "<br><small>(e.g. 31 3 2026)</small>",
    ],
)
def test_fails_a_hint_that_is_tied_to_no_field(hint):
    outcome = judged(f"<div><label for='a'>Age</label><input id='a'>{hint}</div>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert (finding.selector, finding.status) == ("#a", "failed")
    assert "Nothing ties the hint" in finding.message


def test_fails_a_hint_in_a_box_beside_that_of_the_field():
    outcome = judged(
        "<div><label for='a'>Age</label></div><div class='hint'>In years</div>"
        "<div><input id='a'></div>"
    )
    assert [finding.selector for finding in outcome.findings] == ["#a"]
    assert outcome.status == "failed"


@pytest.mark.parametrize(
    "hint",
    [
        "<p class='description'>In years</p>",
        "<p class='hint'><a href='/why'>Why we ask you</a></p>",
        "<p class='hint invalid-feedback'>Enter your age</p>",
        "<p class='hint'>Years</p>",
        "<p>Up to 20 people can live here</p>",
        f"<p class='hint'>{'We ask everybody. ' * 20}</p>",
    ],
)
def test_asks_about_words_that_may_be_about_something_else(hint):
    outcome = judged(f"<div><label for='a'>Age</label><input id='a'>{hint}</div>")
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")


def test_asks_about_a_hint_beside_a_search():
    outcome = judged(
        "<label for='q'>Find</label><input type=search id='q'><p class=hint>By name</p>"
    )
    assert outcome.status == "needs review"


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged("<p><input><span class='hint'>In years</span></p>" * 5_000)
    judged("<div>" * 300 + "<br>" * 20_000 + "<input>" + "<br>" * 20_000)
    assert time.process_time() - start < 6
