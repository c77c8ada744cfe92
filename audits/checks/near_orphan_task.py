"""Pages of tasks can be found from more than one place."""

from collections.abc import Iterator, Mapping, Sequence

from audits.derive.journeys import Journey
from audits.derive.site import SitePage
from audits.derive.task_pages import TaskPage, task_pages, told_of
from audits.derive.tasks import KnownPage, is_list
from audits.model import Finding, Impact, Outcome, Status, not_applicable
from audits.registry import audit


@audit(
    title="Pages of tasks are linked from where people look",
    failure_title="Hardly any page links to the page of a task",
    category="dead ends",
    scope="site",
    impact=Impact.SERIOUS,
)
def near_orphan_task(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    known_pages: Mapping[str, KnownPage],
    sources: Mapping[str, Sequence[str]],
    home: str,
    is_complete: bool,  # noqa: FBT001 (an artefact, handed over by name)
) -> Mapping[str, Outcome]:
    """Pages of tasks can be found from more than one place.

    ## Why it matters
    Those who know its name find a page that only the A to Z lists. The others look through the
    menus, find nothing, and ring up.

    ## Who is hurt
    People who don't know what the council calls the thing, and people who look by topic.

    ## What it checks
    The pages of tasks that Dropkerb found. Where only an A to Z or a site map links to one, it
    fails. Where just one page links to it, a person decides. The home page and the landing page of
    its own folder are as good as several. Pages without any link are for orphan-page to tell.

    ## How to fix
    Link to the page from the landing page of its service, and from the pages that people read
    before they want it.

    ## Source
    Dropkerb's list of dead ends, DE12. WCAG 2.2, success criterion 2.4.5 Multiple Ways (level AA),
    asks for more than one way to find a page.
    """
    judged = {
        url: each for url, each in task_pages(tasks, known_pages, home).items() if each.journeys
    }
    if not is_complete:
        unknown = not_applicable("the run ended early and did not see all links", holds=True)
        return {url: unknown for url in judged if url in pages}
    found = {
        url: list(_findings(each, sources.get(url, ()), known_pages, home))
        for url, each in judged.items()
    }
    return told_of(judged, pages, found)


def _findings(
    each: TaskPage, sources: Sequence[str], known: Mapping[str, KnownPage], home: str
) -> Iterator[Finding]:
    if not sources or home in sources:
        return
    lists = [url for url in sources if url in known and is_list(known[url])]
    if len(lists) == len(sources):
        yield _finding(f"Only an A to Z leads to the page for “{each.name}”.", each, Status.FAILED)
    elif len(sources) == 1 and not _is_above(sources[0], each.page.url):
        yield _finding(
            f"Only {sources[0]} links to the page for “{each.name}”: do people look for it there?",
            each,
            Status.NEEDS_REVIEW,
        )


def _is_above(source: str, url: str) -> bool:
    """Whether a page is the first page of the service that another belongs to."""
    return url.startswith(f"{source.rstrip('/')}/")


def _finding(message: str, each: TaskPage, status: Status) -> Finding:
    return Finding(message, subject=each.page.url, impact=Impact.SERIOUS, status=status)
