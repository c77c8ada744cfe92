"""Looking a page over as it stands: what styles make of it, what moves, and what pixels tell."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from crawler.browser_world import World
from crawler.probes import script

MOST_SCREENS = 3  # that are pictured, for texts over pictures
SCRIPTS = (*("survey_styles", "survey_text", "survey_colours", "survey_order", "survey_motion"),)
GIF_MILLISECONDS = (0, 60, 310)  # between pictures of a GIF: no even beat, which might be its own
WITHOUT_TEXT = """isOff => {
  const css = `*,*::before,*::after,*::marker{color:transparent!important;-webkit-text-fill-color:
    transparent!important;text-shadow:none!important;text-decoration-color:transparent!important;
    -webkit-text-stroke-color:transparent!important;transition:none!important;
    caret-color:transparent!important}`;
  if (!isOff) {
    const sheet = globalThis.kerbBare = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } else {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(each => each !== kerbBare);
    document.documentElement.getBoundingClientRect();
  }
}"""
PIXELS = ("selector", "lines", "colour", "least")
SCROLL = 'top => { window.scrollTo({left: 0, top, behavior: "instant"}); return scrollY; }'


def survey(world: World) -> Mapping[str, Any]:
    """Tell what the page's styles, pictures and movements say, without touching it."""
    world.ask(script("seeing"))
    told: dict[str, Any] = {}
    for name in SCRIPTS:
        world.need_time()
        told |= world.ask(script(name))
    told["faint"] = [*told.get("faint", ()), *_faint(world)]
    told["gifs"] = [each for each in told.get("gifs", ()) if _moves(world, each)]
    return told


def _faint(world: World) -> list[dict[str, Any]]:
    """Return the texts over pictures that part of their ground is too much like.

    A text that many pages share in the same place is pictured once in a run.
    """
    known = world.parts.setdefault("contrast over pictures", {})
    world.need_time()
    texts = world.ask(script("survey_over"))
    new = [each for each in texts if each["part"] not in known]
    if new:
        known |= _measured(world, new)
    found = []
    for each in texts:
        measured = known.get(each["part"])
        if measured and measured["low"] > 0:
            place = {name: each[name] for name in ("selector", "html", "text", "box", "words")}
            # An image of one colour may be one that did not load.
            is_seen = each["isPainted"] or measured["worst"] < measured["best"]
            is_sure = measured["best"] < each["least"] and is_seen and not each["hasShadow"]
            found.append({**place, **measured, "least": each["least"], "sure": is_sure})
    return found


def _measured(world: World, texts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Picture the screens on which the texts stand, without any text, and measure there."""
    measured: dict[str, Any] = {}
    waiting = sorted(texts, key=lambda each: each["lines"][0]["y"])
    _, high = world.size()
    world.ask(WITHOUT_TEXT, False)  # noqa: FBT003 (for the script)
    try:
        for _ in range(MOST_SCREENS):
            if not waiting or not world.has_time():
                break
            wanted = waiting[0]["lines"][0]["y"] - 40
            top = world.ask(SCROLL, max(0, wanted) if wanted > high * 0.8 else 0)
            bottom = top + high
            here = [each for each in waiting if _is_on(each, top, bottom)]
            waiting = [each for each in waiting[1:] if each not in here]
            if here:
                measured |= _pictured(world, here, top)
    finally:
        world.ask(WITHOUT_TEXT, True)  # noqa: FBT003
        world.ask(SCROLL, 0)
    return measured


def _is_on(text: Mapping[str, Any], top: float, bottom: float) -> bool:
    return all(top <= line["y"] and line["y"] + line["h"] <= bottom for line in text["lines"])


def _pictured(world: World, texts: Sequence[Mapping[str, Any]], top: float) -> dict[str, Any]:
    """Measure the texts of one screen in a picture of the rows that they stand in."""
    first = min(line["y"] for text in texts for line in text["lines"])
    last = max(line["y"] + line["h"] for text in texts for line in text["lines"])
    wide, _ = world.size()
    picture = world.picture(0, first - top, wide, last - first + 1)
    given = [{name: each[name] for name in PIXELS} for each in texts]
    results = world.ask(script("survey_pixels"), base64.b64encode(picture).decode(), first, given)
    return {text["part"]: result for text, result in zip(texts, results, strict=True) if result}


def _moves(world: World, place: dict[str, Any]) -> bool:
    """Whether a GIF looks different after a while; asked once in a run for each."""
    known = world.parts.setdefault("moving GIFs", {})
    address = place.pop("address", "")
    if address not in known and world.has_time():
        x, y, width, height = place["box"]
        top = world.ask(SCROLL, max(0, y - 100))
        wide, high = world.size()
        width, height = min(width, wide - x), min(height, high - y + top)
        if width < 1 or height < 1:
            return False
        pictures = {world.picture(x, y - top, width, height)}
        for milliseconds in GIF_MILLISECONDS:
            world.rest(milliseconds)
            pictures.add(world.picture(x, y - top, width, height))
        known[address] = len(pictures) > 1
        world.ask(SCROLL, 0)
    return bool(known.get(address))
