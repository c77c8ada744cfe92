"""Links to other websites lead to the thing, not to their home page."""

from collections.abc import Mapping, Sequence

from audits.derive.document import cut
from audits.derive.site import SiteLink, SitePage, Target
from audits.model import Finding, Impact, Outcome, Status, by_surest
from audits.registry import audit

MAIN = frozenset({"main", ""})


@audit(
    title="Links to other websites lead to the thing",
    failure_title="Links to another website may end on its home page",
    category="dead ends",
    scope="site",
    impact=Impact.MODERATE,
    unit="links",
    certainty="needs review",
)
def handoff_to_home(
    pages: Mapping[str, SitePage],
    homeward_links: Mapping[str, Sequence[SiteLink]],
    homeward: Mapping[str, Target],
) -> Mapping[str, Outcome]:
    """Links to other websites lead to the thing, not to their home page.

    ## Why it matters
    The council's page promises a form. The supplier has moved it, and shows its own front page
    instead, with forms of all kinds.

    ## Who is hurt
    People who do not know the supplier, and can't tell which of its many services is theirs.

    ## What it checks
    Links in the main text to a page of another website that redirects to that website's home page.
    A person decides, since some systems begin every visit there.

    ## How to fix
    Ask the supplier for an address that opens the form itself, and link to that.

    ## Source
    Dropkerb's list of dead ends, DE44. The rule counts a redirect to the root of the host, since
    what the page says there is not read.
    """
    found = {
        url: [
            finding
            for link in homeward_links.get(url, ())
            if (target := homeward.get(link.url)) and (finding := _landed(link, target))
        ]
        for url in pages
    }
    return {url: by_surest(each, "links") for url, each in found.items()}


def _landed(link: SiteLink, target: Target) -> Finding | None:
    if target.kind != "external" or link.region not in MAIN or link.rel != "link":
        return None
    name = f"“{cut(link.text, 100)}”" if link.text else "A link"
    return Finding(
        f"{name} leads to the home page of {cut(target.redirect_to, 100)}: do people find what "
        "they came for there?",
        region=link.region,
        subject=target.url,
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
    )
