"""A small record with everything that exports tell, and schemas that others wrote."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from made_council import FORMULA, MODULES


@pytest.fixture(scope="session")
def schema():
    """Return a JSON schema out of an npm package."""

    def read(name):
        return json.loads((MODULES / name).read_text(encoding="utf-8"))

    return read


@pytest.fixture
def council(record):
    """A site of four pages in two runs: three causes, one of them called a false positive."""
    site = record.site(title="Mudford Council")
    first = record.run(site, axe_version="4.14.1", browser_version="156.0")
    run = record.run(
        site, audited=4, axe_version="4.14.1", browser_version="156.0", ibm_version="4.0"
    )
    names = {"": "Home", "contact": "Contact us", "apply": "Apply for a fair", "bins": FORMULA}
    pages = [
        record.page(site, first, f"https://mudford.example/{path}", title, template=f"t{path}")
        for path, title in names.items()
    ]
    record.db.execute("UPDATE pages SET template = 't' WHERE url LIKE '%bins'")
    for page in pages:
        record.seen_again(page, run)
    document = record.page(
        site, first, "https://mudford.example/budget.pdf", "", outcome="document"
    )
    record.db.execute(
        "UPDATE visits SET content_type = 'application/pdf' WHERE page_id = ?", [document]
    )
    record.add("page_actions", page_id=pages[2], place=0, kind="form", fields=4)
    images, title, wrong = (
        record.cause(site, first, title="An image has no text", region="main"),
        record.cause(site, run, "page-title", "moderate", "The title is empty"),
        record.cause(site, first, title="A picture that is fine"),
    )
    for page in pages[:2]:
        record.verdict(site, page, "axe:image-alt", "failed", first)
        record.finding(page, images, first, selector="img", snippet='<img src="/a.png">')
    record.verdict(site, pages[2], "axe:image-alt", "passed", first)
    record.verdict(site, pages[3], "axe:image-alt", "failed", first)
    record.finding(pages[2], title, run, "needs review", "Does it say enough?")
    record.finding(pages[3], wrong, first, message=FORMULA)
    decision = record.add(
        "triage", site_id=site, kind="false positive", cause_key="2", person="Ann",
        reason="It is decoration.", decided_at="2026-03-02T09:00:00+00:00",
    )  # fmt: skip
    record.db.execute(
        "UPDATE findings SET set_aside = 'false positive', triage_id = ? WHERE cause_id = ?",
        [decision, wrong],
    )
    record.db.execute("UPDATE visits SET body_hash = 'abc123'")
    taken = {"cause_id": images, "page_id": pages[0], "run_id": run, "width": 320, "height": 160}
    record.add("evidence", **taken, role="image", name="", picture=b"RIFFpicture",
               engine='{"id": "image-alt"}')  # fmt: skip
    record.db.conn.commit()
    return record


@pytest.fixture
def exported(council, tmp_path):
    """Return the file that a format gives for the council."""
    from reports.exports import export

    def made(name, **asked):
        return export(council.path, name, tmp_path / f"made.{name}", **asked).path

    return made
