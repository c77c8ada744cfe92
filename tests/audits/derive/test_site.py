"""Fewest clicks over the link graph."""

from audits.derive.site import click_depths


def test_the_shortest_way_counts_and_circles_end():
    edges = {"/": ["/a", "/b"], "/a": ["/c", "/"], "/b": ["/d"], "/c": ["/d"], "/d": ["/e", "/a"]}
    assert click_depths("/", edges) == {"/": 0, "/a": 1, "/b": 1, "/c": 2, "/d": 2, "/e": 3}


def test_what_cannot_be_reached_has_no_depth():
    assert click_depths("/", {"/lost": ["/"]}) == {"/": 0}
