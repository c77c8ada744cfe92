"""Where an element stands."""

import pytest

from audits.derive.document import Document
from audits.derive.regions import region_of


@pytest.mark.parametrize(
    ("html", "region"),
    [
        ("<p id='it'>", ""),
        ("<main><p id='it'></main>", "main"),
        ("<div role='main'><p id='it'></div>", "main"),
        ("<main role='presentation'><p id='it'></main>", ""),
        ("<header><p id='it'></header>", "header"),
        ("<main><header><p id='it'></header></main>", "main"),
        ("<article><footer><p id='it'></footer></article>", ""),
        ("<main><nav><p id='it'></nav></main>", "nav"),
        ("<footer><nav><p id='it'></nav></footer>", "nav"),
        ("<main><aside><p id='it'></aside></main>", "aside"),
        ("<div id='footer'><p id='it'></div>", "footer"),
        ("<div class='row main_content'><p id='it'></div>", "main"),
        ("<main><div class='sidebar'><p id='it'></div></main>", "main"),
        ("<div class='footer'><div class='menu'><p id='it'></div></div>", "nav"),
        ("<nav id='it'>", "nav"),
    ],
)
def test_the_nearest_landmark_counts_then_the_nearest_name(html, region):
    document = Document(f"<html><body>{html}</body></html>", "https://x.test/")
    element = document.ids["it"]
    assert region_of(element) == region
    assert document.region(element) == region
    assert document.region(element) == region  # remembered


def test_the_names_of_html_and_body_say_nothing():
    document = Document("<html class='main'><body class='footer'><p id='it'>", "https://x.test/")
    assert document.region(document.ids["it"]) == ""
