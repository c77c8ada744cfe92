"""Help stands at the same place on every page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from audits.derive.compared import as_far_as_seen
from audits.derive.document import cut
from audits.derive.menus import Menu, SiteMenus
from audits.derive.site import SitePage
from audits.model import (
    Finding,
    Impact,
    Outcome,
    Status,
    failed,
    needs_review,
    not_applicable,
    passed,
)
from audits.registry import audit

# In English and Welsh; the first that fits counts.
KINDS = {
    "the chat": re.compile(r"(?:web|live)? ?chat\b|sgwrs", re.IGNORECASE),
    "the link to contact": re.compile(
        r"contact\b|get in touch|cysylltu|customer services?\b|report it", re.IGNORECASE
    ),
    "the link to help": re.compile(
        r"help\b(?! with)|faqs?\b|frequently asked|support\b(?= us| cent|$)|cymorth$|help$",
        re.IGNORECASE,
    ),
}
PHONE, MAIL = "the telephone number", "the e-mail address"
FEWEST_PAGES = 3  # that show the usual order
SURE_PAGES = 5  # that show it, for a failure
SURE_TIMES = 10  # as many as show the other
MOST_WAYS = 10  # to get help, in one menu
PLACES = {"nav": "in a menu", "header": "in the header", "footer": "in the footer"}

Order = tuple[tuple[str, str], ...]  # each kind of help once, with its region
Item = tuple[str, str]  # address, name
Pair = tuple[str, Item, Item]  # the region of a menu, and two of its items in their order


@audit(
    title="Help stands at the same place on every page",
    failure_title="Help stands at another place from page to page",
    category="accessibility",
    scope="site",
    requirements=("wcag:3.2.6",),
    version=2,
)
def help_order(
    pages: Mapping[str, SitePage],
    menus: SiteMenus,
    is_complete: bool,  # noqa: FBT001 (an artefact, handed over by name)
) -> Mapping[str, Outcome]:
    """Help stands at the same place on every page.

    ## Why it matters
    When people are stuck, they look for help where they have seen it before. If it is elsewhere on
    this page, they give up.

    ## Who is hurt
    People who find it hard to remember or to concentrate. People who are new to the web, and people
    who see a part of the page only.

    ## What it checks
    Telephone numbers, e-mail addresses, and links called contact, help or chat. It looks at them in
    menus, headers and footers.

    On all pages that have them, they should come in the same order and in the same part of the
    page. It is a failure when two of one menu, with the same addresses, have changed places against
    five pages and nearly all. A person decides about other pages that differ from most. It does not
    report pages without help: the criterion does not ask for help.

    ## How to fix
    Put the ways to get help into the template, at one place and in one order.

    ## Source
    WCAG 2.2, success criterion 3.2.6 Consistent Help (level A), technique G220.
    """
    orders = {url: _order(numbers, menus) for url, numbers in menus.on_pages.items()}
    pairs, regions = _usual(orders)
    turned = _turned(menus)
    outcomes = {}
    for url in pages:
        order = orders.get(url, ())
        if not order:
            outcomes[url] = not_applicable("no ways to get help in menus, header or footer")
        elif url in turned:
            outcomes[url] = failed(turned[url])
        elif finding := _odd(order, pairs, regions):
            outcomes[url] = needs_review(finding)
        else:
            outcomes[url] = passed()
    return as_far_as_seen(outcomes, is_complete=is_complete)


def _order(numbers: tuple[int, ...], menus: SiteMenus) -> Order:
    found: dict[str, str] = {}
    for number in numbers:
        menu = menus.menus[number]
        if menu.region in PLACES:
            for kind in _kinds(menu):
                found.setdefault(kind, menu.region)
    return tuple(found.items())


def _kinds(menu: Menu) -> list[str]:
    return [kind for address, name in menu.items if (kind := _kind_of(address, name))]


def _kind_of(address: str, name: str) -> str:
    if address.startswith("tel:"):
        return PHONE
    if address.startswith("mailto:"):
        return MAIL
    return next((kind for kind, words in KINDS.items() if words.match(name)), "")


def _turned(menus: SiteMenus) -> Mapping[str, Finding]:
    """Return a finding for each page where two ways to get help of one menu changed places."""
    pairs = {number: [*_pairs_in(menu)] for number, menu in menus.menus.items()}
    on_pages: dict[Pair, set[str]] = defaultdict(set)
    for url, numbers in menus.on_pages.items():
        for number in numbers:
            for pair in pairs[number]:
                on_pages[pair].add(url)
    found: dict[str, Finding] = {}
    for (region, first, second), urls in on_pages.items():
        others = on_pages.get((region, second, first), set()) - urls
        if len(others) >= max(SURE_PAGES, SURE_TIMES * len(urls)):
            message = (
                f"Here “{cut(first[1], 60)}” comes before “{cut(second[1], 60)}” "
                f"{PLACES[region]}, and after it on {len(others)} other pages."
            )
            subject = f"“{cut(first[1], 60)}” before “{cut(second[1], 60)}” {PLACES[region]}"
            for url in urls:
                found.setdefault(url, _finding(message, region, subject, Status.FAILED))
    return found


def _pairs_in(menu: Menu) -> Iterator[Pair]:
    """Yield each two ways to get help of a menu, by address and name, in their order."""
    if menu.region not in PLACES:
        return
    items = [each for each in dict.fromkeys(menu.items) if _kind_of(*each)][:MOST_WAYS]
    for place, first in enumerate(items):
        for second in items[place + 1 :]:
            if first[0] != second[0]:
                yield menu.region, first, second


def _usual(
    orders: Mapping[str, Order],
) -> tuple[Mapping[tuple[str, str], int], Mapping[str, Counter[str]]]:
    """How many pages show one kind before the other, and each kind in each region."""
    pairs: Counter[tuple[str, str]] = Counter()
    regions: dict[str, Counter[str]] = defaultdict(Counter)
    for order in orders.values():
        for place, (kind, region) in enumerate(order):
            regions[kind][region] += 1
            pairs.update((kind, other) for other, _ in order[place + 1 :])
    return pairs, regions


def _odd(
    order: Order,
    pairs: Mapping[tuple[str, str], int],
    regions: Mapping[str, Counter[str]],
) -> Finding | None:
    for kind, region in order:
        usual, count = regions[kind].most_common(1)[0]
        if usual != region and count >= max(FEWEST_PAGES, 2 * regions[kind][region]):
            message = (
                f"Here {kind} stands {PLACES[region]}, and {PLACES[usual]} on most pages. "
                "Do people find it?"
            )
            return _finding(message, region, f"{kind} {PLACES[region]}")
    for place, (kind, region) in enumerate(order):
        for other, _ in order[place + 1 :]:
            turned = pairs.get((other, kind), 0)
            if turned >= max(FEWEST_PAGES, 2 * pairs.get((kind, other), 0)):
                message = (
                    f"Here {kind} comes before {other}, and after it on most pages. "
                    "Is there a reason for it?"
                )
                return _finding(message, region, f"{kind} before {other}")
    return None


def _finding(
    message: str, region: str, subject: str, status: Status = Status.NEEDS_REVIEW
) -> Finding:
    return Finding(
        message,
        region=region,
        subject=subject,
        impact=Impact.MINOR,
        status=status,
    )
