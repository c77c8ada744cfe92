"""The main content leads on somewhere."""

import re
from itertools import islice
from urllib.parse import urldefrag

from lxml.html import HtmlElement

from audits.derive.document import Document, absolute, cut
from audits.derive.main_text import MainText
from audits.derive.names import accessible_name
from audits.model import Finding, Outcome, failed, not_applicable, passed
from audits.registry import audit

# Links that every page has, or that stay where they are.
LEADS_NOWHERE = re.compile(
    r"(?:back|return|go)? ?to (?:the )?top(?: of (?:the )?page)?|top|home|print(?: this)?(?: page)?"
    r"|(?:share|tweet|like)\b.*|e-?mail this page.*|skip to .*",
    re.IGNORECASE,
)
# The parts before and after, also where they stand outside the main content.
NEXT = re.compile(
    r"\W*(?:next|prev(?:ious)?|nesaf|blaenorol)(?: (?:page|part|chapter|section|step))?(?:\W|\Z)",
    re.IGNORECASE,
)
BESIDE = {"next", "prev"}
MOST_LINKS = 2000
NOT_ADDRESSES = ("javascript:", "about:", "data:")


@audit(
    title="The main content leads on",
    failure_title="The main content is a dead end",
    category="structure",
    version=2,
)
def no_onward_link(main_text: MainText, document: Document, title: str | None) -> Outcome:
    """The main content leads on.

    ## Why it matters
    People come to do something. Where the text ends with nothing to click, the telephone is the
    next step: a call for the council, a wait for the caller.

    ## Who is hurt
    Everybody, and most of all people who cannot ring up: who are deaf, who find it hard to speak,
    or who work in opening hours.

    ## What it checks
    That the main content has at least one link, form, button or embedded page that leads on.
    Links to the page itself, to its own parts, to the home page, for printing and for sharing
    do not count. Nor do menus, breadcrumbs and footers. E-mail and telephone links do, and links to
    the next or the previous part of a series, wherever they stand. A news
    item or a notice may rightly end where it ends; then mark the finding as accepted.

    ## How to fix
    Add the next step as a link or button: apply, pay, report, book, or the page that says who can
    help. If there is none, link back to the service that the page belongs to.

    ## Source
    Dropkerb's own list of dead ends. Socitm's Better Connected asked of each task that a customer's
    journey leads to its end online.
    """
    if not main_text.blocks:
        return not_applicable("no main content on the page")
    if any(_leads_on(action, document) for action in main_text.actions):
        return passed()
    if _is_part_of_a_series(document):
        return passed()
    return failed(
        Finding(
            "Nothing in the main content leads on: no link to another page, no form, no button.",
            selector=main_text.selector,
            region=main_text.region,
            subject=cut(title or ""),
        )
    )


def _is_part_of_a_series(document: Document) -> bool:
    """Whether a link leads to the next part, wherever it stands: so do the chapters of a book."""
    return any(
        _leads_on(each, document)
        for each in islice(document.body.iter("a"), MOST_LINKS)
        if NEXT.match(accessible_name(each, document)) or BESIDE & set(each.get("rel", "").split())
    )


def _leads_on(action: HtmlElement, document: Document) -> bool:
    if action.tag != "a":
        return True
    href = action.get("href", "").strip()
    if not href or href.startswith("#"):
        return False
    if href.lower().startswith(NOT_ADDRESSES):
        return action.get("role") == "button" or action.get("onclick") is not None
    target = absolute(document.base, href)
    if urldefrag(target).url.rstrip("/") == urldefrag(document.url).url.rstrip("/"):
        return False
    return not LEADS_NOWHERE.fullmatch(accessible_name(action, document))
