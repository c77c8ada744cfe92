"""label-in-name: who speaks what is shown reaches it."""

import pytest

from audits.checks.label_in_name import label_in_name
from tests.audits.told import PAGE, PLACE, assert_fails, assert_survives


def judged(seen="Read more", named="About the pool", **told):
    return label_in_name({"spoken": [{**PLACE, "seen": seen, "named": named}], **told}, PAGE)


@pytest.mark.parametrize(
    ("seen", "named"),
    [
        ("Read more", "Read more about the pool"),
        ("Read more", "More about the pool"),  # some of it: axe's business
        ("Read more", ""),
        ("FAQ", "Frequently asked questions"),
        ("Tel", "Telephone us"),
        ("Jan", "January"),
        ("×", "Close"),
        ("OK", "Close"),  # too short to be sure that it is a word
        ("2 3", "Two of three"),
        ("E-mail", "Email us"),
    ],
)
def test_passes_names_that_hold_what_is_shown(seen, named):
    assert judged(seen, named).status == "passed"


def test_passes_a_page_that_has_no_such_control():
    assert judged(spoken=[]).status == "passed"


@pytest.mark.parametrize(
    ("seen", "named"),
    [("Read more", "About the pool"), ("Send", "Submit"), ("Darllen mwy", "Pool times")],
)
def test_fails_names_that_share_no_word_with_what_is_shown(seen, named):
    assert_fails(judged(seen, named), f"It shows “{seen}”, and its name is “{named}”")


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, {"spoken": [{**PLACE, "seen": "Send", "named": "Submit"}]})
