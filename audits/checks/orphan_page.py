"""Other pages link to the page."""

from collections.abc import Mapping

from audits.derive.site import SitePage
from audits.model import Finding, Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit


@audit(
    title="Other pages link to the page",
    failure_title="No other page links to the page",
    category="structure",
    scope="site",
    impact=Impact.MODERATE,
)
def orphan_page(
    pages: Mapping[str, SitePage],
    home: str,
    is_complete: bool,  # noqa: FBT001 (an artefact, handed over by name)
) -> Mapping[str, Outcome]:
    """Other pages link to the page.

    ## Why it matters
    Nobody who starts on the site finds a page that no other page links to. It is often a forgotten
    one: out of date, and still in the search engines.

    ## Who is hurt
    People who look for the page by the menus, and people who come by a search engine to a page
    that nobody has kept up.

    ## What it checks
    Pages known from the sitemap or from an earlier run to which no page seen in this run links. It
    does not judge the start page. A run that ended early has not seen all links, so it judges none,
    and what an earlier run found stays as it is.

    ## How to fix
    Link to the page from the service that it belongs to. If it is no longer needed, unpublish it,
    take it out of the sitemap and redirect its address.

    ## Source
    Dropkerb's own list of dead ends. WCAG 2.2, success criterion 2.4.5 Multiple Ways (level
    AA), asks for more than one way to find a page. A sitemap and a search count, so this is no
    failure of it.
    """
    if not is_complete:
        unknown = not_applicable("the run ended early and did not see all links", holds=True)
        return dict.fromkeys(pages, unknown)
    return {url: _outcome(page, is_home=url == home) for url, page in pages.items()}


def _outcome(page: SitePage, *, is_home: bool) -> Outcome:
    if is_home:
        return not_applicable("the crawl starts here")
    if page.in_links:
        return passed()
    known = "The sitemap lists the page" if page.in_sitemap else "The page is known from earlier"
    return failed(
        Finding(
            f"{known}, but no page of the site links to it.",
            subject=page.url,
            impact=Impact.MODERATE,
        )
    )
