"""Which page is the statement: quiet cases first."""

import pytest

from audits.statement.choosing import Choice, Known, SeenLink, choose

HOME = "https://www.town.gov.uk/"
AT = "https://www.town.gov.uk/accessibility-statement"
FOOTER = SeenLink("Accessibility statement", AT, 40)


def known(*pages, on_home=(FOOTER,), elsewhere=(FOOTER,), all_pages=40):
    return Known(HOME, {page.url: page for page in pages}, on_home, elsewhere, all_pages)


def test_pages_about_buildings_are_no_statement(a_page):
    page = a_page(
        "<main><h1>Accessible parking</h1><p>Bays are wide.</p></main>", f"{HOME}accessible-parking"
    )
    link = SeenLink("Accessible parking", page.url, 40)
    assert choose(known(page, on_home=(link,), elsewhere=(link,))) == Choice("missing")


def test_a_page_about_accessibility_without_a_statement(stored):
    choice = choose(known(stored("hub.html", AT)))
    assert (choice.kind, choice.url) == ("no statement", AT)


def test_by_the_link_on_the_home_page(stored):
    choice = choose(known(stored("model.html", AT)))
    assert choice == Choice("statement", AT, "a link on the home page")


@pytest.mark.parametrize(
    ("url", "links", "found_by"),
    [
        (f"{HOME}a", (SeenLink("Accessibility", f"{HOME}a", 39),), "a link on most pages"),
        (f"{HOME}accessibility", (), "its usual address"),
        (f"{HOME}a", (SeenLink("Accessibility statement", f"{HOME}a", 2),), "a link on some pages"),
        (f"{HOME}a", (), "its title"),
    ],
)
def test_without_a_link_on_the_home_page(stored, url, links, found_by):
    choice = choose(known(stored("model.html", url), on_home=(), elsewhere=links))
    assert (choice.kind, choice.url, choice.found_by) == ("statement", url, found_by)


def test_through_a_page_about_accessibility(a_page, stored):
    hub = a_page(
        f"<main><h1>Accessibility</h1><p><a href='{AT}'>Accessibility statement</a></p></main>",
        f"{HOME}accessibility",
    )
    link = SeenLink("Accessibility", hub.url, 40)
    choice = choose(known(hub, stored("model.html", AT), on_home=(link,), elsewhere=(link,)))
    assert (choice.url, choice.found_by) == (AT, "a link on a page about accessibility")


def test_circular_links_between_pages_that_are_none_come_to_an_end(a_page):
    one, two = f"{HOME}accessibility", f"{HOME}accessibility/two"
    pages = [
        a_page(
            f"<main><h1>Accessibility statement</h1><p><a href='{other}'>Accessibility statement</a></p></main>",
            own,
        )
        for own, other in ((one, two), (two, one))
    ]
    link = SeenLink("Accessibility", one, 40)
    choice = choose(known(*pages, on_home=(link,), elsewhere=(link,)))
    assert (choice.kind, choice.url) == ("no statement", one)


def test_split_over_pages_that_link_to_each_other(stored):
    pages = [
        stored("split-1.html", AT),
        stored("split-2.html", f"{AT}/content"),
        stored("split-3.html", f"{AT}/contact"),
    ]
    choice = choose(known(*pages))
    assert (choice.kind, choice.url) == ("statement", AT)
    assert choice.parts == (f"{AT}/content", f"{AT}/contact")


def test_two_statements_are_told(stored):
    second = f"{HOME}libraries/accessibility-statement"
    choice = choose(known(stored("model.html", AT), stored("old-2.1.html", second)))
    assert (choice.url, choice.others) == (AT, (second,))


@pytest.mark.parametrize("first", ["English", "Welsh"])
def test_the_welsh_version_stands_beside_the_english_one(stored, first):
    welsh = f"{HOME}cy/datganiad-hygyrchedd"
    pages = [stored("model.html", AT), stored("welsh.html", welsh)]
    links = [FOOTER, SeenLink("Datganiad hygyrchedd", welsh, 40)]
    order = 1 if first == "English" else -1
    choice = choose(known(*pages[::order], on_home=tuple(links[::order])))
    assert (choice.url, choice.translation, choice.others) == (AT, welsh, ())


def test_only_in_welsh(stored):
    welsh = f"{HOME}datganiad-hygyrchedd"
    link = SeenLink("Hygyrchedd", welsh, 40)
    choice = choose(known(stored("welsh.html", welsh), on_home=(link,), elsewhere=(link,)))
    assert (choice.kind, choice.url, choice.translation) == ("statement", welsh, "")


def test_only_a_file(a_page, stored):
    link = SeenLink(
        "Accessibility statement (PDF)", f"{HOME}files/accessibility.pdf", 40, is_document=True
    )
    assert choose(known(on_home=(link,), elsewhere=(link,))).kind == "document"
    hub = a_page(
        f"<main><h1>Accessibility</h1><p><a href='{link.url}'>Accessibility statement (PDF)</a></p></main>",
        f"{HOME}accessibility",
    )
    to_hub = SeenLink("Accessibility", hub.url, 40)
    choice = choose(known(hub, on_home=(to_hub,), elsewhere=(to_hub,)))
    assert (choice.kind, choice.url) == ("document", link.url)


def test_on_another_host(stored):
    link = SeenLink("Accessibility statement", "https://shared.example/statement", 40)
    assert choose(known(on_home=(link,), elsewhere=(link,))).kind == "elsewhere"
    other = SeenLink("Accessibility", "https://www.rnib.org.uk/", 40)
    assert choose(known(on_home=(other,), elsewhere=(other,))).kind == "missing"
