"""Each task is done within a few clicks."""

from collections.abc import Iterator, Mapping, Sequence

from audits.derive.journeys import Journey
from audits.derive.site import SitePage
from audits.derive.task_pages import TaskPage, task_pages, told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome, Status, not_applicable
from audits.registry import audit
from audits.tasks import load_tasks

MOST = 5  # clicks from the home page to where a task is done


@audit(
    title="Each task is done within a few clicks",
    failure_title="It takes many clicks until a task can be done",
    category="dead ends",
    scope="site",
    impact=Impact.MODERATE,
)
def task_too_deep(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    known_pages: Mapping[str, KnownPage],
    home: str,
    is_complete: bool,  # noqa: FBT001 (an artefact, handed over by name)
) -> Mapping[str, Outcome]:
    """Each task is done within a few clicks.

    ## Why it matters
    Each click is a guess. What many people come for every day should not lie as deep as the minutes
    of a meeting.

    ## Who is hurt
    People for whom each click takes effort: with a switch, a keyboard or a screen reader. People
    who lose their way.

    ## What it checks
    The shortest way of links from the home page to where people do each task. More than five clicks
    fail. With four or five a person decides. The audit click-depth counts the clicks to every page;
    this one is about what people come to do.

    ## How to fix
    Link to the task from the home page or from the first page of its service, in the words that
    people use.

    ## Source
    Dropkerb's list of dead ends, DE14. Socitm's Better Connected looked for the top tasks within
    three clicks of the home page.
    """
    judged = {
        url: each for url, each in task_pages(tasks, known_pages, home).items() if each.journeys
    }
    if not is_complete:
        unknown = not_applicable("the run ended early; a shorter way may exist", holds=True)
        return {url: unknown for url in judged if url in pages}
    return told_of(judged, pages, {url: list(_findings(each)) for url, each in judged.items()})


def _findings(each: TaskPage) -> Iterator[Finding]:
    for journey in each.journeys:
        clicks = journey.clicks_to_end
        if clicks is None or clicks <= load_tasks().max_clicks:
            continue
        name = journey.task.name
        if clicks > MOST:
            message = f"It takes {clicks} clicks from the home page until “{name}” can be done."
            status = Status.FAILED
        else:
            message = f"“{name}” takes {clicks} clicks from the home page: can it be nearer?"
            status = Status.NEEDS_REVIEW
        yield Finding(message, subject=name, impact=Impact.MODERATE, status=status)
