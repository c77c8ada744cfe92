"""What stands on pages and is not about their subject: menus, banners, widgets, rows of links."""

import re
from functools import lru_cache
from typing import Literal

from lxml.html import HtmlElement

from audits.derive.document import role_of

# How surely a name speaks of furniture; "" not at all.
Doubt = Literal["", "named", "doubtful", "menu"]

OUTSIDE_ROLES = frozenset(
    "alert alertdialog banner complementary contentinfo dialog menu menubar navigation search "
    "tablist toolbar tooltip".split()
)
OUTSIDE_TAGS = frozenset({"nav", "aside", "footer", "dialog"})
ROOM = r"""
    (?:[-_](?:wrapper|container|block|banner|list|widget|box|bar|region|section|inner|outer|links))?$
"""
# What sites call the parts that are not about the page's subject. Whole words of a class or id.
NAMES = re.compile(
    r"""(?:^|.*[-_])(?:
        cookies?|cookie-?(?:banner|consent|notice|bar|message)|consent-banner|gdpr
        |breadcrumbs?|crumbs?|you-are-here
        |feedback|was-this-useful|page-useful|useful|page-rating|rate-this-page|webform-feedback
        |related|related-(?:content|pages|links|items|information|topics)|see-also
        |share|sharing|social|social-(?:media|links|share)|addthis|page-actions|page-tools|print-page
        |skip|skip-?links?|skip-to-content|back-to-top|to-top
        |pager|pagination|prev-next|nav-?header|nav-?footer|doc-?nav|print-?footer
        |newsletter|subscribe|sign-?up|email-alerts
        |(?:site|page|global|main|top)-?footer|site-header|footer|masthead
        |last-updated|last-reviewed|published-date|page-date
        |(?:alert|emergency|phase|announcement|service-status)-?(?:banner|bar)
        |language-(?:switcher|switch|selector|picker)
    )"""
    + ROOM,
    re.VERBOSE,
)
# What may as well be the name of a layout, or of a box with a text that belongs to the page.
DOUBTFUL_NAMES = re.compile(
    r"""(?:^|.*[-_])(?:
        supplements?|sidebar|side-?nav|side-?menu|aside|rail|mega-?menu|nav-?bar
        |(?:site|page|global|main|top)-?(?:nav|navigation|menu)
    )"""
    + ROOM,
    re.VERBOSE,
)
# The same, where no landmark tells menus from the text. In one, the services of a page may be a
# "menu": they are what people came for.
MENU_NAMES = re.compile(
    r"""(?:^|.*[-_])(?:
        nav|navigation|menu|(?:sub|content|search|doc|t)-?(?:nav|navbar|menu)
        |toc|table-of-contents
    )"""
    + ROOM,
    re.VERBOSE,
)
# Characters outside links up to which a box with such a name is left out. A larger one is left out
# only where most of it is links: whole pages stand in a "sidebar" or a "menu".
SMALL = 1000  # some 160 words: a cookie banner, a feedback form, a footer
VERY_SMALL = 250  # some 40 words
# Whole blocks that are furniture even where nothing in the HTML says so.
BLOCK = re.compile(
    r"(?:(?:you are here:?\s*)?home\s*[>»›/|].*"
    r"|(?:page )?(?:last (?:updated|reviewed|modified)|published(?: on)?:?)\b.{0,40}\b\d{4}"
    r"|(?:back|return) to (?:the )?top(?: of (?:the )?page)?"
    r"|(?:print|share|email|bookmark) this page|skip to .{1,40}"
    r"|(?:share on \w+[\s,|·]*)+(?:print this page)?"
    r"|(?:alpha|beta):? this is a (?:new|trial) service\b.{0,120}"
    r"|(?:is|was|did you find) this page (?:useful|helpful)\??"
    r"|related (?:content|pages|links))\.?",
    re.IGNORECASE,
)
# What stands above links to other pages or to places on this one, or above a form for feedback:
# the links and labels right after it are no text of the page.
ABOVE = re.compile(
    r"(?:related (?:content|pages|links|topics|information|services)|see also|more like this"
    r"|(?:more )?in this (?:section|guide|chapter)|on this page|(?:table of )?contents"
    r"|you (?:may|might) also (?:like|be interested in)|share this page"
    r"|(?:is|was|did you find) this page (?:useful|helpful)\??):?",
    re.IGNORECASE,
)
LONGEST = 250  # characters of a block that may be furniture
RIGHTS = re.compile(r"(?:©|\(c\) |copyright (?:©|\d{4})|all rights reserved)", re.IGNORECASE)
FOOTER_LINK = re.compile(
    r"(?:accessibility(?: statement)?|privacy(?: notice| policy)?|cookies?(?: policy)?|site ?map"
    r"|terms(?: (?:and|&) conditions| of use)?|disclaimer|copyright|contact us|legal(?: notices?)?"
    r"|freedom of information|a ?(?:to|-) ?z)",
    re.IGNORECASE,
)


def is_outside(element: HtmlElement) -> bool:
    """Whether HTML says that it is navigation, a banner, or beside the subject."""
    return element.tag in OUTSIDE_TAGS or role_of(element) in OUTSIDE_ROLES


def doubt_of(element: HtmlElement) -> Doubt:
    """Whether the names that a site gave it are those of furniture."""
    names = element.get("class")
    identity = element.get("id")
    if names is None and identity is None:
        return ""
    return _doubt(names or "", identity or "")


def is_dropped(doubt: Doubt, characters: int, in_links: int) -> bool:
    """Whether a box with such a name is left out: it is small, or most of it is links."""
    allowed = SMALL if doubt == "named" else VERY_SMALL
    return characters - in_links <= allowed or 2 * in_links >= characters


def is_furniture(text: str) -> bool:
    """Whether a whole block says nothing about the page's subject."""
    return len(text) <= LONGEST and BLOCK.fullmatch(text) is not None


def is_above_furniture(text: str) -> bool:
    """Whether a heading announces links or a form that are not about the page's subject."""
    return len(text) <= LONGEST and ABOVE.fullmatch(text) is not None


@lru_cache(maxsize=4096)  # the pages of a site share their classes
def _doubt(names: str, identity: str) -> Doubt:
    said = [_element_name(each) for each in f"{identity} {names}".split()]
    if any(map(NAMES.match, said)):
        return "named"
    if any(map(DOUBTFUL_NAMES.match, said)):
        return "doubtful"
    return "menu" if any(map(MENU_NAMES.match, said)) else ""


def _element_name(name: str) -> str:
    """What a class says the element is; "" for what it says of its state or its content."""
    lowered = name.lower()
    if "--" in lowered or lowered.startswith(("has-", "is-", "with-", "no-", "js-")):
        return ""
    return lowered.replace("__", "-")
