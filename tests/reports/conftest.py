"""Small records, made by plain SQL through the real migrations, and reports read as a DOM."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from lxml import html
from sqlite_utils import Database

from crawler.store.migrations import migrations
from reports.build import build

sys.path.insert(0, str(Path(__file__).parent))
from synthetic_record import make


class Record:
    """A record under construction: each method writes what a crawl would leave."""

    def __init__(self, path):
        self.path = path
        self.db = Database(path)
        migrations.apply(self.db)
        self.db.execute("PRAGMA synchronous = OFF")
        for number, title, level in [
            ("1.1.1", "Non-text Content", "A"),
            ("2.4.2", "Page Titled", "A"),
            ("1.2.5", "Audio Description", "AA"),
        ]:
            self.add(
                "requirements",
                id=f"wcag:{number}",
                title=title,
                level=level,
                since="2.0",
                url=f"https://www.w3.org/{number}",
            )
        for name, category, criterion in [
            ("page-title", "accessibility", "wcag:2.4.2"), ("axe:image-alt", "accessibility", "wcag:1.1.1"),
            ("axe:region", "best practice", ""), ("reading-ease", "readability", ""), ("broken-links", "links", ""),
        ]:  # fmt: skip
            audit = self.add("audits", name=name, title=f"{name} is well", failure_title=f"{name} is wrong", category=category,
                             scope="page", why="Because people matter.", fix="Mend it.", checks="All of it.", source="A book.",
                             unit="points" if name == "reading-ease" else "")  # fmt: skip
            if criterion:
                self.add("audit_requirements", audit_id=audit, requirement_id=criterion)

    def add(self, table, **values):
        columns, marks = ", ".join(values), ", ".join("?" * len(values))
        done = self.db.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values.values())
        )
        self.db.conn.commit()
        return done.lastrowid

    def audit(self, name):
        return self.db.execute("SELECT id FROM audits WHERE name = ?", [name]).fetchone()[0]

    def site(self, name="mudford", **values):
        return self.add(
            "sites",
            **{
                "name": name,
                "title": name.title(),
                "start_url": f"https://{name}.example/",
                **values,
            },
        )

    def run(self, site, *, audited=2, status="done", **values):
        number = self.db.execute("SELECT coalesce(max(id), 0) + 1 FROM runs").fetchone()[0]
        run = self.add("runs", **{
            "site_id": site, "title": f"run {number}", "started_at": f"2026-03-{number:02}T01:00:00+00:00",
            "finished_at": f"2026-03-{number:02}T02:00:00+00:00", "status": status, "dropkerb_version": "0.1.0",
            "pages_audited": audited, "pages_found": audited, "seconds": 60.0, **values,
        })  # fmt: skip
        self.db.execute("UPDATE audits SET last_run_id = ?", [run])
        self.db.conn.commit()
        return run

    def page(
        self,
        site,
        run,
        url="https://mudford.example/bins",
        title="Bins",
        *,
        outcome="audited",
        audited=None,
        **values,
    ):
        kind = {"audited": "page"}.get(outcome, outcome)
        judged = run if outcome == "audited" else audited
        page = self.add("pages", **{"site_id": site, "url": url, "title": title, "kind": kind, "first_run_id": run,
                                    "last_run_id": run, "audited_run_id": judged, **values})  # fmt: skip
        self.add("visits", page_id=page, first_run_id=run, last_run_id=run, outcome=outcome)
        if judged:
            self.verdict(site, page, "page-title", "passed", judged)
        return page

    def seen_again(self, page, run):
        self.db.execute(
            "UPDATE pages SET last_run_id = ?, audited_run_id = ? WHERE id = ?", [run, run, page]
        )
        self.db.execute("UPDATE visits SET last_run_id = ? WHERE page_id = ?", [run, page])
        self.db.conn.commit()

    def verdict(self, site, page, audit, status, run, **values):
        return self.add(
            "outcomes",
            page_id=page,
            site_id=site,
            audit_id=self.audit(audit),
            audit_version=1,
            status=status,
            first_run_id=run,
            **values,
        )

    def cause(
        self,
        site,
        run,
        audit="axe:image-alt",
        impact="serious",
        title="An image has no text",
        **values,
    ):
        key = str(self.db.execute("SELECT count(*) FROM causes").fetchone()[0])
        return self.add(
            "causes",
            site_id=site,
            key=key,
            audit_id=self.audit(audit),
            title=title,
            impact=impact,
            first_run_id=run,
            **values,
        )

    def finding(
        self, page, cause, run, status="failed", message="This image has no text.", **values
    ):
        return self.add(
            "findings",
            page_id=page,
            cause_id=cause,
            status=status,
            message=message,
            first_run_id=run,
            **values,
        )

    def reading(self, page, run, blocks=(), marks=(), **values):
        self.add(
            "page_readability", **{"page_id": page, "run_id": run, "source": "rendered", **values}
        )
        self.add(
            "page_texts",
            page_id=page,
            blocks=json.dumps(list(blocks)),
            marks=json.dumps(list(marks)),
        )


@pytest.fixture(scope="session")
def blank(tmp_path_factory):
    """A record without anything in it, made once: the migrations take a while."""
    path = tmp_path_factory.mktemp("blank") / "town.db"
    db = Database(path)
    migrations.apply(db)
    db.close()
    return path


@pytest.fixture
def record(blank, tmp_path):
    made = Record(shutil.copy(blank, tmp_path / "town.db"))
    yield made
    made.db.close()


class Report:
    """A report that was written, page by page as a DOM."""

    def __init__(self, folder):
        self.folder = folder

    def page(self, file):
        return html.fromstring((self.folder / file).read_text("utf-8"))

    def text(self, file, where="//main"):
        return " ".join(self.page(file).xpath(where)[0].text_content().split())

    def rows(self, file, table):
        """The rows of the table with this caption's id, each as a list of words."""
        found = self.page(file).xpath(f'//table[caption[@id="{table}"]]/tbody/tr')
        return [[" ".join(cell.text_content().split()) for cell in row] for row in found]

    def facts(self, file):
        page = self.page(file)
        pairs = {
            " ".join(row[0].text_content().split()): " ".join(row[1].text_content().split())
            for row in page.xpath('//table[@class="pairs"]//tr')
        }
        return pairs | {
            " ".join(each.findtext("dt").split()): " ".join(each.find("dd").text_content().split())
            for each in page.xpath('//dl[@class="facts"]/div')
        }

    def pages(self):
        found = (str(file.relative_to(self.folder)) for file in self.folder.rglob("*.html"))
        return sorted(file for file in found if not file.startswith("drafts/"))  # papers


@pytest.fixture
def report_on(tmp_path):
    def made(record, **asked):
        build(record.path, tmp_path / "out", **asked)
        return Report(tmp_path / "out")

    return made


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    """The report on a made-up town of 120 pages over three runs."""
    folder = tmp_path_factory.mktemp("town")
    build(make(folder / "town.db", pages=120, links=40), folder / "out")
    return Report(folder / "out")
