"""What to fix first: the one formula, and the words that state it."""

WEIGHTS = {"critical": 8, "serious": 4, "moderate": 2, "minor": 1}
BEST_PRACTICE = 0.5  # nobody's law, so it counts half
MOST_CAUSES = 5  # of one audit on one page: a long list must not hide everything else

CAUSE_FORMULA = (
    "Priority = weight of the impact × pages on which it surely fails. "
    "Weights: critical 8, serious 4, moderate 2, minor 1. Best practices count half."
)
PAGE_FORMULA = (
    "Weight of a page = the weights of the causes that surely fail on it, added up. "
    "Each audit counts for five causes at most, so that one long list can't hide all else."
)

_CASES = " ".join(f"WHEN '{impact}' THEN {weight}" for impact, weight in WEIGHTS.items())
SQL_IMPACT = f"(CASE c.impact {_CASES} ELSE 1 END)"
SQL_WEIGHT = (
    f"({SQL_IMPACT} * CASE a.category WHEN 'best practice' THEN {BEST_PRACTICE} ELSE 1 END)"
)


def weight(impact: str, category: str) -> float:
    """Return what one cause weighs on one page."""
    return WEIGHTS.get(impact, 1) * (BEST_PRACTICE if category == "best practice" else 1)
