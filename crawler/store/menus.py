"""The menus of pages, each kept once however many pages show it."""

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from audits.derive.menus import Menu, SiteMenus
from crawler.store.texts import json_list, storable

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

MOST_MENUS = 2000  # of a site that are compared, those on most pages first


def save_menus(db: "Database", run: "Run", page_id: int, menus: Iterable[Menu]) -> None:
    """Write which menus stand on a page that was opened."""
    found = [(place, _number(db, run, menu)) for place, menu in enumerate(menus)]
    rows = db.execute(
        "SELECT place, menu_id FROM page_menus WHERE page_id = ? ORDER BY place", [page_id]
    )
    if rows.fetchall() == found:
        return
    db.execute("DELETE FROM page_menus WHERE page_id = ?", [page_id])
    db.conn.executemany(
        "INSERT INTO page_menus (page_id, place, menu_id) VALUES (?, ?, ?)",
        [(page_id, *each) for each in found],
    )


def _number(db: "Database", run: "Run", menu: Menu) -> int:
    items = json.dumps([list(each) for each in menu.items], ensure_ascii=False)
    told = (menu.region, storable(menu.label), storable(menu.selector), storable(items, 100_000))
    key = hashlib.sha256("\x1f".join(told).encode("utf-8", "replace")).hexdigest()
    row = db.execute("SELECT id FROM menus WHERE site_id = ? AND key = ?", [run.site_id, key])
    if known := row.fetchone():
        return int(known[0])
    row = db.execute(
        """INSERT INTO menus (site_id, key, region, label, selector, items)
           VALUES (?, ?, ?, ?, ?, ?) RETURNING id""",
        [run.site_id, key, *told],
    )
    return int(row.fetchone()[0])


def menus_on_pages(db: "Database", run: "Run") -> SiteMenus:
    """Return the menus of the pages judged in a run, those on most pages first."""
    rows = db.execute(
        """SELECT m.id, m.region, m.label, m.items, m.selector FROM menus m
           JOIN page_menus s ON s.menu_id = m.id JOIN pages p ON p.id = s.page_id
           WHERE m.site_id = ? AND p.audited_run_id = ?
           GROUP BY m.id ORDER BY count(*) DESC, m.id LIMIT ?""",
        [run.site_id, run.id, MOST_MENUS],
    )
    menus = {
        number: Menu(region, label, _items(items), selector)
        for number, region, label, items, selector in rows
    }
    on_pages: dict[str, list[int]] = {}
    rows = db.execute(
        """SELECT p.url, s.menu_id FROM pages p JOIN page_menus s ON s.page_id = p.id
           WHERE p.site_id = ? AND p.audited_run_id = ? ORDER BY p.id, s.place""",
        [run.site_id, run.id],
    )
    for url, number in rows:
        if number in menus:
            on_pages.setdefault(url, []).append(number)
    return SiteMenus(menus, {url: tuple(numbers) for url, numbers in on_pages.items()})


def _items(stored: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(address), str(name)) for address, name in json_list(stored))


def drop_unused_menus(db: "Database", site_id: int) -> None:
    """Forget menus that stand on no page any more."""
    db.execute(
        """DELETE FROM menus WHERE site_id = ?
           AND NOT EXISTS (SELECT 1 FROM page_menus s WHERE s.menu_id = menus.id)""",
        [site_id],
    )
