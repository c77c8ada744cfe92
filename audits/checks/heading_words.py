"""Headings say what stands below them."""

import re
from collections import defaultdict
from collections.abc import Iterator

from audits.derive.document import cut
from audits.derive.main_text import MainText, count_words
from audits.derive.names import bare, tidy
from audits.derive.outline import Heading
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

# What editors and templates leave behind, in small letters.
EMPTY = re.compile(
    r"(?:sub)?(?:heading|header|title|headline)(?: \d+| text| here)?|section|h[1-6]|more|here"
    r"|untitled(?: document)?|(?:new|blank) (?:page|section|heading)|placeholder|lorem ipsum\b.*"
    r"|(?:page|section|your|insert|enter|add)(?: a| your)? (?:heading|title|text)"
    r"(?: here| goes here)?|text(?: here)?|tb[ac]|click (?:here )?to edit.*|insert .{0,30} here"
    r"|teitl|pennawd"
)
# Names of boxes, which may stand side by side.
BOXES = re.compile(r"(?:examples?|notes?|warning|tip|caution|important|see also)(?: \d+)?")
WORD = re.compile(r"[^\W\d_]{3,}")
SAME_LETTERS = 4  # words that begin alike are the same: bins, bin; recycle, recycling
LITTLE_WORDS = frozenset(
    "and are can for from get has have how into its not our out that the their them this under "
    "was what when where which who why will with you your all any about".split()
)
FEWEST_WORDS = 6  # of a text that a heading can fit
FURNITURE = frozenset({"header", "nav", "aside", "footer"})
MOST_FINDINGS = 20


@audit(
    title="Headings say what stands below them",
    failure_title="Headings may not say what stands below them",
    category="accessibility",
    requirements=("wcag:2.4.6",),
    certainty="needs review",
)
def heading_words(headings: list[Heading], main_text: MainText, title: str | None) -> Outcome:
    """Headings say what stands below them.

    ## Why it matters
    People jump from heading to heading to find what they need. "Heading 2", or the same words three
    times, tell them nothing, and a heading left over from another page sends them away.

    ## Who is hurt
    People who use a screen reader and hear only the headings first. People who find it hard to
    read much or to keep their place.

    ## What it checks
    Headings such as "Title", "Untitled" or "Heading 2" that say nothing. Headings of the same words
    and level under the same heading, but for names of boxes such as "Note" and "Example". A main
    heading that shares no word with the page's text, its title and its other headings. A person
    decides about each. It does not look at menus, headers and footers, and empty headings are for
    the audit heading-levels.

    ## How to fix
    Say in the heading what the text below it is about: "Before you apply", not "Information". Where
    two parts have the same heading, say what tells them apart.

    ## Source
    WCAG 2.2, success criterion 2.4.6 Headings and Labels (level AA), technique G130; W3C, ACT rule
    b49b2e.
    """
    named = [each for each in headings if each.text and each.region not in FURNITURE]
    if not named:
        return not_applicable("no headings with words in the page's content")
    findings = [*_empty(named), *_repeated(named), *_strange(named, main_text, title)]
    return needs_review(*findings[:MOST_FINDINGS]) if findings else passed()


def _empty(headings: list[Heading]) -> Iterator[Finding]:
    for heading in headings:
        if EMPTY.fullmatch(bare(tidy(heading.text))):
            question = f"“{cut(heading.text, 80)}” is a heading. Does it say what comes below it?"
            yield _finding(heading, question)


def _repeated(headings: list[Heading]) -> Iterator[Finding]:
    groups: dict[tuple[int, int, str], list[Heading]] = defaultdict(list)
    path: list[tuple[int, int]] = []  # level and number of each heading that is open
    for number, heading in enumerate(headings):
        while path and path[-1][0] >= heading.level:
            path.pop()
        around = path[-1][1] if path else -1
        path.append((heading.level, number))
        text = bare(tidy(heading.text))
        is_told = bool(EMPTY.fullmatch(text) or BOXES.fullmatch(text))
        if heading.level > 1 and text and not is_told:
            groups[around, heading.level, text].append(heading)
    for same in groups.values():
        if len(same) > 1:
            question = (
                f"{len(same)} headings beside each other say “{cut(same[0].text, 80)}”. "
                "What tells the parts below them apart?"
            )
            yield _finding(same[1], question)


def _strange(headings: list[Heading], main_text: MainText, title: str | None) -> Iterator[Finding]:
    """A main heading none of whose words stand anywhere else."""
    main = [each for each in headings if each.level == 1]
    if len(main) != 1 or not (said := _words(main[0].text)):
        return
    blocks = [each for each in main_text.blocks if each.kind != "heading"]
    texts = [each.text for each in blocks if each.text != main[0].text]  # its own, by role
    if sum(map(count_words, texts)) < FEWEST_WORDS:
        return
    others = [each.text for each in headings if each is not main[0]]
    if not said & _words(" ".join([*texts, *others, title or ""])):
        question = (
            f"The main heading “{cut(main[0].text, 80)}” shares no word with the text. "
            "Does it say what the page is about?"
        )
        yield _finding(main[0], question)


def _words(text: str) -> set[str]:
    found = (each.casefold() for each in WORD.findall(text))
    return {each.rstrip("s")[:SAME_LETTERS] for each in found if each not in LITTLE_WORDS}


def _finding(heading: Heading, question: str) -> Finding:
    return Finding(
        question,
        selector=heading.selector,
        snippet=heading.snippet,
        region=heading.region,
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
    )
