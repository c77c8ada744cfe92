"""Forms can be filled in on the website."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from audits.derive.journeys import ONLINE, Journey
from audits.derive.site import SitePage
from audits.derive.task_pages import LIVE, TaskPage, is_aside, task_pages, told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit

MOST_FINDINGS = 10
# Said by the link itself, on pages that are no task by their name.
NAMED = re.compile(
    r"\b(?:application|registration|claim|request|nomination|renewal) form\b", re.IGNORECASE
)


@audit(
    title="Forms can be filled in on the website",
    failure_title="A form is a file to fill in and send",
    category="dead ends",
    scope="site",
    impact=Impact.CRITICAL,
    unit="forms",
)
def print_and_post(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    known_pages: Mapping[str, KnownPage],
    home: str,
) -> Mapping[str, Outcome]:
    """Forms can be filled in on the website.

    ## Why it matters
    A form to print needs a printer, a stamp and a walk to the post box. Most homes have no printer,
    so the website ends here and a call begins.

    ## Who is hurt
    People without a printer, people who can't hold a pen or can't read print, and people who use
    only a telephone.

    ## What it checks
    The pages of tasks, pages whose title begins with what to do, and pages headed “How to apply”.
    They link to a PDF or an office file that is a form, by its link, its file name or the words
    next to it. There is no form, payment or supplier's system on the page or behind its buttons. A
    file beside an online form is fine. On other pages that are paper only, a person decides about
    the first form.

    ## How to fix
    Make the form a web page. Until then say plainly who sends a copy by post, and offer a person
    who fills it in with the caller.

    ## Source
    Dropkerb's list of dead ends, DE21. GOV.UK service manual: forms are web pages; documents are a
    way for those who can't use them.
    """
    named = task_pages(tasks, known_pages, home)
    found = {url: _findings(each) for url, each in named.items() if each.asks_something}
    for url, page in known_pages.items():
        if url not in named and url != home and not is_aside(page) and (asked := _asked(page)):
            found[url] = asked
    return told_of(found, pages, found, "forms")


def _asked(page: KnownPage) -> list[Finding]:
    """Return a question about a form on a page that is no task by its name, where all is paper."""
    actions = page.actions.actions
    if any(each.kind in ONLINE | LIVE for each in actions):
        return []
    named = (each for each in actions if each.kind == "print form" and NAMED.search(each.text))
    return [
        Finding(
            f"The form “{each.text}” is a file: can people fill it in on the website?",
            region="main",
            subject=each.url,
            impact=Impact.CRITICAL,
            status=Status.NEEDS_REVIEW,
        )
        for each in islice(named, 1)
    ]


def _findings(each: TaskPage) -> list[Finding]:
    if each.is_online or any(act.supplier and act.kind in LIVE for act in each.actions):
        return []
    forms = [action for action in each.actions if action.kind == "print form"]
    return [
        Finding(
            f"The form “{action.text or action.url}” is a file that people must fill in and send. "
            "There is none to fill in here.",
            region="main",
            subject=action.url,
            impact=Impact.CRITICAL,
        )
        for action in forms[:MOST_FINDINGS]
    ]
