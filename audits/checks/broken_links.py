"""Every link leads somewhere."""

from collections.abc import Mapping, Sequence

from audits.derive.document import cut
from audits.derive.flawed_links import judge_links
from audits.derive.site import SiteLink, SitePage, Target
from audits.model import Finding, Impact, Outcome
from audits.registry import audit

OWN_KINDS = frozenset({"page", "document"})
NAMES = {"link": "The link", "asset": "A file that the page loads", "frame": "A frame"}


@audit(
    title="No link is broken",
    failure_title="Some links are broken",
    category="links",
    scope="site",
    impact=Impact.SERIOUS,
    unit="links",
)
def broken_links(
    pages: Mapping[str, SitePage],
    flawed_links: Mapping[str, Sequence[SiteLink]],
    targets: Mapping[str, Target],
) -> Mapping[str, Outcome]:
    """No link is broken.

    ## Why it matters
    A broken link is a door painted on a wall. People who followed it lose their way and their
    trust, and ring up.

    ## Who is hurt
    Everybody; most of all people for whom finding another way takes much effort, because they use
    a keyboard, a switch or a screen reader.

    ## What it checks
    It asks once for every address that the page links to or loads. Broken is what answered that it
    is not there (404, 410), that it failed (5xx), or did not answer at all. It never calls a link
    broken when the site turns robots away (401, 403, 429), or when the trouble may pass.

    ## How to fix
    Point the link to where the content is now, or take it away. If the page has moved, set up a
    redirect from its old address. When you mend a link in a menu or footer, you mend it for all
    pages.

    ## Source
    RFC 9110, section 15, for what the status codes mean. No success criterion of WCAG speaks of
    broken links; Dropkerb audits them since they end a journey like no other fault.
    """
    return judge_links(pages, flawed_links, targets, _broken)


def _broken(link: SiteLink, target: Target) -> Finding | None:
    if target.state != "broken":
        return None
    what = NAMES.get(link.rel, NAMES["link"])
    name = f" “{cut(link.text, 100)}”" if link.text else ""
    reason = f" ({target.reason.strip().rstrip('.')})" if target.reason.strip() else ""
    return Finding(
        f"{what}{name} leads to {cut(target.url, 200)}, which is broken{reason}.",
        region=link.region,
        subject=target.url,
        impact=Impact.SERIOUS if _is_in_the_way(link, target) else Impact.MODERATE,
    )


def _is_in_the_way(link: SiteLink, target: Target) -> bool:
    """A link that people click to go on; a missing picture or font stops fewer of them."""
    return link.rel != "asset" or target.kind in OWN_KINDS
