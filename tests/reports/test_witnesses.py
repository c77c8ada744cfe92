"""Which other rules found the same is told with the finding."""

import csv

from reports.wording import witnesses


def test_the_page_and_the_table_tell_who_else_found_it(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    record.finding(page, record.cause(site, run), run, witnesses="axe:label ibm:img_alt_valid")
    report = report_on(record)
    assert "Also found by axe: label, IBM: img_alt_valid" in report.text(f"pages/{page}.html")
    with (report.folder / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["witnesses"] for row in csv.DictReader(file)] == ["axe:label ibm:img_alt_valid"]


def test_nobody_else_is_not_told(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    record.finding(page, record.cause(site, run), run)
    assert "Also found by" not in report_on(record).text(f"pages/{page}.html")


def test_rules_of_ours_and_of_engines_in_words():
    assert witnesses("image-names axe:image-alt") == "image-names, axe: image-alt"
    assert witnesses("") == ""
