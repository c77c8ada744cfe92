"""Nothing stands there that was meant to be replaced."""

import re

from audits.derive.document import cut
from audits.derive.main_text import MainText
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

LOREM = re.compile(r"\W*lorem ipsum dolor\b", re.IGNORECASE)
SPEAKS_OF_IT = re.compile(
    r"\b(?:lorem|placeholder|dummy text|sample text|example)\b", re.IGNORECASE
)
# The whole of a short text, not part of what the page is about.
UNFINISHED = re.compile(
    r"\W*(?:(?:more (?:details|information) )?coming soon"
    r"|(?:this |the )?(?:page|section|site|website)(?: is)?(?: currently)? "
    r"(?:under construction|being (?:updated|developed|rewritten))"
    r"|(?:page |site )?under construction|(?:insert|add) (?:text|content|details) here|tbc"
    r"|to follow|content to be (?:added|confirmed)|(?:more )?details to follow)\b.{0,60}",
    re.IGNORECASE,
)
EMERGENCY = re.compile(
    r"\b(?:due to|because of|owing to|during) (?:the )?(?:current )?(?:coronavirus|covid|lockdown"
    r"|pandemic)\b|\b(?:in|the) (?:national )?lockdown\b"
    r"|\b(?:is|are|been|currently) temporarily (?:unavailable|closed|suspended)\b",
    re.IGNORECASE,
)
ABOUT_IT = re.compile(
    r"\b(?:covid|coronavirus|pandemic|lockdown|health|vaccin|history|minutes|review|clos(?:ed|ures?)"
    r"|news|statistics|report)\b",
    re.IGNORECASE,
)
PAST = re.compile(r"\b(?:was|were|had|in 20\d\d|fell|rose|since)\b", re.IGNORECASE)
SHORT = 15  # words
MOST_CHARACTERS = 3000  # of one block
MOST_FINDINGS = 10


@audit(
    title="Nothing stands on the page that was meant to be replaced",
    failure_title="Text stands on the page that was meant to be replaced",
    category="dead ends",
    impact=Impact.MODERATE,
)
def placeholder_text(main_text: MainText, title: str | None) -> Outcome:
    """Nothing stands there that was meant to be replaced.

    ## Why it matters
    "Coming soon" has stood there for two years. Readers learn that nobody looks after the page, and
    trust nothing else on it.

    ## Who is hurt
    People who wait for what the page promises, and people who still think that the office is shut.

    ## What it checks
    A text that begins with filling text in Latin ("lorem ipsum dolor") fails. A person decides
    about short texts that say coming soon, under construction or details to follow. So it is with
    passages that explain something by the pandemic or call a service closed for the time being. It
    leaves alone pages about fillers, health, closures or history.

    ## How to fix
    Write what belongs there, or take the page down until you have written it. Say from when to when
    a service is closed.

    ## Source
    Dropkerb's list of dead ends, DE54. GOV.UK content design: publish when there is something to
    say, not before.
    """
    if not main_text.blocks:
        return not_applicable("no main content on the page")
    name = title or ""
    findings = [
        Finding(
            message,
            selector=main_text.selector,
            region=main_text.region,
            subject=cut(text, 100),
            impact=Impact.MODERATE,
            status=status,
        )
        for block in main_text.blocks
        if block.kind not in {"code", "label"}
        for text in (block.text[:MOST_CHARACTERS],)
        for message, status in _said(text, name)
    ]
    return by_surest(findings[:MOST_FINDINGS])


def _said(text: str, title: str) -> list[tuple[str, Status]]:
    if LOREM.match(text):
        return [] if SPEAKS_OF_IT.search(title) else [(_of_filler(text), Status.FAILED)]
    if UNFINISHED.match(text) and len(text.split()) <= SHORT:
        return [(f"“{cut(text, 100)}” Has it come since?", Status.NEEDS_REVIEW)]
    found = EMERGENCY.search(text)
    if found and not ABOUT_IT.search(title) and not PAST.search(text):
        around = text[max(0, found.start() - 60) : found.end() + 40].strip()
        return [(f"“{around}” Does this still hold?", Status.NEEDS_REVIEW)]
    return []


def _of_filler(text: str) -> str:
    return f"Filling text was left: “{cut(text, 60)}”"
