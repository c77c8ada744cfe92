"""Forms can be filled in on the website."""

from collections.abc import Mapping, Sequence

from audits.derive.journeys import Journey
from audits.derive.site import SitePage
from audits.derive.task_pages import LIVE, TaskPage, task_pages, told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome
from audits.registry import audit

MOST_FINDINGS = 10


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
    file beside an online form is fine.

    ## How to fix
    Make the form a web page. Until then say plainly who sends a copy by post, and offer a person
    who fills it in with the caller.

    ## Source
    Dropkerb's list of dead ends, DE21. GOV.UK service manual: forms are web pages; documents are a
    way for those who can't use them.
    """
    judged = {
        url: each
        for url, each in task_pages(tasks, known_pages, home).items()
        if each.asks_something
    }
    return told_of(judged, pages, {url: _findings(each) for url, each in judged.items()}, "forms")


def _findings(each: TaskPage) -> list[Finding]:
    if each.is_online or any(act.supplier and act.kind in LIVE for act in each.actions):
        return []
    forms = [action for action in each.actions if action.kind == "print form"]
    return [
        Finding(
            f"The form “{action.text or action.url}” is a file that people must fill in and send; "
            "there is none to fill in here.",
            region="main",
            subject=action.url,
            impact=Impact.CRITICAL,
        )
        for action in forms[:MOST_FINDINGS]
    ]
