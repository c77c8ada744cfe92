"""Pages by strangers: nothing of theirs runs, hides or breaks the report."""

import csv

SCRIPT = "<script>alert(1)</script>"


def test_titles_and_snippets_are_shown_not_run(record, report_on):
    site = record.site(title=SCRIPT)
    run = record.run(site, reason=SCRIPT)
    pages = [
        record.page(
            site,
            run,
            f"https://mudford.example/{number}?q={SCRIPT}",
            SCRIPT,
            owner=SCRIPT,
            section=SCRIPT,
            language=SCRIPT,
        )
        for number in range(2)
    ]
    cause = record.cause(
        site, run, title=SCRIPT, selector=SCRIPT, skeleton=SCRIPT, subject=SCRIPT, region=SCRIPT
    )
    for page in pages:
        record.finding(
            page,
            cause,
            run,
            message=SCRIPT,
            selector=SCRIPT,
            snippet=SCRIPT,
            elements=3,
            more_selectors=f'["{SCRIPT}"]',
        )
    record.add("run_notes", run_id=run, kind="scope", message=SCRIPT)
    report = report_on(record)
    for file in report.pages():
        page = report.page(file)
        assert not page.xpath("//script"), file
    assert SCRIPT in report.text("pages/1.html")
    assert SCRIPT in report.text(f"causes/{cause}.html")


def test_addresses_that_would_run_are_no_links(record, report_on):
    site = record.site()
    run = record.run(site)
    record.page(site, run, "javascript:alert(1)", edit_url="data:text/html,hello")
    report = report_on(record)
    for file in report.pages():
        assert not [
            href
            for href in report.page(file).xpath("//@href")
            if href.startswith(("javascript:", "data:"))
        ], file


def test_control_characters_and_turned_text_are_made_visible(record, report_on):
    site = record.site()
    record.page(site, record.run(site), title="Pay\x00\x1b[2J \u202egnp.exe\u2066 now\x85")
    report = report_on(record)
    raw = (report.folder / "pages/1.html").read_text("utf-8")
    assert not [char for char in raw if char in "\x00\x1b\u202e\u2066\x85"]
    assert "Pay\ufffd\ufffd[2J \ufffdgnp.exe\ufffd now\ufffd" in report.text("pages/1.html")


def test_very_long_addresses_and_titles_are_shortened(record, report_on):
    site = record.site()
    run = record.run(site)
    record.page(site, run, "https://mudford.example/" + "a" * 10_000, "t" * 10_000)
    report = report_on(record)
    assert len(report.text("pages.html")) < 3_000
    assert report.page("pages/1.html").xpath('//a[@class="button"]/@href')[0].endswith("a" * 10_000)


def test_page_without_a_title_has_a_name(record, report_on):
    site = record.site()
    record.page(site, record.run(site), title=" ")
    assert report_on(record).rows("pages.html", "pages-table")[0][1] == "Page without a title /bins"


def test_cells_of_the_tables_are_no_formulas(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run, title="=HYPERLINK(1)")
    record.finding(page, record.cause(site, run, title="+1"), run, message="\t@SUM(1)")
    report = report_on(record)
    for name in ("findings", "causes", "pages"):
        with (report.folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not [cell for cell in row if cell.strip().startswith(("=", "+", "@"))], name


def test_selectors_that_are_no_list_do_no_harm(record, report_on):
    site = record.site()
    run = record.run(site)
    record.finding(
        record.page(site, run), record.cause(site, run), run, elements=4, more_selectors="{broken"
    )
    assert "And 3 more" in report_on(record).text("pages/1.html")


def test_text_that_is_no_unicode(record, report_on):
    site = record.site()
    page = record.page(site, record.run(site))
    record.db.execute("UPDATE pages SET title = CAST(X'FF4F4B' AS TEXT) WHERE id = ?", [page])
    record.db.conn.commit()
    assert "\ufffdOK" in report_on(record).text("pages/1.html")
