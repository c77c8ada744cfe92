"""Files that cannot be imported: one sentence each, and the record is as it was."""

import gzip
import io
import json
import stat
import tracemalloc
import zipfile

import pytest

from crawler.analytics.rows import AnalyticsError

MATOMO = "label,nb_visits,nb_hits\n/bins/,10,12\n"
LOG_LINE = '10.0.0.1 - - [02/Sep/2026:10:00:00 +0100] "GET /bins/ HTTP/1.1" 200 5 "-" "Mozilla/5.0 (X11)"\n'


def zipped(method=zipfile.ZIP_DEFLATED, **files):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/") + ".csv", text)
    return kept.getvalue()


REFUSED = {
    "empty": (b"", "It is empty"),
    "white space": (b" \r\n\n ", "It is empty"),
    "no data": ("No data available", "No data available"),
    "no data in UTF-16": ("No data available".encode("utf-16"), "No data available"),
    "log-in page": ("\n<!DOCTYPE html><html><title>Sign in</title>", "It is a web page"),
    "log-in page after a comment": ("<!-- x --><html>", "It is a web page"),
    "xml": ('<?xml version="1.0"?><error/>', "It is a web page"),
    "pdf": (b"%PDF-1.7 ...", "It is a PDF"),
    "binary": (bytes(range(256)) * 9, "It is no text"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
    "excel": (zipped(xl__workbook="x"), "workbook of Excel"),
    "zip of something": (zipped(other="a,b\n1,2\n"), "none of Plausible's"),
    "zip with other columns": (zipped(pages="a,b\n1,2\n"), "none of Plausible's"),
    "damaged zip": (zipped(pages="name,visitors\n")[:40], "zip is damaged"),
    "cut gzip": (gzip.compress((LOG_LINE * 50000).encode())[:1500], "cut off or damaged"),
    "cut gzip, far on": (
        gzip.compress(b"".join(LOG_LINE.replace("10:00:00", f"10:{n % 60:02}:{n * 7 % 60:02}").replace("/bins/", f"/{n * 7919}").encode() for n in range(8000)))[:-20],
        "cut off or damaged",
    ),
    "gzip of a CSV": (gzip.compress(MATOMO.encode()), "no access log"),
    "gzip of nothing": (gzip.compress(b""), "It is empty"),
    "cut JSON": ('{"dimensionHeaders": [{"name": "pagePa', "cut off or damaged"),
    "deep JSON": ("[" * 100_000, "cut off or damaged"),
    "other JSON": ('{"a": 1}', "from nothing we know"),
    "empty JSON": ("[]", "It holds no rows"),
    "empty answer": ('{"dimensionHeaders":[{"name":"pagePath"}],"metricHeaders":[],"rowCount":0}', "without a single row"),
    "answer with nonsense": (
        '{"dimensionHeaders":[{"name":"pagePath"}],"metricHeaders":[{"name":"screenPageViews"}],"rows":[7]}',
        "not what GA4's Data API answers",
    ),
    "answer without pages": (
        '{"dimensionHeaders":[{"name":"country"}],"metricHeaders":[{"name":"sessions"}],"rows":[{"dimensionValues":[{"value":"UK"}],"metricValues":[{"value":"1"}]}]}',
        "names no pages",
    ),
    "Matomo's error": ('{"result":"error","message":"no access"}', "error message of Matomo"),
    "Matomo of several periods": (json.dumps({"2026-08": [{"label": "/", "nb_visits": 1}], "2026-09": []}), "several periods"),
    "unknown columns": ("Name,Address,Phone\nA,B,C\n", "none that we know (Name, Address, Phone)"),
    "Matomo in German": ("Bezeichnung,Eindeutige Seitenansichten\n/bins/,5\n", "in English"),
    "prose": ("Dear colleague, here are the figures.\n", "none that we know"),
    "GA4 titles": ("# Start date: 20260901\n# End date: 20260928\n\nPage title and screen class,Views\nHome,5\n", "titles of pages"),
    "GA4 countries": ("# Start date: 20260901\n# End date: 20260928\n\nCountry,Active users\nUK,5\n", "no table in it has pages"),
    "GA4 with an odd date": ("# Start date: 20260931\n# End date: 20260928\n\nPage path,Views\n/bins/,5\n", "date that does not exist"),
    "common log": ('10.0.0.1 - - [02/Sep/2026:10:00:00 +0100] "GET /bins/ HTTP/1.1" 200 5\n', "common format"),
    "IIS log": ("#Software: Microsoft IIS\n#Fields: date time c-ip\n", "W3C format"),
    "log of robots alone": (LOG_LINE.replace("Mozilla/5.0 (X11)", "Googlebot/2.1 (+http://x)"), "seen by a person"),
    "headers alone": ("label,nb_visits,nb_hits\n", "No line of it is about a page"),
    "numbers that are none": ("label,nb_visits,nb_hits\n/bins/,many,lots\n", "No line of it is about a page"),
    "another site": ("label,nb_visits,nb_hits\n/nothing,10,12\n/here,1,1\n", "None of its addresses is a page"),
    "half of UTF-16": ("label,nb_visits".encode("utf-16")[:-1], "cut off"),
    "a cell too large": ('label,nb_visits,nb_hits\n"' + "x" * 200_000, "not the CSV"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(REFUSED))
def test_a_file_that_is_none(town, name):
    content, words = REFUSED[name]
    with pytest.raises(AnalyticsError) as error:
        town.load(content, **_days(name))
    said = str(error.value)
    assert words in said
    assert said.endswith((".", "?"))
    assert "\n" not in said
    assert town.is_untouched()


def _days(name):
    return {"start": None, "end": None} if name.startswith("GA4") else {}


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, "--from 2026-09-01"),
        ("2026-09-01", None, "both --from and --to"),
        (None, "2026-09-28", "both --from and --to"),
        ("2026-09-28", "2026-09-01", "before it starts"),
        ("2026-10-01", "2026-10-16", "still to come"),
        ("2020-01-01", "2026-09-28", "longer than 800 days"),
    ],
)
def test_a_period_that_is_none(town, start, end, words):
    with pytest.raises(AnalyticsError, match=words):
        town.load(MATOMO, start=start, end=end)
    assert town.is_untouched()


def test_a_period_that_the_file_says_otherwise(town):
    ga4 = "# Start date: 20260901\n# End date: 20260928\n\nPage path,Views\n/bins/,5\n"
    with pytest.raises(AnalyticsError, match="leave those out"):
        town.load(ga4, start="2026-09-01", end="2026-09-30")
    with pytest.raises(AnalyticsError, match="still to come"):
        town.load(ga4.replace("20260928", "20261101"), start=None, end=None)
    with pytest.raises(AnalyticsError, match="before it starts"):
        town.load(ga4.replace("20260928", "20250101"), start=None, end=None)
    assert town.is_untouched()


def test_days_that_would_count_twice(town):
    town.load(MATOMO)
    with pytest.raises(AnalyticsError, match="shares days with 2026-09-20 to 2026-10-10"):
        town.load(MATOMO.replace("12", "13"), start="2026-09-20", end="2026-10-10")
    assert town.counted("views") == {"/bins/": 12}
    town.load(MATOMO.replace("12", "13"), start="2026-09-20", end="2026-10-10", replace=True)
    assert town.counted("views") == {"/bins/": 13}


def test_the_same_file_twice_counts_once(town):
    town.load(MATOMO)
    (result,) = town.load(MATOMO)
    assert result.replaced == 1
    assert town.counted("views") == {"/bins/": 12}
    town.load(MATOMO, start="2026-08-01", end="2026-08-28")  # the period was mistyped
    assert town.counted("views") == {"/bins/": 12}
    assert len(town.rows("SELECT 1 FROM analytics_imports")) == 1


def test_the_same_days_again_are_replaced(town):
    town.load(MATOMO)
    town.load(MATOMO.replace("12", "20"))
    assert town.counted("views") == {"/bins/": 20}


def test_other_days_and_other_sources_stand_side_by_side(town):
    town.load(MATOMO)
    town.load(MATOMO.replace("12", "13"), start="2026-08-01", end="2026-08-31")
    town.load("name,visitors,bounce_rate,time_on_page,pageviews\r\n/bins/,5,10,3,7\r\n")
    assert len(town.rows("SELECT 1 FROM analytics_imports")) == 3


def test_nothing_is_imported_where_the_second_table_is_wrong(town):
    pages = "name,visitors,bounce_rate,time_on_page\r\n/bins/,5,10,3\r\n"
    exits = "name,unique_exits,total_exits,exit_rate\r\n/nowhere,5,5,3\r\n"
    with pytest.raises(AnalyticsError, match="None of its addresses"):
        town.load(zipped(pages=pages, exit_pages=exits))
    assert town.is_untouched()


def test_several_exports_at_once_are_refused(town):
    with pytest.raises(AnalyticsError, match="one by one"):
        town.load(MATOMO, LOG_LINE)
    assert town.is_untouched()


def test_a_zip_that_unpacks_to_far_more_than_it_is(town, monkeypatch):
    monkeypatch.setattr("crawler.analytics.plausible_zip.MOST_BYTES", 100_000)
    with pytest.raises(AnalyticsError, match="unpacks to more"):
        town.load(zipped(pages="name,visitors,bounce_rate,time_on_page\n" + "x" * 500_000))
    many = zipped(**{f"pages{n}": "name\n" for n in range(600)})
    with pytest.raises(AnalyticsError, match="holds 600 files"):
        town.load(many)
    assert town.is_untouched()


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_that_would_be_unpacked_without_measure_is_not_begun(town, method):
    bomb = zipped(method, pages="name,visitors,bounce_rate,time_on_page\n" + "x" * 30_000_000)
    tracemalloc.start()
    with pytest.raises(AnalyticsError, match="rare way"):
        town.load(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_link_in_a_zip_is_not_followed(town, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("name,visitors,bounce_rate,time_on_page\n/bins/,7,1,1\n")
    link = zipfile.ZipInfo("pages.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr(link, str(secret))
    with pytest.raises(AnalyticsError, match="none of Plausible's"):
        town.load(kept.getvalue())
    assert town.is_untouched()


def test_a_zip_with_two_tables_of_pages(town):
    table = "name,visitors,bounce_rate,time_on_page\n/bins/,1,1,1\n"
    with pytest.raises(AnalyticsError, match="several tables"):
        town.load(zipped(pages=table, old_pages=table))
    assert town.is_untouched()


def test_a_site_that_was_never_crawled(town):
    town.db.execute("DELETE FROM pages")
    town.db.conn.commit()
    with pytest.raises(AnalyticsError, match="run a crawl first"):
        town.load(MATOMO)
