"""Outcomes and findings hold from the run that first said so until the run that says otherwise."""

from dataclasses import replace

import pytest

from audits.model import NOTHING, Finding, Impact, Outcome, Status, failed, not_applicable, passed
from crawler.store.judgements import failures_on, failures_so_far

ERROR = Outcome(Status.ERROR, note="axe did not answer in time")
REVIEW = Status.NEEDS_REVIEW
PAGE = "https://town.example/"


def test_an_equal_second_night_adds_no_row(book, fails, to):
    said = {
        "alt": fails(".logo", ".map"),
        "ease": passed(61.25, "points"),
        "table": not_applicable("none"),
    }
    run, page = book.night(said)
    book.link(run, page, to("/bins", "Bins"), to("/tax", "Tax"))
    before = book.sizes()
    run = book.begin()
    page = book.visit(run)
    book.link(run, page, to("/bins", "Bins"), to("/tax", "Tax"))
    book.judge(run, page, said)
    book.end(run)
    assert book.sizes() == before
    assert all(ended is None for *_, ended in book.outcomes())


def test_failures_are_counted_on_a_page_and_over_a_run(book, fails):
    book.night({"alt": fails(".logo"), "title": fails(".t")}, "/old")
    run = book.begin()
    page = book.visit(run, "/new")
    book.judge(run, page, {"alt": fails(".logo"), "name": failed(Finding("?", status=REVIEW))})
    assert failures_on(book.db, page) == 1
    assert failures_so_far(book.db, run) == 1, "of /old nothing is known tonight"


def test_a_value_that_differs_beyond_the_sixth_decimal_is_the_same(book):
    book.night({"ease": passed(61.1234561, "points")})
    book.night({"ease": passed(61.1234562, "points")})
    assert book.outcomes() == [("ease", "passed", 61.123456, 1, None)]


def test_a_page_that_is_not_visited_keeps_what_was_open(book, fails):
    book.night({"alt": fails(".logo")}, "/bins")
    book.night({"alt": passed()}, "/")
    assert book.findings() == [("alt", "failed", 1, None, "")]


@pytest.mark.parametrize("outcome", ["error", "forbidden"])
def test_a_page_that_could_not_be_judged_keeps_what_was_open(book, fails, outcome):
    book.night({"alt": fails(".logo")})
    run = book.begin()
    book.visit(run, outcome=outcome, reason="It timed out.")
    book.end(run)
    assert book.findings() == [("alt", "failed", 1, None, "")]
    assert book.outcomes() == [("alt", "failed", None, 1, None)]


def test_an_audit_in_error_leaves_its_findings_open(book, fails):
    book.night({"alt": fails(".logo"), "title": fails(".t")})
    book.night({"alt": ERROR, "title": passed()})
    assert book.findings() == [("alt", "failed", 1, None, ""), ("title", "failed", 1, 2, "fixed")]
    assert ("alt", "error", None, 2, None) in book.outcomes()


def test_an_engine_in_error_stands_for_all_its_rules(book, fails):
    book.night({"axe:alt": fails(".logo"), "axe:label": passed(), "title": passed()})
    book.night({"axe": ERROR, "title": passed()})
    assert book.findings() == [("axe:alt", "failed", 1, None, "")]
    assert [row for row in book.outcomes() if row[-1] is None] == [
        ("title", "passed", None, 1, None),
        ("axe", "error", None, 2, None),
    ]
    book.night({"axe:alt": passed(), "axe:label": passed(), "title": passed()})
    assert book.findings() == [("axe:alt", "failed", 1, 3, "fixed")]
    assert ("axe", "error", None, 2, 3) in book.outcomes()


@pytest.mark.parametrize("verdict", [passed(), not_applicable("no image left")])
def test_fixed(book, fails, verdict):
    book.night({"alt": fails(".logo")})
    book.night({"alt": verdict})
    assert book.findings() == [("alt", "failed", 1, 2, "fixed")]
    assert [row[1:] for row in book.outcomes()] == [
        ("failed", None, 1, 2),
        (verdict.status, None, 2, None),
    ]


def test_one_of_two_causes_is_fixed(book, fails):
    book.night({"alt": fails(".logo", ".map")})
    book.night({"alt": fails(".map")})
    assert book.findings() == [("alt", "failed", 1, 2, "fixed"), ("alt", "failed", 1, None, "")]
    assert book.outcomes() == [("alt", "failed", None, 1, None)]


def test_other_verdict_on_the_same_cause_is_no_repair(book, fails):
    book.night({"contrast": fails(".logo", status=REVIEW)})
    book.night({"contrast": fails(".logo")})
    assert book.findings() == [
        ("contrast", "needs review", 1, 2, "other verdict"),
        ("contrast", "failed", 2, None, ""),
    ]


def test_a_rule_that_the_engine_has_no_more_is_no_repair(book, fails):
    book.night({"axe:old": fails(".logo"), "axe:alt": passed()})
    book.night({"axe:alt": passed()})
    assert book.findings() == [("axe:old", "failed", 1, 2, "no longer judged")]
    assert book.outcomes()[0] == ("axe:old", "failed", None, 1, 2)


@pytest.mark.parametrize("outcome", ["missing", "redirect", "document"])
def test_page_gone_is_no_repair(book, fails, to, outcome):
    run, page = book.night({"alt": fails(".logo")})
    book.link(run, page, to("/bins"))
    run = book.begin()
    book.visit(run, outcome=outcome)
    book.end(run)
    assert book.findings() == [("alt", "failed", 1, 2, "page gone")]
    assert book.outcomes() == [("alt", "failed", None, 1, 2)]
    assert book.one("SELECT ended_run_id FROM links") == 2


@pytest.mark.parametrize("status", [302, 303, 307, 200])
def test_a_page_that_leads_elsewhere_for_now_is_not_seen(book, fails, to, status):
    run, page = book.night({"alt": fails(".logo")})
    book.link(run, page, to("/bins"))
    run = book.begin()
    book.visit(run, outcome="redirect", status=status, redirect_to=f"{PAGE}repair")
    book.end(run)
    assert book.findings() == [("alt", "failed", 1, None, "")]
    assert book.outcomes() == [("alt", "failed", None, 1, None)]
    assert book.one("SELECT ended_run_id FROM links") is None
    assert book.rows("SELECT url FROM not_seen") == [(PAGE,)]


def test_a_new_version_of_an_audit_breaks_the_line_but_not_the_finding(book, fails, make_rule):
    book.night({make_rule("alt"): fails(".logo")})
    book.night({make_rule("alt", version=2): fails(".logo")})
    assert book.outcomes() == [("alt", "failed", None, 1, 2), ("alt", "failed", None, 2, None)]
    assert book.findings() == [("alt", "failed", 1, None, "")]
    assert book.one("SELECT version FROM audits") == 2


def test_elements_that_share_a_cause_are_one_finding(book):
    findings = [
        Finding(
            "No text.",
            selector=f"li:nth-child({n}) > img",
            snippet="<img class='icon'>",
            region="nav",
        )
        for n in range(1, 31)
    ]
    run, page = book.night({"alt": failed(*findings)})
    assert book.rows("SELECT elements, selector FROM findings") == [(30, "li:nth-child(1) > img")]
    assert book.one("SELECT json_array_length(more_selectors) FROM findings") == 19
    book.judge(run, page, {"alt": failed(*findings[:2])})
    assert book.one("SELECT elements FROM findings") == 2


def test_a_cause_is_one_row_on_many_pages_and_keeps_the_gravest_impact(book, fails):
    run = book.begin()
    for path, impact in [
        ("/", Impact.MINOR),
        ("/bins", Impact.CRITICAL),
        ("/tax", Impact.MODERATE),
    ]:
        book.judge(
            run, book.visit(run, path), {"alt": fails(".logo", region="header", impact=impact)}
        )
    assert book.rows("SELECT title, impact FROM causes") == [("alt is wrong", "critical")]
    assert book.one("SELECT count(*) FROM findings") == 3


def test_words_and_requirements_are_written_once_a_run(book, make_rule):
    new = make_rule("alt", why="People listen.", requirements=("wcag:1.1.1", "wcag:9.9.9"))
    book.night({make_rule("alt", requirements=("wcag:2.4.4",)): passed()})
    book.night({new: passed()})
    assert book.rows("SELECT why, last_run_id FROM audits") == [("People listen.", 2)]
    assert book.rows("SELECT requirement_id FROM audit_requirements") == [("wcag:1.1.1",)]


def test_hostile_texts_are_stored(book, fails):
    nasty = Finding("\ud83d half a pair \x00 and more", selector="\udc00", snippet="x" * 10_000)
    book.night({"alt": Outcome(Status.FAILED, float("nan"), findings=(nasty,), note="\ud800")})
    message, snippet = book.rows("SELECT message, snippet FROM findings")[0]
    assert message == "\ufffd half a pair \ufffd and more"
    assert len(snippet) == 1000
    assert book.rows("SELECT value, note FROM outcomes") == [(None, "\ufffd")]


STATE = (
    """SELECT page_id, audit_id, audit_version, status, value, note, first_run_id, ended_run_id
       FROM outcomes ORDER BY 1, 2, 7""",
    """SELECT page_id, cause_id, status, message, elements, first_run_id, ended_run_id, ending
       FROM findings ORDER BY 1, 2, 3, 6""",
)


def test_a_page_judged_twice_in_one_run_is_as_if_judged_once(book, fails):
    """A kill between two looks: what the first one began, ended or changed, only the last one says."""
    first_night = {"alt": fails(".logo", ".map"), "title": fails(".t"), "ease": passed(60.0)}
    first_look = {"alt": fails(".new"), "title": ERROR, "ease": passed(50.0), "extra": fails(".e")}
    last_look = {"alt": fails(".logo", ".other"), "title": passed(), "ease": passed(60.0)}
    book.night(first_night)
    run = book.begin()
    page = book.visit(run)
    book.judge(run, page, last_look)
    undisturbed = [book.rows(sql) for sql in STATE]
    book.judge(run, page, first_look)
    assert [book.rows(sql) for sql in STATE] != undisturbed
    book.judge(run, page, last_look)
    causes = dict(book.rows("SELECT id, subject || selector FROM causes"))
    assert [book.rows(sql) for sql in STATE] == undisturbed, causes


def test_a_page_gone_and_back_in_one_run(book, fails):
    book.night({"alt": fails(".logo")})
    run = book.begin()
    book.visit(run, outcome="missing")
    book.judge(run, book.visit(run), {"alt": fails(".logo")})
    assert book.findings() == [("alt", "failed", 1, None, "")]
    assert book.outcomes() == [("alt", "failed", None, 1, None)]


def test_site_audits_do_not_touch_page_audits(book, fails, make_rule):
    orphan = make_rule("orphan-page", scope="site")
    run, _ = book.night({"alt": fails(".logo")})
    said = {
        "https://town.example/": Outcome(Status.FAILED, findings=(Finding("No page links here."),))
    }
    book.judge_site(run, [(orphan, said)])
    assert [row[0] for row in book.findings()] == ["alt", "orphan-page"]
    book.judge_site(run, [(orphan, said)])
    assert len(book.findings()) == 2
    run, _ = book.night({"alt": passed()})
    book.judge_site(run, [(orphan, {"https://town.example/": passed()})])
    assert book.findings() == [
        ("alt", "failed", 1, 2, "fixed"),
        ("orphan-page", "failed", 1, 2, "fixed"),
    ]


def test_a_site_audit_may_speak_of_the_site_itself(book, make_rule):
    sitemap = make_rule("sitemap", scope="site")
    for _ in range(2):
        run, _ = book.night({"alt": passed()})
        book.judge_site(run, [(sitemap, {"": ERROR})])
    rows = book.rows("SELECT page_id, status, first_run_id, ended_run_id FROM outcomes")
    assert rows == [(1, "passed", 1, None), (None, "error", 1, None)]


def test_an_engine_that_found_nothing_to_judge_says_so_without_a_note(book, make_rule):
    book.night({make_rule("axe:table", engine="axe-core 4.14.1"): not_applicable(NOTHING)})
    assert book.rows("SELECT status, note FROM outcomes") == [("not applicable", "")]


def test_a_rule_of_an_engine_that_another_tells_for_says_so(book, make_rule):
    book.night({make_rule("axe:alt", engine="axe-core 4.14.1"): not_applicable("told by names")})
    assert book.rows("SELECT note FROM outcomes") == [("told by names",)]


# --- who else found it


def seen_by(*witnesses, selector=".logo"):
    return Finding("Wrong.", selector=selector, snippet="<img>", witnesses=witnesses)


def test_witnesses_stand_with_the_finding_once_each(book):
    first, second = seen_by("axe:alt", "ibm:alt"), seen_by("axe:alt")
    book.night({"names": failed(first, second)})
    assert book.rows("SELECT elements, witnesses FROM open_findings") == [(2, "axe:alt ibm:alt")]


def test_a_witness_that_comes_or_goes_makes_no_other_finding(book):
    book.night({"names": failed(seen_by())})
    book.night({"names": failed(seen_by("axe:alt"))})
    assert book.findings() == [("names", "failed", 1, None, "")]
    assert book.one("SELECT witnesses FROM findings") == "axe:alt"
    book.night({"names": failed(seen_by())})
    assert book.one("SELECT witnesses FROM findings") == ""


def test_what_another_rule_tells_now_is_not_fixed(book):
    book.night({"axe:alt": failed(seen_by(), seen_by(selector="#map"))})
    elsewhere = replace(not_applicable("told by names"), told_elsewhere=(seen_by(),))
    book.night({"names": failed(seen_by("axe:alt")), "axe:alt": elsewhere})
    assert sorted(book.findings()) == [
        ("axe:alt", "failed", 1, 2, "fixed"),
        ("axe:alt", "failed", 1, 2, "no longer judged"),
        ("names", "failed", 2, None, ""),
    ]


# --- what a site audit could not look at


@pytest.fixture
def judge_site(book, make_rule):
    """Run a whole night in which one site audit says this of the only page."""
    checks = make_rule("links", scope="site")

    def night(outcome):
        run, _ = book.night({"alt": passed()})
        book.judge_site(run, [(checks, {PAGE: outcome})])
        return run

    return night


def broken(*urls):
    return failed(*(Finding(f"{url} is broken", subject=url) for url in urls), value=len(urls))


def test_an_outcome_that_holds_leaves_all_as_it_was(book, judge_site):
    judge_site(broken("/gone"))
    judge_site(not_applicable("the run ended early", holds=True))
    assert book.findings() == [("links", "failed", 1, None, "")]
    assert ("links", "failed", 1, 1, None) in book.outcomes()
    judge_site(not_applicable("no links"))
    assert book.findings() == [("links", "failed", 1, 3, "fixed")]


def test_an_outcome_that_holds_is_said_when_nothing_was_said_before(book, judge_site):
    judge_site(not_applicable("the run ended early", holds=True))
    assert ("links", "not applicable", None, 1, None) in book.outcomes()


def test_subjects_that_nobody_could_look_at_are_not_fixed(book, judge_site):
    judge_site(broken("/gone", "/mended"))
    judge_site(Outcome(Status.PASSED, 0, unsure=frozenset({"/gone"})))
    endings = book.rows(
        "SELECT c.subject, f.ending FROM findings f JOIN causes c ON c.id = f.cause_id ORDER BY 1"
    )
    assert endings == [("/gone", ""), ("/mended", "fixed")]
    assert ("links", "failed", 2, 1, None) in book.outcomes()  # not a pass with an open finding


def test_subjects_are_unsure_beside_others_that_are_broken(book, judge_site):
    judge_site(broken("/gone"))
    said = broken("/other")
    judge_site(Outcome(said.status, 1, findings=said.findings, unsure=frozenset({"/gone"})))
    assert [row[2:] for row in book.findings()] == [(1, None, ""), (2, None, "")]


def test_unsure_of_a_subject_that_was_never_found(book, judge_site):
    judge_site(passed(0))
    judge_site(Outcome(Status.PASSED, 0, unsure=frozenset({"/gone"})))
    assert book.findings() == []


def test_what_was_found_in_a_frame_that_nobody_could_look_into_is_not_fixed(book):
    def found(*selectors):
        return failed(*(Finding(f"{each} is wrong", selector=each) for each in selectors), value=1)

    book.night({"focus": found("#map >>> a", "#form >>> a", "#mapped > a")})
    book.night({"focus": Outcome(Status.PASSED, 0, unseen=("#map",))})
    endings = book.rows("SELECT selector, ending FROM findings ORDER BY 1")
    assert endings == [("#form >>> a", "fixed"), ("#map >>> a", ""), ("#mapped > a", "fixed")]
    assert ("focus", "failed", 1, 1, None) in book.outcomes()  # not a pass with an open finding
    book.night({"focus": passed(0)})
    assert book.rows("SELECT count(*) FROM findings WHERE ended_run_id IS NULL") == [(0,)]


# --- how the page was


def after(presses, selector=".logo"):
    state = f"after pressing Tab {presses} times"
    return Finding("Nothing shows.", selector=selector, snippet="<a>", state=state)


def test_a_finding_says_how_the_page_was_when_its_first_element_was_found(book):
    book.night({"focus": failed(after(7), after(9, ".map > a")), "alt": failed(seen_by())})
    rows = book.rows("SELECT audit, state FROM open_findings ORDER BY audit, state")
    assert ("focus", "after pressing Tab 7 times") in rows
    assert ("alt", "") in rows


def test_a_press_more_makes_no_other_finding_and_no_other_cause(book):
    book.night({"focus": failed(after(7))})
    book.night({"focus": failed(after(8))})
    assert book.findings() == [("focus", "failed", 1, None, "")]
    assert book.rows("SELECT state FROM open_findings") == [("after pressing Tab 8 times",)]
    assert book.one("SELECT count(*) FROM causes") == 1


def test_a_finding_that_nobody_could_look_at_says_so_still(book):
    book.night({"focus": failed(after(7))})
    book.night({"focus": not_applicable("the walk took too long", holds=True)})
    assert book.rows("SELECT state FROM open_findings") == [("after pressing Tab 7 times",)]


def test_a_state_of_a_strange_page_can_be_stored(book):
    book.night({"focus": failed(Finding("Wrong.", state="after \ud800" + "x" * 1000))})
    assert len(book.one("SELECT state FROM findings")) <= 300
