"""What is closed was opened."""

from collections import Counter

from audits.derive.tags import tags_of
from audits.model import Finding, Impact, Outcome, failed, passed
from audits.registry import audit

# Elements that are there without a tag of their own, so that an end alone is in order.
UNWRITTEN = frozenset({"html", "head", "body", "tbody", "colgroup"})
MOST_NAMED = 5


@audit(
    title="Every end tag belongs to a start tag",
    failure_title="There are end tags that close nothing",
    category="best practice",
    certainty="advice",
    impact=Impact.MINOR,
    unit="tags",
)
def stray_end_tags(source: str) -> Outcome:
    """Every end tag belongs to a start tag.

    ## Why it matters
    A tag that closes nothing is a sign that a template or a pasted text is broken. Each browser and
    each tool guesses what the author meant. A later change can then close the wrong part of the
    page.

    ## Who is hurt
    Everybody whose software guesses otherwise than yours, and those who must mend the page.

    ## What it checks
    The page as the server sends it. It counts end tags whose element is not open at that point.
    Tags in comments and scripts do not count, nor do elements that need no start tag. The value is
    the number of such tags.

    ## How to fix
    Show the source in the editor and delete the end tag, or write the start that was lost. A
    validator such as validator.w3.org shows the line.

    ## Source
    HTML standard, Parse errors; WCAG 2.2, technique H74 (opening and closing tags). Criterion
    4.1.1, which asked for it, is gone since WCAG 2.2: this is advice.
    """
    opened: Counter[str] = Counter()
    stray: Counter[str] = Counter()
    for tag in tags_of(source):
        if not tag.is_end:
            opened[tag.name] += 1
        elif opened[tag.name]:
            opened[tag.name] -= 1
        elif tag.name not in UNWRITTEN:
            stray[tag.name] += 1
    if not stray:
        return passed(0, "tags")
    count = sum(stray.values())
    names = ", ".join(f"</{name}>" for name, _ in stray.most_common(MOST_NAMED))
    message = (
        f"One end tag closes nothing: {names}."
        if count == 1
        else f"{count} end tags close nothing, such as {names}."
    )
    return failed(Finding(message, impact=Impact.MINOR), value=count, unit="tags")
