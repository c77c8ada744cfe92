"""A small council in two quarters, and papers about it read as a DOM or by odfpy."""

import pytest
from lxml import html
from odf.opendocument import load

from reports.drafts import draft


@pytest.fixture
def council(record):
    """A site with a run in March and one in April: one fault fixed, one shared, one claimed."""
    db = record.db
    record.add(
        "profiles", id="uk", name="The accessibility regulations", jurisdiction="GB",
        standard="WCAG 2.2, levels A and AA", checked_on="2026-11-22", confidence="K", source="the law",
        monitoring='{"body": "Monitor", "acknowledge_days": 7, "fix_weeks": 12}',
        burden='{"allowed": true, "factors": ["the size of the body"]}',
    )  # fmt: skip
    for criterion in ("1.1.1", "2.4.2", "1.2.5"):
        record.add("profile_requirements", profile_id="uk", requirement_id=f"wcag:{criterion}")
    site = record.site(title="Mudford Council", profile_id="uk", council_tier="district")
    march = record.run(site, audited=4, started_at="2026-03-30T01:00:00+00:00")
    april = record.run(site, audited=4, started_at="2026-04-30T01:00:00+00:00")
    names = {"": "Home", "contact": "Contact us - Mudford", "apply": "Apply", "bins": "Bins"}
    pages = [
        record.page(site, march, f"https://mudford.example/{path}", title, template="t")
        for path, title in names.items()
    ]
    for page in pages:
        record.seen_again(page, april)
    images = record.cause(site, march, region="footer", title="A picture has no text")
    for page in pages[:3]:
        record.finding(page, images, march, selector="img", snippet="<img>")
    title = record.cause(site, march, "page-title", "moderate", "The title is empty")
    record.finding(pages[3], title, march, ended_run_id=april, ending="fixed")
    another = record.cause(site, april, title="Another picture")
    record.finding(pages[3], another, april, "needs review")
    issue = {"kind": "axe", "words": "A picture has no words in its place.", "how": "axe looks."}
    record.add("regulator_issues", id=24, **issue, impact="critical", axe_rule="image-alt")
    record.add("regulator_audits", issue_id=24, audit="axe:image-alt")
    record.add("regulator_requirements", issue_id=24, requirement_id="wcag:1.1.1")
    trap = {"kind": "manual", "words": "The keyboard gets stuck.", "how": "Nobody looked."}
    record.add("regulator_issues", id=8, **trap)
    named = {"kind": "axe", "words": "The page has no title.", "how": "We look.", "impact": "minor"}
    record.add("regulator_issues", id=52, **named)
    record.add("regulator_audits", issue_id=52, audit="page-title")
    db.conn.commit()
    return record


class Paper:
    """A paper in one form, as its reader gets it."""

    def __init__(self, path):
        self.path = path

    @property
    def page(self):
        return html.fromstring(self.path.read_text("utf-8"))

    @property
    def text(self):
        return " ".join(self.page.xpath("//main")[0].text_content().split())

    def blanks(self):
        return [
            each.text_content().removeprefix("To be filled in: ")
            for each in self.page.xpath("//span[@class='blank']")
        ]

    def rows(self, number=0):
        table = self.page.xpath("//table")[number]
        return [
            [" ".join(cell.text_content().split()) for cell in row]
            for row in table.xpath("./tbody/tr")
        ]

    def odf(self):
        return load(str(self.path))


@pytest.fixture
def drafted(council, tmp_path):
    def made(name, form="html", **asked):
        return Paper(draft(council.path, name, form, tmp_path / f"made.{form}", **asked).path)

    return made
