"""Evidence for what was found: role and name as the browser computes them, and a picture.

Taken once a run for each cause, while the page is still open. The box is drawn on the picture, not
on the page.
"""

import io
import logging
import time
from collections.abc import Mapping

from PIL import Image, ImageDraw
from selenium.common.exceptions import WebDriverException

from audits.model import Evidence
from crawler.browser_process import VIEWPORT, Chromium
from crawler.browser_world import PageGoneError, Parts, ScriptError, World

log = logging.getLogger("dropkerb")

EVIDENCE_SECONDS = 4.0  # on one page; causes that are left wait for the next page with them
MOST_ON_A_PAGE = 25
AROUND = 60  # CSS pixels that are shown around an element
EDGE = 12  # of them where the element is larger than the picture
LEAST = (320, 160)  # of a picture, so that it can be told where it is
MOST = (900, 600)
QUALITY = 55  # of WebP: letters stay legible
RED, WHITE = (200, 0, 0), (255, 255, 255)
MOST_NAME = 500  # characters

BRING_INTO_SIGHT = """selector => {
  const element = kerb.find(selector);
  if (!element || !kerb.isShown(element)) return null;
  element.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
  const {left, top, width, height} = element.getBoundingClientRect();
  return [left, top, width, height];
}"""


def take_evidence(
    chromium: Chromium, parts: Parts, wanted: Mapping[str, str]
) -> dict[str, Evidence]:
    """Return evidence for causes, by their keys; `wanted` has a selector for each.

    What this run has evidence of already is left out, and so is what time does not allow.
    """
    new = {key: at for key, at in wanted.items() if at and f"evidence {key}" not in parts}
    found: dict[str, Evidence] = {}
    if not new:
        return found
    until = time.monotonic() + EVIDENCE_SECONDS
    try:
        world = World(chromium, EVIDENCE_SECONDS, parts)
        world.settle()
        for key, selector in list(new.items())[:MOST_ON_A_PAGE]:
            if time.monotonic() > until:
                break
            evidence = _evidence(world, selector)
            if evidence is not None:
                found[key] = evidence
            parts[f"evidence {key}"] = True
    except (PageGoneError, ScriptError) as error:
        log.debug("no evidence any more: %s", error)
    return found


def _evidence(world: World, selector: str) -> Evidence | None:
    """Return what is known of an element; None when it is not there any more, or in a frame."""
    if " >>> " in selector:
        return None
    try:
        told = world.computed(selector)
    except (ScriptError, WebDriverException):
        return None  # axe knows selectors that no browser does
    if told is None:
        return None
    role, name = (each[:MOST_NAME] for each in told)
    box = world.ask(BRING_INTO_SIGHT, selector)
    if box is None:
        return Evidence(role, name)
    picture, (width, height) = _picture(world, box)
    return Evidence(role, name, picture, width, height)


def _picture(world: World, box: list[float]) -> tuple[bytes, tuple[int, int]]:
    left, top, width, height = box
    x, crop_width = _cut(left, width, LEAST[0], MOST[0], VIEWPORT["width"])
    y, crop_height = _cut(top, height, LEAST[1], MOST[1], VIEWPORT["height"])
    with Image.open(io.BytesIO(world.picture(x, y, crop_width, crop_height))) as shot:
        image = shot.convert("RGB")
    draw = ImageDraw.Draw(image)
    edges = (left - x, top - y, left - x + width, top - y + height)
    for by, colour, thick in ((5, WHITE, 5), (4, RED, 3)):
        around = (edges[0] - by, edges[1] - by, edges[2] + by, edges[3] + by)
        draw.rectangle(around, outline=colour, width=thick)
    written = io.BytesIO()
    image.save(written, "WEBP", quality=QUALITY, method=2)
    return written.getvalue(), image.size


def _cut(start: float, length: float, least: int, most: int, room: int) -> tuple[int, int]:
    """Return start and length of the part of the window that shows an element and its around."""
    size = min(max(length + 2 * AROUND, least), most, room)
    is_whole = length + EDGE <= size
    begin = start + length / 2 - size / 2 if is_whole else start - EDGE  # its start at least
    return int(min(max(begin, 0), room - size)), int(size)
