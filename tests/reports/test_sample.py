"""Which pages stand for a site: by rule and hash, so that everybody gets the same."""

import pytest

from reports.exports.subject import subject_of
from reports.sample import evaluation_sample, regulator_sample
from reports.source import reading


@pytest.fixture
def samples(record):
    """Return both samples of what the record holds now."""

    def made():
        record.db.conn.commit()
        with reading(record.path) as db:
            subject = subject_of(db)
            run = subject.run.id
            return regulator_sample(db, subject.site, run), *evaluation_sample(
                db, subject.site, run
            )

    return made


def kinds(sample):
    return [(page.kind, page.url.removeprefix("https://mudford.example")) for page in sample.pages]


def test_five_templates_those_with_most_pages_first(record, samples):
    site = record.site()
    run = record.run(site)
    record.page(site, run, "https://mudford.example/", "Home", template="home")
    for number in range(8):
        for copy in range(number + 1):
            url = f"https://mudford.example/{number}/{copy}"
            record.page(site, run, url, "Page", template=f"t{number}", in_links=copy)
    regulator, *_ = samples()
    assert kinds(regulator) == [
        ("home page", "/"),
        *(("template", f"/{number}/{number}") for number in (7, 6, 5, 4, 3)),
    ]
    assert regulator.pages[1].why == "It stands for 8 pages made alike."
    assert len(regulator.missing) == 4


def test_each_kind_by_its_rule(record, samples):
    site = record.site()
    run = record.run(site)
    record.page(site, run, "https://mudford.example/start", "Start", click_depth=0)
    record.page(site, run, "https://mudford.example/contact-us/", "Ring us")
    record.page(
        site, run, "https://mudford.example/help", "Contact the council - Mudford", in_links=9
    )
    record.page(site, run, "https://mudford.example/y", "Datganiad hygyrchedd")
    for number, fields in enumerate((1, 3, 7)):
        page = record.page(site, run, f"https://mudford.example/f{number}", "Form")
        record.add("page_actions", page_id=page, place=0, kind="form", fields=fields)
    pdf = record.page(site, run, "https://mudford.example/a.pdf", "", outcome="document")
    record.db.execute("UPDATE visits SET content_type = 'application/pdf' WHERE page_id = ?", [pdf])
    regulator, *_ = samples()
    assert kinds(regulator)[:5] == [
        ("home page", "/start"),
        ("contact", "/help"),
        ("statement", "/y"),
        ("form", "/f2"),
        ("PDF", "/a.pdf"),
    ]
    assert regulator.missing == ()


def test_a_tenth_is_drawn_by_hash_and_no_page_twice(record, samples):
    site = record.site()
    run = record.run(site)
    for number in range(90):
        url = f"https://mudford.example/{number}"
        record.page(site, run, url, f"Page {number}", template=f"t{number}")
    _, structured, drawn = samples()
    assert (len(structured.pages), len(drawn.pages)) == (60, 6)
    assert not {page.url for page in structured.pages} & {page.url for page in drawn.pages}
    assert samples()[1:] == (structured, drawn)


def test_pages_met_after_the_run_do_not_count(record, samples):
    site = record.site()
    record.page(site, record.run(site), "https://mudford.example/", "Home")
    later = record.run(site, status="failed")
    record.page(site, later, "https://mudford.example/contact", "Contact us")
    assert kinds(samples()[0]) == [("home page", "/")]
