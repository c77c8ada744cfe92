"""Menus of different pages laid beside each other."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from audits.derive.menus import FINDER, Menu, SiteMenus
from audits.model import Outcome, not_applicable

MOST_REFERENCES = 20  # menus of one kind that others are held against


@dataclass(frozen=True, slots=True)
class Differing:
    """A menu in which shared links stand in another order than in the one on most pages."""

    menu: Menu
    usual: Menu
    pages: frozenset[str]  # where the odd one stands
    shared: int  # links that both have
    moved: int  # of those, how many would have to move at least
    first: str  # names of two links that stand the other way around
    second: str


def as_far_as_seen(outcomes: Mapping[str, Outcome], *, is_complete: bool) -> Mapping[str, Outcome]:
    """Return what is said of each page; after half a run, only of pages where something is odd.

    Pages that were not seen may be those that the others differ from: what was found stays then.
    """
    if is_complete:
        return outcomes
    unknown = not_applicable("the run ended early and did not see all pages", holds=True)
    return {url: outcome if outcome.findings else unknown for url, outcome in outcomes.items()}


def pages_by_menu(found: SiteMenus) -> Mapping[int, frozenset[str]]:
    """The pages on which each menu stands."""
    pages: dict[int, set[str]] = defaultdict(set)
    for url, numbers in found.on_pages.items():
        for number in numbers:
            pages[number].add(url)
    return {number: frozenset(urls) for number, urls in pages.items()}


def differing_menus(found: SiteMenus, fewest_shared: int) -> Iterator[Differing]:
    """Each menu that differs in order from one of its kind that stands on more pages.

    Two menus that stand on one and the same page are not the same menu, and are not compared.
    """
    pages = pages_by_menu(found)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, menu in found.menus.items():
        if menu.region != FINDER and len(menu.items) >= fewest_shared and number in pages:
            groups[menu.region, menu.label.casefold()].append(number)
    for numbers in groups.values():
        numbers.sort(key=lambda each: -len(pages[each]))
        for place, number in enumerate(numbers):
            usual_ones = (
                each
                for each in numbers[: min(place, MOST_REFERENCES)]
                if len(pages[each]) > len(pages[number]) and pages[each].isdisjoint(pages[number])
            )
            for usual in usual_ones:
                compared = _compared(found.menus[number], found.menus[usual], pages[number])
                if compared.moved and compared.shared >= fewest_shared:
                    yield compared
                    break


def _compared(menu: Menu, usual: Menu, pages: frozenset[str]) -> Differing:
    places: dict[str, int] = {}
    for place, (address, _) in enumerate(usual.items):
        places.setdefault(address, place)
    shared: dict[str, tuple[int, str]] = {}
    for address, name in menu.items:
        if address in places:
            shared.setdefault(address, (places[address], name))
    order = list(shared.values())
    first, second = _first_turned(order)
    moved = len(order) - _longest_rising(place for place, _ in order)
    return Differing(menu, usual, pages, len(order), moved, first, second)


def _first_turned(order: list[tuple[int, str]]) -> tuple[str, str]:
    for (place, name), (after, other) in pairwise(order):
        if after < place:
            return name, other
    return "", ""


def _longest_rising(places: Iterable[int]) -> int:
    """How many of the numbers rise, when as few as can be are left out."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)
