"""A device that is shaken and tilted: what the page makes of it, and what else could do that."""

from selenium.common.exceptions import WebDriverException

from crawler.browser_touching import Touching
from crawler.browser_world import ScriptError
from crawler.probes import script

SENSORS = frozenset({"devicemotion", "deviceorientation", "deviceorientationabsolute"})


class Moving(Touching):
    """Moves the device, where scripts wait for it."""

    def _motion(self, top: set[str]) -> None:
        if not top & SENSORS:
            return
        self.told["there"]["motion"] = 1
        self._prepare()
        before = self._note()
        if not self.is_quiet() or self._note() != before:
            return
        try:
            self.world.ask_page(script("shake"))
        except (ScriptError, WebDriverException):
            return
        self.world.rest()
        if self._note() != before:
            ways = self.ask(script("motion"), sorted(top))
            self.told["motion"] = [{"ways": int(ways)}]
