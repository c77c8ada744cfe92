"""placeholder-labels, field-labels, field-hints: quiet on what form builders make."""

import time

import pytest

from audits.checks.field_hints import field_hints
from audits.checks.field_labels import field_labels
from audits.checks.placeholder_labels import placeholder_labels
from audits.derive.document import Document
from audits.model import Outcome

WORST_FIRST = ("failed", "needs review", "passed", "not applicable")


def judged(html):
    """What the three say together: the worst status, all findings."""
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    said = [judge(document) for judge in (placeholder_labels, field_labels, field_hints)]
    worst = min(said, key=lambda outcome: WORST_FIRST.index(outcome.status))
    findings = tuple(finding for outcome in said for finding in outcome.findings)
    return Outcome(worst.status, worst.value, worst.unit, findings, worst.note)


def name(identity, label="Name", more=""):
    return (
        f"<label for='{identity}'>{label}</label><input id='{identity}' name='{identity}' {more}>"
    )


DATE = "".join(
    f"<div class='govuk-date-input__item'><div class='govuk-form-group'>{name(f'%s-{each}', each)}"
    "</div></div>"
    for each in ("Day", "Month", "Year")
)
GOVUK = f"""<form><div class="govuk-form-group"><label class="govuk-label" for="ref">Reference</label>
<div id="ref-hint" class="govuk-hint">On your bill</div><input class="govuk-input" id="ref"
aria-describedby="ref-hint"></div><fieldset class="govuk-fieldset" role="group"
aria-describedby="h"><legend class="govuk-fieldset__legend">When did you move in?</legend>
<div id="h" class="govuk-hint">For example, 27 3 2025</div>{DATE.replace("%s", "in")}</fieldset>
<fieldset class="govuk-fieldset" role="group"><legend class="govuk-fieldset__legend">And out?</legend>
{DATE.replace("%s", "out")}</fieldset><button class="govuk-button">Continue</button></form>"""
DRUPAL = """<form action="/search" id="views-exposed-form"><div class="js-form-item form-item">
<label for="edit-keys" class="visually-hidden">Search</label><input placeholder="Search"
type="text" id="edit-keys" name="keys"><div id="edit-keys--description" class="description">Words</div>
</div></form>""".replace("type=", "aria-describedby='edit-keys--description' type=")
GRAVITY = """<form><fieldset class="gfield"><legend class="gfield_label">Name
<span class="gfield_required">(Required)</span></legend><div class="ginput_complex">
<span class="name_first"><input type="text" name="input_1.3" id="input_1_3">
<label for="input_1_3" class="gform-field-label--type-sub">First</label></span>
<span class="name_last"><input type="text" name="input_1.6" id="input_1_6">
<label for="input_1_6" class="gform-field-label--type-sub">Last</label></span></div></fieldset>
<div class="gfield"><label for="input_2">Email</label><input id="input_2" type="email"></div>
<div class="gfield gform_validation_container"><label for="input_3">Email</label>
<input id="input_3"><div class="gfield_description">This field is for validation</div></div></form>"""
CF7 = """<form class="wpcf7-form"><p><label> Your name<br><span class="wpcf7-form-control-wrap">
<input type="text" class="wpcf7-form-control" name="your-name" placeholder="Ann Other"></span></label></p>
<p><label> Your message (optional)<br><textarea name="your-message"></textarea></label></p></form>"""
ROWS = "".join(
    f"<tr><th>Bin {n}</th><td><label>How many? <input name='n{n}'></label></td></tr>"
    for n in range(3)
)


@pytest.mark.parametrize(
    "html",
    [
        GOVUK,
        DRUPAL,
        GRAVITY,
        CF7,
        f"<form><table>{ROWS}</table></form>",
        f"<form>{name('a')}</form><form>{name('b')}</form>",
        f"<form>{name('a', 'Name')}{name('b', 'Street')}</form>",
        "<form><input name='q' placeholder='Search'><button>Search</button></form>",
        "<form><input type='search' placeholder='Bins'><input type='submit' value='Go'></form>",
        (
            "<form role='search'><input placeholder='Search this site'>"
            "<button aria-label='Search'><svg></svg></button></form>"
        ),
        "<form><input name='q' placeholder='Search'><button><img alt='Search'></button></form>",
        "<input name='q' placeholder='Chwilio'><button>Chwilio</button>",
        "<input placeholder='Name' title='Name'><input placeholder='Street' title='Street'>",
        "<span id='n'>Name</span><input placeholder='Ann' aria-labelledby='n'>",
        name("amount", "£"),
        name("amount", "%"),
        name("a", "*", "aria-label='Name'"),
        "<form><label><input type='radio' name='by'>Text</label><input name='x'></form>",
        f"<form>{name('a', more='aria-label=Delivery&#32;name')}{name('b')}</form>",
        "<form><label>Date <input name='d'> <input name='m'> <input name='y'></label></form>",
        (
            "<form><label for='a'>Name</label><input id='a' class='error'>"
            "<label class='error' for='a'>Please fill in</label></form>"
        ),
        "<div><label for='a'>Name</label><input id='a'><span class='help'></span></div>",
        "<div><label for='a'>Name</label><input id='a'><span class='hints-on'>Bins</span></div>",
    ],
)
def test_passes_fields_with_clear_labels(html):
    outcome = judged(html)
    assert (outcome.status, outcome.findings) == ("passed", ())


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<input type='hidden' name='a'><button>Go</button><input type='checkbox'>",
        "<input disabled placeholder='Name'>",
        "<input tabindex='-1' autocomplete='off' placeholder='Leave empty'>",
        "<div hidden><input placeholder='Name'></div>",
        "<div style='display: none !important'><input placeholder='Name'></div>",
        "<div aria-hidden='true'><input placeholder='Name'></div>",
        "<div class='govuk-radios__conditional--hidden'><input placeholder='Name'></div>",
    ],
)
def test_is_not_applicable_without_fields_to_fill_in(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f"<h2>Shipping</h2>{name('a')}<h2>Billing</h2>{name('it')}", "tell them apart"),
        (f"<form>{name('a')}<p>Your partner</p>{name('it')}</form>", "tell them apart"),
        (f"<form>{name('a')}<label>Your partner</label>{name('it')}</form>", "tell them apart"),
        (
            f"<form><fieldset>{name('a')}</fieldset><fieldset>{name('it')}</fieldset></form>",
            "tell them apart",
        ),
        (
            "<form><label><input type='radio' name='x'>Post</label>"
            + name("a", "Details")
            + "<label><input type='radio' name='x'>Phone</label>"
            + name("it", "Details")
            + "</form>",
            "tell them apart",
        ),
        ("<label for='it'>Menu</label><input id='it'>", "Does it tell what to fill in"),
        (
            (
                "<span id='s' hidden>Search</span><input id='it' aria-labelledby='b s'>"
                "<button id='b'>Go</button>"
            ),
            "The label is “Go”",
        ),
        ("<form><p>Email</p><input id='it' placeholder='a@b.c'></form>", "Is the text before"),
        (
            "<form><label>Email</label><input id='it' placeholder='a@b.c'></form>",
            "Is the text before",
        ),
        (
            "<form><h2>News</h2><input id='it' placeholder='Your email'><button>Join</button></form>",
            "Does the button",
        ),
    ],
)
def test_asks_a_person_where_it_cannot_tell(html, words):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("needs review", 0)
    assert [(each.selector, each.status) for each in outcome.findings] == [("#it", "needs review")]
    assert words in outcome.findings[0].message
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            "<form><input id='it' placeholder='Your name'><input title='x'></form>",
            "placeholder “Your name”",
        ),
        (
            "<form><h2>Contact</h2><textarea id='it' placeholder='Message'></textarea></form>",
            "placeholder",
        ),
        ("<label for='it'> </label><input id='it' placeholder='Name'>", "placeholder"),
        ("<input id='it' placeholder='Name' aria-label=' ' aria-labelledby='gone'>", "placeholder"),
        ("<input id='it' placeholder='Name' aria-label='Name'>", "in sight is its placeholder"),
        (
            (
                "<div><label for='it'>Reference</label><input id='it'>"
                "<small class='form-text text-muted'>On your bill</small></div>"
            ),
            "Nothing ties the hint “On your bill”",
        ),
        (
            (
                "<div><label for='it'>Reference</label><div class='govuk-hint'>On your bill</div>"
                "<input id='it'></div>"
            ),
            "Nothing ties the hint “On your bill”",
        ),
        (name("it", "Enter text"), "“Enter text” does not say"),
        (name("it", "Field:"), "“Field:” does not say"),
        (name("it", "*"), "“*” does not say"),
        ("<label>Untitled<textarea id='it'></textarea></label>", "“Untitled” does not say"),
        (f"<form>{name('a', 'Email')}{name('it', 'Email:')}</form>", "the same label: “Email:”"),
        (f"<form>{name('a')}{name('b', 'Street')}{name('it')}</form>", "the same label: “Name”"),
        (
            f"<fieldset><legend>You</legend>{name('a')}{name('it')}</fieldset>",
            "the same label: “Name”",
        ),
    ],
)
def test_fails_labels_that_are_missing_vague_or_alike(html, words):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    finding = outcome.findings[0]
    assert (finding.selector, finding.region, finding.status) == ("#it", "main", "failed")
    assert words in finding.message


def test_a_search_box_needs_its_button():
    assert judged("<form><input type='search' placeholder='Search'></form>").status == "failed"


@pytest.mark.parametrize(
    "html",
    [
        "<label>a" * 3_000 + "<input>",
        "<fieldset><legend></legend>" * 2_000 + name("a") + name("b"),
        "".join(f"<fieldset>{'<i></i>' * 50}{name(n)}</fieldset>" for n in range(500)),
        "<label>Name<input placeholder='x'></label>" * 5_000,
        "<input placeholder='x'><p class='hint'>y</p>" * 5_000,
        "<div><input><p class='hint'>" * 2_000,
        "<label for='a'>x</label>" * 5_000 + "<input id='a'>",
        "<label for='' class>x</label><input id='' name='' placeholder='' type='' title aria-label>",
        "<label>" + "x <b>y</b>" * 20_000 + "<input></label>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 4
