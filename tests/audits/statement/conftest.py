"""Statements as pages, judged as a crawl would judge them."""

from datetime import date
from pathlib import Path

import pytest

from audits.derive.document import Document
from audits.derive.language import language_of
from audits.derive.main_text import main_text_of
from audits.derive.page import title_of
from audits.profiles import load_profiles
from audits.statement.choosing import Candidate
from audits.statement.judging import Surroundings
from audits.statement.parts import statement_of
from audits.statement.reading import page_text
from audits.statement.verdicts import judge

PAGES = Path(__file__).parent / "pages"
TODAY = date(2026, 11, 28)
PROFILES = load_profiles()


def page_of(html, url="https://www.town.gov.uk/accessibility-statement"):
    document = Document(html, url)
    main = main_text_of(document)
    text = page_text(document, main, language_of(document, main.blocks))
    return Candidate(url, title_of(document) or "", text)


def read(name):
    return (PAGES / name).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def a_page():
    return page_of


@pytest.fixture(scope="session")
def stored():
    """Return a page of the folder as a candidate."""
    return lambda name, url="https://www.town.gov.uk/accessibility-statement": page_of(
        read(name), url
    )


@pytest.fixture(scope="session")
def html_of():
    return read


@pytest.fixture(scope="session")
def judged():
    """Judge pages as one statement; return the verdicts, by check."""

    def judge_pages(*pages, law="uk-psbar", **around):
        statement = statement_of([(each.url, each.text) for each in pages], title=pages[0].title)
        around = {
            "today": TODAY,
            "host": "www.town.gov.uk",
            "site_title": "Town Council",
            "kind": "statement" if statement.is_one else "no statement",
            "found_by": "a link on the home page",
            "page_title": pages[0].title,
            "is_linked_home": True,
            "pages": 10,
            "linking_pages": 10,
            **around,
        }
        return judge(statement, Surroundings(**around), PROFILES[law])

    return judge_pages
