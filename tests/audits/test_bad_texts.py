"""The worst texts: each is judged in time, without an error, and what has no level says why."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from audits.derive.missing import Missing
from audits.derive.page import page_artefacts
from audits.derive.page_reading import reading_of
from audits.run import judge_page

ROOT = Path(__file__).parents[2]
READ = ("language", "main_text", "prose", "readability", "words")
EASY = "<p>We empty your bin each week. Put it out by 7 a.m. on the day. We take no glass.</p>" * 8
WELSH = "<p>Mae'r cyngor yn casglu eich biniau bob wythnos, ac yn eu gwagio cyn naw y bore.</p>" * 9
ARABIC = "<p>مرحبا بكم في موقع المجلس. نجمع النفايات كل أسبوع من منزلك ونرسل لك رسالة.</p>" * 9
MIXED = "<p>Call نجمع النفايات كل أسبوع the \u202ecouncil\u202c נקה את הפח שלך each week.</p>" * 9
EMOJI = "<p>😀 🗑️ 👩‍👩‍👧‍👦 Put your bin out! 🎉🎉</p>" * 20
NUMBERS = "<p>12,345 678.90 £1.50 3.1.2 2024-01-01 07700 900123</p>" * 500
TOO_SHORT = "too short to score: fewer than 100 words of prose"


def page(main, lang="en"):
    return f"<!doctype html><html lang={lang}><title>Bins</title><body><main>{main}</main></body>"


TEXTS = {
    "nothing at all": ("", TOO_SHORT),
    "an empty page": (page(""), TOO_SHORT),
    "one word": (page("<p>Bins</p>"), TOO_SHORT),
    "2 MB of one sentence": (page(f"<p>{'we empty the bins and ' * 92_000}</p>"), ""),
    "2 MB of one word": (page(f"<p>{'a' * 2_000_000}</p>"), TOO_SHORT),
    "2 MB of full stops": (page(f"<p>{'a. ' * 680_000}</p>"), ""),
    "right to left": (page(ARABIC, "ar"), "not scored: Arabic"),
    "both ways mixed": (page(EASY + MIXED), ""),
    "emoji": (page(EMOJI), TOO_SHORT),
    "emoji among prose": (page(EASY + EMOJI), ""),
    "Welsh": (page(WELSH, "cy"), "not scored: Welsh"),
    "Welsh that is said to be English": (page(WELSH), "not scored: Welsh"),
    "numbers": (page(NUMBERS), TOO_SHORT),
    "broken encoding": (page(EASY + "<p>Caf\ufffd, \ud800 \x00 \x1b[31m \ufffe.</p>"), ""),
    "read as Latin-1": (page(EASY.replace("by", "â€œbyâ€\x9d Ã©")), ""),
    "without tags": ("We empty your bin each week. " * 30, ""),
}


@pytest.mark.parametrize(("html", "reason"), TEXTS.values(), ids=TEXTS)
def test_as_a_page(html, reason):
    started = time.process_time()
    artefacts = page_artefacts(html, "https://x.test/", axe=None, is_rendered=True)
    judged = {each.rule.id: each.outcome for each in judge_page(artefacts) if not each.rule.engine}
    read = reading_of(artefacts)
    assert time.process_time() - started < 20
    assert not [name for name in READ if isinstance(artefacts[name], Missing)]
    assert not [name for name, outcome in judged.items() if outcome.status == "error"]
    assert read.reason == reason
    assert (read.level is None) == bool(reason)
    level = judged["reading-level"]
    assert (level.status == "not applicable", level.note) == (bool(reason), reason)
    assert json.dumps([read.blocks, [mark.advice for mark in read.marks]])


def test_a_page_is_judged_without_a_network():
    """Every way out is closed, and a page is still read, scored and spelt."""
    script = f"""
import socket, sys
def refuse(*args, **kwargs): raise SystemExit("it went out to the network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from audits.derive.page import load_data, page_artefacts
from audits.derive.page_reading import reading_of
from audits.run import judge_page
load_data()
found = page_artefacts({page(EASY + "<p>We like the color of it.</p>")!r}, "https://x.test/", axe=None)
errors = [each for each in judge_page(found) if not each.rule.engine and each.outcome.status == "error"]
print(reading_of(found).band, [each.word for each in found["words"].unknown], errors)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={
            **os.environ,
            **{
                name: "http://127.0.0.1:9"
                for each in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
                for name in (each, each.lower())
            },
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "easy ['color'] []\n", done.stderr
