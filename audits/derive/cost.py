"""What a dead end costs, as a range: how many ask the council instead, times what that costs.

Nobody knows how many of those who leave ring up, or at which price. So there is never one
number, and the formula and its sources go with it.

The figures: Socitm's costs of a contact (face to face 8.62, telephone 2.83, web 0.15; no figure for
e-mail was found) and two of the council's own deck: 25 in 100 users who abandon get in touch, and
8.12 pounds saved by each transaction online. 8.12 stands nowhere else: Socitm's own figures
differ by 8.47.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

CHANNELS = ("face_to_face", "phone", "web", "email")
USUAL = {"face_to_face": 8.62, "phone": 2.83, "web": 0.15}  # pounds a contact, Socitm
DECK_SAVING = 8.12  # pounds a transaction; only in the deck
CONTACT_SHARE = 0.25  # of those who leave; the deck says so of users, not of visits
TRANSACTIONAL = 0.24  # of visits to a council's website come to do something (Socitm 2012)
NAMES = {"face_to_face": "face to face", "phone": "telephone", "web": "web", "email": "e-mail"}
MONTH = 365.25 / 12 / 28  # months are a little longer than 28 days
FIGURES = 2  # significant; more would be a pretence


@dataclass(frozen=True, slots=True)
class Costs:
    """What a contact costs by channel, in pounds, and where the figures come from."""

    face_to_face: float | None = USUAL["face_to_face"]
    phone: float | None = USUAL["phone"]
    web: float = USUAL["web"]
    email: float | None = None
    own: tuple[str, ...] = ()  # channels of which the owner gave the figure

    @classmethod
    def of(cls, given: Mapping[str, float]) -> "Costs":
        """Return the usual costs with those that the owner gave instead."""
        return cls(**{**USUAL, **given}, own=tuple(name for name in CHANNELS if name in given))

    def saved(self) -> tuple[float, float]:
        """Return the least and the most that a contact costs more than the same on the web."""
        dearer = [
            max(0.0, cost - self.web)
            for cost in (self.phone, self.email, self._visit())
            if cost is not None
        ]
        return (min(dearer), max(dearer)) if dearer else (0.0, 0.0)

    def _visit(self) -> float | None:
        if "face_to_face" in self.own or "web" in self.own or self.face_to_face is None:
            return self.face_to_face
        return DECK_SAVING + self.web

    def source(self) -> str:
        """Return where the figures come from, and what is doubtful about them."""
        least, most = self.saved()
        told = [f"A contact costs GBP {least:.2f} to {most:.2f} more than the same on the web."]
        if self.own:
            told.append(f"From sites.toml: {_listed(self.own)}.")
        if {"phone", "web"} - set(self.own):
            told.append("Socitm's costs: telephone 2.83, web 0.15, face to face 8.62.")
        if not {"face_to_face", "web"} & set(self.own):
            told.append(
                "The upper end, 8.12, stands only in the council's deck; Socitm's differ by 8.47."
            )
        if "email" not in self.own:
            told.append("No cost of an e-mail was found.")
        return " ".join(told)


@dataclass(frozen=True, slots=True)
class Range:
    """From one number to another."""

    low: float
    high: float

    def times(self, low: float, high: float | None = None) -> "Range":
        return Range(self.low * low, self.high * (low if high is None else high))


FORMULA = (
    "Contacts = people who leave above what is usual for such pages (both ends of Wilson's 95 % "
    "interval) times 0.25, the share that gets in touch instead. Cost = contacts times what a "
    "contact costs more than the web. A month is 30.4 days. The 25 % is the deck's, of users and "
    "not of visits, so the range may be too high."
)


def contacts_a_month(excess_low: float, excess_high: float) -> Range:
    """Return the contacts a month that follow from people lost in 28 days."""
    return Range(excess_low, excess_high).times(CONTACT_SHARE * MONTH)


def cost_of(contacts: Range, costs: Costs) -> Range:
    """Return what contacts cost in pounds."""
    return contacts.times(*costs.saved())


def site_upper_bound(visits_a_month: float, abandoning: float = CONTACT_SHARE) -> Range:
    """Return the contacts a month that could at most be avoided on a site.

    Of visits, 24 in 100 come to do something. The lower end is nothing, for it is a bound; where
    the visits are people times their visits, it is overstated.
    """
    return Range(0.0, visits_a_month * TRANSACTIONAL * abandoning)


def in_words(contacts: Range, cost: Range) -> str:
    """Return both ranges as they are told: "310 to 940 contacts a month, GBP 850 to 2,600"."""
    if contacts.high <= 0:
        return ""
    return f"{told(contacts)} contacts a month, GBP {told(cost)}"


def told(values: Range) -> str:
    """Return a range in two significant figures, rounded outward, and never as one number."""
    low = _rounded(max(values.low, 0.0), up=False)
    high = _rounded(max(values.high, 0.0), up=True)
    if high <= low:
        high = low + _step(low)
    return f"{low:,.0f} to {high:,.0f}"


def _rounded(value: float, *, up: bool) -> float:
    if not isfinite(value) or value <= 0:
        return 0.0
    step = _step(value)
    steps = round(value / step, 6)  # 0.29 / 0.01 is 28.999999999999996
    return (ceil(steps) if up else floor(steps)) * step


def _step(value: float) -> float:
    """Return the size of the last figure that is told; whole contacts and pounds at least."""
    if value < 1:
        return 1.0
    return float(max(1, 10 ** (floor(log10(value)) - FIGURES + 1)))


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(NAMES[name] for name in names)
