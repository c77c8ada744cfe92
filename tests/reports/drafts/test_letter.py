"""The regulator's first test, emulated: its sample, its filter, and what is left for people."""

from lxml import html


def test_plainly_no_letter_of_the_regulator(drafted):
    paper = drafted("letter")
    first = paper.page.xpath("//main/*[1]")[0].text_content()
    assert first == "A draft made by Dropkerb. Not from the regulator."
    assert "test by the Monitor" in paper.text
    assert "7 days to say that you have it, and 12 weeks to fix" in paper.text


def test_the_sample_says_why(drafted):
    assert drafted("letter").rows(0) == [
        ["Home (/)", "Home page", "The crawl starts here."],
        [
            "Contact us (/contact)",
            "Contact",
            "Its name or its address says that it is about contact.",
        ],
        ["Bins (/bins)", "Template", "It stands for 4 pages made alike."],
    ]
    assert "We found no accessibility statement." in drafted("letter").text


def test_an_issue_with_its_places(council, drafted):
    council.db.execute("UPDATE findings SET state = 'at 320 CSS pixels' WHERE page_id = 1")
    council.db.conn.commit()
    paper = drafted("letter")
    assert paper.page.xpath("//h3/text()") == ["1. A picture has no words in its place."]
    assert "Criterion: 1.1.1 Non-text Content. Found by: axe:image-alt." in paper.text
    assert paper.rows(1)[0] == [
        "Home (/)",
        "This image has no text. Found at 320 CSS pixels.",
        "img",
    ]


def test_too_mild_for_its_filter(council, drafted):
    title = council.cause(1, 2, "page-title", "serious", "No title")
    council.finding(1, title, 2)
    paper = drafted("letter")
    assert "We left out as too mild: The page has no title." in paper.text
    assert len(paper.page.xpath("//h3")) == 1


def test_a_browser_in_the_place_of_a_person(council, drafted):
    council.add("regulator_audits", issue_id=8, audit="page-title")
    council.finding(1, council.cause(1, 2, "page-title", "serious", "Stuck"), 2)
    assert "A browser tried it, in the place of a person." in drafted("letter").text


def test_what_no_check_looks_at_is_left_for_a_person(drafted):
    assert ["Nobody looked.", "The keyboard gets stuck."] in drafted("letter").rows(2)


def test_what_people_set_aside(council, drafted):
    council.db.execute("UPDATE findings SET set_aside = 'accepted' WHERE cause_id = 1")
    council.db.conn.commit()
    assert drafted("letter").page.xpath("//h3"), "the regulator would not know"
    council.db.execute("UPDATE findings SET set_aside = 'false positive' WHERE cause_id = 1")
    council.db.conn.commit()
    letter = drafted("letter")
    assert not letter.page.xpath("//h3")
    assert "People called 3 failures on this website false or exempt." in letter.text
    assert "The numbers leave out 3 failures that the program saw." in drafted("councillors").text


def test_faults_of_the_statement(council, drafted):
    council.add("statement_checks", id="S31", place=0, regulator_number=31, how="automatic",
                severity="critical", decides=1, part="dates", title="It was reviewed.", why="")  # fmt: skip
    council.add("statement_verdicts", site_id=1, check_id="S31", verdict="not met", is_fault=1,
                message="It is old.", first_run_id=2)  # fmt: skip
    paper = drafted("letter")
    assert ["It was reviewed.", "It is old.", "yes"] in paper.rows(2)
    assert "The accessibility statement: 1 fault, 1 of them decisive." in paper.text


def test_a_record_without_the_list(council, drafted):
    council.db.execute("DELETE FROM regulator_audits")
    council.db.execute("DELETE FROM regulator_requirements")
    council.db.execute("DELETE FROM regulator_issues")
    council.db.conn.commit()
    assert "The next run brings it." in drafted("letter").text


def test_in_the_report_it_leads_to_its_pages_and_papers(council, report_on):
    report = report_on(council)
    page = report.page("regulator.html")
    assert "pages/1.html" in page.xpath("//main//@href")
    law = report.page("law.html")
    for file in law.xpath("//dl[contains(@class, 'papers')]//@href"):
        assert (report.folder / file).is_file(), file
    assert "regulator.html" in law.xpath("//main//@href")
    assert html.fromstring((report.folder / "drafts/statement.html").read_text()).xpath("//h1")


def test_many_issues_are_listed_after_the_widest(council, drafted):
    for number in range(101, 120):
        council.add("regulator_issues", id=number, kind="axe", words=f"Fault {number}.", how="x",
                    impact="serious")  # fmt: skip
        council.add("regulator_audits", issue_id=number, audit="axe:image-alt")
    paper = drafted("letter")
    assert len(paper.page.xpath("//h3")) == 12
    listed = next(
        table for table in paper.page.xpath("//table") if "More issues" in table.text_content()
    )
    assert len(listed.xpath("./tbody/tr")) == 8


def test_what_stands_outside_the_sample_is_told(council, drafted):
    council.add("pages", site_id=1, url="https://mudford.example/deep", kind="page", template="t",
                first_run_id=1, last_run_id=2, audited_run_id=2)  # fmt: skip
    council.db.execute("UPDATE findings SET page_id = 5 WHERE cause_id = 1 AND page_id = 1")
    council.db.execute("UPDATE findings SET ended_run_id = 2 WHERE cause_id = 1 AND page_id < 5")
    council.db.conn.commit()
    text = drafted("letter").text
    assert "Issues that its report could list: none on these 3 pages." in text
    assert "On the whole site: 1 such issue on 1 page." in text
