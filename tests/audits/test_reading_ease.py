"""reading-ease: Flesch's measure of the main text, where it means something."""

import pytest

from audits.checks.reading_ease import PLAIN_ENGLISH, reading_ease
from audits.derive.readability import Readability


def judged(found):
    return reading_ease(found["readability"], found["main_text"], found["title"])


def test_passes_plain_english(artefacts, easy_text):
    outcome = judged(artefacts(f"<p>{easy_text}</p>"))
    assert outcome.status == "passed"
    assert outcome.value > 90
    assert outcome.unit == "points"


@pytest.mark.parametrize(
    ("main", "lang", "why"),
    [
        ("", "en", "fewer than 100 words"),
        ("<p>We empty your bin each week.</p>", "en", "fewer than 100 words"),
        (
            f"<table><caption>Fees</caption><tr><td>{'One word more here. ' * 40}</td></tr></table>",
            "en",
            "fewer than 100",
        ),
        (
            f"<p>{'Gallwch dalu eich treth gyngor mewn deg rhandaliad misol. ' * 15}</p>",
            "cy",
            "Welsh",
        ),
        (
            f"<p>{'Gallwch dalu eich treth gyngor mewn deg rhandaliad misol. ' * 15}</p>",
            "en",
            "Welsh",
        ),
    ],
)
def test_is_not_applicable_to_short_texts_and_other_languages(artefacts, main, lang, why):
    outcome = judged(artefacts(main, lang=lang))
    assert outcome.status == "not applicable"
    assert why in outcome.note
    assert outcome.value is None


def test_fails_officialese(artefacts, hard_text):
    outcome = judged(artefacts(f"<h1>Support</h1><p>{hard_text}</p>", title="Support - Council"))
    assert outcome.status == "failed"
    assert outcome.value < 0
    finding = outcome.findings[0]
    assert (finding.selector, finding.region, finding.subject) == (
        "#main",
        "main",
        "Support - Council",
    )


@pytest.mark.parametrize(
    ("points", "status"), [(60.0, "passed"), (59.96, "passed"), (59.9, "failed")]
)
def test_judges_the_number_that_it_shows(artefacts, points, status):
    found = artefacts("") | {"readability": Readability(reading_ease=points)}
    outcome = judged(found)
    assert outcome.status == status
    assert (outcome.value >= PLAIN_ENGLISH) == (status == "passed")
