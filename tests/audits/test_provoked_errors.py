"""provoked-errors: a form says what is missing."""

import pytest

from audits.checks.provoked_errors import provoked_errors
from tests.audits.told import PAGE, PLACE, assert_asks, assert_fails, assert_state, assert_survives


def error(*, message=PLACE, first=PLACE, marked=2, invalid=0, moved=False, facts=None, **fact):
    """What a form of two fields showed when it was sent empty; each `fact` is of its one message."""
    told = dict.fromkeys(("isNear", "isNaming", "isTied", "isLive", "isFocused"), False)
    told |= {"text": "Please fill in", **fact}
    shown = {"message": message, "first": first, "marked": marked, "invalid": invalid}
    facts = [told] if facts is None else facts
    return {"errors": [{**PLACE, **shown, "fields": 2, "moved": moved, "facts": facts}]}


def judged(**told):
    return provoked_errors({"there": {"forms": 1}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={"forms": 0}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        error(isTied=True),
        error(isFocused=True),
        error(isNear=True, isLive=True),
        error(moved=True, facts=[]),
        error(moved=True, isNear=True),
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            error(facts=[]),
            "only changes the look",
        ),
        (
            error(),
            "tells nobody which field",
        ),
        (
            error(isLive=True),
            "tells nobody which field",
        ),
    ],
)
def test_fails_what_is_sure(told, words):
    assert_fails(judged(**told), words)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            error(isNear=True),
            "Does everybody learn of it?",
        ),
        (
            error(invalid=2),
            "Is it clear which field",
        ),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    assert_asks(judged(**told), words)


def test_what_the_page_made_up_breaks_nothing():
    assert_survives(judged, error(facts=[]))


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (
            {"errors": [{**PLACE, "marked": 1}]},
            "after pressing the form's button, the form left empty",
        ),
        (
            {"errors": [{**PLACE, "fields": 3, "facts": [{"text": "Wrong."}]}]},
            "after pressing the form's button, the form left empty",
        ),
    ],
)
def test_says_how_the_page_was(told, state):
    assert_state(judged(**told), state)
