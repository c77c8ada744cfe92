"""A record with some pages, and a short word for importing a file into it."""

import shutil
from datetime import date

import pytest

from audits.dead_ends import load_dead_ends
from crawler.analytics.importing import Asked, import_files
from crawler.store.dead_ends import save_rules
from crawler.store.record import open_record

HOST = "https://www.town.example"
TODAY = date(2026, 10, 15)
PAGES = (
    "/",
    "/bins/",
    "/bins/missed",
    "/council-tax",
    "/council-tax/pay",
    "/contact-us",
    "/search",
    "/article?id=5",
    "/café",
)


class Town:
    """The record of one site, with what is asked of it in the tests."""

    def __init__(self, folder):
        self.folder = folder
        self.db = open_record(folder / "dropkerb.db")

    def fill(self):
        self.db["sites"].insert({"name": "town", "title": "Town", "start_url": f"{HOST}/"})
        self.db.execute(
            """INSERT INTO runs (site_id, title, started_at, status, dropkerb_version)
               VALUES (1, 'town', '2026-10-01T01:00:00+00:00', 'done', '0.1')"""
        )
        self.db.conn.commit()
        with self.db.atomic():
            save_rules(self.db, load_dead_ends())
        for path in PAGES:
            self.page(path)

    def page(self, path, *, kind="page", template="t", title=""):
        from crawler.addresses import canonical

        with self.db.atomic():
            row = self.db.execute(
                """INSERT INTO pages (site_id, url, kind, template, title, first_run_id, last_run_id,
                       audited_run_id) VALUES (1, ?, ?, ?, ?, 1, 1, 1) RETURNING id""",
                [canonical(HOST + path), kind, template, title],
            ).fetchone()
        return row[0]

    def redirect(self, path, to):
        page = self.page(path, kind="redirect")
        with self.db.atomic():
            self.db.execute(
                """INSERT INTO visits (page_id, first_run_id, last_run_id, outcome, status, redirect_to)
                   VALUES (?, 1, 1, 'redirect', 301, ?)""",
                [page, HOST + to],
            )

    def finding(self, page, audit, *, status="failed", region="main", ended=None):
        with self.db.atomic():
            self.db.execute(
                """INSERT OR IGNORE INTO audits (name, title, failure_title, category, scope)
                   VALUES (?, 'well', 'wrong', 'links', 'page')""",
                [audit],
            )
            cause = self.db.execute(
                """INSERT INTO causes (site_id, key, audit_id, title, region, impact, first_run_id)
                   VALUES (1, hex(randomblob(8)), (SELECT id FROM audits WHERE name = ?), 'x', ?,
                       'serious', 1) RETURNING id""",
                [audit, region],
            ).fetchone()[0]
            self.db.execute(
                """INSERT INTO findings (page_id, cause_id, status, message, first_run_id, ended_run_id)
                   VALUES (?, ?, ?, 'wrong', 1, ?)""",
                [page, cause, status, ended],
            )

    def write(self, content, name="export"):
        path = self.folder / name
        if isinstance(content, str):
            content = content.encode()
        path.write_bytes(content)
        return path

    def load(self, *contents, start="2026-09-01", end="2026-09-28", today=TODAY, **asked):
        """Import contents as files; return the results."""
        files = [
            self.write(content, f"export{number or ''}") for number, content in enumerate(contents)
        ]
        days = [date.fromisoformat(day) if day else None for day in (start, end)]
        return import_files(self.db, 1, files, Asked(*days, **asked), today=today)

    def rows(self, sql, *parameters):
        return [tuple(row) for row in self.db.execute(sql, parameters)]

    def counted(self, column):
        """What was counted, by path: {path: number}."""
        rows = self.rows(
            f"""SELECT p.url, sum(a.{column}) FROM analytics a JOIN pages p ON p.id = a.page_id
                GROUP BY p.id ORDER BY p.id"""
        )
        return {url.removeprefix(HOST): value for url, value in rows}

    def is_untouched(self):
        tables = ("analytics_imports", "analytics", "analytics_unmatched", "behaviour")
        return all(self.rows(f"SELECT count(*) FROM {table}") == [(0,)] for table in tables)


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The record as every test begins with it, made once: migrations take a while."""
    town = Town(tmp_path_factory.mktemp("made"))
    town.fill()
    town.db.close()
    return town.folder / "dropkerb.db"


@pytest.fixture
def town(tmp_path, made):
    shutil.copy(made, tmp_path)
    town = Town(tmp_path)
    yield town
    town.db.close()
