"""What the report tells of tasks: every one, the worst first, and the way to each."""

import json

import pytest

from audits.derive.page import page_artefacts
from audits.model import Status
from audits.run import judge_page


@pytest.fixture
def add(record):
    """Write one task of one run, with what a crawl would leave."""

    def do(run, task="missed-bin", *, page=None, steps=(), **told):
        row = {"name": "Report a missed bin", "state": "found" if page else "not found", **told}
        record.add("tasks", run_id=run, task_id=task, page_id=page, **row)
        for number, (title, text) in enumerate(steps):
            record.add(
                "journeys",
                run_id=run,
                task_id=task,
                step=number,
                url=f"https://mudford.example/{number}",
                title=title,
                link_text=text,
                region="main" if number else "",
            )

    return do


def test_without_tasks_the_page_says_so(record, report_on):
    site = record.site()
    record.page(site, record.run(site))
    report = report_on(record)
    assert "No run has looked for tasks yet." in report.text("tasks.html")
    assert list((report.folder / "journeys").glob("*.html")) == []


def test_the_worst_come_first_and_others_apart(record, report_on, add):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    add(run, "good", name="Pay council tax", page=page, star=4, completion=4, end_kind="form")
    add(run, "bad", name="Report noise", page=page, star=1, completion=1, end_kind="phone")
    add(run, "none", name="Find a tip", star=1)
    add(run, "other", name="Report a pothole", state="not of this tier")
    report = report_on(record)
    names = [row[0] for row in report.rows("tasks.html", "tasks-table")]
    assert names == ["Find a tip", "Report noise", "Pay council tax"]
    assert [row[0] for row in report.rows("tasks.html", "others-table")] == ["Report a pothole"]
    facts = report.facts("tasks.html")
    assert facts["Tasks with a page"].startswith("2 of 3")
    assert facts["Tasks that people can do online"].startswith("1 of 3")
    assert "They are not an award." in report.text("tasks.html")
    assert (report.folder / "tasks.csv").read_text("utf-8").count("\n") == 5


def test_the_way_is_a_list_with_where_people_fall_off(record, report_on, add):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    end = {"kind": "hand-off", "text": "Start", "url": "https://x.example/", "supplier": "Jadu"}
    end |= {
        "fields": 0,
        "hops": 1,
        "on_page": "https://mudford.example/form",
        "is_told": False,
        "is_broken": True,
    }
    add(
        run,
        page=page,
        clicks=1,
        sureness="sure",
        end_kind="hand-off",
        star=2,
        competing=json.dumps(["https://mudford.example/other"]),
        notes=json.dumps(["Some things to tap are very small."]),
        ends=json.dumps([end]),
        steps=[("Welcome", ""), ("Missed bin", "Report it")],
        falls=json.dumps([[1, "The link leads to another website."]]),
        questions=json.dumps(
            [{"id": "q", "text": "Is it near?", "answer": "no", "evidence": "No."}]
        ),
    )
    report = report_on(record)
    file = "journeys/missed-bin.html"
    steps = report.page(file).xpath('//ol[@class="path-steps"]/li')
    told = [" ".join(each.text_content().split()) for each in steps]
    assert told[0].startswith("People start on the home page. Welcome")
    assert told[1].startswith("They click “Report it”, in the main part of the page. Missed bin")
    assert "People can fall off here: The link leads to another website." in told[1]
    assert told[2] == (
        "It ends 1 page further on. Another website (Jadu) /form We did not look at the other website."
    )
    narrow = report.page("tasks.html").xpath("//tbody/tr[1]/td[4]")[0]
    assert narrow.text_content() == "Not looked at We did not look at the other website."
    assert report.rows(file, "ends-table")[0][2:] == [
        "https://x.example/",
        (
            "The link is broken. It stands 1 page further on. Nothing says that it leads away. "
            "We did not look at the other website."
        ),
    ]
    assert "Pages for the same task" in report.text(file)
    assert "Some things to tap are very small." in report.text(file)
    assert report.rows(file, "questions-table") == [["Is it near?", "No", "No."]]


def test_a_page_without_a_way_says_so(record, report_on, add):
    site = record.site()
    run = record.run(site)
    add(
        run,
        page=record.page(site, run),
        falls=json.dumps([[0, "No way of links leads here from the home page."]]),
    )
    text = report_on(record).text("journeys/missed-bin.html")
    assert "No links lead from the home page to this page." in text
    assert "No way of links leads here from the home page." in text


def test_the_trend_tells_each_run(record, report_on, add):
    site = record.site()
    for star in (1, 3):
        run = record.run(site)
        add(
            run,
            page=record.page(site, run, f"https://mudford.example/{run}"),
            star=star,
            completion=star,
        )
        record.add("site_stars", run_id=run, star=star, tasks=star, why="The mean.")
    report = report_on(record)
    assert [row[4] for row in report.rows("tasks.html", "trend-table")] == ["3.0", "1.0"]
    assert report.facts("tasks.html")["Star of the site"].startswith("3 of 4")


def test_the_overview_tells_how_many_people_can_do_online(record, report_on, add):
    site = record.site()
    run = record.run(site)
    add(run, page=record.page(site, run), completion=4)
    add(run, "pay-pcn")
    cards = report_on(record).page("index.html").xpath('//dl[@class="cards"]/div')
    told = {each[0].text_content(): " ".join(each.text_content().split()) for each in cards}
    assert "Tasks that people can do online 1 of 2" in told["Tasks that people can do online"]
    assert "Pages with dead ends" in told


def test_hostile_words_stay_words(record, report_on, add):
    site = record.site()
    run = record.run(site)
    bad = "<script>alert(1)</script>"
    add(
        run,
        "../../x<b>",
        name=bad,
        page=record.page(site, run),
        ends="not JSON",
        questions="[",
        steps=[(bad, bad), (bad, bad)],
    )
    report = report_on(record)
    (file,) = [each for each in report.pages() if each.startswith("journeys/")]
    assert report.page(file).xpath("//main//script") == []
    assert bad in report.text(file)
    assert report.page("tasks.html").xpath("//main//script") == []


def test_every_page_leads_to_the_tasks(town):
    for file in ("index.html", "pages/1.html", "journeys/noise.html"):
        assert any(link.endswith("tasks.html") for link in town.page(file).xpath("//nav//a/@href"))


@pytest.mark.parametrize("task", ["missed-bin", "noise", "pay-pcn", "graffiti", "pothole"])
def test_no_journey_fails_an_audit_of_ours(town, task):
    html = (town.folder / f"journeys/{task}.html").read_text("utf-8")
    artefacts = page_artefacts(html, "http://127.0.0.1/x", axe=None, axe_error="not here")
    failing = [
        (each.rule.id, [finding.message for finding in each.outcome.findings])
        for each in judge_page(artefacts)
        if each.outcome.status is Status.FAILED
    ]
    assert failing == []
