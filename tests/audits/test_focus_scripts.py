"""focus-scripts: quiet where a script helps at focus, sure where it takes focus away."""

import time

import pytest

from audits.checks.focus_scripts import focus_scripts
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return focus_scripts(document)


@pytest.mark.parametrize(
    "html",
    [
        "<input onfocus='this.select()'>",
        "<input onfocus=\"this.value=''\">",
        "<a href='/' onfocus='hint.blur()'>x</a>",
        "<a href='/' onfocus='show(location.href)'>x</a>",
    ],
)
def test_passes_scripts_that_leave_focus_alone(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/'>x</a>",
        "<a onfocus='this.blur()'>x</a>",
        "<div onfocus='this.blur()'>x</div>",
        "<div hidden><a href='/' onfocus='this.blur()'>x</a></div>",
        "<input disabled onfocus='this.blur()'>",
        "<a href='/' onclick='this.blur()'>x</a>",
    ],
)
def test_is_not_applicable_where_nothing_listens(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<a href='/' onfocus='this.blur()'>x</a>", "drops the focus"),
        ("<a href='/' onfocus='if(this.blur)this.blur();'>x</a>", "drops the focus"),
        ("<area href='/' onfocus='blur()'>", "drops the focus"),
        ("<div tabindex='0' onfocus='$(this).blur()'>x</div>", "drops the focus"),
        ("<select onfocus='location.href=\"/x\"'></select>", "goes to another page"),
        ("<input onfocus='window.open(\"/help\")'>", "goes to another page"),
    ],
)
def test_fails_scripts_that_take_it_away(html, words):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert words in outcome.findings[0].message


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/' onfocus='this.blur()'>x</a>" * 5_000,
        f"<a href='/' onfocus='{'this.' * 50_000}'>x</a>",
        "<div onfocus='blur()' tabindex='0'>" * 2_000,
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
