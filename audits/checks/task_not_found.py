"""There is a page for each thing that people come to do."""

from collections.abc import Mapping, Sequence

from audits.derive.journeys import Journey
from audits.derive.site import SitePage
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

FEWEST_PAGES = 10  # a smaller site is no council's


@audit(
    title="There is a page for each thing that people come to do",
    failure_title="We found no page for some things that people come to do",
    category="dead ends",
    scope="site",
    impact=Impact.CRITICAL,
    unit="tasks",
    certainty="needs review",
)
def task_not_found(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    tier: str,
    home: str,
    is_complete: bool,  # noqa: FBT001 (an artefact, handed over by name)
) -> Mapping[str, Outcome]:
    """There is a page for each thing that people come to do.

    ## Why it matters
    People know what their council does and come to do it. When no page speaks of it, they can only
    ring up and ask.

    ## Who is hurt
    Everybody with that need, and most of all people who cannot ring up.

    ## What it checks
    For each task that a council of this tier offers, whether any page fits it by title, heading,
    address and links. The home page gets the finding. A person decides, since the page may have
    other words or stand on another host, or people may not need it here.

    ## How to fix
    Make the page, or name it in the words that people use. If it is elsewhere or not offered, say
    so in sites.toml, and link to whoever does offer it.

    ## Source
    Dropkerb's list of dead ends, DE15. The tasks are those of the Local Government Services List
    and of Socitm's surveys.
    """
    if home not in pages:
        return {}
    if not tier or len(pages) < FEWEST_PAGES:
        return {home: not_applicable("the tier of the council is not known, or the site is small")}
    if not is_complete:
        return {home: not_applicable("the run ended early; the page may exist", holds=True)}
    missing = [
        each
        for each in tasks
        if each.found.is_offered and not each.found.url and each.task.is_of_tier(tier)
    ]
    return {home: by_surest([_finding(each) for each in missing], "tasks")}


def _finding(journey: Journey) -> Finding:
    return Finding(
        f"We found no page for “{journey.task.name}”: where can people do it?",
        subject=journey.task.name,
        impact=Impact.CRITICAL,
        status=Status.NEEDS_REVIEW,
    )
