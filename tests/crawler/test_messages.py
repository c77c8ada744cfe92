"""Messages: who is told of what, harmless whatever a page says, over real SMTP and HTTP."""

import json
import socket
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from crawler.messages import Digest, digests, harmless, send, send_news
from crawler.messages_command import telling
from crawler.news import Piece, news_of
from crawler.readers import ABOUT, Reader
from crawler.sites import Site, SitesError, load_sites
from crawler.store.record import RecordError, open_record

HOSTILE = "Bins\r\nBcc: all@town.example\r\n\r\n<script>alert(1)</script> @here <!channel> [pay](https://evil.example) `x`\u202e"


def site(**messages):
    readers = {name: {"to": ["${TO}"], **told} for name, told in messages.items()}
    return Site(name="town", start_url="https://town.example/", title="Town", messages=readers)


# --- sites.toml


def written(tmp_path, words):
    file = tmp_path / "sites.toml"
    file.write_text(f'[sites.town]\nstart_url = "https://town.example/"\n{words}')
    return file


def test_the_example_names_readers():
    found = load_sites(Path(__file__).parents[2] / "sites.example.toml")["ottermere"].messages
    assert found["operations"].about == ("coverage", "failed")


def test_a_reader_who_says_nothing_else_is_told_of_everything(tmp_path):
    file = written(tmp_path, '[sites.town.messages.web]\nto = ["${WEB}"]\n')
    assert load_sites(file)["town"].messages["web"].about == tuple(ABOUT)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("to = []", "line 4"),
        ('to = ["web@town.example"]', "must be an address of Apprise"),
        ('to = ["mailto://me:secret@mail.example"]', "put it into the environment"),
        ('to = ["slack://T1/secret/X"]', "is as good as a password"),
        ('to = ["${WEB}"]\nabout = ["new-criticals"]', "perhaps new-critical is meant"),
        ('to = ["${WEB}"]\nabuot = ["failed"]', "perhaps about is meant"),
    ],
)
def test_mistakes_name_their_line(tmp_path, words, told):
    with pytest.raises(SitesError, match=r"sites\.toml, line [345]") as caught:
        load_sites(written(tmp_path, f"[sites.town.messages.web]\n{words}\n"))
    assert told in str(caught.value)
    assert "secret" not in str(caught.value)


def test_secrets_come_from_the_environment():
    reader = Reader(to=("mailtos://${USER_NAME}:${PASSWORD}@mail.example",))
    asked = {"USER_NAME": "u", "PASSWORD": "p"}
    assert reader.addresses(asked) == ["mailtos://u:p@mail.example"]


# --- what is news


@pytest.fixture
def record(tmp_path):
    """A site of two runs and 14 pages, of which the second is the page of a task."""
    path = tmp_path / "town.db"
    db = open_record(path)
    db["sites"].insert(
        {"id": 1, "name": "town", "title": "Town", "start_url": "https://town.example/"}
    )
    for number in (1, 2):
        db["runs"].insert(
            {"id": number, "site_id": 1, "previous_run_id": number - 1 or None, "title": "", "status": "done",
             "started_at": f"2026-11-2{number}T01:00:00+00:00", "finished_at": f"2026-11-2{number}T02:00:00+00:00",
             "dropkerb_version": "0.1", "pages_audited": 14}
        )  # fmt: skip
        db["tasks"].insert(
            {"run_id": number, "task_id": "missed-bin", "name": "Report a missed bin", "state": "found",
             "page_id": None, "sureness": "sure", "completion": 4, "end_kind": "form"}
        )  # fmt: skip
    for number in range(1, 15):
        db["pages"].insert(
            {"id": number, "site_id": 1, "url": f"https://town.example/{number}", "first_run_id": 1,
             "last_run_id": 2, "audited_run_id": 2}
        )  # fmt: skip
    db.execute("UPDATE tasks SET page_id = 2")
    for number, (name, category) in enumerate(
        [("label", "accessibility"), ("broken-handoff", "dead ends"), ("region", "best practice")],
        1,
    ):
        db["audits"].insert(
            {"id": number, "name": name, "title": "", "failure_title": "", "category": category, "scope": "page"}
        )  # fmt: skip
        db["causes"].insert(
            {"id": number, "site_id": 1, "key": name, "audit_id": number, "title": f"{HOSTILE}.",
             "impact": "critical", "first_run_id": 1}
        )  # fmt: skip
    db.conn.commit()
    yield db
    db.close()


def find(db, cause, *pages, run=2, status="failed"):
    for page in pages:
        db["findings"].insert(
            {"page_id": page, "cause_id": cause, "status": status, "message": "It does not answer.", "first_run_id": run}
        )  # fmt: skip
    db.conn.commit()


def kinds(db, run=2):
    return [piece.kind for piece in news_of(db, run)]


def test_a_quiet_night_is_no_news(record):
    find(record, 1, 2, *range(3, 15), run=1)  # all of it was there before
    find(record, 1, 1)
    find(record, 3, 2)  # advice
    find(record, 2, 5, status="needs review")
    assert kinds(record) == []
    assert kinds(record, run=1) == []  # nothing to compare with


def test_a_new_critical_on_the_page_of_a_task(record):
    find(record, 1, 2)
    (piece,) = news_of(record, 2)
    assert piece.kind == "new-critical"
    assert piece.lines[0].endswith(": https://town.example/2")
    record.execute("UPDATE causes SET impact = 'serious'")
    assert kinds(record) == []


def test_a_new_fault_on_more_than_ten_pages(record):
    find(record, 1, *range(3, 13))
    assert kinds(record) == []
    find(record, 1, 13)
    (piece,) = news_of(record, 2)
    assert piece.kind == "template"
    assert piece.lines[0].endswith(": https://town.example/10 and 10 more")


def test_a_hand_off_that_is_down(record):
    find(record, 2, 7)
    (piece,) = news_of(record, 2)
    assert (piece.kind, piece.lines) == (
        "hand-off",
        ("It does not answer: https://town.example/7",),
    )


@pytest.mark.parametrize(
    ("now", "is_news"),
    [
        ("completion = 1, end_kind = 'phone'", True),
        ("state = 'not found', completion = 0", True),
        ("state = 'not known', completion = 0", False),
        ("completion = 2", False),
    ],
)
def test_a_task_that_is_no_longer_done_online(record, now, is_news):
    record.execute(f"UPDATE tasks SET {now} WHERE run_id = 2")
    assert kinds(record) == (["task-offline"] if is_news else [])


def test_far_fewer_pages(record):
    record.execute("UPDATE runs SET pages_audited = 11 WHERE id = 2")
    assert kinds(record) == ["coverage"]
    record.execute("UPDATE runs SET pages_audited = 12 WHERE id = 2")
    assert kinds(record) == []


def test_a_run_that_failed_tells_nothing_else(record):
    record.execute(
        "UPDATE runs SET status = 'failed', reason = 'It was away.', pages_audited = 0 WHERE id = 2"
    )
    assert news_of(record, 2) == [Piece("failed", ("It was away.",))]


def test_a_statement_that_is_lost_or_old_in_records_that_know_of_them(record):
    record["statements"].insert_all(
        [
            {"site_id": 1, "url": "https://town.example/a11y", "role": "main", "kind": "statement",
             "content_hash": "h", "review_due_on": "2026-11-21", "first_run_id": 1, "ended_run_id": None},
        ]
    )  # fmt: skip
    (piece,) = news_of(record, 2)
    assert piece.lines == ("Its review was due on 2026-11-21: https://town.example/a11y",)
    record.execute("UPDATE statements SET ended_run_id = 2")
    assert news_of(record, 2)[0].lines == ("It is gone: https://town.example/a11y",)


# --- what is written


def test_readers_hear_only_of_what_they_care_about():
    pieces = [Piece("coverage", ("5 pages",)), Piece("template", ("a", "b"), left_out=4)]
    made = digests(
        site(web={"about": ["template"]}, law={"about": ["statement"]}, ops={}), pieces, None
    )
    assert [(each.reader, each.subject) for each in made] == [
        ("web", "Town: 6 things to know of last night"),
        ("ops", "Town: 7 things to know of last night"),
    ]
    assert (
        made[0].text == "New faults on more than ten pages:\n- a\n- b\n- and 4 more, in the report"
    )
    assert digests(site(web={}), [], None) == []


@pytest.mark.parametrize("odd", ["\r", "\n", "<", ">", "@", "[", "`", "\u202e", "\x1b", "\x00"])
def test_nothing_in_a_title_is_obeyed(odd):
    assert odd not in harmless(HOSTILE + odd)


def test_long_titles_are_cut():
    assert len(harmless("x" * 10_000_000)) < 400


# --- what arrives


class Box:
    """Keeps what the mail server was given."""

    def __init__(self):
        self.got = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (aiosmtpd's name)
        self.got.append(
            (envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default))
        )
        return "250 OK"


@pytest.fixture
def mail():
    box = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        box.port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    controller.stop()


DIGEST = digests(site(web={}), [Piece("template", (HOSTILE,))], Path("/srv/report/index.html"))[0]


def test_a_message_by_mail(mail):
    to = f"mailto://127.0.0.1:{mail.port}?from=audit@town.example&to=web@town.example"
    assert send(site(web={}).messages, DIGEST, {"TO": to}).problem == ""
    ((receivers, got),) = mail.got
    assert receivers == ["web@town.example"]
    assert got["Subject"] == "Town: 1 thing to know of last night"
    assert got["Bcc"] is None
    parts = {
        part.get_content_type(): part.get_content()
        for part in got.walk()
        if not part.is_multipart()
    }
    assert any(
        "Bins Bcc: all＠town.example ‹script›alert(1)‹/script›" in each for each in parts.values()
    )
    assert not any("<script" in each or "@here" in each for each in parts.values())


def test_a_message_by_http(web_box):
    server, got = web_box
    assert (
        send(site(web={}).messages, DIGEST, {"TO": f"json://127.0.0.1:{server}/hook"}).problem == ""
    )
    (told,) = got
    assert told["title"] == "Town: 1 thing to know of last night"
    assert "/srv/report/index.html" in told["message"]
    assert "@here" not in told["message"]
    assert "<!channel>" not in told["message"]


@pytest.fixture
def web_box():
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    got = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            is_good = self.path == "/hook"
            if is_good:
                got.append(json.loads(body))
            self.send_response(200 if is_good else 500)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1], got
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("to", "problem"),
    [
        ("", "the environment has no TO."),
        ("nonsense://secret", "address 1 is none that Apprise knows."),
        ("json://user:secret@127.0.0.1:{port}/away", "address 1 did not take it."),
    ],
)
def test_what_went_wrong_is_said_without_the_secret(web_box, to, problem, caplog, capsys):
    sent = send(site(web={}).messages, Digest("web", "s", "t"), {"TO": to.format(port=web_box[0])})
    assert sent.problem == problem
    said = capsys.readouterr()
    assert "secret" not in caplog.text + said.out + said.err


def test_news_at_the_end_of_a_run_and_a_note_when_nobody_takes_them(record, web_box, monkeypatch):
    port, got = web_box
    record.execute("UPDATE runs SET pages_audited = 5 WHERE id = 2")
    record.conn.commit()
    path = record.path
    record.close()
    monkeypatch.setenv("TO", f"json://127.0.0.1:{port}/hook")
    asked = {"ended_since": "2026-11-22T01:30:00+00:00"}
    assert [sent.problem for sent in send_news(site(web={}), path, None, **asked)] == [""]
    assert "5 pages, after 14 in the run before" in got[0]["message"]
    assert list(send_news(site(web={}), path, None, ended_since="2026-11-23T01:30:00+00:00")) == []
    monkeypatch.setenv("TO", f"json://user:secret@127.0.0.1:{port}/away")
    assert [bool(sent.problem) for sent in send_news(site(web={}), path, None, **asked)] == [True]
    db = open_record(path)
    notes = [row["message"] for row in db["run_notes"].rows]
    db.close()
    assert notes == ["A message to web was not sent: address 1 did not take it."]


def test_a_run_that_could_not_begin_is_told_too(tmp_path, web_box, monkeypatch, capsys):
    port, got = web_box
    monkeypatch.setenv("TO", f"json://127.0.0.1:{port}/hook")
    with (
        pytest.raises(RecordError),
        telling(site(ops={"about": ["failed"]}), tmp_path / "a.db", tmp_path),
    ):
        raise RecordError("Another run is writing it.")
    assert "Another run is writing it." in got[0]["message"]
    assert "Message to ops: sent." in capsys.readouterr().err


def test_the_command(record, tmp_path, dropkerb):
    record.execute("UPDATE runs SET pages_audited = 5 WHERE id = 2")
    record.conn.commit()
    written(tmp_path, '[sites.town.messages.web]\nto = ["${WEB}"]\n')
    done = dropkerb("messages", "--db", record.path, "--dry-run", cwd=tmp_path)
    assert done.returncode == 0
    assert "To web of town: town: 1 thing to know of last night" in done.stdout
    done = dropkerb("messages", "--test", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (3, "Message to web: the environment has no WEB.\n")
