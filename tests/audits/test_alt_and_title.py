"""alt-and-title: a picture that says one thing to some and another to others."""

import time

import pytest

from audits.checks.alt_and_title import alt_and_title
from audits.derive.document import Document


def judged(html):
    document = Document(
        f"<html lang='en'><body><main>{html}</main></body></html>", "https://x.test/"
    )
    return alt_and_title(document)


@pytest.mark.parametrize(
    ("alt", "title"),
    [
        ("The town hall", "The town hall"),
        ("The town hall", "Town hall"),
        ("Town hall", "The Town Hall in the snow."),
        ("The town hall", "..."),
    ],
)
def test_passes_texts_that_agree(alt, title):
    assert judged(f"<img src='a.jpg' alt='{alt}' title='{title}'>").status in {
        "passed",
        "not applicable",
    }


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<img src='a.jpg' alt='The town hall'>",
        "<img src='a.jpg' alt='' title='The town hall'>",
        "<img src='a.jpg' alt='The town hall' title='Snow' hidden>",
        "<img src='a.jpg' alt='The town hall' title='Snow' role='presentation'>",
    ],
)
def test_is_not_applicable_without_both(html):
    assert judged(html).status == "not applicable"


def test_advises_against_two_texts():
    outcome = judged("<img id='i' src='a.jpg' alt='The town hall' title='Closed until May'>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#i"
    assert "“Closed until May”" in outcome.findings[0].message


@pytest.mark.parametrize(
    "html",
    [
        "<img src='a.jpg' alt='a' title='b'>" * 5_000,
        "<img alt='" + "a" * 200_000 + "' title='" + "b" * 200_000 + "'>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
