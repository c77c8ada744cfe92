"""Text stands in the direction in which its script is written."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from lxml.etree import XPath
from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.passages import Passage, passages_of
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

Direction = Literal["ltr", "rtl", "auto"]

FEWEST_WORDS = 2  # of a passage
ENOUGH_WORDS = 4  # to be sure: fewer may be a name
FURNITURE = frozenset({"header", "nav", "footer"})
MOST = 0.8  # of the letters: what is mixed more belongs to neither
STYLE = re.compile(r"(?:^|;)\s*direction\s*:\s*(ltr|rtl)\b", re.IGNORECASE)
HINT = re.compile(r"(?:^|[\s_-])(?:rtl|ltr|right-to-left)(?:$|[\s_-])", re.IGNORECASE)
STYLE_SHEET = re.compile(r"\bdirection\s*:\s*(?:rtl|ltr)\b", re.IGNORECASE)
# Whether anything on the page may run from right to left.
DIRECTED = XPath(
    "boolean(//@dir | //bdi | //@style["
    "contains(translate(., 'DIRECTON', 'directon'), 'direction')])"
)
RIGHT_TO_LEFT = frozenset({"R", "AL"})
MOST_FINDINGS = 50
CHARACTERS = 2000  # of a passage
WORDS = {"rtl": "right to left", "ltr": "left to right"}


@audit(
    title="Text stands in the direction of its script",
    failure_title="Text stands in the wrong direction for its script",
    category="accessibility",
    requirements=("wcag:1.3.2",),
    impact=Impact.SERIOUS,
    unit="passages",
)
def text_direction(document: Document) -> Outcome:
    """Text stands in the direction of its script.

    ## Why it matters
    Arabic, Urdu and Hebrew run from right to left. Where the page does not say so, full stops,
    brackets, numbers and English words jump to the wrong end of the line.

    ## Who is hurt
    People who read Arabic, Persian, Urdu, Pashto, Kurdish, Yiddish or Hebrew. Most of
    all those who use a screen magnifier or are new to the words.

    ## What it checks
    That passages of two words or more in such a script stand in an element whose dir attribute says
    rtl or auto. That passages in scripts like English do not stand in one that says rtl.

    It is a failure where the passage has punctuation or words of the other script, which then move.
    A person decides about others, and about less than four words. So it is where a class or a style
    in the page may set the direction. It does not judge passages of both scripts.

    ## How to fix
    Put dir="rtl" beside the language: <div lang="ur" dir="rtl">. On a page that is all in such a
    language, put it on the html element.

    ## Source
    WCAG 2.2, success criterion 1.3.2 Meaningful Sequence (level A), techniques H34 and H56; W3C,
    Structural markup and right-to-left text in HTML.
    """
    passages = passages_of(document)
    directions = _Directions()
    is_all_ltr = not DIRECTED(document.root)
    findings = []
    judged = 0
    for passage in passages:
        if is_all_ltr and passage.text.isascii():
            continue  # as nearly always
        script = _script_of(passage)
        if not script:
            continue
        told, is_hinted = directions.of(passage.element)
        if script == "ltr" and told == "ltr":
            continue
        judged += 1
        if told not in (script, "auto"):
            is_short = len(passage.text.split()) < ENOUGH_WORDS
            if is_short and (script == "ltr" or _is_elsewhere(passage, document)):
                continue
            is_sure = not (is_short or is_hinted or _sets_direction(document)) and _moves(passage)
            findings.append(_finding(passage, script, document, is_sure=is_sure))
    if not judged:
        return not_applicable("no text that runs from right to left on the page")
    return by_surest(findings[:MOST_FINDINGS], "passages")


def _is_elsewhere(passage: Passage, document: Document) -> bool:
    """Whether a few words are rather a link to another language than a text."""
    return passage.is_linked or document.region(passage.element) in FURNITURE


class _Directions:
    """The direction that attributes give each element; remembers ancestors."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement, tuple[Direction, bool]] = {}

    def of(self, element: HtmlElement) -> tuple[Direction, bool]:
        """The direction, and whether a class may say something else."""
        path = []
        node: HtmlElement | None = element
        while node is not None and node not in self._known:
            path.append(node)
            node = node.getparent()
        told: tuple[Direction, bool] = ("ltr", False) if node is None else self._known[node]
        for each in reversed(path):
            told = self._known[each] = _told(each, told)
        return told


def _told(element: HtmlElement, around: tuple[Direction, bool]) -> tuple[Direction, bool]:
    direction, is_hinted = around
    if found := STYLE.search(element.get("style", "")):
        return ("rtl" if found[1].lower() == "rtl" else "ltr"), False
    said = element.get("dir", "").strip().lower()
    if said in ("ltr", "rtl", "auto"):
        direction, is_hinted = said, False
    elif element.tag == "bdi":
        direction = "auto"
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return direction, is_hinted or bool(HINT.search(names))


def _script_of(passage: Passage) -> Direction | Literal[""]:
    """The direction of a passage's letters, where they plainly have one."""
    text = passage.text
    if text.isascii():
        letters, right = sum(map(str.isalpha, text[:CHARACTERS])), 0
    else:
        directions = [each for each in map(_direction_of, text[:CHARACTERS]) if each]
        letters, right = len(directions), sum(each == "R" for each in directions)
    if not letters or len(text.split()) < FEWEST_WORDS:
        return ""
    if right >= MOST * letters:
        return "rtl"
    return "ltr" if letters - right >= MOST * letters else ""


@lru_cache(maxsize=4096)
def _direction_of(character: str) -> str:
    """Return R, L or nothing."""
    said = unicodedata.bidirectional(character)
    return "R" if said in RIGHT_TO_LEFT else "L" if said == "L" else ""


def _moves(passage: Passage) -> bool:
    """Whether something in the passage stands at another place in the wrong direction."""
    directions = {_direction_of(each) for each in passage.text[:CHARACTERS]}
    is_mixed = {"R", "L"} <= directions
    return is_mixed or any(line[-1] in ".!?؟۔:)" for line in passage.lines)


def _sets_direction(document: Document) -> bool:
    sheets = (each.text or "" for each in document.root.iter("style"))
    return any(STYLE_SHEET.search(sheet) for sheet in sheets)


def _finding(passage: Passage, script: str, document: Document, *, is_sure: bool) -> Finding:
    other = "ltr" if script == "rtl" else "rtl"
    start = f"“{cut(passage.text, 40)}”"
    if is_sure:
        message = f"{start} runs from {WORDS[script]}, and stands in text from {WORDS[other]}."
    else:
        message = (
            f"{start} runs from {WORDS[script]}, and no dir attribute says so. "
            "Does it show in the right order?"
        )
    status = Status.FAILED if is_sure else Status.NEEDS_REVIEW
    return found_at(passage.element, document, message, impact=Impact.SERIOUS, status=status)
