"""Proof and payment can be sent online."""

import re

from audits.derive.document import cut
from audits.derive.main_text import MainText
from audits.derive.task_pages import is_named_for_action
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

OFFLINE = re.compile(
    r"\b(?:(?:pay|paid|payment|send|sent|return|submit|provide|bring|show|take|post)\w*\b[^.]{0,60}"
    r"\b(?:in person|by (?:post|cheque|cash)|to (?:the )?(?:civic|town|council) (?:centre|hall"
    r"|offices?))|cheques? payable|bring (?:your|proof|original))\b",
    re.IGNORECASE,
)
ONLINE = re.compile(
    r"\b(?:upload|online|pay now|by e-?mail|e-?mail (?:us|it|them|your)|scan|photo(?:graph)?s? of"
    r"|attach|on our website|web ?form)",
    re.IGNORECASE,
)
MOST_CHARACTERS = 5000  # of one block


@audit(
    title="Proof and payment can be sent online",
    failure_title="Proof or payment may have to be brought or posted",
    category="dead ends",
    impact=Impact.MODERATE,
    certainty="needs review",
)
def offline_proof(main_text: MainText, title: str | None) -> Outcome:
    """Proof and payment can be sent online.

    ## Why it matters
    The form is online, and the proof must come by post. The whole thing then takes a week and a
    walk, and half of the letters lack something.

    ## Who is hurt
    People who can't travel, people without cheques or a printer, and people in a hurry.

    ## What it checks
    Pages whose title begins with what to do. They speak of paying or proving in person, by post or
    by cheque, and nowhere of uploading, emailing or doing it online. A person decides whether there
    is another way.

    ## How to fix
    Let people upload a photograph of the proof, and pay by card in the form. Keep the counter for
    those who want it.

    ## Source
    Dropkerb's list of dead ends, DE23. The words are those of the rule's own pattern, so it only
    asks.
    """
    heading = next((each.text for each in main_text.blocks if each.kind == "heading"), "")
    if not is_named_for_action(title or "", heading):
        return not_applicable("the title does not begin with what to do")
    if any(ONLINE.search(each.text[:MOST_CHARACTERS]) for each in main_text.blocks):
        return passed()
    for block in main_text.blocks:
        text = block.text[:MOST_CHARACTERS]
        if found := OFFLINE.search(text):
            around = text[max(0, found.start() - 20) : found.end() + 60].strip()
            return needs_review(
                Finding(
                    f"“{cut(around, 150)}” Can people also do this online?",
                    selector=main_text.selector,
                    region=main_text.region,
                    subject=cut(title or heading),
                    impact=Impact.MODERATE,
                    status=Status.NEEDS_REVIEW,
                )
            )
    return passed()
