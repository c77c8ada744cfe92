"""reading-grade: Flesch-Kincaid's years of school, where they mean something."""

import pytest

from audits.checks.reading_grade import reading_grade
from audits.derive.readability import Readability


def judged(found):
    return reading_grade(found["readability"], found["main_text"], found["title"])


def test_passes_plain_english(artefacts, easy_text):
    outcome = judged(artefacts(f"<p>{easy_text}</p>"))
    assert outcome.status == "passed"
    assert outcome.value < 4
    assert outcome.unit == "US grade"


def test_is_not_applicable_to_short_texts(artefacts):
    assert judged(artefacts("<p>We empty your bin.</p>")).status == "not applicable"


def test_fails_officialese_and_claims_no_reading_age(artefacts, hard_text):
    outcome = judged(artefacts(f"<p>{hard_text}</p>"))
    assert outcome.status == "failed"
    assert outcome.value > 15
    assert f"about grade {outcome.value:g} of a US school" in outcome.findings[0].message
    assert " age" not in outcome.findings[0].message


@pytest.mark.parametrize(("grade", "status"), [(9.0, "passed"), (9.04, "passed"), (9.1, "failed")])
def test_judges_the_number_that_it_shows(artefacts, grade, status):
    assert judged(artefacts("") | {"readability": Readability(grade=grade)}).status == status
