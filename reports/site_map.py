"""The links of the site as a graph: how deep its pages lie, and where the ways lead in circles."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import networkx as nx  # type: ignore[import-untyped]
from markupsafe import Markup, escape

from reports.lists import FEW, First, first
from reports.rows import Page, Site

SHARED = ("header", "nav", "aside", "footer")  # what stands there, stands on every page
MOST_ROUND = 6  # pages of a round that leads nowhere else; a larger one is a part of the site
DEEPEST = 6  # clicks that have a column of their own; deeper pages share one
MOST_SECTIONS = 20  # rows of the picture; the table has the same
ROW, COLUMN, LEFT, TOP = 84, 106, 180, 40  # of the picture, in pixels
LARGEST = 24  # radius of the largest circle
NO_WAY = "No way known"
BAR_WIDTH, BAR_TOP, BAR_HEIGHT = 78, 24, 150


@dataclass(frozen=True, slots=True)
class Cell:
    """The pages of one section that lie so deep."""

    pages: int = 0
    with_dead_ends: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One section, by clicks from the start."""

    name: str
    cells: tuple[Cell, ...]  # by depth; the last two are deeper ones, and those without a way

    @property
    def pages(self) -> int:
        return sum(cell.pages for cell in self.cells)

    @property
    def with_dead_ends(self) -> int:
        return sum(cell.with_dead_ends for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Hub:
    """A page that many others lead to from their text, or that leads to many."""

    page: Page
    links_in: int
    links_out: int


@dataclass(frozen=True, slots=True)
class SiteMap:
    """What the graph shows."""

    columns: tuple[str, ...]
    rows: First[Row]
    depths: tuple[tuple[str, int], ...]  # clicks from the start, in words, and pages
    hubs: First[Hub]
    orphans: First[Page]  # no page of the site leads there
    rounds: First[tuple[Page, ...]]  # pages whose text leads only to one another
    links: int  # between pages, in their text


def site_map(
    db: sqlite3.Connection, site: Site, pages: Mapping[int, Page], dead_ends: Mapping[int, int]
) -> SiteMap:
    """Return the graph of the pages that hold verdicts, told in lists."""
    depths, linked = _places(db, site)
    graph = _graph(db, site, pages)
    used = [depths.get(each) for each in pages]
    deepest = max((each for each in used if each is not None), default=0)
    columns = _columns(deepest, has_lost=None in used)
    counts = Counter(used)
    return SiteMap(
        columns=columns,
        rows=_rows(pages.values(), depths, dead_ends, columns),
        depths=tuple(
            (_clicks(depth), counts[depth])
            for depth in (*range(deepest + 1), *([None] if None in counts else []))
        ),
        hubs=_hubs(graph, pages),
        orphans=first(
            [p for p in pages.values() if not linked.get(p.id) and depths.get(p.id) != 0], FEW
        ),
        rounds=_rounds(graph, pages, dead_ends),
        links=graph.number_of_edges(),
    )


def _places(db: sqlite3.Connection, site: Site) -> tuple[dict[int, int | None], dict[int, int]]:
    rows = db.execute("SELECT id, click_depth, in_links FROM pages WHERE site_id = ?", [site.id])
    found = [(row[0], row[1], row[2]) for row in rows]
    return {each: depth for each, depth, _ in found}, {each: links for each, _, links in found}


def _graph(db: sqlite3.Connection, site: Site, pages: Mapping[int, Page]) -> "nx.DiGraph[int]":
    """Links from the text of pages to other pages; menus, headers and footers left out."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(sorted(pages))
    marks = ", ".join("?" * len(SHARED))
    rows = db.execute(
        f"""SELECT DISTINCT l.page_id, t.page_id FROM targets t
            JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
            WHERE t.site_id = ? AND t.page_id IS NOT NULL AND l.page_id <> t.page_id
            AND l.rel = 'link' AND l.region NOT IN ({marks}) ORDER BY 1, 2""",  # noqa: S608 (question marks)
        [site.id, *SHARED],
    )
    graph.add_edges_from((row[0], row[1]) for row in rows if row[0] in pages and row[1] in pages)
    return graph


def _columns(deepest: int, *, has_lost: bool) -> tuple[str, ...]:
    named = ["Start", *(f"{n} click{'s' if n > 1 else ''}" for n in range(1, DEEPEST + 1))]
    named = named[: min(deepest, DEEPEST) + 1]
    if deepest > DEEPEST:
        named.append("Deeper")
    return (*named, NO_WAY) if has_lost else tuple(named)


def _rows(
    pages: Iterable[Page],
    depths: Mapping[int, int | None],
    dead_ends: Mapping[int, int],
    columns: Sequence[str],
) -> First[Row]:
    counted: Counter[tuple[str, int]] = Counter()
    stuck: Counter[tuple[str, int]] = Counter()
    for page in pages:
        depth = depths.get(page.id)
        column = len(columns) - 1 if depth is None else min(depth, DEEPEST + 1)
        counted[page.section, column] += 1
        stuck[page.section, column] += page.id in dead_ends
    rows = [
        Row(
            name,
            tuple(Cell(counted[name, each], stuck[name, each]) for each in range(len(columns))),
        )
        for name in {section for section, _ in counted}
    ]
    return first(sorted(rows, key=lambda row: (-row.pages, row.name)), MOST_SECTIONS)


def _hubs(graph: "nx.DiGraph[int]", pages: Mapping[int, Page]) -> First[Hub]:
    found = [
        Hub(pages[each], graph.in_degree(each), graph.out_degree(each))
        for each in graph
        if graph.in_degree(each) or graph.out_degree(each)
    ]
    found.sort(key=lambda hub: (-(hub.links_in + hub.links_out), hub.page.url))
    return first(found, FEW)


def _rounds(
    graph: "nx.DiGraph[int]", pages: Mapping[int, Page], dead_ends: Mapping[int, int]
) -> First[tuple[Page, ...]]:
    """Small groups of pages whose text leads to one another and to nothing else."""
    found = []
    for group in nx.strongly_connected_components(graph):
        leaves = any(target not in group for each in group for target in graph.successors(each))
        if 1 < len(group) <= MOST_ROUND and not leaves:
            members = sorted((pages[each] for each in group), key=lambda page: page.url)
            found.append(tuple(members))
    found.sort(key=lambda group: (-sum(p.id in dead_ends for p in group), group[0].url))
    return first(found, FEW)


def _clicks(depth: int | None) -> str:
    if depth is None:
        return NO_WAY
    return "Start" if depth == 0 else f"{depth} click{'s' if depth > 1 else ''}"


def picture(site: SiteMap) -> Markup:
    """Return the sections as rows of circles, one for each depth; the table says the same.

    The circle is as large as the number of pages; its dark middle is those with dead ends. Both
    numbers stand beside it.
    """
    rows = site.rows.rows
    width, height = LEFT + COLUMN * len(site.columns), TOP + ROW * len(rows)
    most = max((cell.pages for row in rows for cell in row.cells), default=1)
    parts = [
        _word(LEFT + COLUMN * place + COLUMN // 2, 20, name, "middle", "map-head")
        for place, name in enumerate(site.columns)
    ]
    for place, row in enumerate(rows):
        middle = TOP + ROW * place + ROW // 2
        under = middle + ROW // 2
        parts += [
            f'<line class="axis" x1="0" y1="{under}" x2="{width}" y2="{under}"/>',
            _word(8, middle + 4, _cut(row.name or "Top of the site"), "start", "map-head"),
        ]
        for column, cell in enumerate(row.cells):
            if cell.pages:
                parts += _circle(LEFT + COLUMN * column + COLUMN // 2, middle - 10, cell, most)
    told = f"{site.rows.total} sections by clicks from the start; the table below has the numbers"
    return Markup(  # noqa: S704 - numbers of ours, and words that were escaped
        f'<svg class="chart map" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(told)}">{"".join(parts)}</svg>'
    )


def _circle(x: int, y: int, cell: Cell, most: int) -> list[str]:
    """A circle, and under it how many pages it stands for."""
    outer = max(4.0, LARGEST * sqrt(cell.pages / most))
    inner = outer * sqrt(cell.with_dead_ends / cell.pages)
    stuck = f" ({cell.with_dead_ends:,} stuck)" if inner else ""
    return [
        f'<circle class="map-all" cx="{x}" cy="{y}" r="{outer:.1f}"/>',
        *([f'<circle class="map-stuck" cx="{x}" cy="{y}" r="{inner:.1f}"/>'] if inner else []),
        _word(x, y + LARGEST + 15, f"{cell.pages:,}{stuck}", "middle", "map-note"),
    ]


def depth_picture(site: SiteMap) -> Markup:
    """Return how many pages lie how deep, as bars; the table says the same."""
    most = max((number for _, number in site.depths), default=1) or 1
    width, base = BAR_WIDTH * len(site.depths), BAR_TOP + BAR_HEIGHT
    parts = []
    for place, (name, number) in enumerate(site.depths):
        x, height = BAR_WIDTH * place, round(BAR_HEIGHT * number / most)
        top, middle = base - height, x + BAR_WIDTH // 2
        under = "No way" if name == NO_WAY else name
        parts += [
            f'<rect class="bar-part" x="{x + 12}" y="{top}" width="54" height="{height}"/>',
            _word(middle, top - 6, f"{number:,}", "middle", "figure"),
            _word(middle, base + 18, under, "middle", "map-head"),
        ]
    return Markup(  # noqa: S704 - numbers of ours, and words that were escaped
        f'<svg class="chart map" viewBox="0 0 {width} {base + 28}" role="img" '
        f'aria-label="Pages by clicks from the start; the table below has the numbers">'
        f"{''.join(parts)}</svg>"
    )


def _cut(name: str) -> str:
    return name if len(name) <= 22 else f"{name[:21]}…"  # noqa: PLR2004


def _word(x: int, y: int, text: str, anchor: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>'
