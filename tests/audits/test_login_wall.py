"""login-wall: tasks that ask for an account before anything else."""

import pytest

from audits.checks.login_wall import login_wall
from audits.derive.actions import Action
from tests.audits.made_site import ended, journey, judged, known, task

LOGIN = Action("login", "Sign in", "https://town.test/login")


def said(page, *tasks):
    return judged(login_wall, page, tasks=tasks)


def test_says_nothing_where_no_task_was_found():
    assert said(known(actions=[LOGIN])) is None


def test_passes_a_task_with_another_way():
    assert said(
        known(actions=[LOGIN]), journey(known().url, ended("form"), ended("login"))
    ).status == ("passed")


@pytest.mark.parametrize("action", ["form_login", "information"])
def test_passes_tasks_that_need_an_account_or_nothing(action):
    found = journey(known().url, ended("login"), wanted=task(action))
    assert said(known(actions=[LOGIN]), found).status == "passed"


@pytest.mark.parametrize(
    "words", ["You can go on without an account.", "Use it as a guest.", "No need to sign in"]
)
def test_passes_where_the_page_offers_to_go_on_without(words):
    assert said(
        known(actions=[LOGIN], opening=words), journey(known().url, ended("login"))
    ).status == ("passed")


def test_fails_a_task_behind_a_login():
    outcome = said(known(actions=[LOGIN]), journey(known().url, ended("login")))
    assert outcome.status == "failed"
    assert "sign in first" in outcome.findings[0].message
