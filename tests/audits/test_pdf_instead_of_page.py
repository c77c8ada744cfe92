"""pdf-instead-of-page: three lines and a file made for paper."""

import pytest

from audits.checks.pdf_instead_of_page import pdf_instead_of_page
from audits.derive.actions import Action
from tests.audits.made_site import EMAIL, FORM, judged, known

PDF = Action("document", "Guide", "https://town.test/guide.pdf")
SHEET = Action("document", "Prices", "https://town.test/prices.xlsx")
PAPER = Action("print form", "Claim form", "https://town.test/form.pdf")


def said(*actions, links=1, words=60):
    return judged(pdf_instead_of_page, known(actions=actions, links=links, words=words))


@pytest.mark.parametrize(
    ("actions", "facts"),
    [
        ((), {}),
        ((PDF,), {"words": 150}),
        ((PDF,), {"links": 2}),
        ((SHEET,), {}),
        ((PDF, FORM), {}),
        ((PDF, PAPER), {"links": 2}),
    ],
)
def test_passes_pages_that_say_it_themselves(actions, facts):
    assert said(*actions, **facts).status == "passed"


def test_says_nothing_of_pages_that_are_no_task():
    assert judged(pdf_instead_of_page, known(title="Strategy", actions=[PDF], links=1)) is None


def test_fails_where_a_pdf_is_all():
    assert said(PDF).status == "failed"


def test_asks_where_there_is_more():
    outcome = said(PDF, EMAIL, links=1)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")
