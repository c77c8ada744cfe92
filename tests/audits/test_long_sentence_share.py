"""long-sentence-share: how many in a hundred sentences are long."""

from audits.checks.long_sentence_share import long_sentence_share

SHORT = "We empty your bin each week and take it to the tip. "  # 11 words
LONG = " ".join(["We empty the bins of the whole town"] * 4) + ". "  # 32 words


def judged(found):
    return long_sentence_share(found["prose"], found["main_text"], found["title"])


def test_passes_short_sentences(artefacts):
    outcome = judged(artefacts(f"<p>{SHORT * 10}</p>"))
    assert (outcome.status, outcome.value, outcome.unit) == ("passed", 0, "per cent")


def test_a_single_long_sentence_never_fails(artefacts):
    outcome = judged(artefacts(f"<p>{SHORT * 9}{LONG}</p>"))
    assert (outcome.status, outcome.value) == ("passed", 10)


def test_passes_at_five_per_cent(artefacts):
    assert judged(artefacts(f"<p>{SHORT * 38}{LONG * 2}</p>")).status == "passed"


def test_is_not_applicable_to_short_texts(artefacts):
    assert judged(artefacts(f"<p>{LONG * 2}</p>")).status == "not applicable"


def test_fails_above_five_per_cent(artefacts):
    outcome = judged(artefacts(f"<p>{SHORT * 8}{LONG * 2}</p>"))
    assert (outcome.status, outcome.value) == ("failed", 20)
    assert outcome.findings[0].subject == "Bins"
    assert "20 per cent" in outcome.findings[0].message
