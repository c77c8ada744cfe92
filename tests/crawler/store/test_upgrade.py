"""Old records become new ones: from every schema that ever was, with what was in them."""

import sqlite3

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from crawler.store.invariants import complaints
from crawler.store.migrations import migrations
from crawler.store.record import RecordError, open_record, read_record
from reports.build import build

# In the order in which they were released. A name here is never changed, nor is what it does.
RELEASED = [each.name for each in migrations.pending(Database(memory=True))]
CONTENT = {  # rows that records had since the migration that made their tables
    "m001_record": """
        INSERT INTO profiles (id, name, jurisdiction, standard, checked_on, confidence, source)
            VALUES ('uk-psbar', 'Regulations', 'UK', 'WCAG 2.2', '2026-01-01', 'P', 'a book');
        INSERT INTO requirements VALUES ('wcag:1.1.1', 'Non-text Content', 'A', '2.0', 'https://w3.example/');
        INSERT INTO profile_requirements VALUES ('uk-psbar', 'wcag:1.1.1');
        INSERT INTO sites VALUES (1, 'town', 'Town', 'https://town.example/', 'uk-psbar', 'district');
        INSERT INTO runs (id, site_id, previous_run_id, title, started_at, finished_at, status, dropkerb_version,
            pages_audited) VALUES
            (1, 1, NULL, 'one', '2026-03-01T01:00:00+00:00', '2026-03-01T02:00:00+00:00', 'done', '0.1', 1),
            (2, 1, 1, 'two', '2026-03-02T01:00:00+00:00', '2026-03-02T02:00:00+00:00', 'done', '0.1', 1);
        INSERT INTO run_notes (run_id, kind, message) VALUES (2, 'robots', 'It could not be read.');
        INSERT INTO pages (id, site_id, url, title, first_run_id, last_run_id, audited_run_id)
            VALUES (1, 1, 'https://town.example/', 'Town', 1, 2, 2);
        INSERT INTO visits (page_id, first_run_id, last_run_id, outcome, status) VALUES (1, 1, 2, 'audited', 200);
        INSERT INTO audits (id, name, title, failure_title, category, scope, last_run_id) VALUES
            (1, 'axe:image-alt', 'Pictures have texts', 'A picture has no text', 'accessibility', 'page', 2),
            (2, 'axe:region', 'All is in regions', 'Something is in no region', 'best practice', 'page', 2);
        INSERT INTO audit_requirements VALUES (1, 'wcag:1.1.1');
        INSERT INTO outcomes (page_id, site_id, audit_id, audit_version, status, first_run_id, ended_run_id)
            VALUES (1, 1, 1, 1, 'passed', 1, 2), (1, 1, 1, 1, 'failed', 2, NULL);
        INSERT INTO causes (id, site_id, key, audit_id, title, impact, first_run_id)
            VALUES (1, 1, 'k', 1, 'The logo has no text', 'serious', 2);
        INSERT INTO findings (page_id, cause_id, status, message, first_run_id)
            VALUES (1, 1, 'failed', 'This logo has no text.', 2);
        INSERT INTO targets (id, site_id, url, kind, state) VALUES (1, 1, 'https://other.example/', 'external', 'ok');
        INSERT INTO links (page_id, target_id, text, first_run_id) VALUES (1, 1, 'Other', 1);
        INSERT INTO run_totals VALUES (2, 'site', '', 'pages audited', 1);""",
    "m003_looks": """
        INSERT INTO asset_sets VALUES (1, 1, 'k', '[]');
        INSERT INTO looks (page_id, html_hash, versions, asset_set_id, run_id, looked_at)
            VALUES (1, 'h', 'v', 1, 2, '2026-03-02T01:00:00+00:00');""",
    "m006_evidence": "INSERT INTO evidence (cause_id, page_id, run_id, role) VALUES (1, 1, 2, 'image');",
    "m008_menus": """
        INSERT INTO menus VALUES (1, 1, 'k', 'nav', 'Main', 'nav', '[]');
        INSERT INTO page_menus VALUES (1, 0, 1);""",
    "m012_reading": "INSERT INTO page_readability (page_id, run_id, level) VALUES (1, 2, 3.5);",
    "m014_tasks": """
        INSERT INTO tasks (run_id, task_id, name, state, page_id) VALUES (2, 'missed-bin', 'Bins', 'found', 1);""",
}  # fmt: skip


def old_record(path, last):
    """Make a record as Dropkerb made it when that migration was its last."""
    db = Database(path)
    for name in RELEASED[: RELEASED.index(last) + 1]:
        migrations.apply(db, stop_before=_after(name))
        if name in CONTENT:
            db.conn.executescript(CONTENT[name])
    db.conn.commit()
    applied = [each.name for each in migrations.applied(db)]
    db.close()
    return applied


def _after(name):
    place = RELEASED.index(name) + 1
    return RELEASED[place] if place < len(RELEASED) else None


def schema(path):
    db = sqlite3.connect(path)
    try:
        return db.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name"
        ).fetchall()
    finally:
        db.close()


@pytest.mark.parametrize("last", RELEASED)
def test_a_record_of_every_schema_is_upgraded_with_what_it_holds(tmp_path, last):
    path = tmp_path / "town.db"
    assert old_record(path, last)[-1] == last
    if last != RELEASED[-1]:
        with pytest.raises(RecordError, match="older Dropkerb"):
            read_record(path)
    open_record(path).close()
    db = read_record(path)
    assert list(complaints(db)) == []
    (found,) = db.query("SELECT * FROM open_findings")
    assert (found["site"], found["audit"], found["message"]) == (
        "town",
        "axe:image-alt",
        "This logo has no text.",
    )
    assert [row["certainty"] for row in db.query("SELECT certainty FROM audits ORDER BY id")] == [
        "failed",
        "advice",
    ]
    assert db.execute("SELECT count(*) FROM run_health").fetchone() == (2,)
    for view in db.view_names():
        db.execute(f"SELECT * FROM [{view}] LIMIT 1").fetchall()
    db.close()
    open_record(tmp_path / "new.db").close()
    assert schema(path) == schema(tmp_path / "new.db")


def test_a_report_on_the_oldest_record(tmp_path):
    path = tmp_path / "town.db"
    old_record(path, RELEASED[0])
    open_record(path).close()
    build(path, tmp_path / "out")
    assert "The logo has no text" in (tmp_path / "out/causes.html").read_text()


def test_an_upgrade_that_fails_leaves_the_record_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "town.db"
    old_record(path, RELEASED[-2])
    before = schema(path)

    def broken(db):
        db.execute("CREATE TABLE half (id INTEGER)")
        raise sqlite3.OperationalError("the disk went away")

    mended = Migrations("dropkerb")
    for each in migrations.pending(Database(memory=True)):
        mended(name=each.name)(broken if each.name == RELEASED[-1] else each.fn)
    monkeypatch.setattr("crawler.store.record.migrations", mended)
    with pytest.raises(sqlite3.OperationalError, match="went away"):
        open_record(path)
    assert schema(path) == before
