"""The headings that assistive technology sees."""

import pytest

from audits.derive.document import Document
from audits.derive.outline import MAX_HEADINGS, headings_of


def outline(html):
    headings = headings_of(Document(f"<html><body>{html}</body></html>", "https://x.test/"))
    return [(heading.level, heading.text) for heading in headings]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Bins</p>", []),
        ("<h1>Bins</h1><h3>Green</h3>", [(1, "Bins"), (3, "Green")]),
        ("<h2><button>Open</button></h2>", [(2, "Open")]),
        ("<h2></h2>", [(2, "")]),
        ("<div role='heading'>A</div>", [(2, "A")]),
        ("<div role='heading' aria-level='4'>A</div>", [(4, "A")]),
        ("<h2 aria-level='3'>A</h2>", [(3, "A")]),
        ("<h2 aria-level='0'>A</h2><h2 aria-level='x'>B</h2>", [(2, "A"), (2, "B")]),
        (f"<h2 aria-level='{'9' * 5000}'>A</h2>", [(2, "A")]),
        ("<h2 role='none'>A</h2>", []),
        ("<h2 hidden>A</h2><div aria-hidden='true'><h2>B</h2></div>", []),
    ],
)
def test_levels_and_names(html, found):
    assert outline(html) == found


def test_headings_without_end_are_cut():
    assert len(outline("<h2>A</h2>" * (MAX_HEADINGS + 5))) == MAX_HEADINGS
