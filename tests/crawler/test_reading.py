"""Words in pictures: what a program is not sure of is no word, and without it nothing breaks."""

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from crawler import reading
from crawler.reading import languages, why_unread, words_in, words_of_table

HEADER = "level page_num block_num par_num line_num word_num left top width height conf text"


def table(*rows):
    lines = [f"5\t1\t1\t1\t1\t1\t0\t0\t90\t{height}\t{sure}\t{text}" for text, sure, height in rows]
    return "\n".join([HEADER.replace(" ", "\t"), *lines])


@pytest.fixture
def no_program(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    languages.cache_clear()
    yield tmp_path
    languages.cache_clear()


def as_file(image, kind="PNG"):
    file = io.BytesIO()
    image.save(file, kind)
    return file.getvalue()


def poster():
    image = Image.new("RGB", (700, 260), (13, 79, 74))
    font = ImageFont.load_default(48)
    pen = ImageDraw.Draw(image)
    pen.text((30, 20), "Summer show", font=font, fill="white")
    pen.text((30, 100), "Saturday in the Market Hall", font=font, fill="white")
    return image


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("", 95, 20)],
        [("ab", 95, 20)],
        [("2026", 95, 20)],
        [("Summer", 79, 20)],
        [("Summer", -1, 20)],
        [("xzzt", 95, 20)],  # no vowel
        [("Summer", "nan?", 20)],
    ],
)
def test_what_is_no_word(rows):
    assert words_of_table(table(*rows), 100) == ()


def test_words_are_told_with_their_height():
    (word,) = words_of_table(table(("“Summer,”", 96.5, 20)), 400)
    assert (word.text, word.height) == ("Summer", 0.05)


def test_a_broken_table_is_no_words():
    assert words_of_table("what\n\t\t\n" + "\t" * 30, 100) == ()


def test_a_missing_program_is_said_and_no_error(no_program):
    assert "not installed" in why_unread()
    assert words_in(as_file(poster()), "en") is None


def test_a_program_that_is_broken_or_hangs_is_no_error(no_program, monkeypatch):
    monkeypatch.setattr(reading, "READ_SECONDS", 0.3)
    monkeypatch.setattr(reading, "START_SECONDS", 0.3)
    program = no_program / "tesseract"
    for what in ("exit 3", "exec /bin/sleep 5", "echo what"):
        program.write_text(f"#!/bin/sh\n{what}\n", encoding="utf-8")
        program.chmod(0o755)
        languages.cache_clear()
        assert why_unread()
        assert not words_in(as_file(poster()), "en")


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, b"<svg></svg>", as_file(poster())[:300]],
)
def test_what_is_no_picture_is_not_read(content):
    assert words_in(content, "en") is None


@pytest.mark.parametrize("kind", ["EPS", "PPM", "TIFF"])
def test_what_no_page_shows_is_not_opened(kind):
    assert words_in(as_file(poster(), kind), "en") is None


def test_a_picture_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(reading, "MOST_PIXELS", 100)
    assert words_in(as_file(poster()), "en") is None


@pytest.mark.skipif(bool(why_unread()), reason=why_unread() or "it can be read")
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_a_poster_is_read(kind):
    found = [word.text for word in words_in(as_file(poster(), kind), "en")]
    assert {"Summer", "show", "Saturday", "Market", "Hall"} <= set(found)


@pytest.mark.skipif(bool(why_unread()), reason=why_unread() or "it can be read")
@pytest.mark.parametrize("image", [Image.new("RGB", (600, 400), "teal"), Image.new("P", (9, 9))])
def test_a_picture_without_words_holds_none(image):
    assert not words_in(as_file(image), "cy")


@pytest.mark.skipif(bool(why_unread()), reason=why_unread() or "it can be read")
def test_dark_words_on_nothing_are_read():
    image = Image.new("RGBA", (600, 120), (0, 0, 0, 0))
    ImageDraw.Draw(image).text(
        (20, 30), "Open on Sunday", font=ImageFont.load_default(48), fill=(0, 0, 0)
    )
    assert "Sunday" in [word.text for word in words_in(as_file(image), "en")]
