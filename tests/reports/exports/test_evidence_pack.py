"""The evidence pack: unpacked, checked by sha256sum, the same bytes each time, bounded memory."""

import json
import subprocess
import tracemalloc
import zipfile

import pytest
from lxml import html

from reports.exports import export


@pytest.fixture
def pack(exported):
    with zipfile.ZipFile(exported("evidence")) as found:
        yield found


def test_checksums_are_those_that_sha256sum_knows(pack, tmp_path):
    pack.extractall(tmp_path / "pack")
    checked = subprocess.run(
        ["sha256sum", "--strict", "--check", "manifest.sha256"],
        cwd=tmp_path / "pack", capture_output=True, text=True, check=True,
    )  # fmt: skip
    listed = {line.partition(":")[0] for line in checked.stdout.splitlines()}
    assert listed == {name for name in pack.namelist() if name != "manifest.sha256"}


def test_a_cause_has_all_that_the_record_knows(pack):
    folder = "causes/axe-image-alt-0-1"
    assert pack.read(f"{folder}/picture.webp") == b"RIFFpicture"
    assert pack.read(f"{folder}/element.txt") == b'<img src="/a.png">\n'
    told = json.loads(pack.read(f"{folder}/evidence.json"))
    assert told["criteria"][0]["number"] == "1.1.1"
    assert told["browser"]["role"] == "image"
    assert json.loads(pack.read(f"{folder}/axe.json")) == {"id": "image-alt"}
    assert told["versions"]["axe-core"] == "4.14.1"
    assert told["pages"] == ["https://mudford.example/", "https://mudford.example/contact"]
    first = told["found"][0]
    assert (first["selector"], first["how the page was"]) == ("img", "as it loads")
    assert first["SHA-256 of the page as sent"] == "abc123"
    assert first["open since"].startswith("2026-03-01")


def test_decisions_of_people_stand_with_it(pack):
    told = json.loads(pack.read("causes/axe-image-alt-2-3/evidence.json"))
    assert told["found"][0]["decision"]["reason"] == "It is decoration."
    page = html.fromstring(pack.read("index.html").decode())
    assert "People called 1 of them a false positive." in page.text_content()
    first, last = page.xpath("//section[h2[contains(., '1.1.1')]]/section/p/text()[1]")
    assert first.startswith("Sure. On 2 pages")
    assert last.startswith("A person called it a false positive. On 1 page")


def test_the_first_page_lists_it_by_criterion(pack):
    page = html.fromstring(pack.read("index.html").decode())
    assert page.get("lang") == "en-GB"
    assert page.xpath("//h2/text()") == ["1.1.1 Non-text Content", "2.4.2 Page Titled"]
    for link in page.xpath("//@href|//@src"):
        assert link in pack.namelist() or link.startswith("https://mudford.example/")


def test_hostile_words_stay_words(council, exported):
    council.db.execute(
        "UPDATE causes SET title = '<script>x</script>', key = '../../etc/passwd' || id"
    )
    council.db.execute("UPDATE audits SET name = '/root/' || name")
    council.db.execute("UPDATE findings SET snippet = '<b onclick=x>' || char(10) || '</pre>'")
    council.db.conn.commit()
    with zipfile.ZipFile(exported("evidence")) as pack:
        assert all(".." not in name and not name.startswith("/") for name in pack.namelist())
        page = html.fromstring(pack.read("index.html").decode())
    assert not page.xpath("//script|//*[@onclick]")


def test_the_same_record_gives_the_same_bytes(exported):
    assert exported("evidence").read_bytes() == exported("evidence").read_bytes()


def test_memory_does_not_grow_with_the_pictures(council, tmp_path):
    council.db.execute("UPDATE evidence SET picture = NULL")
    for number in range(60):
        cause = council.cause(1, 1, title=f"Fault {number}")
        council.finding(1, cause, 1)
        council.add("evidence", cause_id=cause, page_id=1, run_id=1, width=9, height=9,
                    picture=number.to_bytes(1, "big") * 500_000)  # fmt: skip
    tracemalloc.start()
    made = export(council.path, "evidence", tmp_path / "pack.zip")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert made.bytes > 30_000_000
    assert peak < 6_000_000
