"""Nothing flashes."""

from collections.abc import Mapping
from typing import Any

from audits.derive.document import Document
from audits.derive.looks import asked
from audits.model import Impact, Outcome
from audits.registry import audit


@audit(
    title="Nothing large seems to flash",
    failure_title="Something large may flash",
    category="accessibility",
    requirements=("wcag:2.3.1",),
    impact=Impact.SERIOUS,
    unit="parts of the page",
    certainty="needs review",
)
def flashing_parts(survey: Mapping[str, Any], document: Document) -> Outcome:
    """Nothing flashes.

    ## Why it matters
    Light that flashes more than three times a second can set off a seizure. That can hurt people
    badly.

    ## Who is hurt
    People with photosensitive epilepsy, and people who get migraines from flashes.

    ## What it checks
    Animations of styles that change the light or colour of a large part of the page more than three
    times a second. A person decides whether they flash. Films and GIFs have a check of their own.

    ## How to fix
    Take the animation out, or let it change slowly and only once.

    ## Source
    WCAG 2.2, success criterion 2.3.1 Three Flashes or Below Threshold (level A), techniques G19 and
    G176.
    """
    return asked(
        survey,
        "flashing",
        document,
        "This changes its light or colour every {period} milliseconds. Does it flash?",
        unit="parts of the page",
    )
