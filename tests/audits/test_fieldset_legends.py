"""fieldset-legends: quiet where the group has a name, sure where words stand in for it."""

import time

import pytest

from audits.checks.fieldset_legends import fieldset_legends
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return fieldset_legends(document)


FIELDS = "<label>Name <input name='n'></label><label>Phone <input name='p'></label>"


@pytest.mark.parametrize(
    "html",
    [
        f"<fieldset><legend>Your landlord</legend>{FIELDS}</fieldset>",
        f"<fieldset><legend><h2>Your landlord</h2></legend>{FIELDS}</fieldset>",
        f"<fieldset aria-label='Your landlord'>{FIELDS}</fieldset>",
        f"<h2 id='h'>Your landlord</h2><fieldset aria-labelledby='h'>{FIELDS}</fieldset>",
        "<fieldset><label>Name <input></label><button>Send</button></fieldset>",
        (
            "<fieldset><button>Save</button><button>Send</button></fieldset>"
            "<fieldset><input aria-label='x'></fieldset>"
        ),
        "<fieldset><p>How?</p><input type='radio' name='a'><input type='radio' name='a'></fieldset>",
        f"<fieldset><fieldset><legend>Landlord</legend>{FIELDS}</fieldset></fieldset>",
    ],
)
def test_passes_groups_with_a_name_and_frames_around_little(html):
    assert judged(f"<form>{html}</form>").status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "",
        FIELDS,
        f"<fieldset hidden><legend></legend>{FIELDS}</fieldset>",
        f"<fieldset role='presentation'><legend></legend>{FIELDS}</fieldset>",
        f"<div role='group'>{FIELDS}</div>",
    ],
)
def test_is_not_applicable_without_fieldsets(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f"<fieldset id='f'><legend></legend>{FIELDS}</fieldset>", "is empty"),
        (f"<fieldset id='f'><legend> <i class='icon'></i></legend>{FIELDS}</fieldset>", "is empty"),
        (
            f"<fieldset id='f'><p><strong>Your landlord</strong></p>{FIELDS}</fieldset>",
            "“Your landlord”",
        ),
        (
            f"<fieldset id='f'><div class='title'>Your landlord</div>{FIELDS}</fieldset>",
            "“Your landlord”",
        ),
        (f"<fieldset id='f'>Your landlord<br>{FIELDS}</fieldset>", "“Your landlord”"),
    ],
)
def test_fails_an_empty_legend_and_words_that_stand_in_for_one(html, words):
    outcome = judged(f"<form>{html}</form>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#f"
    assert words in outcome.findings[0].message


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f"<fieldset>{FIELDS}</fieldset>", "all fields of the form"),
        (f"<fieldset>{FIELDS}</fieldset><label>Note <input></label>", "2 fields"),
        (f"<fieldset><h2>Your landlord</h2>{FIELDS}</fieldset>", "“Your landlord”"),
    ],
)
def test_asks_where_nothing_or_a_heading_names_the_group(html, words):
    outcome = judged(f"<form>{html}</form>")
    assert outcome.status == "needs review"
    assert words in outcome.findings[0].message
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "html",
    [
        f"<fieldset>{FIELDS}" * 1_000,
        f"<fieldset>{FIELDS}</fieldset>" * 2_000,
        "<fieldset>" + "<div>x" * 2_000 + FIELDS,
        "<fieldset>" * 3_000 + FIELDS,
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
