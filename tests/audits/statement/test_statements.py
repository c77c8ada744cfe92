"""Whole statements, with the verdict of every check written out."""

import pytest

from audits.statement.checks import load_checks
from audits.statement.judging import JUDGES, Criterion
from audits.statement.verdicts import decisive, is_failed

CONTRAST = Criterion("1.4.3", "Contrast (Minimum)", pages=12)

# A letter for each check, in the order of checks.toml.
ORDER = """S01 S02 S03 S07 S08 S09 S04 S05 S06 S44 S10 S11 S12 S13 S13b S14 S15 S16 S17 S18 S19 S20
    S21 S22 S23 S43 S24 S25 S26 S27 S28 S29 S30 S31 S32 S33 S34 S35 S36 S37 S38 S39 S40 S41 S42
    X01 X02 X03 X04 X05 X06""".split()
LETTERS = {
    "exact": "e", "reworded": "r", "missing": "m", "met": "y", "not met": "n", "ask": "a",
    "by hand": "h", "not applicable": "-", "not seen": "?",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "around", "expected", "failed", "decides"),
    [
        # finding, commitment, compliance, non-accessible, burden, exempt, preparation, feedback,
        # enforcement, ours
        ("model.html", {},
         "yyeyyy eeey- eeeyy eey?hyy --- a eeyeyeyya eey eee-y- yyyy--", False, ""),
        ("old-2.1.html", {"not_named": (CONTRAST,)},
         "yyeyyy eeey- m-eny rrn?hyn --- a m-yeyrnya rry eee-y- yyyy--", True, "S17 S31"),
        ("free-form.html", {},
         "yyryyy rrry- rrryy rry?hyy --- - rryryryya rry rrr-y- yyyy--", False, ""),
        ("placeholders.html", {},
         "yyeyyy eemn- eeeyy eey?hyy --- a eeyen-nna een eee-y- nyny--", True, "S31 S36"),
        ("fully.html", {"failing": 2},
         "yyeyyy eeey- eeeyn --y---- --- - eeyeyeyya eey eee-y- yyyy--", True, "S14"),
        ("out-of-date.html", {},
         "yyeyyy eeey- eeeyy eey?hyn --- a eeyeyrnya eey eee-y- yyyy--", True, "S31"),
        ("wrong-body.html", {},
         "yyeyyy eeey- eeeyy eey?hyy --- a eeyeyeyya eey eem-n- yyyy--", False, "S39 S41"),
        ("future.html", {},
         "yyeyyy eeey- eeeyy eey?hyy --- a eeyeyenya eey eee-y- yyyy--", True, "S31"),
        ("us-order.html", {},
         "yyeyyy eeey- eeeyy eey?hyy --- a eeyryryya eey eee-y- yyyy--", False, ""),
        ("hub.html", {},
         "ynryy? ????? ????? ??????? ??? ? ????????? ??? ???-?- yy????", True, "S02"),
        ("northern-ireland.html",
         {"law": "uk-psbar-ni", "host": "www.glen.gov.uk", "site_title": "Glen Council"},
         "yyeyyy eeey- eeeyy eey?hyy --- a eeyeyeyya eey ee-e-y yyyy--", False, ""),
        ("welsh.html", {"law": "wales-welsh-language", "site_title": "Cyngor y Dref"},
         "yyeyyy reey- eeryy eey?hyy --- - eey-y-yya eey eer-y- yyyy-y", False, ""),
    ],
)  # fmt: skip
def test_each_check_of_each_statement(stored, judged, name, around, expected, failed, decides):
    verdicts = judged(stored(name), **around)
    letters = "".join(LETTERS[each.verdict] for each in verdicts.values())
    told = dict(zip(verdicts, letters, strict=True))
    wanted = dict(zip(ORDER, expected.replace(" ", ""), strict=True))
    assert {k: v for k, v in told.items() if wanted[k] != v} == {}
    assert is_failed(verdicts) is failed
    assert " ".join(decisive(verdicts)) == decides


def test_one_statement_over_several_pages(stored, judged):
    base = "https://www.town.gov.uk/accessibility-statement"
    pages = (
        stored("split-1.html", base),
        stored("split-2.html", f"{base}/content"),
        stored("split-3.html", f"{base}/contact"),
    )
    verdicts = judged(*pages)
    letters = "".join(LETTERS[each.verdict] for each in verdicts.values())
    told = dict(zip(verdicts, letters, strict=True))
    expected = "yyeyyn eeey- eeeyy eey?hy- --- - eeyey-yna eey eer-y- yyny--"
    wanted = dict(zip(ORDER, expected.replace(" ", ""), strict=True))
    assert {k: v for k, v in told.items() if wanted[k] != v} == {}
    assert not is_failed(verdicts)
    assert "stand on 3 pages" in verdicts["S09"].message


def test_a_file_is_told_as_one_and_not_read(a_page, judged):
    verdicts = judged(a_page("", "https://www.town.gov.uk/statement.pdf"), kind="document")
    seen = {name: each.verdict for name, each in verdicts.items() if each.verdict != "not seen"}
    assert seen == {
        "S01": "not met", "S07": "not met", "S08": "met", "S40": "not applicable",
        "S42": "not applicable",
    }  # fmt: skip
    assert decisive(verdicts) == ("S01",)


def test_none_at_all(a_page, judged):
    verdicts = judged(a_page("", ""), kind="missing")
    assert verdicts["S01"].verdict == "not met"
    assert is_failed(verdicts)
    partly = judged(a_page("", ""), kind="missing", is_whole=False)
    assert partly["S01"].verdict == "not seen"
    assert not is_failed(partly)


def test_on_another_site_a_person_is_asked(a_page, judged):
    verdicts = judged(a_page("", "https://shared.example/statement"), kind="elsewhere")
    assert verdicts["S01"].verdict == "ask"
    assert not is_failed(verdicts)


def test_a_law_that_asks_for_no_statement_finds_no_fault(stored, judged):
    verdicts = judged(stored("hub.html"), law="us-ada-title-ii")
    assert {each.verdict for each in verdicts.values()} == {"not applicable"}


def test_the_eu_asks_for_no_british_body(stored, judged):
    verdicts = judged(stored("model.html"), law="eu-wad")
    assert [verdicts[each].verdict for each in ("S05", "S39", "S41")] == ["not applicable"] * 3
    assert verdicts["S13"].verdict == "exact"


def test_every_check_has_its_judge_and_its_words(judged, stored):
    verdicts = judged(stored("model.html"))
    assert list(verdicts) == ORDER == list(load_checks())
    assert set(JUDGES) == set(ORDER)
    for check in load_checks().values():
        assert check.title[-1] not in ".!?"
        assert check.why.endswith(".")


@pytest.mark.parametrize(
    "name", ["placeholders.html", "old-2.1.html", "wrong-body.html", "hub.html"]
)
def test_every_fault_says_what_to_write_and_never_what_no_program_can_know(stored, judged, name):
    for check, verdict in judged(stored(name)).items():
        assert verdict.message.endswith((".", "?")), check
        if verdict.is_fault:
            assert verdict.write, check
            assert "is fully compliant" not in verdict.write


def test_a_claim_that_the_crawl_cannot_refute_is_asked_about_and_never_confirmed(stored, judged):
    verdict = judged(stored("fully.html"))["S14"]
    assert verdict.verdict == "ask"
    assert verdict.message.endswith("?")


def test_drift_both_ways(stored, judged):
    gone = Criterion("1.1.1", "Non-text Content", quote="Some images …")
    verdicts = judged(
        stored("model.html"), not_named=(CONTRAST,), no_longer=(gone,), has_three_runs=True
    )
    assert verdicts["S17"].verdict == "not met"
    assert "1.4.3 Contrast (Minimum)" in verdicts["S17"].message
    assert verdicts["S18"].verdict == "ask"
    assert "1.1.1 Non-text Content" in verdicts["S18"].message


@pytest.mark.parametrize(
    ("sentence", "check", "verdict", "words"),
    [
        ("It was last reviewed in 2024.", "S31", "not met", "was in 2024"),
        ("It was last reviewed in October 2026.", "S31", "met", "was in October 2026"),
        ("It was last reviewed on 20 January 2026.", "S31", "met", "due soon: by 20 January 2027"),
        ("It was last reviewed on 30-Nov-2025.", "S31", "met", "363 days ago"),
        ("It was last reviewed on Monday 4 May 2026.", "S30", "exact", "words of the model"),
    ],
)
def test_dates_of_the_review(html_of, a_page, judged, sentence, check, verdict, words):
    page = a_page(html_of("model.html").replace("It was last reviewed on 3 May 2026.", sentence))
    found = judged(page)[check]
    assert found.verdict == verdict
    assert words in found.message


@pytest.mark.parametrize(
    ("text", "is_claimed"),
    [
        ("Not applicable.", False),
        ("We do not currently make any claims of disproportionate burden.", False),
        ("Ar hyn o bryd nid ydym yn honni baich anghymesur.", False),
        ("Converting all old minutes would be a disproportionate burden.", True),
        ("Our assessment of May 2025 found that new maps would cost too much.", True),
    ],
)
def test_a_burden_is_asked_about_only_where_it_is_claimed(
    html_of, a_page, judged, text, is_claimed
):
    old = "We are not claiming that any problem would be a disproportionate burden to fix."
    found = judged(a_page(html_of("model.html").replace(old, text)))
    assert (found["S22"].verdict == "ask") is is_claimed
    assert (found["S43"].verdict == "exact") is is_claimed
