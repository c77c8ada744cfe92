"""What the report says of how pages read."""

import csv

import pytest

HARD = {"level": 4.4, "band": "hard", "reading_ease": 41.0, "long_sentences": 30.0, "passive": 9.0}


@pytest.fixture
def site(record):
    return record.site()


def test_a_record_that_read_no_page_says_so(record, report_on, site):
    run = record.run(site)
    record.page(site, run)
    report = report_on(record)
    assert "No page of this site has been read yet" in report.text("readability.html")
    assert "How it reads" not in report.text("pages/1.html")


def test_the_hardest_page_stands_first_and_bands_are_counted(record, report_on, site):
    run = record.run(site)
    easy, hard, short = (
        record.page(site, run, f"https://mudford.example/{name}", name)
        for name in ("easy", "hard", "short")
    )
    record.reading(easy, run, level=1.8, band="easy", reading_ease=80.0, words=200)
    record.reading(hard, run, **HARD)
    record.reading(short, run, reason="too short to score")
    report = report_on(record)
    assert [row[0] for row in report.rows("readability.html", "hardest-table")] == [
        "hard /hard",
        "easy /easy",
    ]
    assert [row[:2] for row in report.rows("readability.html", "levels-table")] == [
        ["Easy", "1"],
        ["Fairly easy", "0"],
        ["Hard", "1"],
        ["Very hard", "0"],
    ]
    assert report.rows("readability.html", "unscored-table") == [["Too short to score.", "1"]]


def test_pages_of_tasks_come_first(record, report_on, site):
    run = record.run(site)
    task, hard = (
        record.page(site, run, f"https://mudford.example/{name}", name) for name in ("task", "hard")
    )
    record.reading(hard, run, **HARD)
    record.reading(task, run, level=3.0, band="fairly easy")
    record.add(
        "tasks", run_id=run, task_id="missed-bin", name="Report a missed bin",
        state="found", page_id=task, sureness="sure",
    )  # fmt: skip
    rows = report_on(record).rows("readability.html", "hardest-table")
    assert [row[:2] for row in rows] == [
        ["task /task", "Report a missed bin"],
        ["hard /hard", "No task"],
    ]


def test_sections_and_owners_are_told_apart_the_hardest_first(record, report_on, site):
    run = record.run(site)
    for name, level in (("bins", 2.0), ("tax", 5.0)):
        page = record.page(
            site, run, f"https://mudford.example/{name}/x", section=name, owner=name.upper()
        )
        record.reading(page, run, level=level, band="easy")
    report = report_on(record)
    assert [row[0] for row in report.rows("readability.html", "sections-table")] == ["tax", "bins"]
    assert [row[0] for row in report.rows("readability.html", "owners-table")] == ["TAX", "BINS"]


def test_the_index_is_told_as_an_estimate_with_its_targets(record, report_on, site):
    runs = [record.run(site), record.run(site)]
    page = record.page(site, runs[1])
    record.reading(page, runs[1], **HARD)
    for run, place in zip(runs, (150, 149), strict=True):
        record.add(
            "readability_index", run_id=run, pages=100, of_pages=900, is_most_visited=0,
            reading_ease=51.5, long_sentences=14.0, passive=6.0, complex_words=12.0,
            plain_pages=18.0, place=place,
        )  # fmt: skip
    report = report_on(record)
    text = report.text("readability.html")
    assert "about 149th of 191" in text
    assert "That is an estimate" in text
    assert "drawn by lot" in text
    assert report.rows("readability.html", "index-table")[0] == [
        "Reading ease",
        "51.5 points",
        "60 or more",
    ]
    assert [row[-1] for row in report.rows("readability.html", "history-table")] == ["149", "150"]


def test_words_to_change_stand_with_what_to_say_and_are_changed_on_each_page(
    record, report_on, site
):
    record.add("audits", name="plainer-words", title="a", failure_title="b", category="readability",
               scope="page", why="", fix="", checks="", source="", unit="words")  # fmt: skip
    run = record.run(site)
    word = record.cause(site, run, "plainer-words", title="A hard word", subject="prior to")
    for name in "ab":
        page = record.page(site, run, f"https://mudford.example/{name}")
        record.reading(page, run, **HARD)
        record.finding(page, word, run, message="“prior to” has a plainer word: before.")
    report = report_on(record)
    (row,) = report.rows("readability.html", "words-table")
    assert row == ["prior to “prior to” has a plainer word: before.", "2", "2"]
    assert "Change it on each of 2 pages." in report.text(f"causes/{word}.html")
    assert "fix it once" not in report.text("pages/1.html")


def test_a_page_shows_its_level_what_adds_to_it_and_its_own_text_with_marks(
    record, report_on, site
):
    run = record.run(site)
    page = record.page(site, run)
    record.reading(
        page,
        run,
        [["heading", "Bins"], ["paragraph", "Come prior to six."]],
        [[1, 5, 13, "plainer word", "before"]],
        why='{"rare words": 0.3, "long sentences": 0.9}',
        **HARD,
    )
    report = report_on(record)
    assert "Hard: level 4.4 of 6" in report.text("pages/1.html")
    assert report.rows("pages/1.html", "adds-table") == [
        ["Long sentences", "+0.90"],
        ["Rare words", "+0.30"],
    ]
    assert "Come prior to [before] six." in report.text("pages/1.html", '//*[@class="own-text"]')
    assert ["Passive sentences", "9.0 %"] in report.rows("pages/1.html", "formulas-table")


def test_a_page_says_what_its_level_was_before(record, report_on, site):
    record.add("audits", name="reading-level", title="a", failure_title="b", category="readability",
               scope="page", why="", fix="", checks="", source="", unit="level")  # fmt: skip
    first, second = record.run(site), record.run(site)
    page = record.page(site, first)
    record.seen_again(page, second)
    record.verdict(site, page, "reading-level", "failed", first, value=5.1, ended_run_id=second)
    record.verdict(site, page, "reading-level", "failed", second, value=4.4)
    record.reading(page, second, **HARD)
    assert "It was 5.1 before 2 March 2026" in report_on(record).text("pages/1.html")


def test_each_page_shows_its_own_text_and_levels(record, report_on, site):
    record.add("audits", name="reading-level", title="a", failure_title="b", category="readability",
               scope="page", why="", fix="", checks="", source="", unit="level")  # fmt: skip
    first, second = record.run(site), record.run(site)
    pages = [record.page(site, first, f"https://mudford.example/{n}", f"P{n}") for n in range(4)]
    for page in pages:
        record.seen_again(page, second)
    for page, word in ((pages[3], "third"), (pages[1], "first")):
        record.reading(page, second, [["paragraph", f"The {word} text."]], **HARD)
        value = 5.0 + page / 10
        record.verdict(
            site, page, "reading-level", "failed", first, value=value, ended_run_id=second
        )
        record.verdict(site, page, "reading-level", "failed", second, value=4.4)
    report = report_on(record)
    texts = [report.text(f"pages/{page}.html") for page in pages]
    assert ["The first text." in each for each in texts] == [False, True, False, False]
    assert ["The third text." in each for each in texts] == [False, False, False, True]
    assert ["It was 5.2 before" in each for each in texts] == [False, True, False, False]
    assert ["It was 5.4 before" in each for each in texts] == [False, False, False, True]


def test_a_welsh_text_is_not_scored_and_is_marked_as_welsh(record, report_on, site):
    run = record.run(site)
    page = record.page(site, run)
    record.reading(
        page,
        run,
        [["paragraph", "Rhowch eich bin allan."]],
        language="cy",
        reason="not scored: Welsh",
    )
    report = report_on(record)
    assert "No level. Not scored: Welsh." in report.text("pages/1.html")
    assert report.page("pages/1.html").xpath('//*[@class="own-text"]/@lang') == ["cy"]


def test_a_language_that_is_none_is_not_written_into_the_page(record, report_on, site):
    run = record.run(site)
    record.reading(record.page(site, run), run, [["paragraph", "x"]], language='"><script>')
    assert report_on(record).page("pages/1.html").xpath('//*[@class="own-text"]/@lang') == []


def test_the_numbers_of_all_pages_are_there_to_download(record, report_on, site):
    run = record.run(site)
    record.reading(record.page(site, run), run, **HARD)
    report = report_on(record)
    with (report.folder / "readability.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["level"], row["band"], row["report"]) for row in rows] == [
        ("4.4", "hard", "pages/1.html#reading")
    ]
