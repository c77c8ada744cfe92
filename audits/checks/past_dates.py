"""Nobody is asked to act by a date that is past."""

from collections.abc import Mapping, Sequence
from datetime import date

from audits.derive.journeys import Journey
from audits.derive.site import SitePage
from audits.derive.stale import past_call
from audits.derive.task_pages import TaskPage, is_aside, task_pages, told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="Nobody is asked to act by a date that is past",
    failure_title="People are asked to act by a date that is past",
    category="dead ends",
    scope="site",
    impact=Impact.SERIOUS,
)
def past_dates(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    known_pages: Mapping[str, KnownPage],
    home: str,
    today: date,
) -> Mapping[str, Outcome]:
    """Nobody is asked to act by a date that is past.

    ## Why it matters
    "Apply by 31 October" was true two years ago. People now think that they are too late, or apply
    for what is over.

    ## Who is hurt
    People who plan by what the page says, and people who can't ring up to ask whether it still
    holds.

    ## What it checks
    Dates after words such as "apply by", "opens on" and "deadline". All dates in the text are more
    than 30 days past on the day of the run, and no later year stands there. On pages of tasks, and
    pages whose title begins with what to do, it fails. On others a person decides. It leaves news,
    papers and events alone.

    ## How to fix
    Put in the next date, or say that it is over and what comes next. Note in your diary when to do
    it again.

    ## Source
    Dropkerb's list of dead ends, DE51. GOV.UK content design: review content with dates when they
    pass.
    """
    tasked = task_pages(tasks, known_pages, home)
    judged = {
        url: page for url, page in known_pages.items() if page.actions.calls and not is_aside(page)
    }
    found = {url: _findings(page, today, tasked.get(url)) for url, page in judged.items()}
    return told_of(judged, pages, found)


def _findings(page: KnownPage, today: date, task: TaskPage | None) -> list[Finding]:
    words = past_call(page.actions, today)
    if not words:
        return []
    told = f"The page tells people to act by a date that is past: “{words}”"
    if task is None:
        message, status = f"{told}. Does it still hold?", Status.NEEDS_REVIEW
    else:
        message, status = f"{told}.", Status.FAILED
    return [Finding(message, region="main", subject=page.url, impact=Impact.SERIOUS, status=status)]
