"""What belongs to the site, and which addresses have no end."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.addresses import canonical, traps

if TYPE_CHECKING:
    from crawler.sites import Site

REMEMBERED = 1 << 16  # judgements; the same links stand on every page
DIGITS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{16,}\b|\d+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an address is to this crawl.

    kind: "page" (own, to be visited), "external" (another site), "trap" (own, without end) or
    "out of scope" (own, but left out). A page with a cap belongs to a sample: at most so many
    addresses of the same rule are visited.
    """

    kind: str
    rule: str = ""
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class TrapRule:
    """One rule of traps.toml."""

    title: str
    pattern: re.Pattern[str]
    cap: int | None  # None: left out whole
    per: str  # what a sample is counted by: rule, match or shape

    def verdict(self, url: str) -> Verdict | None:
        """Return what the rule says of an address; None when it does not match."""
        found = self.pattern.search(url.lower())
        if found is None:
            return None
        if self.cap is None:
            return Verdict("trap", self.title)
        return Verdict("page", self._counted_as(url, url[slice(*found.span())]), self.cap)

    def _counted_as(self, url: str, matched: str) -> str:
        if self.per == "rule":
            return self.title
        text = DIGITS.sub("{n}", matched.strip("/")) if self.per == "match" else shape_of(url)
        return f"{self.title}: {text}"


_TRAPS = traps()
_LIMITS = _TRAPS["limits"]
_FILTERS = frozenset(_TRAPS["filters"]["names"])
_WHOLE_PAGE_IDS = re.compile("|".join(_TRAPS["shapes"]["whole_page_ids"]), re.IGNORECASE)
RULES = tuple(
    TrapRule(
        title=rule["title"],
        pattern=re.compile(rule["pattern"]),
        cap=rule["cap"] if rule["action"] == "sample" else None,
        per=rule.get("per", "rule"),
    )
    for rule in _TRAPS["rules"]
)


class Scope:
    """Judges addresses for one site. Two calls with one address give one answer."""

    def __init__(self, site: "Site") -> None:
        self._site = site
        start = canonical(site.start_url)
        self._starts = {start}
        self._hosts = {
            *with_twin(urlsplit(start).netloc),
            *(host.lower() for host in site.extra_hosts),
        }
        self._include = [Glob(pattern) for pattern in site.include]
        self._exclude = [Glob(pattern) for pattern in site.exclude]
        self._remembered = lru_cache(REMEMBERED)(self._judge)

    def judge(self, url: str) -> Verdict:
        """Say what a canonical address is to this crawl."""
        return self._remembered(url)

    def adopt_host(self, url: str) -> bool:
        """Take the address that the start page redirects to as a start page, if it is the site's.

        The site's means: one of its hosts, or the same host or its www twin over https. Returns
        whether it was taken.
        """
        parts = urlsplit(url)
        own = {host for start in self._starts for host in with_twin(urlsplit(start).hostname or "")}
        is_own = parts.netloc in self._hosts
        if not is_own and not (parts.scheme == "https" and parts.hostname in own):
            return False
        self._hosts |= with_twin(parts.netloc)
        self._starts.add(url)
        self._remembered.cache_clear()
        return True

    def _judge(self, url: str) -> Verdict:
        try:
            parts = urlsplit(url)
        except ValueError:
            return Verdict("external", "no address")
        if parts.netloc not in self._hosts or parts.scheme not in ("http", "https"):
            return Verdict("external", "another host")
        if url in self._starts:
            return Verdict("page")
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        for glob in self._exclude:
            if glob.matches(url, path):
                return Verdict("out of scope", f"exclude {glob.pattern}")
        if self._include and not any(glob.matches(url, path) for glob in self._include):
            return Verdict("out of scope", "include")
        return _limited(url, parts.path, parts.query) or _trapped(url) or self._shaped(url, path)

    def _shaped(self, url: str, path: str) -> Verdict:
        """Count addresses of one shape, unless a number is how this site names its pages."""
        if not DIGITS.search(path) and "?" not in path:
            return Verdict("page")
        if _WHOLE_PAGE_IDS.search(url):
            return Verdict("page")
        return Verdict("page", f"addresses like {shape_of(url)}", self._site.max_per_shape)


class Glob:
    """A pattern of sites.toml: "*" stands for any text, everything else for itself.

    One that begins with http:// or https:// is held against the whole address, any other against
    the path with its query; always from end to end, capitals or not.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._is_whole = pattern.lower().startswith(("http://", "https://"))
        self._first, *self._others = re.sub(r"\*+", "*", pattern).lower().split("*")

    def matches(self, url: str, path: str) -> bool:
        """Whether the pattern matches an address, given whole and as path with query."""
        text = (url if self._is_whole else path).lower()
        if not self._others:
            return text == self._first
        *middle, last = self._others
        if not text.startswith(self._first) or not text.endswith(last):
            return False
        place, end = len(self._first), len(text) - len(last)
        for piece in middle:
            found = text.find(piece, place, end)
            if found < 0:
                return False
            place = found + len(piece)
        return place <= end


def path_of(url: str) -> str:
    """Return the path of an address with its query, which is what patterns are held against."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def with_twin(netloc: str) -> set[str]:
    """Return a host and its www twin."""
    twin = netloc.removeprefix("www.") if netloc.startswith("www.") else f"www.{netloc}"
    return {netloc, twin}


def shape_of(url: str) -> str:
    """Return the shape of an address: its path with numbers and ids folded, its query's names."""
    path, _, query = path_of(url).partition("?")
    folded = DIGITS.sub("{n}", path)
    names = "&".join(sorted({piece.partition("=")[0] for piece in query.split("&")}))
    return f"{folded}?{names}" if query else folded


def _limited(url: str, path: str, query: str) -> Verdict | None:
    """Hold an address against the limits of length, parameters, filters and repetition."""
    if len(url) > _LIMITS["length"]:
        return Verdict("trap", "very long addresses")
    if query:
        names = [piece.partition("=")[0].lower() for piece in query.split("&")]
        if len(names) > _LIMITS["parameters"]:
            return Verdict("trap", "addresses with many parameters")
        filters = sum(re.split(r"\[|%5b", name, maxsplit=1)[0] in _FILTERS for name in names)
        if filters > _LIMITS["filters"]:
            return Verdict("trap", "filtered and sorted lists")
    segments = [part for part in path.lower().split("/") if part and not part.isdigit()]
    if len(segments) - len(set(segments)) < _LIMITS["same_segment"]:
        return None
    if max(Counter(segments).values()) > _LIMITS["same_segment"]:
        return Verdict("trap", "paths that repeat themselves")
    return None


def _trapped(url: str) -> Verdict | None:
    for rule in RULES:
        verdict = rule.verdict(url)
        if verdict is not None:
            return verdict
    return None
