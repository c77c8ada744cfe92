"""What is closed is not offered any more."""

from collections.abc import Mapping, Sequence

from audits.derive.document import cut
from audits.derive.journeys import Journey
from audits.derive.menus import SiteMenus
from audits.derive.site import SitePage
from audits.derive.stale import closed_for_good
from audits.derive.task_pages import LIVE, TaskPage, task_pages, told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit


@audit(
    title="What is closed is not offered any more",
    failure_title="Something closed may still be offered",
    category="dead ends",
    scope="site",
    impact=Impact.SERIOUS,
    certainty="needs review",
)
def closed_but_promoted(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    known_pages: Mapping[str, KnownPage],
    menus: SiteMenus,
    home: str,
) -> Mapping[str, Outcome]:
    """What is closed is not offered any more.

    ## Why it matters
    The menu promises a grant, the button says "Apply now", and in the third paragraph the scheme is
    closed. People fill in a form that nobody reads.

    ## Who is hurt
    People who need the money or the place, and read a whole page before they learn that it is gone.

    ## What it checks
    The pages of tasks, pages whose title begins with what to do, and pages headed “How to apply”.
    The text says that something is closed or no longer available. The page still has a form or a
    button, or stands in a menu. It leaves alone a passage that says when it opens again, or for
    whom it is closed.

    ## How to fix
    Say in the first line that it is closed and what there is instead. Take away the button and the
    place in the menu.

    ## Source
    Dropkerb's list of dead ends, DE50. GOV.UK content design: withdraw or unpublish content that is
    no longer current.
    """
    judged = task_pages(tasks, known_pages, home)
    listed = {
        address
        for menu in menus.menus.values()
        if menu.region in {"nav", "header", "footer"}
        for address, _ in menu.items
    }
    found = {url: _findings(each, is_listed=url in listed) for url, each in judged.items()}
    return told_of(judged, pages, found)


def _findings(each: TaskPage, *, is_listed: bool) -> list[Finding]:
    closed = closed_for_good(each.page.actions)
    if not closed:
        return []
    live = next((action for action in each.actions if action.kind in LIVE), None)
    if live is None and not is_listed:
        return []
    how = f"offers “{live.text or each.name}”" if live else "stands in a menu"
    return [
        Finding(
            f"The page says “{cut(closed, 150)}” and still {how}: is it over?",
            region="main",
            subject=each.page.url,
            impact=Impact.SERIOUS,
            status=Status.NEEDS_REVIEW,
        )
    ]
