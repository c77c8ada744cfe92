"""What the links of a page add up to, when one thing can be wrong with an address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from audits.derive.site import SiteLink, SitePage, Target
from audits.model import Finding, Outcome, Status, failed, not_applicable

Flaw = Callable[[SiteLink, Target], Finding | None]


def judge_links(
    pages: Mapping[str, SitePage],
    flawed_links: Mapping[str, Sequence[SiteLink]],
    targets: Mapping[str, Target],
    flaw: Flaw,
) -> Mapping[str, Outcome]:
    """Return an outcome for every page; `flaw` says what is wrong with a link, if anything is."""
    return {
        url: _outcome(page, flawed_links.get(url, ()), targets, flaw) for url, page in pages.items()
    }


def _outcome(
    page: SitePage, links: Sequence[SiteLink], targets: Mapping[str, Target], flaw: Flaw
) -> Outcome:
    unsure = frozenset(
        link.url for link in links if (found := targets.get(link.url)) is None or found.is_unsure
    )
    findings = [
        (link.url, finding)
        for link in links
        if (target := targets.get(link.url)) is not None
        and (finding := flaw(link, target)) is not None
    ]
    if findings:
        value = len({url for url, _ in findings})
        made = failed(*(finding for _, finding in findings), value=value, unit="links")
        return replace(made, unsure=unsure)
    if not page.out_links:
        return not_applicable("no links on the page")
    if page.unchecked_links >= page.out_links:
        return not_applicable("none of the page's links was checked")
    note = "some of the page's links were not checked" if page.unchecked_links else ""
    return Outcome(Status.PASSED, 0, "links", note=note, unsure=unsure)
