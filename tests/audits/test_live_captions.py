"""live-captions: quiet about recordings, webcams and what is captioned; asks about live streams."""

import time

import pytest

from audits.checks.live_captions import live_captions
from audits.derive.document import Document

LIVE = "<iframe id=it title='Full council' src='https://www.youtube.com/embed/live_stream?channel=UC1'></iframe>"
VIDEO = "<iframe id=it title='{}' src='https://www.youtube.com/embed/abc'></iframe>"
PUBLIC_I = "<iframe id=it title='{}' src='https://ottermere.public-i.tv/core/portal/webcast_interactive/1'></iframe>"


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return live_captions(document)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<h2>Watch live</h2><p>We stream all meetings.</p>",
        "<p><a href='https://www.youtube.com/live/abc'>Watch the meeting live</a></p>",
        VIDEO.format("How to sort your rubbish"),
        "<h2>Where you live</h2>" + VIDEO.format("Your ward"),
        "<h2>Live music in the park</h2>" + VIDEO.format("Music"),
        "<h2>Watch how people live in our homes</h2>" + VIDEO.format("Homes"),
        "<h2>Recording of the live stream</h2>" + VIDEO.format("Full council"),
        "<h2>Full council</h2><p>It was streamed live on 3 May.</p>" + VIDEO.format("Full council"),
        PUBLIC_I.format("Archived webcast of the planning committee"),
        "<h2>Live stream of the owls</h2>" + VIDEO.format("Nest webcam"),
        "<h2>Live traffic</h2>" + VIDEO.format("Live video of the bridge camera"),
        f"<div hidden>{LIVE}</div>",
        f"{LIVE}<p>Press CC in the player for live captions.</p>",
        f"<h2>Watch live, with subtitles</h2>{LIVE}",
        (
            "<div><div><iframe id=it src='https://vimeo.com/event/12/embed'></iframe></div>"
            "<p>Captions come up under the picture.</p></div>"
        ),
        "<iframe title='Watch live' src='https://maps.example/embed'></iframe>",
        "<iframe src='https://[bad'></iframe><iframe src='https://w.soundcloud.com/player/?live'></iframe>",
    ],
)
def test_is_not_applicable_where_nothing_is_live_or_it_has_captions(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        LIVE,
        LIVE.replace("src=", "data-lazy-src="),
        "<iframe id=it src='https://www.youtube-nocookie.com/embed/live_stream?channel=UC1'></iframe>",
        "<iframe id=it src='https://vimeo.com/event/12345/embed'></iframe>",
        "<iframe id=it src='https://player.twitch.tv/?channel=council&parent=x.test'></iframe>",
        (
            "<iframe id=it src='https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fc%2Flive'>"
            "</iframe>"
        ),
        PUBLIC_I.format("Watch the planning committee live"),
        "<h2>Live stream</h2>" + VIDEO.format("Full council"),
        "<h2>Full council</h2><div class=video>"
        + VIDEO.format("")
        + "</div><p>Watch the meeting live here.</p>",
        "<h2>Y cyngor yn fyw</h2>" + VIDEO.format("Y cyngor"),
        "<h2>Live webcast</h2><video id=it controls src=/hls/live.m3u8></video>",
        f"{LIVE}<p>There are no captions.</p>",
    ],
)
def test_asks_about_each_live_stream(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("needs review", 1)
    assert outcome.findings[0].selector == "#it"
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "html",
    [
        "<h2>x</h2>" * 5_000 + LIVE * 2_000,
        f"<div>{'<p>watch ' * 20_000}</div>" + VIDEO.format("watch " * 20_000),
        "<div>" * 2_000 + LIVE + "<p>watch live</p>" * 5_000,
        f"<iframe src='https://www.facebook.com/plugins/video.php?{'href=' * 20_000}'></iframe>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
