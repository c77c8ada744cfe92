"""Evidence for what was found: role and name as the browser computes them, and a picture.

Taken once a run for each cause, while the page is still open. The box is drawn on the picture, not
on the page.
"""

import io
import logging
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from PIL import Image, ImageDraw
from selenium.common.exceptions import WebDriverException

from audits.derive.lookup import FRAME
from audits.model import Evidence
from crawler.browser_frames import Inside, frame_in
from crawler.browser_process import VIEWPORT, Chromium
from crawler.browser_world import PageGoneError, Parts, ScriptError, World

log = logging.getLogger("dropkerb")

EVIDENCE_SECONDS = 2.0  # on one page; causes that are left wait for the next page with them
MOST_ON_A_PAGE = 8
AROUND = 60  # CSS pixels that are shown around an element
EDGE = 12  # of them where the element is larger than the picture
LEAST = (320, 160)  # of a picture, so that it can be told where it is
MOST = (900, 600)
QUALITY = 55  # of WebP: letters stay legible
RED, WHITE = (200, 0, 0), (255, 255, 255)
MOST_NAME = 500  # characters

# Brings the first of some elements into sight, and tells for each where it stands in the window
# then; null where it is not to be seen there whole, or where a frame shows nothing of it.
BRING_INTO_SIGHT = """selectors => {
  const found = selectors.map(each => kerb.find(each));
  const [first] = found;
  if (!first || !kerb.isShown(first)) return selectors.map(() => null);
  first.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
  const pane = kerb.pane();
  if (!pane) return selectors.map(() => null);
  return found.map(element => {
    if (!element || !kerb.isShown(element)) return null;
    const {left, top, right, bottom, width, height} = element.getBoundingClientRect();
    const box = [left + pane.x, top + pane.y, width, height];
    if (element === first && window === window.top) return box;
    const [wide, high] = [Math.min(right, pane.right), Math.min(bottom, pane.bottom)];
    const isWhole = left >= pane.left && top >= pane.top && wide === right && high === bottom;
    const isPart = wide > Math.max(left, pane.left) && high > Math.max(top, pane.top);
    if (element === first) return isPart ? box : null;
    if (!isWhole) return null;
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return hit && (element.contains(hit) || hit.contains(element)) ? box : null;
  });
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
    try:
        world = World(chromium, EVIDENCE_SECONDS, parts)
        for path, asked in _by_frame(dict(islice(new.items(), MOST_ON_A_PAGE))).items():
            _take_in_frame(world, path, asked, found)
    except (PageGoneError, ScriptError) as error:
        log.debug("no evidence any more: %s", error)
    return found


def _by_frame(asked: Mapping[str, str]) -> dict[tuple[str, ...], dict[str, str]]:
    """Return the selectors by the frame that they lead to, the page itself first."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for key, selector in sorted(asked.items(), key=lambda each: FRAME in each[1]):
        *path, last = selector.split(FRAME)
        found.setdefault(tuple(path), {})[key] = last
    return found


def _take_in_frame(
    world: World, path: tuple[str, ...], asked: dict[str, str], found: dict[str, Evidence]
) -> None:
    """Add evidence of what stands in one frame, or in the page itself."""
    try:
        inner = frame_in(world, path)
    except (PageGoneError, ScriptError) as error:
        if not path:
            raise
        log.debug("no evidence in a frame: %s", error)
        return
    if inner is None:
        return
    inner.settle()
    told = {key: _computed(inner, selector) for key, selector in asked.items()}
    found.update({key: Evidence(*each) for key, each in told.items() if each is not None})
    left = {key: asked[key] for key in asked if key in found}
    _take_pictures(inner, left, found)
    world.parts.update({f"evidence {key}": True for key in asked.keys() - left.keys()})


def _computed(world: World, selector: str) -> tuple[str, str] | None:
    """Return role and name of an element; None when it is not there any more."""
    try:
        told = world.computed(selector)
    except (ScriptError, WebDriverException):
        return None  # axe knows selectors that no browser does
    return None if told is None else (told[0][:MOST_NAME], told[1][:MOST_NAME])


def _take_pictures(world: World, left: dict[str, str], found: dict[str, Evidence]) -> None:
    """Add pictures to what was found: one view of the window serves all that stand in it."""
    while left and world.has_time():
        keys = list(left)
        boxes = world.ask(BRING_INTO_SIGHT, list(left.values()))
        del left[keys[0]]
        if boxes[0] is None:
            continue
        if isinstance(world, Inside):
            world.rest()  # what a frame has scrolled into sight is painted late: white before
        with Image.open(io.BytesIO(world.view())) as view:
            image = view.convert("RGB")
        for key, box in zip(keys, boxes, strict=True):
            if box is not None:
                left.pop(key, None)
                picture, (width, height) = _cropped(image, box)
                found[key] = replace(found[key], picture=picture, width=width, height=height)


def _cropped(view: Image.Image, box: list[float]) -> tuple[bytes, tuple[int, int]]:
    left, top, width, height = box
    x, crop_width = _cut(left, width, LEAST[0], MOST[0], VIEWPORT["width"])
    y, crop_height = _cut(top, height, LEAST[1], MOST[1], VIEWPORT["height"])
    image = view.crop((x, y, x + crop_width, y + crop_height))
    draw = ImageDraw.Draw(image)
    edges = (left - x, top - y, left - x + width, top - y + height)
    for by, colour, thick in ((5, WHITE, 5), (4, RED, 3)):
        around = (edges[0] - by, edges[1] - by, edges[2] + by, edges[3] + by)
        draw.rectangle(around, outline=colour, width=thick)
    written = io.BytesIO()
    image.save(written, "WEBP", quality=QUALITY, method=0)
    return written.getvalue(), image.size


def _cut(start: float, length: float, least: int, most: int, room: int) -> tuple[int, int]:
    """Return start and length of the part of the window that shows an element and its around."""
    size = min(max(length + 2 * AROUND, least), most, room)
    is_whole = length + EDGE <= size
    begin = start + length / 2 - size / 2 if is_whole else start - EDGE  # its start at least
    return int(min(max(begin, 0), room - size)), int(size)
