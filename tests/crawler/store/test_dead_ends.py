"""Dead ends in the record: the rules, the open ones, and what their audits are given."""

import pytest

from audits.dead_ends import load_dead_ends
from audits.derive.actions import Action, PageActions
from audits.tasks import TaskPlan
from crawler.store.actions import save_actions
from crawler.store.dead_ends import addresses_judged, save_rules, seen_pages
from crawler.store.graph import site_artefacts
from crawler.store.migrations import DEAD_ENDS
from crawler.store.targets import resolve_own_targets

HOST = "https://town.example"


@pytest.fixture
def told(book):
    with book.db.atomic():
        save_rules(book.db, load_dead_ends())
    return book


def crawl(book, to, pages, redirects=()):
    run = book.begin()
    book.frontier(run).add(f"{HOST}/", depth=0, rank=0, source="start")
    for path, (title, links) in pages.items():
        page = book.visit(run, path, title=title)
        book.link(run, page, *(to(each) for each in links))
        with book.db.atomic():
            actions = (Action("phone", "01632 960000"),)
            save_actions(book.db, run, page, PageActions(headings=(title,), actions=actions))
    for path, where in redirects:
        book.visit(run, path, "redirect", redirect_to=f"{HOST}{where}")
    with book.db.atomic():
        resolve_own_targets(book.db, run)
        return site_artefacts(book.db, run, asked=TaskPlan(tier="unitary"))


PAGES = {
    "/": ("Town", ["/bins", "/old/bins/form", "/old"]),
    "/bins": ("Bins", ["/bins/report"]),
    "/bins/report": ("Report a missed bin", ["/bins", "/"]),
    "/accessibility": ("Accessibility statement", []),
}
REDIRECTS = (("/old/bins/form", "/"), ("/old", "/"))


def test_pages_of_tasks_come_with_what_leads_there_and_on(book, to):
    found = crawl(book, to, PAGES)
    url = f"{HOST}/bins/report"
    assert found["known_pages"][url].actions.actions[0].kind == "phone"
    assert [each.url for each in found["ways_on"][url]] == [f"{HOST}/bins", f"{HOST}/"]
    assert found["sources"][url] == [f"{HOST}/bins"]
    assert (found["tier"], found["statements"]) == ("unitary", {f"{HOST}/accessibility": ""})


def test_only_deep_addresses_are_sent_home(book, to):
    found = crawl(book, to, PAGES, REDIRECTS)
    assert list(found["homeward"]) == [f"{HOST}/old/bins/form"]
    assert [each.url for each in found["homeward_links"][f"{HOST}/"]] == [f"{HOST}/old/bins/form"]


def test_links_that_most_pages_have_are_no_way_on(book, to):
    pages = {f"/p{n}": (f"Page {n}", ["/menu", f"/own{n}"]) for n in range(9)}
    found = crawl(book, to, {"/": ("Town", ["/p1"]), **pages, "/end": ("End", ["/menu"])})
    assert found["shared_only"] == [f"{HOST}/end"]


def test_a_link_that_skips_the_menus_is_no_way_on(book, to):
    pages = {f"/p{n}": (f"Page {n}", [f"/p{n}", "/menu", f"/own{n}"]) for n in range(9)}
    found = crawl(book, to, {"/": ("Town", ["/p1"]), **pages, "/end": ("End", ["/end", "/menu"])})
    assert found["shared_only"] == [f"{HOST}/end"]


def test_few_pages_are_not_compared(book, to):
    assert crawl(book, to, {"/": ("Town", ["/a"]), "/a": ("A", ["/a"])})["shared_only"] == []


def test_pages_are_told_as_they_are_compared(book):
    run = book.begin()
    page = book.visit(run, "/a", title="Bins")
    book.db.execute(
        "INSERT INTO page_texts (page_id, blocks) VALUES (?, ?)",
        [page, '[["heading", "Bins"], ["paragraph", "We empty them"]]'],
    )
    assert addresses_judged(book.db, run) == {page: f"{HOST}/a"}
    (seen,) = seen_pages(book.db, [page])
    assert (seen.title, seen.words) == ("Bins", ("bins", "we", "empty", "them"))


def test_every_rule_is_written_once_a_run(told):
    with told.db.atomic():
        save_rules(told.db, load_dead_ends())
    assert told.one("SELECT count(*) FROM dead_end_rules") == 48
    assert told.one("SELECT count(*) FROM dead_end_audits WHERE rule_id = 'DE60'") == 3


def test_open_findings_are_dead_ends_by_their_rule(told, fails, make_rule):
    told.night({make_rule("no-onward-link"): fails("#main")}, "/a")
    told.night({make_rule("page-title"): fails("title")}, "/b")
    rows = told.rows("SELECT rule, group_name, severity, layer, audit, since_run_id FROM dead_ends")
    assert rows == [("DE10", "nowhere to go", 2, "structural", "no-onward-link", 1)]


def test_the_record_tells_how_much_a_dead_end_weighs(told, fails, make_rule):
    told.night({make_rule("broken-links"): fails("a")})
    assert told.rows("SELECT weight FROM dead_ends") == [(4.0,)]
    weights = [weight for (weight,) in told.rows("SELECT weight FROM dead_end_rules")]
    assert (min(weights), max(weights)) == (0.4, 8.0)


def test_a_dead_end_that_was_mended_is_none(told, fails, make_rule):
    rule = make_rule("no-onward-link")
    told.night({rule: fails("#main")})
    told.night({rule: fails()})
    assert told.rows("SELECT * FROM dead_ends") == []
    assert told.rows("SELECT rule, since_run_id, ended_run_id FROM every_dead_end") == [
        ("DE10", 1, 2)
    ]
    trend = told.rows("SELECT run_id, audit, findings, new FROM dead_end_trend")
    assert trend == [(1, "no-onward-link", 1, 1)]


@pytest.mark.parametrize(("depth", "rule"), [(0, "DE02"), (1, "DE01"), (None, "DE01")])
def test_a_broken_link_on_the_home_page_is_graver(told, fails, make_rule, depth, rule):
    told.night({make_rule("broken-links"): fails("a")})
    told.db.execute("UPDATE pages SET click_depth = ?", [depth])
    assert told.rows("SELECT rule FROM dead_ends") == [(rule,)]


def test_every_rule_is_counted(told, fails, make_rule):
    told.night({make_rule("no-onward-link"): fails("#main", "#other")})
    rows = told.rows("SELECT rule, dead_ends, pages, failed FROM dead_ends_by_rule")
    assert len(rows) == 48
    assert ("DE10", 2, 1, 2) in rows
    assert ("DE11", 0, 0, 0) in rows


def test_every_table_and_column_has_its_comment():
    lines = [
        each
        for each in DEAD_ENDS.splitlines()
        if each.startswith(("CREATE", "    rule_id", "    audit", "    place"))
    ]
    assert all(" -- " in each for each in lines)
