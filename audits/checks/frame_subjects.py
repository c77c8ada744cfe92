"""The name of a frame fits the page that it shows."""

import re
from collections.abc import Mapping, Sequence

from audits.checks.frame_titles import EMPTY
from audits.checks.page_title import title_fault
from audits.derive.compared import as_far_as_seen
from audits.derive.document import cut
from audits.derive.names import bare, tidy
from audits.derive.site import SiteFrame, SitePage
from audits.model import (
    Finding,
    Impact,
    Outcome,
    Status,
    needs_review,
    not_applicable,
    passed,
)
from audits.registry import audit

WORD = re.compile(r"[^\W\d_]{3,}")
SAME_LETTERS = 4  # words that begin alike are the same: map, maps
LITTLE_WORDS = frozenset(
    "and are can for from has have how its not our out that the their them this what when where "
    "which who why will with you your page website council home welcome new".split()
)
MOST_FINDINGS = 20  # of one page


@audit(
    title="The name of a frame fits what it shows",
    failure_title="The name of a frame may not fit what it shows",
    category="accessibility",
    scope="site",
    requirements=("wcag:4.1.2",),
    certainty="needs review",
)
def frame_subjects(
    pages: Mapping[str, SitePage],
    frames: Mapping[str, Sequence[SiteFrame]],
    is_complete: bool,  # noqa: FBT001 (an artefact, handed over by name)
) -> Mapping[str, Outcome]:
    """The name of a frame fits what it shows.

    ## Why it matters
    People decide by its name whether to enter a frame. A copied block often keeps the name of the
    map or the form that it showed before.

    ## Who is hurt
    People who use a screen reader: they skip what they came for, or read what they did not want.

    ## What it checks
    Frames with a title that show a page of the site itself. The frame's title and the title of that
    page should have a word in common. Where not, a person decides. It does not look at frames of
    other sites, and names that say nothing are for the audit frame-titles.

    ## How to fix
    Say in the title of the frame what it shows now. Begin with the words that the page in it
    has for its own title.

    ## Source
    WCAG 2.2, success criterion 4.1.2 Name, Role, Value (level A), technique H64.
    """
    outcomes = {url: _outcome(frames.get(url, ()), pages) for url in pages}
    return as_far_as_seen(outcomes, is_complete=is_complete)


def _outcome(frames: Sequence[SiteFrame], pages: Mapping[str, SitePage]) -> Outcome:
    known = [
        (each, page.title)
        for each in frames
        if (page := pages.get(each.url)) is not None and not title_fault(tidy(page.title))
    ]
    told = [each for each in known if each[0].name and not EMPTY.fullmatch(bare(each[0].name))]
    if not told:
        return not_applicable("no frames with a name that show a page of the site")
    findings = [
        Finding(
            f"The frame “{cut(frame.name, 80)}” shows a page called “{cut(title, 100)}”. "
            "Does the name fit?",
            subject=cut(frame.name),
            region=frame.region,
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
        )
        for frame, title in told
        if not _share_a_word(frame.name, title)
    ]
    return needs_review(*findings[:MOST_FINDINGS]) if findings else passed()


def _share_a_word(one: str, other: str) -> bool:
    words, others = _words(one), _words(other)
    return not words or not others or bool(words & others)


def _words(text: str) -> set[str]:
    found = (each.casefold() for each in WORD.findall(text))
    return {each.rstrip("s")[:SAME_LETTERS] for each in found if each not in LITTLE_WORDS}
