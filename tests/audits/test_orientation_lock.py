"""orientation-lock: quiet where words are about something else, asks where the page is meant."""

import time

import pytest

from audits.checks.orientation_lock import orientation_lock
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return orientation_lock(document)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Rotate your crops.</p>",
        "<p>Turn your phone off in the library.</p>",
        "<p>Our landscape plan protects the valley.</p>",
        "<p hidden>Please rotate your device.</p>",
        "<script>if (screen.orientation.type == 'landscape') x()</script>",
    ],
)
def test_is_not_applicable_where_nothing_asks(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Please rotate your device to go on.</p>",
        "<p>Turn your phone to see the map.</p>",
        "<p>This map only works in landscape.</p>",
        "<p>Trowch eich ffôn.</p>",
        "<script>screen.orientation.lock('landscape')</script>",
    ],
)
def test_asks_where_the_page_wants_one_way(html):
    outcome = judged(html)
    assert (outcome.status, len(outcome.findings)) == ("needs review", 1)
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "html",
    [
        "<p>Rotate your phone</p>" * 5_000,
        f"<p>{'only ' * 50_000}</p>",
        f"<script>{'orientation .' * 20_000}</script>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
