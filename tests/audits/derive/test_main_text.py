"""The main text: its own blocks, nothing glued, nothing of the furniture."""

import time

import pytest

from audits.derive.document import Document
from audits.derive.main_text import count_words, main_text_of

URL = "https://x.test/"
PROSE = "You can pay your council tax in ten or twelve monthly payments by Direct Debit. " * 3


def text_of(html):
    return main_text_of(Document(f"<!doctype html><html lang='en'>{html}</html>", URL))


def blocks(main):
    return [
        (block.kind, block.text) for block in text_of(f"<body><main>{main}</main></body>").blocks
    ]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<h1>Bins</h1><p>Put it out.</p>", [("heading", "Bins"), ("paragraph", "Put it out.")]),
        ("<p>One <b>bold</b> wo<i>r</i>d.</p>", [("paragraph", "One bold word.")]),
        (
            "Loose<p>Para</p>tail",
            [("paragraph", "Loose"), ("paragraph", "Para"), ("paragraph", "tail")],
        ),
        ("<ul><li>paper</li><li>card</li></ul>", [("list item", "paper"), ("list item", "card")]),
        (
            "<ul><li>a<ul><li>b</li></ul>c</li></ul>",
            [("list item", "a"), ("list item", "b"), ("list item", "c")],
        ),
        ("<dl><dt>Open</dt><dd>Daily</dd></dl>", [("list item", "Open"), ("list item", "Daily")]),
        (
            "<table><caption>Fees</caption><tr><th>Grave</th><td><p>£10</p></td></tr></table>",
            [("table cell", "Fees"), ("table cell", "Grave"), ("table cell", "£10")],
        ),
        ("<table><tr><td><p>Long words.</p></td></tr></table>", [("paragraph", "Long words.")]),
        (
            "<details><summary>Help</summary><p>Ring us.</p></details>",
            [("summary", "Help"), ("paragraph", "Ring us.")],
        ),
        (
            "<p>Ring us<br>Bring your bill</p>",
            [("paragraph", "Ring us"), ("paragraph", "Bring your bill")],
        ),
        ("<p>Ring us on<br>weekdays only</p>", [("paragraph", "Ring us on weekdays only")]),
        ("<h2><button>What to bring</button></h2>", [("heading", "What to bring")]),
        (
            "<label>Name</label><input><p>Then go on.</p>",
            [("label", "Name"), ("paragraph", "Then go on.")],
        ),
        ("<p>*** — ***</p>", []),
        ("<div><div>A</div><div>B</div></div>", [("paragraph", "A"), ("paragraph", "B")]),
        ("<p><code>a <b>b</b></code> <samp>c</samp></p>", [("code", "a b c")]),
        ("<p>Write <code>a</code>.</p>tail", [("paragraph", "Write a."), ("paragraph", "tail")]),
        ("<h2><code>a</code></h2>b", [("heading", "a"), ("paragraph", "b")]),
        ("<p>Before <a href='/x'>Pay</a> after</p>", [("paragraph", "Before Pay after")]),
    ],
)
def test_every_unit_is_a_block_of_its_own(html, found):
    assert blocks(html) == found


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>Menu</nav>",
        "<aside>Related</aside>",
        "<footer>Updated</footer>",
        "<div role='navigation'>Menu</div>",
        "<form role='search'><p>Search</p></form>",
        "<ol class='breadcrumb'><li>Home</li></ol>",
        "<div class='govuk-breadcrumbs'>Home</div>",
        "<div class='lgd__page-feedback'><p>Useful?</p></div>",
        "<div id='was-this-useful'><p>Useful?</p></div>",
        "<div class='related-links'><p>More</p></div>",
        "<div class='cookie-banner'><p>Cookies</p></div>",
        "<p class='last-updated'>On Monday</p>",
        "<p>Last updated 3 March 2026</p>",
        "<p>Back to top</p>",
        "<p>Is this page useful?</p>",
        "<div class='layout__aside'><p>More</p></div>",
        "<p hidden>Secret</p>",
        "<p style='display:none'>Secret</p>",
        "<p aria-hidden='true'>Star</p>",
        "<p class='govuk-visually-hidden'>Unseen</p>",
        "<span class='sr-only'>Unseen</span>",
        "<script>var secret</script><style>p {}</style><template>Later</template>",
        "<button>Search</button><select><option>One</option></select><textarea>Text</textarea>",
        "<svg><text>Chart</text></svg>",
        "<dialog>Cookies</dialog>",
    ],
)
def test_furniture_and_hidden_parts_stay_out(furniture):
    assert blocks(f"<p>Before</p>{furniture}<p>After</p>") == [
        ("paragraph", "Before"),
        ("paragraph", "After"),
    ]


@pytest.mark.parametrize(
    "kept",
    [
        "<div hidden='until-found'><p>Text</p></div>",
        "<button aria-expanded='false' aria-controls='p1'>Open</button><div id='p1' style='display:none'><p>Text</p></div>",
        "<div role='tabpanel' hidden><p>Text</p></div>",
        "<details><p>Text</p></details>",
        "<div class='layout--sidebar-right has-feedback'><p>Text</p></div>",
        "<div class='sidebar'><h1>Bins</h1><p>Text</p></div>",
        "<header><p>Text</p></header>",
        "<section class='feedback-form'><p>Text</p></section>",
        "<div class='shared-ownership'><p>Text</p></div>",
        "<p>Text</p><p>Published research says more than that in 2026.</p>",
    ],
)
def test_what_opens_on_a_click_and_what_is_only_named_alike_stays_in(kept):
    assert ("paragraph", "Text") in blocks(kept)


@pytest.mark.parametrize(
    ("html", "selector", "found"),
    [
        (
            f"<body><div id='nav'>x</div><div id='content'><h1>Bins</h1><p>{PROSE}</p></div></body>",
            "#content",
            2,
        ),
        (
            f"<body><div class='menu'>x</div><div id='b'><h1>Bins</h1><p>{PROSE}</p></div><p>©</p></body>",
            "#b",
            2,
        ),
        (
            (
                "<body><table><tr><td><a href='/'>Home</a></td>"
                f"<td id='c'><h1>Bins</h1><p>{PROSE}</p></td></tr></table></body>"
            ),
            "#c",
            2,
        ),
        (
            f"<body><div id='content'></div><div id='b'><h1>Bins</h1><p>{PROSE}</p></div></body>",
            "#b",
            2,
        ),
        (f"<body><main></main><div id='b'><h1>Bins</h1><p>{PROSE}</p></div></body>", "#b", 2),
        (
            f"<body><div id='masthead'><h1>Council</h1></div><div><p>{PROSE}</p></div></body>",
            "body",
            2,
        ),
        (f"<body><p>{PROSE}</p></body>", "body", 1),
        (f"<body><main hidden><p>Old</p></main><main id='m'><p>{PROSE}</p></main></body>", "#m", 1),
        ("<body></body>", "", 0),
    ],
)
def test_without_a_landmark_names_and_the_heading_lead_to_it(html, selector, found):
    main = text_of(html)
    assert main.selector == selector
    assert len(main.blocks) == found


LONG = "We collect your bin every week on the same day, and you can ask for a new one. " * 6
LINKS = (
    "<ul>" + "<li><a href='/x'>Council tax bands and charges for this year</a></li>" * 9 + "</ul>"
)


@pytest.mark.parametrize("name", ["sidebar-layout rail", "content-menu", "site-menu", "page aside"])
@pytest.mark.parametrize("around", ["<main>{}</main>", "<div>{}</div>"])
def test_a_page_in_a_box_named_like_a_menu_does_not_vanish(name, around):
    html = around.format(f"<div class='{name}'><h2>Bins</h2><p>{LONG}</p></div>")
    assert [block.text for block in text_of(f"<body>{html}</body>").blocks] == [
        "Bins",
        LONG.strip(),
    ]


@pytest.mark.parametrize(
    ("box", "is_kept"),
    [
        (f"<div class='sidebar'><p>{LONG}</p></div>", True),
        (f"<div class='feedback'><p>{LONG * 3}</p></div>", True),
        (f"<div class='footer'><p>{LONG * 3}</p></div>", True),
        (f"<div id='cookies'><h2>Cookies</h2><p>{LONG * 3}</p></div>", True),
        (f"<div class='sidebar'><p>{LONG}</p>{LINKS * 3}</div>", False),
        ("<div class='sidebar'><p>Ring us.</p></div>", False),
        (f"<div class='related-pages'><a href='/x'>Bins</a><p>{LONG}</p></div>", False),
        (f"<div class='cookie-banner'><p>{LONG}</p></div>", False),
        (f"<div class='site-footer'><p>{LONG}</p></div>", False),
        (f"<div class='related'><div class='related'>{LINKS}</div></div>", False),
        ("<p>Kept <span class='share'>on X</span></p>", False),
        (f"<h2>Related content</h2>{LINKS}", False),
        (f"<h2>On this page</h2>{LINKS}", False),
        (f"<p><b>See also</b></p>{LINKS}", False),
        ("<h2>Is this page useful?</h2><form><label>Tell us more</label></form>", False),
        ("<p>Share on Facebook Share on X Print this page</p>", False),
        ("<p>Beta This is a new service – your feedback will help us.</p>", False),
        ("<h2>See also</h2><p>We wrote more of it in a book.</p>", True),
        (f"<h2>Ways to pay</h2>{LINKS}", True),
        ("<ul class='menu'><li><a href='/x'>Pay</a></li></ul>", True),
        ("<p>Choose <span class='menu'>File</span> first.</p>", True),
    ],
)
def test_only_small_boxes_and_menus_are_furniture_by_name(box, is_kept):
    found = [text for _, text in blocks(f"<p>Before</p>{box}<p>After</p>")]
    assert (found[0], found[-1]) == ("Before", "After")
    assert (set(found) != {"Before", "After", "Kept"} and len(found) > 2) == is_kept or (
        found == ["Before", "Kept", "After"]
    )


def test_the_ways_on_of_a_box_that_is_left_out_are_left_out():
    main = text_of(f"<body><main><p>A</p><div class='related'>{LINKS}</div></main></body>")
    assert main.actions == ()


FOOT = "<p>© Anytown Council 2026</p><ul><li><a href='/p'>Privacy</a></li></ul>"
MENU = "<ul><li><a href='/'>Home</a></li><li><a href='/b'>Bins</a></li></ul>"


@pytest.mark.parametrize(
    "html",
    [
        f"{MENU}<p>We use cookies.</p><h1>Bins</h1><p>Put it out.</p>{FOOT}",
        f"<div>{MENU}</div><div><h1>Bins</h1><p>Put it out.</p></div><div>{FOOT}</div>",
        (
            f"<table><tr><td>{MENU}</td><td><h1>Bins</h1><p>Put it out.</p></td></tr>"
            f"<tr><td>{FOOT}</td></tr></table>"
        ),
        f"<div class='menu'>{MENU}</div><h1>Bins</h1><p>Put it out.</p><a href='/p'>Privacy notice</a>",
    ],
)
def test_without_any_landmark_a_page_loses_its_head_and_foot(html):
    found = [block.text for block in text_of(f"<body>{html}</body>").blocks]
    assert found == ["Bins", "Put it out."]


def test_without_a_first_heading_the_second_leads_to_the_text():
    html = f"<div>{MENU}</div><div id='b'><h2>Bins</h2><p>{PROSE}</p></div><p>Next: Fees</p>"
    assert text_of(f"<body>{html}</body>").selector == "#b"


def test_what_follows_a_line_about_rights_may_be_the_text():
    html = f"<h1>Guide</h1><p>Copyright © 1998 Ann Other</p><p>{PROSE}</p><p>{PROSE}</p>"
    assert len(text_of(f"<body>{html}</body>").blocks) == 4


def test_what_an_old_anchor_holds_is_prose():
    html = f"<center><h2>Aliases</h2></center><a name='a'><p>{PROSE}</p></a>"
    assert len(text_of(f"<body>{html}</body>").blocks) == 2


def test_a_page_of_links_keeps_them():
    assert len(text_of(f"<body>{LINKS}</body>").blocks) == 9


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<a href='/a'>One</a><a href='/b'>Two</a>", "One Two"),
        (
            "<b>Opening hours</b><span>Monday at noon, on most days</span>",
            "Opening hours Monday at noon, on most days",
        ),
        ("<span>Put it out.</span><span>We come soon.</span>", "Put it out. We come soon."),
        ("<span>O</span>nce upon a <b>Mc</b>Donald, i<b>Phone</b>", "Once upon a McDonald, iPhone"),
        ("wo<i>r</i>d", "word"),
        ("bio\u00addegradable\u200b bags", "biodegradable bags"),
    ],
)
def test_links_are_not_glued_and_words_not_broken(html, found):
    assert blocks(html) == [("paragraph", found)]


def test_addresses_and_figures_are_no_prose():
    main = text_of(
        "<body><main><p>Town Hall<br>High Street<br>Anytown<br>AN1 2CD</p><p>01632 960 001</p>"
        "<ul><li>£1.50</li></ul><p>Call us on 01632 960 001 to report a missed bin.</p>"
        "<table><tr><th>Phone</th><td>01632 960 001</td></tr></table></main></body>"
    )
    assert [block.kind for block in main.blocks] == [
        *["contact"] * 5,
        "figures",
        "paragraph",
        *["table cell"] * 2,
    ]
    assert [block.text for block in main.prose] == [
        "Call us on 01632 960 001 to report a missed bin."
    ]


def test_the_source_is_known():
    document = Document("<main><p>A</p></main>", URL)
    assert main_text_of(document).source == "as sent"
    assert main_text_of(document, "rendered").source == "rendered"
    assert main_text_of(Document("", URL), "rendered").source == "rendered"


def test_several_mains_are_read_one_after_the_other_and_nested_ones_once():
    main = text_of(
        "<body><main><p>A</p><div role='main'><p>B</p></div></main><main><p>C</p></main></body>"
    )
    assert [block.text for block in main.blocks] == ["A", "B", "C"]


def test_blocks_know_the_language_they_are_marked_with():
    main = text_of(
        "<body><main><p>A</p><div lang='CY'><p>B</p></div><p lang='fr'>C</p></main></body>"
    )
    assert [block.language for block in main.blocks] == ["", "cy", "fr"]


def test_ways_on_are_kept_and_furniture_has_none():
    main = text_of(
        "<body><main><a href='/a'>A</a><button>B</button><form></form><nav><a href='/n'>N</a></nav>"
        "<input type='submit'><iframe src='/f'></iframe><a>no</a></main></body>"
    )
    assert [each.tag for each in main.actions] == ["a", "button", "form", "input", "iframe"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("Put it out.", 3), ("£1.50 a – bag", 3), ("e-mail: a@b.test", 2), ("— * —", 0)],
)
def test_words_are_what_has_a_letter_or_digit(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    "html",
    [
        "<main>" + "<div>" * 20_000 + "<p>End",
        "<main>" + "<div class='related x'>" * 20_000 + "<p>End",
        "<main>" * 20_000 + "End",
        "<table><tr><td>" * 20_000 + "End",
        "<div>" * 1000 + "<p>Text of a page " * 20_000,
        "<main><p>" + "Dr. Smith says no. 5 e.g. " * 100_000,
        "<main><div class='" + "related-" * 200_000 + "'>x",
        "<main><h2>Related content</h2>" * 100_000,
        "<h1>Bins</h1>" * 700_000,
        "<p>" + "word " * 400_000,
        "<p>" + "x" * 2_000_000,
        "<p>© 2026" * 100_000,
        "<main>" + "<span class='share'>a" * 20_000 + "<p>End",
        "<main>" + "<a href='/x'>a</a>" * 100_000,
        "<main>" + "Town Hall<br>" * 100_000 + "AN1 2CD",
    ],
    ids=[
        *["deep", "deep names", "mains", "tables", "paragraphs", "one paragraph", "long class"],
        *["related", "headings", "one sentence", "one word", "rights", "deep shares", "links"],
        "lines",
    ],
)
def test_hostile_pages_neither_crash_nor_hang(html):
    started = time.process_time()
    text_of(f"<body>{html}")
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("main", "tags"),
    [
        ("<p>One <b>bold</b> word.</p>", ["p"]),
        ("Loose<p>Para</p>tail", ["main", "p", "main"]),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", ["li", "li", "li"]),
        ("<p>Ring us<br>Monday to Friday</p>", ["p", "p"]),
        ("<div>A<span>b</span></div>", ["div"]),
    ],
)
def test_a_block_knows_the_innermost_block_element_around_its_text(main, tags):
    found = text_of(f"<body><main>{main}</main></body>").blocks
    assert [block.element.tag for block in found] == tags


def test_blocks_are_compared_by_what_they_say():
    one, other = text_of("<body><main><p>Bins</p><p>Bins</p></main></body>").blocks
    assert one == other
    assert "element" not in repr(one)
