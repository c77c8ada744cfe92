"""What audits of text that is newly cut off share: one judge, told by several steps."""

import pytest

from audits.derive.document import Document

PAGE = Document("<main><div id='a'>Bins</div></main>", "https://x.test/")
BOX = {
    "selector": "#a",
    "html": "<div id='a'>",
    "words": "We empty bins on Monday",
    "letters": 60,
    "cut": 1,
    "gone": 2,
    "isShortened": False,
    "opens": False,
    "leads": False,
}


class CutText:
    """The promises of such an audit; `audit` is its function, `under` what it reads."""

    under = ""
    state = ""

    @staticmethod
    def audit(told, document):
        raise NotImplementedError

    def judged(self, *boxes, **more):
        return self.audit({self.under: {"cut": [*boxes], **more}}, PAGE)

    @pytest.mark.parametrize(
        "box",
        [
            BOX | {"opens": True},  # "read more" shows the rest
            BOX | {"isShortened": True, "leads": True},  # a teaser that leads on to all of it
            {"words": "no selector"},
            None,
        ],
    )
    def test_passes_boxes_whose_rest_can_be_had(self, box):
        assert self.judged(box).status == "passed"

    @pytest.mark.parametrize("told", [None, {"cut": "x"}])
    def test_passes_pages_where_nothing_is_cut(self, told):
        assert self.audit({}, PAGE).status == "passed"
        assert self.audit({self.under: told}, PAGE).status == "passed"

    def test_fails_text_that_is_cut_off(self):
        outcome = self.judged(BOX)
        assert (outcome.status, outcome.value) == ("failed", 1)
        (finding,) = outcome.findings
        assert (finding.selector, finding.region, finding.elements) == ("#a", "main", 3)
        assert "“We empty bins on Monday”" in finding.message

    @pytest.mark.parametrize("more", [{}, {"isShortened": True}, {"letters": 2}])
    def test_says_how_the_page_was(self, more):
        assert [each.state for each in self.judged(BOX | more).findings] == [self.state]

    @pytest.mark.parametrize("box", [BOX | {"isShortened": True}, BOX | {"letters": 2}])
    def test_asks_about_dots_and_scraps(self, box):
        outcome = self.judged(box)
        assert outcome.status == "needs review"
        assert outcome.findings[0].message.endswith("?")


class OverlappingText(CutText):
    """The same, of an audit that asks about text over other text as well."""

    def test_asks_about_text_over_other_text(self):
        over = {"selector": "#a", "html": "", "words": "Bins", "over": "Tips"}
        outcome = self.judged(overlapping=[over])
        assert outcome.status == "needs review"
        assert "“Bins” and “Tips”" in outcome.findings[0].message
        assert outcome.findings[0].state == self.state
