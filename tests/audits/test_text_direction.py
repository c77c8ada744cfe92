"""text-direction: quiet about names and links, sure where full stops move."""

import time

import pytest

from audits.checks.text_direction import text_direction
from audits.derive.document import Document

URDU = "ہم ہر ہفتے آپ کا کوڑا اٹھاتے ہیں۔"
ARABIC = "نجمع النفايات كل اسبوع من امام بيتكم"
ENGLISH = "We empty your bin each week."


def judged(html, head="", attributes=""):
    html = f"<html {attributes}><head>{head}</head><body><main>{html}</main></body></html>"
    return text_direction(Document(html, "https://x.test/"))


@pytest.mark.parametrize(
    ("html", "attributes"),
    [
        (f"<p lang='ur' dir='rtl'>{URDU}</p>", ""),
        (f"<div dir='RTL'><section><p>{URDU}</p></section></div>", ""),
        (f"<p dir='auto'>{URDU}</p>", ""),
        (f"<p style='color: red; direction: rtl'>{URDU}</p>", ""),
        (f"<p>{URDU}</p>", "lang=ur dir=rtl"),
        (f"<p>{URDU}</p><p dir='ltr'>{ENGLISH}</p>", "dir=rtl"),
    ],
)
def test_passes_text_in_its_own_direction(html, attributes):
    outcome = judged(html, attributes=attributes)
    assert (outcome.status, outcome.findings) == ("passed", ())


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{ENGLISH}</p>",
        "<ul><li><a lang='ur' href='/ur'>اردو</a></li><li><a lang=ar href=/ar>اللغة العربية</a></li></ul>",
        f"<p>{ENGLISH} The word for it is <span lang='ur'>کوڑا</span>.</p>",
        f"<p hidden>{URDU}</p>",
        "<p>الكلمات</p>",
        "<p dir='rtl'>Town Council</p>",
        "<p>Ελληνικά και άλλες γλώσσες μιλούν εδώ.</p>",
    ],
)
def test_says_nothing_without_such_text(html):
    outcome = judged(html)
    assert (outcome.status in ("passed", "not applicable"), outcome.findings) == (True, ())


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f"<p id='t' lang='ur'>{URDU}</p>", "from right to left, and stands in text from left"),
        (f"<td id='t'>{ARABIC} (OT1 2AB)</td>", "from right to left"),
        (f"<div dir='rtl'><p id='t'>{ENGLISH}</p></div>", "from left to right, and stands"),
    ],
)
def test_fails_text_whose_marks_move(html, words):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert words in outcome.findings[0].message


@pytest.mark.parametrize(
    ("html", "head"),
    [
        (f"<p id='t'>{ARABIC}</p>", ""),
        ("<p id='t' lang='ar'>مرحبا بكم.</p>", ""),
        (f"<div class='rtl'><p id='t'>{URDU}</p></div>", ""),
        (f"<p id='t'>{URDU}</p>", "<style>:lang(ur) { direction: rtl }</style>"),
    ],
)
def test_asks_where_a_style_may_set_it_or_nothing_moves(html, head):
    outcome = judged(html, head)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("Does it show in the right order?")


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged(f"<div><p>{URDU}</p>" * 5_000)
    judged(f"<p>{URDU * 20_000}</p>")
    assert time.process_time() - start < 4
