"""Whose host an address is on, as far as its name tells."""

from functools import lru_cache
from urllib.parse import urlsplit

# Second levels under which everybody may have a name; the whole list is longer and changes.
SHARED = frozenset({"co", "gov", "org", "ac", "nhs", "sch", "police", "com", "net", "edu", "ltd"})
LONGEST_COUNTRY = 2  # letters of a country's own ending


@lru_cache(maxsize=4096)
def registrable(url: str) -> str:
    """Return the part of an address's host that somebody owns: my.town.gov.uk is town.gov.uk's.

    An address in numbers, or a name without dots, stands for itself with its port.
    """
    try:
        parts = urlsplit(url[:2000])
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    labels = host.split(".")
    if len(labels) == 1 or labels[-1].isdigit() or ":" in host:
        return parts.netloc
    is_shared = len(labels[-1]) <= LONGEST_COUNTRY and labels[-2] in SHARED
    return ".".join(labels[-3:] if is_shared else labels[-2:])
