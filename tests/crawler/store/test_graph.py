"""The link graph: click depth, links in, and the links that are not plainly fine."""

import pytest

from crawler.store.graph import site_artefacts, start_page
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


def artefacts(book, run, **told):
    with book.db.atomic():
        resolve_own_targets(book.db, run)
        return site_artefacts(book.db, run, **told)


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


def test_assets_are_no_clicks_and_what_stands_in_a_frame_leads_on(book, to):
    shown = [to("/a", rel="frame"), to("/b", rel="asset", kind="asset")]
    found = artefacts(book, crawl(book, to, {"/": shown, "/a": ["/c"], "/b": [], "/c": []}))
    assert depths(found) == {"/": 0, "/a": 1, "/b": None, "/c": 2}
    assert [page.in_links for page in found["pages"].values()] == [0, 1, 0, 1]


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


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("error", {"status": 503}),
        ("forbidden", {}),
        ("redirect", {"status": 302, "redirect_to": f"{HOST}/repair"}),
    ],
)
def test_the_way_leads_over_pages_that_could_not_be_judged_tonight(book, to, outcome, told):
    book.end(crawl(book, to, {"/": ["/a"], "/a": ["/b"], "/b": []}))
    run = crawl(book, to, {"/": ["/a"], "/b": [], "/repair": []})
    book.visit(run, "/a", outcome, **told)
    found = artefacts(book, run)
    places = {url.removeprefix(HOST): (page.click_depth, page.in_links)
              for url, page in found["pages"].items()}  # fmt: skip
    assert (places["/"], places["/b"]) == ((0, 0), (2, 1))
    assert (places["/repair"][0] is not None) == (outcome == "redirect")


def test_no_way_leads_over_a_page_that_is_gone(book, to):
    book.end(crawl(book, to, {"/": ["/a"], "/a": ["/b"], "/b": []}))
    run = crawl(book, to, {"/": ["/a"], "/b": []})
    book.visit(run, "/a", "missing")
    assert depths(artefacts(book, run)) == {"/": 0, "/b": None}


def test_an_incomplete_run_knows_the_ways_on_record(book, to):
    run = crawl(book, to, {"/": ["/a"], "/a": ["/b"], "/b": []})
    artefacts(book, run)
    book.end(run)
    run = crawl(book, to, {"/": ["/a"], "/b": []})
    assert depths(artefacts(book, run, is_complete=False)) == {"/": 0, "/b": 2}


@pytest.mark.parametrize(
    ("pages", "redirects", "expected"),
    [
        ({"/": []}, [], ("/", "", True)),
        ({"/en": []}, [("/", "/en")], ("/en", "", True)),
        ({"/a": []}, [], ("/", "", False)),
    ],
)
def test_whether_the_start_page_was_judged(book, to, pages, redirects, expected):
    run = crawl(book, to, pages, redirects)
    url, obstacle, is_judged = start_page(book.db, run)
    assert (url.removeprefix(HOST), obstacle, is_judged) == expected


def test_what_stood_in_the_way_of_the_start_page(book, to):
    run = crawl(book, to, {"/a": []})
    book.visit(run, "/", "missing", reason="The server answered 404.")
    assert start_page(book.db, run) == (f"{HOST}/", "The server answered 404.", False)


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


def test_frames_that_show_pages_of_the_site(book, to):
    frame = to("/map", rel="frame", text="Map of the town")
    other = to("https://maps.example/x", kind="external", rel="frame", text="Map")
    found = artefacts(book, crawl(book, to, {"/": [frame, other, "/map"], "/map": []}))
    (shown,) = found["frames"][f"{HOST}/"]
    assert (shown.url, shown.name) == (f"{HOST}/map", "Map of the town")
