"""print-and-post: forms that must be printed, filled in by hand and sent."""

import pytest

from audits.checks.print_and_post import print_and_post
from audits.derive.actions import Action
from tests.audits.made_site import FORM, HAND_OFF, ended, journey, judged, known, task

PAPER = Action("print form", "Application form", "https://town.test/form.pdf")
LEAFLET = Action("document", "Leaflet", "https://town.test/leaflet.pdf")


def said(page, *tasks):
    return judged(print_and_post, page, tasks=tasks)


@pytest.mark.parametrize("actions", [(), (LEAFLET,), (PAPER, FORM), (PAPER, HAND_OFF)])
def test_passes_pages_without_such_a_form_or_with_one_online(actions):
    assert said(known(actions=actions)).status == "passed"


def test_passes_where_a_page_of_a_task_hands_to_a_system_that_we_know():
    page = known(actions=[PAPER, Action("hand-off", "Portal", "https://p.test/", "Portal")])
    assert said(page, journey(page.url, ended("print form"))).status == "passed"


def test_passes_where_a_button_leads_to_a_form():
    assert said(known(actions=[PAPER]), journey(known().url, ended("form", hops=1))).status == (
        "passed"
    )


def test_says_nothing_of_pages_that_are_no_task():
    assert said(known(title="Our forms", actions=[LEAFLET])) is None
    how = ("Skips", "How to choose one", "How we apply the rules")
    assert said(known(title="Skips", headings=how, actions=[LEAFLET])) is None
    policy = ("Skip policy", "How to apply")
    assert said(known(title="Skip policy", headings=policy, actions=[PAPER])) is None
    assert said(known(actions=[PAPER]), journey(wanted=task("information"))) is None


@pytest.mark.parametrize("beside", [FORM, HAND_OFF, Action("start", "Register online")])
def test_asks_nothing_of_other_pages_where_something_is_online(beside):
    assert said(known(title="Dog registration", actions=[PAPER, beside])) is None


def test_asks_nothing_of_other_pages_about_files_that_are_not_named_forms():
    sheet = Action("print form", "Paper", "https://town.test/sheet.pdf")
    assert said(known(title="Dog registration", actions=[sheet, LEAFLET])) is None


def test_asks_about_a_form_on_other_pages_that_are_paper_only():
    outcome = said(known(title="Dog registration", actions=[PAPER, PAPER, LEAFLET]))
    assert (outcome.status, len(outcome.findings)) == ("needs review", 1)
    assert outcome.findings[0].message.endswith("?")


def test_fails_a_form_on_paper():
    outcome = said(known(actions=[PAPER, LEAFLET]))
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].subject == PAPER.url


def test_fails_a_page_that_tells_how_further_down():
    how = ("Skips", "What it costs", "2. How do I apply for a permit?")
    assert said(known(title="Skips", headings=how, actions=[PAPER])).status == "failed"


def test_keeps_few_findings():
    forms = [Action("print form", "Form", f"https://town.test/{n}.pdf") for n in range(25)]
    assert len(said(known(actions=forms)).findings) == 10
