"""text-spacing: text that is newly cut off is wrong; dots, scraps and what opens are not."""

from audits.checks.text_spacing import text_spacing
from tests.audits.cut_text import OverlappingText


class TestTextSpacing(OverlappingText):
    audit = staticmethod(text_spacing)
    under = "spaced"
    state = "with the text spacing of WCAG 1.4.12"
