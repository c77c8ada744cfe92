"""Whether a page speaks of what is over: past dates, a year gone by, something closed.

The day is given, since audits have no clock.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from audits.derive.actions import YEARS, PageActions
from audits.tasks import Task

GRACE = timedelta(days=30)
FINANCIAL = frozenset({"tax", "fees", "charges", "benefit"})
SCHOOL = frozenset({"school", "term", "admissions"})
FINANCIAL_END, SCHOOL_END = (3, 31), (8, 31)  # month and day


def stale_signs(task: Task, title: str, actions: PageActions, today: date) -> tuple[str, ...]:
    """Return what shows that a page is out of date, a sentence each; nothing where in doubt."""
    return tuple(_signs(task, title, actions, today))


def _signs(task: Task, title: str, actions: PageActions, today: date) -> Iterator[str]:
    if actions.closed:
        yield f"The page says that something is closed: “{actions.closed}”"
    if actions.calls:
        last, words = max(actions.calls)
        if max(last, actions.last_date) < (today - GRACE).isoformat():
            yield f"The page still tells people to act by a date that is past: “{words}”"
    if pair := _past_year(task, title, actions, today):
        yield f"The newest year that the page speaks of is {pair}."


def _past_year(task: Task, title: str, actions: PageActions, today: date) -> str:
    """Return the newest pair of years, where it is over and the page is about years."""
    if not actions.years:
        return ""
    words = {word for group in task.groups for word in group}
    told = " ".join((title, *actions.headings))
    is_yearly = bool(words & (FINANCIAL | SCHOOL)) or YEARS.search(told) is not None
    newest = actions.years[-1]
    end = int(newest[:4]) + 1
    month, day = FINANCIAL_END if words & FINANCIAL else SCHOOL_END
    return newest if is_yearly and today > date(end, month, day) + GRACE else ""
