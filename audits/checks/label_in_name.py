"""The name of a control holds the words that it shows."""

import re
from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.places import Place, found_in_browser, places, words_of
from audits.model import Impact, Outcome, by_surest
from audits.registry import audit

WORD = re.compile(r"[^\W\d_]{3,}")
SHORTEST_STEM = 3  # letters that two words must share at their start to be one word


@audit(
    title="Names of controls hold the words that they show",
    failure_title="Names of controls share no word with what they show",
    category="accessibility",
    requirements=("wcag:2.5.3",),
    impact=Impact.SERIOUS,
    unit="controls",
)
def label_in_name(survey: Mapping[str, Any], document: Document) -> Outcome:
    """The name of a control holds the words that it shows.

    ## Why it matters
    People who speak to their computer say what they see: "click Read more". When the control has
    another name for machines, nothing happens.

    ## Who is hurt
    People who use their voice instead of a mouse. People who hear a page and see it, too, and find
    that the two do not agree.

    ## What it checks
    Links and buttons that show words and have another name by aria-label or aria-labelledby. It
    fails where the name shares no word with the words in sight. Where some words are the same, axe
    looks into it, and a person decides. It does not count letters that show as a symbol.

    ## How to fix
    Take the aria-label away, or begin it with the words in sight: "Read more about bins".

    ## Source
    WCAG 2.2, success criterion 2.5.3 Label in Name (level A), failure technique F96; ACT rule
    2ee8b8.
    """
    return by_surest(
        [
            found_in_browser(
                place,
                document,
                f"It shows {words_of(place, 'seen')}, and its name is {words_of(place, 'named')}: "
                "whoever speaks the words in sight does not reach it.",
                impact=Impact.SERIOUS,
            )
            for place in places(survey, "spoken")
            if _is_strange(place)
        ],
        "controls",
    )


def _is_strange(place: Place) -> bool:
    seen, named = (_words(place.get(each)) for each in ("seen", "named"))
    if not seen or not named:
        return False
    if seen[0] == "".join(each[0] for each in str(place.get("named")).casefold().split()):
        return False  # an abbreviation, spoken in full
    return not any(_are_one(one, other) for one in seen for other in named)


def _words(said: Any) -> list[str]:
    return WORD.findall(said.casefold())[:50] if isinstance(said, str) else []


def _are_one(one: str, other: str) -> bool:
    """Whether two words are the same, or one begins with the other, as abbreviations do."""
    return one[:SHORTEST_STEM] == other[:SHORTEST_STEM] or one in other or other in one
