"""Menus keep their order from page to page."""

from collections.abc import Mapping

from audits.derive.compared import Differing, as_far_as_seen, differing_menus
from audits.derive.document import cut
from audits.derive.menus import FINDER, SiteMenus
from audits.derive.site import SitePage
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable, passed
from audits.registry import audit

FEWEST_SHARED = 3  # links that two menus must have in common to be the same menu
SURE_SHARE = 0.75  # of the links of both: less, and they may be two menus
FEWEST_MOVED = 2  # links: a single one may be where the reader is
NAMES = {"nav": "menu", "header": "header", "footer": "footer", "aside": "sidebar"}


@audit(
    title="Menus keep their order from page to page",
    failure_title="The links of a menu change their order from page to page",
    category="accessibility",
    scope="site",
    requirements=("wcag:3.2.3",),
    unit="menus",
)
def navigation_order(
    pages: Mapping[str, SitePage],
    menus: SiteMenus,
    is_complete: bool,  # noqa: FBT001 (an artefact, handed over by name)
) -> Mapping[str, Outcome]:
    """Menus keep their order from page to page.

    ## Why it matters
    People learn where a link stands: "the third from the top". Where the order changes, they have
    to read the whole menu again on each page.

    ## Who is hurt
    People who use a screen magnifier and see a part of the page only. People who cannot see it, and
    people who find it hard to learn new ways.

    ## What it checks
    Menus, headers and footers of the same name that have three links or more in common. The links
    in common should stand in the same order on all pages. It is a failure when the menus share most
    of their links and two or more of these have moved. Else a person decides. It leaves out
    breadcrumbs, lists of pages and menus of a section. It reports the pages that show the rarer
    order.

    ## How to fix
    Make the menu once, in the template, and not by hand on each page. Mark the page where the
    reader is by a style, and leave it at its place.

    ## Source
    WCAG 2.2, success criterion 3.2.3 Consistent Navigation (level AA), technique G61, failure
    technique F66.
    """
    found: dict[str, list[Finding]] = {}
    for differing in differing_menus(menus, FEWEST_SHARED):
        finding = _finding(differing)
        for url in differing.pages:
            found.setdefault(url, []).append(finding)
    outcomes = {url: _outcome(found.get(url, []), url, menus) for url in pages}
    return as_far_as_seen(outcomes, is_complete=is_complete)


def _outcome(findings: list[Finding], url: str, menus: SiteMenus) -> Outcome:
    if findings:
        return by_surest(findings, "menus")
    if any(menus.menus[each].region != FINDER for each in menus.on_pages.get(url, ())):
        return passed(0, "menus")
    return not_applicable("no menus on the page")


def _finding(differing: Differing) -> Finding:
    menu = differing.menu
    links = max(len(menu.items), len(differing.usual.items))
    is_sure = differing.moved >= FEWEST_MOVED and differing.shared >= SURE_SHARE * links
    what = f"the {NAMES[menu.region]}{f' “{cut(menu.label, 60)}”' if menu.label else ''}"
    first, second = cut(differing.first, 60), cut(differing.second, 60)
    message = f"In {what}, “{first}” stands before “{second}”. On most pages it stands after it."
    if not is_sure:
        message = f"{message} Is it the same menu?"
    return Finding(
        message,
        selector=menu.selector,
        region=menu.region,
        subject=menu.label or NAMES[menu.region],
        impact=Impact.MODERATE,
        status=Status.FAILED if is_sure else Status.NEEDS_REVIEW,
    )
