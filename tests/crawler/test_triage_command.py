"""`dropkerb triage` and `dropkerb clock` as people give them: one sentence for every mistake."""

import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from audits.regulator import load_regulator
from crawler.cli import cli
from crawler.exits import Stop
from crawler.store.clock import deadlines
from crawler.store.record import RecordError, open_record, read_record
from crawler.store.regulator import save_regulator

WHO = ("--person", "A. Reed", "--reason", "We looked")
TODAY = datetime.now(UTC).date()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A record of one site with two causes on one page; each test gets a copy."""
    path = tmp_path_factory.mktemp("town") / "town.db"
    db = open_record(path)
    site = {"id": 1, "name": "town", "title": "Town", "start_url": "https://town.example/"}
    db["sites"].insert(site)
    db["runs"].insert({"id": 1, "site_id": 1, "title": "t", "started_at": "2026-11-01T01:00:00+00:00", "status": "done", "dropkerb_version": "1"})  # fmt: skip
    for number, title in (("1.1.1", "Non-text Content"), ("1.4.3", "Contrast")):
        db["requirements"].insert({"id": f"wcag:{number}", "title": title, "level": "A", "since": "2.0", "url": "https://w3.example"})  # fmt: skip
    db["pages"].insert({"id": 1, "site_id": 1, "url": "https://town.example/bins", "first_run_id": 1, "last_run_id": 1, "audited_run_id": 1})  # fmt: skip
    for number, name in ((1, "axe:image-alt"), (2, "axe:color-contrast")):
        db["audits"].insert({"id": number, "name": name, "title": "a", "failure_title": "b", "category": "accessibility", "scope": "page"})  # fmt: skip
        db["audit_requirements"].insert({"audit_id": number, "requirement_id": ("wcag:1.1.1", "wcag:1.4.3")[number - 1]})  # fmt: skip
        db["causes"].insert({"id": number, "site_id": 1, "key": f"k{number}", "audit_id": number, "title": "=SUM(1)", "impact": "serious", "first_run_id": 1})  # fmt: skip
        db["findings"].insert({"page_id": 1, "cause_id": number, "status": "failed", "message": "No words.", "first_run_id": 1})  # fmt: skip
    save_regulator(db, load_regulator().issues)
    db.close()
    return path


@pytest.fixture
def record(whole, tmp_path):
    return Path(shutil.copy(whole, tmp_path))


@pytest.fixture
def give(record):
    """Give a command; return what it said, or the sentence with which it stopped."""

    def do(*arguments, text=None):
        done = CliRunner().invoke(cli, [*arguments, "--db", str(record)], input=text)
        if isinstance(done.exception, (Stop, RecordError)):
            return str(getattr(done.exception, "message", done.exception))
        return done.output.removeprefix("dropkerb: ")

    return do


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("accept", *WHO), "A decision is about a cause, pages, a criterion, or several of these."),
        (("accept", "--cause", "9", *WHO), "The site has no cause '9'; dropkerb findings lists"),
        (("accept", "--cause", "x", *WHO), "The site has no cause 'x'"),
        (("accept", "--criterion", "9.9", *WHO), "knows no criterion '9.9'; write it as 1.4.3."),
        (("accept", "--cause", "1", "--person", " ", "--reason", "r"), "needs the person"),
        (("accept", "--cause", "1", "--person", "p", "--reason", ""), "A decision needs a reason."),
        (("accept", "--cause", "1", "--expires", "soon", *WHO), "'soon' is no date; write it as"),
        (("accept", "--cause", "1", "--expires", "2020-01-01", *WHO), "lies in the past"),
        (("accept", "--pages", "bins/*", *WHO), "'bins/*' must begin with /, * or https://."),
        (("due", "--by", "Easter", "--cause", "1", *WHO), "'Easter' is no date"),
        (("assign", "--to", " ", "--cause", "1", *WHO), "Say who is to do it."),
        (("accept", "--cause", "1", "--site", "twon", *WHO), "knows no site 'twon'; it has: town."),
        (("undo", "7", *WHO), "No decision 7 holds; dropkerb triage list shows those that do."),
        (("import", "/no/such.csv"), "could not be read: No such file"),
        (("list",), "No decision holds."),
        (("list", "--history"), "Nobody has decided anything yet."),
    ],
)
def test_mistakes_end_in_a_sentence_and_change_nothing(give, arguments, said):
    assert said in give("triage", *arguments)
    assert "No decision holds." in give("triage", "list")


def test_a_record_that_a_run_is_writing_is_said_to_be(give, record):
    db = open_record(record)
    assert "Another run is writing" in give("triage", "accept", "--cause", "1", *WHO)
    db.close()


def test_no_record_is_made(give, record):
    record.unlink()
    assert "There is no record" in give("triage", "accept", "--cause", "1", *WHO)
    assert not record.exists()


def test_accept_list_findings_undo(give):
    until = (TODAY + timedelta(days=9)).isoformat()
    said = give("triage", "accept", "--cause", "1", "--expires", until, *WHO)
    assert said == f"Decision 1: accepted, until {until}. It is about 1 open finding of 1 cause.\n"
    assert "town: accepted, until" in give("triage", "list")
    listed = give("findings")
    assert "axe:image-alt" not in listed
    assert "Not in this list, since somebody decided so: 1 accepted." in listed
    assert give("triage", "undo", "1", *WHO) == "Decision 1 holds no more.\n"
    assert "axe:image-alt" in give("findings")
    history = json.loads(give("triage", "list", "--history", "--json"))
    assert [row["event"] for row in history] == ["decided", "undone"]


def test_several_causes_at_once(give):
    said = give("triage", "false-positive", "--cause", "1", "--cause", "2", *WHO)
    assert said.count("false positive") == 2
    assert "No such finding is open" in give("findings")


def test_what_is_exported_is_safe_and_comes_back_the_same(give, tmp_path):
    give("triage", "exempt", "--cause", "1", "--person", "=cmd()", "--reason", "+1, or so")
    give("triage", "due", "--by", "2026-12-24", "--criterion", "1.4.3", *WHO)
    file = tmp_path / "decisions.csv"
    assert give("triage", "export", str(file)).startswith("2 rows")
    table = file.read_text("utf-8-sig")
    assert "\nexempt,1,k1,,,,\"'+1, or so\",'=cmd(),,'=SUM(1)\n" in table
    assert give("triage", "import", str(file)) == "0 decisions imported; 2 held already.\n"
    give("triage", "undo", "1", *WHO)
    assert give("triage", "import", str(file)) == "1 decision imported; 1 held already.\n"
    assert json.loads(give("triage", "list", "--json"))[1]["person"] == "=cmd()"


def test_a_sheet_of_open_causes_is_filled_in_and_read(give):
    sheet = give("triage", "export", "--open")
    assert sheet.count("\n") == 3
    filled = sheet.replace(",1,k1,,,,,,,", "false-positive,1,k1,,,,Seen,Ann,,")
    assert give("triage", "import", "-", text=filled).startswith("1 decision imported")


def test_a_table_never_takes_the_place_of_the_record(give, record, tmp_path):
    link = tmp_path / "link.csv"
    link.symlink_to(record)
    before = record.read_bytes()
    for place in (record, link):
        assert "is the record itself; name another file." in give("triage", "export", str(place))
    assert "could not be written" in give("triage", "export", str(tmp_path))
    assert record.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    "reader", [("statement",), ("tasks",), ("export", "--format", "csv"), ("draft", "statement")]
)
def test_every_command_that_reads_ends_what_has_expired(give, record, reader, monkeypatch):
    monkeypatch.chdir(record.parent)
    give("triage", "accept", "--cause", "1", "--expires", TODAY.isoformat(), *WHO)
    db = open_record(record)
    db.execute("UPDATE triage SET expires_on = '2026-11-01'")
    db.conn.commit()
    db.close()
    give(*reader)
    db = read_record(record)
    assert db.execute("SELECT ending FROM triage").fetchall() == [("expired",)]
    assert db.execute("SELECT count(*) FROM open_findings").fetchone() == (2,)


def test_a_sheet_that_a_spreadsheet_saved_is_read(give, record):
    late = TODAY.replace(year=TODAY.year + 1, month=3, day=12)
    table = (
        "Decision,Cause,Value,Reason,Person,Expires\n"
        f"accept,1,,Looked,Ann,{late:%d/%m/%Y}\ndue,2,{late:%d/%m/%Y},Said,Ann,\n"
    )
    assert give("triage", "import", "-", text=table).startswith("2 decisions imported")
    rows = json.loads(give("triage", "list", "--json"))
    assert [rows[0]["expires_on"], rows[1]["value"]] == [late.isoformat()] * 2
    impossible = table.replace(f"{late:%d/%m/%Y}", "03/31/2099", 1)
    assert "'03/31/2099' is no date" in give("triage", "import", "-", text=impossible)
    db = open_record(record)
    db.execute(
        """INSERT INTO profiles (id, name, jurisdiction, standard, checked_on, confidence, source)
           VALUES ('us-ada', 'X', 'X', 'X', '2026-11-01', 'P', 'X')"""
    )
    db.execute("UPDATE sites SET profile_id = 'us-ada'")
    db.conn.commit()
    db.close()
    assert "is no date; write it as 2026-11-28." in give("triage", "import", "-", text=table)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "lacks the column 'decision'"),
        ("decision,reason,person\n", "has none of the columns cause, cause_key, pages"),
        ("decision,reason,person,cause,colour\n", "has a column 'colour', which means nothing"),
        ("decision,reason,person,cause,cause\n", "has the column 'cause' twice"),
        ("decision,reason,person,cause\naccepted,r,p\n", "Line 2 has 3 cells and the header has 4"),
        ("decision,reason,person,cause\nmaybe,r,p,1\n", "Line 2: 'maybe' is no decision;"),
        ("decision,reason,person,cause\naccepted,,p,1\n", "Line 2: A decision needs a reason."),
        ("decision,reason,person,cause\naccepted,r,p,9\n", "Line 2: The site has no cause '9'"),
        ("decision,reason,person,cause_key\naccepted,r,p,x\n", "knows no cause with the key 'x'"),
        ('decision,reason,person,cause\naccepted,"r,p,1\n', "This is no table in CSV"),
        (
            "decision,reason,person,cause\naccepted,r,p,1\naccepted,s,q,1\n",
            "Line 3 decides again what line 2 decides.",
        ),
        (
            "decision,reason,person,cause\naccepted,r,p,1\nexempt,r,p,77\n",
            "Line 3: The site has no cause '77'",
        ),
    ],
)
def test_a_wrong_table_is_refused_whole(give, table, said):
    told = give("triage", "import", "-", text=table)
    assert said in told
    assert told.rstrip().endswith("Nothing was imported.")
    assert "No decision holds." in give("triage", "list")


def test_a_table_in_another_encoding_is_refused(give, tmp_path):
    file = tmp_path / "latin.csv"
    file.write_bytes("decision,reason,person,cause\naccepted,Tŷ,p,1\n".encode("utf-16"))
    assert give("triage", "import", str(file)).rstrip().endswith("Nothing was imported.")


def test_the_days_of_the_clock():
    days = [(each.days, each.by_whom) for each in deadlines(load_regulator().clock)]
    assert [day for day, _ in days] == [7, 7, 28, 84, 91, 91, 119]
    assert [day for day, who in days if who == "you"] == [7, 84, 119]


def test_a_report_and_what_became_of_its_issues(give, record):
    table = (
        "issue,criterion,page,words\n24,,http://www.TOWN.example/bins/#top,A logo\n"
        ",WCAG 1.4.3 Contrast,,Grey\n9,,https://town.example/gone,Focus\n"
    )
    said = give("clock", "add", "--received", "2026-11-02", "--issues", "-", text=table)
    assert "2026-11-09" in said
    assert "you: Say that you have the report" in said
    assert "2027-01-25" in said
    assert "Bank holidays are not considered." in said
    assert "1.1.1 issue 24 https://town.example/bins: open. A check finds it." in said
    assert "1.4.3 whole site: open." in said
    assert "issue 9 https://town.example/gone: not seen. This record does not have" in said
    give("triage", "accept", "--cause", "1", *WHO)  # a decision of ours ends no issue of theirs
    db = open_record(record)
    db["runs"].insert({"id": 2, "site_id": 1, "title": "t", "started_at": "2026-11-20T01:00:00+00:00", "status": "done", "dropkerb_version": "1"})  # fmt: skip
    db.execute("UPDATE findings SET ended_run_id = 2, ending = 'fixed' WHERE cause_id = 2")
    db.conn.commit()
    db.close()
    (report,) = json.loads(give("clock", "list", "--json"))
    states = [(each["state"], each["since_run"]) for each in report["issues"]]
    assert states == [("open", None), ("no longer found", 2), ("not seen", None)]
    assert "came on 2026-11-02, so it was not" in give("clock", "close", "1", "--on", "2026-11-01")
    today = TODAY.isoformat()
    assert give("clock", "close", "1", "--on", today, "--note", "Done") == "Report 1 is closed.\n"
    assert f"closed on {today}" in give("clock", "list")
    assert give("clock", "remove", "1") == "Report 1 is taken out.\n"
    assert "No report of the regulator is on record" in give("clock", "list")
    db = read_record(record)
    left = "SELECT (SELECT count(*) FROM gds_issues) + (SELECT count(*) FROM gds_deadlines)"
    assert db.execute(left).fetchone() == (0,)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list",), "No report of the regulator is on record"),
        (("add", "--received", "today"), "'today' is no date"),
        (("add", "--received", "2999-01-01"), "2999-01-01 has not come yet"),
        (("close", "3", "--on", "2026-11-01"), "No open report has the number 3"),
        (("close", "3", "--on", "never"), "'never' is no date"),
        (("close", "1", "--on", "2999-01-01"), "2999-01-01 has not come yet"),
        (("remove", "3"), "No report has the number 3; dropkerb clock list shows them."),
    ],
)
def test_mistakes_with_the_clock(give, arguments, said):
    assert said in give("clock", *arguments)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("page\n", "has none of the columns issue, criterion"),
        ("issue\n77\n", "Line 2: '77' is no number of the regulator's list, 1 to 76."),
        ("issue,criterion\n1,2.9.9\n", "knows no criterion '2.9.9'"),
        ("issue,page\n1,bins\n", "'bins' begins with neither"),
        ("issue,page\n,https://town.example/\n", "A row needs an issue or a criterion."),
    ],
)
def test_a_wrong_table_of_issues_is_refused_whole(give, table, said):
    told = give("clock", "add", "--received", "2026-11-02", "--issues", "-", text=table)
    assert said in told
    assert told.rstrip().endswith("Nothing was imported.")
    assert "No report" in give("clock", "list")


def test_days_come_from_the_law_of_the_site(give, record):
    db = open_record(record)
    db.execute(
        """INSERT INTO profiles (id, name, jurisdiction, standard, checked_on, confidence, source,
               monitoring) VALUES ('x', 'X', 'X', 'X', '2026-11-01', 'P', 'X', ?)""",
        [json.dumps({"body": "Y", "acknowledge_days": 3, "fix_weeks": 4, "follow_up_weeks": [2]})],
    )
    db.execute("UPDATE sites SET profile_id = 'x'")
    db.conn.commit()
    db.close()
    said = give("clock", "add", "--received", "2026-11-02")
    days = [date.fromisoformat(line.split()[0]) - date(2026, 11, 2) for line in said.splitlines() if line.startswith("  20")]  # fmt: skip
    assert [each.days for each in days] == [3, 14, 28, 35, 35, 63]
