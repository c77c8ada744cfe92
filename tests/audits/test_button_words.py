"""button-words: names of buttons that say nothing, or not which form they belong to."""

import time

import pytest

from audits.checks.button_words import button_words
from audits.derive.document import Document


def judged(html):
    document = Document(
        f"<html lang='en'><body><main>{html}</main></body></html>", "https://x.test/"
    )
    return button_words(document)


SEARCH = "<form role='search'><input name='q'><button>Search</button></form>"
FORM = "<form><input name='a'><button{}>{}</button></form>"


@pytest.mark.parametrize(
    "html",
    [
        "<button>Report a pothole</button>",
        "<button>Submit</button>",
        SEARCH + FORM.format("", "Submit"),
        SEARCH + SEARCH,
        "<form><button>Go</button><button>Go</button></form>",
        FORM.format("", "Go") + FORM.format(" aria-label='Go to the bins'", "Go"),
        FORM.format("", "Go") + FORM.format(" title='Find a school'", "Go"),
        FORM.format("", "Go") + "<form aria-label='Find a school'><button>Go</button></form>",
        FORM.format("", "Go")
        + "<form><fieldset><legend>Find a school</legend><button>Go</button></fieldset></form>",
        "<button aria-label='Close'>×</button>",
        "<button title='Close'>×</button>",
        "<button>Bins</button><button hidden>×</button>",
        "<button aria-expanded='false'>More</button><button aria-expanded='false'>More</button>",
        "<button>Bins</button><a role='tab'>×</a><input type='text' value='x'>",
        "<button><img src='x.png' alt='Close'></button>",
    ],
)
def test_passes_buttons_that_say_what_they_do(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html", ["", "<button></button>", "<input type='image' alt='Go'>", "<input type='submit'>"]
)
def test_is_not_applicable_without_named_buttons(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize("name", ["×", "…", "+", "click here", "Click here!", "Button", "yma"])
@pytest.mark.parametrize(
    "html",
    [
        "<button id='it'>{}</button>",
        "<input type='button' id='it' value='{}'>",
        "<div role='button' tabindex='0' id='it'>{}</div>",
        "<button id='it' title='{0}'>{0}</button>",
    ],
)
def test_asks_about_signs_and_empty_phrases(name, html):
    outcome = judged(html.format(name))
    assert outcome.status == "needs review"
    assert outcome.findings[0].selector == "#it"
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize("name", ["Go", "Submit", "OK", "Anfon"])
def test_asks_once_about_forms_whose_buttons_share_a_name(name):
    outcome = judged(
        FORM.format("", name) + FORM.format(" id='it'", name) + FORM.format("", name.lower())
    )
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.selector, finding.elements) == ("#it", 3)
    assert finding.message.startswith("Buttons of 3 forms have the name")


@pytest.mark.parametrize(
    "html",
    [
        "<form><button>Go</button></form>" * 5_000,
        "<div>" * 3_000 + "<button>Go</button>" * 5_000,
        "<button>" * 1_000,
        "<fieldset>" * 3_000 + "<button>Go" * 3_000,
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
