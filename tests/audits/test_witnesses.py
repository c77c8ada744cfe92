"""A fault that several rules find is told once; two faults of one element are told twice."""

import re

import pytest

from audits.derive.document import Document
from audits.engines.ibm import rules as ibm_rules
from audits.model import Finding, Status, failed, needs_review, passed
from audits.registry import Rule, load
from audits.witnesses import ENGINES, engine_of, families, told_once
from crawler.provision import axe_or_complain

PAGE = """<!doctype html><html lang="en"><head><title>Bins</title></head><body><main><h1>Bins</h1>
<img class="map" src="map.png"><img src="b.png"><a href="/x"></a></main></body></html>"""
MAP = ("img.map", "body > main:nth-of-type(1) > img:nth-of-type(1)")  # the same element twice
OTHER = "body > main:nth-of-type(1) > img:nth-of-type(2)"


def rule(name, *criteria, category="accessibility"):
    return Rule(
        id=name,
        title="Good",
        failure_title="Bad",
        category=category,
        requirements=tuple(f"wcag:{each}" for each in criteria),
    )


OURS = rule("image-names", "1.1.1")
AXE = rule("axe:image-alt", "1.1.1")
IBM = rule("ibm:img_alt_valid", "1.1.1")


def at(selector, snippet="<img>", status=Status.FAILED):
    return Finding("Wrong.", selector=selector, snippet=snippet, status=status)


def asked(selector, snippet="<img>"):
    return at(selector, snippet, Status.NEEDS_REVIEW)


def told(*said, html=PAGE):
    outcomes = told_once(said, Document(html, "https://x.test/"))
    return {rule.id: outcome for (rule, _), outcome in zip(said, outcomes, strict=True)}


def names(outcome):
    return [(finding.selector, finding.witnesses) for finding in outcome.findings]


# --- what is not one fault


def test_the_same_fault_of_two_elements_is_two_findings():
    found = told((AXE, failed(at(MAP[0]))), (IBM, failed(at(OTHER))))
    assert names(found["axe:image-alt"]) == [(MAP[0], ())]
    assert names(found["ibm:img_alt_valid"]) == [(OTHER, ())]


def test_two_faults_of_one_element_are_two_findings():
    role, name = rule("axe:aria-roles", "4.1.2"), rule("ibm:input_label_exists", "4.1.2")
    found = told((role, failed(at(MAP[0]))), (name, failed(at(MAP[1]))))
    assert all(len(outcome.findings) == 1 for outcome in found.values())


def test_a_criterion_that_holds_many_faults_makes_nothing_one():
    groups, labels = rule("choice-groups", "1.3.1"), rule("ibm:label_ref_valid", "1.3.1")
    found = told((groups, failed(at(MAP[0]))), (labels, needs_review(asked(MAP[0]))))
    assert all(len(outcome.findings) == 1 for outcome in found.values())


def test_two_audits_of_ours_without_a_family_are_two():
    other = rule("hidden-pictures", "1.1.1")
    found = told((OURS, failed(at(MAP[0]))), (other, failed(at(MAP[0]))))
    assert all(len(outcome.findings) == 1 for outcome in found.values())


def test_what_has_no_place_is_not_joined():
    found = told((AXE, failed(at(""))), (IBM, failed(at(""))))
    assert all(len(outcome.findings) == 1 for outcome in found.values())


def test_an_element_that_the_parser_sees_elsewhere_is_not_joined():
    found = told((AXE, failed(at(MAP[0]))), (IBM, failed(at(MAP[1], "<svg>"))))
    assert all(len(outcome.findings) == 1 for outcome in found.values())


def test_what_found_nothing_says_what_it_said():
    found = told((OURS, passed(3, "pictures")), (AXE, passed()))
    assert found == {"image-names": passed(3, "pictures"), "axe:image-alt": passed()}


# --- what is one


def test_ours_is_told_before_axe_and_axe_before_ibm():
    found = told((OURS, failed(at(MAP[0]))), (AXE, failed(at(MAP[0]))), (IBM, failed(at(MAP[1]))))
    assert names(found["image-names"]) == [(MAP[0], ("axe:image-alt", "ibm:img_alt_valid"))]
    for name in ("axe:image-alt", "ibm:img_alt_valid"):
        assert found[name].status == "not applicable"
        assert found[name].note == "told by image-names"
        assert len(found[name].told_elsewhere) == 1


def test_a_failure_is_told_before_a_question():
    found = told((OURS, needs_review(asked(MAP[1]))), (AXE, failed(at(MAP[0]))))
    assert names(found["axe:image-alt"]) == [(MAP[0], ("image-names",))]
    assert found["image-names"].note == "told by axe:image-alt"


def test_a_question_is_told_before_advice():
    advice = rule("axe:scope-attr-valid", category="best practice")
    found = told(
        (advice, failed(at(MAP[0]))),
        (rule("ibm:table_scope_valid", "1.3.1"), needs_review(asked(MAP[0]))),
    )
    assert names(found["ibm:table_scope_valid"]) == [(MAP[0], ("axe:scope-attr-valid",))]


def test_what_is_left_is_told_as_surely_as_it_is():
    axe = failed(at(MAP[0]), asked(OTHER))
    found = told((OURS, failed(at(MAP[1]), value=1, unit="pictures")), (AXE, axe))
    assert found["image-names"].value == 1
    assert found["axe:image-alt"].status == "needs review"
    assert names(found["axe:image-alt"]) == [(OTHER, ())]


def test_a_fault_of_the_page_needs_no_element():
    found = told(
        (rule("page-title", "2.4.2"), failed(at("head > title", "<title>"))),
        (rule("axe:document-title", "2.4.2"), failed(at("html", "<html>"))),
    )
    assert names(found["page-title"]) == [("head > title", ("axe:document-title",))]


def test_a_family_needs_no_criterion():
    found = told(
        (rule("heading-levels", category="structure"), failed(at("h1", "<h1>"))),
        (rule("axe:heading-order", category="best practice"), failed(at("main > h1", "<h1>"))),
    )
    assert names(found["heading-levels"]) == [("h1", ("axe:heading-order",))]


def test_elements_in_frames_are_the_same_by_the_same_selector():
    other = rule("axe:link-name", "2.4.4")
    inside = "iframe >>> a"
    found = told(
        (other, failed(at(inside))), (rule("ibm:a_text_purpose", "2.4.4"), failed(at(inside)))
    )
    assert names(found["axe:link-name"]) == [(inside, ("ibm:a_text_purpose",))]


def test_a_finding_that_is_told_elsewhere_tells_nothing_more():
    """By its criterion it goes to one rule, by its family to another: it is told once all the same."""
    link, button = rule("axe:link-name", "2.4.4", "4.1.2"), rule("axe:button-name", "4.1.2")
    found = told(
        (link, failed(at("a", "<a>"))),
        (button, failed(at("a", "<a>"))),
        (rule("ibm:a_text_purpose", "2.4.4", "4.1.2"), failed(at("a", "<a>"))),
    )
    assert names(found["axe:link-name"]) == [("a", ("ibm:a_text_purpose",))]
    assert names(found["axe:button-name"]) == [("a", ())]


# --- the table


def test_engines_are_told_by_their_names():
    assert [engine_of(each) for each in ("page-title", "axe:label", "ibm:x", "a:b")] == [
        *ENGINES,
        "",
    ]


def test_every_rule_of_ibm_in_the_table_is_taken():
    named = {each.removeprefix("ibm:") for each in families() if each.startswith("ibm:")}
    assert named <= set(ibm_rules())


def test_every_rule_of_axe_in_the_table_is_one_that_axe_has():
    source = axe_or_complain().read_text(encoding="utf-8")
    known = set(re.findall(r'\bid:"([a-z-]+)",', source))
    assert {each.removeprefix("axe:") for each in families() if each.startswith("axe:")} <= known


@pytest.mark.parametrize("name", list(families()))
def test_no_rule_speaks_of_two_faults(name):
    assert len(families()[name]) == 1


def test_what_html_suggests_and_the_browser_shows_is_one():
    guess, proof = rule("change-navigates", "3.2.2"), rule("change-on-input", "3.2.2")
    found = told((guess, needs_review(asked(MAP[0]))), (proof, failed(at(MAP[0]))))
    assert names(found["change-on-input"]) == [(MAP[0], ("change-navigates",))]
    assert found["change-navigates"].note == "told by change-on-input"


def test_every_rule_of_ours_that_a_family_names_is_there():
    assert {name for name in families() if ":" not in name} <= load().keys()
