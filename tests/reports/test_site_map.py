"""The map of the site: depth, circles, pages that nothing leads to."""

import pytest


@pytest.fixture
def town_of(record):
    site = record.site()
    run = record.run(site)

    class Town:
        def __init__(self):
            self.pages = {}

        def page(self, path, depth=1, in_links=1, section="bins"):
            found = record.page(
                site, run, f"https://mudford.example{path}", path, click_depth=depth,
                in_links=in_links, section=section,
            )  # fmt: skip
            target = record.add(
                "targets", site_id=site, url=f"https://mudford.example{path}", kind="page",
                page_id=found,
            )  # fmt: skip
            self.pages[path] = (found, target)

        def link(self, start, end, region="main"):
            record.add(
                "links", page_id=self.pages[start][0], target_id=self.pages[end][1], text="x",
                region=region, first_run_id=run,
            )  # fmt: skip

    return Town()


def test_one_page_alone(record, report_on, town_of):
    town_of.page("/", depth=0, in_links=0, section="")
    report = report_on(record)
    assert report.rows("map.html", "depth-table") == [["Start", "1"]]
    assert "Some page of the site leads to each page here" in report.text("map.html")
    assert "No small group of pages" in report.text("map.html")


def test_pages_are_counted_by_section_and_depth(record, report_on, town_of):
    town_of.page("/", depth=0, section="")
    for number in range(3):
        town_of.page(f"/bins/{number}", depth=2)
    town_of.page("/tax", depth=9, section="tax")
    town_of.page("/lost", depth=None, in_links=0, section="tax")
    report = report_on(record)
    head = report.page("map.html").xpath('//table[caption[@id="map-table"]]/thead//th')
    assert [each.text_content() for each in head][-4:] == [
        "Deeper",
        "No way known",
        "All",
        "With dead ends",
    ]
    assert report.rows("map.html", "map-table")[0] == [
        "bins",
        "0",
        "0",
        "3",
        *"00000",
        "0",
        "3",
        "0",
    ]
    assert report.rows("map.html", "depth-table")[-1] == ["No way known", "1"]
    assert [row[0] for row in report.rows("map.html", "orphans-table")] == ["/lost /lost"]


def test_a_round_is_told_and_a_way_out_breaks_it(record, report_on, town_of):
    for path in ("/", "/a", "/b", "/c", "/d", "/out"):
        town_of.page(path)
    for start, end in (("/a", "/b"), ("/b", "/a"), ("/c", "/d"), ("/d", "/c"), ("/d", "/out")):
        town_of.link(start, end)
    rows = report_on(record).rows("map.html", "rounds-table")
    assert rows == [["/a /a", "/b /b"]]


def test_menus_and_footers_are_no_ways_of_a_page(record, report_on, town_of):
    for path in ("/a", "/b"):
        town_of.page(path)
    town_of.link("/a", "/b", "footer")
    town_of.link("/b", "/a", "nav")
    assert report_on(record).rows("map.html", "rounds-table") == []


def test_the_picture_and_the_table_have_the_same_numbers(record, report_on, town_of):
    for number in range(4):
        town_of.page(f"/bins/{number}", depth=2)
    page = report_on(record).page("map.html")
    assert "4" in page.xpath('//*[local-name()="svg"][1]//*[@class="map-note"]/text()')
    assert not page.xpath("//script")


def test_a_hostile_section_stays_text(record, report_on, town_of):
    town_of.page("/x", section="<script>alert(1)</script>")
    report = report_on(record)
    assert not report.page("map.html").xpath("//script")
