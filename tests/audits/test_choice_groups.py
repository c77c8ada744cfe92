"""choice-groups: quiet where the question is read out, sure where it is not."""

import time

import pytest

from audits.checks.choice_groups import choice_groups
from audits.derive.document import Document


def judged(html):
    return choice_groups(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


RADIOS = (
    "<input type='radio' id='a' name='how' value='a'><label for='a'>Post</label>"
    "<input type='radio' id='b' name='how' value='b'><label for='b'>Email</label>"
)
GOVUK = """<form><div class="govuk-form-group"><fieldset class="govuk-fieldset" aria-describedby="h">
<legend class="govuk-fieldset__legend govuk-fieldset__legend--l"><h1 class="govuk-fieldset__heading">
Where do you live?</h1></legend><div id="h" class="govuk-hint">Choose one</div>
<div class="govuk-radios" data-module="govuk-radios"><div class="govuk-radios__item">
<input class="govuk-radios__input" id="w" name="where" type="radio" value="e">
<label class="govuk-label govuk-radios__label" for="w">England</label></div>
<div class="govuk-radios__item"><input class="govuk-radios__input" id="w2" name="where" type="radio">
<label class="govuk-label govuk-radios__label" for="w2">Wales</label></div></div></fieldset></div></form>"""
WEBFORM = """<form class="webform-submission-form"><fieldset data-drupal-selector="edit-contact"
class="radios--wrapper fieldgroup form-composite js-webform-type-radios js-form-item form-wrapper">
<legend><span class="fieldset-legend js-form-required form-required">Contact me by</span></legend>
<div class="fieldset-wrapper"><div id="edit-contact" class="js-webform-radios form-radios">
<div class="js-form-item form-item"><input type="radio" id="edit-contact-p" name="contact" value="p">
<label for="edit-contact-p" class="option">Phone</label></div><div class="js-form-item form-item">
<input type="radio" id="edit-contact-e" name="contact" value="e">
<label for="edit-contact-e" class="option">Email</label></div></div></div></fieldset></form>"""
CF7 = """<form aria-label="Contact form" class="wpcf7-form"><p>How did you hear of us?<br>
<span class="wpcf7-form-control-wrap"><span class="wpcf7-form-control wpcf7-checkbox"
{}><span class="wpcf7-list-item"><label><input type="checkbox" name="hear[]" value="a">
<span class="wpcf7-list-item-label">Radio</span></label></span><span class="wpcf7-list-item"><label>
<input type="checkbox" name="hear[]" value="b"><span class="wpcf7-list-item-label">Press</span>
</label></span></span></span></p></form>"""
TICKS = "".join(
    f"<tr><td><input type='checkbox' name='ids[]' id='r{n}'></td><td>Row {n}</td></tr>"
    for n in range(3)
)
FILTERS = "".join(
    f"<li><h3><a href='/{n}'>Home {n}</a></h3><label><input type='checkbox' name='compare[]'>"
    "Compare</label></li>"
    for n in range(3)
)
RATING = "".join(
    f"<input type='radio' name='stars' id='s{n}'><label for='s{n}'>{n} stars</label>"
    for n in range(1, 6)
)


@pytest.mark.parametrize(
    "html",
    [
        GOVUK,
        GOVUK.replace("radio", "checkbox"),
        WEBFORM,
        CF7.format("role='group' aria-label='How did you hear of us?'"),
        f"<fieldset><legend>Rate us</legend>{RATING}</fieldset>",
        f"<fieldset role='toolbar'><legend>Send by</legend>{RADIOS}</fieldset>",
        f"<fieldset><legend class='sr-only'>Rate us</legend>{RATING}</fieldset>",
        f"<fieldset><legend><img src='q.png' alt='Rate us'></legend>{RATING}</fieldset>",
        f"<h3 id='q'>How?</h3><div role='radiogroup' aria-labelledby='q'>{RADIOS}</div>",
        f"<ul aria-label='How?'>{RADIOS}</ul>",
        f"<fieldset aria-label='How?'>{RADIOS}</fieldset>",
        f"<fieldset><legend>How?</legend><fieldset>{RADIOS}</fieldset></fieldset>",
        f"<fieldset><legend>How?</legend><div role='group'>{RADIOS}</div></fieldset>",
    ],
)
def test_passes_choices_whose_question_is_read_out(html):
    outcome = judged(html)
    assert (outcome.status, outcome.findings) == ("passed", ())


@pytest.mark.parametrize(
    "html",
    [
        "",
        f"<p>Choose rows</p><table>{TICKS}</table>",
        "<label><input type='checkbox' name='terms'> I agree</label>",
        "<p>One</p><input type='radio' name='one'>",
        "<p>How?</p><input type='checkbox' name='post'><input type='checkbox' name='email'>",
        f"<p>How?</p><div hidden>{RADIOS}</div>",
        f"<p>How?</p><div style='display: none'>{RADIOS}</div>",
        f"<p>How?</p><div aria-hidden='true'>{RADIOS}</div>",
        f"<p>How?</p><div class='d-none'>{RADIOS}</div>",
        f"<p>How?</p><fieldset disabled>{RADIOS}</fieldset>",
        f"<p>How?</p>{RADIOS}".replace("type=", "disabled type="),
        f"<p>How?</p>{RADIOS}".replace("'how'", "''"),
        "<p>A</p><form><input type='radio' name='x'></form><form><input type='radio' name='x'></form>",
        "<input type='hidden' name='x'><input type='checkbox' name='x'>",
        "<p>Pay</p><input type='radio' name='x'><input type='checkbox' name='x'>",
    ],
)
def test_is_not_applicable_without_two_choices_of_one_name(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f"<table><tr><th>Bins</th><td>{RADIOS}</td></tr></table>", "headers of the table"),
        (f"<ul>{FILTERS}</ul>", "Headings stand between"),
        (f"<input type='search' name='q'>{RADIOS}", "No question stands before"),
        (
            f"<p>How?</p>{RADIOS}".replace("value", "aria-label='Answer by post' title"),
            "name of each",
        ),
        (f"<p>Bins</p>{RADIOS}".replace("'how'", "'tabs'"), "Do people see them"),
        (f"<details><summary>How?</summary>{RADIOS}</details>", "summary"),
        (f"<form><section aria-label='How?'><p>Q</p>{RADIOS}</section></form>", "part of the page"),
    ],
)
def test_asks_a_person_where_something_else_may_say_the_question(html, words):
    outcome = judged(html)
    assert (outcome.status, len(outcome.findings)) == ("needs review", 1)
    assert outcome.findings[0].status == "needs review"
    assert words in outcome.findings[0].message
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    ("html", "selector"),
    [
        (f"<form><p>How?</p>{RADIOS}</form>", "#a"),
        (f"<form><label>How?</label><br>{RADIOS}</form>", "#a"),
        (f"<section aria-label='Contact'><form><p>How?</p>{RADIOS}</form></section>", "#a"),
        (f"<p>How?</p><div role='radiogroup'>{RADIOS}</div>", "#a"),
        (f"<p>How?</p><div role='group' aria-labelledby='gone'>{RADIOS}</div>", "#a"),
        (f"<div aria-label='How?'><p>How?</p>{RADIOS}</div>", "#a"),
        (f"<fieldset id='f'><p>How?</p>{RADIOS}</fieldset>", "#f"),
        (f"<fieldset id='f'><legend> </legend><p>How?</p>{RADIOS}</fieldset>", "#f"),
        (f"<fieldset id='f'><legend hidden>x</legend><p>How?</p>{RADIOS}</fieldset>", "#f"),
        (f"<fieldset id='f'><legend><i></i></legend><p>How?</p>{RADIOS}</fieldset>", "#f"),
        (f"<fieldset role='presentation'><p>How?</p>{RADIOS}</fieldset>", "#a"),
    ],
)
def test_fails_choices_without_a_question_that_is_read_out(html, selector):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    finding = outcome.findings[0]
    assert (finding.selector, finding.region, finding.status) == (selector, "main", "failed")
    assert "2 radio buttons (“Post”, “Email”)" in finding.message


def test_fails_checkboxes_that_share_a_name():
    outcome = judged(CF7.format(""))
    assert outcome.status == "failed"
    assert "2 checkboxes (“Radio”, “Press”)" in outcome.findings[0].message


def test_counts_groups_and_quotes_the_first_labels():
    two = RATING + "<p>How?</p>" + RADIOS
    outcome = judged(f"<form><p>Rate us</p>{two}</form>")
    assert outcome.value == 2
    assert "5 radio buttons (“1 stars”, “2 stars”, “3 stars”, …)" in outcome.findings[0].message


@pytest.mark.parametrize(
    "html",
    [
        "<fieldset><legend></legend>" * 2_000 + RADIOS,
        f"<fieldset><legend>{'<i></i>' * 50}</legend><p>Q</p>{RADIOS}</fieldset>" * 500,
        "<label>" * 2_000 + RADIOS,
        "<input type='radio' name='x'>" * 5_000,
        "<input type='radio' name='' id=''><input type='checkbox' name='[]' id=''>" * 10,
        "<label for=''>x</label><fieldset aria-labelledby=' '><input type name>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3


def boxes(*names, before="", after=""):
    return "".join(
        f"{before}<input type='checkbox' name='{n}' id='{n}'><label for='{n}'>{n}</label>{after}"
        for n in names
    )


@pytest.mark.parametrize(
    "html",
    [
        f"<form><h2>About you</h2>{boxes('mon', 'tue')}</form>",
        f"<form><p>Tick the box if you agree.</p>{boxes('mon', 'tue')}</form>",
        f"<form><h2>Is that all?</h2>{boxes('mon')}</form>",
        f"<form><h2>Is that all?</h2>{boxes('mon')}<p>And now to something else.</p>{boxes('tue')}</form>",
        f"<fieldset><legend>Days</legend><p>Which?</p>{boxes('mon', 'tue')}</fieldset>",
        f"<div role='group' aria-label='Days'><p>Which?</p>{boxes('mon', 'tue')}</div>",
        f"<form><p>Which?</p><table>{boxes('mon', 'tue', before='<tr><td>')}</table></form>",
        (
            "<form><p>Which?</p><input type=checkbox name=a aria-label='Day a'>"
            "<input type=checkbox name=b aria-label='Day b'></form>"
        ),
        f"<form><p>Which?</p></form><form>{boxes('mon')}</form><form>{boxes('tue')}</form>",
    ],
)
def test_says_nothing_of_checkboxes_that_no_question_stands_above(html):
    assert judged(html).status in {"not applicable", "passed"}


@pytest.mark.parametrize(
    "question",
    ["<h2>Which days suit you?</h2>", "<p>Days. Select all that apply:</p>", "<b>When? *</b>"],
)
def test_fails_checkboxes_of_different_names_below_a_question(question):
    outcome = judged(f"<form>{question}<ul>{boxes('mon', 'tue', before='<li>')}</ul></form>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert finding.selector == "#mon"
    assert "2 checkboxes (“mon”, “tue”) answer" in finding.message


def test_stays_quick_with_many_checkboxes_below_questions():
    start = time.process_time()
    judged("<form>" + f"<p>Which?</p>{boxes('a', 'b', 'c')}" * 2_000)
    judged("<div>" * 300 + "<p>Which?</p>" + boxes("a") * 5_000)
    assert time.process_time() - start < 10
