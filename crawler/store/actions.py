"""What pages let people do, and what tells what they are about."""

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

from audits.derive.actions import Action, ActionKind, PageActions
from crawler.store.texts import json_list, storable

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run


def save_actions(db: "Database", run: "Run", page_id: int, actions: PageActions | None) -> None:
    """Write what a page that was opened lets people do; None when that could not be told."""
    forget_actions(db, page_id)
    if actions is None:
        return
    db.execute(
        """INSERT INTO page_openings (page_id, run_id, headings, trail, opening, words, links,
               has_captcha, years, last_date, calls, closed, reviewed)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            *(page_id, run.id, _listed(actions.headings), storable(actions.trail)),
            *(storable(actions.opening, 1000), actions.words, actions.links),
            *(int(actions.has_captcha), _listed(actions.years), actions.last_date),
            *(_listed(actions.calls), storable(actions.closed), actions.reviewed),
        ],
    )
    db.conn.executemany(
        """INSERT INTO page_actions (page_id, place, kind, text, url, supplier, fields, is_generic,
               is_told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            (
                *(page_id, place, each.kind, storable(each.text), storable(each.url, 2000)),
                *(each.supplier, each.fields, int(each.is_generic), int(each.is_told)),
            )
            for place, each in enumerate(actions.actions)
        ],
    )


def _listed(values: Any) -> str:
    return storable(json.dumps(values, ensure_ascii=False), 20_000)


def forget_actions(db: "Database", page_id: int) -> None:
    """Forget what a page lets people do, since it is gone or read anew."""
    for table in ("page_openings", "page_actions"):
        db.execute(f"DELETE FROM {table} WHERE page_id = ?", [page_id])  # noqa: S608 (our own names)


def actions_on_pages(db: "Database", site_id: int) -> dict[int, PageActions]:
    """Return what each page of a site lets people do, as of the last time it was opened."""
    actions: dict[int, list[Action]] = defaultdict(list)
    rows = db.execute(
        """SELECT a.page_id, a.kind, a.text, a.url, a.supplier, a.fields, a.is_generic, a.is_told
           FROM pages p JOIN page_actions a ON a.page_id = p.id
           WHERE p.site_id = ? ORDER BY a.page_id, a.place""",
        [site_id],
    )
    for page_id, kind, text, url, supplier, fields, is_generic, is_told in rows:
        actions[page_id].append(
            Action(
                cast("ActionKind", kind),
                text,
                url,
                supplier,
                fields,
                is_generic=bool(is_generic),
                is_told=bool(is_told),
            )
        )
    rows = db.execute(
        """SELECT o.page_id, o.headings, o.trail, o.opening, o.words, o.links, o.has_captcha,
               o.years, o.last_date, o.calls, o.closed, o.reviewed
           FROM pages p JOIN page_openings o ON o.page_id = p.id WHERE p.site_id = ?""",
        [site_id],
    )
    return {
        page_id: PageActions(
            headings=tuple(json_list(headings)),
            trail=trail,
            opening=opening,
            words=words,
            links=links,
            actions=tuple(actions.get(page_id, ())),
            has_captcha=bool(has_captcha),
            years=tuple(json_list(years)),
            last_date=last_date,
            calls=tuple((each[0], each[1]) for each in json_list(calls)),
            closed=closed,
            reviewed=reviewed,
        )
        for page_id, headings, trail, opening, words, links, has_captcha, years, last_date, calls, closed, reviewed in rows  # noqa: E501
    }
