"""link-not-distinguishable: a link that only its colour tells from text, unless axe has named it."""

import pytest

from audits.checks.link_not_distinguishable import link_not_distinguishable
from audits.derive.document import Document

PAGE = Document("<main><p>Go to <a id='a' href='/a'>bins</a></p></main>", "https://x.test/")
LINK = {"selector": "#a", "html": "<a id='a'>", "words": "bins", "contrast": 1.4}


def axe(kind, target="#a", rule="link-in-text-block"):
    return {kind: [{"id": rule, "nodes": [{"target": [target]}]}]}


def test_leaves_to_axe_what_axe_is_sure_of():
    known = axe("violations", "main > p > a")
    outcome = link_not_distinguishable({"links": [LINK]}, known, PAGE)
    assert outcome.status == "passed"


def test_passes_pages_without_such_links():
    assert link_not_distinguishable({"links": []}, {}, PAGE).status == "passed"


@pytest.mark.parametrize(
    "known", [{}, axe("violations", rule="link-name"), axe("violations", "#b"), axe("incomplete")]
)
def test_fails_what_axe_has_not_named(known):
    outcome = link_not_distinguishable({"links": [LINK]}, known, PAGE)
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert "“bins”" in finding.message
    assert "1.4:1" in finding.message


def test_asks_about_a_link_that_looks_just_like_the_text():
    outcome = link_not_distinguishable({"links": [{**LINK, "contrast": 1}]}, {}, PAGE)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")
