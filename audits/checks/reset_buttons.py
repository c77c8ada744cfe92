"""No button throws away what was typed."""

from collections import Counter

from audits.derive.controls import TYPED, controls_of
from audits.derive.document import Document
from audits.derive.found import found_at
from audits.model import Impact, Outcome, by_surest, not_applicable
from audits.registry import audit

FEWEST_FIELDS = 2  # to type in: a search box is soon typed again


@audit(
    title="No button throws away what was typed",
    failure_title="A button throws away what was typed",
    category="best practice",
    impact=Impact.MINOR,
    unit="buttons",
    certainty="advice",
)
def reset_buttons(document: Document) -> Outcome:
    """No button throws away what was typed.

    ## Why it matters
    A "Reset" or "Clear" button beside "Send" empties the whole form at one press, and nothing
    brings the words back. People press it by mistake far more often than on purpose.

    ## Who is hurt
    People with shaky hands, people who do not see well which button is which, and people to whom
    typing is hard work.

    ## What it checks
    Buttons of type reset in sight, in forms with two or more fields to type in.

    ## How to fix
    Take the button away. Who wants to start again can load the page again.

    ## Source
    Nielsen Norman Group, Reset and Cancel Buttons. The HTML standard, the reset button: it warns
    that people press such buttons by mistake.
    """
    controls = controls_of(document)
    typed = TYPED | {"textarea"}
    buttons = [each for each in controls if each.kind == "reset" and each.form is not None]
    if not buttons:
        return not_applicable("no form has a button that empties it")
    fields = Counter(each.form for each in controls if each.kind in typed)
    findings = [
        found_at(
            each.element,
            document,
            "This button empties the whole form at one press.",
            impact=Impact.MINOR,
        )
        for each in buttons
        if fields[each.form] >= FEWEST_FIELDS
    ]
    return by_surest(findings, "buttons")
