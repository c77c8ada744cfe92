"""The page for each task is found, and none where there is none."""

import time

import pytest

from audits.derive.actions import Action, PageActions
from audits.derive.task_words import parts_of, said_in, stems, wanted_by
from audits.derive.tasks import KnownPage, find_tasks, is_list, tail_of
from audits.tasks import Task, load_tasks
from bench.task_dialects.councils import DIALECTS, built, known_pages
from bench.task_finding import measure

HOST = "https://www.town.gov.uk"
TASKS = load_tasks().tasks
FORM = (Action("form", fields=2),)


def page(path, title, *, heading="", opening="", links=(), actions=(), trail=""):
    told = PageActions(
        headings=(heading or title,), opening=opening, actions=tuple(actions), trail=trail
    )
    return KnownPage(HOST + path, title, told, tuple(links))


def found(*pages, tasks=TASKS, **how):
    known = {each.url: each for each in pages}
    return {each.task.id: each for each in find_tasks(tasks, known, f"{HOST}/", **how)}


@pytest.mark.parametrize(
    "decoy",
    [
        page("/news/snow", "Missed bin collections after heavy snow", opening="Missed bin."),
        page("/p", "Missed bin policy", opening="When we come back for a missed bin."),
        page("/council/cabinet/r", "Report on missed bins", opening="Missed bins in 2025."),
        page("/bins", "Bins and recycling", opening="Report a missed bin or order a new bin."),
        page("/bins/new-bin", "Order a new bin", opening="If yours is missing.", actions=FORM),
        page("/bins/assisted", "Help to put your bin out", opening="We collect it."),
        page("/", "Report a missed bin", opening="Missed bin."),
        page("/x", ""),
        page("/y", "Missed appointments at the surgery", opening="A missed appointment."),
    ],
)
def test_a_page_that_speaks_of_a_task_is_not_the_place_to_do_it(decoy):
    assert found(decoy)["missed-bin"].url == ""


def test_renewing_and_collecting_are_no_library_and_no_home():
    renewals = page("/clerk/renewals", "Licence applications and renewals", opening="Renew it.")
    doors = page("/house-to-house", "Apply for a house to house collection", actions=FORM)
    told = found(renewals, doors)
    assert (told["library-renew"].url, told["apply-housing"].url) == ("", "")


def test_a_direct_debit_is_a_way_to_pay():
    debit = page("/dd", "Set up a Council Tax Direct Debit", actions=FORM)
    assert found(debit)["pay-council-tax"].url == debit.url


def listing(path, title, words=20, links=10, actions=()):
    told = PageActions(headings=(title,), words=words, links=links, actions=tuple(actions))
    return KnownPage(HOST + path, title, told)


def test_a_section_is_no_page_for_a_task_that_it_only_lists():
    section = listing("/allotments", "Allotments")
    page_of_it = page("/allotments/list", "Allotment waiting list", actions=FORM)
    both = found(section, page_of_it)["allotment"]
    assert both.url == page_of_it.url
    assert found(section)["allotment"].sureness == "unsure"
    assert found(listing("/allotments", "Allotments", actions=FORM))["allotment"].sureness == "sure"
    assert found(listing("/allotments", "Allotments", words=300))["allotment"].sureness == "sure"


@pytest.mark.parametrize("title", ["Council tax and benefits", "Council Tax & Benefits"])
def test_a_section_of_two_things_is_neither(title):
    assert found(page("/council-tax", title))["council-tax-support"].url == ""
    assert found(page("/ctb", "Council tax benefit"))["council-tax-support"].url


def test_who_cannot_pay_is_not_sent_to_pay():
    helped = page("/council-tax/help", "Problems paying council tax", actions=FORM)
    paid = page("/council-tax/pay", "Pay your council tax", actions=FORM)
    assert found(helped, paid)["pay-council-tax"].url == paid.url


@pytest.mark.parametrize(
    ("title", "tasks"),
    [
        ("Graffiti, fly-tipping and litter", {"graffiti", "flytipping", "litter"}),
        ("View or comment on a planning application", {"planning-search", "planning-comment"}),
        ("Comment, track and view planning applications", {"planning-search", "planning-comment"}),
        ("Register a birth or death", {"register-birth", "register-death"}),
        ("Litter/graffiti", {"litter", "graffiti"}),
    ],
)
def test_a_page_of_several_things_is_the_page_for_each(title, tasks):
    told = found(page("/x", title, actions=FORM))
    assert {name for name, each in told.items() if each.url} == tasks


@pytest.mark.parametrize(
    "title",
    [
        "Bins and recycling",
        "Large item collection terms and conditions 2025/26",
        "Planning, building and land",
        "Births, deaths and marriages",
        "Frequently asked questions about pest control",
    ],
)
def test_parts_of_a_section_are_no_task(title):
    assert not any(each.url for each in found(page("/x", title, actions=FORM)).values())


def test_what_tells_twins_apart_counts_most():
    told = found(page("/schools/primary", "Apply for a primary school place", actions=FORM))
    assert told["school-primary"].sureness == "sure"
    assert told["school-secondary"].url == ""


@pytest.mark.parametrize("text", ["one thing", "2025/26", "a, " * 500, ", , ,", "and"])
def test_what_names_one_thing_has_no_parts(text):
    assert parts_of(text) == ()


def test_the_folder_completes_a_short_address():
    both = found(
        page("/parking/fines/pay", "Parking fines", actions=FORM),
        page("/council-tax/pay", "Pay your council tax", actions=FORM),
    )
    assert both["pay-council-tax"].candidates[0].parts["address"] > 0


def test_without_pages_nothing_is_found():
    assert not any(each.url for each in found().values())


def test_the_page_that_does_it_is_found_and_sure():
    right = page(
        "/bins/missed-bin", "Report a missed bin", opening="Your missed bin.", actions=FORM
    )
    told = found(right, page("/bins/new-bin", "Order a new bin", actions=FORM))["missed-bin"]
    assert (told.url, told.sureness) == (right.url, "sure")
    assert told.competing == ()
    assert told.candidates[0].parts["title"] == 1


def test_what_all_titles_share_tells_no_page_from_another():
    pages = [
        page(f"/{name}", f"{name} - Missed bin council", heading=name)
        for name in ("parks", "roads", "schools", "trees", "ponds")
    ]
    assert found(*pages)["missed-bin"].url == ""


def test_a_heading_is_enough_where_titles_and_addresses_say_nothing():
    pages = [
        page(f"/index.aspx?id={n}", "Town Council - Services", heading=name, links=[name])
        for n, name in enumerate(["Missed bins", "Parks", "Roads", "Ponds", "Trees"])
    ]
    assert found(*pages)["missed-bin"].url == pages[0].url


def test_the_section_completes_a_short_heading():
    pages = [
        page(
            f"/page/{n}", f"Town - {section}", heading=name, links=[name], trail=f"Home > {section}"
        )
        for n, (section, name) in enumerate(
            [("Council tax", "How to pay"), ("Council tax", "Bands"), ("Parking", "How to pay")]
        )
    ]
    assert found(*pages)["pay-council-tax"].url == pages[0].url


def test_near_tasks_are_told_apart():
    pages = [
        page("/a", "Report a missed bin collection", actions=FORM),
        page("/b", "Check your bin collection day", actions=FORM),
        page("/c", "Order a new bin", actions=FORM),
        page("/d", "Pay your council tax", actions=FORM),
        page("/e", "Apply for a council tax discount", actions=FORM),
    ]
    told = found(*pages)
    wanted = ["missed-bin", "bin-day", "new-bin", "pay-council-tax", "council-tax-discount"]
    assert [told[name].url for name in wanted] == [each.url for each in pages]


def test_two_pages_as_good_that_end_otherwise_compete():
    one = page("/a/missed-bin", "Report a missed bin", actions=[Action("form")])
    two = page(
        "/b/missed-bin",
        "Report a missed bin",
        actions=[Action("hand-off", url="https://x.example/")],
    )
    told = found(one, two)["missed-bin"]
    assert told.competing == (two.url,)
    assert told.sureness == "unsure"


def test_two_pages_of_one_way_do_not_compete():
    two = page("/missed-bin/form", "Missed bin: your details", actions=FORM)
    one = page("/missed-bin", "Report a missed bin", actions=[Action("start", url=two.url)])
    told = found(one, two)["missed-bin"]
    assert told.competing == ()
    assert told.sureness == "sure"


def test_the_council_has_the_last_word():
    right = page("/odd", "Bin it")
    wrong = page("/missed-bin", "Report a missed bin", actions=FORM)
    pinned = found(right, wrong, pinned={"missed-bin": right.url, "bin-day": ""})
    assert (pinned["missed-bin"].url, pinned["missed-bin"].sureness) == (right.url, "pinned")
    assert not pinned["bin-day"].is_offered
    assert found(wrong, pinned={"missed-bin": f"{HOST}/gone"})["missed-bin"].url == ""


def test_the_councils_own_task_is_found():
    own = Task(id="ferry", name="Buy a ferry pass", keywords=(("ferry", "pass"),), is_own=True)
    assert found(page("/ferry-pass", "Ferry passes"), tasks=[own])["ferry"].url.endswith("pass")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("missed collections", "missing a collection"),
        ("fly-tipping", "flytip"),
        ("fly tipped", "fly-tipping"),
        ("street lighting", "streetlights"),
        ("care assessment", "assessed for care"),
        ("rate", "rates"),
        ("registration", "register"),
        ("Libraries", "library"),
        ("payments", "paying"),
        ("emptied", "empties"),
    ],
)
def test_words_are_compared_by_what_they_share(one, other):
    assert set(stems(one)) & set(stems(other)) or set(stems(one)) == set(stems(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tips", "fly-tipping"),
        ("litter bin", "bin"),
        ("homeless", "home"),
        ("business rates", "rats"),
        ("care", "cars"),
    ],
)
def test_words_that_only_look_alike_differ(one, other):
    assert not set(stems(one)) & set(stems(other)) - {"litter"}


@pytest.mark.parametrize(
    ("url", "tail"),
    [
        ("https://x.example/bins/report-missed-bin.html", "report missed bin"),
        ("https://x.example/Pages/MissedBin.aspx", "Missed Bin"),
        ("https://x.example/index.aspx?articleid=4", ""),
        ("https://x.example/", ""),
    ],
)
def test_the_tail_of_an_address_is_words(url, tail):
    assert tail_of(url) == tail


def test_an_a_to_z_is_known():
    told = PageActions(headings=("A to Z of services",), links=9)
    assert is_list(KnownPage(f"{HOST}/services", "Services", told))
    assert is_list(KnownPage(f"{HOST}/a-z/b", "B", PageActions(links=9)))
    assert not is_list(KnownPage(f"{HOST}/a-z/bins/missed", "Missed", PageActions(links=9)))
    assert not is_list(KnownPage(f"{HOST}/a-z", "A to Z", PageActions(links=1)))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_right_page_is_found_in_every_dialect(dialect):
    told = measure(dialect, with_pages_gone=False)
    assert told.there >= 37
    assert told.recall >= 0.9, told.wrong
    assert told.precision >= 0.9, told.wrong
    assert told.not_found == told.absent, told.wrong


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_has_tasks_and_decoys_enough(dialect):
    council = built(dialect)
    assert len(council.truth) >= 40
    assert len(council.html) >= len(council.truth)
    assert set(council.truth) <= {task.id for task in load_tasks().tasks}


def test_the_same_site_gives_the_same_answer():
    pages = known_pages(built("a_to_z"))
    backwards = dict(reversed(pages.items()))
    tasks = load_tasks().tasks
    assert find_tasks(tasks, pages) == find_tasks(tasks, backwards)


@pytest.mark.parametrize(
    "text",
    [
        "\x00" * 9,
        "bin " * 50_000,
        "m" * 500_000,
        "\u202enib dessim",
        "<script>missed bin</script>",
        "漢字" * 999,
    ],
)
def test_hostile_titles_take_no_time(text):
    started = time.process_time()
    pages = [page(f"/{n}", text, opening=text, links=[text] * 40) for n in range(50)]
    found(*pages)
    assert time.process_time() - started < 3


def test_a_large_site_takes_seconds():
    words = "bin missed council tax pay report order collection school apply library".split()
    pages = [
        page(
            f"/s{n % 97}/{words[n % 11]}-{words[n % 7]}-{n}",
            f"{words[n % 11]} {words[n % 7]} {words[n % 5]} - Town",
            opening=" ".join(words[(n + each) % 11] for each in range(100)),
            links=[f"{words[n % 11]} {words[(n + 3) % 11]}"],
        )
        for n in range(4_000)
    ]
    started = time.process_time()
    found(*pages)
    assert time.process_time() - started < 4


def test_what_a_task_wants_leaves_out_what_tells_others():
    wanted = wanted_by(load_tasks().tasks)["bin-day"]
    assert wanted.fit(said_in("Bin collection day")) == 1
    assert wanted.fit(said_in("Missed bin collection")) < 0.6
    assert wanted.fit(said_in("Parks")) == 0
