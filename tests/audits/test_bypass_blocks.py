"""bypass-blocks: any way at all to skip the menu is enough."""

import time

import pytest

from audits.checks.bypass_blocks import bypass_blocks
from audits.derive.document import Document
from audits.derive.outline import headings_of

TEXT = f"<div id='main'><p>{'We empty your bin each week, from Monday to Friday. ' * 3}</p></div>"
MENU = "<ul>" + "<li><a href='/a'>Bins</a></li>" * 6 + "</ul>"


def judged(html):
    document = Document(f"<html><body>{html}</body></html>", "https://x.test/")
    return bypass_blocks(document, headings_of(document))


@pytest.mark.parametrize(
    "html",
    [
        f"{MENU}<h1>Bins</h1>{TEXT}",
        f"{MENU}<div role='heading'>Bins</div>{TEXT}",
        f"{MENU}<main>{TEXT}</main>",
        f"{MENU}<div role='main'>{TEXT}</div>",
        f"<a href='#main'>Skip to main content</a>{MENU}{TEXT}",
        f"<a href='#main' aria-label='Skip to main content'>+</a>{MENU}{TEXT}",
        f"<button onclick='x()'>Skip to main content</button>{MENU}{TEXT}",
        f"<div role='link' tabindex='0'>Skip to main content</div>{MENU}{TEXT}",
    ],
)
def test_passes_with_any_way_to_skip(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "",
        TEXT,
        f"{TEXT}{MENU}<aside>About us</aside>",
        MENU,
        f"<div hidden>{MENU}</div>{TEXT}",
        f"<p>See <a href='#nowhere'>this</a></p>{TEXT}",
    ],
)
def test_is_not_applicable_where_nothing_stands_before_a_text(html):
    assert judged(html).status == "not applicable"


def test_fails_a_menu_that_nothing_skips():
    outcome = judged(f"{MENU}{TEXT}")
    assert outcome.status == "failed"
    assert outcome.findings[0].message.startswith("6 links stand before the text")


@pytest.mark.parametrize(
    "html",
    [
        f"<a href='/2'>Read chapter 2</a>{TEXT}",
        f"<aside>The council is a made-up one.</aside>{TEXT}",
        f"{MENU.replace('<li>', '<li hidden>', 4)}<h1></h1>{TEXT}",
    ],
)
def test_asks_where_little_stands_before_the_text(html):
    outcome = judged(html)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("stand on other pages too?")


@pytest.mark.parametrize(
    "html", [f"<div>{MENU}" * 1_000 + TEXT, "<div>" * 4_000 + TEXT, "<a href=#x>" * 5_000 + TEXT]
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 6
