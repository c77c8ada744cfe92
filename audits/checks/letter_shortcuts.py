"""No single letter sets something off."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.keys import press_outcome, word
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="No single letter sets something off",
    failure_title="A single letter sets something off",
    category="accessibility",
    requirements=("wcag:2.1.4",),
    impact=Impact.SERIOUS,
    unit="keys",
)
def letter_shortcuts(presses: Mapping[str, Any], document: Document) -> Outcome:
    """No single letter sets something off.

    ## Why it matters
    Who speaks to the computer says words, and each word is letters. A page that acts on single
    letters goes wild when somebody dictates.

    ## Who is hurt
    People who use their voice, and people whose hands tremble and hit a wrong key.

    ## What it checks
    Where scripts wait for keys on the whole page, it presses letters, digits and signs with nothing
    in focus. A failure is one key that changes the page at each press. Where the page speaks of
    shortcuts, and offers something to choose, a person decides.

    ## How to fix
    Let shortcuts need Ctrl or Alt, or work only while their control has the focus. Else offer a way
    to switch them off or to change them.

    ## Source
    WCAG 2.2, success criterion 2.1.4 Character Key Shortcuts (level A), failure F99, technique
    G217. W3C, ACT rule ffbc54.
    """
    told = presses.get("letters")
    findings = [
        _finding(each, document)
        for each in (told if isinstance(told, list) else ())
        if isinstance(each, Mapping)
    ]
    nothing = "no script waits for keys on the whole page"
    return press_outcome(presses, "letters", findings, "keys", nothing)


def _finding(told: Mapping[str, Any], document: Document) -> Finding:
    key = word(told, "key")[:1]
    selector = document.selector(document.root)
    state = f"after pressing the key “{key}”"
    if told.get("offers"):
        return Finding(
            f"The key “{key}” alone changes the page. Can people switch it off, or change it?",
            selector=selector,
            subject=key,
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
            state=state,
        )
    return Finding(
        f"The key “{key}” alone changes the page, with nothing in focus.",
        selector=selector,
        subject=key,
        impact=Impact.SERIOUS,
        state=state,
    )
