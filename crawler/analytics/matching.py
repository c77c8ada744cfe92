"""From an address in an export to the page it means, by the crawl's own rules.

An address that is no page is kept without what might tell of a person: without its query but for
numbers that choose a page, and with e-mail addresses, postcodes and long numbers taken out.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from audits.derive.behaviour import is_contact, is_search
from crawler.addresses import MOST_CHARACTERS, AddressError, canonical

Key = tuple[str, str, str]
REMEMBERED = 1 << 15  # addresses; an access log names the same again and again
MOST_HOPS = 10
MOST_SHOWN = 300  # characters of an address that is no page

PLAIN_PATH = re.compile(r"(?!.*/[./])/[A-Za-z0-9/_.~-]{0,500}")
INDEX = re.compile(r"(?<=/)(?:index|default|home)(?:\.(?:html?|aspx?|php|cfm))?$", re.IGNORECASE)
EMAIL = re.compile(r"[^/\s@]{1,100}@[^/\s@]{1,100}")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?[-_+ ]?\d[A-Z]{2}\b", re.IGNORECASE)
LONG_ID = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![0-9a-z])[0-9a-f]{16,}|\d{7,}", re.IGNORECASE
)
TOKEN = re.compile(r"(?<=/)(?=[^/]*\d)(?=[^/]*[a-z])(?=[^/]*[A-Z])[A-Za-z0-9_-]{20,}(?=/|$)")
CHOOSES = frozenset("articleid id nid node p page_id pageid itemid".split())
SHORT_NUMBER = re.compile(r"\d{1,6}")


class Matcher:
    """Finds the pages of one site; the same address always means the same page.

    Sites write an address in several ways: with www and without, with a slash at its end, with
    index.html. None of these tells pages apart; where two pages differ in nothing else, the one
    that is written alike is meant.
    """

    def __init__(
        self,
        start_url: str,
        hosts: Iterable[str],
        pages: Iterable[tuple[int, str]],
        redirects: Iterable[tuple[str, str]] = (),
    ) -> None:
        parts = urlsplit(start_url)
        self._start = f"{parts.scheme}://{parts.netloc}"
        self._hosts = list(dict.fromkeys(map(_bare, (parts.netloc, *sorted(hosts)))))
        self._urls = dict(pages)
        self._pages: dict[Key, list[int]] = {}
        for page_id, url in self._urls.items():
            self._pages.setdefault(_key(url), []).append(page_id)
        self._redirects = {_key(url): to for url, to in redirects}
        self._with_query = {key[:2] for key in self._pages if key[2]}
        self._folded: dict[Key, list[int]] = {}
        if any(".aspx" in url for url in self._urls.values()):  # a server that folds case
            for key, ids in self._pages.items():
                self._folded.setdefault(_folded(key), []).extend(ids)
        self._remembered = lru_cache(REMEMBERED)(self._place)
        self.leads_to = lru_cache(REMEMBERED)(self._leads_to)

    def place(self, address: str) -> int | str:
        """Return the number of the page that an address means, or the address made harmless."""
        return self._remembered(address[: MOST_CHARACTERS + 1])

    def _place(self, address: str) -> int | str:
        if not address.startswith(("/", "http://", "https://")):
            if "." not in address.partition("/")[0]:  # the screen of an app, or the title of a page
                return harmless(address, self._start)
            address = f"https://{address}"  # as GA4 writes its full page URL
        if PLAIN_PATH.fullmatch(address):
            url = f"{self._start}{address}"  # canonical as it stands, as most paths of a log are
        else:
            try:
                url = canonical(address, f"{self._start}/")
            except AddressError:
                return harmless(address, self._start)
        host = _bare(urlsplit(url).netloc)
        if host in self._hosts:
            is_path = address.startswith("/") and not address.startswith("//")
            for each in (host, *self._hosts) if is_path else (host,):
                found = self._page(url, each)
                if found is not None:
                    return found
        return harmless(url, self._start)

    def _page(self, url: str, host: str) -> int | None:
        """Return the page that an address means on a host, over redirects that the crawl saw."""
        for _ in range(MOST_HOPS):
            _, path, query = _key(url)
            for key in self._keys(host, path, query):
                if ids := self._pages.get(key):
                    return self._best(ids, url)
                if len(ids := self._folded.get(_folded(key), [])) == 1:
                    return ids[0]
                if key in self._redirects:
                    url = self._redirects[key]
                    host = _bare(urlsplit(url).netloc)
                    break
            else:
                return None
        return None

    def _keys(self, host: str, path: str, query: str) -> Iterator[Key]:
        yield host, path, query
        if query and (host, path) not in self._with_query:
            yield host, path, ""  # where no page differs by its query, the query chooses nothing

    def _best(self, ids: list[int], url: str) -> int:
        """Return the page that is written most like the address."""
        path = urlsplit(url).path

        def unlike(page_id: int) -> tuple[bool, bool]:
            found = self._urls[page_id]
            return found != url, urlsplit(found).path != path

        return ids[0] if len(ids) == 1 else min(ids, key=unlike)

    def _leads_to(self, place: int | str) -> tuple[bool, bool]:
        """Return whether a place is a way to contact the council, and whether it is the search."""
        address = self._urls[place] if isinstance(place, int) else place
        return is_contact(address), is_search(address)


def _bare(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")


def _key(url: str) -> Key:
    """Return what an address is known by: its host, its path and its query, all plain."""
    parts = urlsplit(url)
    path = parts.path[: -len(found[0])] if (found := INDEX.search(parts.path)) else parts.path
    return _bare(parts.netloc), path.rstrip("/") or "/", parts.query


def _folded(key: Key) -> Key:
    return key[0], key[1].lower(), key[2].lower()


def harmless(address: str, start: str) -> str:
    """Return an address that is no page as it may be kept: short, and with nothing of a person."""
    text = address.removeprefix(start) or "/"
    path, _, query = text.partition("?")
    path = unquote(path.partition("#")[0])
    path = EMAIL.sub("{email}", path) if "@" in path else path
    path = POSTCODE.sub("{postcode}", path)
    path = TOKEN.sub("{token}", LONG_ID.sub("{number}", path))
    shown = "".join(char if char.isprintable() else "\ufffd" for char in path[:MOST_SHOWN])
    kept = [part for part in query.split("&") if _chooses(part)]
    return f"{shown}?{'&'.join(kept)}" if kept else shown


def _chooses(part: str) -> bool:
    name, _, value = part.partition("=")
    return name.lower() in CHOOSES and SHORT_NUMBER.fullmatch(value) is not None
