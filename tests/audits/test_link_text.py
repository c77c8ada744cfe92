"""link-text: phrases that say nothing, in English and Welsh, and bare addresses."""

import time

import pytest

from audits.checks.link_text import link_text
from audits.derive.document import Document
from audits.derive.links import extract_links

URL = "https://x.test/"


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", URL)
    return link_text(extract_links(document, URL), document)


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/a'>Pay your council tax</a>",
        "<a href='/a'>Read more about council tax</a>",
        "<a href='/a' aria-label='More about council tax'>More</a>",
        "<a href='/a'>More<span class='visually-hidden'> about bins</span></a>",
        "<span id='t'>Council tax</span><a href='/a' aria-labelledby='t'>Read more</a>",
        "<a href='/a'><img src='x.png' alt='Exampleton Council home'></a>",
        "<a href='/a'>Here and there: a walk</a>",
        "<a href='/a'>gov.uk</a>",
        "<a href='mailto:bins@x.test'>bins@x.test</a>",
        "<a href='/a'></a><a href='/b'>Bins</a>",
        "<a name='here'>here</a><a href='/b'>Bins</a>",
        "<a href='/a'>Mwy am y dreth gyngor</a>",
        "<span role='link' tabindex='0' onclick='go()'>Bin days</span>",
        "<a href='/b'>Bins</a><span role='link' style='display:none'>More</span>",
        "<a href='/b'>Bins</a><span role='button'>More</span>",
        "<ul><li><a href='#more'>More information</a></ul><h2 id='more'>More information</h2>",
        "<a href='#d'>Download</a><div id='d'><h2>Download <a href='#d'>¶</a></h2><p>Words</p></div>",
        "<a href='#download'>Download</a><h2 id='download'>How to get it</h2>",
        "<a href='#d'>Details</a><h2><a name='d' id='d'></a>Details</h2>",
    ],
)
def test_passes_links_that_say_where_they_lead(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("passed", 0)


@pytest.mark.parametrize("html", ["", "<p>No links</p>", "<a href='/a'></a>"])
def test_is_not_applicable_without_named_links(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "text",
    [
        *("click here", "Click here!", "HERE", "read more", "Read more…", "» More", "more >"),
        *("this page", "find out more", "Download", "PDF", "cliciwch yma", "Darllen mwy"),
        *("https://www.x.test/a?b=1", "www.x.test", "click\n here"),
    ],
)
def test_fails_links_that_say_nothing(text):
    outcome = judged(f"<p>PDF: <a id='it' href='/a'>{text}</a></p>")
    sure = "needs review" if "www" in text else "failed"
    assert (outcome.status, outcome.value) == (sure, 1)
    assert outcome.findings[0].status == sure
    finding = outcome.findings[0]
    assert (finding.selector, finding.region) == ("#it", "main")
    assert finding.snippet.startswith('<a id="it" href="/a">')


@pytest.mark.parametrize(
    "html",
    [
        "<p>To pay your council tax <a href='/a'>click here</a></p>",
        "<p>To pay your council tax <b><a href='/a'>click <i>here</i></a></b></p>",
        "<ul><li><a href='/a'>Here</a> you can pay your bill</li></ul>",
        "<table><tr><th>Bins</th><td><a href='/a'>View</a></td></tr></table>",
        "<ul><li>A long list item about bins<ul><li><a href='/a'>More</a></li></ul></li></ul>",
        "<dl><dt>Name</dt><dd><ul><li><a href='/a'>View</a></li></ul></dd></dl>",
        "<dl><dt>Name</dt><dd>Sarah</dd><dd><a href='/a'>View</a></dd></dl>",
        "<p><a href='/a'>here</a>, <a href='/b'>here</a> or <a href='/c'>here</a></p>",
        "<a href='/a' title='std::file macro'>file</a>",
        "<span id='d'>Bin days in May</span><a href='/a' aria-describedby='d'>More</a>",
        "<label>How much is 3 + 4? (<a href='/a'>more info</a>)</label>",
        "<nav><ul><li><a href='/a'>Read</a></li><li><a href='/b'>Edit</a></li></ul></nav>",
    ],
)
def test_words_around_a_link_are_for_a_person_to_weigh(html):
    outcome = judged(html)
    assert outcome.status == "needs review"
    assert {finding.status for finding in outcome.findings} == {"needs review"}
    assert outcome.findings[0].message.endswith("Do the words around it?")


@pytest.mark.parametrize(
    "html",
    [
        "<p><a href='/a'>click here</a></p>",
        "<p><a href='/a'>click <b>here</b></a>. Or:</p>",
        "<div>To pay your council tax bill</div><div><a href='/a'>here</a></div>",
        "<a href='#d'>Download</a><div id='d'><p>Download</p></div>",
        "<a href='/a' title='Read more'>Read more</a>",
        "<nav><ul><li><a href='/a'>Click here</a></li><li><a href='/b'>Link</a></li></ul></nav>",
        "<table><tr><td>4 May</td><td><a href='/a'>View</a></td></tr></table>",
    ],
)
def test_words_elsewhere_do_not_explain_a_link(html):
    assert judged(html).status == "failed"


@pytest.mark.parametrize(
    "html",
    [
        "<div id='it' role='link' tabindex='0' onclick='location = \"/a\"'>More</div>",
        "<a id='it' role='link' tabindex='0'>Read more</a>",
    ],
)
def test_a_link_by_its_role_is_a_link(html):
    outcome = judged(html)
    assert outcome.status == "failed"
    assert outcome.findings[0].selector == "#it"


def test_many_vague_links_in_one_paragraph_take_no_time():
    html = "<p>" + "<span></span><a href='/a'><img alt='here'></a>" * 5000 + "</p>"
    started = time.process_time()
    assert judged(html).value == 5000
    assert time.process_time() - started < 20


def test_counts_every_such_link():
    outcome = judged("<a href='/a'>here</a> <a href='/b'>here</a> <a href='/c'>Bins</a>")
    assert outcome.value == 2
    assert len({finding.selector for finding in outcome.findings}) == 2
