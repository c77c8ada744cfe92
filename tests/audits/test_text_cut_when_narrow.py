"""text-cut-when-narrow: text that is newly cut off is wrong; dots, scraps and what opens are not."""

from audits.checks.text_cut_when_narrow import text_cut_when_narrow
from tests.audits.cut_text import OverlappingText


class TestTextCutWhenNarrow(OverlappingText):
    audit = staticmethod(text_cut_when_narrow)
    under = "narrow"
    state = "at 320 CSS pixels"
