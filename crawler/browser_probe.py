"""Trying a page out, after it was read and axe has run: what only shows in use.

Each step asks one thing of the page and gives an artefact to the audits, or the reason why there
is none. While a page is tried out, the airlock lets out nothing that could send or change anything,
and the page cannot be left. A page that hangs costs the browser, but not what was seen before.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from crawler.browser_drawn import drawn
from crawler.browser_films import films
from crawler.browser_frames import Frames
from crawler.browser_ibm import ibm
from crawler.browser_presses import presses
from crawler.browser_process import DRIVER_FAULTS, Chromium, first_line
from crawler.browser_reading import reading
from crawler.browser_stretch import stretch
from crawler.browser_survey import survey
from crawler.browser_walk import walk
from crawler.browser_world import OutOfTimeError, PageGoneError, Parts, ScriptError, World

log = logging.getLogger("dropkerb")

FRAMES = "frames"  # the artefact that tells which frames were tried out
TRY_SECONDS = 20.0  # for all steps together
GRACE_SECONDS = 5.0  # after which a page that answers to nothing costs the browser
NO_TIME = "Trying the page out took too long."
HANGS = "A script in the page does not end when the page is tried out."
LEFT = "The page gave way to another while it was tried out."

Step = Callable[[World], Mapping[str, Any]]
STEPS: dict[str, Step] = {
    "survey": survey,
    "drawn": drawn,
    "ibm": ibm,
    "stretch": stretch,
    "walk": walk,
    "presses": presses,
    "films": films,
    "reading": reading,
}
"""Name of an artefact -> what finds it out. Each gets the page at its start, nothing in focus."""


def try_out(
    chromium: Chromium,
    parts: Parts,
    tried: dict[str, Any],
    axe: Mapping[str, Any] | None = None,
) -> bool:
    """Take every step, writing what each tells into `tried`; False when the browser must go.

    An artefact that could not be had is {"not tested": reason}. What is found in frames has the
    names that axe gave it.
    """
    tried.update({name: {"not tested": NO_TIME} for name in (*STEPS, FRAMES)})
    with chromium.limit(TRY_SECONDS + GRACE_SECONDS) as limit:
        try:
            _take_steps(chromium, parts, tried, axe)
        except PageGoneError:
            _not_tested(tried, LEFT)
        except DRIVER_FAULTS as error:
            log.debug("trying out ended: %s", error)
            _not_tested(tried, HANGS if limit.was_passed else first_line(error))
            return False
    return not limit.was_passed


def _take_steps(
    chromium: Chromium, parts: Parts, tried: dict[str, Any], axe: Mapping[str, Any] | None
) -> None:
    world = World(chromium, TRY_SECONDS, parts)
    frames = Frames(world, axe) if world.frames else None
    if frames is None:
        tried[FRAMES] = {}
    for name, step in STEPS.items():
        if not world.has_time():
            return
        world.settle()
        try:
            tried[name] = dict(step(world))
        except OutOfTimeError:
            return
        except ScriptError as error:
            log.debug("a step failed: %s: %s", name, error)
            tried[name] = {"not tested": f"It could not be tried out: {error}"}
    if frames is not None:
        tried[FRAMES] = frames.try_out(tried, STEPS)


def _not_tested(tried: dict[str, Any], why: str) -> None:
    for name, told in tried.items():
        if told == {"not tested": NO_TIME}:
            tried[name] = {"not tested": why}
