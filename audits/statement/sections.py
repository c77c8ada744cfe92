"""The parts of a statement by their headings, at any level, in English and Welsh; its sentences."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from audits.derive.main_text import Block
from audits.derive.sentences import sentences_of
from audits.statement.reading import PageLink, TextBlock
from audits.statement.wording import ALIKE, EXACT, Wording, heading_words, likeness, plain

Part = Literal[
    "", "compliance", "non-accessible", "burden", "exempt", "preparation", "feedback",
    "enforcement", "improving", "done",
]  # fmt: skip
MANDATORY: tuple[Part, ...] = (
    *("compliance", "non-accessible", "preparation", "feedback", "enforcement"),
)
MOST_SENTENCES = 5000
LONGEST_HEADING = 150  # characters; what is longer is a sentence in large letters
BOLD_LEVEL = 7


@dataclass(frozen=True, slots=True)
class Model:
    """A heading of the model statement: its words, and what else says the same."""

    words: str
    welsh: tuple[str, ...]
    key: str  # what a heading that is merely alike must have
    others: str = r"(?!)"  # other words for it, as headings of real statements have them


MODELS: dict[Part, Model] = {
    "compliance": Model(
        "Compliance status",
        ("Statws cydymffurfio", "Statws cydymffurfiaeth", "Statws cydymffurfedd"),
        r"^(?!non).*(?:complian|conforman|cydymffurf)",
        r"(?:level|statement|status) of (?:compliance|conformance)|(?:wcag )?(?:compliance"
        r"|conformance)"
        r"(?: status| level| claim| statement)?|how compliant .*",
    ),
    "non-accessible": Model(
        "Non-accessible content",
        (
            *("Cynnwys nad yw'n hygyrch", "Cynnwys anhygyrch", "Cynnwys nad yw'n hygyrch eto"),
            "Cynnwys sydd ddim yn hygyrch",
        ),
        r"(?:non|not|in)[ -]?accessib|anhygyrch|nad yw.*hygyrch",
        r".*(?:non|not)[ -](?:fully |yet )?accessible.*|inaccessible (?:content|areas|parts).*"
        r"|(?:known|current|existing|outstanding) (?:accessibility )?(?:issues|problems"
        r"|limitations).*"
        r"|accessibility (?:issues|problems|limitations)|what (?:is|does) not (?:accessible|work).*"
        r"|non-?complian(?:ce|t|ces).*|areas? (?:of|for) (?:non-?compliance|improvement)"
        r"|limitations and alternatives|diffyg cydymffurfi.*",
    ),
    "preparation": Model(
        "Preparation of this accessibility statement",
        (
            *("Paratoi'r datganiad hygyrchedd hwn", "Paratoi'r datganiad hygyrchedd yma"),
            *("Paratoi'r datganiad hwn", "Llunio'r datganiad hygyrchedd hwn"),
        ),
        r"prepar|parato|llunio",
        r".*(?:preparation|preparing|review|date) of (?:this|the|our) .{0,20}statement"
        r"|(?:about|reviewing|review|how we prepared) (?:this|the) (?:accessibility )?statement"
        r"|(?:accessibility )?statement (?:preparation|review|date|history|information)"
        r"|(?:last )?(?:reviewed|updated)|preparation",
    ),
    "feedback": Model(
        "Feedback and contact information",
        (
            *("Adborth a gwybodaeth gyswllt", "Adborth a gwybodaeth cyswllt"),
            "Adborth a manylion cyswllt",
        ),
        r"feedback|contact|adborth|cyswllt|gyswllt",
        r"(?!.*(?:by phone|in person|visiting))(?:.*feedback.*|contact(?:ing)? (?:us|information"
        r"|details).*"
        r"|(?:how to )?report(?:ing)? .*(?:accessib|problem|issue|barrier).*|tell us.*"
        r"|get in touch.*|how to contact.*"
        r"|rhoi gwybod .*|rhoi adborth.*|cysylltu â ni.*|adrodd .*)",
    ),
    "enforcement": Model(
        "Enforcement procedure",
        ("Gweithdrefn orfodi", "Y weithdrefn orfodi", "Trefn orfodi", "Y drefn orfodi"),
        r"enforce|gorfod|orfod",
        r".*enforcement.*|(?:what to do )?if you (?:are|remain) (?:not|un)\W?(?:happy|satisfied).*"
        r"|(?:complaints?|escalation)(?: procedure| process)?|mak(?:e|ing) a complaint"
        r"|.*gorfodi?.*",
    ),
    "burden": Model(
        "Disproportionate burden",
        ("Baich anghymesur", "Baich anghymesurol"),
        r"burden|baich",
        r".*disproportionate.*burden.*|.*baich anghymesur.*",
    ),
    "exempt": Model(
        "Content that's not within the scope of the accessibility regulations",
        ("Cynnwys nad yw o fewn cwmpas y rheoliadau hygyrchedd",),
        r"scope|exempt|cwmpas",
        r".*(?:out(?:side)? (?:of )?(?:the )?|not within (?:the )?|not in )scope.*|exempt(?:ions?"
        r"|ed)?"
        r"(?: content)?|.*exempt(?:ions?)? .*",
    ),
    "improving": Model(
        "What we're doing to improve accessibility",
        ("Beth rydym yn ei wneud i wella hygyrchedd",),
        r"improv|wella",
        r".*(?:what|steps|how) we.* (?:doing|taking|improv|plan).*|roadmap|(?:future )?plans?",
    ),
    "done": Model(
        "What we have fixed",
        ("Beth rydym wedi'i drwsio",),
        r"fixed|resolved|completed|drwsio",
        r".*(?:have|recently|already|been|issues) (?:fixed|resolved|completed|improved|done).*"
        r"|(?:fixed|resolved|completed) .*|improvements made.*|what works(?: well)?"
        r"|accessible content"
        r"|(?:accessibility )?features.*|cynnwys hygyrch|how we (?:made|make|built|have made) .*",
    ),
}  # fmt: skip
RANK: dict[Wording, int] = {"exact": 2, "reworded": 1, "missing": 0}
TITLE = re.compile(
    r"^(?:website |web )?accessibility (?:statement|notice|policy)|^datganiad hygyrchedd"
)


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """A heading that stands for one of the model."""

    part: Part
    text: str
    wording: Wording
    page: int  # number of the page it stands on, from 0
    is_bold: bool = False  # only a line in bold, no heading


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a statement; a heading, a list item, a cell is one too."""

    text: str
    plain: str
    part: Part
    kind: str
    block: int
    page: int
    links: tuple[PageLink, ...] = ()  # all those of its block


@lru_cache(maxsize=2048)
def part_of(heading: str) -> tuple[Part, Wording]:
    """Return which part a heading opens and how near its words are; "" and missing for others."""
    words = heading_words(heading[:LONGEST_HEADING])
    if not words or TITLE.search(words) or len(heading) > LONGEST_HEADING:
        return "", "missing"
    best: tuple[float, Part] = (0.0, "")
    for part, model in MODELS.items():
        for known in (model.words, *model.welsh):
            score = likeness(words, plain(known))
            if score > best[0] and re.search(model.key, words):
                best = (score, part)
    if best[0] >= EXACT:
        return best[1], "exact"
    for part in ("done", *MODELS):
        if re.fullmatch(MODELS[part].others, words):
            return part, "reworded"
    return (best[1], "reworded") if best[0] >= ALIKE else ("", "missing")


def sections(
    pages: Iterable[Iterable[TextBlock]],
) -> tuple[Mapping[Part, FoundHeading], tuple[Sentence, ...]]:
    """Return the heading of each part that has one, and all sentences with the part they are in.

    A heading that opens no part goes on with the part above it, when it lies below its heading.
    """
    headings: dict[Part, FoundHeading] = {}
    sentences: list[Sentence] = []
    number = 0
    for page, blocks in enumerate(pages):
        part, level = _FROM_THE_TOP
        for block in blocks:
            if block.is_heading:
                opened, wording = part_of(block.text)
                deep = BOLD_LEVEL if block.kind == "b" else int(block.kind[1])
                if opened:
                    part, level = opened, deep
                    found = FoundHeading(opened, block.text, wording, page, block.kind == "b")
                    known = headings.get(opened)
                    if known is None or RANK[wording] > RANK[known.wording]:
                        headings[opened] = found
                elif deep <= level:
                    part, level = _FROM_THE_TOP
            if len(sentences) < MOST_SENTENCES:
                sentences += _sentences(block, part, number, page)
            number += 1
    return headings, tuple(sentences)


_FROM_THE_TOP: tuple[Part, int] = ("", 0)


def _sentences(block: TextBlock, part: Part, number: int, page: int) -> list[Sentence]:
    texts = [block.text] if block.is_heading else sentences_of(Block("paragraph", block.text))
    return [
        Sentence(text, plain(text), part, block.kind, number, page, block.links) for text in texts
    ]
