"""The page has a way on of its own."""

from collections.abc import Mapping, Sequence

from audits.derive.behaviour import is_answer
from audits.derive.site import SitePage
from audits.derive.task_pages import told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="The page has a way on of its own",
    failure_title="All links of the page may be those of every page",
    category="dead ends",
    scope="site",
    impact=Impact.MODERATE,
    certainty="needs review",
    version=2,
)
def only_shared_links(
    pages: Mapping[str, SitePage],
    known_pages: Mapping[str, KnownPage],
    shared_only: Sequence[str],
    home: str,
) -> Mapping[str, Outcome]:
    """The page has a way on of its own.

    ## Why it matters
    A page with a menu and a footer looks as if it led on. Yet they lead where every page leads, and
    nothing leads on from what people have just read.

    ## Who is hurt
    Everybody who came to do something, and most of all people who cannot ring up instead.

    ## What it checks
    The links outside menus, headers and footers, as far as the HTML tells them apart. Each of them
    stands on at least 60 % of the pages built alike, of which there are ten or more. The page has
    no form, no document, no address and no number either.

    A person decides, since a button may do what no link does. Pages without any link are for the
    audit no-onward-link to tell. It leaves pages alone that may end where they end: news, thanks,
    opening times, privacy.

    ## How to fix
    Add the next step as a link or a button. Mark the parts that every page has as header, nav and
    footer, so that screen readers can skip them.

    ## Source
    Dropkerb's list of dead ends, DE10. Siteimprove calls a page without onward links a dead end;
    without leaving out what all pages share, no page with a footer would be one.
    """
    found = {
        url: [_finding(url)]
        for url in shared_only
        if url in known_pages and url != home and not known_pages[url].actions.actions
        if not is_answer(url, known_pages[url].title)
    }
    return told_of(known_pages, pages, found)


def _finding(url: str) -> Finding:
    return Finding(
        "All links of this page stand on most pages like it: is there a way on from its text?",
        subject=url,
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
    )
