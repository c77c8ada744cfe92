"""Addresses in their one canonical form, so that a page has one row however it is linked."""

import re
import socket
import tomllib
from functools import lru_cache
from importlib.resources import files
from ipaddress import IPv6Address
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

MOST_CHARACTERS = 2000  # longer ones are made by machines, and break servers and spreadsheets
DEFAULT_PORTS = {"http": 80, "https": 443}
PHONE_SCHEMES = ("tel", "sms", "callto", "facetime")

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
SPACES = "".join(map(chr, range(0x21)))  # what browsers cut off both ends
LINE_BREAKS = re.compile(r"[\t\r\n]")  # what browsers take out of the middle
HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$")  # browsers read such a host as IPv4
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
PATH_SAFE = "/!$&'()*+,;=:@%"
QUERY_SAFE = PATH_SAFE + "?"


class AddressError(Exception):
    """An address that cannot be asked for, with one sentence that says why."""


def traps() -> dict[str, Any]:
    """Return what crawler/traps.toml says."""
    return tomllib.loads(files("crawler").joinpath("traps.toml").read_text(encoding="utf-8"))


_NOISE = traps()["noise"]
_NOISE_NAMES = frozenset(_NOISE["names"])
_NOISE_STARTS = tuple(_NOISE["name_starts"])
_TOKEN_NAMES = frozenset(_NOISE["names_when_token"])
_TOKEN = re.compile(_NOISE["token"])
_SESSION_PATH = re.compile("|".join(_NOISE["path"]), re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def canonical(url: str, base: str | None = None) -> str:
    """Return the canonical form of a web address, resolved against a base when one is given.

    Raises AddressError, and nothing else, for what is no http or https address.
    """
    try:
        return _canonical(url, base)
    except (ValueError, OSError) as error:
        raise AddressError(f"{_shown(url)} is not a web address.") from error


def kind_of(url: str) -> str:
    """Return what an address is for: web, email, phone or other."""
    text = LINE_BREAKS.sub("", url.strip(SPACES))
    match = SCHEME.match(text)
    scheme = match[1].lower() if match else ""
    if scheme in DEFAULT_PORTS or (text and not match):
        return "web"
    if scheme == "mailto":
        return "email"
    return "phone" if scheme in PHONE_SCHEMES else "other"


def parts_of(url: str) -> SplitResult | None:
    """Return the parts of an address as it stands, or None where host or port are none."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _canonical(url: str, base: str | None) -> str:
    text = _as_browsers_read(url)
    if len(text) > MOST_CHARACTERS:
        raise AddressError(f"{_shown(url)} is longer than {MOST_CHARACTERS} characters.")
    parts = urlsplit(urljoin(base, text) if base else text)
    if parts.scheme not in DEFAULT_PORTS:
        raise AddressError(f"{_shown(url)} begins with neither https:// nor http://.")
    if "@" in parts.netloc:
        raise AddressError(
            f"{_shown(url)} holds a user name or password; Dropkerb never logs in anywhere."
        )
    if not parts.hostname:
        raise AddressError(f"{_shown(url)} names no host after {parts.scheme}://.")
    host = _host(parts.hostname)
    port = parts.port
    netloc = host if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    result = urlunsplit((parts.scheme, netloc, _path(parts.path), _query(parts.query), ""))
    if len(result) > MOST_CHARACTERS:
        raise AddressError(f"{_shown(url)} is longer than {MOST_CHARACTERS} characters.")
    return result


def _as_browsers_read(url: str) -> str:
    """Return the address without white space, and with slashes where browsers see slashes."""
    text = LINE_BREAKS.sub("", url.strip(SPACES))
    scheme = SCHEME.match(text)
    if scheme and scheme[1].lower() not in DEFAULT_PORTS:
        return text
    place = re.match(r"[^?#]*", text)
    head = place[0] if place else ""
    slashed = re.sub(r"^(https?:)?/{3,}", r"\1//", head.replace("\\", "/"), flags=re.IGNORECASE)
    return slashed + text[len(head) :]


def _host(host: str) -> str:
    """Return a host as it is looked up: lower case, punycode, numbers as dotted IPv4.

    Raises ValueError or OSError for what is no host.
    """
    if ":" in host:
        if "%" in host:
            raise ValueError("a zone makes sense on one machine only")
        return f"[{IPv6Address(host)}]"
    host = unquote(host).lower()
    if not host.isascii():
        host = urlsplit(safe_url_string(f"http://{host}/")).hostname or ""
    host = host.removesuffix(".")
    if not HOST.fullmatch(host):
        raise ValueError("not a host name")
    return socket.inet_ntoa(socket.inet_aton(host)) if ENDS_IN_NUMBER.search(host) else host


def _path(path: str) -> str:
    tidy = _tidy(_SESSION_PATH.sub("", path), PATH_SAFE)
    return _without_dots(tidy) if "/." in tidy else tidy or "/"


def _without_dots(path: str) -> str:
    """Resolve the segments "." and ".." (RFC 3986, section 5.2.4)."""
    kept: list[str] = []
    *segments, last = path.removeprefix("/").split("/")
    for segment in [*segments, last]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if last in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    """Return a query without tracking and sessions, its parameters sorted by name.

    The values of a repeated name keep their order, for it may mean something. So does the order
    of a query with a part that is no name=value (Lotus Domino's "?OpenView&Start=1").
    """
    pieces = [piece for piece in query.split("&") if piece and not _is_noise(piece)]
    if all("=" in piece for piece in pieces):
        pieces.sort(key=lambda piece: piece.partition("=")[0])
    return "&".join(_tidy(piece, QUERY_SAFE) for piece in pieces)


def _is_noise(piece: str) -> bool:
    name, _, value = piece.partition("=")
    name = name.lower()
    if name in _NOISE_NAMES or name.startswith(_NOISE_STARTS):
        return True
    return name in _TOKEN_NAMES and _TOKEN.fullmatch(value) is not None


def _tidy(text: str, safe: str) -> str:
    """Return text with one percent-encoding: what needs it has it, in capitals, nothing else."""
    if "%" in text:
        text = ESCAPE.sub(_settled, STRAY_PERCENT.sub("%25", text))
    return quote(text, safe=safe)


def _settled(escape: re.Match[str]) -> str:
    char = chr(int(escape[0][1:], 16))
    return char if char in UNRESERVED else escape[0].upper()


def _shown(url: str) -> str:
    """Return an address as it may be shown to a person."""
    shown = "".join(char if char.isprintable() else "\ufffd" for char in url[:100])
    return f"{shown!r}" if len(url) <= 100 else f"{shown!r}..."  # noqa: PLR2004
