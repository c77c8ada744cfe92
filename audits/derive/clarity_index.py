"""A site's place in the index that ranked 191 councils by how clearly their websites were written.

VisibleThread, UK Local Authorities Website Clarity Index, 2016. Its tables are not public any more;
what the press told of them is below, each with its place among the councils. Between those points
we draw straight lines, so that a place is an estimate and never more.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

COUNCILS = 191
MOST_PAGES = 100  # of a council that the index looked at
PLAIN_ENGLISH = 60.0  # points of Flesch's reading ease: the target of the index
MOST_LONG = 5.0  # per cent of sentences with more than 25 words: likewise
MOST_PASSIVE = 4.0  # per cent of sentences in the passive: likewise
# Value and place. The best had 95 points and the worst 46 (publictechnology.net, 5 September 2016);
# 82 % missed 60 points, so the last to meet it stood at 34.
EASE_PLACES = ((95.0, 1.0), (60.0, 34.0), (46.0, 191.0))
# Two councils met 5 %; the last had 31 % (digitalbydefaultnews.co.uk, 7 September 2016).
LONG_PLACES = ((5.0, 2.0), (31.0, 191.0))
# The score is the mean of a council's places in four tables, so less is better: the first council
# had 22.5, the 70th 78.75 (holyrood.com, 13 September 2016). The last was among the last in three
# of the four tables, so that its score can't have been far from their end.
SCORE_PLACES = ((22.5, 1.0), (78.75, 70.0), (190.0, 191.0))


@dataclass(frozen=True, slots=True)
class PageMeasures:
    """What one page brings to the index."""

    url: str
    reading_ease: float  # Flesch, points
    long_sentences: float  # per cent
    passive: float  # per cent
    complex_words: float  # per cent
    views: int | None = None  # of people, where they are known


@dataclass(frozen=True, slots=True)
class ClarityIndex:
    """The means of a sample of pages, and where the site would have stood in 2016."""

    pages: int  # in the sample
    of_pages: int  # that it was taken from
    is_most_visited: bool  # the sample; else it is drawn
    reading_ease: float
    long_sentences: float
    passive: float
    complex_words: float
    plain_pages: float  # per cent of the sample with 60 points or more
    place: int  # of 191, as an estimate


def clarity_index(pages: Iterable[PageMeasures], seed: str) -> ClarityIndex | None:
    """Return the index of a site; None when it has no page with measures.

    The same pages and seed give the same sample.
    """
    known = list(pages)
    if not known:
        return None
    is_most_visited = any(each.views is not None for each in known)
    sample = _most_visited(known) if is_most_visited else _drawn(known, seed)
    ease = fmean(each.reading_ease for each in sample)
    long = fmean(each.long_sentences for each in sample)
    return ClarityIndex(
        pages=len(sample),
        of_pages=len(known),
        is_most_visited=is_most_visited,
        reading_ease=ease,
        long_sentences=long,
        passive=fmean(each.passive for each in sample),
        complex_words=fmean(each.complex_words for each in sample),
        plain_pages=100 * fmean(each.reading_ease >= PLAIN_ENGLISH for each in sample),
        place=estimated_place(ease, long),
    )


def estimated_place(reading_ease: float, long_sentences: float) -> int:
    """Return about which place of 191 a site would have had, from the two tables known enough.

    For passive sentences and complex words no more than one point of the table is public.
    """
    places = (_between(EASE_PLACES, reading_ease), _between(LONG_PLACES, long_sentences))
    return round(_between(SCORE_PLACES, fmean(places)))


def _between(points: Sequence[tuple[float, float]], value: float) -> float:
    """Return the place of a value on the line through the points; beyond its ends, their places."""
    is_falling = points[0][0] > points[-1][0]
    if value == points[0][0] or (value > points[0][0]) == is_falling:
        return points[0][1]
    for (start, first), (end, last) in pairwise(points):
        if (value >= end) if is_falling else (value <= end):
            return first + (last - first) * (value - start) / (end - start)
    return points[-1][1]


def _most_visited(pages: list[PageMeasures]) -> list[PageMeasures]:
    return sorted(pages, key=lambda each: (-(each.views or 0), each.url))[:MOST_PAGES]


def _drawn(pages: list[PageMeasures], seed: str) -> list[PageMeasures]:
    """Draw pages by a hash, so that a page that comes or goes changes no other's lot."""
    return sorted(pages, key=lambda each: _lot(seed, each.url))[:MOST_PAGES]


def _lot(seed: str, url: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{url}".encode("utf-8", "replace")).digest()
