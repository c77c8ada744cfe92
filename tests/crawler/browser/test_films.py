"""Films that play by themselves are watched, those that do not are left alone."""

import base64
import io

import pytest
from PIL import Image

from crawler import browser_films, browser_probe
from crawler.browser_films import films, pictures_of_gif
from crawler.demo.pages import HERE
from crawler.flashes import most_flashes
from tests.crawler.browser.bad_server import HEAD, PAGES

pytestmark = pytest.mark.browser

PLAYS = "autoplay muted loop playsinline width=320 height=240"


def film(name):
    content = (HERE / "site/pictures" / name).read_bytes()
    return "data:video/webm;base64," + base64.b64encode(content).decode()


def gif_of(*colours, lasts=60):
    frames = [Image.new("RGB", (400, 300), colour) for colour in colours]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=lasts, loop=0)
    return file.getvalue()


def gif(*colours, lasts=60):
    return "data:image/gif;base64," + base64.b64encode(gif_of(*colours, lasts=lasts)).decode()


@pytest.fixture
def watched(pool, server, monkeypatch):
    """Watch a page's films and do nothing else to it; return what is told."""
    monkeypatch.setattr(browser_films, "SECONDS", 2.0)
    monkeypatch.setattr(browser_films, "LEAST_PICTURES", 8)  # tests share their processors
    monkeypatch.setattr(browser_probe, "STEPS", {"films": films})

    def watched(body):
        monkeypatch.setitem(PAGES, "/films", HEAD.replace("</main>", f"{body}</main>"))
        look = pool.look(server.url("/films"))
        assert look.state == "ok", look.reason
        return {each["selector"]: each for each in look.tried["films"]["films"]}

    return watched


def test_what_does_not_play_by_itself_or_is_small_is_left_alone(watched):
    flashing = film("summer-show.webm")
    assert (
        watched(
            f"<video src='{flashing}' controls width=320></video>"
            f"<video src='{flashing}' autoplay muted loop width=120></video>"
            f"<img alt=x width=60 src='{gif((0, 0, 0), (255, 255, 255))}'>"
        )
        == {}
    )


def test_calm_films_and_gifs_flash_three_times_at_most(watched):
    told = watched(
        f"<video id=a src='{film('winter-show.webm')}' {PLAYS}></video>"
        f"<img id=b alt=x src='{gif((0, 0, 0), (255, 255, 255), lasts=700)}'>"
        f"<img id=c alt=x src='{gif((90, 90, 90), (95, 95, 95))}'>"
    )
    assert {at: each["flashes"] <= 3 for at, each in told.items()} == dict.fromkeys(
        ("#a", "#b", "#c"), True
    )


def test_films_and_gifs_that_flash(watched):
    told = watched(
        f"<div style='height:2000px'></div><video id=a src='{film('summer-show.webm')}' {PLAYS}></video>"
        f"<img id=b alt=x src='{gif((0, 0, 0), (255, 255, 255))}'>"
    )
    assert {at: each["flashes"] > 3 for at, each in told.items()} == {"#a": True, "#b": True}


def test_a_film_with_sound_is_watched_without_and_left_as_it_was(watched):
    told = watched(f"<video id=a src='{film('summer-show.webm')}' autoplay loop width=320></video>")
    assert told["#a"]["flashes"] > 3
    assert 2 <= told["#a"]["seconds"] <= 3


def test_a_film_that_cannot_be_seen_says_why(watched):
    told = watched(f"<video id=a src='data:video/webm;base64,AAAA' {PLAYS}></video>")
    assert told["#a"]["why"]
    assert "flashes" not in told["#a"]


@pytest.mark.parametrize("content", [b"", b"GIF89a", gif_of((0, 0, 0)), b"x" * 5000])
def test_what_is_no_moving_gif_has_no_pictures(content):
    assert pictures_of_gif(content) == []


def test_pictures_of_a_gif_that_are_shorter_than_browsers_show_last_as_long_as_there():
    pictures = pictures_of_gif(gif_of((0, 0, 0), (255, 255, 255), lasts=10))
    assert pictures[1][0] == pytest.approx(0.1)
    assert most_flashes(pictures, 400, 300) > 3
