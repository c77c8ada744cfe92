"""The link that does the task works."""

from collections.abc import Iterator, Mapping, Sequence

from audits.derive.journeys import Journey
from audits.derive.site import SitePage
from audits.derive.task_pages import LIVE, TaskPage, task_pages, told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome
from audits.registry import audit


@audit(
    title="The link that does the task works",
    failure_title="The link that should do the task is broken",
    category="dead ends",
    scope="site",
    impact=Impact.CRITICAL,
    unit="links",
)
def broken_handoff(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    known_pages: Mapping[str, KnownPage],
    home: str,
) -> Mapping[str, Outcome]:
    """The link that does the task works.

    ## Why it matters
    The page is right, the button is right, and behind it is nothing. Nobody can do what the page is
    there for until somebody notices.

    ## Who is hurt
    Everybody who comes for this task, and the contact centre that hears of it first.

    ## What it checks
    The buttons and links by which the tasks that Dropkerb knows are done: to a supplier's form, a
    payment, or the next page. Dropkerb asked for each as it does for every link, and the answer was
    that it is broken. The audit broken-links lists all broken links; this one names those that end
    a task.

    ## How to fix
    Ask the supplier for the new address and change the link. Watch the address from then on, since
    the supplier moved it without telling you.

    ## Source
    Dropkerb's list of dead ends, DE43, and DE02 for the pages of tasks. RFC 9110, section 15, for
    what the status codes mean.
    """
    judged = task_pages(tasks, known_pages, home)
    found = {url: list(_findings(each)) for url, each in judged.items()}
    return told_of([url for url in judged if judged[url].journeys], pages, found, "links")


def _findings(each: TaskPage) -> Iterator[Finding]:
    seen: set[str] = set()
    for journey in each.journeys:
        for end in journey.ends:
            if end.is_broken and end.kind in LIVE and end.url not in seen:
                seen.add(end.url)
                yield Finding(
                    f"“{end.text or end.url}” should do “{journey.task.name}”, and leads to "
                    f"{end.url}, which is broken.",
                    region="main",
                    subject=end.url,
                    impact=Impact.CRITICAL,
                )
