"""Sitemaps are read whatever they look like, and never at the cost of the crawl."""

import gzip
import tracemalloc

import pytest

from crawler.sitemaps import MOST_ENTRIES, Sitemap, SitemapError, parse

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
A, B = "https://town.example/a", "https://town.example/b?x=1&y=2"


def urlset(*addresses, space=f' xmlns="{SPACE}"'):
    entries = "".join(f"<url><loc>{each}</loc></url>" for each in addresses)
    return f'<?xml version="1.0"?><urlset{space}>{entries}</urlset>'.encode()


@pytest.mark.parametrize(
    "body",
    [
        urlset(A, B.replace("&", "&amp;")),
        urlset(A, B.replace("&", "&amp;"), space=""),
        urlset(A, B.replace("&", "&amp;"), space=' xmlns="https://www.google.com/schemas/0.84"'),
        b"\xef\xbb\xbf\n" + urlset(f"\n {A} \n", f"<![CDATA[{B}]]>"),
        f"{A}\n{B}\r\n\nnot an address\n".encode(),
        f"not an address\r{A}\r{B}".encode(),
        f"<urlset><a/><urls><url><loc>{A}</loc></url></urls><a/><url><loc>".encode()
        + f"{B.replace('&', '&amp;')}</loc></url></urlset>".encode(),
        gzip.compress(urlset(A, B.replace("&", "&amp;"))),
        urlset(A, B.replace("&", "&amp;")).decode().replace("<?xml", "<?xml").encode("utf-16"),
        urlset(A, B.replace("&", "&amp;")) + b"</oops>",
        urlset(A, B.replace("&", "&amp;")).removesuffix(b"</urlset>") + b"<url><loc>https://cut",
    ],
    ids=[
        "plain",
        "no-namespace",
        "odd-namespace",
        "bom-and-cdata",
        "text",
        "text-of-an-old-mac",
        "among-other-things",
        "gzip",
        "utf-16",
        "extra-tag",
        "cut-off",
    ],
)
def test_pages(body):
    assert parse(body) == Sitemap(pages=(A, B))


def test_an_index_names_sitemaps():
    body = f'<sitemapindex xmlns="{SPACE}"><sitemap><loc>{A}.xml</loc><lastmod>2026-01-01</lastmod></sitemap></sitemapindex>'
    assert parse(body.encode()) == Sitemap(sitemaps=(f"{A}.xml",))


def test_pictures_are_not_pages():
    body = urlset(A).replace(
        b"</url>",
        b'<i:image xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"><i:loc>https://town.example/p.png</i:loc></i:image></url>',
    )
    assert parse(body).pages == (A,)


def test_an_empty_sitemap_is_one():
    assert parse(urlset()) == Sitemap()


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<!doctype html><html><body>Not found</body></html>", "HTML"),
        (b"<rss><channel/></rss>", "<rss>"),
        (b"hello", "neither"),
        (b"\x00\x01\x02", "neither"),
        (b"<", "not well-formed"),
        (b"\x1f\x8b broken", "damaged"),
        (b"\x1f\x8b", "empty"),
    ],
)
def test_no_sitemap_and_why(body, word):
    with pytest.raises(SitemapError, match=word):
        parse(body)


def test_a_packed_file_that_breaks_off_gives_what_it_has():
    whole = gzip.compress(urlset(*(f"{A}/{number}" for number in range(5000))), 0)
    assert 1000 < len(parse(whole[: len(whole) // 2]).pages) < 5000


def test_a_zip_bomb_is_refused():
    with pytest.raises(SitemapError, match="50 MB"):
        parse(gzip.compress(b"\n" * (60 * 1024 * 1024), 1))


def test_an_entity_bomb_blows_up_nothing():
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    body = f"<!DOCTYPE urlset [{entities}]><urlset><url><loc>{A}</loc></url><url><loc>&a11;</loc></url></urlset>"
    assert parse(body.encode()).pages == (A,)


def test_no_file_is_read_through_an_entity(tmp_path):
    (tmp_path / "secret").write_text("https://secret.example/")
    body = f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><urlset><url><loc>&x;</loc></url></urlset>'
    assert parse(body.encode()) == Sitemap()


def test_no_more_than_the_protocol_allows():
    assert len(parse(urlset(*[A] * (MOST_ENTRIES + 10))).pages) == MOST_ENTRIES
    assert len(parse(f"{A}\n".encode() * (MOST_ENTRIES + 10)).pages) == MOST_ENTRIES


def test_lines_are_read_one_by_one():
    body = f"{A}\n".encode() + b"\n" * 2_000_000
    tracemalloc.start()
    try:
        assert parse(body).pages == (A,)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 3 * len(body)


def test_the_day_of_the_last_change_is_read_wherever_it_stands():
    body = f"""<urlset xmlns="{SPACE}"><url><lastmod> 2026-11-28T01:00:00Z </lastmod><loc>{A}</loc></url>
        <url><loc>{B.replace("&", "&amp;")}</loc><lastmod/></url></urlset>"""
    assert parse(body.encode()).changed == {A: "2026-11-28"}
