"""A real record in a file, and short words for what a night writes to it."""

import shutil
from pathlib import Path

import pytest

from audits.model import Finding, Impact, Outcome, Status
from audits.profiles import load_profiles
from audits.registry import Rule
from audits.requirements import REQUIREMENTS
from audits.run import Judgement
from crawler.store.frontier import Frontier
from crawler.store.judgements import save_judgements, save_site_judgements
from crawler.store.pages import StoredLink, Visit, save_facts, save_links, save_visit
from crawler.store.record import open_record
from crawler.store.runs import SiteRow, Versions, finish_run, save_law, start_run

HOST = "https://town.example"
SITE = SiteRow("town", "Town Council", f"{HOST}/", "uk-psbar", "district")
VERSIONS = Versions("0.1")
OUTCOMES = """SELECT a.name, o.status, o.value, o.first_run_id, o.ended_run_id
    FROM outcomes o JOIN audits a ON a.id = o.audit_id ORDER BY o.id"""
FINDINGS = """SELECT a.name, f.status, f.first_run_id, f.ended_run_id, f.ending FROM findings f
    JOIN causes c ON c.id = f.cause_id JOIN audits a ON a.id = c.audit_id ORDER BY f.id"""
GROWING = ("pages", "visits", "outcomes", "causes", "findings", "targets", "links", "audits")


def rule(name, **words):
    words = {"category": "accessibility", "requirements": ("wcag:1.1.1",), **words}
    return Rule(id=name, title=f"{name} is right", failure_title=f"{name} is wrong", **words)


class Book:
    """The record of one site, written to by the functions under test."""

    def __init__(self, path):
        self.path = Path(path)
        self.open()

    def open(self):
        self.db = open_record(self.path)
        save_law(self.db, load_profiles().values(), REQUIREMENTS.values())

    def begin(self, *, site=SITE, full=False, versions=VERSIONS):
        return start_run(self.db, site, asked={"max_pages": 9}, full=full, versions=versions)

    def end(self, run, status="done", **how):
        with self.db.atomic():
            finish_run(self.db, run, status, "", {}, **how)

    def visit(self, run, path="/", outcome="audited", *, title="A page", template="t", **told):
        told = {"status": {"audited": 200, "missing": 404, "redirect": 301}.get(outcome), **told}
        with self.db.atomic():
            page = save_visit(self.db, run, Visit(f"{HOST}{path}", outcome, **told))
            if outcome == "audited":
                save_facts(self.db, run, page, title=title, language="en", template=template)
        return page

    def judge(self, run, page, said, template="t"):
        """Store what the audits say of a page: {rule or its name: outcome}."""
        rules = {each if isinstance(each, Rule) else rule(each): said[each] for each in said}
        with self.db.atomic():
            save_judgements(
                self.db, run, page, template, [Judgement(*each) for each in rules.items()]
            )

    def judge_site(self, run, judged):
        with self.db.atomic():
            save_site_judgements(self.db, run, judged)

    def link(self, run, page, *links):
        with self.db.atomic():
            save_links(self.db, run, page, links)

    def night(self, said, path="/"):
        """Run a whole night with one page and these judgements; return the run and the page."""
        run = self.begin()
        page = self.visit(run, path)
        self.judge(run, page, said)
        self.end(run)
        return run, page

    def rows(self, sql, *values):
        return [tuple(row) for row in self.db.execute(sql, values).fetchall()]

    def one(self, sql, *values):
        ((value,),) = self.rows(sql, *values)
        return value

    def outcomes(self):
        return self.rows(OUTCOMES)

    def findings(self):
        return self.rows(FINDINGS)

    def sizes(self):
        return {table: self.one(f"SELECT count(*) FROM {table}") for table in GROWING}

    def frontier(self, run):
        return Frontier(self.db, run.id)


def failing(*selectors, status=Status.FAILED, impact=Impact.SERIOUS, region="main", value=None):
    """An outcome with a finding for each selector."""
    findings = tuple(
        Finding(
            f"{selector} is wrong here",
            selector=selector,
            snippet=f"<img class='{selector.strip('.')}'>",
            region=region,
            impact=impact,
            status=status,
        )
        for selector in selectors
    )
    return Outcome(status, value, findings=findings)


def page_link(path, text="", region="main", **more):
    url = path if "://" in path else f"{HOST}{path}"
    return StoredLink(url, more.pop("kind", "page"), text, region, **more)


@pytest.fixture
def make_rule():
    return rule


@pytest.fixture
def fails():
    return failing


@pytest.fixture
def to():
    return page_link


@pytest.fixture(scope="session")
def blank(tmp_path_factory):
    """A record with nothing in it but the law; each test gets a copy, which is quicker."""
    path = tmp_path_factory.mktemp("blank") / "town.db"
    Book(path).db.close()
    return path


@pytest.fixture
def book(tmp_path, blank):
    made = Book(shutil.copy(blank, tmp_path))
    yield made
    made.db.close()
