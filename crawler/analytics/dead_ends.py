"""Which audits find dead ends in the sense of the taxonomy; the one place that says so.

Asked about is enough where the question is whether people get past, not whether it is there: a
CAPTCHA is a barrier either way.
"""

from typing import NamedTuple


class DeadEnd(NamedTuple):
    """An audit whose open findings are dead ends of the pages they stand on."""

    audit: str
    rule: str  # of the taxonomy
    status: str = "failed"
    anywhere: bool = False  # also in menus and footers, which all pages share


DEAD_END_AUDITS = (
    DeadEnd("broken-links", "DE01"),
    DeadEnd("redirect-chains", "DE04"),
    DeadEnd("dead-anchors", "DE06"),
    DeadEnd("unsent-forms", "DE07", anywhere=True),
    DeadEnd("no-onward-link", "DE10", anywhere=True),
    DeadEnd("captcha-tests", "DE31"),
    DeadEnd("captcha-tests", "DE31", status="needs review"),
    DeadEnd("time-limits", "DE32", anywhere=True),
)
