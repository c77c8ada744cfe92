"""Whose systems councils hand people over to: suppliers.toml, read and checked."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

KINDS = (
    *("forms", "forms_portal", "forms_crm", "waste_portal", "portal", "map_report", "crm"),
    *("payment", "permit", "committee", "planning", "revs_bens", "admissions", "housing"),
    *("library", "leisure", "consultation", "jobs", "govuk"),
)
# Those whose forms councils put on pages of their own.
ON_PAGES = frozenset(
    {"forms", "forms_portal", "forms_crm", "waste_portal", "map_report", "payment", "permit"}
)
MOST_CHARACTERS = 2000  # of an address that is held against patterns


class SuppliersError(ValueError):
    """A mistake in suppliers.toml, in one sentence."""


@dataclass(frozen=True, slots=True)
class Supplier:
    """A system that councils hand people over to, and what tells it."""

    id: str
    name: str
    kind: str
    host: re.Pattern[str] | None
    path: re.Pattern[str] | None
    html: re.Pattern[str] | None
    login_marker: str
    evidence: str  # E seen in public data, K known by experience

    @property
    def is_verified(self) -> bool:
        return self.evidence.startswith("E")

    @property
    def short_name(self) -> str:
        """The name without what stands in brackets."""
        return self.name.partition(" (")[0]


@cache
def load_suppliers() -> tuple[Supplier, ...]:
    """Read suppliers.toml. Raises SuppliersError."""
    text = files(__package__).joinpath("suppliers.toml").read_text(encoding="utf-8")
    return suppliers_of(tomllib.loads(text))


def suppliers_of(told: Mapping[str, Any]) -> tuple[Supplier, ...]:
    """Return the suppliers of a table in the form of suppliers.toml. Raises SuppliersError."""
    suppliers = tuple(_supplier(each) for each in told["supplier"])
    ids = [each.id for each in suppliers]
    if repeated := sorted({each for each in ids if ids.count(each) > 1}):
        raise SuppliersError(f"several suppliers are called {', '.join(repeated)}")
    return suppliers


def _supplier(told: Mapping[str, Any]) -> Supplier:
    identity = str(told.get("id", ""))
    if told.get("kind") not in KINDS:
        raise SuppliersError(f"{identity}: the kind must be one of {', '.join(KINDS)}")
    patterns = {name: _pattern(identity, told.get(name)) for name in ("host", "path", "html")}
    if not any(patterns.values()):
        raise SuppliersError(f"{identity}: nothing tells an address of it")
    return Supplier(
        id=identity,
        name=str(told["name"]),
        kind=told["kind"],
        login_marker=str(told.get("login_marker", "")),
        evidence=str(told["evidence"]),
        **patterns,
    )


def _pattern(identity: str, written: str | None) -> re.Pattern[str] | None:
    try:
        return re.compile(written, re.IGNORECASE) if written else None
    except re.error as error:
        raise SuppliersError(f"{identity}: {written!r} is no pattern ({error})") from error


@lru_cache(maxsize=1_024)
def supplier_of_host(url: str) -> Supplier | None:
    """Return whose host an address is on, whatever its path; None for hosts that we do not know."""
    try:
        parts = urlsplit(url[:MOST_CHARACTERS])
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    return next((each for each in load_suppliers() if each.host and each.host.search(host)), None)


@lru_cache(maxsize=16_384)  # the pages of a site share most of their links
def supplier_at(url: str) -> Supplier | None:
    """Return whose system an address is of, if it is of one that we know."""
    try:
        parts = urlsplit(url[:MOST_CHARACTERS])
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    host = (parts.hostname or "").lower()
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    for each in load_suppliers():
        if (each.host and each.host.search(host)) or (each.path and each.path.search(path)):
            return each
    return None
