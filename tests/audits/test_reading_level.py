"""reading-level: fails where readers would put a text at B2 or above, and says why."""

import time

import pytest

from audits.checks.reading_level import reading_level
from audits.derive.language import Language
from audits.derive.main_text import Block, MainText
from audits.derive.prose import prose_of
from audits.derive.readability import Readability, readability_of
from audits.derive.reading_level import ReadingLevel


def judged(found):
    return reading_level(found["readability"], found["main_text"], found["title"])


def test_passes_plain_english(artefacts, easy_text):
    outcome = judged(artefacts(f"<p>{easy_text}</p>"))
    assert outcome.status == "passed"
    assert 1 <= outcome.value < 2.7
    assert outcome.unit == "CEFR level"


def test_passes_plain_english_about_a_hard_subject(artefacts):
    text = (
        "If you rent from a private landlord, you may get housing benefit. You can apply online. "
        "We will write to you within two weeks. Tell us if your rent goes up or you move house. "
    )
    assert judged(artefacts(f"<p>{text * 3}</p>")).status == "passed"


@pytest.mark.parametrize(
    ("main", "lang"),
    [
        ("<p>We empty your bin.</p>", "en"),
        ("", "en"),
        ("<p>" + "Mae'r cyngor yn casglu eich biniau bob wythnos. " * 20 + "</p>", "cy"),
        ("<ul>" + "<li>12.50</li>" * 200 + "</ul>", "en"),
    ],
)
def test_is_not_applicable_to_what_is_short_or_not_english(artefacts, main, lang):
    assert judged(artefacts(main, lang=lang)).status == "not applicable"


def test_fails_officialese_and_tells_what_makes_it_hard(artefacts, hard_text):
    outcome = judged(artefacts(f"<p>{hard_text}</p>"))
    assert outcome.status == "failed"
    (finding,) = outcome.findings
    assert finding.message.startswith(f"The text is very hard: level {outcome.value:g} of 6;")
    assert "long words add" in finding.message
    assert "long sentences add" in finding.message
    assert finding.selector == "#main"
    assert " age" not in finding.message


@pytest.mark.parametrize(
    ("level", "status", "band"),
    [
        (2.64, "passed", ""),
        (3.54, "passed", ""),
        (3.56, "failed", "hard"),
        (4.84, "failed", "hard"),
        (4.86, "failed", "very hard"),
    ],
)
def test_judges_the_number_that_it_shows(artefacts, level, status, band):
    found = artefacts("") | {"readability": Readability(level=ReadingLevel(level, ()))}
    outcome = judged(found)
    assert outcome.status == status
    assert all(f"is {band}: level {outcome.value:g}" in each.message for each in outcome.findings)


@pytest.mark.parametrize(
    "text",
    [
        "notwithstanding the individual circumstances " * 45_000,
        "a b c d e f g h " * 125_000,
        "x" * 2_000_000,
        "🙂 مرحبا bin " * 100_000,
        "The bin is full. " * 120_000,
    ],
)
def test_is_quick_on_hostile_pages(text):
    prose = prose_of(MainText([Block("paragraph", text)]), Language("en"))
    started = time.process_time()
    found = readability_of(prose)
    assert time.process_time() - started < 3
    assert found.reason or 1 <= found.level.level <= 6
