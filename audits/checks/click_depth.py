"""The page can be reached from the home page in a few clicks."""

from collections.abc import Mapping

from audits.derive.site import SitePage
from audits.model import Finding, Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

# Council sites of the common kind have two layers of menus and then the page. Usability research
# does not name one number, so the limit is a generous one.
MOST_CLICKS = 5


@audit(
    title="The page is no more than five clicks from the home page",
    failure_title="The page is more than five clicks from the home page",
    category="structure",
    scope="site",
    impact=Impact.MINOR,
    unit="clicks",
)
def click_depth(
    pages: Mapping[str, SitePage],
    home: str,
    is_complete: bool,  # noqa: FBT001 (an artefact, handed over by name)
) -> Mapping[str, Outcome]:
    """The page is no more than five clicks from the home page.

    ## Why it matters
    Each click is a choice that can go wrong. Few people find what lies deep, and many give up on
    the way.

    ## Who is hurt
    People for whom each click takes effort, because they use a switch, a keyboard or a screen
    reader. People who find it hard to remember where they are.

    ## What it checks
    The fewest clicks that lead from the home page to the page, over all links of the site. Up to
    five pass; the record keeps the number, so that you can see it grow. Pages that no path of links
    leads to are not applicable here: see the audit orphan-page.

    ## How to fix
    Link to the page from the landing page of its service, or take a layer out of the menus. Look at
    the pages that many people want first.

    ## Source
    Dropkerb's own limit: LocalGov Drupal, which many councils use, has two layers of landing pages
    above a page. NN/g, The 3-Click Rule for Navigation Is False (2019), shows that depth alone does
    not decide, hence the generous limit and the minor impact.
    """
    return {
        url: _outcome(page, is_home=url == home, is_complete=is_complete)
        for url, page in pages.items()
    }


def _outcome(page: SitePage, *, is_home: bool, is_complete: bool) -> Outcome:
    clicks = 0 if is_home else page.click_depth
    if clicks is None:
        return not_applicable("no path of links from the home page is known", holds=not is_complete)
    if clicks <= MOST_CLICKS:
        return passed(clicks, "clicks")
    if not is_complete:
        return not_applicable("the run ended early; a shorter path may exist", holds=True)
    finding = Finding(
        f"It takes {clicks} clicks to come here from the home page; "
        f"{MOST_CLICKS} or fewer are easier to find.",
        subject=page.url,
        impact=Impact.MINOR,
    )
    return failed(finding, value=clicks, unit="clicks")
