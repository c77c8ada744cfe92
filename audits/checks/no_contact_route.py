"""Who gets stuck can reach somebody."""

import re
from collections.abc import Mapping, Sequence

from audits.derive.journeys import Journey
from audits.derive.menus import SiteMenus
from audits.derive.site import SiteLink, SitePage
from audits.derive.task_pages import TaskPage, task_pages, told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome
from audits.registry import audit

CONTACT = re.compile(
    r"\bcontact|get in touch|\bcysylltu|\b(?:talk|speak|write) to us|\bcall us|\bhelp\b|\bfeedback"
    r"|\benquir|\bcustomer services?\b",
    re.IGNORECASE,
)
ADDRESSES = ("mailto:", "tel:")


@audit(
    title="Who gets stuck can reach somebody",
    failure_title="The page has neither a way to do it nor anybody to ask",
    category="dead ends",
    scope="site",
    impact=Impact.SERIOUS,
)
def no_contact_route(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    known_pages: Mapping[str, KnownPage],
    ways_on: Mapping[str, Sequence[SiteLink]],
    menus: SiteMenus,
    home: str,
) -> Mapping[str, Outcome]:
    """Who gets stuck can reach somebody.

    ## Why it matters
    The page tells of a thing to do, and has no form, no address and no number. That leaves a search
    engine, or the wrong office.

    ## Who is hurt
    People who need help to go on: who find the page hard to read, or have a case
    that the page does not speak of.

    ## What it checks
    The pages of tasks, pages whose title begins with what to do, and pages headed “How to apply”.
    People can do nothing there: no form, no start, no document. There is no email address, no
    number and no link to a contact page either. It looks at the main text, the menus and the
    footer.

    ## How to fix
    Say in one line who can help, with a number and an email address. Put a link to the contact page
    into the footer of every page.

    ## Source
    Dropkerb's list of dead ends, DE24. WCAG 2.2, success criterion 3.2.6 Consistent Help (level A),
    asks that help stands in the same place.
    """
    judged = {
        url: each
        for url, each in task_pages(tasks, known_pages, home).items()
        if each.asks_something and url in menus.on_pages
    }
    found = {
        url: [_finding(each)]
        for url, each in judged.items()
        if not each.kinds and not _reaches(url, ways_on.get(url, ()), menus)
    }
    return told_of(judged, pages, found)


def _reaches(url: str, links: Sequence[SiteLink], menus: SiteMenus) -> bool:
    in_main = ((link.url, link.text) for link in links)
    in_menus = (
        item
        for number in menus.on_pages.get(url, ())
        if number in menus.menus
        for item in menus.menus[number].items
    )
    return any(
        address.startswith(ADDRESSES) or CONTACT.search(name) or CONTACT.search(address)
        for address, name in (*in_main, *in_menus)
    )


def _finding(each: TaskPage) -> Finding:
    return Finding(
        f"“{each.name}” can't be done here, and the page names nobody to ask.",
        region="main",
        subject=each.page.url,
        impact=Impact.SERIOUS,
    )
