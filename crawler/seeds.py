"""What a run begins with: the start page, what the sitemaps list, and what is known already."""

import asyncio
from collections.abc import Iterable

from scrapy import Request
from scrapy.http import Response

from crawler.addresses import AddressError, canonical
from crawler.apart import apart
from crawler.faults import reason_of
from crawler.night import Night
from crawler.responses import MISSING, Download, location_of
from crawler.robots import Robots
from crawler.sitemaps import Sitemap, SitemapError, parse
from crawler.store.looks import KnownAsset
from crawler.store.pages import earlier_urls

MOST_SITEMAPS = 200  # sitemap files of one site
DEEPEST_SITEMAP = 3  # levels of sitemap indexes
MOST_SITEMAP_HOPS = 6  # one request and five redirects


async def seed(night: Night, robots: Robots, download: Download) -> None:
    """Ask robots.txt, the assets and the sitemaps, and admit what is known already."""
    night.tally.phase = "reading robots.txt and sitemaps"
    start_url = canonical(night.site.start_url)
    night.admit(start_url, depth=0, source="start")
    says = await robots.read(start_url)
    if says.problem:
        night.note("robots", says.problem)
    await _ask_for_assets(night, download)
    night.tally.phase = "reading sitemaps"
    if says.allows(start_url):
        sitemaps = says.sitemaps or [canonical("/sitemap.xml", start_url)]
        await _read_sitemaps(night, sitemaps, download)
    await apart(_admit_earlier, night)
    night.is_seeded = True
    night.tally.phase = "crawling"


def _admit_earlier(night: Night) -> None:
    """Admit what earlier runs knew, so that nothing is taken as gone that was not asked for."""
    for left in night.turns.left.values():
        night.admit(left.url, depth=left.depth, source="earlier run")
    most = night.site.max_depth
    for url, clicks in earlier_urls(night.db, night.run.site_id):
        # where no way is known, it leads no further: else the crawl went deeper every night
        night.admit(url, depth=most if clicks is None else clicks, source="earlier run")
    night.db.conn.commit()


async def _ask_for_assets(night: Night, download: Download) -> None:
    """Ask for what pages load, once for all of them; pages to be opened for that alone wait."""
    night.tally.phase = "asking for styles and scripts"
    groups = await apart(_remember_assets, night)
    for url, why in await night.incremental.revalidate(groups, download):
        said = f"A style, script or frame was taken as unchanged: {why}."
        night.note("assets", said, url=url)
    await apart(_compare_assets, night)


def _remember_assets(night: Night) -> list[list[KnownAsset]]:
    return night.incremental.remember()


def _compare_assets(night: Night) -> None:
    night.incremental.compare()
    waiting = sorted(night.incremental.waiting(), key=lambda url: url not in night.turns.tasks)
    night.may_wait = {url: place for place, url in enumerate(waiting)}


async def _read_sitemaps(night: Night, urls: Iterable[str], download: Download) -> None:
    """Admit every address that the site's sitemaps list, so that orphans are found."""
    waiting = [(url, 0) for url in urls]
    seen: set[str] = set()
    while waiting and len(seen) < MOST_SITEMAPS:
        url, level = waiting.pop(0)
        if url in seen or level > DEEPEST_SITEMAP:
            continue
        seen.add(url)
        waiting += [(child, level + 1) for child in await _read_sitemap(night, url, download)]
    if waiting:
        night.note("sitemap", f"Only the first {MOST_SITEMAPS} sitemap files were read.")


async def _read_sitemap(night: Night, url: str, download: Download) -> tuple[str, ...]:
    """Admit the pages of one sitemap file; return the sitemaps it names."""
    try:
        response = await _sitemap_answer(url, download)
        if response.status in MISSING:
            return ()
        if response.status != 200:  # noqa: PLR2004
            night.note("sitemap", f"A sitemap answered {response.status}.", url=url)
            return ()
        content = await asyncio.to_thread(parse, response.body)
    except SitemapError as error:
        night.note("sitemap", f"A sitemap could not be read: {error}", url=url)
        return ()
    except Exception as error:  # noqa: BLE001 (a sitemap is a help, never a condition)
        night.note("sitemap", f"A sitemap could not be had: {reason_of(error)}", url=url)
        return ()
    night.has_sitemap = True
    await apart(_admit_listed, night, content, url)
    return content.sitemaps


async def _sitemap_answer(url: str, download: Download) -> Response:
    """Return what a sitemap's address answers, after redirects."""
    for _ in range(MOST_SITEMAP_HOPS):
        response = await download(Request(url, dont_filter=True))
        target = location_of(response)
        if not target:
            break
        url = target
    return response


def _admit_listed(night: Night, content: Sitemap, sitemap: str) -> None:
    """Admit the addresses from a sitemap, which may be anything at all."""
    for page in content.pages:
        try:
            url = canonical(page, sitemap)
        except AddressError:
            continue
        night.in_sitemap.add(url)
        night.admit(url, depth=1, source="sitemap", changed=content.changed.get(page, ""))
