"""Links lead somewhere, even without a script."""

import re

from lxml.html import HtmlElement

from audits.derive.document import Document, cut, role_of
from audits.derive.found import found_at
from audits.derive.links import Link, told_links
from audits.model import Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

SCRIPT = re.compile(r"\s*javascript:", re.IGNORECASE)
NOWHERE = re.compile(r"\s*#(?:!|0|none|void|nogo)?\s*\Z", re.IGNORECASE)
TOP = re.compile(r"\btop\b|\bstart of (?:the )?page\b|\bbrig\b|[↑⇧▲^]", re.IGNORECASE)
WIRED = (
    *("onclick", "aria-controls", "aria-expanded", "aria-haspopup", "aria-pressed"),
    *("data-toggle", "data-bs-toggle", "data-target", "data-bs-target", "data-dismiss"),
)


@audit(
    title="Links lead somewhere, even without a script",
    failure_title="Links lead nowhere without a script",
    category="best practice",
    unit="links",
    impact=Impact.MINOR,
    certainty="advice",
    version=2,
)
def script_links(links: list[Link], document: Document) -> Outcome:
    """Links lead somewhere, even without a script.

    ## Why it matters
    A link whose address is "#" or a script is no link. Nobody can open it in a new tab or copy it,
    and it does nothing when the script fails to load. People hear "link" and expect a page.

    ## Who is hurt
    People who use a screen reader or speak commands, people with slow connections or old phones.

    ## What it checks
    Links whose address is "#" and that open or close something, and links whose address begins with
    "javascript:". Links to the top of the page and links with the role of a button are fine. In the
    main content, so are none with the bare address "#".

    ## How to fix
    Use a button for what happens on the page. Give a true address to what leads elsewhere, and let
    the script improve on it.

    ## Source
    HTML standard, the a element; GOV.UK Service Manual, Building a resilient frontend. WCAG failure
    technique F42 for links that are none. This is advice.
    """
    told = [each for each in told_links(links, document) if role_of(each[1]) in {"", "link"}]
    if not told:
        return not_applicable("no links on the page")
    findings = []
    for link, element in told:
        message, status = _fault(link, element)
        if message:
            findings.append(
                found_at(element, document, message, impact=Impact.MINOR, status=status)
            )
    return by_surest(findings, "links")


def _fault(link: Link, element: HtmlElement) -> tuple[str, Status]:
    name = f"“{cut(link.text or element.get('title', ''), 100)}”"
    if SCRIPT.match(link.href):
        return (
            f"The link {name} has a script for its address: it should be a button.",
            Status.FAILED,
        )
    if not NOWHERE.match(link.href) or TOP.search(link.text):
        return "", Status.PASSED
    if any(element.get(each) is not None for each in WIRED):
        return f"The link {name} works by a script only: it should be a button.", Status.FAILED
    if link.region in {"", "main", "section", "article"} and link.text:
        if _has_hook(element):
            message = f"The link {name} leads nowhere without a script: its address is “#”."
        else:
            message = f"The link {name} leads nowhere: its address is “#”."
        return message, Status.FAILED
    return "", Status.PASSED


def _has_hook(element: HtmlElement) -> bool:
    """Whether something about it may be there for a script to find."""
    return any(
        name in {"id", "class", "name"} or name.startswith("data-") for name in element.attrib
    )
