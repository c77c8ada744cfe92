"""Words that pictures of a page hold: each picture is read once a run.

The picture is taken as the page loaded it, so nothing is asked for and nothing covers it.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from crawler.browser_world import World
from crawler.probes import script
from crawler.reading import LEAST_HEIGHT, Word, why_unread, words_in

MOST_READ = 4  # pictures on one page; those that are left are read on the next page with them
MOST_IN_A_RUN = 2_000
MOST_BYTES = 8_000_000
KEPT = (*("selector", "html", "text", "box"), "name", "says")
UNREAD: tuple[Word, ...] = ()


def reading(world: World) -> Mapping[str, Any]:
    """Tell which words the pictures hold, as far as people can read them in the size shown."""
    if why := why_unread():
        return {"not tested": why}
    told = world.ask(script("reading"))
    at = world.parts.setdefault("addresses of pictures", {})
    known = world.parts.setdefault("words in pictures", {})
    found, left, read = [], 0, 0
    for each in told["pictures"]:
        address = each["address"]
        if address not in at:
            if read >= MOST_READ or len(known) >= MOST_IN_A_RUN or not world.has_time():
                left += 1
                continue
            if not (content := world.resource(address)):
                left += 1
                continue
            key = sha256(content).hexdigest()
            if key not in known:
                read += 1
                is_small = len(content) <= MOST_BYTES
                words = words_in(content, told["language"]) if is_small else None
                known[key] = UNREAD if words is None else words
            at[address] = key  # once its words are known: other pages may ask meanwhile
        words = known.get(at[address], UNREAD)
        legible = [word.text for word in words if word.height * each["wide"] >= LEAST_HEIGHT]
        if legible:
            found.append({**{name: each[name] for name in KEPT}, "read": legible})
    return {"pictures": found, "buttons": told["buttons"], "left": left}
