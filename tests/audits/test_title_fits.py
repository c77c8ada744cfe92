"""title-fits: a title that was left over from another page is asked about, and no other."""

import pytest

from audits.checks.title_fits import title_fits
from audits.derive.page import page_artefacts


def judged(head, body, url="https://x.test/"):
    html = f"<html lang='en'><head>{head}</head><body><main>{body}</main></body></html>"
    found = page_artefacts(html, url, axe=None)
    names = ("title", "headings", "main_text", "document")
    return title_fits(**{name: found[name] for name in names})


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Report a missed bin - Exampleton Council", "<h1>Report a missed bin</h1>"),
        ("Bins | Exampleton", "<h1>Waste and recycling</h1><p>Put your bin out by 7am.</p>"),
        ("Recycling - Exampleton Council", "<h1>What you can recycle</h1>"),
        ("Home - Exampleton Borough Council", "<h1>Exampleton</h1>"),
        ("Exampleton Council | Bins", "<h1>Your bins</h1>"),
        ("Bins: Exampleton", "<h1>Your bins</h1>"),
        ("Exampleton Council", "<h1>Exampleton</h1>"),
        ("Home", "<h1>Welcome</h1>"),
        ("A to Z", "<h1>A to Z of services</h1>"),
        ("Talu treth gyngor", "<h1>Treth Gyngor: sut i dalu</h1>"),
        ("404", "<h1>Not found</h1>"),
        ("Planning", "<p>No heading at all</p>"),
        ("2026", "<h1>2026/27</h1>"),
        (
            "Exampleton Leisure Online - Opening times",
            "<h2>Opening times</h2><p>Monday from nine, Tuesday from ten, Sunday never.</p>",
        ),
    ],
)
def test_passes_titles_that_may_fit(title, body):
    assert judged(f"<title>{title}</title>", body).status == "passed"


def test_is_not_applicable_without_a_title():
    assert judged("", "<h1>Bins</h1>").status == "not applicable"
    assert judged("<title> </title>", "<h1>Bins</h1>").status == "not applicable"
    assert judged("<title>Untitled</title>", "<h1>Bins</h1>").status == "not applicable"


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("<title>School dinners - Streetham Council</title>", "main heading “Parking permits”"),
        ("<title>School dinners | Streetham</title>", "main heading “Parking permits”"),
        ("<title>School dinners</title>", "main heading “Parking permits”"),
        ("<title>School dinners</title><title>Parking permits</title>", "2 titles"),
    ],
)
def test_asks_about_a_title_of_another_page(head, words):
    outcome = judged(head, "<h1>Parking permits</h1><p>Buy a permit to park in Streetham.</p>")
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.selector, finding.status) == ("title", "needs review")
    assert words in finding.message


@pytest.mark.parametrize(
    ("title", "heading", "url"),
    [
        ("Exampleton Council", "Find what you need today", "https://x.test/"),
        ("Exampleton Council", "Find what you need today", "https://x.test/index.html"),
        ("Cyngor Exampleton", "Beth sydd ei angen arnoch", "https://x.test/cy"),
        ("Exampleton Council", "Exampleton Borough Council", "https://x.test/about"),
        ("Council tax", "Council tax discounts for students", "https://x.test/tax"),
        ("Contact the council", "Contact the council by phone or letter", "https://x.test/c"),
        ("Your council", "Your council and its councillors", "https://x.test/c"),
        ("Bins - Exampleton Council", "When we empty your bins", "https://x.test/b"),
        ("SQL Syntax: blob-literal", "blob-literal", "https://x.test/b"),
    ],
)
def test_passes_titles_that_name_the_page_or_the_home_page(title, heading, url):
    assert judged(f"<title>{title}</title>", f"<h1>{heading}</h1>", url).status == "passed"


@pytest.mark.parametrize(
    "title", ["Exampleton Borough Council", "University of Exampleton", "Cyngor Exampleton"]
)
def test_asks_about_a_title_that_is_the_councils_name_alone(title):
    outcome = judged(
        f"<title>{title}</title>", "<h1>Missed bins in Exampleton</h1>", "https://x.test/bins"
    )
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("Does the title tell this page from others?")


def test_without_a_heading_the_text_should_have_half_of_the_titles_words():
    text = "<p>We empty the green bin on Mondays and the brown bin on Thursdays.</p>"
    assert judged("<title>Green and brown bins</title>", text).status == "passed"
    assert judged("<title>Dinners</title>", text).status == "passed"
    assert (
        judged("<title>School dinners</title>", "<p>Six words are far too few.</p>").value is None
    )
    outcome = judged("<title>School dinners on Mondays</title>", text)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("Does it say what the page is about?")


def test_the_title_of_a_picture_and_the_same_title_twice_are_no_second_title():
    head = "<title>Parking permits</title><title>Parking  permits</title>"
    picture = "<svg><title>Car</title></svg>"
    assert judged(head, f"<h1>Parking permits</h1>{picture}").status == "passed"
