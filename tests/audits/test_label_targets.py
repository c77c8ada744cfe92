"""label-targets: quiet where each field has its label, sure where another field took it."""

import time

import pytest

from audits.checks.label_targets import label_targets
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return label_targets(document)


PAIR = "<label for='a'>Name</label><input id='a'>"


@pytest.mark.parametrize(
    "html",
    [
        PAIR,
        PAIR + "<label for='b'>Phone</label><input id='b'>",
        PAIR + "<label>Name <input id='a'></label>",
        PAIR + "<input id='a' aria-label='Name'>",
        PAIR + "<input id='a' title='Name'>",
        "<input id='a'><input id='a'>",
        f"<div id='a'></div>{PAIR}".replace("<label for='a'>Name</label>", ""),
        f"<template>{PAIR}</template>{PAIR}",
        PAIR + "<div hidden><label for='a'>Name</label><input id='a'></div>",
        PAIR + "<label class='error' for='a'>Enter your name</label>",
        PAIR + "<label class='sr-only' for='a'>Name</label>",
        PAIR + "<label for='a'></label>",
        PAIR + "<input type='hidden' id='a'>",
    ],
)
def test_passes_fields_with_a_name_of_their_own(html):
    outcome = judged(f"<form>{html}</form>")
    assert (outcome.status, outcome.findings) == ("passed", ())


def test_is_not_applicable_without_fields():
    assert judged("<label for='a'>Name</label><p id='a'></p>").status == "not applicable"


def test_fails_the_second_field_of_an_id():
    outcome = judged(f"<form>{PAIR}</form><form><p>Again</p>{PAIR}</form>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert finding.selector.endswith("form:nth-of-type(2) > input:nth-of-type(1)")
    assert "“Name”" in finding.message


def test_fails_a_field_whose_element_of_that_id_is_no_field():
    assert judged(f"<section id='a'>{PAIR}</section>").status == "failed"


def test_fails_the_field_whose_label_is_for_another():
    outcome = judged(PAIR + "<label for='a'>Phone</label><input id='b'>")
    assert (outcome.status, len(outcome.findings)) == ("failed", 1)
    assert outcome.findings[0].selector == "#b"
    assert "“Phone”" in outcome.findings[0].message


def test_asks_where_two_labels_belong_to_one_field():
    outcome = judged("<label for='a'>Name</label><label id='it' for='a'>Full</label><input id='a'>")
    assert outcome.status == "needs review"
    assert outcome.findings[0].selector == "#it"
    assert "2 labels" in outcome.findings[0].message


@pytest.mark.parametrize(
    "html",
    [
        PAIR * 3_000,
        "<label for='a'>x</label>" * 5_000 + "<input id='a'>",
        "<label for=''>x</label><input id=''>" * 10,
        "<label>" * 2_000 + "<input id='a'><input id='a'>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
