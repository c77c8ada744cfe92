"""One page for one task."""

from collections.abc import Mapping, Sequence

from audits.derive.journeys import Journey
from audits.derive.site import SitePage
from audits.derive.task_pages import told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="One page is there for each task",
    failure_title="Several pages may be there for one task",
    category="dead ends",
    scope="site",
    impact=Impact.MODERATE,
    certainty="needs review",
)
def competing_pages(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    known_pages: Mapping[str, KnownPage],
    home: str,
) -> Mapping[str, Outcome]:
    """One page for one task.

    ## Why it matters
    Two pages speak of the same thing and end in two forms. People start on one, doubt, try the
    other, and send both or none.

    ## Who is hurt
    People who find it hard to tell similar pages apart, and the team that gets the old form.

    ## What it checks
    For each task that Dropkerb knows, whether a second page fits as well as the first one, and ends
    in another form, payment or system. A person decides which of the two should stay.

    ## How to fix
    Keep the page that ends in the right place. Redirect the other one to it, or say in its first
    line when it is for somebody else.

    ## Source
    Dropkerb's list of dead ends, DE64. GOV.UK content design: one page for one need, so that search
    and people find the same one.
    """
    found: dict[str, list[Finding]] = {}
    for each in tasks:  # the unsure ones too: a page with a rival is never sure
        if each.found.url in known_pages and each.found.url != home:
            found.setdefault(each.found.url, []).extend(_findings(each))
    return told_of(found, pages, found)


def _findings(journey: Journey) -> list[Finding]:
    return [
        Finding(
            f"{other} speaks of “{journey.task.name}” too and ends elsewhere: which of the two "
            "should people use?",
            subject=other,
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
        )
        for other in journey.found.competing
    ]
