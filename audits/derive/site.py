"""The site as a whole: what audits of scope "site" are given."""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)  # a page, by its address or its number


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site that was audited."""

    url: str
    title: str = ""
    language: str = ""  # as declared
    in_sitemap: bool = False
    click_depth: int | None = None  # fewest clicks from the home page; None when no path is known
    in_links: int = 0  # other pages that link here
    out_links: int = 0  # distinct web addresses it links to or loads
    unchecked_links: int = 0  # of those, addresses that nobody asked for


@dataclass(frozen=True, slots=True)
class SiteLink:
    """A link as it stands on a page."""

    url: str
    text: str = ""
    region: str = ""
    rel: str = "link"  # link, asset or frame


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """A frame of a page that shows another page of the site."""

    url: str  # of what it shows
    name: str = ""  # its title
    region: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """An address that some page links to, and how it answered."""

    url: str
    kind: str = "page"  # page, document, asset, external, email, phone, other
    state: str = "not checked"  # ok, broken, blocked to robots, unsure, not checked
    status: int | None = None
    reason: str = ""
    hops: int = 0
    redirect_to: str = ""

    @property
    def is_unsure(self) -> bool:
        """Whether nobody could tell how the address fares."""
        return self.state in ("unsure", "blocked to robots", "not checked")


def click_depths(home: Node, edges: Mapping[Node, Iterable[Node]]) -> dict[Node, int]:
    """Fewest clicks from the home page to each page that can be reached from it."""
    depths = {home: 0}
    queue = deque([home])
    while queue:
        page = queue.popleft()
        for target in edges.get(page, ()):
            if target not in depths:
                depths[target] = depths[page] + 1
                queue.append(target)
    return depths
