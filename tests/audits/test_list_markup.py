"""list-markup: bullets typed by hand are sure, dashes and long clauses are a question."""

import time

import pytest

from audits.checks.list_markup import list_markup
from audits.derive.document import Document


def judged(html):
    return list_markup(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


LONG = (
    "The council may let the hall to any person who lives in the parish and who asks for it. " * 3
)


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>• Glass</li><li>• Paper</li><li>• Tins</li></ul>",
        "<p>- Glass<br>- Paper</p><p>We take no oil.</p>",
        "<p>10. May<br>12. May<br>20. May</p>",
        "<p>1. Glass<br>2. Paper<br>We take no oil.<br>3. Tins</p>",
        "<pre>- Glass\n- Paper\n- Tins</pre><code>- a<br>- b<br>- c</code><p>Words</p>",
        "<p hidden>• Glass<br>• Paper<br>• Tins</p><p>Words</p>",
        "<div role='list'><p>• Glass</p><p>• Paper</p><p>• Tins</p></div>",
        "<h2>1. Glass</h2><h2>2. Paper</h2><h2>3. Tins</h2>",
        "<p>* Ages 5 to 9<br>** Ages 10 to 15<br>*** Adults</p>",
        "<p>High Street<br>Ottermere<br>OT1 2AB</p>",
        "<p>-5 degrees<br>-6 degrees<br>-7 degrees</p>",
        "<table><tr><td>1. Glass</td><td>2. Paper</td><td>3. Tins</td></tr></table>",
        "<p>• Glass</p><p>We take jars.</p><p>• Paper</p><p>We take boxes.</p><p>• Tins</p>",
    ],
)
def test_passes_what_is_no_list_or_a_real_one(html):
    outcome = judged(html)
    assert (outcome.status, outcome.findings) == ("passed", ())


def test_is_not_applicable_without_text():
    assert judged("<img src=a alt=b>").status == "not applicable"


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<p id='t'>You may bring:<br>• Glass<br>• Paper<br>• Tins</p>", 3),
        ("<p id='t'>- Glass<br />- Paper<br />- Tins<br />- Wood</p>", 4),
        ("<p id='t'>* Glass</p><p>* Paper</p><p>* Tins</p>", 3),
        ("<div id='t'>1. Fill in the form<br>2. Sign it<br>3. Send it</div>", 3),
        ("<p id='t'>a) Glass</p>\n<p>b) Paper</p>\n<p>c) Tins</p>", 3),
        (
            "<p class='MsoListParagraph' id='t'><span>·<span>&nbsp; </span></span>Glass</p>{}{}".format(
                "<p class='MsoListParagraph'><span>·<span>&nbsp; </span></span>Paper</p>",
                "<p class='MsoListParagraph'><span>·<span>&nbsp; </span></span>Tins</p>",
            ),
            3,
        ),
        ("<table><tr><td id='t'>•Glass<br>•Paper<br>•Tins</td></tr></table>", 3),
    ],
)
def test_fails_lists_made_by_hand(html, count):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert finding.selector == "#t"
    assert finding.message.startswith(f"{count} lines, from “")


@pytest.mark.parametrize(
    "html",
    [
        "<p id='t'>– Will you come?<br>– I will.<br>– Good.</p>",
        "<div id='t'><a href=#a>1. A</a></div><div><a href=#b>2. B</a></div><div><a href=#c>3. C</a></div>",
        f"<p id='t'>1. {LONG}</p><p>2. {LONG}</p><p>3. {LONG}</p>",
    ],
)
def test_asks_about_talk_and_clauses_and_contents(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("needs review", 0)
    assert outcome.findings[0].message.endswith("Are they one?")


@pytest.mark.parametrize(
    "html",
    [
        "<p>- a<br>- b<br>- c</p>" * 5_000,
        "<p>" + "- a<br>" * 20_000,
        "<div>" * 3_000 + "- a<br>- b<br>- c",
        "<b>- a" * 5_000,
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 4
