"""Somebody has looked the page over within the last years."""

from collections.abc import Mapping, Sequence
from datetime import date

from audits.derive.journeys import Journey
from audits.derive.site import SitePage
from audits.derive.task_pages import is_aside, task_pages, told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome
from audits.registry import audit

# Siteimprove's and our own limits: pages of tasks are looked over more often than others.
MOST_MONTHS_OF_TASKS = 24
MOST_MONTHS = 36
MONTHS_A_YEAR = 12


@audit(
    title="Somebody has looked the page over within three years",
    failure_title="Nobody seems to have looked the page over for years",
    category="dead ends",
    scope="site",
    impact=Impact.MINOR,
)
def not_reviewed(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    known_pages: Mapping[str, KnownPage],
    home: str,
    today: date,
) -> Mapping[str, Outcome]:
    """Somebody has looked the page over within three years.

    ## Why it matters
    Fees, addresses and rules change. A page that nobody has looked at for years may send people the
    wrong way. They see the old date and ring up to be sure.

    ## Who is hurt
    Everybody who acts on what was true once. People who can't ring up have no way to check.

    ## What it checks
    The day that the page itself names as its last update, in its words or in its head. On pages of
    tasks it must not be more than 24 months ago, on others not more than 36. It leaves news, papers
    and events alone, and pages that name no day.

    ## How to fix
    Read the page, mend it, and put in today's date. Where a system writes the date, save the page
    anew only after somebody has read it. Take the page down if nobody needs it.

    ## Source
    Dropkerb's list of dead ends, DE53. Website audits such as Siteimprove's report pages without an
    update for years; the limits are ours.
    """
    tasked = task_pages(tasks, known_pages, home)
    months = {
        url: _months(page.actions.reviewed, today)
        for url, page in known_pages.items()
        if page.actions.reviewed and not is_aside(page)
    }
    found = {
        url: [_finding(url, known_pages[url].actions.reviewed, age)]
        for url, age in months.items()
        if age > (MOST_MONTHS_OF_TASKS if url in tasked else MOST_MONTHS)
    }
    return told_of(months, pages, found)


def _months(day: str, today: date) -> int:
    then = date.fromisoformat(day)
    whole = MONTHS_A_YEAR * (today.year - then.year) + today.month - then.month
    return whole - (today.day < then.day)


def _finding(url: str, day: str, months: int) -> Finding:
    then = date.fromisoformat(day)
    message = (
        f"The page says that its last update was on {then.day} {then:%B %Y}, "
        f"{months // MONTHS_A_YEAR} years ago."
    )
    return Finding(message, region="main", subject=url, impact=Impact.MINOR)
