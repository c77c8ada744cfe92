"""only-by-contact: the page sends people to the telephone, the post or the counter."""

import pytest

from audits.checks.only_by_contact import only_by_contact
from audits.derive.actions import Action
from tests.audits.made_site import EMAIL, FORM, HAND_OFF, PHONE, ended, journey, judged, known, task


def said(page, *tasks):
    return judged(only_by_contact, page, tasks=tasks)


@pytest.mark.parametrize(
    "actions", [(PHONE, FORM), (EMAIL, HAND_OFF), (PHONE, Action("start", "Report it")), ()]
)
def test_passes_pages_with_another_way_or_none_at_all(actions):
    assert said(known(actions=actions)).status == "passed"


def test_passes_a_page_of_many_ways():
    assert said(known(actions=[PHONE], links=12)).status == "passed"


def test_leaves_forms_to_print_to_the_other_audit():
    paper = Action("print form", "Application form", "https://town.test/form.pdf")
    assert said(known(actions=[PHONE, paper], links=1)).status == "passed"


@pytest.mark.parametrize(
    "title",
    [
        "Report child abuse",
        "Register a birth",
        "Report an urgent repair",
        "Contact us",
        "Bins",
        "Report of the auditor",
        "Register of interests",
        "Book reviews",
        "Pay policy statement",
    ],
)
def test_says_nothing_of_what_is_no_task_or_needs_a_voice(title):
    assert said(known(title=title, actions=[PHONE])) is None


def test_says_nothing_where_the_number_is_that_of_an_emergency():
    assert said(known(title="Report a fire", actions=[Action("phone", "999")])) is None


def test_says_nothing_of_tasks_that_are_done_by_telephone():
    assert said(known(actions=[PHONE]), journey(wanted=task("form_phone"))) is None


def test_says_nothing_of_tasks_that_ask_nothing():
    assert said(known(actions=[PHONE]), journey(wanted=task("information"))) is None


def test_follows_the_buttons_of_the_page():
    assert said(known(actions=[PHONE]), journey(known().url, ended("form", hops=1))).status == (
        "passed"
    )


@pytest.mark.parametrize(
    "title", ["Report a missed bin", "How to apply for a permit", "Pay a fine"]
)
def test_fails_a_page_that_names_only_a_number(title):
    outcome = said(known(title=title, actions=[PHONE]))
    assert outcome.status == "failed"
    assert "people must ring up" in outcome.findings[0].message


def test_fails_the_page_of_a_task_whatever_its_title():
    page = known(title="Missed bins", actions=[EMAIL, Action("visit", "come in")], links=1)
    outcome = said(page, journey(page.url, ended("email")))
    assert outcome.status == "failed"
    assert "write an email or come in person" in outcome.findings[0].message


def test_asks_where_a_few_links_may_lead_on():
    outcome = said(known(actions=[PHONE, EMAIL], links=4))
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")
