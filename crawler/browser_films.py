"""Films that play by themselves, watched for some seconds: do they flash?

Once a run for each film. Only the site's own can be watched: a browser gives no pixels of others.
"""

import io
from collections.abc import Mapping
from typing import Any

from PIL import Image

from crawler.browser_world import World
from crawler.flashes import COLUMNS, ROWS, Pictures, most_flashes, pictures_a_second
from crawler.probes import script

SECONDS = 3.0  # that a film is watched for
LEAST_PICTURES = 12  # in a second: fewer would miss flashes
MOST_FILMS = 20  # of a run
MOST_GIF_PICTURES = 120
MOST_GIF_PIXELS = 4_000_000
SHORTEST, USUAL = 0.02, 0.1  # seconds: browsers show shorter pictures of a GIF for the usual time
KEPT = ("selector", "html", "text", "box")
PART_OF_SECOND = 1000  # films.js tells thousandths, of seconds and of light


def films(world: World) -> Mapping[str, Any]:
    """Tell how often each film, and each large GIF, flashes in a second; or why nobody knows."""
    known = world.parts.setdefault("flashes of films", {})
    world.ask(script("seeing"))
    world.need_time()
    seconds = min(SECONDS, world.seconds_left / 3)
    told = world.ask(script("films"), sorted(known), seconds if len(known) < MOST_FILMS else 0)
    found = []
    for each in told["films"]:
        if each["address"] not in known:
            result = _watched(each)
            if "why" in result:
                found.append({**{name: each[name] for name in KEPT}, **result})
                continue
            known[each["address"]] = result
        found.append({**{name: each[name] for name in KEPT}, **known[each["address"]]})
    for each in told["gifs"]:
        if each["address"] not in known and world.has_time() and len(known) < MOST_FILMS:
            pictures = pictures_of_gif(world.resource(each["address"]))
            flashes = most_flashes(pictures, *each["size"]) if pictures else 0.0
            known[each["address"]] = {"flashes": flashes}
        if each["address"] in known:
            found.append({**{name: each[name] for name in KEPT}, **known[each["address"]]})
    return {"films": found}


def _watched(film: Mapping[str, Any]) -> dict[str, Any]:
    if why := film.get("why"):
        return {"why": why}
    pictures = [
        (at / PART_OF_SECOND, [each / PART_OF_SECOND for each in lights])
        for at, lights in film.get("pictures", ())
    ]
    if pictures_a_second(at for at, _ in pictures) < LEAST_PICTURES:
        return {"why": "too few of its pictures could be seen"}
    # a film that begins anew starts at nought again
    whole, add = [], 0.0
    for number, (at, lights) in enumerate(pictures):
        if number and at < pictures[number - 1][0]:
            add += pictures[number - 1][0]
        whole.append((at + add, lights))
    seconds = round(whole[-1][0] - whole[0][0])
    return {"flashes": most_flashes(whole, *film["size"]), "seconds": seconds}


def pictures_of_gif(content: bytes) -> Pictures:
    """Return how light the parts of a GIF are, as it plays for some seconds; [] if it stands."""
    shown: list[tuple[float, list[float]]] = []
    try:
        with Image.open(io.BytesIO(content), formats=("GIF",)) as image:
            count = getattr(image, "n_frames", 1)
            if count < 2 or image.width * image.height > MOST_GIF_PIXELS:  # noqa: PLR2004
                return []
            for number in range(min(count, MOST_GIF_PICTURES)):
                image.seek(number)
                small = image.convert("RGB").resize((COLUMNS, ROWS), Image.Resampling.BOX)
                lasts = image.info.get("duration", 0) / 1000
                shown.append((lasts if lasts >= SHORTEST else USUAL, _lights(small)))
    except (OSError, ValueError, EOFError, SyntaxError, Image.DecompressionBombError):
        return []
    played: list[tuple[float, list[float]]] = []
    at = 0.0
    while at < SECONDS and len(played) < MOST_GIF_PICTURES * 2:
        for lasts, lights in shown:
            played.append((at, lights))
            at += lasts
    return played


def _lights(picture: Image.Image) -> list[float]:
    data = picture.tobytes()
    linear = [_linear(each) for each in data]
    return [
        0.2126 * linear[at] + 0.7152 * linear[at + 1] + 0.0722 * linear[at + 2]
        for at in range(0, len(linear), 3)
    ]


def _linear(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
