"""Words in pictures of a page: each picture is read once, logos and small ones never."""

import base64
import io

import pytest
from PIL import Image

from crawler import browser_probe, browser_reading
from crawler.browser_reading import MOST_READ, reading
from crawler.reading import Word
from tests.crawler.browser.bad_server import HEAD, PAGES

pytestmark = pytest.mark.browser


def picture(colour):
    file = io.BytesIO()
    Image.new("RGB", (400, 200), colour).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


@pytest.fixture
def read(pool, server, monkeypatch):
    """Read a page's pictures with a reader that sees the same words in all; return what is told."""
    asked = []

    def words_in(content, language):
        asked.append((content[:4], language))
        return (Word("Summer", 0.1), Word("fair", 0.1), Word("tiny", 0.001))

    monkeypatch.setattr(browser_reading, "why_unread", lambda: "")
    monkeypatch.setattr(browser_reading, "words_in", words_in)

    def read(*bodies):
        told = []
        for body in bodies:
            page = HEAD.replace("</main>", f"{body}</main>")
            monkeypatch.setitem(PAGES, "/read", page)
            monkeypatch.setattr(browser_probe, "STEPS", {"reading": reading})
            look = pool.look(server.url("/read"), run="one")
            assert look.state == "ok", look.reason
            told.append(look.tried["reading"])
        return told, asked

    return read


def test_logos_small_and_hidden_pictures_are_not_read(read):
    here = picture("teal")
    (told,), asked = read(
        f"<img class=site-logo alt=Us src='{here}'><a href=/><img alt=Home src='{here}'></a>"
        f"<img alt='Crest of the council' src='{here}'><img alt=x width=60 src='{here}'>"
        f"<img alt=x hidden src='{here}'><img alt=x src='data:image/svg+xml,<svg/>' width=300 height=200>"
        "<img alt=x src=/gone.png width=300 height=200>"
    )
    assert (told["pictures"], told["left"], asked) == ([], 0, [])


def test_buttons_that_are_a_wide_and_low_picture_are_told(read):
    here = picture("teal")
    (told,), _ = read(
        f"<form><input type=image id=a alt='Press me' width=84 height=45 src='{here}'>"
        f"<input type=image alt='Larger text' width=50 height=50 src='{here}'>"
        f"<input type=image alt='' width=84 height=45 src='{here}'></form>"
    )
    assert [(each["selector"], each["words"]) for each in told["buttons"]] == [("#a", "Press me")]


def test_a_picture_is_read_once_a_run_whatever_the_page(read):
    page = f"<img id=a alt='Our poster' src='{picture('navy')}'>"
    told, asked = read(page, f"<p>More</p>{page}")
    assert asked == [(b"\x89PNG", "en")]
    for each in told:
        (found,) = each["pictures"]
        assert (found["selector"], found["name"], found["read"]) == (
            "#a",
            "Our poster",
            ["Summer", "fair"],
        )


def test_what_is_left_is_counted_and_read_on_the_next_page(read):
    page = "".join(f"<img alt=x src='{picture((9 * at, 0, 99))}'>" for at in range(MOST_READ + 2))
    told, asked = read(page, page)
    assert [each["left"] for each in told] == [2, 0]
    assert len(asked) == MOST_READ + 2


def test_without_a_reader_nothing_is_tested_and_it_is_said(read, monkeypatch):
    monkeypatch.setattr(browser_reading, "why_unread", lambda: "it is not installed")
    (told,), asked = read(f"<img alt=x src='{picture('red')}'>")
    assert (told, asked) == ({"not tested": "it is not installed"}, [])
