"""Films do not flash."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from audits.derive.document import Document
from audits.derive.places import Place, found_in_browser, number, places
from audits.model import Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

ALLOWED = 3  # flashes in a second (WCAG 2.3.1)


@audit(
    title="No film seems to flash",
    failure_title="A film may flash",
    category="accessibility",
    requirements=("wcag:2.3.1",),
    impact=Impact.SERIOUS,
    unit="films",
    certainty="needs review",
)
def flashing_films(films: Mapping[str, Any], document: Document) -> Outcome:
    """Films do not flash.

    ## Why it matters
    Light that flashes more than three times a second can set off a seizure. A film that plays by
    itself does so before anybody can stop it.

    ## Who is hurt
    People with photosensitive epilepsy, and people who get migraines from flashes.

    ## What it checks
    It watches the site's own films that play by themselves for three seconds, and reads large GIFs.
    It counts each change between light and dark that is large enough. A person decides if there are
    more than three flashes in a second. It does not measure saturated red, nor films of other
    sites.

    ## How to fix
    Take the film away now. Then cut the flashes out, or make them slower and darker.

    ## Source
    WCAG 2.2, success criterion 2.3.1 Three Flashes or Below Threshold (level A), techniques G15,
    G19 and G176.
    """
    watched = list(places(films, "films"))
    if not watched:
        return not_applicable("no large film or GIF plays by itself")
    findings = [
        found_in_browser(
            each,
            document,
            f"This turns light and dark up to {number(each, 'flashes'):g} times in a second. "
            "Does it flash?",
            impact=Impact.SERIOUS,
            status=Status.NEEDS_REVIEW,
            state=_state(each),
        )
        for each in watched
        if number(each, "flashes") > ALLOWED
    ]
    unseen = [each for each in watched if isinstance(each.get("why"), str)]
    if findings:
        outcome = needs_review(*findings, value=len(findings), unit="films")
    elif len(unseen) == len(watched):
        return not_applicable(f"not tested: {str(unseen[0]['why'])[:100]}", holds=True)
    else:
        outcome = passed(0, "films")
    return replace(outcome, note=f"{len(unseen)} not tested") if unseen else outcome


def _state(film: Place) -> str:
    seconds = number(film, "seconds")  # a GIF is read, not watched
    return f"after it had played for {seconds:g} seconds" if seconds else ""
