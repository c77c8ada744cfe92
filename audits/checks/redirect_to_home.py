"""Links lead to what they name, not back to the home page."""

from collections.abc import Mapping, Sequence

from audits.derive.document import cut
from audits.derive.flawed_links import judge_links
from audits.derive.site import SiteLink, SitePage, Target
from audits.model import Finding, Impact, Outcome
from audits.registry import audit


@audit(
    title="Links lead to what they name",
    failure_title="Links to a page end on the home page",
    category="dead ends",
    scope="site",
    impact=Impact.SERIOUS,
    unit="links",
)
def redirect_to_home(
    pages: Mapping[str, SitePage],
    homeward_links: Mapping[str, Sequence[SiteLink]],
    homeward: Mapping[str, Target],
) -> Mapping[str, Outcome]:
    """Links lead to what they name, not back to the home page.

    ## Why it matters
    The link names a page, and what opens is the home page. People think that they did something
    wrong, and try again.

    ## Who is hurt
    Everybody, and most of all people who can't see at once that it is the wrong page.

    ## What it checks
    Links to addresses of the site at least two folders deep whose redirects end on the home page.
    It leaves alone short addresses such as /home and switches of language.

    ## How to fix
    Point the link to where the content is now. Let old addresses redirect to the page that took
    their place, or answer 410 (gone) when there is none.

    ## Source
    Dropkerb's list of dead ends, DE05. Google Search Central takes redirects of many pages to the
    home page for soft 404 errors.
    """
    return judge_links(pages, homeward_links, homeward, _homeward)


def _homeward(link: SiteLink, target: Target) -> Finding | None:
    if target.kind == "external" or link.rel == "asset":
        return None
    name = f"The link “{cut(link.text, 100)}”" if link.text else "A link"
    return Finding(
        f"{name} leads to {cut(target.url, 200)}, which sends people to the home page.",
        region=link.region,
        subject=target.url,
        impact=Impact.SERIOUS,
    )
