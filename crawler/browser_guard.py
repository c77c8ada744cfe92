"""Which addresses a page cannot drive the browser to: private ones, unless the site is private.

The rules go to Chromium's own resolver, so they hold for every request it makes: of frames,
workers, redirects, sockets and windows, and for each way to write an address (127.1, 0x7f000001).
What they cannot see is a public name whose DNS answers with a private address. Chromium's own
local network access check, whose permission is denied in every profile, stops pages from public
addresses there. The airlock stands before all this: it lets no page lead the window elsewhere.
"""

import re
from collections.abc import Iterable
from string import ascii_lowercase
from urllib.request import getproxies

_HOST = re.compile(r"[\w.\-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?")
_BLOCKS = (  # first labels of addresses that are not public
    *("0", "10", "127", "169.254", "192.168"),
    *(f"172.{number}" for number in range(16, 32)),
    *(f"100.{number}" for number in range(64, 128)),
)
# Chromium matches a rule with the host and with "host:port". An address ends in a digit, and a
# name in a letter: so 10.example.org stays reachable, whatever its port.
_NUMBERS = tuple(f"{block}.*{digit}" for block in _BLOCKS for digit in range(10))
_REAL_NAMES = tuple(f"{block}.*{end}" for block in ("0", "10", "127") for end in ascii_lowercase)
# Two colons at least, or fda.example:443 would pass for an address.
_SIX = ("::", "::1", *(f"{start}*:*:*" for start in ("fc", "fd", "fe8", "fe9", "fea", "feb")))
_FOUR_IN_SIX = ("::ffff:*", "64:ff9b:*")
_NAMES = (
    *("localhost", "*.localhost", "*.localdomain", "*.local", "*.internal", "*.home.arpa"),
    *("*.lan", "*.intranet", "*.corp", "*.home"),
)


def resolver_rules(private_hosts: Iterable[str]) -> str:
    """Return the value of Chromium's --host-resolver-rules; the first rule that fits counts."""
    allowed = [_rule_for(host) for host in private_hosts if _HOST.fullmatch(host)]
    names = [f"EXCLUDE {name}" for name in _REAL_NAMES]
    denied = [
        f"MAP {name} ~NOTFOUND" for name in (*_NUMBERS, *_SIX, *_FOUR_IN_SIX, *_NAMES, "*.invalid")
    ]
    return ", ".join(allowed + names + denied)


def proxy_rules() -> list[str]:
    """Return the flags that close web sockets, which pass no airlock, and leave all else as it is.

    Chromium sends a web socket through the proxy that is named for whatever has none of its own;
    ours does not exist.
    """
    proxies = getproxies()
    ways = [f"{scheme}={proxies.get(scheme) or 'direct://'}" for scheme in ("http", "https")]
    passed_by = [host.strip() for host in proxies.get("no", "").split(",") if host.strip()]
    around = ";".join(["<-loopback>", *(f"*{h}" if h.startswith(".") else h for h in passed_by)])
    return [
        f"--proxy-server={';'.join(ways)};socks=no-sockets.invalid:1",
        f"--proxy-bypass-list={around}",
    ]


def _rule_for(host: str) -> str:
    """Allow a host, at one port if one is named: a rule that leads to itself."""
    if host.startswith("["):
        bare, _, port = host[1:].partition("]")
        return f"MAP {bare}{port} {host}" if port else f"EXCLUDE {bare}"
    return f"MAP {host} {host}" if ":" in host else f"EXCLUDE {host}"
