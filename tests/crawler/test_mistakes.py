"""A mistake is told with the line on which a person will find it."""

import pytest

from crawler.mistakes import line_of, one_of, unknown

TEXT = """# max_pages = 1
[sites.town]
start_url = "https://town.example/"
  rate=1
[ sites . "b c" ] # max_pages
"max_pages" = 2
[sites.town.owners]
"/a b/*" = "x"
'/c' = "y"
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("sites", "town"), 2),
        (("sites", "town", "start_url"), 3),
        (("sites", "town", "rate"), 4),
        (("sites", "b c"), 5),
        (("sites", "b c", "max_pages"), 6),
        (("sites", "town", "owners"), 7),
        (("sites", "town", "owners", "/a b/*"), 8),
        (("sites", "town", "owners", "/c"), 9),
        (("sites", "town", "missing"), 2),
        (("nowhere",), 1),
    ],
)
def test_lines(keys, line):
    assert line_of(TEXT, keys) == line


def test_the_nearest_word_is_suggested():
    assert "max_pages is meant" in unknown("max_pagse", ("rate", "max_pages"))
    assert "known are rate, max_pages" in unknown("colour", ("rate", "max_pages"))
    assert one_of("county", ("county", "unitary")) == "county"
    with pytest.raises(ValueError, match=r"perhaps county is meant\); allowed are county, unitary"):
        one_of("countie", ("county", "unitary"))
