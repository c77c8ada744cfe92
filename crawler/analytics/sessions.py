"""Visits, put together from single views, with no more in memory than the visits under way."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from crawler.analytics.rows import Counts

GAP = 30 * 60  # seconds without a view end a visit
MOST_VIEWS = 200  # of a visit; who sees more is a robot that does not say so
MOST_AT_ONCE = 200_000  # visits under way; beyond that the oldest end
MOST_PLACES = 100_000  # addresses that are counted; beyond that those seen least are forgotten

Place = int | str  # a page by its number, or an address that is no page


@dataclass(slots=True)
class Walked:
    """What all visits together did at one place."""

    views: int = 0
    visits: int = 0
    entrances: int = 0
    exits: int = 0
    bounces: int = 0
    onward: int = 0
    to_contact: int = 0
    to_search: int = 0

    def counts(self) -> Counts:
        return Counts(
            views=self.views,
            visits=self.visits,
            entrances=self.entrances,
            exits=self.exits,
            exit_of=self.views,
            bounces=self.bounces,
            onward=self.onward,
            to_contact=self.to_contact,
            to_search=self.to_search,
        )


class Sessions:
    """Takes views in about the order of time, and adds up each visit when it ends."""

    def __init__(self, leads_to: Callable[[Place], tuple[bool, bool]]) -> None:
        self._leads_to = leads_to  # whether a place is a way to contact, and the site's search
        self._open: OrderedDict[bytes, tuple[int, list[Place]]] = OrderedDict()
        self._latest = 0
        self.walked: dict[Place, Walked] = {}
        self.visits = 0
        self.views = 0
        self.robots = 0  # visits left out for their number of views

    def view(self, visitor: bytes, at: int, place: Place) -> None:
        """Take one view; times may be some seconds out of order, as in logs."""
        visit = self._open.pop(visitor, None)
        if visit is not None and at - visit[0] > GAP:
            self._add(visit[1])
            visit = None
        if visit is None:
            self._open[visitor] = (at, [place])
        else:
            last, places = visit
            if len(places) <= MOST_VIEWS:
                places.append(place)
            self._open[visitor] = (max(last, at), places)
        self._latest = max(self._latest, at)
        self._end_old()

    def close(self) -> None:
        """End every visit."""
        while self._open:
            self._add(self._open.popitem(last=False)[1][1])

    def _end_old(self) -> None:
        while True:
            last, _ = next(iter(self._open.values()))
            if self._latest - last <= GAP and len(self._open) <= MOST_AT_ONCE:
                return
            self._add(self._open.popitem(last=False)[1][1])

    def _add(self, places: list[Place]) -> None:
        if len(places) > MOST_VIEWS:
            self.robots += 1
            return
        self.visits += 1
        self.views += len(places)
        first = self._at(places[0])
        first.entrances += 1
        if len(places) == 1:
            first.bounces += 1
        self._at(places[-1]).exits += 1
        for place in places:
            self._at(place).views += 1
        for place in set(places):
            self._at(place).visits += 1
        for place, following in pairwise(places):
            if place != following:
                walked = self._at(place)
                walked.onward += 1
                to_contact, to_search = self._leads_to(following)
                walked.to_contact += to_contact
                walked.to_search += to_search

    def _at(self, place: Place) -> Walked:
        walked = self.walked.get(place)
        if walked is None:
            if len(self.walked) >= MOST_PLACES:
                self._forget()
            walked = self.walked[place] = Walked()
        return walked

    def _forget(self) -> None:
        """Forget the half of the addresses that are no pages which were seen least."""
        no_pages = [place for place in self.walked if isinstance(place, str)]
        no_pages.sort(key=lambda place: self.walked[place].views)
        for place in no_pages[: len(no_pages) // 2 + 1]:
            del self.walked[place]
