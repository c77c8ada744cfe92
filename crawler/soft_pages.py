"""Made-up addresses are asked for, to learn how the server says that a page is not there."""

import asyncio
import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse

from audits.derive.document import Document
from audits.derive.main_text import main_text_of
from audits.derive.page import page_facts
from audits.derive.soft_pages import Seen, SoftPage, soft_page, strong_signs, words_of
from crawler.apart import apart
from crawler.night import Night
from crawler.responses import Download, is_page
from crawler.store.dead_ends import addresses_judged, seen_pages

log = logging.getLogger("dropkerb")

LETTERS = 25  # of a made-up name: nobody has a page called so
MOST_PROBES = 20  # of a run, the folders with most pages first
FEWEST_PAGES = 3  # of a folder that is worth a probe of its own
MOST_SUSPECTS = 30  # pages that are asked for once more
MOST_BYTES = 1_000_000
FOUND = 200
ROOT = "/"


async def find_soft_pages(night: Night, download: Download) -> dict[str, SoftPage] | None:
    """Return pages of this run that are not there although the server answers as if they were.

    None when there was no time to look. Each host and each large first folder gets one made-up
    address. A page with two signs is asked for once more before it is told. Only GET, and only
    what the rules of the site and robots.txt allow.
    """
    judged = await apart(_judged, night)
    probes: dict[str, Seen] = {}
    for place in _places(judged.values()):
        if not night.still_wanted() or night.is_out_of_time():
            return None
        address = place + _made_up(night.key, place)
        if night.scope.judge(address).kind != "page":
            continue
        seen = await _look(address, download)
        if seen is not None:
            probes[place] = seen
    found: dict[str, SoftPage] = {}
    for url in await apart(_suspects, night, judged, probes):
        if not night.still_wanted() or night.is_out_of_time():
            return None
        again = await _look(url, download)
        if again is not None and (soft := soft_page(again, _near(url, probes))) is not None:
            found[url] = soft
    return found


def _judged(night: Night) -> dict[int, str]:
    return addresses_judged(night.db, night.run)


def _suspects(night: Night, judged: Mapping[int, str], probes: Mapping[str, Seen]) -> list[str]:
    """Return the pages that are asked for once more; those that show the front page are not."""
    homes: set[tuple[str, ...]] = set()
    found: list[str] = []
    fronts_first = sorted(judged, key=lambda each: not is_front(judged[each]))
    for page in seen_pages(night.db, fronts_first):
        if is_front(page.url):
            homes.add(page.words)
        elif page.words not in homes and strong_signs(page, _near(page.url, probes)):
            found.append(page.url)
            if len(found) == MOST_SUSPECTS:
                break
    return found


def _near(url: str, probes: Mapping[str, Seen]) -> list[Seen]:
    return [probes[each] for each in _around(url) if each in probes]


def is_front(url: str) -> bool:
    """Whether an address is the front door of its host."""
    return urlsplit(url).path in ("", ROOT)


def _places(urls: Iterable[str]) -> list[str]:
    """Return the folders where a made-up address is asked for: hosts, then first folders."""
    counts: dict[str, int] = defaultdict(int)
    for url in urls:
        for place in _around(url):
            counts[place] += 1
    hosts = [each for each in counts if each.count("/") == 3]  # noqa: PLR2004 (https://host/)
    folders = [
        each for each, number in counts.items() if each not in hosts and number >= FEWEST_PAGES
    ]
    return [*hosts, *sorted(folders, key=lambda each: -counts[each])][:MOST_PROBES]


def _around(url: str) -> list[str]:
    """Return the host's root and the first folder of an address, each with a slash at its end."""
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}/"
    first, slash, _ = parts.path.lstrip("/").partition("/")
    return [root, f"{root}{first}/"] if slash else [root]


def _made_up(run: str, place: str) -> str:
    """Return a name that nobody would give a page; another one in each run and folder."""
    digest = hashlib.sha256(f"{run} {place}".encode()).digest()
    return "".join(chr(ord("a") + each % 26) for each in digest[:LETTERS])


async def _look(url: str, download: Download) -> Seen | None:
    """Return what stands at an address; None when it honestly says that nothing does."""
    request = Request(
        url,
        dont_filter=True,
        meta={"download_maxsize": MOST_BYTES, "max_retry_times": 0, "download_timeout": 15},
    )
    try:
        response = await download(request)
    except Exception as error:  # noqa: BLE001 (whatever a server does, it has told nothing)
        log.debug("probe %s: %s", url, error)
        return None
    if response.status != FOUND or not is_page(response):
        return None
    return await asyncio.to_thread(_read, response, url)


def _read(response: Response, url: str) -> Seen | None:
    if not isinstance(response, TextResponse):
        return None
    document = Document(response.text, url)
    facts = page_facts(document, url)
    main = main_text_of(document)
    heading = next((each.text for each in main.blocks if each.kind == "heading"), "")
    robots = response.headers.get("X-Robots-Tag", b"") or b""
    canonical = urlsplit(facts.canonical)
    return Seen(
        url=url,
        title=facts.title,
        heading=heading,
        words=words_of(each.text for each in main.blocks),
        is_noindex="noindex" in f"{facts.meta_robots} {robots.decode('latin-1')}".lower(),
        is_home_canonical=bool(facts.canonical)
        and canonical.path in ("", ROOT)
        and not is_front(url),
    )
