"""The made-up council's pages: each address is a template under site/, named like it.

A folder of changes/ lies over site/ from its night on: a file in it replaces the page of the
same name, or is a new page.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
FIRST_MONTH = 2026 * 12  # of the calendar that has no end; no clock, so each night is alike
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Pages:
    """The pages as they stand on one night."""

    def __init__(self, night: int, other_url: str) -> None:
        folders = [HERE / "changes" / f"night-{number}" for number in range(night, 1, -1)]
        self._environment = Environment(
            loader=FileSystemLoader([*folders, HERE / "site"]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(other_url=other_url, months=months)
        self._templates = {
            address_of(name): name for name in self._environment.list_templates() if is_page(name)
        }

    def addresses(self) -> Iterator[str]:
        """Yield the address of every page, in order."""
        yield from sorted(self._templates)

    def render(self, path: str, query: Mapping[str, str]) -> str | None:
        """Return a page's HTML, or None when there is no such page."""
        name = self._templates.get(path)
        if name is None:
            return None
        return self._environment.get_template(name).render(path=path, query=query)

    def render_error(self, name: str, path: str) -> str:
        """Return the page that goes with an error, in the council's own clothes."""
        return self._environment.get_template(f"_errors/{name}.html").render(path=path, query={})


def is_page(name: str) -> bool:
    return name.endswith(".html") and not any(part.startswith("_") for part in name.split("/"))


def address_of(name: str) -> str:
    """Return the address of a template: index.html is its folder."""
    path = "/" + name.removesuffix(".html")
    return path.removesuffix("/index") or "/"


def months(first: str, count: int) -> list[tuple[str, str]]:
    """Return months as their value in an address and their name, from the first one on."""
    found = MONTH.fullmatch(first)
    start = int(found[1]) * 12 + int(found[2]) - 1 if found else FIRST_MONTH
    return [_month(number) for number in range(start, start + count)]


def _month(number: int) -> tuple[str, str]:
    year, month = divmod(number, 12)
    return f"{year:04}-{month + 1:02}", f"{MONTH_NAMES[month]} {year}"
