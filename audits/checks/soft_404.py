"""Pages that are not there say so to browsers too."""

from collections.abc import Mapping

from audits.derive.site import SitePage
from audits.derive.soft_pages import SoftPage
from audits.model import Finding, Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit


@audit(
    title="Pages that are not there say so to search engines too",
    failure_title="The page is not there, but the server says that it is",
    category="dead ends",
    scope="site",
    impact=Impact.SERIOUS,
)
def soft_404(
    pages: Mapping[str, SitePage], soft_pages: Mapping[str, SoftPage] | None
) -> Mapping[str, Outcome]:
    """Pages that are not there say so to browsers and search engines too.

    ## Why it matters
    The page says "not found", while the server says that all is well. So search engines keep
    sending people there, and no tool notices the dead links.

    ## Who is hurt
    People who come by a search engine or an old link, and editors, who never hear of it.

    ## What it checks
    At least two signs, one of them strong, and the same once more when asked again. Strong: title
    or heading say that the page is gone or not there. Strong: the text is the same as at an address
    made up for the test. Weak: it asks search engines to stay away, has fewer than 50 words, or
    names the home page as its true address. It asks for made-up addresses once a run, on each host
    and in each first folder, where robots.txt allows it.

    ## How to fix
    Let the server answer 404, or 410 for what is gone for good, with the same friendly page.

    ## Source
    Dropkerb's list of dead ends, DE03. Bar-Yossef and others, Sic transit gloria telae (2004), for
    the test with made-up addresses. RFC 9110, section 15.5.5.
    """
    if soft_pages is None:
        unknown = not_applicable("no made-up address was asked for", holds=True)
        return dict.fromkeys(pages, unknown)
    return {url: _outcome(soft_pages.get(url)) for url in pages}


def _outcome(soft: SoftPage | None) -> Outcome:
    if soft is None:
        return passed()
    return failed(
        Finding(
            f"The server answers as for a page, but there is none: {'; '.join(soft.signs)}.",
            subject=soft.url,
            impact=Impact.SERIOUS,
        )
    )
