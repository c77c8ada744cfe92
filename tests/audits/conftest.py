"""Texts whose readability is known by hand."""

import pytest

from audits.derive.page import page_artefacts

EASY = "We empty your bin each week. Put it out by six in the morning. We do not take glass. "
HARD = (
    "Notwithstanding the aforementioned considerations, applicants are required to demonstrate, "
    "to the satisfaction of the responsible authority, that their individual circumstances "
    "necessitate exceptional discretionary assistance. "
)


@pytest.fixture
def artefacts():
    """The artefacts of a page with this HTML in its main element."""

    def make(main, *, lang="en", title="Bins", url="https://example.test/bins"):
        html = (
            f"<!doctype html><html lang='{lang}'><head><title>{title}</title></head>"
            f"<body><main id='main'>{main}</main></body></html>"
        )
        return page_artefacts(html, url, axe=None)

    return make


@pytest.fixture
def easy_text():
    return EASY * 8


@pytest.fixture
def hard_text():
    return HARD * 6
