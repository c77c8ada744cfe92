"""same-link-text: one name, several places."""

from time import perf_counter

import pytest

from audits.checks.same_link_text import same_link_text
from audits.derive.document import Document
from audits.derive.links import extract_links

URL = "https://www.x.test/council-tax"


def judged(html):
    document = Document(f"<html lang='en'><body><main>{html}</main></body></html>", URL)
    return same_link_text(extract_links(document, URL), document)


def pair(first, second, name="Apply"):
    return f"<a href='{first}'>{name}</a> <a id='it' href='{second}'>{name}</a>"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/apply", "/apply"),
        ("/apply", "https://www.x.test/apply"),
        ("/apply", "http://x.test/apply/"),
        ("/apply", "//x.test:443/Apply"),
        ("/apply", "/apply?utm_source=news&utm_medium=email&fbclid=1"),
        ("/apply?a=1&b=2", "/apply?b=2&a=1&gclid=x"),
        ("/apply;jsessionid=12AB", "/apply?PHPSESSID=3"),
        ("/apply/index.html", "/apply/"),
        ("/parking%20permit", "/parking permit"),
        ("/apply", "/apply#top"),
        ("/apply#", "/apply#:~:text=permit"),
        ("/apply", "/apply#form"),
        ("#form", "/council-tax"),
        ("#", "/apply"),
        ("", "/apply"),
        ("javascript:void(0)", "/apply"),
        ("mailto:a@x.test", "mailto:b@x.test"),
        ("tel:1", "tel:2"),
        ("http://[", "/apply"),
    ],
)
def test_passes_spellings_of_one_address_and_what_is_none(first, second):
    assert judged(pair(first, second) + "<a href='/bins'>Bins</a>").status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/a'>Apply for a permit</a> <a href='/b'>Apply for a skip</a>",
        # GOV.UK Frontend: summary list, breadcrumbs, pagination, skip link
        (
            "<dl class='govuk-summary-list'><dd><a class='govuk-link' href='/n'>Change"
            "<span class='govuk-visually-hidden'> name</span></a></dd><dd><a class='govuk-link' "
            "href='/d'>Change<span class='govuk-visually-hidden'> date of birth</span></a></dd></dl>"
        ),
        (
            "<a href='#main' class='govuk-skip-link'>Skip to main content</a>"
            "<a href='#content'>Skip to main content</a>"
        ),
        (
            "<nav aria-label='News pages'><a href='?n=1'>1</a><a href='?n=2'>2</a><a href='?n=2' "
            "rel='next'>Next</a></nav><nav aria-label='Event pages'><a href='?e=1'>1</a>"
            "<a href='?e=2'>2</a><a href='?e=2' rel='next'>Next</a></nav>"
        ),
        (
            "<nav class='pager'><a href='?a=1' title='Go to next page'>Next page ›</a></nav>"
            "<nav class='pager'><a href='?b=1' title='Go to next page'>Next page ›</a></nav>"
        ),
        "<a href='?a=1'>Page 2 of 4</a><a href='?b=1'>Page 2 of 4</a>",
        "<a href='?a=1'>Tudalen nesaf</a><a href='?b=1'>Tudalen nesaf</a>",
        # WordPress: read more, with a name for screen readers or without
        (
            "<a href='/a'>Read more<span class='screen-reader-text'> about bins</span></a>"
            "<a href='/b'>Read more<span class='screen-reader-text'> about parks</span></a>"
        ),
        "<a href='/a'>Read more »</a><a href='/b'>Read more »</a>",
        "<a href='/a'>Click here</a><a href='/b'>click here</a>",
        "<a href='/a'>www.x.test</a><a href='/b'>www.x.test</a>",
        # the same menu for wide and narrow screens, and in the footer
        (
            "<nav><a href='/bins'>Bins</a></nav><nav><a href='/bins/'>Bins</a></nav>"
            "<footer><a href='https://x.test/bins'>bins </a></footer>"
        ),
        # Drupal, Bootstrap: what opens and closes something
        (
            "<a href='#c1' data-toggle='collapse'>Show details</a>"
            "<a href='#c2' data-toggle='collapse'>Show details</a>"
        ),
        "<a href='#c1' role='button'>Show</a><a href='#c2' role='button'>Show</a>",
        "<a href='#c1' aria-expanded='false'>Show</a><a href='#c2' aria-expanded='false'>Show</a>",
        # told apart by a description
        (
            "<h3 id='a'>Bins</h3><a href='/a' aria-describedby='a'>Apply</a>"
            "<h3 id='b'>Parks</h3><a href='/b' aria-describedby='b'>Apply</a>"
        ),
        "<a href='/a' title='Apply for bins'>Apply</a><a href='/b' title='Apply for parks'>Apply</a>",
        "<a href='/a' aria-description='Bins'>Apply</a><a href='/b'>Apply</a>",
        "<a href='/a' aria-label='Apply for bins'>Apply</a><a href='/b'>Apply</a>",
        # a heading that links to itself
        "<h2 id='bins'><a href='#bins'>Bins</a></h2><p><a href='/bins'>Bins</a></p>",
        # not reachable
        "<a href='/a'>Apply</a><a href='/b' hidden>Apply</a>",
        "<a href='/a'>Apply</a><div style='display:none'><a href='/b'>Apply</a></div>",
        "<a href='/a'>Apply</a><div aria-hidden='true'><p><a href='/b'>Apply</a></p></div>",
        "<a href='/a'>Apply</a><noscript><a href='/b'>Apply</a></noscript>",
        # not links
        "<a href='/a'>Apply</a><iframe src='/b' title='Apply'></iframe>",
        "<a href='/a'>Apply</a><a name='b'>Apply</a><img src='/b.png' alt='Apply'>",
        # footnotes and calendars
        "<a href='#f1'>[1]</a><a href='#g1'>[1]</a><a href='#r1'>↩</a><a href='#r2'>↩</a>",
        "<a href='/12-may'>12</a><a href='/12-june'>12</a>",
        "<a href='#top'>Back to top</a><a href='#page'>Back to top</a>",
    ],
)
def test_passes_links_that_nobody_takes_for_each_other(html):
    assert judged(html + "<a href='/contact'>Contact us</a>").status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        *("", "<p>No links</p>", "<a href='/a'></a><a href='/b'></a>"),
        *("<a href='/a'>Read more</a>", "<a href='mailto:a@x.test'>Write</a>", "<a href>Apply</a>"),
    ],
)
def test_is_not_applicable_without_links_to_compare(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/a", "/b"),
        ("/a", "https://other.test/a"),
        ("/a?id=1", "/a?id=2"),
        ("/a#one", "/a#two"),
        ("#one", "#two"),
        ("/agenda.pdf", "/minutes.pdf"),
        ("https://a.x.test/", "https://b.x.test/"),
        ("/watch?v=aB", "/watch?v=Ab"),
    ],
)
def test_asks_about_links_of_one_name_to_different_places(first, second):
    outcome = judged(pair(first, second, "Skip permit"))
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.status, finding.selector, finding.region) == ("needs review", "#it", "main")
    assert (finding.subject, finding.elements) == ("Skip permit", 2)
    assert finding.message.endswith("tell them apart?")
    assert first in finding.message
    assert second in finding.message
    assert finding.snippet.startswith('<a id="it"')


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>Bins <a href='/a'>Apply</a></li><li>Parks <a id='it' href='/b'>Apply</a></li></ul>",
        (
            "<table><tr><th>Bins</th><td><a href='/a'>Apply</a></td></tr><tr><th>Parks</th><td>"
            "<a id='it' href='/b'>Apply</a></td></tr></table>"
        ),
        "<h3>Bins</h3><a href='/a'>Apply</a><h3>Parks</h3><a id='it' href='/b'>Apply</a>",
        "<a href='/a'>APPLY\n now</a><a id='it' href='/b'> Apply <b>now</b></a>",
        "<a href='/a'><img src='x.png' alt='Apply'></a><a id='it' href='/b' aria-label='Apply'></a>",
        "<a href='/a'>Apply</a><a href='/a/'>Apply</a><a id='it' href='/b'>Apply</a>",
        "<a href='/a'>Apply</a><a href='/a#x'>Apply</a><a id='it' href='/a#y'>Apply</a>",
        "<a hidden href='/c'>Apply</a><a href='/a'>Apply</a><a id='it' href='/b'>Apply</a>",
        "<a href='/a' title='Apply'>Apply</a><a id='it' href='/b'>Apply</a>",
    ],
)
def test_asks_whatever_stands_around_them(html):
    outcome = judged(html)
    assert outcome.status == "needs review"
    assert [finding.selector for finding in outcome.findings] == ["#it"]


def test_makes_one_finding_for_each_name():
    outcome = judged(pair("/a", "/b") + pair("/c", "/d") + pair("/e", "/f", "Minutes"))
    assert [(finding.subject, finding.elements) for finding in outcome.findings] == [
        ("Apply", 4),
        ("Minutes", 2),
    ]


def test_shows_the_end_of_long_addresses_and_cuts_long_names():
    start = "/" + "very-long-folder/" * 20
    message = judged(pair(f"{start}a.pdf", f"{start}b.pdf", "Minutes " * 50)).findings[0].message
    assert "/a.pdf”" in message
    assert "/b.pdf”" in message
    assert len(message) < 350


@pytest.mark.parametrize(
    "html",
    [
        "".join(f"<a href='/{number}'>Apply</a>" for number in range(20_000)),
        "".join(f"<a href='/{number}'>Apply {number % 3000}</a>" for number in range(12_000)),
        "<div>" * 2000 + "".join(f"<a href='/{number}'>Apply</a>" for number in range(5000)),
        f"<a href='/?{'a=1&' * 100_000}'>Apply</a><a href='/b'>Apply</a>",
        f"<a href='/a' aria-describedby='{'x ' * 50_000}'>Apply</a><a href='/b'>Apply</a>",
        f"<p id='p'>{'word ' * 100_000}</p>"
        + "".join(f"<a href='/{n}' aria-describedby='p'>Apply</a>" for n in range(500)),
    ],
)
def test_hostile_pages_stay_quick(html):
    start = perf_counter()
    judged(html)
    assert perf_counter() - start < 20


def test_asks_about_links_by_role_that_a_script_sends_elsewhere():
    link = '<span role="link" tabindex="0" onclick="location=\'/{}\'"{}>Contact us</span>'
    assert judged(link.format("a", "") * 2).status == "passed"
    outcome = judged(link.format("a", "") + link.format("b", " id='it'"))
    assert outcome.status == "needs review"
    assert outcome.findings[0].selector == "#it"


def test_asks_once_about_an_index_of_names():
    names = [pair(f"/a{n}", f"/b{n}", f"Name {n}").replace(" id='it'", "") for n in range(13)]
    few, many = judged("".join(names[:12])), judged("".join(names))
    assert len(few.findings) == 12
    (finding,) = many.findings
    assert finding.message.startswith("Links that lead to different places share 13 names")
    assert "“Name 0” and “Name 1”" in finding.message
    assert (finding.status, finding.elements) == ("needs review", 13)
