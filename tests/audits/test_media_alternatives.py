"""media-alternatives: what lacks captions, a transcript or audio description is asked about."""

import time

import pytest

from audits.checks.media_alternatives import media_alternatives
from audits.derive.document import Document

URL = "https://x.test/"
VIDEO = "<video id='it' src='a.mp4' controls></video>"
AUDIO = "<audio id='it' src='a.mp3' controls></audio>"
YOUTUBE = "<iframe id='it' src='https://www.youtube.com/embed/aaaaaaaaaaa'></iframe>"


def judged(html):
    page = f"<html><body><main><h1>Budget</h1>{html}</main></body></html>"
    return media_alternatives(Document(page, URL))


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Watch our video. It has a transcript.</p>",
        # WordPress cover block, Umbraco hero, Vimeo and YouTube backgrounds
        (
            "<div class='wp-block-cover'><video class='wp-block-cover__video-background' autoplay muted"
            " loop playsinline src='a.mp4' data-object-fit='cover'></video></div>"
        ),
        "<video autoplay loop playsinline><source src='a.mp4'></video>",
        "<div class='hero' aria-hidden='true'><video src='a.mp4' autoplay muted></video></div>",
        "<iframe src='https://player.vimeo.com/video/1?background=1'></iframe>",
        "<iframe src='https://www.youtube.com/embed/a?autoplay=1&mute=1&controls=0'></iframe>",
        # hidden from everybody, or only for browsers without scripts
        "<video src='a.mp4' controls hidden></video>",
        "<div style='display: none'><video src='a.mp4' controls></video></div>",
        f"<noscript>{YOUTUBE}</noscript>",
        f"<template>{VIDEO}</template>",
        # nothing to play, or nothing to play it with
        "<video controls></video>",
        "<video src='' controls></video>",
        "<audio id='ping' src='ping.mp3' preload='auto'></audio>",
        # other frames, and live streams
        "<iframe src='https://www.google.com/maps/embed?pb=1'></iframe>",
        "<iframe src='https://www.youtube.com/embed/live_stream?channel=UC1'></iframe>",
        "<iframe src='https://notyoutube.com/embed/1'></iframe>",
        "<iframe src='https://www.youtube.com/subscribe_embed?c=1'></iframe>",
        "<iframe src='https://[bad'></iframe><iframe src=''></iframe><iframe></iframe>",
    ],
)
def test_is_not_applicable_without_anything_to_hear_or_watch(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        AUDIO + "<p><a href='/t'>Read the transcript</a></p>",
        AUDIO + "<details><summary>Transcript</summary><p>Hello.</p></details>",
        AUDIO + "<h2>Transcript</h2><p>Hello.</p>",
        AUDIO + "<p><a href='/t'>Lawrlwytho’r trawsgrifiad</a></p>",
        "<p><a href='/t'>Text version</a></p>" + AUDIO,
        (
            "<figure class='wp-block-audio'><audio controls src='a.mp3'></audio><figcaption>Listen, or "
            "<a href='/t'>read the <em>transcript</em></a></figcaption></figure>"
        ),
        "<iframe src='https://w.soundcloud.com/player/?url=a'></iframe><a href='/t'>Transcript</a>",
        (
            "<video src='a.mp4' controls><track kind='captions' src='a.vtt' srclang='en'></video>"
            "<p><a href='/b'>Watch with audio description</a></p>"
        ),
        YOUTUBE + "<p>Watch it with <a href='/b'>captions and audio description</a>.</p>",
        (
            "<iframe title='Budget, with subtitles and audio description'"
            " src='https://www.youtube-nocookie.com/embed/a'></iframe>"
        ),
    ],
)
def test_passes_what_has_its_alternatives_by_its_side(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value, outcome.findings) == ("passed", 0, ())


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (
            VIDEO,
            (
                "Does this video have speech? We found no captions track, transcript or audio "
                "description (WCAG 1.2.2, 1.2.3, 1.2.5)."
            ),
        ),
        (
            VIDEO + "<a href='/t'>Transcript</a>",
            (
                "Does this video have speech? We found “Transcript”, but found no captions track or "
                "audio description (WCAG 1.2.2, 1.2.5)."
            ),
        ),
        (
            "<video id='it' controls><source src='a.mp4'><track src='a.vtt'></video>",
            (
                "Does this video show anything that its sound does not tell? We found a captions "
                "track, but found no transcript or audio description (WCAG 1.2.3, 1.2.5)."
            ),
        ),
        (
            YOUTUBE,
            (
                "Does this YouTube video have speech, and are there captions that a person has "
                "checked? We found no transcript or audio description (WCAG 1.2.2, 1.2.3, 1.2.5)."
            ),
        ),
        (
            YOUTUBE + "<a href='/b'>Version with audio description</a>",
            (
                "Does this YouTube video have speech, and are there captions that a person has "
                "checked? We found “Version with audio description” (WCAG 1.2.2)."
            ),
        ),
        (
            AUDIO,
            "Does this recording have speech? We found no transcript near it (WCAG 1.2.1).",
        ),
    ],
)
def test_asks_for_what_is_missing_and_says_what_is_there(html, message):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("needs review", 1)
    finding = outcome.findings[0]
    assert (finding.message, finding.status) == (message, "needs review")
    assert (finding.selector, finding.region) == ("#it", "main")


@pytest.mark.parametrize(
    "html",
    [
        # a track that shows nothing
        "<video src='a.mp4' controls><track kind='captions'></video>",
        "<video src='a.mp4' controls><track kind='captions' src=' '></video>",
        "<video src='a.mp4' controls><track kind='chapters' src='a.vtt'></video>",
        "<video src='a.mp4' controls><track kind='descriptions' src='a.vtt'></video>",
        # video.js and Plyr take the controls away; a lazy player keeps the address elsewhere
        "<div class='video-js'><video class='vjs-tech' src='blob:https://x.test/1'></video></div>",
        "<video data-src='a.mp4'></video>",
        "<video src='a.mp4' autoplay muted></video>",
        "<div class='mejs-container'><div><audio src='a.mp3'></audio></div></div>",
        "<iframe src='about:blank' data-cookieblock-src='https://www.youtube.com/embed/a'></iframe>",
        "<div class='embed-container'><iframe data-src='//player.vimeo.com/video/1'></iframe></div>",
        "<lite-youtube videoid='a'></lite-youtube>",
        (
            "<object data='https://www.youtube.com/v/a'><embed src='https://www.youtube.com/v/a'>"
            "</object>"
        ),
        # words that are no transcript: hidden, far off, in long prose, or saying there is none
        AUDIO + "<p hidden>Transcript</p>",
        AUDIO + "<p aria-hidden='true'>Transcript</p>",
        "<audio src='a.mp3' controls><a href='/t'>Transcript</a></audio>",
        AUDIO + "<p>There is no transcript yet.</p>",
        AUDIO + "<nav><a href='/t'>Transcripts</a></nav>",
        AUDIO + f"<p>{'Words of a meeting. ' * 20} transcript</p>",
    ],
)
def test_is_not_fooled(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("needs review", 1)


@pytest.mark.parametrize(
    ("html", "asked"),
    [
        (
            (
                "<h2>A</h2><audio id='a' src='a.mp3' controls></audio><a href='/t'>Transcript</a>"
                "<h2>B</h2><audio id='b' src='b.mp3' controls></audio>"
            ),
            ["#b"],
        ),
        (
            (
                "<h2>A</h2><audio id='a' src='a.mp3' controls></audio>"
                "<h2>B</h2><a href='/t'>Transcript</a><audio id='b' src='b.mp3' controls></audio>"
            ),
            ["#a"],
        ),
        (
            (
                "<ul><li><audio id='a' src='a.mp3' controls></audio><h3>A</h3><a href='/t'>Transcript"
                "</a></li><li><audio id='b' src='b.mp3' controls></audio><h3>B</h3></li></ul>"
            ),
            ["#b"],
        ),
        (
            (
                "<div><audio id='a' src='a.mp3' controls></audio></div>"
                "<div><a href='/t'>Transcript</a><audio id='b' src='b.mp3' controls></audio></div>"
            ),
            ["#a"],
        ),
        (
            (
                "<audio id='a' src='a.mp3' controls></audio><h2>Transcript</h2><p>Hello.</p>"
                "<audio id='b' src='b.mp3' controls></audio><h2>Transcript</h2><p>Hello.</p>"
            ),
            [],
        ),
    ],
)
def test_gives_each_transcript_to_the_player_it_stands_with(html, asked):
    assert [finding.selector for finding in judged(html).findings] == asked


@pytest.mark.parametrize(
    "html",
    [
        (VIDEO + "<p><a href='/t'>Transcript</a></p>") * 3000,
        "<h2>" * 1000 + VIDEO * 500 + "transcript",
        "<div>" * 1000 + "<p>transcript</p>" * 5000 + VIDEO,
        "<li>" + "transcript <b>x</b>" * 20_000 + VIDEO,
        "<figure><figcaption>transcript" * 500 + VIDEO,
    ],
)
def test_large_and_deep_pages_are_quick(html):
    document = Document(f"<html><body>{html}</body></html>", URL)
    start = time.process_time()
    assert media_alternatives(document).status == "needs review"
    assert time.process_time() - start < 4
