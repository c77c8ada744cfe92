"""captcha-tests: quiet where nothing is asked of people, asks about each test."""

import time

import pytest

from audits.checks.captcha_tests import captcha_tests
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return captcha_tests(document)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<div class='g-recaptcha' data-sitekey='x' data-size='invisible'></div>",
        "<div class='g-recaptcha' data-sitekey='x' hidden></div>",
        "<p class='captcha-note'>We use no captcha.</p>",
        "<iframe src='https://www.google.com/recaptcha/api2/anchor?size=invisible&k=1'></iframe>",
        "<iframe src='https://www.google.com/maps/embed'></iframe>",
        "<label>What is your name? <input></label>",
        "<label>How many are you? <input></label>",
        "<label>Enter the number on your bill <input></label>",
        "<label>Website <input tabindex='-1' name='url'></label>",
    ],
)
def test_is_not_applicable_where_people_are_not_tested(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        "<div id='it' class='g-recaptcha' data-sitekey='x'></div>",
        "<div id='it' class='h-captcha' data-sitekey='x'><iframe src='https://hcaptcha.com/x'></iframe></div>",
        "<iframe id='it' src='https://www.google.com/recaptcha/api2/anchor?k=1'></iframe>",
        "<img id='it' src='/captcha.php?sid=1' alt=''>",
        "<label for='it'>What is 3 + 4?</label><input id='it'>",
        "<label for='it'>7 + 2 =</label><input id='it'>",
        "<label for='it'>Type the letters you see in the picture</label><input id='it'>",
        "<label for='it'>I am not a robot</label><input type='checkbox' id='it'>",
        "<label for='it'>CAPTCHA</label><input id='it'>",
    ],
)
def test_asks_about_each_test(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("needs review", 1)
    assert outcome.findings[0].selector == "#it"
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "html",
    [
        "<div class='g-recaptcha' data-sitekey='x'>" * 2_000,
        "<div class='captcha'>" * 2_000,
        f"<label>{'type the letters ' * 20_000}<input></label>",
        f"<div class='{'captcha-' * 20_000}'></div>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
