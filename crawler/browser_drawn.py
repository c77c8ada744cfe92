"""Controls that a page draws itself, in pictures: what can be seen of them, and of a tick.

One picture of a screen serves all that stand on it. What seems too faint there is pictured once
more, enlarged, so that a fine line is not taken for a pale one.
"""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from crawler.browser_process import VIEWPORT
from crawler.browser_world import World
from crawler.probes import script

MOST_SCREENS = 2  # that are pictured on one page; the rest on the next page that has it
MOST_CLOSE = 6  # pictures of single controls
CLOSE = 3  # times as large
LEAST = 3.0  # contrast (WCAG 1.4.11)
AROUND = 12  # CSS pixels
SCROLL = 'top => { window.scrollTo({left: 0, top, behavior: "instant"}); return scrollY; }'
PIXELS = ("selector", "by", "area", "masks", "around", "canTick")
KEPT = (
    *("selector", "html", "text", "box", "kind", "count"),
    *("isLink", "isSwitch", "hasHint", "canTick"),
)

Control = Mapping[str, Any]


def drawn(world: World) -> Mapping[str, Any]:
    """Tell of each look of a control that the page made how well it is to be seen."""
    world.ask(script("seeing"))
    known = world.parts.setdefault("drawn controls", {})
    controls = world.ask(script("drawn_find"))
    if new := [each for each in controls if each["part"] not in known]:
        known |= _measured(world, new)
    return {
        "controls": [
            {**{name: each[name] for name in KEPT}, **known[each["part"]]}
            for each in controls
            if known.get(each["part"])
        ]
    }


def _measured(world: World, controls: Sequence[Control]) -> dict[str, Any]:
    measured: dict[str, Any] = {}
    waiting = sorted(controls, key=lambda each: each["area"]["y"])
    try:
        for _ in range(MOST_SCREENS):
            if not waiting or not world.has_time():
                break
            first = waiting[0]["area"]["y"]
            top = world.ask(SCROLL, max(0, first - 60) if first > VIEWPORT["height"] * 0.7 else 0)
            here = [each for each in waiting if _is_on(each, top)]
            waiting = [each for each in waiting[1:] if each not in here]
            if here:
                found = _pictured(world, here, top, 1)
                measured |= found
                faint = [each for each in here if _is_faint(found.get(each["part"]))]
                for each in faint[:MOST_CLOSE]:
                    world.need_time()
                    measured |= _pictured(world, [each], top, CLOSE)
                for each in faint[MOST_CLOSE:]:
                    del measured[each["part"]]  # which is looked at closely on the next page
    finally:
        world.ask(script("drawn_state"), [], None)
        world.ask(SCROLL, 0)
    return measured


def _is_on(control: Control, top: float) -> bool:
    area = control["area"]
    return bool(top <= area["y"] and area["y"] + area["h"] <= top + VIEWPORT["height"])


def _is_faint(found: Mapping[str, float] | None) -> bool:
    return found is not None and min(found["best"], found.get("tick", LEAST)) < LEAST


def _pictured(world: World, controls: Sequence[Control], top: float, scale: int) -> dict[str, Any]:
    """Measure controls of one screen in pictures of the part of it that they stand in."""
    areas = [each["area"] for each in controls]
    left = max(0, min(each["x"] for each in areas) - AROUND)
    first = max(0, min(each["y"] for each in areas) - AROUND)
    width = min(VIEWPORT["width"], max(each["x"] + each["w"] for each in areas) + AROUND) - left
    height = max(each["y"] + each["h"] for each in areas) + AROUND - first
    ticked = [each["selector"] for each in controls if each["canTick"]]

    def picture(*, is_ticked: bool) -> str:
        world.ask(script("drawn_state"), ticked, is_ticked)
        taken = world.picture(left, first - top, width, height, scale)
        return base64.b64encode(taken).decode()

    before = picture(is_ticked=False)
    after = picture(is_ticked=True) if ticked else ""
    given = [{name: each[name] for name in PIXELS} for each in controls]
    results = world.ask(script("drawn_pixels"), before, after, left, first, scale, given)
    return {each["part"]: told for each, told in zip(controls, results, strict=True)}
