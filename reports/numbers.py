"""The key numbers of the overview, each with its change since the last run."""

import sqlite3
from collections.abc import Callable

from reports.dead_ends import numbers_on
from reports.facts import Facts
from reports.rows import Number
from reports.tasks import tasks_then
from reports.trend import Moment
from reports.wording import brief, change, count, number

Measured = Callable[[Moment], float | None]


def key_numbers(facts: Facts) -> list[Number]:
    """Return six numbers; a change is told only between runs that can be compared."""
    now = facts.moments[-1]
    counted = [each for each in facts.causes.values() if not each.audit.is_about_reading]
    shared = sum(cause.failed > 1 and not cause.audit.is_advice for cause in counted)
    hard = sum(each.failed > 0 and each.audit.is_about_reading for each in facts.causes.values())
    apart = (
        f"; {count(hard, 'hard word or sentence', 'hard words and sentences')} apart"
        if hard
        else ""
    )
    grade = f"higher is easier; US grade {number(now.grade, 1)}"
    told: list[tuple[str, Measured, str, bool | None, str]] = [
        (
            "Pages audited",
            lambda moment: moment.run.pages_audited,
            f"of {facts.run.pages_found:,} addresses found{_carried(facts)}",
            None,
            "pages.html",
        ),
        (
            "Pages with WCAG failures",
            lambda moment: moment.pages_failing,
            f"of {len(facts.pages):,}; {now.pages_with_any:,} have something to mend",
            True,
            "pages.html",
        ),
        (
            "Causes to fix",
            lambda moment: moment.causes,
            f"{shared:,} of them on several pages: fix once, clear all{apart}",
            True,
            "causes.html",
        ),
        (
            "WCAG criteria with failures",
            lambda moment: moment.criteria,
            f"of {len(facts.criteria)}; automation can't judge them all",
            True,
            "criteria.html",
        ),
        (
            "Broken links",
            lambda moment: moment.broken,
            "different addresses that lead nowhere",
            True,
            "broken-links.html",
        ),
        (
            "Mean reading ease",
            lambda moment: moment.ease,
            grade if now.ease is not None else "no page has enough English text",
            False,
            "readability.html",
        ),
    ]
    return [
        Number(label, _shown(measured(now)), of, *_change(facts, measured, fewer_is_better), href)
        for label, measured, of, fewer_is_better, href in told
    ]


def service_numbers(db: sqlite3.Connection, facts: Facts) -> list[Number]:
    """Return how much people can do on the site, and on how many pages they get stuck."""
    told = []
    then = {each.run_id: each for each in tasks_then(db, facts.site)}
    now = then.get(facts.run.id)
    if now and (asked := now.found + now.not_found):
        before = then.get(facts.previous.id) if facts.previous else None
        told.append(
            Number(
                "Tasks that people can do online",
                brief(now.online),
                f"of {asked:,} that this council offers or that have a page",
                *_difference(facts, now.online, before.online if before else None),
                "tasks.html",
            )
        )
    stuck = len(numbers_on(db, facts.site))
    told.append(
        Number(
            "Pages with dead ends",
            brief(stuck),
            f"of {len(facts.pages):,}; where people get stuck or have to ring up",
            "",
            "",
            "dead-ends.html",
        )
    )
    return told


def _difference(facts: Facts, now: float, before: float | None) -> tuple[str, str]:
    if before is None or facts.not_comparable:
        return "", ""
    return change(now, before, fewer_is_better=False)


def _shown(value: float | None) -> str:
    return "none" if value is None else brief(value)


def _change(
    facts: Facts,
    measured: Measured,
    fewer_is_better: bool | None,  # noqa: FBT001
) -> tuple[str, str]:
    """Return the change since the last run in words, and whether it is better or worse."""
    if facts.not_comparable:
        return "not comparable with the last run", ""
    if len(facts.moments) == 1:
        return "", ""
    now, before = measured(facts.moments[-1]), measured(facts.moments[-2])
    if now is None or before is None:
        return "", ""
    words, verdict = change(now, before, fewer_is_better=fewer_is_better)
    if fewer_is_better is False:
        words = words.replace("fewer", "lower").replace("more", "higher")
    return words, verdict


def _carried(facts: Facts) -> str:
    carried = facts.run.pages_carried
    return f"; {carried:,} had not changed since their last look" if carried else ""
