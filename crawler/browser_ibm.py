"""IBM's engine, the second one: it comes into our own world of each page, and is asked there."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from audits.engines.ibm import taken
from crawler.browser_settings import ibm_version
from crawler.browser_world import World
from crawler.probes import script

SECONDS = 4.0  # after which it is cut off; most pages take it a tenth of one
MOST_FOUND = 1_000  # elements told of one page
OFF = "IBM's engine is switched off."


def engine_script(path: Path) -> str:
    """Return the script that puts the engine into a world, where it sleeps until it is asked.

    Browsers compile what comes with a page once for all pages; sent anew to each, it would cost
    three times as much.
    """
    source = path.read_text(encoding="utf-8")
    return f"globalThis.ibmEngine = console => {{ {source}\nreturn ace; }};"


def ibm(world: World) -> Mapping[str, Any]:
    """Return what the engine says of the page by the rules that are taken."""
    path = world.chromium.settings.ibm_path
    if path is None:
        return {"not tested": OFF}
    seconds = min(SECONDS, world.seconds_left)
    found = world.ask_within(seconds, script("ibm"), list(taken()), MOST_FOUND)
    told = found if isinstance(found, Mapping) else {}
    return {**told, "version": ibm_version(path)}
