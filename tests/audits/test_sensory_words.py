"""sensory-words: a control that is named by its looks or its place alone is asked about."""

import time

import pytest

from audits.checks.sensory_words import sensory_words
from audits.derive.document import Document
from audits.derive.main_text import main_text_of

URL = "https://x.test/"


def judged(html, title="Pay your council tax"):
    document = Document(f"<html><body><main>{html}</main></body></html>", URL)
    return sensory_words(main_text_of(document), document, title)


@pytest.mark.parametrize(
    "text",
    [
        # bins and boxes
        *("Put the green bin out by 7am.", "Use your blue box for paper and card."),
        *("Select the brown bin you need.", "Put glass in the black box on the left."),
        *("Use the green box for glass.", "Click to order a blue box for recycling."),
        *("We collect green waste.", "Fill in your green box each week.", "Tick the box."),
        # allowed by WCAG, or no instruction
        *("Use the form below.", "See above.", "Select the link below.", "See the next page."),
        *("Click the link at the bottom of this page.", "The green button sends your form."),
        *("Tick the right box.", "Choose the right form.", "Use the right link on the right day."),
        # the name is given as well
        "Select the green Start now button.",
        "Select the green ‘Start now’ button.",
        "Click the button labelled “Pay”, on the right.",
        "Click the red button marked Pay.",
        "Use the search box on the right.",
        "Select Apply, the green button on the right.",
        "Click the green button (Apply online).",
        "Click the <strong>Pay now</strong> link, the green button on the right.",
        "Click the green button <a href='/p'>Pay online</a>.",
        "Use the <a href='#menu'>menu on the left</a>.",
        "Click the round icon <img src='p.png' alt='Print'> to print.",
        # the world
        *("Press the red button on your pendant.", "Press the green button on the machine."),
        *("Press the big button at the crossing.", "Turn left and see the box on the right."),
        *("Follow the yellow arrows.", "Look for the green symbol on the pack."),
        *("Use the Blue Box on Mondays.", "Fill in the form in black ink."),
        *("Cross the field on the left.", "You need a Blue Badge.", "Choose a large print form."),
        *("Use the blue link road.", "Leave a message when you hear the beep."),
        *("Use the box on the left for glass.", "See the box on the right of your bill."),
        *("Choose white text on a black background.", "Find the blue box on your bill."),
        # Welsh
        *("Cliciwch y botwm “Talu” gwyrdd.", "Rhowch y bin gwyrdd allan.", "Ticiwch y blwch."),
        *("Defnyddiwch eich blwch glas.", "Mae’r botwm gwyrdd yn anfon eich ffurflen."),
        "Pwyswch y botwm coch ar eich larwm.",
    ],
)
def test_passes_instructions_that_all_can_follow(text):
    outcome = judged(f"<p>{text}</p>")
    assert (outcome.status, outcome.value, outcome.findings) == ("passed", 0, ())


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Menu</h2><p>Use the menu on the right.</p>",
        "<p>Click the round button.</p><button>Round button</button>",
        "<nav><a href='/a'>A</a></nav><p>Use the navigation on the left.</p>",
        "<h2>If you wear a pendant alarm</h2><p>Press the red button.</p>",
        "<p hidden>Click the green button.</p>",
        "<pre>Click the green button.</pre>",
    ],
)
def test_passes_what_the_page_makes_plain(html):
    assert judged(f"<p>Bins.</p>{html}").status == "passed"


def test_the_title_tells_what_a_box_or_a_button_is():
    assert judged("<p>Tick the green box.</p>", "Recycling").status == "passed"
    assert judged("<p>Press the red button.</p>", "Community alarms").status == "passed"
    assert judged("<p>Press the red button.</p>", None).status == "needs review"


def test_is_not_applicable_without_text():
    assert judged("").status == "not applicable"


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("Click the green button.", "green button"),
        ("To pay, press the large, green button.", "large, green button"),
        ("Click on the bright blue link to apply.", "bright blue link"),
        ("Select the round icon to print.", "round icon"),
        ("Click the arrow icon.", "arrow icon"),
        ("Click the red text to see more.", "red text"),
        ("Fields marked in red are required.", "Fields marked in red"),
        ("Select one of the links in blue.", "links in blue"),
        ("Use the menu on the left to find a form.", "menu on the left"),
        ("Use the menu on the right-hand side of the page.", "menu on the right-hand"),
        ("Type your postcode in the box on the right.", "box on the right"),
        ("Enter your street in the box on the right.", "box on the right"),
        ("See the box on the right for opening times.", "box on the right"),
        ("Required fields are shown in red.", "fields are shown in red"),
        ("Please use the links to the left.", "links to the left"),
        ("Choose a topic from the left-hand menu.", "left-hand menu"),
        ("Click the button in the top right corner.", "button in the top right"),
        ("Fill in the form on the right and send it.", "form on the right"),
        ("Click the <strong>green button</strong>.", "green button"),
        ("Click <b>here</b>, the green button.", "green button"),
        ("Go to <a href='/p'>pay online</a> and click the green button.", "green button"),
        ("To pay <b>council tax</b>, click the green button.", "green button"),
        ("When you hear the beep, select the next page.", "hear the beep"),
        ("Cliciwch ar y botwm gwyrdd.", "botwm gwyrdd"),
        ("Defnyddiwch y ddewislen ar y chwith.", "ddewislen ar y chwith"),
        ("Dewiswch y ddolen las i wneud cais.", "ddolen las"),
        ("Gweler y blwch ar ochr dde’r dudalen.", "blwch ar ochr dde"),
    ],
)
def test_asks_about_controls_that_are_named_by_their_looks(text, looks):
    outcome = judged(f"<h1>Pay</h1><div><p>Hello.</p><p id='it'>First. {text}</p></div>")
    assert (outcome.status, outcome.value) == ("needs review", 1)
    finding = outcome.findings[0]
    assert f"“{looks}”" in finding.message
    assert (finding.selector, finding.region, finding.status) == ("#it", "main", "needs review")
    assert finding.snippet.startswith('<p id="it">')
    assert finding.subject.startswith(text[:5].partition("<")[0])


def test_tells_a_sentence_once_and_each_sentence_by_itself():
    outcome = judged(
        "<ul><li>Click the green button. Use the menu on the left.</li>"
        "<li>Click the green button.</li></ul>"
    )
    assert [each.subject for each in outcome.findings] == [
        "Click the green button.",
        "Use the menu on the left.",
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Click the green button number {}.</p>" * 5000,
        "<div>" * 1000 + "<p>Click the green button.</p>" * 5000,
        "<p>" + "click the “green button on the right " * 20_000 + "</p>",
        "<p>" + "click <b>the</b> green <a href=''>x</a> button. " * 5000 + "</p>",
        "<p>Click the " + "green, " * 50_000 + "</p>",
        "<p>the green button</p><a href='/a'>Go</a>" * 3000,
    ],
)
def test_large_and_deep_pages_are_quick(html):
    document = Document(f"<html><body>{html}</body></html>", URL)
    main = main_text_of(document)
    start = time.process_time()
    assert sensory_words(main, document, "").status in {"needs review", "passed"}
    assert time.process_time() - start < 4
