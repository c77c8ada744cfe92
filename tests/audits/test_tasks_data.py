"""The lists of tasks and suppliers hold what is promised, and a mistake in one is told."""

from collections import Counter

import pytest

from audits.suppliers import KINDS as SUPPLIER_KINDS
from audits.suppliers import SuppliersError, load_suppliers, supplier_at, suppliers_of
from audits.tasks import ACTIONS, KINDS, TaskPlan, TasksError, load_tasks, tasks_of

GOOD = {"id": "a-b", "name": "A", "tier": "all", "action": "form", "keywords": [["a"]]}


def listed(*changes):
    return {"max_clicks": 3, "task": [{**GOOD, **each} for each in changes]}


def test_every_task_has_what_is_promised():
    tasks = load_tasks().tasks
    assert len(tasks) == 56
    assert len({task.id for task in tasks}) == 56
    assert Counter(task.tier for task in tasks) == {"du": 29, "cu": 20, "all": 7}
    assert sum(task.lgsl is not None for task in tasks) == 49
    assert sum(task.is_surveyed for task in tasks) == 21
    assert all(task.action in ACTIONS for task in tasks)
    assert all(task.keywords and all(task.groups) for task in tasks)
    assert all(task.source[0] in "FPK" for task in tasks)
    assert load_tasks().max_clicks == 3


def test_tasks_that_councils_do_not_name_publicly_stay_marked():
    unverified = {task.id for task in load_tasks().tasks if task.source == "K"}
    assert {"tip", "council-tax-move", "contact"} <= unverified
    assert "missed-bin" not in unverified


@pytest.mark.parametrize(
    ("tier", "own", "other"),
    [
        ("district", "missed-bin", "pothole"),
        ("county", "pothole", "missed-bin"),
        ("unitary", "pothole", ""),
        ("london-borough", "missed-bin", ""),
    ],
)
def test_a_council_is_asked_for_what_it_provides(tier, own, other):
    told = {task.id: task.is_of_tier(tier) for task in load_tasks().tasks}
    assert told[own] is True
    assert told["contact"] is True
    assert not other or told[other] is False


@pytest.mark.parametrize("tier", ["", "parish", "combined-authority"])
def test_nobody_is_blamed_where_it_is_not_known_who_provides_it(tier):
    assert not any(task.is_of_tier(tier) for task in load_tasks().tasks)


def test_a_plan_has_every_task_and_the_councils_own():
    assert len(TaskPlan().tasks) == 56


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (listed({}, {}), "several tasks are called a-b"),
        (listed({"id": "A b"}), "small letters"),
        (listed({"tier": "north"}), "the tier must be one of all, cu, du"),
        (listed({"action": "jump"}), "the action must be one of"),
        (listed({"keywords": []}), "there must be keywords"),
        (listed({"keywords": [[]]}), "none of the groups may be empty"),
        (listed({"keywords": [["two words"]]}), "'two words' is not one word"),
    ],
)
def test_a_mistake_in_the_list_of_tasks_is_told(told, words):
    with pytest.raises(TasksError, match=words):
        tasks_of(told)


def test_every_supplier_has_what_is_promised():
    suppliers = load_suppliers()
    assert len(suppliers) == len({each.id for each in suppliers}) == 35
    assert {each.kind for each in suppliers} <= set(SUPPLIER_KINDS)
    assert all(each.host or each.path or each.html for each in suppliers)
    assert not {each.id: each for each in suppliers}["govuk"].is_verified
    assert {each.id: each for each in suppliers}["jadu-xfp"].is_verified


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.gov.uk/bins",
        "https://www.example.gov.uk/",
        "mailto:a@example.gov.uk",
        "https://[broken/",
        "",
        "javascript:void(0)",
    ],
)
def test_what_is_no_suppliers_is_not_taken_for_one(url):
    assert supplier_at(url) is None


@pytest.mark.parametrize(
    ("url", "supplier"),
    [
        ("https://town-self.achieveservice.com/service/Missed_bin", "granicus-govservice"),
        ("https://my.town.gov.uk/AchieveForms/?form_uri=x", "granicus-govservice"),
        ("https://www.town.gov.uk/xfp/form/554", "jadu-xfp"),
        ("https://fixmystreet.town.gov.uk/around", "fixmystreet"),
        ("https://publicaccess.town.gov.uk/online-applications/", "idox-pa"),
        ("https://town.moderngov.co.uk/mgMemberIndex.aspx", "moderngov"),
        ("https://www.gov.uk/apply-blue-badge", "govuk"),
        ("https://apply-blue-badge.service.gov.uk/", "govuk"),
        ("https://www.mipermit.com/town", "permits"),
    ],
)
def test_a_suppliers_address_is_known(url, supplier):
    assert supplier_at(url).id == supplier


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"host": "("}, "is no pattern"),
        ({"host": ""}, "nothing tells an address"),
        ({"kind": "magic"}, "the kind must be one of"),
    ],
)
def test_a_mistake_in_the_list_of_suppliers_is_told(changes, words):
    good = {"id": "x", "name": "X", "kind": "forms", "host": "x", "evidence": "K"}
    with pytest.raises(SuppliersError, match=words):
        suppliers_of({"supplier": [{**good, **changes}]})
    with pytest.raises(SuppliersError, match="several suppliers are called x"):
        suppliers_of({"supplier": [good, good]})


def test_the_kinds_of_tiers_are_told_in_words():
    assert set(KINDS) == {"all", "cu", "du"}
