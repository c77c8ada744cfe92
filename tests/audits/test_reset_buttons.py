"""reset-buttons: quiet where little is lost, advises where a form is emptied."""

import time

import pytest

from audits.checks.reset_buttons import reset_buttons
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return reset_buttons(document)


FIELDS = "<label>Name <input></label><label>Note <textarea></textarea></label>"


@pytest.mark.parametrize(
    "html",
    [
        "<form><label>Search <input></label><input type='reset'></form>",
        "<form><label><input type='checkbox'> Hall</label><select></select><button type='reset'>Clear</button></form>",
    ],
)
def test_passes_where_little_is_lost(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        f"<form>{FIELDS}<button>Reset my password</button></form>",
        f"<form>{FIELDS}<button type='reset' hidden>Reset</button></form>",
        "<button type='reset'>Reset</button>",
    ],
)
def test_is_not_applicable_without_such_a_button(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "button", ["<input type='reset' id='r'>", "<button type='RESET' id='r'>Clear</button>"]
)
def test_advises_against_a_button_that_empties_a_form(button):
    outcome = judged(f"<form>{FIELDS}{button}</form>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#r"


@pytest.mark.parametrize(
    "html",
    [
        f"<form>{FIELDS}{'<input type=reset>' * 5_000}</form>",
        f"<form>{FIELDS}<input type='reset'></form>" * 500,
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
