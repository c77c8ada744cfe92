"""Small line charts as SVG: no script, no colour of their own, numbers always in a table too."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from reports.wording import brief

WIDTH, HEIGHT = 320, 132
LEFT, RIGHT, TOP, BOTTOM = 8, 12, 22, 24


@dataclass(frozen=True, slots=True)
class Point:
    """One run's number."""

    label: str
    value: float | None
    is_comparable: bool = True


def line_chart(title: str, points: Sequence[Point]) -> Markup:
    """Return a line over the runs; runs that can't be compared are hollow squares off the line."""
    known = [(place, point) for place, point in enumerate(points) if point.value is not None]
    if not known:
        return Markup("")
    values = [point.value or 0.0 for _, point in known]
    low, high = _range(values)
    spots = [
        (_x(place, len(points)), _y(point.value or 0.0, low, high), point) for place, point in known
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, point in spots if point.is_comparable)
    base = HEIGHT - BOTTOM
    parts = [
        f'<line class="axis" x1="{LEFT}" y1="{base}" x2="{WIDTH - RIGHT}" y2="{base}"/>',
        f'<polyline class="line" points="{line}"/>',
        *(_mark(x, y, point) for x, y, point in spots),
        _value(spots[-1][0], spots[-1][1], values[-1]),
        _text(LEFT, HEIGHT - 7, points[0].label, "start"),
    ]
    if len(spots) > 1:
        parts.append(_value(spots[0][0], spots[0][1], values[0]))
    if len(points) > 1:
        parts.append(_text(WIDTH - RIGHT, HEIGHT - 7, points[-1].label, "end"))
    return Markup(  # noqa: S704 - numbers of ours, and words that were escaped
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(_spoken(title, points, values))}">{"".join(parts)}</svg>'
    )


def bar(share: float) -> Markup:
    """Return a thin bar that is filled to the share; the number stands beside it in words."""
    width = round(100 * min(max(share, 0.0), 1.0), 1)
    return Markup(  # noqa: S704 - a number of ours
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar-all" width="100" height="8"/>'
        f'<rect class="bar-part" width="{width}" height="8"/></svg>'
    )


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    room = (high - low) * 0.15 or max(abs(high) * 0.1, 1.0)
    return max(0.0, low - room) if low >= 0 else low - room, high + room


def _x(place: int, number: int) -> float:
    inset = 14
    width = WIDTH - LEFT - RIGHT - 2 * inset
    return LEFT + inset + (width * place / (number - 1) if number > 1 else width / 2)


def _y(value: float, low: float, high: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - low) / (high - low))


def _mark(x: float, y: float, point: Point) -> str:
    if point.is_comparable:
        return f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
    return f'<rect class="doubt" x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>'


def _value(x: float, y: float, value: float) -> str:
    anchor = "end" if x > WIDTH * 0.8 else "start" if x < WIDTH * 0.2 else "middle"
    shift = {"end": 6, "start": -6, "middle": 0}[anchor]
    return _text(x + shift, y - 8, brief(value), anchor, "figure")


def _text(x: float, y: float, words: str, anchor: str, kind: str = "label") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text class="{kind}" {place}>{escape(words)}</text>'


def _spoken(title: str, points: Sequence[Point], values: Sequence[float]) -> str:
    if len(values) == 1:
        return f"{title}: {brief(values[0])} in the only run so far."
    return (
        f"{title} over {len(points)} runs: from {brief(values[0])} to {brief(values[-1])}. "
        "The table below has every number."
    )
