"""Links lead straight to where the content is."""

from collections.abc import Mapping, Sequence

from audits.derive.document import cut
from audits.derive.flawed_links import judge_links
from audits.derive.site import SiteLink, SitePage, Target
from audits.model import Finding, Impact, Outcome
from audits.registry import audit

# One redirect is how a moved page is kept alive. Two mean that a redirect leads to another.
MANY_HOPS = 2


@audit(
    title="Links lead straight to their target",
    failure_title="Links go through several redirects",
    category="links",
    scope="site",
    impact=Impact.MINOR,
    unit="links",
)
def redirect_chains(
    pages: Mapping[str, SitePage],
    flawed_links: Mapping[str, Sequence[SiteLink]],
    targets: Mapping[str, Target],
) -> Mapping[str, Outcome]:
    """Links lead straight to their target.

    ## Why it matters
    Every redirect costs a second or more on a slow connection. Chains grow with each move of a
    site until one of their steps breaks, and then the link is dead.

    ## Who is hurt
    People with old telephones, slow connections or little data, and whoever follows the link on the
    day that the chain breaks.

    ## What it checks
    Addresses that answer with two or more redirects one after another before they answer with
    content, and redirects that go round in a circle. One redirect is fine.

    ## How to fix
    Change the link to the last address of the chain. If others use the old address too, let its
    redirect point straight to the end.

    ## Source
    Google Search Central, Site moves with URL changes: avoid chaining redirects. The limit of two
    is Dropkerb's own, and stricter than Google's.
    """
    return judge_links(pages, flawed_links, targets, _chained)


def _chained(link: SiteLink, target: Target) -> Finding | None:
    if target.hops < MANY_HOPS:
        return None
    name = f"The link “{cut(link.text, 100)}”" if link.text else "A link"
    end = f" before it ends at {cut(target.redirect_to, 200)}" if target.redirect_to else ""
    if target.state == "broken":
        end = " and never ends at a page"
    return Finding(
        f"{name} goes through {target.hops} redirects{end}.",
        region=link.region,
        subject=target.url,
        impact=Impact.MINOR,
    )
