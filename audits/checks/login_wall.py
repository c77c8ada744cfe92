"""Tasks can be done without an account."""

import re
from collections.abc import Iterator, Mapping, Sequence

from audits.derive.journeys import Journey
from audits.derive.site import SitePage
from audits.derive.task_pages import TaskPage, task_pages, told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome
from audits.registry import audit
from audits.tasks import ASKS_NOTHING, NEEDS_LOGIN

WITHOUT = re.compile(
    r"\bwithout (?:an account|a login|(?:signing|logging|registering)\b)|\bas a guest\b"
    r"|\bguest\b|\b(?:don['’]?t|do not) need (?:an account|to (?:sign|log) in|to register)\b"
    r"|\bno (?:need|account|login)\b|\bnot signed in\b",
    re.IGNORECASE,
)


@audit(
    title="Tasks can be done without an account",
    failure_title="People must have an account before they can start",
    category="dead ends",
    scope="site",
    impact=Impact.SERIOUS,
)
def login_wall(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    known_pages: Mapping[str, KnownPage],
    home: str,
) -> Mapping[str, Outcome]:
    """Tasks can be done without an account.

    ## Why it matters
    Somebody wants to report one missed bin. The page asks for a password before anybody asks what
    is the matter, and they give up.

    ## Who is hurt
    People who do this once a year, people who forget passwords, and people who have no email
    address of their own.

    ## What it checks
    Tasks whose only way on is to sign in or to make an account. Nothing on the page offers to go
    on without. Tasks that show private records, such as a council tax balance, rightly ask for one.

    ## How to fix
    Let people start as a guest, and offer an account at the end. Ask for what proves the claim, not
    for a password.

    ## Source
    Dropkerb's list of dead ends, DE30. GOV.UK service manual: ask people to make an account
    only where the service needs one.
    """
    judged = task_pages(tasks, known_pages, home)
    found = {url: list(_findings(each)) for url, each in judged.items()}
    return told_of([url for url in judged if judged[url].journeys], pages, found)


def _findings(each: TaskPage) -> Iterator[Finding]:
    said = (each.page.actions.opening, *(action.text for action in each.actions))
    if any(WITHOUT.search(text) for text in said):
        return
    for journey in each.journeys:
        if journey.end.kind == "login" and journey.task.action not in ASKS_NOTHING | NEEDS_LOGIN:
            yield Finding(
                f"“{journey.task.name}” can only be done by people who have an account and sign "
                "in first.",
                region="main",
                subject=journey.task.name,
                impact=Impact.SERIOUS,
            )
