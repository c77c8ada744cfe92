"""What a page lets people do: nothing too much first, then each kind, then hostile pages."""

import time

import pytest

from audits.derive.actions import actions_of, known_actions
from audits.derive.document import Document
from audits.derive.main_text import main_text_of
from audits.derive.missing import Missing

URL = "https://www.town.gov.uk/bins/missed"


def acted(main, *, url=URL, around="{main}"):
    page = f"<html lang=en><body><main><h1>Missed bin</h1>{main}</main></body></html>"
    page = around.replace("{main}", page) if around != "{main}" else page
    document = Document(page, url)
    return actions_of(document, main_text_of(document))


def kinds(main, **how):
    return [each.kind for each in acted(main, **how).actions]


@pytest.mark.parametrize(
    "main",
    [
        "<p>We empty bins.</p>",
        '<p><a href="/bins">Bins and recycling</a></p>',
        '<p><a href="#top">Back to top</a></p>',
        '<p><a href="https://www.gov.uk/housing-benefit">Read about it on GOV.UK</a></p>',
        '<p><a href="/about/report-2020-results">Our results of the year</a></p>',
        '<p><a href="/pay-policy">What our staff earn</a></p>',
        '<p><a href="/find-out">Find out more</a></p>',
        '<p><a href="/forms-we-use">Which forms we use</a></p>',
        '<p><a href="/app">About your application and what comes next</a></p>',
        '<form role="search"><label>Find <input name="q"></label><button>Search</button></form>',
        '<form><input type="hidden" name="t"></form>',
        "<p>We had 01234 visits in 2025.</p>",
        "<p>You can visit a park.</p>",
        "<p hidden>Ring 01632 960000.</p>",
    ],
)
def test_what_does_nothing_is_no_action(main):
    assert kinds(main) == []


def test_what_stands_in_header_and_footer_is_no_action():
    page = (
        "<html><body><header><form><label for=a>Name</label><input id=a name=who></form></header>"
        "<main><h1>Bins</h1><p>Text.</p></main>"
        '<footer><a href="tel:01632960000">Ring</a><a href="/apply">Apply now</a></footer></body>'
    )
    document = Document(page, URL)
    assert actions_of(document, main_text_of(document)).actions == ()


@pytest.mark.parametrize(
    ("main", "kind"),
    [
        ('<form><label for=st>Street</label><input id=st name="street"></form>', "form"),
        ('<form><label for=p>Postcode</label><input id=p name="postcode"></form>', "form"),
        ('<form><input name=u><input type="password" name=w></form>', "login"),
        ('<a href="/bins/report">Report a missed bin</a>', "start"),
        ('<a class="btn btn-primary" href="/bins/report">Missed bin</a>', "start"),
        ('<p>Use the <a href="/f/12">moving home form</a> to tell us.</p>', "start"),
        ('<p>Fill in the <a href="/f/13">Homesearch application</a>.</p>', "start"),
        ('<a role="button" href="/x">Start now</a>', "start"),
        ('<a href="/login">Your account</a>', "login"),
        ('<a href="/x">Sign in to see your bill</a>', "login"),
        ('<a href="https://forms.example.com/bin">Report a missed bin</a>', "hand-off"),
        ('<a href="https://x-self.achieveservice.com/bin">Missed bin</a>', "hand-off"),
        ('<a href="https://www.gov.uk/apply-blue-badge">Apply on GOV.UK</a>', "hand-off"),
        ('<a href="https://x.paynotice.co.uk/">Pay a fine</a>', "payment"),
        ('<a href="https://pay.example.com/town">Pay online</a>', "payment"),
        ('<a href="/files/claim-form.pdf">Claim form (PDF)</a>', "print form"),
        ('<p>Print it and send it by post. <a href="/f/a.docx">Paper (Word)</a></p>', "print form"),
        ('<a href="/files/map.pdf">Map (PDF)</a>', "document"),
        ('<a href="mailto:bins@town.gov.uk">Write to us</a>', "email"),
        ("<p>Write to bins@town.gov.uk.</p>", "email"),
        ('<a href="tel:+441632960000">01632 960 000</a>', "phone"),
        ("<p>Ring us on 01632 960000.</p>", "phone"),
        ("<p>Call us on 03 9000 0000.</p>", "phone"),
        ("<p>Come in to the town hall with your papers.</p>", "visit"),
        ("<p>You must apply in person.</p>", "visit"),
        ('<iframe src="https://town.achieveservice.com/x" title="Report"></iframe>', "form"),
    ],
)
def test_what_can_be_done_is_told(main, kind):
    assert kind in kinds(main)


def test_a_form_around_the_whole_page_is_a_form_by_its_fields():
    page = (
        "<html><body><form id=aspnetForm><input type=hidden name=__VIEWSTATE><main><h1>Bins</h1>"
        "<p>Tell us.</p><label for=st>Street</label><input id=st name=street></main></form></body>"
    )
    document = Document(page, URL)
    assert [each.kind for each in actions_of(document, main_text_of(document)).actions] == ["form"]


def test_a_hand_off_names_the_supplier_and_whether_it_says_so():
    silent, told = acted(
        '<a href="https://x.achieveservice.com/a">Missed bin</a>'
        '<a href="https://x.achieveservice.com/b">Missed bin (opens another website)</a>'
    ).actions
    assert (silent.supplier, silent.is_told) == ("Granicus govService", False)
    assert told.is_told


FIELD = "<label for=w>Where</label><input id=w name=where>"
GRANICUS, JADU = "Granicus govService", "Jadu XForms Pro / Connect"
BY_SCRIPT = '<script src="https://town.achieveservice.com/embed.js"></script>'


def test_forms_of_the_council_are_of_no_supplier():
    for main in (
        f"<form action=/report>{FIELD}</form>",
        f'<div class="jadu-cms widget"><form id=jadu-search-2>{FIELD}</form></div>',
        f"<form>{FIELD}</form><p>We use AF-Process-Report and xfp-form.</p>",
        f"<form class='xfp-form AF-Process-x'>{FIELD}</form>",  # of one, or of the other
        f"<form>{FIELD}</form>{BY_SCRIPT}",  # nothing says that the script brings this form
    ):
        assert [(each.kind, each.supplier) for each in acted(main).actions] == [("form", "")], main
    for quiet in (
        '<script src="https://town.gov.uk/apiserver/menu.js"></script>',
        '<script src="https://town.my.site.com/embeddedservice/chat.js"></script>',
        "<p>Fillform-frame</p>",
    ):
        assert acted(quiet).actions == ()


@pytest.mark.parametrize(
    ("main", "url", "supplier"),
    [
        (f'<form id="xfp-form-12" action="/send">{FIELD}</form>', URL, JADU),
        (f'<form action="/xfp/form/12">{FIELD}</form>', URL, JADU),
        (f"<form method=post>{FIELD}</form>", "https://forms.town.gov.uk/xfp/form/12", JADU),
        (f"<div id=fillform-frame-1><form>{FIELD}</form></div>", URL, GRANICUS),
        (f'<form><input type=hidden name="AF-Process-id">{FIELD}</form>', URL, GRANICUS),
        (f"<div id=form>{BY_SCRIPT}</div>", URL, GRANICUS),
        ('<iframe title=Form data-src="/service/AchieveForms/?x=1"></iframe>', URL, GRANICUS),
    ],
)
def test_a_suppliers_form_on_the_councils_own_host_is_known(main, url, supplier):
    document = Document(f"<html><body><main><h1>Bins</h1>{main}</main></body></html>", url)
    found = actions_of(document, main_text_of(document)).actions
    assert [(each.kind, each.supplier) for each in found] == [("form", supplier)]


def test_a_link_to_a_suppliers_system_on_the_same_host_leads_to_no_other_website():
    (action,) = acted('<a href="/xfp/form/12">Report a missed bin</a>').actions
    assert (action.kind, action.supplier, action.is_told) == ("hand-off", JADU, True)


def test_marks_of_huge_forms_are_read_in_bounds():
    deep = "<div class=a>" * 300 + f"<form>{FIELD}{'<p class=b>x</p>' * 20_000}</form>"
    assert acted(deep).actions[0].supplier == ""


def test_money_that_has_come_to_the_council_is_no_visit():
    assert acted("<p>You can see at once if the money has come to us.</p>").actions == ()
    (visit,) = acted("<p>If you need some help, come to our office.</p>").actions
    assert visit.text == "you need some help, come to our office."


def test_a_captcha_is_seen():
    assert acted('<form><input name=a><div class="g-recaptcha"></div></form>').has_captcha
    assert not acted("<p>Text.</p>").has_captcha


def test_headings_first_words_and_the_way_are_told():
    page = (
        '<html><body><nav class="breadcrumbs"><a href="/">Home</a> <a href="/b">Bins</a></nav>'
        "<main><h1>Missed bin</h1><p>Tell us soon.</p><h2>Before you start</h2></main></body>"
    )
    document = Document(page, URL)
    told = actions_of(document, main_text_of(document))
    assert told.headings == ("Missed bin", "Before you start")
    assert told.trail == "Home > Bins"
    assert told.opening == "Tell us soon."


def test_dates_years_and_what_is_closed_are_told():
    told = acted(
        "<p>Charges for 2024/25 and 2025 to 2026. In 2010 to 2019 we grew.</p>"
        "<p>It is free. Apply by 31 January 2025. The show is on 3 May 2025.</p>"
        "<p>Applications for this scheme are now closed.</p>"
    )
    assert told.years == ("2024/25", "2025/26")
    assert told.last_date == "2025-05-03"
    assert told.calls == (("2025-01-31", "Apply by 31 January 2025"),)
    assert "are now closed" in told.closed


@pytest.mark.parametrize(
    "text",
    [
        "Notes on the form (PDF)",
        "How to fill in the form",
        "Form of words",
        "Privacy form",
        "Planning application",
        "Forms",
    ],
)
def test_a_file_about_a_form_is_no_form(text):
    assert kinds(f'<p><a href="/files/a.pdf">{text}</a></p>') == ["document"]


def test_notes_beside_a_form_are_no_form():
    main = (
        '<p>Read the <a href="/n.pdf">guidance notes for applications</a> and complete the'
        ' <a href="/f.pdf">notice application form</a>.</p>'
    )
    assert kinds(main) == ["document", "print form"]


@pytest.mark.parametrize(
    "text",
    [
        "Rent assessment form",
        "Postal vote form (PDF)",
        "Direct debit mandate",
        "Application to park",
        "Scaffold application (PDF, 2 MB)",
    ],
)
def test_a_file_that_is_named_a_form_is_one(text):
    assert kinds(f'<p><a href="/files/a.pdf">{text}</a></p>') == ["print form"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Closing date for receipt of applications is 4.00pm on 11 May 2018.", "2018-05-11"),
        ("The deadline for forms with all the papers that we ask for is 1 May 2017.", "2017-05-01"),
        ("Applications close 5pm Monday 28 February 2022.", "2022-02-28"),
        ("Apply by April 12, 2019.", "2019-04-12"),
        ("You have until 31 March 2023 to pay.", "2023-03-31"),
        ("Subscriptions are open until 1 October 2025.", "2025-10-01"),
        ("Applications for the street party must be made by 7 April 2023.", "2023-04-07"),
        ("You must contact us no later than 31 March 2017.", "2017-03-31"),
        ("The deadline for applications to primary schools was 15 January 2020.", "2020-01-15"),
    ],
)
def test_what_bids_act_by_a_day_is_told(text, day):
    assert [each[0] for each in acted(f"<p>{text}</p>").calls] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "The plan must be seen with that of 7 April 2023.",
        "The fair is on 7 April 2023.",
        "There is no deadline. We wrote this on 7 April 2023.",
    ],
)
def test_other_days_bid_nobody_act(text):
    assert acted(f"<p>{text}</p>").calls == ()


@pytest.mark.parametrize(
    "text",
    [
        "Subscriptions for the 2021 season are now closed.",
        "The waiting lists for allotment sites are now closed.",
        "Applications for the discretionary scheme closed as of 30 November 2022.",
        "Nominations closed on 3 May 2025.",
    ],
)
def test_what_is_closed_is_told(text):
    assert "closed" in acted(f"<p>{text}</p>").closed


@pytest.mark.parametrize(
    "main", ["<p>31 February 2025 and 99/99/2025.</p>", "<p>We close at noon. It is open.</p>"]
)
def test_what_is_no_date_and_not_closed_is_none(main):
    told = acted(main)
    assert (told.last_date, told.closed) == ("", "")


def test_a_missing_main_text_has_no_actions():
    assert known_actions(Document("<p>x", URL), Missing("broken")) is None


@pytest.mark.parametrize(
    "main",
    [
        '<a href="http://[x/">Report it</a>' * 50,
        "<p>" + "apply by " * 60_000 + "</p>",
        "<p>" + "0" * 300_000 + "</p>",
        "<p>" + "a@" * 150_000 + "</p>",
        "<p>" + "applications are " * 40_000 + "</p>",
        "".join(f'<a href="/x{n}">Report {n}</a>' for n in range(20_000)),
        "<form>" + '<input name="a">' * 20_000 + "</form>",
        "<p>" + "1/1/2025 " * 50_000 + "</p>",
    ],
)
def test_hostile_pages_take_no_time(main):
    document = Document(f"<html><body><main><h1>x</h1>{main}</main>", URL)
    text = main_text_of(document)
    started = time.process_time()
    told = actions_of(document, text)
    assert time.process_time() - started < 1.5
    assert len(told.actions) <= 250
