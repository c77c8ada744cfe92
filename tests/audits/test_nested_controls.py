"""nested-controls: advice about buttons in links."""

import time

import pytest

from audits.checks.nested_controls import nested_controls
from audits.derive.document import Document


def judged(html):
    return nested_controls(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/a'>Pay</a><button>Search</button>",
        "<a href='/a'><span class='button'>Pay</span></a>",
        "<a href='/a'>Pay<input type='hidden' name='a'></a>",
        "<a href='/a'>Pay<button hidden>Search</button></a>",
    ],
)
def test_passes_links_that_hold_no_control(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize("html", ["", "<a><button>Pay</button></a>"])
def test_is_not_applicable_without_links(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("inside", "word"),
    [("<button>Pay</button>", "button"), ("<p><input type='button' value='Pay'></p>", "field")],
)
def test_advises_on_a_control_in_a_link(inside, word):
    outcome = judged(f"<a id='it' href='/pay'>{inside}</a>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#it"
    assert f"holds a {word}" in outcome.findings[0].message


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged("<a href='/a'><button>Pay</button></a>" * 5_000)
    judged("<a href='/a'>" + "<span>" * 300 + "<button hidden>" * 3_000)
    assert time.process_time() - start < 6
