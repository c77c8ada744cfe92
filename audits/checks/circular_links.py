"""Pages of a task do not send people round in a circle."""

from collections.abc import Mapping, Sequence

from audits.derive.journeys import Journey
from audits.derive.site import SiteLink, SitePage
from audits.derive.task_pages import TaskPage, task_pages, told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome
from audits.registry import audit

MOST_PAGES = 3  # of a circle
LEADING = frozenset({"start"})  # a link to another page, which is followed


@audit(
    title="No page sends people round in a circle",
    failure_title="Pages send people to each other and nowhere else",
    category="dead ends",
    scope="site",
    impact=Impact.SERIOUS,
)
def circular_links(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    known_pages: Mapping[str, KnownPage],
    ways_on: Mapping[str, Sequence[SiteLink]],
    home: str,
) -> Mapping[str, Outcome]:
    """No page sends people round in a circle.

    ## Why it matters
    One page says "see how to apply", the other one "see what you can apply for". Nobody ever comes
    to the form, though each page has its links.

    ## Who is hurt
    People who trust what a page says, and go round twice before they know. People who can't see at
    a glance where they have been.

    ## What it checks
    The pages of tasks, pages whose title begins with what to do, and pages headed “How to apply”.
    Two or three of them link to each other in their main text and to nothing else but the home
    page. None of them lets people do anything: it has no form, no payment, no document and no
    address.

    ## How to fix
    Put the form or the address of the team on one of the pages, and make the others point there.

    ## Source
    Dropkerb's list of dead ends, DE13. Strongly connected pages without a way out are traps in any
    graph of links.
    """
    judged = {
        url: each
        for url, each in task_pages(tasks, known_pages, home).items()
        if each.asks_something
    }
    found: dict[str, list[Finding]] = {}
    for url in judged:
        circle = _circle(url, judged, ways_on, home)
        if circle:
            found[url] = [_finding(circle)]
    return told_of(judged, pages, found)


def _circle(
    start: str,
    judged: Mapping[str, TaskPage],
    ways_on: Mapping[str, Sequence[SiteLink]],
    home: str,
) -> list[str]:
    """Return all pages that can be reached when they are few, do nothing and lead back."""
    reached, queue = {start}, [start]
    leads_back = False
    while queue:
        url = queue.pop()
        each = judged.get(url)
        if each is None or each.kinds - LEADING:
            return []
        targets = {link.url for link in ways_on.get(url, ())} - {home, url}
        leads_back = leads_back or start in targets
        queue += targets - reached
        reached |= targets
        if len(reached) > MOST_PAGES:
            return []
    return sorted(reached) if leads_back and len(reached) > 1 else []


def _finding(circle: Sequence[str]) -> Finding:
    return Finding(
        f"These pages lead only to each other, and on none of them anything can be done: "
        f"{', '.join(circle)}.",
        region="main",
        subject=" ".join(circle),
        impact=Impact.SERIOUS,
    )
