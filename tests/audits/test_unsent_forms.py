"""unsent-forms: advice about forms without a button."""

import time

import pytest

from audits.checks.unsent_forms import unsent_forms
from audits.derive.document import Document

FIELD = "<label>Name <input name='n'></label>"


def judged(html):
    return unsent_forms(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


@pytest.mark.parametrize(
    "html",
    [
        f"<form>{FIELD}<button>Send</button></form>",
        f"<form>{FIELD}<input type='submit'></form>",
        f"<form>{FIELD}<input type='image' alt='Send' src='a.png'></form>",
        f"<form id='f'>{FIELD}</form><button form='f'>Send</button>",
        f"<form action='/go'>{FIELD}<div role='button' tabindex='0'>Send</div></form>",
        f"<form>{FIELD}</form>",  # which a script may work alone
        f"<form action='#'>{FIELD}</form>",
    ],
)
def test_passes_forms_with_a_button(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "",
        FIELD,
        "<form><p>Nothing to fill in</p></form>",
        "<form><input type='hidden' name='a'></form>",
        f"<form hidden>{FIELD}</form>",
    ],
)
def test_is_not_applicable_without_forms_to_fill_in(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize("field", [FIELD, "<select aria-label='Town'><option>A</option></select>"])
def test_advises_on_a_form_without_a_button(field):
    outcome = judged(f"<form id='f' action='/go'>{field}</form><button>Menu</button>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#f"


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged(f"<form action='/go'>{FIELD}</form>" * 3_000)
    assert time.process_time() - start < 6
