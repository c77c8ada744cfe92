"""The text of a page as sent, in the encoding in which a browser reads it.

Scrapy's own way believes any encoding that Python knows, and guesses where none is named. A page
"in punycode" would take it an hour, and no other thread gets a turn in the middle of one long call.
So only the web's encodings count (encoding.spec.whatwg.org), and a page is read piece by piece.
"""

import codecs

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

PIECE = 1 << 16  # bytes read in one go
FALLBACK = "cp1252"  # where none is named and it is no UTF-8: what browsers take for English
ENCODINGS = frozenset(  # as Python calls them
    {
        *("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp"),
        *("cp932", "cp949", "cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
        *(f"cp{number}" for number in range(1250, 1259)),
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    }
)


def text_of(body: bytes, content_type: str) -> str:
    """Return the text of a page; what its encoding does not know becomes U+FFFD."""
    encoding, mark = read_bom(body)
    if mark and encoding in ENCODINGS:
        return _read(body[len(mark) :], encoding)
    if named := _named(body, content_type):
        return _read(body, named)
    try:
        return _read(body, "utf-8", errors="strict")
    except UnicodeDecodeError:
        return _read(body, FALLBACK)


def _named(body: bytes, content_type: str) -> str:
    """Return the encoding that the header or the page names, or "" for none that counts."""
    by_header = http_content_type_encoding(content_type)
    if by_header == "utf-16":
        return "utf-16-le"
    if by_header in ENCODINGS:
        return by_header
    by_page = html_body_declared_encoding(body) or ""
    if by_page.startswith("utf-16"):
        return "utf-8"  # a page that could be read so far is none
    return by_page if by_page in ENCODINGS else ""


def _read(body: bytes, encoding: str, *, errors: str = "replace") -> str:
    if encoding == "gb18030":
        errors = "w3lib_gb18030_replace"  # it knows the euro sign of GBK
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    pieces = (body[start : start + PIECE] for start in range(0, len(body), PIECE))
    return "".join([*map(decoder.decode, pieces), decoder.decode(b"", final=True)])
