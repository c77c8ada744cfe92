"""Prices, bands and term dates are those of this year."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from audits.derive.actions import YEARS
from audits.derive.site import SitePage
from audits.derive.stale import is_over
from audits.derive.task_pages import is_aside, told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome
from audits.registry import audit

FINANCIAL = re.compile(
    r"\b(?:council tax|tax|fees?|charges?|bands?|rates?|prices?|allowances?|benefits?|rents?)\b",
    re.IGNORECASE,
)
SCHOOL = re.compile(
    r"\b(?:term (?:dates|times)|school (?:terms?|holidays|places?|admissions?|year)|admissions?"
    r"|academic year|school transport)\b",
    re.IGNORECASE,
)
# What is about a year that is over by its nature.
RECORD = re.compile(
    r"\b(?:accounts?|budgets?|spending|statements?|reports?|reviews?|plans?|polic(?:y|ies)|archive[ds]?"
    r"|previous|past|last year|history|results?|outcomes?|audits?|decisions?|strateg(?:y|ies)"
    r"|gender|pay gap|minutes|how (?:we|it) spent|published|determined|performance)\b",
    re.IGNORECASE,
)


@audit(
    title="Prices, bands and term dates are those of this year",
    failure_title="The page is about a year that is over",
    category="dead ends",
    scope="site",
    impact=Impact.SERIOUS,
)
def old_year(
    pages: Mapping[str, SitePage], known_pages: Mapping[str, KnownPage], today: date
) -> Mapping[str, Outcome]:
    """Prices, bands and term dates are those of this year.

    ## Why it matters
    People pay last year's price, book a holiday in term time, or ring up to ask what holds now.

    ## Who is hurt
    People who reckon with every pound, parents who plan, and people who trust the first result of a
    search.

    ## What it checks
    Titles and main headings about council tax, fees, rents, benefits, term dates or admissions that
    name a year pair such as 2024 to 2025. The year ended more than 30 days before the run, and no
    newer pair stands in the text. It leaves accounts, reports, plans and archives alone. So it does
    with a page beside one of the same name for a newer year.

    ## How to fix
    Put in this year's figures, and keep one address for them every year. Move old ones to an
    archive and say so in the title.

    ## Source
    Dropkerb's list of dead ends, DE52. The financial year ends on 31 March, the school year on 31
    August.
    """
    judged = {
        url: page
        for url, page in known_pages.items()
        if _pairs(_name(page)) and not is_aside(page) and not RECORD.search(_name(page))
    }
    newest: dict[str, str] = defaultdict(str)
    for page in known_pages.values():
        if pairs := _pairs(_name(page)):
            key = _without_years(_name(page))
            newest[key] = max(newest[key], *pairs)
    found = {url: _findings(page, today, newest) for url, page in judged.items()}
    return told_of(judged, pages, found)


def _name(page: KnownPage) -> str:
    return next(iter(page.actions.headings), "") or page.title


def _pairs(text: str) -> list[str]:
    return [
        f"{first}/{second[-2:]}"
        for first, second in YEARS.findall(text[:300])
        if int(second) % 100 == (int(first) + 1) % 100
    ]


def _without_years(name: str) -> str:
    return " ".join(YEARS.sub("", name).lower().split())


def _findings(page: KnownPage, today: date, newest: Mapping[str, str]) -> list[Finding]:
    name = _name(page)
    is_school = SCHOOL.search(name) is not None
    if not is_school and not FINANCIAL.search(name):
        return []
    pair = max(*_pairs(name), *page.actions.years, newest[_without_years(name)])
    if not is_over(pair, today, is_school=is_school):
        return []
    return [
        Finding(
            f"“{name}” is about {pair}, which is over, and names no newer year.",
            region="main",
            subject=page.url,
            impact=Impact.SERIOUS,
        )
    ]
