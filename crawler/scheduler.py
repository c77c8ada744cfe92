"""Scrapy's scheduler, kept in the record: a kill at any moment loses only pages in flight."""

from collections import deque
from typing import TYPE_CHECKING, cast

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler

if TYPE_CHECKING:
    from scrapy import Spider
    from twisted.internet.defer import Deferred

    from crawler.spiders.site import SiteSpider


class FrontierScheduler(BaseScheduler):
    """Hands out addresses from the frontier table, one polite step at a time.

    New addresses never come through here: the spider admits them to the frontier. What does come
    is a request that Scrapy wants repeated after a failure; it waits in memory, and its address
    stays "taken" in the record until it is stored.
    """

    def open(self, spider: "Spider") -> "Deferred[None] | None":
        self._spider = cast("SiteSpider", spider)
        self._again: deque[Request] = deque()
        return None

    def has_pending_requests(self) -> bool:
        return bool(self._again) or self._spider.night.has_waiting()

    def enqueue_request(self, request: Request) -> bool:
        self._again.append(request)
        return True

    def next_request(self) -> Request | None:
        if self._again:
            return self._again.popleft()
        entry = self._spider.night.next_entry()
        return None if entry is None else self._spider.request_for(entry)
