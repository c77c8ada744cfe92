"""What is found is shown: role, name and a picture of the very element, once a run for each cause."""

import io
import json

import pytest
from PIL import Image

from crawler import browser_evidence
from crawler.looking import Job, look_and_judge
from tests.crawler.browser.bad_server import PAGES

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang=en><title>Bins - Council</title><body style="background:#fff">
<main><h1>Bins</h1><p>Put your bin out by six.</p>{}</main>"""
IMAGE = "<a href=/x><img src=data:, width=80 height=40></a>"


@pytest.fixture
def judged(pool, server, monkeypatch):
    """Judge a page with this in its main element; return rule: evidence of its findings."""

    def judged(main, run):
        monkeypatch.setitem(PAGES, "/shown", PAGE.format(main))
        done = look_and_judge(Job(url=server.url("/shown"), run=run), pool)
        assert done.look.state == "ok"
        assert done.look.evidence == {}
        return {
            each.rule.id: [finding.evidence for finding in each.outcome.findings]
            for each in done.judgements
            if each.outcome.findings
        }

    return judged


def test_an_element_far_down_is_shown_boxed_with_role_and_name(judged):
    (evidence,) = judged('<input id=box aria-label="" style="margin-top:3000px">', "a")["axe:label"]
    assert (evidence.role, evidence.name) == ("textbox", "")
    said = json.loads(evidence.engine)
    assert (said["result"], said["id"], said["impact"]) == ("violations", "label", "critical")
    (node,) = said["nodes"]
    assert node["target"] == ["#box"]
    assert "failureSummary" in node
    image = Image.open(io.BytesIO(evidence.picture))
    assert image.format == "WEBP"
    assert image.size == (evidence.width, evidence.height)
    assert image.width >= 320
    assert len(evidence.picture) < 20_000
    reds = [
        (x, y)
        for x in range(image.width)
        for y in range(image.height)
        if image.getpixel((x, y))[0] > 140 and image.getpixel((x, y))[1] < 90
    ]
    wide = max(x for x, _ in reds) - min(x for x, _ in reds)
    high = max(y for _, y in reds) - min(y for _, y in reds)
    assert 100 < wide < 260
    assert 15 < high < 50


def test_each_cause_is_shown_once_in_a_run(judged):
    first, again = judged(IMAGE, "b"), judged(IMAGE, "b")
    other = judged(IMAGE, "c")
    assert first["axe:link-name"][0].role == "link"
    assert again["axe:link-name"] == [None]
    assert other["axe:link-name"][0].picture


def test_what_cannot_be_seen_has_no_picture(judged):
    (evidence,) = judged("<button style='position:fixed;width:0;height:0;padding:0;border:0'></button>", "d")[
        "axe:button-name"
    ]  # fmt: skip
    assert evidence.role == "button"
    assert evidence.picture == b""


def test_the_page_stays_as_it_is(judged, server, pool):
    judged(IMAGE, "e")
    chromium = pool._seats[0].chromium
    assert chromium.driver.current_url == "about:blank"
    assert len(chromium.driver.window_handles) == 1


def test_a_picture_that_there_was_no_time_for_is_taken_on_the_next_page(judged, monkeypatch):
    monkeypatch.setattr(browser_evidence, "EVIDENCE_SECONDS", 0)
    assert judged(IMAGE, "f")["axe:link-name"][0].picture == b""
    monkeypatch.undo()
    assert judged(IMAGE, "f")["axe:link-name"][0].picture
