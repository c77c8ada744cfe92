"""EARL is read by rdflib, which knows nothing of us."""

import pytest
import rdflib

EARL = rdflib.Namespace("http://www.w3.org/ns/earl#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
EM = rdflib.Namespace("http://www.w3.org/TR/WCAG-EM/#")
WCAG = "https://www.w3.org/"
HOME = rdflib.URIRef("https://mudford.example/")
# rdflib's own reader uses a class of its own that it calls outdated
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@pytest.fixture
def graph(exported):
    return rdflib.Graph().parse(exported("earl"), format="json-ld")


def outcomes(graph, about, test):
    return [
        (graph.value(result, EARL.outcome), str(graph.value(result, EARL.info, default="")))
        for assertion in graph.subjects(EARL.subject, about)
        if str(graph.value(assertion, EARL.test)).endswith(test)
        for result in graph.objects(assertion, EARL.result)
    ]


def is_criterion(test):
    return str(test).startswith("https://www.w3.org/TR/WCAG22/#")


def test_a_criterion_is_never_passed(graph):
    said = [
        graph.value(graph.value(assertion, EARL.result), EARL.outcome)
        for assertion in graph.subjects(rdflib.RDF.type, EARL.Assertion)
        if is_criterion(graph.value(assertion, EARL.test))
    ]
    assert len(said) == 3
    assert EARL.passed not in said


def test_what_criteria_say_of_the_site(graph):
    assert outcomes(graph, HOME, "#1.1") == [(EARL.failed, "Fails on 2 pages.")]
    assert outcomes(graph, HOME, "#2.4") == [(EARL.cantTell, "A person must look at 1 page.")]
    assert outcomes(graph, HOME, "#1.2") == [(EARL.untested, "Automation does not test it.")]


def test_single_checks_of_pages_may_pass(graph):
    apply = rdflib.URIRef("https://mudford.example/apply")
    assert outcomes(graph, apply, "check:axe%3Aimage-alt") == [(EARL.passed, "")]
    assert outcomes(graph, HOME, "check:axe%3Aimage-alt")[0][0] == EARL.failed


def test_a_false_positive_is_no_failure(graph):
    bins = rdflib.URIRef("https://mudford.example/bins")
    ((outcome, info),) = outcomes(graph, bins, "check:axe%3Aimage-alt")
    assert outcome == EARL.cantTell
    assert "false positive" in info


def test_beside_a_failure_a_false_positive_is_not_told(council, exported):
    home = council.db.execute("SELECT min(id) FROM pages").fetchone()[0]
    triage = council.db.execute("SELECT max(id) FROM triage").fetchone()[0]
    wrong = council.finding(home, 3, 1, message="Not so at all")
    council.db.execute(
        "UPDATE findings SET set_aside = 'false positive', triage_id = ? WHERE id = ?",
        [triage, wrong],
    )
    council.db.conn.commit()
    made = exported("earl").read_text(encoding="utf-8")
    assert "Not so at all" not in made


def test_every_assertion_is_whole(graph):
    for assertion in graph.subjects(rdflib.RDF.type, EARL.Assertion):
        assert graph.value(assertion, EARL.mode) == EARL.automatic
        by = graph.value(assertion, EARL.assertedBy)
        assert (by, rdflib.RDF.type, EARL.Software) in graph
        assert graph.value(by, DCT.hasVersion)
        assert graph.value(assertion, EARL.test)
        result = graph.value(assertion, EARL.result)
        assert graph.value(result, DCT.date).datatype == rdflib.XSD.dateTime
        assert str(graph.value(result, EARL.outcome)).startswith(EARL)


def test_scope_and_sample_are_told_as_wcag_em_asks(graph):
    (evaluation,) = graph.subjects(rdflib.RDF.type, EM.procedure)
    assert graph.value(graph.value(evaluation, EM.step1), EM.step1a) == HOME
    sample = graph.value(evaluation, EM.step3)
    structured = set(map(str, graph.objects(sample, EM.step3a)))
    assert structured >= {
        "https://mudford.example/",
        "https://mudford.example/contact",
        "https://mudford.example/apply",
        "https://mudford.example/budget.pdf",
    }
    why = graph.value(rdflib.URIRef("https://mudford.example/apply"), DCT.description)
    assert str(why) == "Form. The longest form that we read: 4 fields."


def test_as_of_an_earlier_run(exported):
    graph = rdflib.Graph().parse(exported("earl", run=1), format="json-ld")
    assert outcomes(graph, HOME, "#2.4")[0][0] == EARL.cantTell
    (asked,) = [info for _, info in outcomes(graph, HOME, "#2.4")]
    assert "no failure" in asked, "the question came with the second run"
