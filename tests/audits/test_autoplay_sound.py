"""autoplay-sound: quiet where sound waits, is short or can be stopped; asks about the rest."""

import time

import pytest

from audits.checks.autoplay_sound import autoplay_sound
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return autoplay_sound(document)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<audio src='/a.mp3' controls></audio>",
        "<audio src='/a.mp3' autoplay controls></audio>",
        "<video src='/a.mp4' autoplay muted></video>",
        "<video autoplay></video>",
        "<video autoplay><source src='/a.mp4#t=8,10'><source src='/a.webm#t=8,10'></video>",
        "<iframe src='https://www.youtube.com/embed/x?autoplay=1&mute=1'></iframe>",
        "<iframe src='https://www.youtube.com/embed/x?autoplay=0'></iframe>",
        "<iframe src='https://x.test/?autoplay=1'></iframe>",
        "<embed src='/a.mp3' autostart='false'>",
        "<object data='/a.mp3'><param name='autoplay' value='false'></object>",
        "<object data='/a.pdf'></object>",
    ],
)
def test_is_not_applicable_where_sound_waits(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        "<audio src='/a.mp3' autoplay loop></audio>",
        "<video autoplay><source src='/a.mp4'></video>",
        "<video autoplay><source src='/a.mp4#t=8,18'></video>",
        "<iframe src='https://www.youtube.com/embed/x?autoplay=1'></iframe>",
        "<iframe src='https://w.soundcloud.com/player/?url=x&auto_play=true'></iframe>",
        "<embed src='/welcome.mid' hidden>",
        "<bgsound src='/a.wav'>",
    ],
)
def test_asks_about_what_may_start(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("needs review", 1)
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "html",
    [
        "<audio src='/a.mp3' autoplay></audio>" * 3_000,
        "<iframe src='https://[x?autoplay=1'></iframe>" * 1_000,
        f"<video autoplay src='{'#t=' * 50_000}'></video>",
        "<video autoplay><source src='x'>" * 1_000,
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
