"""What people do on a page: rates with their intervals, and where too many leave.

Exits alone say nothing: people leave where they found what they came for. So a page is held
against others of its template, by the lower end of its interval, and pages where leaving is
success are left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import median
from urllib.parse import unquote, urlsplit

Z_95 = 1.959964  # of the normal distribution: 95 times in 100 the true rate lies inside
FEWEST_VIEWS = 100  # per 28 days, and in all; under that a rate says more about chance
DAYS = 28  # four weeks: each weekday as often
EXCESS = 0.20  # by how much the lower end must lie over what is usual (rule DE70)
FEWEST_FOR_USUAL = 20  # views of a page that counts for what is usual: many such rates even out
FEWEST_PAGES = 5  # of them, before their median is called usual
TO_CONTACT = 0.10  # of onward moves (rule DE71)
TO_SEARCH = 0.15  # of visits (rule DE72)
UNFINISHED = 0.5  # of forms that were begun (rule DE74)
FEWEST_STARTS = 30  # of a form
MOST_CHARACTERS = 300  # of an address or title that are looked at

# Where leaving is success: the answer was found, or the task is done.
ANSWERS = re.compile(
    r"\b(?:confirm(?:ation|ed)|thank[ -]?(?:you|s)|successful(?:ly)?|submitted|receipt"
    r"|opening[ -](?:times|hours)|contact(?:[ -]us|[ -]details)?|find[ -]us|phone[ -]numbers?"
    r"|(?:bin|bins|waste|recycling|rubbish)[ -](?:collection[ -])?(?:days?|dates?|calendar)"
    r"|collection[ -](?:days?|dates?|calendar)|privacy|cookies|councillors?|news|cysylltu)\b",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"/(?:contact(?:s|[-_]?(?:us|the-council|details|form))?|get-in-touch|customer-services"
    r"|cysylltu(?:-[a-z-]+)?)(?:\.\w+)?/?$",
    re.IGNORECASE,
)
SEARCH = re.compile(
    r"/(?:site-?)?(?:search|chwilio)(?:[-_]?results?)?(?:\.\w+)?(?:/|$)", re.IGNORECASE
)
SEARCH_NAMES = frozenset({"q", "query", "search", "searchterm", "search_api_fulltext", "keys", "s"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted on a page over some days."""

    page_id: int
    template: str
    exits: int | None  # None: not measured
    exit_of: int | None  # views, or visits, that the exits are counted of
    days: float
    is_answer: bool = False  # leaving is success


@dataclass(frozen=True, slots=True)
class Exits:
    """How often people leave the site from a page, held against what is usual.

    The excess is in people lost in 28 days; its ends follow from the interval of the rate.
    """

    rate: float
    low: float
    high: float
    usual: float | None = None
    excess: float = 0.0
    excess_low: float = 0.0
    excess_high: float = 0.0
    is_excess: bool = False


def wilson(hits: int, of: int, z: float = Z_95) -> tuple[float, float]:
    """Return both ends of Wilson's score interval of a share; of nothing, anything may be true."""
    if of <= 0:
        return 0.0, 1.0
    share = min(max(hits / of, 0.0), 1.0)
    spread = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    middle = share + z * z / (2 * of)
    width = 1 + z * z / of
    return max(0.0, (middle - spread) / width), min(1.0, (middle + spread) / width)


def has_enough(of: int | None, days: float) -> bool:
    """Whether a rate may be shown: 100 views in 28 days, and 100 in all."""
    return of is not None and of >= FEWEST_VIEWS and per_28_days(of, days) >= FEWEST_VIEWS


def per_28_days(number: float, days: float) -> float:
    """Return a number of some days as it would be in four weeks."""
    return number * DAYS / max(days, 1.0)


def exits_of(pages: Iterable[Counted]) -> dict[int, Exits]:
    """Return how people leave each page of a site that has views enough.

    Usual is the median of the pages of the same template, or of the whole site where the
    template has too few pages. Without either, nothing is called excess. Pages of few views
    count for the median, too: of popular pages alone it would say what is usual for these.
    """
    pages = [page for page in pages if page.exits is not None]
    usual = _usual(page for page in pages if (page.exit_of or 0) >= FEWEST_FOR_USUAL)
    return {
        page.page_id: _held_against(page, usual.get(page.template, usual.get(None)))
        for page in pages
        if has_enough(page.exit_of, page.days)
    }


def _usual(pages: Iterable[Counted]) -> Mapping[str | None, float]:
    """Return the median exit rate by template, and of the site under None."""
    rates: defaultdict[str | None, list[float]] = defaultdict(list)
    for page in pages:
        rate = _rate(page)
        rates[None].append(rate)
        rates[page.template].append(rate)
    return {name: median(found) for name, found in rates.items() if len(found) >= FEWEST_PAGES}


def _rate(page: Counted) -> float:
    return min((page.exits or 0) / (page.exit_of or 1), 1.0)


def _held_against(page: Counted, usual: float | None) -> Exits:
    of = page.exit_of or 0
    rate = _rate(page)
    low, high = wilson(page.exits or 0, of)
    if usual is None or page.is_answer:
        return Exits(rate, low, high, usual)
    views = per_28_days(of, page.days)
    return Exits(
        rate,
        low,
        high,
        usual,
        excess=max(0.0, rate - usual) * views,
        excess_low=max(0.0, low - usual) * views,
        excess_high=max(0.0, high - usual) * views,
        is_excess=low > usual + EXCESS,
    )


def next_step(steps: int | None, of: int | None, *, threshold: float) -> tuple[float | None, bool]:
    """Return the share of a next step, and whether so many take it that the page fails them."""
    if steps is None or of is None or of < FEWEST_VIEWS // 2:
        return None, False
    share = min(steps / of, 1.0)
    return share, share >= threshold


def unfinished(starts: int | None, sends: int | None) -> tuple[float | None, float, bool]:
    """Return the share of forms that were begun and not sent, its lower end, and if it is too much.

    None under 30 starts. The lower end of Wilson's interval must lie over a half (rule DE74).
    """
    if starts is None or sends is None or starts < FEWEST_STARTS:
        return None, 0.0, False
    lost = max(0, starts - sends)
    low, _ = wilson(lost, starts)
    return lost / starts, low, low > UNFINISHED


def is_answer(url: str, title: str) -> bool:
    """Whether a page is of a kind where leaving is success, by its address or its title."""
    path = re.sub(r"[-_/.+]+", " ", unquote(urlsplit(url).path[:MOST_CHARACTERS]))
    return any(ANSWERS.search(text) for text in (path, title[:MOST_CHARACTERS]))


def is_contact(address: str) -> bool:
    """Whether an address is a contact page, an e-mail address or a telephone number."""
    text = address[:MOST_CHARACTERS].strip().lower()
    if text.startswith(("mailto:", "tel:", "sms:")):
        return True
    return CONTACT.search(text.partition("?")[0].partition("#")[0]) is not None


def is_search(address: str) -> bool:
    """Whether an address is the site's own search."""
    path, _, query = address[:MOST_CHARACTERS].partition("?")
    if SEARCH.search(path):
        return True
    return any(part.partition("=")[0].lower() in SEARCH_NAMES for part in query.split("&"))
