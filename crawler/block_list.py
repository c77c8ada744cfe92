"""Which requests of a page the browser may make: nobody else's counters, nothing private."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tldextract import TLDExtract

from crawler.addresses import parts_of
from crawler.guard import PORTS, Allowed, address_in, is_private_name
from crawler.scope import with_twin

# Only the list that comes with the package: nothing is downloaded, nothing is written.
_SUFFIXES = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@dataclass(frozen=True, slots=True)
class Blocked:
    """A line of the block list: a host with everything below it, or only a path on it."""

    host: str
    path: str = ""  # "" means all
    category: str = "sites.toml"

    def matches(self, host: str, path: str) -> bool:
        is_there = host == self.host or host.endswith(f".{self.host}")
        return is_there and path.startswith(self.path)


@cache
def block_list() -> dict[str, Any]:
    """Return what crawler/block_list.toml says."""
    return tomllib.loads(files("crawler").joinpath("block_list.toml").read_text(encoding="utf-8"))


def blocked_line(text: str, category: str = "sites.toml") -> Blocked:
    """Return a line from a host, or a host with the beginning of a path."""
    host, slash, path = text.lower().partition("/")
    return Blocked(host, slash + path, category)


@cache
def _usual() -> tuple[Blocked, ...]:
    return tuple(
        blocked_line(line["host"], category)
        for category, table in block_list().items()
        if category != "suppliers" and table.get("is_blocked", True)
        for line in table["hosts"]
    )


@cache
def _suppliers() -> re.Pattern[str]:
    return re.compile("|".join(line["pattern"] for line in block_list()["suppliers"]["hosts"]))


class Rules:
    """What one site's pages may make the browser ask for."""

    def __init__(
        self,
        *,
        own_hosts: Iterable[str] = (),
        private_hosts: Iterable[str] = (),
        block: Iterable[str] = (),
        allow: Iterable[str] = (),
    ) -> None:
        self._own = {twin for host in own_hosts for twin in with_twin(host.lower())}
        self._own_domains = {domain for host in self._own if (domain := domain_of(host))}
        self._private = Allowed(private_hosts)
        self._block = tuple(blocked_line(line) for line in block)
        self._allow = tuple(blocked_line(line) for line in allow)

    def is_own(self, url: str) -> bool:
        """Whether an address belongs to the site: its hosts, and all under their domain."""
        parts = parts_of(url)
        if parts is None:
            return False
        if parts.netloc.lower() in self._own:
            return True
        return domain_of(parts.netloc) in self._own_domains

    def why_refused(self, url: str) -> str:
        """Return why an address may not be asked, or "" when it may."""
        parts = parts_of(url)
        if parts is None or parts.scheme not in PORTS or not parts.hostname:
            return "no web address"
        if "@" in parts.netloc:
            return "a log-in"
        host = parts.hostname.removesuffix(".")
        if is_private_name(host) and not self._private.has(host, parts.port or PORTS[parts.scheme]):
            return "a private address"
        return "" if self.is_own(url) else self._why_blocked(host, parts.path or "/")

    def _why_blocked(self, host: str, path: str) -> str:
        """The site's own lines count first; then suppliers are let through; then our list."""
        if any(line.matches(host, path) for line in self._allow):
            return ""
        if any(line.matches(host, path) for line in self._block):
            return "sites.toml"
        if _suppliers().search(host):
            return ""
        return next((line.category for line in _usual() if line.matches(host, path)), "")


def domain_of(netloc: str) -> str:
    """Return the domain that somebody registered, such as ottermere.gov.uk; "" where none is."""
    host = netloc.rpartition(":")[0] if re.search(r":\d+$", netloc) else netloc
    if address_in(host) is not None:
        return ""
    return _SUFFIXES(host).top_domain_under_public_suffix.lower()
