"""There is more than one way to find a page."""

from collections.abc import Mapping

from audits.derive.menus import FINDER, SiteMenus
from audits.derive.site import SitePage
from audits.model import (
    Finding,
    Impact,
    Outcome,
    Status,
    needs_review,
    not_applicable,
    passed,
)
from audits.registry import audit

FEW_PAGES = 10  # a site with no more may list all of them on each


@audit(
    title="There is more than one way to find a page",
    failure_title="There may be only one way to find a page",
    category="accessibility",
    scope="site",
    requirements=("wcag:2.4.5",),
    certainty="needs review",
)
def ways_to_find(
    pages: Mapping[str, SitePage],
    home: str,
    menus: SiteMenus,
    is_complete: bool,  # noqa: FBT001 (an artefact, handed over by name)
) -> Mapping[str, Outcome]:
    """There is more than one way to find a page.

    ## Why it matters
    Some people think in menus, others type a word. Where there is one way only, those who do not
    think like the makers of the menu do not find what they need.

    ## Who is hurt
    People who find menus hard to follow or to see whole, and people for whom each click is work.

    ## What it checks
    Whether any page of the site has a search box, or a link to a search, a site map or an A to Z.
    Where none has, and the home page does not link to every page, a person decides whether there is
    a second way. It reports this once, on the home page. It does not judge sites of up to ten
    pages, or runs that ended early.

    ## How to fix
    Put a search box into the header of every page, or link to a list of all services from there.

    ## Source
    WCAG 2.2, success criterion 2.4.5 Multiple Ways (level AA), techniques G63, G64, G125, G126,
    G161 and G185.
    """
    if home not in pages:
        return {}
    return {home: _outcome(pages, menus, is_complete=is_complete)}


def _outcome(pages: Mapping[str, SitePage], menus: SiteMenus, *, is_complete: bool) -> Outcome:
    if any(menu.region == FINDER for menu in menus.menus.values()):
        return passed()
    if not is_complete:
        return not_applicable("the run ended early and did not see all pages", holds=True)
    if len(pages) <= FEW_PAGES:
        return not_applicable("the site has few pages")
    if all(page.click_depth in (0, 1) for page in pages.values()):
        return passed()
    return needs_review(
        Finding(
            "No page has a search box or a link to a site map or an A to Z. "
            "Is there a second way to find a page?",
            subject="ways to find a page",
            impact=Impact.MODERATE,
            status=Status.NEEDS_REVIEW,
        )
    )
