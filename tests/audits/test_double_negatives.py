"""double-negatives: what is said by two words for "no"."""

import time

import pytest

from audits.checks.double_negatives import double_negatives


def judged(found):
    return double_negatives(found["prose"], found["document"])


@pytest.mark.parametrize(
    "text",
    [
        "Do not park here without a permit.",
        "It is common, and it is not usual.",
        "You cannot pay unless you have a bill.",
        "Rain is unlikely, if not impossible.",
        "Unless they do, don't ring us.",
        "Ring us, if not unlikely.",
        "Do not refuse to sign.",
        "We do not know. Uncommon birds live here.",
        "Do not forget to sign.",
        "Some say “it is not uncommon” for it is common.",
    ],
)
def test_passes_a_single_negative(artefacts, text):
    assert judged(artefacts(f"<p>{text}</p>")).status == "passed"


def test_is_not_applicable_without_sentences(artefacts):
    assert judged(artefacts("<h1>Bins</h1>")).status == "not applicable"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It is not uncommon to wait.", "not uncommon"),
        ("This is not an unusual case.", "not an unusual"),
        ("You must not fail to tell us.", "not fail to"),
        ("We do not let people in, not unless they ask.", "not unless"),
        ("You pay unless you have not had a bill.", "unless you have not"),
        ("You pay unless you haven't had a bill.", "unless you haven't"),
        ("You pay unless you or your partner aren’t here.", "unless you or your partner aren’t"),
    ],
)
def test_fails_a_double_negative(artefacts, text, said):
    outcome = judged(artefacts(f"<p>{text}</p><p>{text}</p>"))
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert finding.subject == text
    assert f"“{said}”" in finding.message
    assert finding.selector == "#main > p:nth-of-type(1)"


def test_a_hostile_page_takes_linear_time(artefacts):
    found = artefacts(f"<p>{'unless not, not so, ' * 100_000}</p>")
    start = time.process_time()
    judged(found)
    assert time.process_time() - start < 5
