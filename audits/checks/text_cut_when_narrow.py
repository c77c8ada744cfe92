"""No text is lost in a narrow window."""

from collections.abc import Mapping
from typing import Any

from audits.derive.cuts import cut_findings, overlap_findings
from audits.derive.document import Document
from audits.model import Impact, Outcome, by_surest
from audits.registry import audit


@audit(
    title="No text is cut off in a window of 320 pixels",
    failure_title="Text is cut off in a window of 320 pixels",
    category="accessibility",
    requirements=("wcag:1.4.10",),
    impact=Impact.SERIOUS,
    unit="boxes",
)
def text_cut_when_narrow(stretch: Mapping[str, Any], document: Document) -> Outcome:
    """No text is lost in a narrow window.

    ## Why it matters
    Text needs more lines in a narrow window. A box of fixed height that hides what does not fit
    cuts the last lines off, and nobody can scroll to them.

    ## Who is hurt
    People with low vision, who magnify pages four times. People who use a telephone. They may not
    even notice that something is missing.

    ## What it checks
    It opens the page in a window of 320 by 256 pixels. Does that cut off text that was whole at
    1280 pixels? It leaves out menus that fold away, sliding pictures and boxes that open. A person
    decides about text with dots at its end, and about text that lies over other text.

    ## How to fix
    Give boxes with text a least height (min-height) and not a height. Don't hide what overflows.
    Let lines wrap: don't use white-space: nowrap for sentences.

    ## Source
    WCAG 2.2, success criterion 1.4.10 Reflow (level AA), failure F102 (content disappears and is
    not available when content has reflowed).
    """
    when = "At 320 pixels"
    return by_surest(
        [
            *cut_findings(stretch, "narrow", "cut", when=when, document=document),
            *overlap_findings(stretch, "narrow", "overlapping", when=when, document=document),
        ],
        unit="boxes",
    )
