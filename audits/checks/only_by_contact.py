"""What people come to do can be done on the website."""

import re
from collections.abc import Mapping, Sequence

from audits.derive.journeys import Journey
from audits.derive.site import SitePage
from audits.derive.task_pages import CONTACT, TaskPage, task_pages, told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit

# Where a voice or a visit is right, or the law asks for it.
BY_VOICE = re.compile(
    r"\b(?:emergenc|urgent|danger|abuse|safeguard|homeless|crisis|suicid|complain|speak to|contact"
    r"|births?\b|deaths?\b|stillbirth|marriages?\b|notice of|councillor|interpreter|translation)",
    re.IGNORECASE,
)
EMERGENCY = re.compile(r"^\D*(?:999|101|111|112)\D*$")
RIGHT_BY_PHONE = frozenset({"form_phone", "external", "external_govuk", "lookup", "information"})
FEW_LINKS = 5  # more is a page of ways, one of which may be the right one
MEANS = {"email": "write an email", "phone": "ring up", "visit": "come in person"}


@audit(
    title="What people come to do can be done on the website",
    failure_title="People must write, ring up or come in person",
    category="dead ends",
    scope="site",
    impact=Impact.CRITICAL,
)
def only_by_contact(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    known_pages: Mapping[str, KnownPage],
    home: str,
) -> Mapping[str, Outcome]:
    """What people come to do can be done on the website.

    ## Why it matters
    Somebody found the right page and wants to do the thing now. The page sends them to the
    telephone, so the website has cost them time and saved the council nothing.

    ## Who is hurt
    People who work in opening hours, people who are deaf or find it hard to speak, and people who
    are afraid of ringing an office.

    ## What it checks
    The pages of tasks, pages whose title begins with what to do (apply, report, pay), and pages
    headed “How to apply”. The only ways on in the main text are email addresses, telephone numbers
    or visits. No form, payment, supplier's system or other link is there. With a few other links, a
    person decides. It leaves alone emergencies, births, deaths and what people by law must do in
    person.

    ## How to fix
    Put the form or the payment on this page, or link to it with a button. If there is none yet,
    say when there will be, and what to write in the email.

    ## Source
    Dropkerb's list of dead ends, DE20. Channel shift made them: the desk closed, the page stayed.
    Socitm's Better Connected asked whether people can finish a task online.
    """
    judged = {
        url: each
        for url, each in task_pages(tasks, known_pages, home).items()
        if each.asks_something and not _is_right_by_voice(each)
    }
    return told_of(judged, pages, {url: _findings(each) for url, each in judged.items()})


def _is_right_by_voice(each: TaskPage) -> bool:
    names = (each.page.title, *each.page.actions.headings[:1], each.name)
    if any(BY_VOICE.search(name) for name in names):
        return True
    if any(action.kind == "phone" and EMERGENCY.match(action.text) for action in each.actions):
        return True
    actions = {journey.task.action for journey in each.journeys}
    return bool(actions) and actions <= RIGHT_BY_PHONE


def _findings(each: TaskPage) -> list[Finding]:
    ways = dict.fromkeys(action.kind for action in each.actions if action.kind in CONTACT)
    if not ways or each.is_online or "print form" in each.kinds or each.other_links > FEW_LINKS:
        return []
    means = " or ".join(MEANS[kind] for kind in ways)
    if each.other_links == 0:
        return [_finding(f"“{each.name}” can't be done here: people must {means}.", each)]
    question = (
        f"For “{each.name}” the page names no form: people may have to {means}. "
        "Does one of its links lead to where it can be done?"
    )
    return [_finding(question, each, Status.NEEDS_REVIEW)]


def _finding(message: str, each: TaskPage, status: Status = Status.FAILED) -> Finding:
    return Finding(
        message, region="main", subject=each.page.url, impact=Impact.CRITICAL, status=status
    )
