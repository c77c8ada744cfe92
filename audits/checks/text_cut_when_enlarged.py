"""No text is lost at twice the size."""

from collections.abc import Iterator, Mapping
from typing import Any

from audits.derive.cuts import FEW_LETTERS, cut_findings
from audits.derive.document import Document
from audits.derive.places import found_in_browser, number, places, words_of
from audits.derive.states import AS_IT_LOADS
from audits.model import Finding, Impact, Outcome, Status, by_surest
from audits.registry import audit

MANY_LETTERS = 20  # lost only with larger text in the same window: more than a word or two


@audit(
    title="No text is cut off at 200 %",
    failure_title="Text is cut off at 200 %",
    category="accessibility",
    requirements=("wcag:1.4.4",),
    impact=Impact.SERIOUS,
    unit="boxes",
)
def text_cut_when_enlarged(stretch: Mapping[str, Any], document: Document) -> Outcome:
    """No text is lost at twice the size.

    ## Why it matters
    Many people enlarge the page, or only its text. A box that does not grow with its text cuts the
    rest off, and nobody can scroll to it.

    ## Who is hurt
    People with low vision, and everybody who gets older. They lose the end of sentences and may
    not notice.

    ## What it checks
    It zooms the page to 200 %, and then makes its text alone twice as large. Does that cut off text
    that was whole before? A person decides about text with dots at its end, and about text that
    loses a part at every size. It leaves out boxes that scroll or open.

    ## How to fix
    Give boxes with text a least height (min-height) in em or rem and not a height in pixels. Don't
    hide what overflows. Let lines wrap.

    ## Source
    WCAG 2.2, success criterion 1.4.4 Resize Text (level AA), failure F69; ACT rule 59br37, "Zoomed
    text node is not clipped with CSS overflow".
    """
    zoomed = [*cut_findings(stretch, "zoomed", "cut", when="At 200 %", document=document)]
    known = {each.selector for each in zoomed}
    enlarged = [
        each
        for each in cut_findings(
            stretch,
            "enlarged",
            "cut",
            when="With text of twice the size",
            document=document,
            fewest=MANY_LETTERS,
        )
        if each.selector not in known
    ]
    return by_surest([*zoomed, *enlarged, *_always(stretch, document)], unit="boxes")


def _always(stretch: Mapping[str, Any], document: Document) -> Iterator[Finding]:
    for place in places(stretch, "cut"):
        is_meant = place.get("opens") is True or place.get("isShortened") is True
        if not is_meant and number(place, "letters") >= FEW_LETTERS:
            yield found_in_browser(
                place,
                document,
                f"This box cuts off part of {words_of(place)}, even at 100 %. Is anything lost?",
                impact=Impact.MODERATE,
                status=Status.NEEDS_REVIEW,
                state=AS_IT_LOADS,
            )
