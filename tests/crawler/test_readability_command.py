"""dropkerb readability: a text for people, lines of JSON for machines, one sentence for mistakes."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from audits.derive.reading_level import PLAIN_LEVEL
from crawler.cli import cli
from crawler.exits import Stop
from crawler.readability_command import measure

ROOT = Path(__file__).parents[2]
PLAIN = "We empty your bin each week. Put it out by six in the morning. We do not take glass. "
HARD = (
    "Notwithstanding the aforementioned considerations, applicants are required to demonstrate, to "
    "the satisfaction of the responsible authority, exceptional individual circumstances. "
)
WELSH = "Mae'r cyngor yn casglu eich biniau bob wythnos, ac yn eu gwagio cyn naw. "


def asked(*arguments, given=b""):
    """What it says on both streams, and how it ended."""
    words = ["readability", *map(str, arguments)]
    done = CliRunner().invoke(cli, words, input=given, standalone_mode=False)
    if isinstance(done.exception, Stop):
        return done.stdout, done.exception.message
    assert done.exception is None, done.exception
    return done.stdout, ""


def lines(*texts):
    return "".join(json.dumps({"id": at, "text": text}) + "\n" for at, text in enumerate(texts))


def test_a_text_is_told_in_full(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text(HARD * 9 + "\n\n" + PLAIN, encoding="utf-8")
    said, _ = asked(file)
    assert said.startswith(
        "Reading level 4.9 of 6: very hard. A text for everybody stays below 3.6.\n"
    )
    assert "long words add 0." in said
    assert "Flesch reading ease" in said
    assert "SMOG                               -  made for 30 sentences" in said
    assert said.rindex("Notwithstanding") > said.index("Hardest sentences:")
    assert " age" not in said


def test_words_to_change_are_told_once_with_what_to_say_instead():
    said, _ = asked(given=(PLAIN + "We commenced prior to May, and commence again.").encode())
    assert said.endswith(
        "\nWords to change, and what to say instead:\n"
        "  commenced                     started\n"
        "  prior to                      before\n"
    )
    assert "Words to change" not in asked(given=PLAIN.encode())[0]
    assert "1 word of prose, 1 sentence." in asked(given=b"Bins")[0]


def test_it_reads_standard_input_and_says_when_a_text_is_short():
    said, _ = asked(given=PLAIN.encode())
    assert said.startswith("Too short to score: 19 words of prose, 3 sentences.")
    assert ": easy." in said


@pytest.mark.parametrize(
    ("text", "reason"), [(WELSH * 5, "Welsh"), ("", "no prose"), ("12 13", "no prose")]
)
def test_what_has_no_level_is_not_scored(text, reason):
    assert asked(given=text.encode())[0] == f"Not scored: {reason}.\n"
    answer = json.loads(asked("--jsonl", given=lines(text).encode())[0])
    assert answer == {"id": 0, "score": None, "reason": f"not scored: {reason}"}


def test_each_line_is_answered_with_its_id_and_what_the_score_is_made_of():
    said, _ = asked("--jsonl", given=lines(PLAIN, HARD * 8).encode())
    easy, hard = map(json.loads, said.splitlines())
    assert (easy["id"], hard["id"]) == (0, 1)
    assert 1 <= easy["score"] < 2.7
    assert 4.9 <= hard["score"] <= 6
    assert (easy["band"], hard["band"]) == ("easy", "very hard")
    assert (easy["is_too_short"], hard["is_too_short"]) == (True, False)
    assert sum(hard["contributions"].values()) + PLAIN_LEVEL == pytest.approx(
        hard["score"], abs=0.001
    )
    assert hard["formulas"]["smog"] is None
    assert hard["formulas"]["reading-ease"] < 0


def test_ids_come_back_as_they_went_in():
    ids = [None, "a|b", 3, 1.5, ["x"], {"y": 1}, "\ud800", "é"]
    given = "".join(json.dumps({"id": each, "text": "Bins."}) + "\n\n" for each in ids)
    said, _ = asked("--jsonl", given=given.encode())
    assert [json.loads(line)["id"] for line in said.splitlines()] == ids


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"bins", "Line 2 is not JSON"),
        (b'{"id": 1, "text": "bi', "Line 2 is not JSON"),
        (b"[" * 100_000, "Line 2 is not JSON"),
        (b"1" * 5000, "Line 2 is not"),
        (b'["id", "text"]', "Line 2 is not a JSON object"),
        (b'{"id": 1}', 'Line 2 has no "text"'),
        (b'{"text": "Bins."}', 'Line 2 has no "id"'),
        (b'{"id": 1, "text": 5}', 'Line 2: "text" is not a string'),
        (b'{"id": 1, "text": null}', 'Line 2: "text" is not a string'),
        (b'{"id": 1, "text": "caf\xe9"}', "Line 2 is not UTF-8 text"),
    ],
)
def test_a_wrong_line_is_told_by_its_number_and_earlier_answers_stay(line, words):
    said, mistake = asked("--jsonl", given=lines("Bins.").encode() + line + b"\n" + b"{}\n")
    assert json.loads(said)["id"] == 0
    assert mistake.startswith(words)
    assert mistake.count(".") in {1, 3, 4}


@pytest.mark.parametrize(
    ("name", "words"), [("nothing.txt", "No such file"), ("", "Is a directory")]
)
@pytest.mark.parametrize("form", [(), ("--jsonl",)])
def test_a_file_that_cannot_be_read(tmp_path, name, words, form):
    _, mistake = asked(*form, tmp_path / name)
    assert words in mistake
    assert str(tmp_path) in mistake


def test_broken_text_and_a_mark_before_it():
    assert asked(given=b"Bins\nB\xff")[1] == (
        "Line 2 is not UTF-8 text; save the file as UTF-8 first."
    )
    assert "14 words" in asked(given=b"\xef\xbb\xbf" + PLAIN[:62].encode())[0]
    assert json.loads(asked("--jsonl", given=b"\xef\xbb\xbf" + lines("Bins.").encode())[0])


@pytest.mark.parametrize(
    "text",
    [
        "\u202eمرحبا بالعالم we empty your bins 🙂",
        "a " * 1_000_000,
        "bins and " * 220_000,
        "x" * 2_000_000,
        "🙂" * 10_000 + " bins",
        "1 2 3 bins",
        "\x00\x1b[31m Bins are red.",
    ],
)
def test_strange_texts_are_quick_and_within_bounds(text):
    started = time.process_time()
    assert 1 <= measure(text).level.level <= 6
    assert time.process_time() - started < 15


def test_control_characters_do_not_reach_the_terminal():
    said, _ = asked(given=b"We take the \x1b[31m bins away on Friday morning.")
    assert "\x1b" not in said


@pytest.fixture
def command():
    """The command in a process of its own, with every way out closed."""
    started = []

    def start():
        process = subprocess.Popen(
            [sys.executable, "-m", "crawler.cli", "readability", "--jsonl"],
            cwd=ROOT,
            env={
                **os.environ,
                "HTTP_PROXY": "http://127.0.0.1:9",
                "HTTPS_PROXY": "http://127.0.0.1:9",
                "http_proxy": "http://127.0.0.1:9",
                "https_proxy": "http://127.0.0.1:9",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_a_line_is_answered_before_the_next_is_asked_without_a_network(command):
    process = command()
    for text in (PLAIN, HARD, WELSH * 5):
        process.stdin.write(lines(text).encode())
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 0
    process.stdin.write(b"bins\n")
    out, err = process.communicate(timeout=60)
    assert out == b""
    assert err == b"dropkerb: Line 4 is not JSON.\n"
    assert process.returncode == 3


def test_a_thousand_lines_take_seconds(command):
    texts = [PLAIN + f"Number {number} is yours." for number in range(1000)]
    started = time.monotonic()
    out, err = command().communicate(lines(*texts).encode(), timeout=120)
    assert time.monotonic() - started < 20
    assert err == b""
    assert [json.loads(line)["id"] for line in out.splitlines()] == list(range(1000))


def test_nothing_is_read_from_the_network():
    """Any attempt to connect or to download is an error, and still everything is measured."""
    script = """
import nltk, socket
def refuse(*args, **kwargs): raise SystemExit("it went out to the network")
socket.socket.connect = socket.create_connection = nltk.download = refuse
from crawler.readability_command import measure
found = measure("We empty your bin each week. " * 40)
print(found.level.band, len(found.formulas))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "easy 12\n", done.stderr
