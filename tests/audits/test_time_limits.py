"""time-limits: quiet where words are about something else, asks about limits of the page."""

import time

import pytest

from audits.checks.time_limits import time_limits
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return time_limits(document)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Your permit expires after one year.</p>",
        "<p>The session on bins runs for 30 minutes.</p>",
        "<p>You can park for 20 minutes. If you stay, you will be fined.</p>",
        "<p>It takes ten minutes to complete the form.</p>",
        "<p>We aim to answer within ten minutes.</p>",
        "<p>Take time out to read this.</p>",
        "<p hidden>Your session will time out.</p>",
        "<script>setTimeout(function () { menu.open() }, 5000)</script>",
        "<script>setTimeout(function () { location.href = '/next' }, 250)</script>",
        "<script>setTimeout(check, 5000); if (x) { location.href = '/y' }</script>",
        "<script>setTimeout(function () { location.reload() }, 24 * 60 * 60 * 1000)</script>",
    ],
)
def test_passes_what_is_no_limit_of_the_page(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Your session will time out after <strong>ten</strong> minutes.</p>",
        "<p>For your safety this session expires in 15 minutes.</p>",
        "<p>You will be logged out after 20 minutes of inactivity.</p>",
        "<p>You have 15 minutes to complete this form.</p>",
        "<p>You must finish within 30 minutes.</p>",
        "<script>setTimeout(function () { location.reload() }, 60000)</script>",
        "<script>setTimeout(\"window.location = '/out'\", 15 * 60 * 1000);</script>",
        "<script>setInterval(() => window.location.replace('/out'), 5000)</script>",
    ],
)
def test_asks_about_each_limit(html):
    outcome = judged(html)
    assert (outcome.status, len(outcome.findings)) == ("needs review", 1)
    assert outcome.findings[0].message.endswith("?")


def test_tells_the_time_that_a_script_waits():
    outcome = judged("<script>setTimeout(() => { location.reload() }, 15 * 60 * 1000)</script>")
    assert "after 15 minutes" in outcome.findings[0].message


@pytest.mark.parametrize(
    "html",
    [
        "<p>Your session will time out.</p>" * 3_000,
        f"<p>{'your session ' * 20_000}</p>",
        f"<script>{'setTimeout(' * 20_000}</script>",
        f"<script>setTimeout(location.reload(),{'1 * ' * 50_000})</script>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
