"""A page's report tells where the page is in other languages."""

from reports.wording import language_name


def link(record, page, language, url):
    record.db.execute("INSERT INTO translations VALUES (?, ?, ?, 'head')", [page, language, url])
    record.db.conn.commit()


def test_without_a_version_nothing_is_said(record, report_on):
    site = record.site()
    page = record.page(site, record.run(site))
    assert "In Welsh" not in report_on(record).text(f"pages/{page}.html")


def test_versions_on_this_site_and_on_others_are_told(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run, url="https://x.test/bins", title="Bins")
    other = record.page(site, run, url="https://x.test/cy/biniau", title="Biniau")
    link(record, page, "cy", "https://x.test/cy/biniau")
    link(record, page, "nn", "https://elsewhere.test/<nn>")
    report = report_on(record)
    assert "In WelshBiniau" in report.text(f"pages/{page}.html")
    assert "In the language “nn”https://elsewhere.test/<nn>" in report.text(f"pages/{page}.html")
    assert "In English" not in report.text(f"pages/{other}.html")


def test_languages_have_names():
    assert [language_name("cy"), language_name("xx")] == ["Welsh", "the language “xx”"]
