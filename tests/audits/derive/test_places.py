"""Findings of what a browser saw: where they stand, in the page or in a frame of it."""

import pytest

from audits.derive.document import Document
from audits.derive.looks import named_by_axe
from audits.derive.places import element_of, found_in_browser
from audits.model import Impact

PAGE = Document(
    "<html><body><main><iframe id=f src=a></iframe><p id=p>x</p></main></body></html>",
    "https://x.test/",
)


def finding(selector):
    return found_in_browser(
        {"selector": selector, "html": "<p>"}, PAGE, "It is wrong.", impact=Impact.MINOR
    )


@pytest.mark.parametrize("selector", ["#f >>> #p", "#f >>> #host >> b", "#f >>> iframe >>> a"])
def test_what_is_in_a_frame_stands_where_the_frame_does_and_says_so(selector):
    found = finding(selector)
    assert (found.region, found.selector) == ("main", selector)
    assert found.message == "In a frame: It is wrong."
    assert element_of({"selector": selector}, PAGE) is None


def test_what_is_in_the_page_itself_does_not():
    assert (finding("#p").message, finding("#p").region) == ("It is wrong.", "main")


def test_what_axe_names_in_a_frame_goes_by_its_selector():
    targets = [["#p"], ["#f", "a"], ["#f", ["#host", "b"]], [], None]
    axe = {"violations": [{"id": "x", "nodes": [{"target": target} for target in targets]}]}
    assert named_by_axe(axe, "x", PAGE) == {PAGE.ids["p"], "#f >>> a", "#f >>> #host >> b"}
