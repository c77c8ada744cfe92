"""axe's four lists become rules with outcomes, in axe's own words."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from audits.derive.document import Document
from audits.engines import axe
from audits.engines.axe import AXE, BadResultError, judge, requirements_of, selector_of
from audits.engines.noisy import noisy_rules
from crawler.browser import BrowserPool, BrowserSettings
from crawler.provision import axe_or_complain

PAGE = """<!doctype html><html lang="en"><head><title>Bins</title></head><body>
<header><img src="logo.png"></header>
<main><h1>Bins</h1><img id="map" src="map.png"><p class="pale">Text</p></main>
<footer><a href="/x"></a></footer></body></html>"""


@pytest.fixture
def axe_rule_ids():
    source = axe_or_complain().read_text(encoding="utf-8")
    return set(re.findall(r'\bid:"([a-z-]+)",', source))


def node(target, html="<img>", impact="critical", **checks):
    return {
        "target": target,
        "html": html,
        "impact": impact,
        "any": [],
        "all": [],
        "none": [],
    } | checks


def rule(name="image-alt", *nodes, tags=("cat.text-alternatives", "wcag2a", "wcag111"), **more):
    return {
        "id": name,
        "impact": "critical" if nodes else None,
        "tags": list(tags),
        "help": "Images must have alternative text",
        "description": "Ensure <img> elements have alternative text",
        "helpUrl": f"https://dequeuniversity.com/rules/axe/4.14/{name}?application=axeAPI",
        "nodes": list(nodes),
    } | more


def result(**lists):
    return {
        "testEngine": {"name": "axe-core", "version": "4.14.1"},
        **{name: lists.get(name, []) for name in axe.LISTS},
    }


def judged(html=PAGE, **lists):
    pairs = judge(result(**lists), Document(html, "https://x.test/"))
    return {rule.id: (rule, outcome) for rule, outcome in pairs}


@pytest.mark.parametrize(
    ("lists", "status"),
    [
        ({"inapplicable": [rule()]}, "not applicable"),
        ({"passes": [rule()]}, "passed"),
        ({"passes": [rule()], "incomplete": [rule("image-alt", node(["img"]))]}, "needs review"),
        ({"incomplete": [rule("image-alt", node(["img"]))]}, "needs review"),
        ({"passes": [rule()], "violations": [rule("image-alt", node(["img"]))]}, "failed"),
        ({"violations": [rule("image-alt")]}, "failed"),
    ],
)
def test_each_list_is_a_status_and_the_worst_one_counts(lists, status):
    _, outcome = judged(**lists)["axe:image-alt"]
    assert outcome.status == status


def test_what_a_noisy_rule_finds_is_for_a_person_to_look_at():
    name = "scrollable-region-focusable"
    found, outcome = judged(violations=[rule(name, node(["main"]))])[f"axe:{name}"]
    assert outcome.status == "needs review"
    assert [finding.status for finding in outcome.findings] == ["needs review"]
    assert "Safari" in found.checks
    assert found.version == 2
    assert judged(passes=[rule(name)])[f"axe:{name}"][1].status == "passed"


def test_a_rule_that_is_noisy_in_part_stays_sure_of_the_rest():
    name = "aria-valid-attr-value"
    said = [
        node([f"#a{number}"], any=[{"message": f'Invalid ARIA attribute value: {text}="x"'}])
        for number, text in enumerate(("aria-controls", "aria-current"))
    ]
    found, both = judged(violations=[rule(name, *said)])[f"axe:{name}"]
    assert (found.certainty, both.status) == ("failed", "failed")
    assert [finding.status for finding in both.findings] == ["needs review", "failed"]
    assert judged(violations=[rule(name, said[0])])[f"axe:{name}"][1].status == "needs review"


@pytest.mark.parametrize(
    ("html", "status"),
    [("<dialog open>x</dialog>", "needs review"), ("<dialog>x</dialog>", "failed")],
)
def test_a_frame_that_is_out_of_reach_is_doubted_while_a_dialogue_is_open(html, status):
    name = "frame-focusable-content"
    found = judged(html, violations=[rule(name, node(["iframe"], "<iframe>"))])[f"axe:{name}"]
    assert found[1].status == status


def test_every_noisy_rule_is_one_that_axe_has(axe_rule_ids):
    assert {name.removeprefix("axe:") for name in noisy_rules()} <= axe_rule_ids


def test_that_axe_ran_is_an_outcome_too_so_that_an_earlier_error_ends():
    found = judged(passes=[rule()])
    assert found["axe"][0] is AXE
    assert found["axe"][1].status == "passed"


def test_a_rule_in_two_lists_has_both_kinds_of_findings():
    _, outcome = judged(
        violations=[rule("image-alt", node(["#map"]))],
        incomplete=[rule("image-alt", node(["header > img"]))],
    )["axe:image-alt"]
    assert [(each.selector, each.status) for each in outcome.findings] == [
        ("#map", "failed"),
        ("header > img", "needs review"),
    ]


def test_words_and_engine_come_from_axe():
    found, _ = judged(passes=[rule()])["axe:image-alt"]
    assert found.title == found.failure_title == "Images must have alternative text."
    assert found.why == "Ensure <img> elements have alternative text."
    assert found.source == "https://dequeuniversity.com/rules/axe/4.14/image-alt"
    assert found.source in found.fix
    assert found.engine == "axe-core 4.14.1"


@pytest.mark.parametrize(
    ("tags", "category", "requirements"),
    [
        (["wcag2a", "wcag111"], "accessibility", ("wcag:1.1.1",)),
        (["wcag21aa", "wcag1410", "EN-9.1.4.10"], "accessibility", ("wcag:1.4.10",)),
        (["wcag2a", "wcag244", "wcag412"], "accessibility", ("wcag:2.4.4", "wcag:4.1.2")),
        (["wcag22aa", "wcag258"], "accessibility", ("wcag:2.5.8",)),
        (["experimental", "wcag2a", "wcag131"], "accessibility", ("wcag:1.3.1",)),
        (["wcag2aaa", "wcag146"], "best practice", ()),
        (["wcag2a-obsolete", "wcag411"], "best practice", ()),
        (["best-practice"], "best practice", ()),
        (["wcag2a", "wcag2aa", "wcag21a", "TTv5", "RGAA-1.1.1"], "accessibility", ()),
        (["wcag2a", "wcag999"], "accessibility", ()),
        ([], "best practice", ()),
    ],
)
def test_tags_give_category_and_criteria_and_unknown_ones_do_no_harm(tags, category, requirements):
    found, _ = judged(passes=[rule(tags=tags)])["axe:image-alt"]
    assert (found.category, found.requirements) == (category, requirements)
    assert requirements_of(tags) == requirements


@pytest.mark.parametrize(
    ("target", "selector"),
    [
        (["#map"], "#map"),
        (["iframe", "#pay"], "iframe >>> #pay"),
        ([["#host", ".inner"]], "#host >> .inner"),
        (["#frame", ["#host", "x-y", "b"]], "#frame >>> #host >> x-y >> b"),
        ([], ""),
    ],
)
def test_targets_in_frames_and_shadow_trees_are_one_line(target, selector):
    assert selector_of(target) == selector


@pytest.mark.parametrize(
    ("target", "region"),
    [
        (["#map"], "main"),
        (["header > img"], "header"),
        (['a[href="/x"]'], "footer"),
        (["footer", "#inside-a-frame"], "footer"),
        ([["main", ".in-the-shadow"]], "main"),
        (["html"], ""),
        (["img"], ""),  # two of them, in different regions: nobody knows
        (["#gone"], ""),
        (["p:foo(("], ""),
        ([], ""),
    ],
)
def test_the_region_is_that_of_the_element_in_the_page(target, region):
    _, outcome = judged(violations=[rule("image-alt", node(target))])["axe:image-alt"]
    assert outcome.findings[0].region == region


def test_without_a_document_there_is_no_region():
    _, (_, outcome) = judge(result(violations=[rule("image-alt", node(["#map"]))]), None)
    assert outcome.findings[0].region == ""


@pytest.mark.parametrize(
    ("checks", "message"),
    [
        ({}, "Images must have alternative text."),
        (
            {"any": [{"message": "No alt"}, {"message": "No title"}]},
            "Images must have alternative text.",
        ),
        ({"any": [{"message": "Contrast is 2.5:1"}]}, "Contrast is 2.5:1."),
        (
            {
                "any": [{"message": "No alt"}, {"message": "x"}],
                "none": [{"message": "Is\n empty."}],
            },
            "Is empty.",
        ),
        ({"all": [{"message": ""}]}, "Images must have alternative text."),
        ({"any": None, "all": None, "none": None}, "Images must have alternative text."),
    ],
)
def test_the_message_is_one_plain_sentence(checks, message):
    _, outcome = judged(violations=[rule("image-alt", node(["#map"], **checks))])["axe:image-alt"]
    assert outcome.findings[0].message == message


@pytest.mark.parametrize(
    ("of_node", "of_rule", "impact"),
    [
        ("minor", "critical", "minor"),
        (None, "serious", "serious"),
        (None, None, "moderate"),
        ("grave", "critical", "critical"),
    ],
)
def test_impact_is_the_nodes_then_the_rules(of_node, of_rule, impact):
    entry = rule("image-alt", node(["#map"], impact=of_node), impact=of_rule)
    _, outcome = judged(violations=[entry])["axe:image-alt"]
    assert outcome.findings[0].impact == impact


def test_a_snippet_is_one_short_line():
    html = "<img\n  alt=''" + " data-x='y'" * 100 + ">"
    _, outcome = judged(violations=[rule("image-alt", node(["#map"], html))])["axe:image-alt"]
    assert outcome.findings[0].snippet.startswith("<img alt=''")
    assert len(outcome.findings[0].snippet) == 300


@pytest.mark.parametrize(
    "broken",
    [{}, {"violations": []}, result(), result(passes=[rule()]) | {"incomplete": None}],
)
def test_half_a_result_is_refused(broken):
    with pytest.raises(BadResultError):
        list(judge(broken, None))


@pytest.fixture
def look():
    """A real look at PAGE with Chromium and axe-core."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    pool = BrowserPool(BrowserSettings(axe_path=axe_or_complain(), private_hosts=(host,)), 1)
    try:
        yield pool.look(f"http://{host}/")
    finally:
        pool.close()
        server.shutdown()
        server.server_close()


@pytest.mark.browser
def test_a_real_result_of_axe(look):
    pairs = list(judge(look.axe, Document(look.html, "http://127.0.0.1/")))
    found = {rule.id: (rule, outcome) for rule, outcome in pairs}
    assert len(found) == len(pairs) > 90
    images, outcome = found["axe:image-alt"]
    assert images.engine.startswith("axe-core 4.")
    assert images.requirements == ("wcag:1.1.1",)
    assert outcome.status == "failed"
    assert {each.region for each in outcome.findings} == {"header", "main"}
    assert found["axe:link-name"][1].findings[0].region == "footer"
    assert found["axe:html-has-lang"][1].status == "passed"
    assert found["axe:video-caption"][1].status == "not applicable"


def test_what_axe_cannot_tell_of_an_empty_frame_is_no_question():
    name, tags = "css-orientation-lock", ("wcag2aa", "wcag134")
    inside, page = node(["#stream", "html"]), node(["html"])
    styled = PAGE.replace("</head>", "<style>p { color: red }</style></head>")
    for nodes, status in (([inside], "not applicable"), ([inside, page], "needs review")):
        _, outcome = judged(styled, incomplete=[rule(name, *nodes, tags=tags)])[f"axe:{name}"]
        assert (outcome.status, len(outcome.findings)) == (status, len(nodes) - 1)
