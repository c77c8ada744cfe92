"""The accessibility statement covers the systems that people are handed to."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from audits.derive.actions import Action
from audits.derive.hosts import registrable
from audits.derive.journeys import Journey
from audits.derive.site import SitePage
from audits.derive.task_pages import task_pages
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome, Status, by_surest
from audits.registry import audit

NOT_OURS = ("gov.uk", "nhs.uk", "police.uk", "parliament.uk")
MOST_HOSTS = 20


@audit(
    title="The accessibility statement names the systems people go to",
    failure_title="The accessibility statement may leave out a system",
    category="dead ends",
    scope="site",
    impact=Impact.MODERATE,
    unit="hosts",
    certainty="needs review",
    version=2,
)
def handoff_outside_statement(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    known_pages: Mapping[str, KnownPage],
    statements: Mapping[str, str],
    home: str,
) -> Mapping[str, Outcome]:
    """The accessibility statement covers the systems that people are handed to.

    ## Why it matters
    Forms and payments that a supplier runs for the council are the council's duty too. A statement
    that does not name them says nothing of where people get stuck.

    ## Who is hurt
    Disabled people who want to know whether they can use the form, and whom to tell when not.

    ## What it checks
    The hosts that pages of tasks hand people to, against the text of the site's accessibility
    statement. Forms that a supplier's frame or script brings count, too. Neither the host nor the
    supplier's name stands there. It leaves hosts of the government and the site's own alone. A
    person decides, since the supplier's page may have a statement of its own.

    ## How to fix
    Name the system in the statement, with what does not work in it. Or see that its own pages link
    to a statement of their own.

    ## Source
    Dropkerb's list of dead ends, DE42. The Public Sector Bodies Accessibility Regulations 2018
    leave out only content that a body neither pays for, develops nor controls.
    """
    if not statements:
        return {}
    said = " ".join(statements.values()).lower()
    own = registrable(home)
    hosts: dict[str, Action] = {}
    for each in task_pages(tasks, known_pages, home).values():
        for action in _handed_on(each.actions, own, urlsplit(home).netloc):
            hosts.setdefault(action.host.lower(), action)
    missing = [each for host, each in sorted(hosts.items()) if not _is_named(host, each, said)]
    outcome = by_surest([_finding(each) for each in missing[:MOST_HOSTS]], "hosts")
    return {url: outcome for url in statements if url in pages}


def _handed_on(actions: Sequence[Action], own: str, site: str) -> Iterator[Action]:
    for each in actions:
        if each.kind not in {"hand-off", "payment", "form"} or each.host in {"", site}:
            continue
        host = each.host.lower().partition(":")[0]
        is_public = any(host == name or host.endswith(f".{name}") for name in NOT_OURS)
        if each.supplier or not (is_public or registrable(each.url) == own):
            yield each


def _is_named(host: str, action: Action, said: str) -> bool:
    names = (host.removeprefix("www."), registrable(action.url), action.supplier.lower())
    return any(name and name in said for name in names)


def _finding(action: Action) -> Finding:
    name = f"{action.supplier} ({action.host})" if action.supplier else action.host
    told = f"“{action.text}” hands people to {name}"
    if action.kind == "form":
        told = f"A form on a page of this site comes from {name}"
    return Finding(
        f"{told}: does the accessibility statement cover it?",
        region="main",
        subject=action.host,
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
    )
