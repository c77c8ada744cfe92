"""What is kept of a page that may be a statement, also of hostile ones."""

import time

import pytest

from audits.derive.document import Document
from audits.derive.language import language_of
from audits.derive.main_text import main_text_of
from audits.statement.choosing import Known, SeenLink, choose
from audits.statement.parts import contacts_of, placeholders_of, statement_of
from audits.statement.reading import known_statement, unpacked
from audits.statement.sections import part_of

URL = "https://www.town.gov.uk/about"


def kept(html, url=URL, title="About us"):
    document = Document(html, url)
    main = main_text_of(document)
    artefacts = {"main_text": main, "language": language_of(document, main.blocks)}
    return known_statement(document, url, title, artefacts)


@pytest.mark.parametrize(
    "html",
    [
        "<main><h1>Bins</h1><p>Accessibility matters to us.</p></main>",
        "<main><h1>Council tax</h1><h2>Contact us</h2></main>",
        "",
    ],
)
def test_other_pages_are_not_kept(html):
    assert kept(html) is None


def test_pages_that_may_be_one_are_kept():
    assert kept("<main><h1>Help</h1><p>Words.</p></main>", title="Accessibility") is not None
    assert kept("<main><h1>Help</h1><p>Words.</p></main>", url=f"{URL}/hygyrchedd") is not None
    assert kept("<main><h1>Help</h1><h3>Enforcement procedure</h3><p>Words.</p></main>") is not None


def test_blocks_keep_their_kind_and_links_and_survive_the_record():
    text = kept(
        "<main><h1>Accessibility</h1><p><strong>Compliance status</strong></p>"
        "<p>Write to <a href='mailto:web@town.gov.uk'>us</a>.</p><ul><li><a href='/c'>Contact us</a>"
        "</ul></main>"
    )
    assert [(each.kind, each.text) for each in text.blocks] == [
        ("h1", "Accessibility"), ("b", "Compliance status"), ("p", "Write to us."), ("li", "Contact us"),
    ]  # fmt: skip
    assert text.blocks[3].links[0].url == "https://www.town.gov.uk/c"
    assert unpacked(text.packed()) == text.blocks


def test_the_hash_is_of_words_alone():
    one = kept("<main><h1>Accessibility</h1><p>Words.</p></main>")
    other = kept("<main><h1 class='x'>Accessibility</h1><p id='y'>Words.</p></main>")
    third = kept("<main><h1>Accessibility</h1><p>Other words.</p></main>")
    assert one.hash == other.hash != third.hash


@pytest.mark.parametrize(
    ("heading", "part", "wording"),
    [
        ("Accessibility statement", "", "missing"),
        ("Contacting us by phone or visiting us in person", "", "missing"),
        ("How accessible this website is", "", "missing"),
        ("Compliance status", "compliance", "exact"),
        ("3. Compliance Status:", "compliance", "exact"),
        ("Non‑accessible content", "non-accessible", "exact"),
        ("Non accessible content", "non-accessible", "exact"),
        ("Known accessibility issues", "non-accessible", "reworded"),
        ("Preparation of this statement", "preparation", "reworded"),
        ("Reporting accessibility problems with this website", "feedback", "reworded"),
        ("Enforcement", "enforcement", "reworded"),
        ("Content that’s not within the scope of the accessibility regulations", "exempt", "exact"),
        ("Gweithdrefn orfodi", "enforcement", "exact"),
        ("Issues we have fixed", "done", "reworded"),
    ],
)
def test_headings(heading, part, wording):
    assert part_of(heading) == (part, wording)


def statement(main):
    text = kept(f"<main><h1>Accessibility statement</h1>{main}</main>")
    return statement_of([(URL, text)])


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("We aim for our website to be fully compliant with WCAG 2.2 AA.", ""),
        ("Our PDFs are not compliant with WCAG 2.2 AA.", ""),
        ("Once this is fixed the site will be fully compliant with WCAG.", ""),
        ("The law requires websites to comply with the accessibility regulations.", ""),
        ("This website is fully compliant with WCAG 2.2 AA.", "fully"),
        ("Our site is not fully compliant with the WCAG 2.1 AA standard.", "partially"),
        ("This site is partially compliant with WCAG 2.2 AA.", "partially"),
        ("This website is not compliant with the WCAG version 2.2 AA standard.", "not"),
        ("This website complies with WCAG 2.1 level AA.", "fully"),
        ("Mae'r wefan hon yn cydymffurfio'n rhannol â WCAG 2.2 AA.", "partially"),
    ],
)
def test_claims(sentence, claim):
    assert statement(f"<p>{sentence}</p>").claim == claim


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Use your keyboard to move. Turn your screen: any orientation works.", []),
        ("Version 1.2.3.4 of the app, and 9.9.9.", []),
        ("This fails 1.1.1 and 1.4.11.", ["1.1.1", "1.4.11"]),
        ("This fails WCAG success criterion Keyboard.", ["2.1.1"]),
        ("This fails non-text contrast.", ["1.4.11"]),
        ("Links have unclear text: link purpose (in context).", ["2.4.4"]),
        ("See <a href='https://www.w3.org/WAI/WCAG22/Understanding/reflow.html'>why</a>.", ["1.4.10"]),
        ("This fails use of colour under WCAG.", ["1.4.1"]),
    ],
)  # fmt: skip
def test_criteria(text, numbers):
    named = statement(f"<p>{text}</p>").criteria
    assert sorted(each.removeprefix("wcag:") for each in named) == sorted(numbers)


def test_what_was_mended_is_not_named():
    found = statement(
        "<h2>Issues we have fixed</h2><p>1.4.3 contrast</p><h2>Known issues</h2><p>1.1.1</p>"
    )
    assert list(found.criteria) == ["wcag:1.1.1"]


@pytest.mark.parametrize(
    ("text", "is_gap"),
    [
        ("The map [opens in a new window] is ours.", False),
        ("See the note [1] and [PDF, 200 KB].", False),
        ("This applies to [insert scope].", True),
        ("Email [email address].", True),
        ("Reviewed on DD/MM/YYYY.", True),
        ("This is a fictional public sector website.", True),
    ],
)
def test_gaps_of_a_template(text, is_gap):
    assert bool(placeholders_of(statement(f"<p>{text}</p>"))) is is_gap


def test_ways_to_report():
    found = contacts_of(
        statement(
            "<h2>Contact us</h2><p>Call 01632 960001 or <a href='/contact'>use the form</a>.</p>"
        )
    )
    assert (found.emails, [each.url for each in found.forms]) == (
        (),
        ["https://www.town.gov.uk/contact"],
    )
    only = contacts_of(statement("<h2>Contact us</h2><p>Call 01632 960001.</p>"))
    assert (only.emails, only.forms, only.phones) == ((), (), ("01632 960001",))


def test_five_megabytes_are_read_in_bounded_time():
    row = "<p>This fails 1.4.3 and we will fix it by 3 May 2027, <a href='/a'>so we say</a>.</p>"
    html = f"<main><h1>Accessibility statement</h1>{row * (5_000_000 // len(row))}</main>"
    document = Document(html, URL)
    main = main_text_of(document)
    language = language_of(document, main.blocks)
    started = time.process_time()
    text = known_statement(document, URL, "x", {"main_text": main, "language": language})
    found = statement_of([(URL, text)])
    assert len(text.blocks) == 1500
    assert list(found.criteria) == ["wcag:1.4.3"]
    assert time.process_time() - started < 6


def test_a_wall_of_text_and_of_brackets_is_read_in_bounded_time():
    wall = "accessib [insert " * 8000 + "disproportionate " * 4000 + "statement applies to " * 4000
    started = time.process_time()
    found = statement(f"<p>{wall}</p><p>{'not ' * 20000}</p><p>{'(' * 30000}</p>")
    placeholders_of(found)
    contacts_of(found)
    assert time.process_time() - started < 4


def test_many_pages_about_access_are_weighed_in_bounded_time(a_page):
    pages = {
        f"{URL}/{number}": a_page(
            f"<main><h1>Accessibility guide</h1><p><a href='/about/{number + 1}'>Accessibility guide</a></p></main>",
            f"{URL}/{number}",
        )
        for number in range(150)
    }
    link = SeenLink("Accessibility", f"{URL}/0", 40)
    started = time.process_time()
    choice = choose(Known("https://www.town.gov.uk/", pages, (link,), (link,), 40))
    assert choice.kind == "no statement"
    assert time.process_time() - started < 3
