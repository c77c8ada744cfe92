"""sign-buttons: signs that stand out stay quiet; pale buttons are wrong, pale links are asked about."""

import pytest

from audits.checks.sign_buttons import sign_buttons
from tests.audits.told import PAGE, PLACE, assert_asks, assert_fails, assert_survives

CONTROL = {**PLACE, "kind": "sign", "best": 1.6, "count": 1, "isLink": False}


def judged(**more):
    return sign_buttons({"controls": [{**CONTROL, **more}]}, PAGE)


def test_passes_pages_without_signs():
    assert sign_buttons({}, PAGE).status == "passed"


@pytest.mark.parametrize(
    "more", [{"best": 3}, {"best": 4.54}, {"best": 1}, {"kind": "choice"}, {"kind": ["sign"]}]
)
def test_passes_signs_that_can_be_seen(more):
    assert judged(**more).status == "passed"


def test_fails_a_button_that_is_a_pale_sign():
    assert_fails(judged(), "more than 1.6:1")


def test_asks_about_a_link_that_is_a_pale_sign():
    assert_asks(judged(isLink=True), "1.6:1")


def test_survives_whatever_a_page_tells():
    assert_survives(judged, CONTROL)
