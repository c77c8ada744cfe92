"""Keeps the crawl out of private networks, whatever a page links or redirects to."""

import asyncio
import socket
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Any, Self
from urllib.request import getproxies

from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.resolver import CachingHostnameResolver

from crawler.addresses import parts_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver

Ip = IPv4Address | IPv6Address

LOOKUP_SECONDS = 30  # for one DNS lookup
PORTS = {"http": 80, "https": 443}
METADATA = frozenset({IPv4Address("168.63.129.16")})  # Azure's; other clouds' are private anyway
CARRIES_IPV4 = IPv6Network("64:ff9b::/96")  # NAT64 (RFC 6052)
PRIVATE_ENDINGS = (
    *(".localhost", ".local", ".internal", ".intranet", ".lan", ".corp", ".home", ".home.arpa"),
    *(".test", ".private"),
)


def address_in(host: str) -> Ip | None:
    """Return the IP address that a host is written as, in any notation browsers know; or None."""
    host = host.strip("[]").removesuffix(".")
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        pass
    if not host.isascii() or not host[:1].isdigit() or " " in host:
        return None
    try:
        return IPv4Address(socket.inet_aton(host))  # decimal, octal, hexadecimal, short
    except (OSError, ValueError):
        return None


def is_private(address: Ip) -> bool:
    """Whether an address is private, local, reserved, multicast or a cloud's metadata service."""
    inner = _ipv4_inside(address)
    if inner is not None:
        return is_private(inner)
    return not address.is_global or address.is_multicast or address in METADATA


def is_this_machine(host: str) -> bool:
    """Whether a host is this machine by its very name."""
    address = address_in(host)
    if address is not None:
        return (_ipv4_inside(address) or address).is_loopback
    return host == "localhost" or host.endswith(".localhost")


def is_private_name(host: str) -> bool:
    """Whether a host is on a private network by its very name."""
    address = address_in(host)
    if address is not None:
        return is_private(address)
    return "." not in host or host.endswith(PRIVATE_ENDINGS)


def _ipv4_inside(address: Ip) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for, if it stands for one."""
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in CARRIES_IPV4 else None


class Allowed:
    """The private hosts that may be asked: each a host, or a host with the one port meant."""

    def __init__(self, hosts: Iterable[str] = ()) -> None:
        self._hosts: set[tuple[str, int | None]] = set()
        self.add(hosts)

    def add(self, hosts: Iterable[str]) -> None:
        """Allow more hosts; what is no host is passed over."""
        for host in hosts:
            parts = parts_of(f"http://{host.strip()}/")
            if parts is not None and parts.hostname:
                self._hosts.add((_plain(parts.hostname), parts.port))

    def has(self, host: str, port: int) -> bool:
        """Whether a host may be asked on a port."""
        return not self._hosts.isdisjoint({(_plain(host), None), (_plain(host), port)})


class GuardedResolver(CachingHostnameResolver):
    """Looks names up once a run, and hands out no private address that was not allowed.

    The check stands where the connection is made, on the very addresses it will use, so a name
    that resolves one way when asked and another way when connected to (DNS rebinding) gains
    nothing.
    """

    def __init__(self, reactor: "ReactorBase", cache_size: int, allowed: Allowed) -> None:
        super().__init__(reactor, cache_size)
        self.allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: "Crawler", reactor: "ReactorBase") -> Self:
        """Make the resolver; Scrapy hands in its process, of which it needs the settings only."""
        settings = crawler.settings
        size = settings.getint("DNSCACHE_SIZE") if settings.getbool("DNSCACHE_ENABLED") else 0
        allowed = Allowed(settings.getlist("DROPKERB_PRIVATE_HOSTS"))
        allowed.add(_proxies())
        return cls(reactor, size, allowed)

    def resolveHostName(  # noqa: N802 (Twisted's name)
        self,
        resolutionReceiver: "IResolutionReceiver",  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: "Sequence[type[IAddress]] | None" = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> "IHostResolution":
        """Resolve a name as Scrapy does, and let the answers through a sieve."""
        receiver: Any = resolutionReceiver
        if not self.allowed.has(hostName, portNumber):
            receiver = _Sieve(resolutionReceiver)
        return super().resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )

    async def lookup(self, host: str) -> list[Ip]:
        """Return every address of a name, private ones too; none when there is no such name."""
        loop = asyncio.get_running_loop()
        found: asyncio.Future[list[Ip]] = loop.create_future()
        collector: Any = _Collector(found)
        super().resolveHostName(collector, host)
        try:
            async with asyncio.timeout(LOOKUP_SECONDS):
                return await found
        except TimeoutError as error:
            raise DownloadTimeoutError(f"Looking up {host} took too long.") from error


class _Sieve:
    """Passes addresses on, or none of them when one is private: no honest name mixes the two."""

    def __init__(self, receiver: Any) -> None:
        self._receiver = receiver
        self._addresses: list[Any] = []

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self._addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        found = [address_in(address.host) for address in self._addresses]
        if not any(each is None or is_private(each) for each in found):
            for address in self._addresses:
                self._receiver.addressResolved(address)
        self._receiver.resolutionComplete()


class _Collector:
    """Collects addresses for lookup()."""

    def __init__(self, found: "asyncio.Future[list[Ip]]") -> None:
        self._found = found
        self._addresses: list[Ip] = []

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        """Nothing to do yet."""

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        found = address_in(address.host)
        if found is not None:
            self._addresses.append(found)

    def resolutionComplete(self) -> None:  # noqa: N802
        if not self._found.done():
            self._found.set_result(self._addresses)


class GuardMiddleware:
    """Refuses, with a sentence, what the resolver would refuse without one."""

    def __init__(self, resolver: GuardedResolver) -> None:
        self._resolver = resolver

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Find the resolver, or put it in place, and tell it the hosts that this run allows."""
        from twisted.internet import reactor  # here, for the import installs a reactor

        resolver: Any = reactor.nameResolver
        if not isinstance(resolver, GuardedResolver):
            resolver = GuardedResolver.from_crawler(crawler, reactor)
            resolver.install_on_reactor()
        resolver.allowed.add(crawler.settings.getlist("DROPKERB_PRIVATE_HOSTS"))
        return cls(resolver)

    async def process_request(self, request: "Request") -> None:
        """Raise IgnoreRequest when the request must not be sent."""
        parts = parts_of(request.url)
        if parts is None or parts.scheme not in PORTS or not parts.hostname:
            raise IgnoreRequest("Its address is neither http nor https.")
        if "@" in parts.netloc:
            raise IgnoreRequest("Its address holds a user name; Dropkerb never logs in.")
        host = _plain(parts.hostname)
        if self._resolver.allowed.has(host, parts.port or PORTS[parts.scheme]):
            return
        written = address_in(host)
        addresses = [written] if written else await self._resolver.lookup(host)
        if any(is_private(address) for address in addresses):
            raise IgnoreRequest(
                f"{host} is on a private network, which Dropkerb does not ask unless told to "
                "(allow_private in sites.toml)."
            )


def _plain(host: str) -> str:
    return host.lower().strip("[]").removesuffix(".")


def _proxies() -> list[str]:
    """Return the hosts of the proxies that this machine is set up to use."""
    found = (parts_of(proxy) for proxy in getproxies().values())
    return [parts.netloc.rpartition("@")[2] for parts in found if parts and parts.hostname]
