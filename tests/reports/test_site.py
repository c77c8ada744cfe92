"""What the report says, read as a DOM: small facts on small records."""

import csv

import pytest


def test_nothing_found(record, report_on):
    site = record.site()
    record.page(site, record.run(site, audited=1))
    report = report_on(record)
    assert "No sure failure is open" in report.text("index.html")
    assert "No broken link was found" in report.text("broken-links.html")
    assert "That is not proof" in report.text("pages/1.html")


def test_first_run_has_nothing_to_compare_with(record, report_on):
    site = record.site()
    run = record.run(site)
    record.finding(record.page(site, run), record.cause(site, run), run)
    report = report_on(record)
    assert "first run of this site" in report.text("index.html")
    assert "first run of this site" in report.text("changes.html")
    assert "New in this run" not in report.text("pages/1.html")
    assert "since the last run" not in report.text("index.html", '//dl[@class="cards"]')


def test_worst_page_comes_first(record, report_on):
    site = record.site()
    run = record.run(site)
    mild, bad = (
        record.page(site, run, f"https://mudford.example/{name}", name) for name in ("mild", "bad")
    )
    record.finding(mild, record.cause(site, run, impact="minor"), run)
    record.finding(bad, record.cause(site, run, impact="critical"), run)
    report = report_on(record)
    assert [row[0] for row in report.rows("index.html", "worst-table")] == [
        "bad /bad",
        "mild /mild",
    ]
    assert [row[1] for row in report.rows("pages.html", "pages-table")] == [
        "bad /bad",
        "mild /mild",
    ]
    assert report.facts(f"pages/{bad}.html")["Place"] == "1 of 2"


def test_a_cause_that_fails_on_one_page_alone_names_it(record, report_on):
    site = record.site()
    run = record.run(site)
    pages = [record.page(site, run, f"https://mudford.example/{name}") for name in "abc"]
    lone, wide, doubtful = (
        record.cause(site, run, impact=impact, title=impact)
        for impact in ("critical", "moderate", "minor")
    )
    record.finding(pages[1], lone, run)
    record.finding(pages[0], wide, run)
    record.finding(pages[2], wide, run)
    record.finding(pages[2], doubtful, run)
    record.finding(pages[0], doubtful, run, status="needs review")
    report = report_on(record)
    gains = report.page("index.html").xpath('//p[@class="first-gain"]')
    assert [gain.text_content() for gain in gains] == [
        "On /b",
        "Fix once, clears 2 pages",
        "On one page",  # which one, its report tells: others are to be reviewed
    ]
    assert gains[0].xpath("a/@href") == [f"pages/{pages[1]}.html"]


def test_cause_on_many_pages_goes_before_a_graver_one_on_few(record, report_on):
    site = record.site()
    run = record.run(site)
    pages = [record.page(site, run, f"https://mudford.example/{number}") for number in range(3)]
    grave = record.cause(site, run, impact="critical", title="Grave")
    wide = record.cause(site, run, impact="serious", title="Wide", region="header")
    extra = record.cause(site, run, "axe:region", impact="serious", title="Extra")
    record.finding(pages[0], grave, run)
    for page in pages:
        record.finding(page, wide, run)
        record.finding(page, extra, run)
    report = report_on(record)
    rows = report.rows("causes.html", "causes-table")
    assert [(row[0].split()[0], row[2], row[4]) for row in rows] == [
        ("Wide", "3", "12"),
        ("Grave", "1", "8"),
    ]
    rows = report.rows("causes.html", "advice-table")
    assert [(row[0].split()[0], row[2], row[4]) for row in rows] == [("Extra", "3", "6")]
    assert "Fix once, clears 3 pages" in report.text(f"causes/{wide}.html")
    assert "which pages share" in report.text(f"causes/{wide}.html")
    assert f"causes/{grave}.html" not in report.pages()
    link = report.page("causes.html").xpath('//a[text()="Grave"]/@href')[0]
    assert link == f"pages/{pages[0]}.html#cause-{grave}"
    assert report.page(f"pages/{pages[0]}.html").xpath(f'//*[@id="cause-{grave}"]')


def test_one_audit_counts_for_five_causes_at_most(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    for _ in range(9):
        record.finding(page, record.cause(site, run, impact="minor"), run)
    assert report_on(record).facts(f"pages/{page}.html")["Weight"] == "5"


def test_long_list_of_findings_is_cut_with_a_way_to_the_rest(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    for _ in range(25):
        record.finding(page, record.cause(site, run), run)
    report = report_on(record)
    assert len(report.page("pages/1.html").xpath('//ul[@class="findings"]/li')) == 20
    assert "And 5 more of this kind, all in findings.csv" in report.text("pages/1.html")
    with (report.folder / "findings.csv").open(encoding="utf-8-sig") as file:
        assert len(list(csv.DictReader(file))) == 25


def test_pages_are_listed_a_hundred_at_a_time(town):
    assert len(town.rows("pages.html", "pages-table")) == 100
    assert len(town.rows("pages-2.html", "pages-table")) == 20
    assert town.page("pages.html").xpath('//nav[@aria-label="Parts of the list"]//a/@href') == [
        "pages.html",
        "pages-2.html",
    ]
    places = [
        int(row[0])
        for part in ("pages.html", "pages-2.html")
        for row in town.rows(part, "pages-table")
    ]
    assert places == list(range(1, 121))
    weights = [
        float(row[6])
        for part in ("pages.html", "pages-2.html")
        for row in town.rows(part, "pages-table")
    ]
    assert weights == sorted(weights, reverse=True)


def test_new_fixed_and_still_open(record, report_on):
    site = record.site()
    first = record.run(site)
    page = record.page(site, first)
    old, fixed, new = (
        record.cause(site, first, title=title) for title in ("Old", "Mended", "Fresh")
    )
    record.finding(page, old, first)
    second = record.run(site)
    record.seen_again(page, second)
    record.finding(page, fixed, first, ended_run_id=second, ending="fixed")
    record.finding(page, new, second)
    report = report_on(record)
    facts = report.facts("changes.html")
    assert (facts["New"], facts["Fixed"], facts["Still open"]) == ("1", "1", "1")
    assert [row[0].split()[0] for row in report.rows("changes.html", "new-table")] == ["Fresh"]
    assert [row[0].split()[0] for row in report.rows("changes.html", "fixed-table")] == ["Mended"]
    assert [row[0].split()[0] for row in report.rows("changes.html", "open-table")] == ["Old"]
    assert "Open since 1 March 2026" in report.text("pages/1.html", f'//*[@id="cause-{old}"]')
    assert "New in this run" in report.text("pages/1.html", f'//*[@id="cause-{new}"]')


def test_ending_that_is_no_repair_is_not_called_fixed(record, report_on):
    site = record.site()
    first = record.run(site)
    page = record.page(site, first)
    second = record.run(site)
    record.seen_again(page, second)
    for ending in ("page gone", "other verdict", "no longer judged"):
        record.finding(page, record.cause(site, first), first, ended_run_id=second, ending=ending)
    report = report_on(record)
    assert report.facts("changes.html")["Fixed"] == "0"
    assert report.facts("changes.html")["Ended because the page is gone"] == "1"
    assert "Nothing was fixed" in report.text("changes.html")


def test_fixed_and_back_again(record, report_on):
    site = record.site()
    first, second, third = (record.run(site) for _ in range(3))
    page = record.page(site, first)
    record.seen_again(page, third)
    cause = record.cause(site, first)
    record.finding(page, cause, first, ended_run_id=second, ending="fixed")
    record.finding(page, cause, third)
    report = report_on(record)
    assert "Back again" in report.text("pages/1.html")
    assert report.facts("changes.html")["Of these, fixed before and back"] == "1"


def test_page_not_visited_is_not_seen_and_its_findings_stay(record, report_on):
    site = record.site()
    first = record.run(site)
    seen, unseen = (
        record.page(site, first, f"https://mudford.example/{name}", name)
        for name in ("seen", "unseen")
    )
    record.finding(unseen, record.cause(site, first), first)
    record.seen_again(seen, record.run(site, audited=2))
    report = report_on(record)
    assert [row[0] for row in report.rows("changes.html", "seen-table")] == [
        "unseen https://mudford.example/unseen"
    ]
    assert "Not seen in this run" in report.text(f"pages/{unseen}.html")
    assert report.facts("changes.html")["Fixed"] == "0"
    assert report.facts("changes.html")["Still open"] == "1"


def test_page_in_error_says_why(record, report_on):
    site = record.site()
    run = record.run(site, pages_error=1)
    record.page(site, run)
    broken = record.page(site, run, "https://mudford.example/slow", "Slow", outcome="error")
    record.db.execute("UPDATE visits SET reason = 'no answer in 30 s' WHERE page_id = ?", [broken])
    record.db.conn.commit()
    report = report_on(record)
    assert report.rows("not-tested.html", "errors-table")[0][1] == "No answer in 30 s."
    assert f"pages/{broken}.html" not in report.pages()


def test_run_done_in_part_is_marked(record, report_on):
    site = record.site()
    record.run(site)
    run = record.run(
        site, status="partial", reason="the budget of 2 pages was used up", pages_left=7
    )
    record.page(site, run)
    report = report_on(record)
    assert "The budget of 2 pages was used up." in report.text("index.html")
    assert report.rows("index.html", "trend-table")[0][-1] == "No: done in part"
    assert "Not comparable" in report.text("changes.html")
    assert report.page("index.html").xpath('//svg//rect[@class="doubt"]')
    assert "7 addresses were still waiting" in report.text("not-tested.html")


@pytest.mark.parametrize(
    ("audited", "is_marked"), [(80, False), (79, True), (121, True), (120, False)]
)
def test_coverage_that_differs_by_over_a_fifth_is_not_comparable(
    record, report_on, audited, is_marked
):
    site = record.site()
    record.run(site, audited=100)
    record.page(site, record.run(site, audited=audited))
    assert ("Not comparable" in report_on(record).text("index.html")) is is_marked


def test_criteria_are_never_said_to_be_met(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    record.finding(page, record.cause(site, run), run)
    record.verdict(site, page, "axe:image-alt", "failed", run)
    states = {
        row[0].split()[0]: row[2]
        for row in report_on(record).rows("criteria.html", "criteria-table")
    }
    assert states == {
        "1.1.1": "Failures found", "1.2.5": "Not tested automatically", "2.4.2": "Nothing found by automation",
    }  # fmt: skip


def test_untested_criteria_are_named(record, report_on):
    site = record.site()
    record.page(site, record.run(site))
    assert report_on(record).rows("not-tested.html", "criteria-table") == [
        ["1.1.1 Non-text Content", "A"],
        ["1.2.5 Audio Description", "AA"],
    ]


def test_no_page_gives_a_verdict_on_the_whole(town):
    quoting = {"statement.html"}  # it tells what a statement says, and must say
    for file in set(town.pages()) - quoting:
        words = (
            town.text(file).lower().replace("accessible authentication", "")
        )  # the name of 3.3.8
        assert "compliant" not in words, file
        assert "accessible" not in words, file


def test_broken_link_shows_where_it_stands(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    gone = "https://elsewhere.example/gone"
    target = record.add(
        "targets",
        site_id=site,
        url=gone,
        kind="external",
        state="broken",
        status=404,
        reason="not found (404)",
    )
    record.add(
        "links",
        page_id=page,
        target_id=target,
        text="Our partners",
        region="main",
        first_run_id=run,
    )
    record.finding(
        page, record.cause(site, run, "broken-links", subject=gone, title="A link is broken"), run
    )
    report = report_on(record)
    row = report.rows("broken-links.html", "broken-table")[0]
    assert row[:3] == [f"{gone} on another site", "Not found (404).", "1"]
    assert "“Our partners” in the main" in row[3]
    assert [row[:2] for row in report.rows("pages/1.html", "flawed-table")] == [
        ["Our partners", gone]
    ]


def test_every_inner_link_leads_to_a_file_and_a_place(town):
    for file in town.pages():
        page = town.page(file)
        base = (town.folder / file).parent
        for href in page.xpath("//a/@href | //link/@href"):
            if href.startswith(("https://", "http://")):
                continue
            name, _, place = href.partition("#")
            target = (base / name).resolve() if name else town.folder / file
            assert target.is_file(), (file, href)
            if place and target.suffix == ".html":
                other = page if not name else town.page(target.relative_to(town.folder.resolve()))
                assert other.xpath(f'//*[@id="{place}"]'), (file, href)


def test_every_page_has_one_h1_a_title_of_its_own_and_no_script(town):
    titles = set()
    for file in town.pages():
        page = town.page(file)
        assert len(page.xpath("//h1")) == 1, file
        assert not page.xpath("//script | //style | //img | //iframe"), file
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), file
        titles.add(page.findtext(".//title"))
    assert len(titles) == len(town.pages())


def test_lists_are_never_unbounded(town):
    for file in town.pages():
        assert (
            max(
                (len(table.xpath("./tbody/tr")) for table in town.page(file).xpath("//table")),
                default=0,
            )
            <= 100
        ), file


def test_page_reports_keep_their_names(record, report_on):
    site = record.site()
    page = record.page(site, record.run(site))
    assert f"pages/{page}.html" in report_on(record).pages()
    second = record.run(site)
    record.page(site, second, "https://mudford.example/a", "A")
    assert "Bins" in report_on(record).text(f"pages/{page}.html")


def test_advice_stands_apart_from_failures(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    record.finding(page, record.cause(site, run), run)
    record.finding(page, record.cause(site, run, "axe:region", title="No landmark"), run)
    report = report_on(record)
    facts = report.facts(f"pages/{page}.html")
    assert (facts["Sure failures"], facts["Advice"]) == ("1", "1")
    headings = [each.text for each in report.page(f"pages/{page}.html").xpath("//main/h2")]
    assert headings.index("What to mend") < headings.index("Advice")
    assert report.rows("index.html", "worst-table")[0][1] == "1"
    assert "axe:region" not in report.text("audits.html")
    assert "axe:region" in report.text("advice.html")


def test_a_criterion_says_who_can_fail_it_and_who_only_asks(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    record.db.execute("UPDATE audits SET certainty = 'needs review' WHERE name = 'page-title'")
    record.verdict(site, page, "axe:image-alt", "passed", run)
    report = report_on(record)
    rows = {
        row[0].split()[0]: (row[2], row[5])
        for row in report.rows("criteria.html", "criteria-table")
    }
    assert rows["1.1.1"][0] == "Nothing found by automation"
    assert "Can show a failure:axe:image-alt" in rows["1.1.1"][1]
    assert rows["2.4.2"][0] == "Only asked about"
    assert "Only ask a person:page-title" in rows["2.4.2"][1]
    assert rows["1.2.5"] == ("Not tested automatically", "No check")


def test_what_was_not_made_is_told_apart_from_what_had_nothing_to_judge(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    record.verdict(site, page, "axe:image-alt", "not applicable", run, note="no pictures")
    record.verdict(site, page, "axe:region", "not applicable", run, note="not tested: no time")
    report = report_on(record)
    assert report.rows(f"pages/{page}.html", "verdicts") == [["1", "0", "0", "1", "1", "0"]]
    assert report.rows(f"pages/{page}.html", "t-not-tested") == [
        ["axe:region is well", "Not tested: no time."]
    ]
    assert "no pictures" not in report.text(f"pages/{page}.html")


def test_checks_of_engines_have_a_list_of_their_own(record, report_on):
    site = record.site()
    record.db.execute("UPDATE audits SET engine = 'axe-core 4' WHERE name LIKE 'axe:%'")
    run = record.run(site)
    page = record.page(site, run)
    record.verdict(site, page, "axe:image-alt", "passed", run)
    report = report_on(record)
    assert "axe:image-alt" in report.text("engines.html")
    assert "axe:image-alt" not in report.text("audits.html")
    assert "page-title" in report.text("audits.html")
    assert {each.get("href") for each in report.page("engines.html").xpath("//main//a")} >= {
        "audits.html",
        "advice.html",
    }
