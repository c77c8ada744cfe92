"""What `dropkerb audits` shows: everything that is judged, and why."""

from collections.abc import Iterable
from typing import Any

from audits.engines import ibm
from audits.engines.axe import ASKING
from audits.engines.noisy import noisy_rules
from audits.registry import Certainty, Rule, load
from audits.requirements import REQUIREMENTS
from crawler.browser import BrowserSettings, axe_rules


def listed_audits(browser: BrowserSettings | None) -> list[dict[str, Any]]:
    """Return our own audits, and the engines' rules when a browser is given to ask axe with."""
    rows = [_row(audit) for audit in load().values()]
    if browser is not None:
        rows += [_axe_row(rule) for rule in axe_rules(browser)]
        rows += [_row(rule) for rule in ibm.rules().values()]
    return rows


def _row(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "category": rule.category,
        "scope": rule.scope,
        "certainty": rule.certainty,
        "criteria": list(rule.requirements),
        "why": rule.why,
        "checks": rule.checks,
        "fix": rule.fix,
        "source": rule.source,
    }


def _axe_row(rule: dict[str, Any]) -> dict[str, Any]:
    tags = rule["tags"]
    criteria = [
        f"wcag:{tag[4]}.{tag[5]}.{tag[6:]}"
        for tag in tags
        if tag.startswith("wcag") and tag[4:].isdigit()
    ]
    identity = f"axe:{rule['ruleId']}"
    noise = noisy_rules().get(identity)
    asks = rule["asks"] or rule["ruleId"] in ASKING or (noise is not None and noise.is_total)
    is_extra = "best-practice" in tags
    certainty: Certainty = "advice" if is_extra else "needs review" if asks else "failed"
    return {
        "id": identity,
        "title": rule["help"],
        "category": "best practice" if is_extra else "accessibility",
        "scope": "page",
        "certainty": certainty,
        "criteria": criteria,
        "why": rule["description"],
        "checks": rule["description"],
        "fix": "",
        "source": rule["helpUrl"],
    }


def render(rows: list[dict[str, Any]]) -> str:
    """Return the list as text, by category."""
    lines = []
    for category in dict.fromkeys(row["category"] for row in rows):
        lines.append(f"\n{category.upper()}")
        for row in rows:
            if row["category"] != category:
                continue
            criteria = ", ".join(name.removeprefix("wcag:") for name in row["criteria"])
            asks = "; only asks" if row["certainty"] == "needs review" else ""
            lines.append(f"\n  {row['id']}{f'  (WCAG {criteria}{asks})' if criteria else ''}")
            lines.append(f"    {row['title']}")
            lines += [f"    {sentence}" for sentence in row["why"].splitlines() if sentence.strip()]
    lines.append(
        "\nEvery page is also judged by axe-core and by IBM's engine (dropkerb audits --axe lists "
        "their rules). "
        "What no rule names is not tested automatically."
    )
    return "\n".join(lines).lstrip("\n")


def by_criterion(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the A and AA criteria of WCAG 2.2: which rules can fail each, and which only ask."""
    told = list(rows)
    return [
        {
            "criterion": requirement.id.removeprefix("wcag:"),
            "title": requirement.title,
            "level": requirement.level,
            "failed": _speaking(told, requirement.id, "failed"),
            "needs review": _speaking(told, requirement.id, "needs review"),
        }
        for requirement in REQUIREMENTS.values()
    ]


def _speaking(rows: list[dict[str, Any]], requirement: str, certainty: str) -> list[str]:
    return [
        row["id"]
        for row in rows
        if requirement in row["criteria"] and row["certainty"] == certainty
    ]


def render_criteria(criteria: list[dict[str, Any]]) -> str:
    """Return the table of criteria as text, with what it does not mean."""
    lines = [
        f"\n{each['criterion']} {each['title']} ({each['level']})\n{_tested(each)}"
        for each in criteria
    ]
    partly = sum(bool(each["failed"]) for each in criteria)
    asked = sum(bool(each["needs review"]) and not each["failed"] for each in criteria)
    lines.append(
        f"\nOf {len(criteria)} criteria, {partly} are tested in part: a failure that is found is "
        f"one, but where none is found a person still has to look. {asked} more are only asked "
        f"about, and {len(criteria) - partly - asked} are not tested automatically."
    )
    return "\n".join(lines).lstrip("\n")


def _tested(criterion: dict[str, Any]) -> str:
    lines = []
    if criterion["failed"]:
        lines.append(f"  tested in part by: {', '.join(criterion['failed'])}")
    if criterion["needs review"]:
        lines.append(f"  asked about by: {', '.join(criterion['needs review'])}")
    return "\n".join(lines) or "  not tested automatically"
