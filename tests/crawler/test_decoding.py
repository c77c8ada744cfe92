"""The text of a page as sent: in the web's encodings, whatever a server claims."""

import pytest

from crawler.decoding import PIECE, text_of

HTML = "text/html"


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (b"caf\xc3\xa9", "text/html; charset=utf-8", "café"),
        (b"caf\xc3\xa9", HTML, "café"),
        (b"caf\xe9 \x96 \x80", HTML, "café \N{EN DASH} €"),
        (b"caf\xe9", "text/html; charset=ISO-8859-1", "café"),
        (b"\x93Yes\x94", "text/html; charset=latin1", "\u201cYes\u201d"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "text/html; charset=iso-8859-1", "café"),
        (b"\xff\xfec\x00\xe9\x00", HTML, "cé"),
        (b"c\x00\xe9\x00", "text/html; charset=utf-16", "cé"),
        (b"<meta charset=iso-8859-15>\xa4", HTML, "<meta charset=iso-8859-15>€"),
        (b"<meta charset=utf-16>caf\xc3\xa9", HTML, "<meta charset=utf-16>café"),
        (b"\x80", "text/html; charset=gb2312", "€"),
        (b'\x1b$B$"\x1b(B', "text/html; charset=iso-2022-jp", "あ"),
        (b"", HTML, ""),
    ],
)
def test_text_is_read_as_browsers_read_it(body, content_type, text):
    assert text_of(body, content_type) == text


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "shift_jis", "gb18030", "utf-16"])
def test_characters_are_not_cut_where_pieces_end(charset):
    named = {"windows-1252": "cp1252", "utf-16": "utf-16-le"}.get(charset, charset)
    letter = "é" if charset == "windows-1252" else "あ"
    text = "a" + letter * PIECE
    assert text_of(text.encode(named), f"text/html; charset={charset}") == text


@pytest.mark.parametrize(
    "charset",
    ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "cp037", "utf-7", "rot13", "hex"],
)
@pytest.mark.parametrize("place", ["header", "page"])
def test_what_is_no_encoding_of_the_web_is_passed_over(charset, place):
    meta = f"<meta charset={charset}>" if place == "page" else ""
    header = f"text/html; charset={charset}" if place == "header" else HTML
    text = meta + "a-" + "é" * 9
    assert text_of(text.encode(), header) == text


def test_an_unknown_name_in_the_header_leaves_it_to_the_page():
    body = b"<meta charset=iso-8859-15>\xa4"
    assert text_of(body, "text/html; charset=punycode").endswith("€")


def test_bytes_that_mean_nothing_are_marked():
    assert text_of(b"a\xff", "text/html; charset=utf-8") == "a\N{REPLACEMENT CHARACTER}"
