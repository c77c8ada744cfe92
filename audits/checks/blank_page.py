"""The page has something on it."""

import re

from audits.derive.document import Document, cut, is_shown
from audits.derive.main_text import MainText, count_words
from audits.model import Finding, Impact, Outcome, Status, failed, needs_review, passed
from audits.registry import audit

FEW_WORDS = 30
MENUS = frozenset({"header", "nav", "footer"})
FEWEST_IN_MENUS = 5  # words of one piece of text that is more than a name
# All that is there while a script still works, or where it can't.
WAITING = re.compile(
    r"\W*(?:loading|please wait|one moment"
    r"|(?:you need|please|this (?:site|page|app) (?:needs|requires))\b.{0,40}\bjavascript\b"
    r"|javascript (?:is )?(?:required|disabled|must be)|an error (?:has )?occurred"
    r"|something went wrong|server error|fatal error|uncaught|stack trace)\b.*",
    re.IGNORECASE,
)
# What is content without words.
SHOWN = ("img", "svg", "video", "audio", "canvas", "iframe", "object", "embed", "table", "math")
MOST_LOOKED_AT = 200


@audit(
    title="The page has something on it",
    failure_title="There is nothing on the page",
    category="dead ends",
    impact=Impact.CRITICAL,
)
def blank_page(main_text: MainText, document: Document, title: str | None) -> Outcome:
    """The page has something on it.

    ## Why it matters
    A page that stays empty gives no hint of what went wrong. People reload it twice and then ring
    up.

    ## Who is hurt
    Everybody who comes for it. Most of all people with an old telephone, where scripts fail first.

    ## What it checks
    The page as the browser shows it, after its scripts ran. It fails when its main part has no
    words, no links, fields or buttons, and no picture, film, map or frame. When its only words say
    that it is loading, or that an error occurred, a person decides.

    ## How to fix
    Look for the script that breaks, and let the server send the text itself. Unpublish pages that
    are empty by mistake.

    ## Source
    Dropkerb's list of dead ends, DE08. GOV.UK service manual: build pages so that they work when a
    script does not.
    """
    words = main_text.words
    said = " ".join(each.text for each in main_text.blocks[:20])
    name = cut(title or "")
    if words and words < FEW_WORDS and WAITING.match(said):
        return needs_review(
            _finding(
                f"All that the page says is “{cut(said, 100)}”: does more come?", name, main_text
            )
        )
    if _says_something(main_text, document) or _shows_something(document):
        return passed()
    finding = Finding(
        "The page is empty: no words, no links, nothing to see.",
        selector=main_text.selector,
        region=main_text.region,
        subject=name,
        impact=Impact.CRITICAL,
    )
    return failed(finding)


def _finding(message: str, name: str, main: MainText) -> Finding:
    return Finding(
        message,
        selector=main.selector,
        region=main.region,
        subject=name,
        impact=Impact.CRITICAL,
        status=Status.NEEDS_REVIEW,
    )


def _says_something(main_text: MainText, document: Document) -> bool:
    """Whether there are words or ways on beside the site's name and the menus around the page."""
    return any(
        each.kind == "heading" or count_words(each.text) >= FEWEST_IN_MENUS
        for each in main_text.blocks
    ) or any(
        document.region(each) not in MENUS
        for each in (*(block.element for block in main_text.blocks), *main_text.actions)
        if each is not None
    )


def _shows_something(document: Document) -> bool:
    for number, element in enumerate(document.body.iter(*SHOWN, "input", "button", "select")):
        if number >= MOST_LOOKED_AT:
            return True
        if document.region(element) in {"main", ""} and is_shown(element):
            return True
    return False
