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
            "<p>Ring us<br>Monday to Friday</p>",
            [("paragraph", "Ring us"), ("paragraph", "Monday to Friday")],
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
    ],
    ids=["deep", "deep names", "mains", "tables", "paragraphs", "one paragraph", "long class"],
)
def test_hostile_pages_neither_crash_nor_hang(html):
    started = time.monotonic()
    text_of(f"<body>{html}")
    assert time.monotonic() - started < 10


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
