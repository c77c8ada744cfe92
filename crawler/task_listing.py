"""What `dropkerb tasks` shows: what people come to do, the page found, and how it ends."""

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import click

from audits.derive.stars import METHOD
from audits.tasks import KINDS, load_tasks
from crawler.findings import check_known
from crawler.plain import printable
from crawler.store.texts import json_list

if TYPE_CHECKING:
    from sqlite_utils import Database

LISTS = ("ends", "notes", "stale", "competing", "candidates", "falls", "questions")
ONLINE = 2  # of 4: with trouble, but online
AWAY = ("form", "payment", "hand-off", "start")  # with an address, they lead away
NARROW = {"works": "works", "trouble": "trouble"}
STATES = {
    "not found": "no page was found",
    "not known": "no page was found, but not the whole site was read",
    "not of this tier": "not of this kind of council",
    "tier not known": "no page was found; whether one should be, is not known (set tier)",
    "not offered": "not offered, says sites.toml",
}


def found_tasks(db: "Database", site: str | None) -> list[dict[str, Any]]:
    """Return the tasks as of each site's latest run that looked for them, the worst first."""
    check_known(db, "sites", site)
    rows = db.query(
        """SELECT * FROM latest_tasks WHERE :site IS NULL OR site = :site
           ORDER BY site, state <> 'not found', star IS NULL, star, findable, name""",
        {"site": site},
    )
    tasks = []
    for row in rows:
        told = {name: json_list(row[name]) if name in LISTS else row[name] for name in row}
        told["way"] = [
            dict(step)
            for step in db.query(
                """SELECT step, url, title, link_text, region FROM journeys
                   WHERE run_id = ? AND task_id = ? ORDER BY step""",
                [row["run_id"], row["task_id"]],
            )
        ]
        tasks.append(told)
    return tasks


def site_stars(db: "Database", rows: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the star of each site that the tasks are of, and why, as of the same run."""
    runs = {row["site"]: row["run_id"] for row in rows}
    stars = {}
    for site, run in runs.items():
        for row in db.query("SELECT star, why FROM site_stars WHERE run_id = ?", [run]):
            stars[site] = dict(row)
    return stars


def known_tasks() -> list[dict[str, Any]]:
    """Return the tasks that every council is searched for."""
    return [
        {
            "id": task.id,
            "name": task.name,
            "lgsl": task.lgsl,
            "lgil": task.lgil,
            "tier": KINDS[task.tier],
            "action": task.action,
            "keywords": [" ".join(group) for group in task.groups],
            "source": task.source,
        }
        for task in load_tasks().tasks
    ]


def show_json(rows: list[dict[str, Any]]) -> None:
    """Write rows as JSON."""
    click.echo(json.dumps(rows, indent=1, ensure_ascii=False))


def show_tasks(rows: list[dict[str, Any]], stars: Mapping[str, dict[str, Any]]) -> None:
    """Write two lines for each task, site by site, and what they come to."""
    if not rows:
        click.echo("No tasks are on record: a crawl looks for them.")
        return
    for site, members in groupby(rows, key=itemgetter("site")):
        tasks = list(members)
        for row in tasks:
            star = "-" if row["star"] is None else row["star"]
            click.echo(f"{star}  {printable(row['name'])}")
            click.echo(f"   {printable(_told(row))}")
        click.echo(f"\n{printable(_summed(site, tasks, stars.get(site)))}\n")
    click.echo(f"The first column is a star of 1 to 4: {METHOD}.")


def _summed(site: str, tasks: list[dict[str, Any]], star: dict[str, Any] | None) -> str:
    """Say how many tasks of a site have a page and can be done, and what its star is."""
    found = sum(row["state"] == "found" for row in tasks)
    missing = sum(row["state"] == "not found" for row in tasks)
    online = sum((row["completion"] or 0) >= ONLINE for row in tasks)
    said = f"{site}: {found} of {found + missing} tasks have a page; {online} can be done online."
    if star is None or star["star"] is None:
        return f"{said} The site has no star."
    return f"{said} Star of the site: {star['star']} of 4. {star['why']}"


def _told(row: dict[str, Any]) -> str:
    if row["state"] != "found":
        return STATES[row["state"]]
    clicks = "no way from the home page" if row["clicks"] is None else _clicks(row["clicks"])
    end = row["end_kind"] + (f" ({row['end_supplier']})" if row["end_supplier"] else "")
    narrow = NARROW.get(row["mobile"], "not looked at")
    if row["end_url"] and row["end_kind"] in AWAY:
        end += ", where we did not look"
    return (
        f"{row['url']} ({row['sureness']}); {clicks}; ends in: {end}; on a narrow screen: {narrow}"
    )


def show_known(rows: list[dict[str, Any]]) -> None:
    """Write a line for each task that is known."""
    for row in rows:
        numbers = f"LGSL {row['lgsl'] or '-'}, LGIL {'-' if row['lgil'] is None else row['lgil']}"
        click.echo(f"{row['id']:24}{row['name']} ({row['tier']}; {numbers})")


def _clicks(number: int) -> str:
    return f"{number} click{'' if number == 1 else 's'}"
