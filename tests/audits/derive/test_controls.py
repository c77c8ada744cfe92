"""The words about each control: labels, hints, groups and what stands beside it."""

import time

import pytest

from audits.derive.controls import by_form, controls_of
from audits.derive.document import Document


def controls(html):
    return controls_of(Document(f"<html><body>{html}</body></html>", "https://x.test/"))


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<label for='a'>Age</label><input id='a'>", "Age"),
        ("<label>Age <input> years</label>", "Age years"),
        ("<label>Age <input><input id='b'></label>", "Age"),
        ("<label><img alt='Age'><input></label>", "Age"),
        ("<input aria-label='Age'>", ""),
        ("<label for='gone'>Age</label><input>", ""),
        ("<label hidden for='a'>Age</label><input id='a'>", ""),
        ("<label for='a'>Your</label><label for='a'>age</label><input id='a'>", "Your age"),
    ],
)
def test_labels(html, label):
    assert controls(html)[0].label == label


def test_words_before_and_after_end_at_the_next_control():
    html = "<p>In years</p><label>Age <input></label><p>Or</p><button>Find</button><p>End</p>"
    first, second = controls(html)
    assert (first.before.text, first.after.text) == ("In years", "Or")
    assert (second.before.text, second.after.text) == ("Or", "End")
    assert first.near == "Age In years Or"


def test_a_form_keeps_its_words_to_itself():
    html = "<p>Out</p><form><p>In</p><input></form><p>After</p><input>"
    inside, outside = controls(html)
    assert (inside.before.text, inside.after.text, outside.before.text) == ("In", "", "After")
    assert [len(each) for each in by_form([inside, outside]).values()] == [1, 1]


def test_a_label_of_nothing_is_a_text_like_any_other():
    assert controls("<label for='p'>Age</label><p id='p'></p><input>")[0].before.text == "Age"


def test_names_and_hints_from_attributes():
    html = (
        "<p id='n'>Age</p><p id='h'>In years</p><input aria-labelledby='n' aria-describedby='h x'>"
    )
    (control,) = controls(html)
    assert (control.name, control.described) == ("Age", "In years")


def test_groups_from_the_inside():
    html = (
        "<fieldset><legend>You</legend><div role='group' aria-label='Home' aria-describedby='h'>"
        "<p id='h'>Hint</p><input></div></fieldset>"
    )
    (control,) = controls(html)
    assert [(each.name, each.described) for each in control.parts] == [
        ("Home", "Hint"),
        ("You", ""),
    ]
    assert "You" not in control.before.text


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<input>", "text"),
        ("<input type='EMAIL'>", "email"),
        ("<button>Go</button>", "submit"),
        ("<button type='reset'>Go</button>", "reset"),
        ("<select></select>", "select"),
    ],
)
def test_kinds(html, kind):
    assert controls(html)[0].kind == kind


def test_what_is_hidden_is_not_there():
    assert (
        controls("<div hidden><input></div><input type='hidden'><p aria-hidden='true'><input></p>")
        == []
    )


@pytest.mark.parametrize(
    "html",
    [
        "<label>" * 3_000 + "<input>",
        "<fieldset><legend>x</legend>" * 3_000 + "<input>",
        "<input>" * 20_000,
        f"<p id='p'>{'<i>x</i>' * 2_000}</p>" + "<input aria-describedby='p'>" * 5_000,
        f"<p>{'x ' * 500_000}</p><input>",
        f"<label for='a'>{'x ' * 500_000}</label><input id='a'>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    for each in controls(html):
        assert len(each.near) < 10_000
    assert time.process_time() - start < 3
