"""passive-voice: the share of sentences in the passive, with the sentences."""

import pytest

from audits.checks.passive_voice import passive_voice

ACTIVE = "We empty your bin each week and take it to the tip. "  # 11 words


def judged(found):
    return passive_voice(found["prose"], found["document"])


@pytest.mark.parametrize(
    ("more", "share"),
    [
        ("The library was open and she is interested.", 0),
        ("Your bin was emptied.", 9.1),
        ("Your bin was emptied. The form must be signed.", 16.7),
    ],
)
def test_passes_states_and_one_or_two_passives(artefacts, more, share):
    outcome = judged(artefacts(f"<p>{ACTIVE * 10}{more}</p>"))
    assert (outcome.status, outcome.value, outcome.unit) == ("passed", share, "per cent")


def test_passes_at_four_per_cent(artefacts):
    passives = "The bin was emptied. The lid was shut down. We were told."
    outcome = judged(artefacts(f"<p>{ACTIVE * 72}{passives}</p>"))
    assert (outcome.status, outcome.value) == ("passed", 4)


def test_is_not_applicable_to_short_texts(artefacts):
    assert judged(artefacts("<p>Your bin was emptied.</p>")).status == "not applicable"


def test_fails_with_the_sentences_at_their_paragraphs(artefacts):
    passives = "<p>Your bin was emptied.</p><p>The form must be signed.</p>"
    outcome = judged(artefacts(f"<p>{ACTIVE * 10}</p>{passives}<p>Your bin was emptied.</p>"))
    assert (outcome.status, outcome.value) == ("failed", 23.1)
    assert [finding.subject for finding in outcome.findings] == [
        "Your bin was emptied.",
        "The form must be signed.",
    ]
    assert outcome.findings[1].selector == "#main > p:nth-of-type(3)"
