"""Alternative texts begin with what the picture shows."""

import re

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.pictures import name_of, pictures_of
from audits.model import Impact, Outcome, by_surest, not_applicable
from audits.registry import audit

# English and Welsh. "Photo of" is left alone: that it is a photo may matter.
OPENING = re.compile(
    r"(?:an? |the |this )?(?:image|picture|pic|graphic)(?: (?:that )?(?:shows|showing|depicts))?"
    r"(?: of| showing|(?<=shows)|(?<=depicts)) (?=\w)|(?:llun|delwedd) (?:o|yn dangos) (?=\w)",
    re.IGNORECASE,
)


@audit(
    title="Alternative texts begin with what the picture shows",
    failure_title="Alternative texts begin with “image of”",
    category="best practice",
    unit="pictures",
    impact=Impact.MINOR,
    certainty="advice",
)
def alt_openings(document: Document) -> Outcome:
    """Alternative texts begin with what the picture shows.

    ## Why it matters
    A screen reader says "image" before each alternative text. "Image of the town hall" becomes
    "image, image of the town hall".

    ## Who is hurt
    People who use a screen reader: they listen to the same empty words at each picture.

    ## What it checks
    That no alternative text begins with "image of", "picture of", "graphic showing" or the like,
    in English and Welsh. "Photo of", "map of" and "logo of" are fine: they tell what it is.

    ## How to fix
    Take the words away, and begin with what matters: "The town hall in the snow".

    ## Source
    W3C, Images Tutorial, Tips and Tricks. No criterion of WCAG asks for it: this is advice.
    """
    named = pictures_of(document).named
    if not named:
        return not_applicable("no pictures with a name on the page")
    findings = [
        found_at(
            image,
            document,
            f"The alternative text begins with empty words: “{cut(name, 100)}”.",
            impact=Impact.MINOR,
        )
        for image in named
        if OPENING.match(name := name_of(image, document))
    ]
    return by_surest(findings, "pictures")
