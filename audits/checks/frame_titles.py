"""The names of frames tell one from another and say what is in them."""

import re
from urllib.parse import urldefrag

from lxml.html import HtmlElement

from audits.derive.document import Document, absolute, cut, is_shown, role_of
from audits.derive.found import found_at
from audits.derive.names import bare, tidy
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

# In small letters, and the names of files and addresses.
EMPTY = re.compile(
    r"(?:an? )?(?:i-?frame|frame|embed(?:ded)?(?: (?:content|page|item))?|content|external content"
    r"|untitled(?: document)?|title|widget|blank|document|page|object|none|null|undefined|insert"
    r"|youtube(?: video)?(?: player)?|video player|player|google maps?|ffrâm)"
    r"(?: ?(?:title|content|\d+))?|\d+|https?://\S+|www\.\S+|\S+\.(?:html?|aspx?|php|jsp|pdf)(?:\?\S*)?"
)
MOST_FRAMES = 200


@audit(
    title="The names of frames say what is in them",
    failure_title="The names of frames may not say what is in them",
    category="accessibility",
    requirements=("wcag:4.1.2",),
    certainty="needs review",
    unit="frames",
)
def frame_titles(document: Document) -> Outcome:
    """The names of frames say what is in them.

    ## Why it matters
    A frame shows a map, a video or a form of another site in the page. A screen reader says its
    name first, so that people can choose to enter it or to go on. "Frame" is no help.

    ## Who is hurt
    People who use a screen reader: they have to enter each frame to find out what is in it.

    ## What it checks
    Frames whose name is empty of meaning, such as "iframe" or "Embedded content", or is an address
    or a file name. Frames of the same name that show different pages. A person decides about each,
    since two pages may hold the same thing. The name may come from title, aria-label or
    aria-labelledby. It does not look at hidden frames, and frames without any name are for axe to
    tell.

    ## How to fix
    Give each frame a title that says what it shows: title="Map of recycling centres". In most
    editors it is a field of the dialog that embeds the frame.

    ## Source
    WCAG 2.2, success criterion 4.1.2 Name, Role, Value (level A), technique H64; W3C, ACT rules
    cae760 and 4b1c6c.
    """
    frames = [
        (each, name)
        for each in list(document.body.iter("iframe", "frame"))[:MOST_FRAMES]
        if _is_told(each) and (name := _name(each, document))
    ]
    if not frames:
        return not_applicable("no frames with a name on the page")
    findings = [
        _finding(frame, f"The frame's name is “{cut(name, 60)}”. What does it show?", document)
        for frame, name in frames
        if EMPTY.fullmatch(bare(name))
    ]
    findings += _repeated(frames, document)
    count = len(findings)
    return needs_review(*findings, value=count, unit="frames") if findings else passed(0, "frames")


def _is_told(frame: HtmlElement) -> bool:
    """Whether a screen reader speaks of it."""
    if role_of(frame) in {"none", "presentation"} or frame.get("tabindex", "").strip() == "-1":
        return False
    if any(each.get("aria-hidden") == "true" for each in (frame, *frame.iterancestors())):
        return False
    return is_shown(frame) and not {frame.get("width"), frame.get("height")} & {"0", "1"}


def _name(frame: HtmlElement, document: Document) -> str:
    found = map(document.ids.get, frame.get("aria-labelledby", "").split()[:10])
    labelled = " ".join(tidy(each.text_content()[:500]) for each in found if each is not None)
    return labelled.strip() or tidy(frame.get("aria-label", "")) or tidy(frame.get("title", ""))


def _repeated(frames: list[tuple[HtmlElement, str]], document: Document) -> list[Finding]:
    findings = []
    first: dict[str, str] = {}
    for frame, name in frames:
        shows = urldefrag(absolute(document.base, frame.get("src", ""))).url
        if not frame.get("src") or EMPTY.fullmatch(bare(name)):
            continue
        if first.setdefault(name.casefold(), shows) != shows:
            question = (
                f"More than one frame has the name “{cut(name, 60)}”. Do they show the same thing?"
            )
            findings.append(_finding(frame, question, document))
    return findings


def _finding(frame: HtmlElement, question: str, document: Document) -> Finding:
    return found_at(frame, document, question, impact=Impact.MODERATE, status=Status.NEEDS_REVIEW)
