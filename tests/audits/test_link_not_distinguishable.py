"""link-not-distinguishable: a link that only its colour tells from text, unless axe has named it."""

import pytest

from audits.checks.link_not_distinguishable import link_not_distinguishable
from audits.derive.document import Document

PAGE = Document("<main><p>Go to <a id='a' href='/a'>bins</a></p></main>", "https://x.test/")
LINK = {"selector": "#a", "html": "<a id='a'>", "words": "bins", "contrast": 1.4}


def axe(kind, target="#a", rule="link-in-text-block"):
    return {kind: [{"id": rule, "nodes": [{"target": [target]}]}]}


@pytest.mark.parametrize("kind", ["violations", "incomplete"])
def test_leaves_to_axe_what_axe_has_named(kind):
    outcome = link_not_distinguishable({"links": [LINK]}, axe(kind, "main > p > a"), PAGE)
    assert outcome.status == "passed"


def test_passes_pages_without_such_links():
    assert link_not_distinguishable({"links": []}, {}, PAGE).status == "passed"


@pytest.mark.parametrize(
    "known", [{}, axe("violations", rule="link-name"), axe("violations", "#b"), axe("passes")]
)
def test_fails_what_axe_has_not_named(known):
    outcome = link_not_distinguishable({"links": [LINK]}, known, PAGE)
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert "“bins”" in finding.message
    assert "1.4:1" in finding.message
