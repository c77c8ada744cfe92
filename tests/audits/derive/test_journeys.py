"""The way to a task, how it ends and where people fall off."""

from datetime import date

import pytest

from audits.derive.actions import Action, PageActions
from audits.derive.journeys import Ground, InLink, journeys
from audits.derive.tasks import Candidate, Found, KnownPage
from audits.tasks import load_tasks

HOST = "https://www.town.gov.uk"
TASKS = {task.id: task for task in load_tasks().tasks}
HOME = f"{HOST}/"


class Town:
    """A made-up site: pages, and the links between them."""

    def __init__(self):
        self.pages = {}
        self.links = {}
        self.depths = {}
        self.page("/", depth=0)

    def page(self, path, *actions, depth=None, **told):
        url = HOST + path
        headings = (told.pop("heading", path),)
        self.pages[url] = KnownPage(
            url, path, PageActions(headings=headings, actions=tuple(actions), **told)
        )
        if depth is not None:
            self.depths[url] = depth
        return url

    def link(self, source, target, text="", region="main"):
        self.links.setdefault(HOST + target, []).append(InLink(HOST + source, text, region))

    def journey(self, task, path, **how):
        found = Found(TASKS[task], (Candidate(HOST + path, 0.9, {}),) if path else (), "sure")
        others = how.pop("others", ())
        ground = Ground(
            home=HOME,
            pages=self.pages,
            depths=self.depths,
            links_to=lambda url: self.links.get(url, ()),
            today=date(2026, 11, 28),
            **how,
        )
        return journeys([found, *others], ground)[0]


@pytest.fixture
def town():
    return Town()


def falls(journey):
    return [sentence for _, sentence in journey.falls]


def test_a_task_without_a_page_has_no_way_and_no_end(town):
    journey = town.journey("missed-bin", "")
    assert (journey.steps, journey.ends, journey.clicks) == ((), (), None)


def test_a_form_near_the_home_page_loses_nobody(town):
    town.page("/missed", Action("form", fields=3), depth=1)
    town.link("/", "/missed", "Report a missed bin")
    journey = town.journey("missed-bin", "/missed")
    assert [step.text for step in journey.steps] == ["", "Report a missed bin"]
    assert (journey.end.kind, journey.clicks, journey.clicks_to_end) == ("form", 1, 1)
    assert journey.falls == ()


def test_without_a_home_page_there_is_no_way(town):
    town.page("/missed", Action("form"))
    journey = town.journey("missed-bin", "/missed")
    assert journey.clicks is None
    assert falls(journey) == ["No way of links leads here from the home page."]


def test_of_several_ways_the_plainest_is_taken(town):
    for path in ("/a-z", "/bins", "/news"):
        town.page(path, depth=1)
    town.page("/missed", Action("form"), depth=2)
    town.link("/", "/a-z", "A to Z", "footer")
    town.link("/", "/bins", "Bins", "nav")
    town.link("/", "/news", "News", "nav")
    town.link("/a-z", "/missed", "Report a missed bin")
    town.link("/bins", "/missed", "Missed bin")
    town.link("/news", "/missed", "Read more")
    journey = town.journey("missed-bin", "/missed")
    assert [step.url.removeprefix(HOST) for step in journey.steps] == ["/", "/bins", "/missed"]


def test_the_same_links_in_another_order_give_the_same_way(town):
    for path in ("/b", "/a"):
        town.page(path, depth=1)
        town.link("/", path, "Bins")
    town.page("/missed", depth=2)
    ways = []
    for order in (("/a", "/b"), ("/b", "/a")):
        town.links[f"{HOST}/missed"] = []
        for source in order:
            town.link(source, "/missed", "Missed bin")
        ways.append(town.journey("missed-bin", "/missed").steps)
    assert ways[0] == ways[1]


def test_a_start_button_is_followed_to_the_form(town):
    form = town.page("/missed/form", Action("form", fields=2))
    town.page("/missed", Action("start", "Start now", form, is_generic=True), depth=1)
    town.link("/", "/missed", "Missed bin")
    journey = town.journey("missed-bin", "/missed")
    assert (journey.end.kind, journey.end.hops, journey.clicks_to_end) == ("form", 1, 2)


@pytest.mark.parametrize(
    ("end", "kind", "supplier"),
    [
        ("https://x.paynotice.co.uk/", "payment", "Parking penalty portals"),
        ("https://other.example/", "hand-off", ""),
        (f"{HOST}/form", "form", ""),
    ],
)
def test_a_button_that_redirects_does_what_it_leads_to(town, end, kind, supplier):
    town.page("/form", Action("form"))
    town.page("/fine", Action("start", "Pay a fine", f"{HOST}/pay", is_generic=True), depth=1)
    town.link("/", "/fine", "Pay a parking fine")
    journey = town.journey("pay-pcn", "/fine", moved={f"{HOST}/pay": end})
    assert (journey.end.kind, journey.end.supplier) == (kind, supplier)


def test_a_button_for_another_task_is_no_end(town):
    pay = town.page("/pay", Action("payment", "Pay", "https://pay.example/"))
    town.page("/discount", Action("start", "Pay your council tax", pay), depth=1)
    other = Found(TASKS["pay-council-tax"], (Candidate(pay, 0.9, {}),), "sure")
    journey = town.journey("council-tax-discount", "/discount", others=[other])
    assert journey.end.kind == "nothing"


def test_buttons_in_a_circle_end(town):
    one, two = f"{HOST}/one", f"{HOST}/two"
    town.page("/one", Action("start", "Start now", two, is_generic=True), depth=1)
    town.page("/two", Action("start", "Start now", one, is_generic=True))
    assert town.journey("missed-bin", "/one").end.kind == "nothing"


@pytest.mark.parametrize(
    ("task", "action", "kind", "words"),
    [
        ("term-dates", None, "information", ""),
        ("missed-bin", None, "nothing", "Nothing on the page lets people do it."),
        ("missed-bin", Action("phone", "01632"), "phone", "they must ring up"),
        ("homeless", Action("phone", "01632"), "phone", ""),
        ("missed-bin", Action("email", "a@b"), "email", "they must write an email"),
        ("missed-bin", Action("print form", "Form"), "print form", "must be printed"),
        ("missed-bin", Action("login"), "login", "must have an account"),
        ("apply-housing", Action("login"), "login", ""),
        ("missed-bin", Action("form", fields=40), "form", "40 things"),
        ("missed-bin", Action("document", "Map"), "nothing", "Nothing"),
        (
            "missed-bin",
            Action("hand-off", "Bin", "https://x.example/", "Jadu", is_told=False),
            "hand-off",
            "another website (Jadu) and does not say so",
        ),
        ("missed-bin", Action("hand-off", "Bin", "https://x.example/"), "hand-off", ""),
    ],
)
def test_how_it_ends_and_who_falls_off(town, task, action, kind, words):
    town.page("/x", *([action] if action else []), depth=1)
    town.link("/", "/x", "Do it")
    journey = town.journey(task, "/x")
    assert journey.end.kind == kind
    assert any(words in each for each in falls(journey)) if words else not journey.falls


def test_the_best_end_comes_first_and_a_broken_one_last(town):
    town.page(
        "/x",
        Action("phone", "01632"),
        Action("hand-off", "Report it", "https://x.example/", is_generic=True),
        Action("email", "a@b"),
        depth=1,
    )
    kinds = [each.kind for each in town.journey("missed-bin", "/x").ends]
    assert kinds == ["hand-off", "email", "phone"]
    broken = town.journey("missed-bin", "/x", broken=frozenset({"https://x.example/"}))
    assert broken.end.kind == "email"


def test_a_suppliers_system_for_something_else_is_no_end(town):
    library = Action("hand-off", "Our libraries", "https://x.spydus.co.uk/", "Library OPAC")
    town.page("/x", library, depth=1)
    assert town.journey("missed-bin", "/x").end.kind == "nothing"


def test_a_deep_page_a_vague_link_and_a_footer_are_told(town):
    for depth, path in enumerate(["/a", "/b", "/c", "/d"], 1):
        town.page(path, Action("form"), depth=depth)
    town.link("/", "/a", "Bins", "footer")
    town.link("/a", "/b", "Click here")
    town.link("/b", "/c", "More bins")
    town.link("/c", "/d", "Missed bin")
    told = falls(town.journey("missed-bin", "/d"))
    assert any("4 clicks; 3 are enough" in each for each in told)
    assert any("footer" in each for each in told)
    assert any("Click here" in each for each in told)


def test_a_suppliers_system_on_a_host_of_the_council_is_followed(town):
    form = town.page("/xfp/form/12", Action("form", supplier="Jadu", fields=2))
    hand_off = Action("hand-off", "Report a missed bin", form, "Jadu")
    town.page("/missed", hand_off, depth=1)
    town.link("/", "/missed", "Missed bin")
    journey = town.journey("missed-bin", "/missed")
    assert [(each.kind, each.hops, each.is_seen) for each in journey.ends] == [
        ("form", 1, True),
        ("hand-off", 0, False),
    ]
    assert journey.end.supplier == "Jadu"


@pytest.mark.parametrize(
    ("page", "form", "expected"),
    [
        ("works", "works", "works"),
        ("works", None, "not known"),
        ("works", "trouble", "trouble"),
        ("trouble", None, "trouble"),
    ],
)
def test_the_page_where_it_ends_counts_on_a_narrow_screen_too(town, page, form, expected):
    end = town.page("/missed/form", Action("form", fields=2))
    start = town.page("/missed", Action("start", "Start now", end, is_generic=True), depth=1)
    town.link("/", "/missed", "Missed bin")
    fared = {url: (each, ()) for url, each in ((start, page), (end, form)) if each}
    assert town.journey("missed-bin", "/missed", mobile=fared).mobile == expected


def test_trouble_on_a_narrow_screen_and_a_puzzle_are_told(town):
    url = town.page("/x", Action("form"), depth=1, has_captcha=True)
    town.link("/", "/x", "Missed bin")
    journey = town.journey("missed-bin", "/x", mobile={url: ("trouble", ("It is wide.",))})
    assert {"It is wide.", "A puzzle (CAPTCHA) stands before the end."} <= set(falls(journey))
