"""access-keys: keys that the page takes for itself."""

import time

import pytest

from audits.checks.access_keys import access_keys
from audits.derive.document import Document


def judged(html):
    document = Document(
        f"<html lang='en'><body><main>{html}</main></body></html>", "https://x.test/"
    )
    return access_keys(document)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<a href='/a'>Bins</a>",
        "<a href='/a' accesskey=''>Bins</a>",
        "<a href='/a' accesskey=' '>Bins</a>",
        "<div hidden><a href='/a' accesskey='b'>Bins</a></div>",
    ],
)
def test_is_not_applicable_without_keys(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<a id='it' href='/a' accesskey='b'>Bins</a>", "The page takes the key “b” for “Bins”."),
        ("<button id='it' accesskey='S'>Save</button>", "The page takes the key “S” for “Save”."),
        ("<input id='it' accesskey='4'>", "The page takes the key “4”."),
    ],
)
def test_advises_against_each_key(html, message):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#it"
    assert outcome.findings[0].message == message


def test_the_keys_of_a_part_of_the_page_are_one_fault():
    outcome = judged("<a accesskey='b' href='/b'>Bins</a><a accesskey='t' href='/t'>Tax</a>")
    assert {each.message for each in outcome.findings} == {"The page takes 2 keys: “b”, “t”."}
    assert {each.subject for each in outcome.findings} == {"accesskey"}


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/a' accesskey='b'>Bins</a>" * 5_000,
        "<div accesskey='b'>" * 3_000,
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
