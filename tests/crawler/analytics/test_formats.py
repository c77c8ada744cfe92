"""Each export as its maker writes it, with its quirks: which page gets which number."""

import io
import json
import zipfile

import pytest

GA4 = """\
# ----------------------------------------
# Pages and screens: Page path and screen class
# Account: Town
# Property: town.example
# ----------------------------------------
#
# All Users
# Start date: 20260901
# End date: 20260928

Page path and screen class,Views,Active users,Views per active user,Average engagement time per active user,Event count,Key events,Total revenue
,"4,321",900,4.8,33.1,9000,0,0
/bins/,"1,234",300,4.11,33.2,2500,0,0
/council-tax?utm_source=mail,50,40,1.2,20,90,0,0
/council-tax,100,80,1.2,20,180,0,0
/old-page,12,10,1.2,20,30,0,0
(other),5,5,1,1,5,0,0
"""


def days(town):
    return town.rows("SELECT source, part, period_start, period_end, days FROM analytics_imports")


def test_ga4_pages_and_screens(town):
    (result,) = town.load(GA4, start=None, end=None)
    assert town.counted("views") == {"/bins/": 1234, "/council-tax": 150}
    assert town.counted("exits") == {"/bins/": None, "/council-tax": None}
    assert days(town) == [("GA4", "pages", "2026-09-01", "2026-09-28", 28.0)]
    assert result.unmatched == [("/old-page", 12)]
    imported = result.imported
    assert (imported.views, imported.views_matched, imported.lines, imported.lines_left) == (1396, 1384, 4, 2)  # fmt: skip
    assert "do not count exits" in imported.notes


@pytest.mark.parametrize("change", ["bom", "crlf", "semicolons", "tabs", "older label", "utf-16"])
def test_ga4_as_other_programs_save_it(town, change):
    text = GA4
    if change == "bom":
        content = text.encode("utf-8-sig")
    elif change == "crlf":
        content = text.replace("\n", "\r\n").encode()
    elif change == "semicolons":
        content = (
            text.replace('"1,234"', "1234").replace('"4,321"', "4321").replace(",", ";").encode()
        )
    elif change == "tabs":
        content = (
            text.replace('"1,234"', "1234").replace('"4,321"', "4321").replace(",", "\t").encode()
        )
    elif change == "utf-16":
        content = text.encode("utf-16")
    else:
        content = text.replace("Key events", "Conversions").encode()
    town.load(content, start=None, end=None)
    assert town.counted("views") == {"/bins/": 1234, "/council-tax": 150}


def test_ga4_stacked_tables(town):
    series = (
        "# Start date: 20260901\n# End date: 20260928\nNth day,Active users\n0000,5\n0001,7\n\n"
    )
    other = "\nCountry,Views\n/bins/,99999\n"
    town.load(series + GA4 + other, start=None, end=None)
    assert town.counted("views") == {"/bins/": 1234, "/council-tax": 150}


def test_ga4_exploration_with_exits_by_device(town):
    text = (
        "# Start date: 20260901\n# End date: 20260928\n\n"
        "Page path and screen class,Device category,Views,Entrances,Exits,Exit rate\n"
        ',,300,90,70,0.23,Grand total\n/bins/,mobile,"1,200",80,60,0.05\n/bins/,desktop,100,10,10,0.1\n'
    )
    town.load(text, start=None, end=None)
    assert town.counted("views") == {"/bins/": 1300}
    assert town.counted("exits") == {"/bins/": 70}
    assert town.counted("exit_of") == {"/bins/": 1300}


def test_ga4_exit_rate_alone(town):
    text = "# Start date: 20260901\n# End date: 20260928\n\nPage path,Views,Exit rate\n/bins/,200,45.5%\n"
    town.load(text, start=None, end=None)
    assert town.counted("exits") == {"/bins/": 91}


def test_ga4_that_compares_groups_is_refused(town):
    text = "# Start date: 20260901\n# End date: 20260928\n\nSegment,Page path,Views\nAll,/bins/,9\nMobile,/bins/,4\n"
    with pytest.raises(Exception, match="compares groups"):
        town.load(text, start=None, end=None)
    assert town.is_untouched()


def test_ga4_landing_pages(town):
    text = (
        "# Start date: 20260901\n# End date: 20260928\n\n"
        "Landing page,Sessions,Active users,Bounce rate\n,300,1,0.4\n/bins/,200,150,0.25\n(not set),3,3,1\n"
    )
    town.load(text, start=None, end=None)
    assert town.counted("entrances") == {"/bins/": 200}
    assert town.counted("bounces") == {"/bins/": 50}
    assert town.counted("views") == {"/bins/": None}


DAYS = "# Start date: 20260901\n# End date: 20260928\n\n"
FORMS = "/bins/,form_start,100\n/bins/,form_submit,20\n/bins/,scroll,900\n/search,form_start,40\n"


def test_ga4_forms_that_people_begin_and_send(town):
    (result,) = town.load(f"{DAYS}Page path,Event name,Event count\n{FORMS}", start=None, end=None)
    assert town.counted("form_starts") == {"/bins/": 100, "/search": 40}
    assert town.counted("form_sends") == {"/bins/": 20, "/search": None}
    assert (result.imported.part, result.imported.lines_left) == ("forms", 1)


def test_ga4_forms_of_the_data_api(town):
    rows = (["/bins/", "form_start", "100"], ["/bins/", "form_submit", "20"], ["/x", "scroll", "9"])
    town.load(answer(["pagePath", "eventName"], ["eventCount"], *rows))
    assert town.counted("form_starts") == {"/bins/": 100}
    assert town.counted("form_sends") == {"/bins/": 20}


def test_ga4_events_about_no_form_are_refused(town):
    with pytest.raises(Exception, match="no form is counted"):
        town.load(
            f"{DAYS}Event name,Page path,Event count\nscroll,/bins/,9\n", start=None, end=None
        )
    assert town.is_untouched()


def test_ga4_whole_addresses_and_hosts(town):
    text = (
        "# Start date: 20260901\n# End date: 20260928\n\nHostname,Page path,Views\n"
        "town.example,/bins/,5\nwww.town.example,/bins/,6\nforms.example,/bins/,7\n(not set),/search,2\n"
    )
    (result,) = town.load(text, start=None, end=None)
    assert town.counted("views") == {"/bins/": 11, "/search": 2}
    assert result.unmatched == [("https://forms.example/bins/", 7)]


def answer(dimensions, metrics, *rows, **more):
    return json.dumps(
        {
            "dimensionHeaders": [{"name": name} for name in dimensions],
            "metricHeaders": [{"name": name, "type": "TYPE_INTEGER"} for name in metrics],
            "rows": [
                {
                    "dimensionValues": [{"value": value} for value in row[: len(dimensions)]],
                    "metricValues": [{"value": value} for value in row[len(dimensions) :]],
                }
                for row in rows
            ],
            "rowCount": len(rows),
            "metadata": {},
            "kind": "analyticsData#runReport",
            **more,
        }
    )


def test_ga4_data_api(town):
    (result,) = town.load(
        answer(
            ["pagePath"],
            ["screenPageViews"],
            ["/bins/", "12"],
            ["/x", "3"],
            ["(other)", "1"],
            rowCount=9,
        )
    )
    assert town.counted("views") == {"/bins/": 12}
    assert result.unmatched == [("/x", 3)]
    assert "3 of 9 rows" in result.imported.notes


def test_ga4_data_api_with_hosts_and_days(town):
    rows = (
        ["20260901", "town.example", "/bins/", "5", "4"],
        ["20260903", "other.example", "/bins/", "7", "1"],
    )
    town.load(
        answer(["date", "hostName", "pagePath"], ["screenPageViews", "sessions"], *rows),
        start=None,
        end=None,
    )
    assert town.counted("views") == {"/bins/": 5}
    assert town.counted("visits") == {"/bins/": 4}
    assert days(town)[0][2:] == ("2026-09-01", "2026-09-03", 3.0)


def test_ga4_steps_to_contact_and_to_search(town):
    town.load(
        answer(
            ["pagePath", "linkUrl"],
            ["eventCount"],
            ["/bins/", "mailto:bins@town.example", "7"],
            ["/bins/", "https://town.example/contact-us", "2"],
            ["/bins/", "https://elsewhere.example/", "50"],
        )
    )
    town.load(
        answer(
            ["searchTerm", "pageReferrer"],
            ["eventCount"],
            ["jane doe of 5 high street", "https://www.town.example/bins/", "4"],
            ["(not set)", "https://www.town.example/bins/", "9"],
        )
    )
    assert town.rows("SELECT part FROM analytics_imports ORDER BY id") == [("links",), ("search",)]
    assert town.counted("to_contact") == {"/bins/": 9}
    assert town.counted("to_search") == {"/bins/": 4}
    assert not town.rows("SELECT 1 FROM analytics_unmatched WHERE address LIKE '%jane%'")


MATOMO_ROW = (
    '{"label":"t","nb_visits":292,"nb_hits":321,"sum_time_spent":18435,"entry_nb_visits":237,"entry_nb_actions":331,'
    '"entry_sum_visit_length":17429,"entry_bounce_count":185,"exit_nb_visits":238,"avg_time_on_page":57,'
    '"bounce_rate":"78%","exit_rate":"82%","url":"https://www.town.example/bins/"}'
)


def test_matomo_json(town):
    town.load(f'[{MATOMO_ROW},{{"label":"/council-tax","nb_visits":5,"nb_hits":6}}]')
    assert town.counted("views") == {"/bins/": 321, "/council-tax": 6}
    assert town.counted("visits") == {"/bins/": 292, "/council-tax": 5}
    assert town.counted("exits") == {"/bins/": 238, "/council-tax": 0}  # what is 0 is left out
    assert town.counted("exit_of") == {"/bins/": 292, "/council-tax": 5}
    assert town.counted("bounces") == {"/bins/": 185, "/council-tax": 0}
    assert town.rows("SELECT exit_base FROM analytics_imports") == [("visits",)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le with its BOM"])
def test_matomo_csv_in_each_encoding(town, encoding):
    text = (
        "label,nb_visits,nb_hits,sum_time_spent,exit_nb_visits,bounce_rate,exit_rate,metadata_url\r\n"
        "/bins/,292,321,18435,238,78%,82%,https://www.town.example/bins/\r\n"
        "/café,3,4,5,1,0%,33%,https://www.town.example/caf%C3%A9\r\n"
    )
    raw = b"\xff\xfe" + text.encode("utf-16-le") if "BOM" in encoding else text.encode(encoding)
    town.load(raw)
    assert town.counted("views") == {"/bins/": 321, "/caf%C3%A9": 4}
    assert town.counted("exits") == {"/bins/": 238, "/caf%C3%A9": 1}


def test_matomo_with_the_words_of_its_screens(town):
    (result,) = town.load(
        "Label,Unique Pageviews,Pageviews,Bounce Rate,Avg. time on page,Exit rate\n"
        '/bins/,200,"1,321",78%,00:00:57,82%\n/article?id=5,10,12,0%,00:00:01,-\n'
    )
    assert town.counted("views") == {"/bins/": 1321, "/article?id=5": 12}
    assert town.counted("exits") == {"/bins/": 164, "/article?id=5": None}
    assert "rounded rates" in result.imported.notes


def test_matomo_in_folders(town):
    (result,) = town.load("label,nb_visits,nb_hits\nbins,30,40\n/index,10,12\n - others,5,5\n")
    assert town.counted("views") == {"/": 12}
    assert "flat view" in result.imported.notes


PAGES = "name,visitors,bounce_rate,time_on_page\r\n/bins/,50,10,33.5\r\n/old,5,,\r\n"
NEW_PAGES = (
    "name,visitors,pageviews,bounce_rate,time_on_page,scroll_depth\r\n/bins/,50,80,10,33.5,70\r\n"
)
ENTRIES = (
    "name,unique_entrances,total_entrances,bounce_rate,visit_duration\r\n/bins/,20,24,25,60\r\n"
)
OLD_ENTRIES = "name,unique_entrances,total_entrances,visit_duration\r\n/bins/,20,24,60\r\n"
EXITS = "name,unique_exits,total_exits,exit_rate\r\n/bins/,18,20,25.0\r\n/council-tax,2,2,\r\n"


def test_plausible_pages(town):
    town.load(PAGES)
    assert town.counted("visits") == {"/bins/": 50}
    assert town.counted("views") == {"/bins/": None}


def test_plausible_newer_pages(town):
    town.load(NEW_PAGES)
    assert town.counted("views") == {"/bins/": 80}


@pytest.mark.parametrize(("text", "bounces"), [(ENTRIES, 6), (OLD_ENTRIES, None)])
def test_plausible_entries(town, text, bounces):
    town.load(text)
    assert town.counted("entrances") == {"/bins/": 24}
    assert town.counted("bounces") == {"/bins/": bounces}


def test_plausible_exits(town):
    town.load(EXITS)
    assert town.counted("exits") == {"/bins/": 20, "/council-tax": 2}
    assert town.counted("exit_of") == {"/bins/": 80, "/council-tax": None}


def zipped(files):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return kept.getvalue()


def test_plausible_zip(town):
    files = {"visitors.csv": "date,visitors\r\n2026-09-01,5\r\n", "pages.csv": NEW_PAGES, "entry_pages.csv": ENTRIES,
             "exit_pages.csv": EXITS, "browsers.csv": "name,visitors\r\nFirefox,9\r\n"}  # fmt: skip
    results = town.load(zipped(files))
    assert {result.imported.part for result in results} == {"pages", "entries", "exits"}
    assert town.rows("SELECT views, exits, exit_of FROM behaviour ORDER BY page_id LIMIT 1") == [
        (80, 20, 80)
    ]
    town.load(zipped(files))  # again: nothing doubles
    assert town.counted("views") == {"/bins/": 80, "/council-tax": None}


def test_plausible_keeps_the_first_hundred_and_says_so(town):
    rows = "".join(f"/p{n},1,10,3\r\n" for n in range(99))
    (result,) = town.load(PAGES.replace("/old,5,,\r\n", rows))
    assert "100 pages with most" in result.imported.notes


def test_plausible_export_of_a_whole_site(town):
    town.load(
        "date,hostname,page,visits,visitors,pageviews,exits,total_time_on_page\r\n"
        "2026-09-01,town.example,/bins/,5,4,7,2,100\r\n2026-09-05,town.example,/bins/,5,4,8,2,100\r\n",
        start=None,
        end=None,
    )
    assert town.counted("views") == {"/bins/": 15}
    assert days(town) == [("Plausible", "pages", "2026-09-01", "2026-09-05", 5.0)]


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/bins", "/bins/"),
        ("/bins/index.html", "/bins/"),
        ("/bins/?fbclid=abc&utm_source=x", "/bins/"),
        ("/bins/?anything=else", "/bins/"),
        ("/bins/#when", "/bins/"),
        ("http://town.example/bins/", "/bins/"),
        ("https://WWW.TOWN.example:443/bins/", "/bins/"),
        ("/caf%c3%a9", "/caf%C3%A9"),
        ("/caf\u00e9/", "/caf%C3%A9"),
        ("/article?id=5", "/article?id=5"),
        ("/article?utm_medium=x&id=5", "/article?id=5"),
        ("/moved", "/council-tax"),
        ("/twice-moved/", "/council-tax"),
        ("/council-tax/../bins/", "/bins/"),
        ("/;jsessionid=ABC", "/"),
        ("/index.php", "/"),
        ("www.town.example/bins/", "/bins/"),
    ],
)
def test_addresses_that_mean_a_page(town, address, page):
    town.redirect("/moved", "/council-tax")
    town.redirect("/twice-moved", "/moved")
    town.load(f'Page path,Views\n"{address}",1\n')
    assert town.counted("views") == {page: 1}


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/article?id=6", "/article?id=6"),  # another article, not the same
        ("/Bins/Missed", "/Bins/Missed"),  # case matters, where no server of Microsoft is
        ("//evil.example/bins/", "https://evil.example/bins/"),
        ("/x?email=jane@doe.example&name=jane", "/x"),
        ("/unsubscribe/jane@doe.example", "/unsubscribe/{email}"),
        ("/unsubscribe/jane%40doe.example", "/unsubscribe/{email}"),
        ("/bins/day/AB1%202CD", "/bins/day/{postcode}"),
        ("/bins/day/sw1a1aa", "/bins/day/{postcode}"),
        ("/property/100023336956", "/property/{number}"),
        ("/reset/aB3dE5fG7hI9jK1lM3nO5p", "/reset/{token}"),
        ("/form/0f8fad5b-d9cb-469f-a165-70867728950e", "/form/{number}"),
        ("=cmd|' /C calc'!A0", None),
        ("javascript:alert(1)", None),
    ],
)
def test_addresses_that_mean_none(town, address, kept):
    text = f'label,nb_visits,nb_hits\n"{address}",1,1\n/bins/,1,1\n'
    town.load(text)
    assert town.counted("views") == {"/bins/": 1}
    assert town.rows("SELECT address FROM analytics_unmatched") == ([(kept,)] if kept else [])


def test_case_does_not_matter_to_servers_of_microsoft(town):
    town.page("/Pay.aspx")
    town.load("label,nb_visits,nb_hits\n/pay.ASPX,1,2\n/BINS/,1,3\n")
    assert town.counted("views") == {"/Pay.aspx": 2, "/bins/": 3}


def test_at_most_a_thousand_addresses_are_kept(town):
    rows = "".join(f"/none-{n:06},1,{n + 1}\n" for n in range(1500))
    (result,) = town.load("label,nb_visits,nb_hits\n/bins/,1,1\n" + rows)
    assert town.rows("SELECT count(*), min(views), max(views) FROM analytics_unmatched") == [
        (1000, 501, 1500)
    ]
    assert result.imported.addresses_unmatched == 1500


def test_hostile_text_is_harmless(town):
    rows = '/\u202egnp.exe,1,2\n"/<script>alert(1)</script>",1,3\n/\x00\x1b[31m,1,4\n/{{7*7}},1,5\n"/\'; DROP TABLE pages; --",1,6\n'
    town.load(("label,nb_visits,nb_hits\n/bins/,1,1\n" + rows).replace("\x00", ""))
    kept = [address for (address,) in town.rows("SELECT address FROM analytics_unmatched")]
    assert len(kept) == 5
    assert all(char.isprintable() for address in kept for char in address)
    assert town.rows("SELECT count(*) FROM pages") == [(9,)]


def test_numbers_beyond_reason_are_no_numbers(town):
    rows = "/bins/,1,1e300\n/council-tax,1,nan\n/council-tax/pay,1,-5\n/search,1,99999999999999999999\n/contact-us,1,7\n"
    (result,) = town.load("label,nb_visits,nb_hits\n" + rows)
    assert town.counted("views") == {"/contact-us": 7}
    assert result.imported.lines_left == 4


def test_screens_of_apps_are_no_pages(town):
    (result,) = town.load("Page path and screen class,Views\nbins,5\n/bins/,1\n")
    assert town.counted("views") == {"/bins/": 1}
    assert result.unmatched == [("bins", 5)]


@pytest.mark.parametrize("rate", ["1e-300", "0.0000000000001"])
def test_a_rate_that_no_number_of_views_can_have_is_left_out(town, rate):
    table = f"name,unique_exits,total_exits,exit_rate\r\n/bins/,18,20,25.0\r\n/council-tax,2,2,{rate}\r\n"
    (result,) = town.load(table)
    assert town.counted("exits") == {"/bins/": 20}
    assert result.imported.lines_left == 1
