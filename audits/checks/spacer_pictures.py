"""Room on the page is made by style sheets, not by empty pictures."""

import re

from lxml.html import HtmlElement

from audits.derive.document import Document
from audits.derive.found import found_at
from audits.derive.pictures import is_pixel, pictures_of, stem_of
from audits.model import Impact, Outcome, by_surest, not_applicable
from audits.registry import audit

SPACER = re.compile(
    r"(?:spacer|blank|clear|clear_?pixel|clear_?dot|dot_?clear|transparent|trans|shim|1x1|1px"
    r"|transparent_?pixel|empty|invisible)(?:[_-]?(?:gif|img|image|pixel|dot|\d{1,3}))?",
    re.IGNORECASE,
)
# A script puts the true picture in as soon as it comes into view.
LAZY = ("data-src", "data-srcset", "data-original", "data-lazy", "data-lazy-src", "srcset")
LAZY_CLASS = re.compile(r"(?:^|[\s_-])lazy", re.IGNORECASE)
ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


@audit(
    title="No empty pictures are used to make room",
    failure_title="Empty pictures are used to make room",
    category="best practice",
    unit="pictures",
    impact=Impact.MINOR,
    certainty="advice",
)
def spacer_pictures(document: Document) -> Outcome:
    """Room on the page is made by style sheets, not by empty pictures.

    ## Why it matters
    A picture of nothing pushes text about by a fixed number of pixels. When people enlarge the text
    or change its spacing, the page falls apart.

    ## Who is hurt
    People who enlarge text, people on a phone, and people who use a screen reader where such a
    picture has no empty alternative text.

    ## What it checks
    Pictures whose file has a name such as spacer, blank, clear or transparent. It leaves out
    pictures that a script fills in later, and those of other sites, which count visitors.

    ## How to fix
    Take the picture away, and give the element beside it a margin in the style sheet.

    ## Source
    WCAG 2.2, technique C18 (using CSS margins instead of spacer images). No criterion asks for it
    in so many words: this is advice.
    """
    images = [each for each in pictures_of(document).drawn if each.tag == "img"]
    if not images:
        return not_applicable("no pictures on the page")
    findings = [
        found_at(
            image,
            document,
            "The picture is empty, and only makes room.",
            impact=Impact.MINOR,
        )
        for image in images
        if _is_spacer(image)
    ]
    return by_surest(findings, "pictures")


def _is_spacer(image: HtmlElement) -> bool:
    source = image.get("src", "").strip()
    if not SPACER.fullmatch(stem_of(source)) or (is_pixel(image) and ELSEWHERE.match(source)):
        return False
    is_lazy = any(image.get(name) for name in LAZY) or LAZY_CLASS.search(image.get("class", ""))
    return not is_lazy and not ELSEWHERE.match(source)
