"""The link graph: click depth, links in, and the links that are not plainly fine."""

import pytest

from crawler.store.graph import site_artefacts
from crawler.store.targets import resolve_own_targets, save_target

HOST = "https://town.example"


def crawl(book, to, pages, redirects=()):
    """A night over pages that link to each other: {path: [paths linked to]}."""
    run = book.begin()
    book.frontier(run).add(f"{HOST}/", depth=0, rank=0, source="start")
    for path in pages:
        links = [each if not isinstance(each, str) else to(each) for each in pages[path]]
        book.link(run, book.visit(run, path), *links)
    for path, where in redirects:
        book.visit(run, path, "redirect", redirect_to=f"{HOST}{where}")
    return run


def artefacts(book, run):
    with book.db.atomic():
        resolve_own_targets(book.db, run)
        return site_artefacts(book.db, run)


def depths(found):
    return {url.removeprefix(HOST): page.click_depth for url, page in found["pages"].items()}


def test_one_page_that_links_to_itself(book, to):
    found = artefacts(book, crawl(book, to, {"/": ["/", "/"]}))
    assert found["home"] == f"{HOST}/"
    assert depths(found) == {"/": 0}
    assert found["pages"][f"{HOST}/"].in_links == 0
    assert found["flawed_links"] == found["targets"] == {}


def test_fewest_clicks_and_links_in(book, to):
    pages = {
        "/": ["/a", "/b"],
        "/a": ["/c", "/c"],
        "/b": ["/c", "/"],
        "/c": ["/d"],
        "/d": [],
        "/orphan": ["/"],
    }
    found = artefacts(book, crawl(book, to, pages))
    assert depths(found) == {"/": 0, "/a": 1, "/b": 1, "/c": 2, "/d": 3, "/orphan": None}
    links = {url.removeprefix(HOST): page.in_links for url, page in found["pages"].items()}
    assert links == {"/": 2, "/a": 1, "/b": 1, "/c": 2, "/d": 1, "/orphan": 0}
    rows = book.rows("SELECT substr(url, 21), click_depth, in_links FROM pages")
    assert rows == [(path, depths(found)[path], links[path]) for path in pages]


def test_assets_and_frames_are_no_clicks(book, to):
    pages = {"/": [to("/a", rel="frame"), to("/b", rel="asset", kind="asset")], "/a": [], "/b": []}
    found = artefacts(book, crawl(book, to, pages))
    assert depths(found) == {"/": 0, "/a": None, "/b": None}
    assert [page.in_links for page in found["pages"].values()] == [0, 1, 0]


def test_a_redirect_is_no_click_of_its_own(book, to):
    pages = {"/": ["/old"], "/new": ["/older"], "/newest": []}
    hops = [("/old", "/new"), ("/older", "/old2"), ("/old2", "/newest")]
    found = artefacts(book, crawl(book, to, pages, hops))
    assert depths(found) == {"/": 0, "/new": 1, "/newest": 2}
    (link,) = found["flawed_links"][f"{HOST}/new"]
    assert link.url == f"{HOST}/older"
    assert found["targets"][link.url].hops == 2
    assert list(found["flawed_links"]) == [f"{HOST}/new"]


def test_a_start_page_that_moved(book, to):
    found = artefacts(book, crawl(book, to, {"/en": ["/a"], "/a": []}, [("/", "/en")]))
    assert found["home"] == f"{HOST}/en"
    assert depths(found) == {"/en": 0, "/a": 1}


@pytest.mark.parametrize("redirects", [[], [("/", "/")], [("/", "/b"), ("/b", "/")]])
def test_without_a_start_page_no_depth_is_known(book, to, redirects):
    found = artefacts(book, crawl(book, to, {"/a": ["/a", "/c"], "/c": []}, redirects))
    assert depths(found) == {"/a": None, "/c": None}
    assert found["home"].startswith(HOST)


def test_only_pages_of_this_run(book, to):
    run = crawl(book, to, {"/": ["/a"], "/a": ["/"], "/old": ["/"]})
    book.end(run)
    run = crawl(book, to, {"/": ["/a"], "/a": []})
    book.visit(run, "/ill", "error", status=503)
    found = artefacts(book, run)
    assert depths(found) == {"/": 0, "/a": 1}
    assert found["pages"][f"{HOST}/"].in_links == 0


def test_links_that_are_not_plainly_fine(book, to):
    states = ["ok", "broken", "blocked to robots", "unsure", "not checked"]
    links = [
        to(f"https://{number}.example/", state, "nav", kind="external")
        for number, state in enumerate(states)
    ]
    run = crawl(book, to, {"/": links, "/a": links[:1]})
    for link in links[:-1]:
        save_target(book.db, run, link.url, state=link.text, status=404, reason="So it said.")
    found = artefacts(book, run)
    assert [each.text for each in found["flawed_links"][f"{HOST}/"]] == states[1:4]
    assert set(found["flawed_links"]) == {f"{HOST}/"}
    target = found["targets"]["https://1.example/"]
    assert (target.kind, target.state, target.status, target.reason) == (
        "external",
        "broken",
        404,
        "So it said.",
    )


def test_how_many_addresses_a_page_names_and_how_many_nobody_asked_for(book, to):
    links = [to("/"), to("/"), to("/never"), to("mailto:a@b.example", kind="email"),
             to("/a.css", rel="asset", kind="asset")]  # fmt: skip
    page = artefacts(book, crawl(book, to, {"/": links}))["pages"][f"{HOST}/"]
    assert (page.out_links, page.unchecked_links) == (3, 2)
