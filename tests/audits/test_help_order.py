"""help-order: sure where the same two changed places, asks where help stands elsewhere."""

import pytest

from audits.checks.help_order import help_order
from audits.derive.menus import Menu, SiteMenus
from audits.derive.site import SitePage

CONTACT, HELP, CHAT = ("/c", "Contact us"), ("/h", "Help"), ("/w", "Webchat")
PHONE, MAIL = ("tel:01632", "01632 960 150"), ("mailto:a@x.test", "a@x.test")
OTHER = ("/p", "Privacy")


def judged(usual, odd):
    """What is said of a page with the odd menus, where three others have the usual ones."""
    menus = dict(enumerate([*usual, *odd]))
    places = tuple(range(len(usual)))
    odd_places = tuple(range(len(usual), len(menus)))
    on_pages = {"/": places, "/a": places, "/b": places, "/odd": odd_places}
    outcomes = help_order(
        {url: SitePage(url) for url in on_pages}, SiteMenus(menus, on_pages), is_complete=True
    )
    assert {outcomes[url].status for url in ("/", "/a", "/b")} <= {"passed", "not applicable"}
    return outcomes["/odd"]


def footer(*items):
    return Menu("footer", "", items)


def header(*items):
    return Menu("header", "", items)


@pytest.mark.parametrize(
    ("usual", "odd"),
    [
        ([footer(CONTACT, PHONE)], [footer(CONTACT, OTHER, PHONE)]),
        ([footer(CONTACT, PHONE)], [footer(CONTACT)]),
        ([footer(CONTACT, PHONE)], [footer(PHONE)]),
        ([header(CONTACT), footer(CONTACT, PHONE)], [header(CONTACT), footer(PHONE)]),
        ([footer(CONTACT)], [header(PHONE)]),
        ([header(OTHER)], [header(CONTACT)]),
    ],
)
def test_passes_help_at_the_usual_place(usual, odd):
    outcome = judged(usual, odd)
    assert (outcome.status, outcome.findings) == ("passed", ())


def test_is_not_applicable_without_help():
    assert judged([footer(CONTACT)], [footer(OTHER, ("/r", "Help with rent"))]).status == (
        "not applicable"
    )


def test_passes_two_places_that_are_as_usual():
    menus = {0: footer(CONTACT), 1: header(CONTACT)}
    on_pages = {f"/{n}": (n % 2,) for n in range(8)}
    outcomes = help_order(
        {url: SitePage(url) for url in on_pages}, SiteMenus(menus, on_pages), is_complete=True
    )
    assert {outcome.status for outcome in outcomes.values()} == {"passed"}


@pytest.mark.parametrize(
    ("usual", "odd", "words"),
    [
        ([footer(CONTACT)], [header(CONTACT)], "the link to contact stands in the header"),
        ([footer(PHONE, MAIL)], [footer(MAIL, PHONE)], "the e-mail address comes before the tele"),
        ([footer(CHAT, HELP)], [footer(HELP, OTHER, CHAT)], "the link to help comes before the c"),
    ],
)
def test_asks_about_help_elsewhere(usual, odd, words):
    outcome = judged(usual, odd)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert words in finding.message
    assert finding.message.endswith("?")


def of_many(usual, *odd, pages=20):
    """What is said of pages with an odd menu, where many others have the usual one."""
    menus = dict(enumerate([usual, *odd]))
    on_pages = {f"/{n}": (0,) for n in range(pages)} | {f"/odd{n}": (n,) for n in menus if n}
    outcomes = help_order(
        {url: SitePage(url) for url in on_pages}, SiteMenus(menus, on_pages), is_complete=True
    )
    assert {outcomes[f"/{n}"].status for n in range(pages)} <= {"passed", "not applicable"}
    return [outcomes[f"/odd{n}"].status for n in menus if n]


@pytest.mark.parametrize(
    ("usual", "odd", "pages"),
    [
        (footer(PHONE, MAIL), footer(MAIL, PHONE), 4),
        (footer(PHONE, MAIL), footer(("mailto:b@x.test", "b@x.test"), PHONE), 20),
        (footer(PHONE, MAIL), header(MAIL, PHONE), 20),
        (footer(OTHER, CONTACT), footer(CONTACT, OTHER), 20),
    ],
)
def test_is_not_sure_where_they_may_be_others(usual, odd, pages):
    assert "failed" not in of_many(usual, odd, pages=pages)


def test_is_not_sure_where_many_pages_show_both():
    assert of_many(footer(PHONE, MAIL), *[footer(MAIL, PHONE)] * 9).count("failed") == 0


@pytest.mark.parametrize(
    ("usual", "odd"),
    [
        (footer(PHONE, MAIL), footer(MAIL, PHONE)),
        (footer(CONTACT, OTHER, HELP), footer(HELP, CONTACT)),
        (header(CHAT, CONTACT), header(OTHER, CONTACT, CHAT)),
    ],
)
def test_is_sure_where_the_same_two_changed_places(usual, odd):
    assert of_many(usual, odd) == ["failed"]
