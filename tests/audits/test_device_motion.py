"""device-motion: quiet where no script asks how the device moves, asks where one does."""

import time

import pytest

from audits.checks.device_motion import device_motion
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return device_motion(document)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<script>var deviceorientation = 1</script>",
        "<script>addEventListener('click', x)</script>",
        "<script src='/devicemotion.js'></script>",
        "<script type='application/json'>{'x': 'devicemotion'}</script>",
        "<p>Do not shake the bottle.</p>",
    ],
)
def test_is_not_applicable_where_no_script_listens(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        "<script>window.addEventListener('devicemotion', x)</script>",
        '<script>$(window).on("deviceorientation", x)</script>',
        "<script>window.ondevicemotion = x</script>",
        "<script>new Accelerometer()</script>",
        "<p>Shake your phone to undo.</p>",
    ],
)
def test_asks_where_one_does(html):
    outcome = judged(html)
    assert (outcome.status, len(outcome.findings)) == ("needs review", 1)
    assert outcome.findings[0].message.endswith("?")


def test_sees_the_attribute_of_the_body():
    page = Document("<html><body ondevicemotion='x()'><p>x</p></body></html>", "https://x.test/")
    assert device_motion(page).status == "needs review"


@pytest.mark.parametrize(
    "html",
    [
        "<script>'devicemotion'</script>" * 3_000,
        f"<script>{'device' * 100_000}</script>",
        f"<p>{'shake the ' * 50_000}</p>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
