"""The list of what is judged, and the table of criteria: nothing is said to be tested that is not."""

import json

import pytest
from click.testing import CliRunner

from audits.requirements import REQUIREMENTS
from crawler.cli import cli
from crawler.listing import by_criterion, listed_audits, render_criteria


@pytest.fixture(scope="module")
def criteria():
    done = CliRunner().invoke(cli, ["audits", "--criteria", "--json"])
    assert done.exit_code == 0, done.output
    return {each["criterion"]: each for each in json.loads(done.stdout)}


pytestmark = pytest.mark.browser


def test_every_criterion_has_a_line(criteria):
    assert len(criteria) == len(REQUIREMENTS) == 55


def test_what_only_asks_is_told_apart_from_what_can_fail(criteria):
    assert "axe:image-alt" in criteria["1.1.1"]["failed"]
    assert "axe:video-caption" in criteria["1.2.2"]["needs review"]
    assert "axe:scrollable-region-focusable" in criteria["2.1.1"]["needs review"]
    assert "error-messages" in criteria["3.3.1"]["needs review"]
    assert criteria["3.3.7"] | {"failed": [], "needs review": ["asked-again"]} == criteria["3.3.7"]
    assert "ibm:img_alt_valid" in criteria["1.1.1"]["failed"]
    assert criteria["2.5.7"]["needs review"] == [
        "drag-alternatives",
        "ibm:draggable_alternative_exists",
    ]
    assert "link-text" in criteria["2.4.4"]["failed"]


def test_what_nothing_speaks_to_is_not_tested(criteria):
    nothing = {"failed": [], "needs review": []}
    text = render_criteria([*criteria.values(), criteria["2.5.1"] | nothing])
    assert "2.5.1 Pointer Gestures (A)\n  not tested automatically" in text
    assert "not tested automatically" in text.splitlines()[-1]


def test_without_axe_our_own_audits_stand_alone():
    alone = {each["criterion"]: each for each in by_criterion(listed_audits(None))}
    assert alone["1.4.3"]["failed"] == ["text-over-pictures"]
    assert "page-title" in alone["2.4.2"]["failed"]
