"""council-jargon: words that only councils use, and what to say instead."""

import pytest

from audits.checks.council_jargon import council_jargon


def judged(found):
    return council_jargon(found["prose"], found["document"])


@pytest.mark.parametrize(
    "text",
    [
        "You can get universal credit, early help and the local offer.",
        "Ask about a stakeholder pension.",
        "The Stakeholder Group meets in May.",
        "He is going forward to the next round, step by step.".replace("going forward", "off"),
        "Follow the signs to the car park.",
        "We are going forward with the plan.",
        "You pay value-added tax on it.",
        "Some call them “service users”.",
    ],
)
def test_passes_plain_words_and_names(artefacts, text):
    assert judged(artefacts(f"<p>{text}</p>")).status == "passed"


def test_is_not_applicable_without_sentences(artefacts):
    assert judged(artefacts("<h1>Bins</h1>")).status == "not applicable"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("We will work with stakeholders.", "stakeholder"),
        ("Going forward, we will tell service users.", "going forward"),
        ("It was co-produced with carers.", "co-produce"),
        ("This is a step change.", "step change"),
        ("The money is ring-fenced.", "ring-fence"),
        ("It is a value-added service.", "value-added service"),
        ("Signposting is part of the job.", "signposting"),
    ],
)
def test_fails_jargon(artefacts, text, subject):
    outcome = judged(artefacts(f"<p>{text}</p>"))
    assert outcome.status == "failed"
    assert outcome.findings[0].subject == subject
    assert "Say instead:" in outcome.findings[0].message
