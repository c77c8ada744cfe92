"""Whether a page speaks of what is over: past dates, a year gone by, something closed.

The day is given, since audits have no clock. What the checks of dead ends ask is answered here, so
that a page has no worse star for what they leave alone.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from audits.derive.actions import YEARS, PageActions
from audits.tasks import Task

GRACE = timedelta(days=30)
FINANCIAL = frozenset({"tax", "fees", "charges", "benefit"})
SCHOOL = frozenset({"school", "term", "admissions"})
FINANCIAL_END, SCHOOL_END = (3, 31), (8, 31)  # month and day
# What is closed at night, or in part, or opens again.
NOT_OVER = re.compile(
    r"\b(?:re-?open|will open|opens? (?:on|from|again)|until|between|on (?:bank|public) holidays?"
    r"|weekends?|sundays?|if (?:the|your|an?)\b|when (?:the|your|an?)\b|once (?:the|your|an?)\b"
    r"|before|may be closed|will be closed|are closed to|temporarily)\b",
    re.IGNORECASE,
)


def closed_for_good(actions: PageActions) -> str:
    """Return the words that say that something is closed; "" when it will open again."""
    return "" if NOT_OVER.search(actions.closed) else actions.closed


def past_call(actions: PageActions, today: date) -> str:
    """Return words that bid act by a date, where every date and year of the page is past."""
    if not actions.calls:
        return ""
    last, words = max(actions.calls)
    years = max((int(pair[:4]) + 1 for pair in actions.years), default=0)
    is_past = max(last, actions.last_date) < (today - GRACE).isoformat() and years < today.year
    return words if is_past else ""


def is_over(pair: str, today: date, *, is_school: bool) -> bool:
    """Whether a school or financial year such as 2024/25 is over, and not only just."""
    month, day = SCHOOL_END if is_school else FINANCIAL_END
    return today > date(int(pair[:4]) + 1, month, day) + GRACE


def stale_signs(task: Task, title: str, actions: PageActions, today: date) -> tuple[str, ...]:
    """Return what shows that a page is out of date, a sentence each; nothing where in doubt."""
    return tuple(_signs(task, title, actions, today))


def _signs(task: Task, title: str, actions: PageActions, today: date) -> Iterator[str]:
    if closed := closed_for_good(actions):
        yield f"The page says that something is closed: “{closed}”"
    if words := past_call(actions, today):
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
    over = is_over(newest, today, is_school=words.isdisjoint(FINANCIAL))
    return newest if is_yearly and over else ""
