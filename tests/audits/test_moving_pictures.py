"""moving-pictures: quiet where nothing moves or it can be stopped, asks about the rest."""

import time

import pytest

from audits.checks.moving_pictures import moving_pictures
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return moving_pictures(document)


FILM = "<video id='it' src='/b.mp4' autoplay muted loop></video>"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<video src='/b.mp4' controls></video>",
        "<video src='/b.mp4' autoplay controls></video>",
        "<img src='/map.gif' alt='Map' width='600' height='400'>",
        "<img src='/animals.gif' alt='Animals'>",
        "<img src='/animated-loader.gif' alt=''>",
        "<img src='data:image/gif;base64,anim.gif' alt=''>",
        "<iframe src='https://www.youtube.com/embed/x'></iframe>",
        f"<div hidden>{FILM}</div>",
    ],
)
def test_is_not_applicable_where_nothing_seems_to_move(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "button", ["<button>Pause</button>", "<button aria-label='Stop the film'></button>"]
)
def test_passes_what_has_a_button_to_stop_it(button):
    assert judged(FILM + button).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        FILM,
        "<img id='it' src='https://media.giphy.com/media/x/giphy.gif' alt='A dance'>",
        "<img id='it' src='/pictures/animated-banner.gif?v=1' alt='Sale'>",
        "<img id='it' src='data:image/gif;base64,A' data-src='https://i.giphy.com/x.gif' alt='A'>",
        "<iframe id='it' src='https://player.vimeo.com/video/1?background=1'></iframe>",
        "<iframe id='it' src='https://www.youtube.com/embed/x?autoplay=1&mute=1'></iframe>",
    ],
)
def test_asks_about_what_may_go_on(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("needs review", 1)
    assert outcome.findings[0].selector == "#it"
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "html",
    [
        FILM * 1_000,
        "<img src='https://[bad.gif'>" * 1_000,
        f"<img src='{'anim' * 50_000}.gif'>",
        f"<div>{'<video autoplay>' * 1_000}",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
