"""lasting-movement: a person is asked whether what moves can be stopped."""

import pytest

from audits.checks.lasting_movement import lasting_movement
from audits.derive.document import Document

PAGE = Document("<main><div id='a'></div></main>", "https://x.test/")


@pytest.mark.parametrize("told", [{}, {"moving": [], "videos": [], "gifs": []}, {"moving": 1}])
def test_passes_pages_where_nothing_moves(told):
    assert lasting_movement(told, PAGE).status == "passed"


@pytest.mark.parametrize(
    ("kind", "said"), [("moving", "5 seconds"), ("videos", "video"), ("gifs", "GIF")]
)
def test_asks_about_what_moves(kind, said):
    outcome = lasting_movement({kind: [{"selector": "#a", "html": "<div>"}]}, PAGE)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert said in finding.message
    assert finding.message.endswith("?")
