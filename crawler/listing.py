"""What `dropkerb audits` shows: everything that is judged, and why."""

from typing import Any

from audits.registry import load
from crawler.browser import BrowserSettings, axe_rules


def listed_audits(browser: BrowserSettings | None) -> list[dict[str, Any]]:
    """Return our own audits, and axe's rules when a browser is given to ask axe with."""
    rows = [
        {
            "id": audit.id,
            "title": audit.title,
            "category": audit.category,
            "scope": audit.scope,
            "criteria": list(audit.requirements),
            "why": audit.why,
            "checks": audit.checks,
            "fix": audit.fix,
            "source": audit.source,
        }
        for audit in load().values()
    ]
    if browser is not None:
        rows += [_axe_row(rule) for rule in axe_rules(browser)]
    return rows


def _axe_row(rule: dict[str, Any]) -> dict[str, Any]:
    tags = rule["tags"]
    criteria = [
        f"wcag:{tag[4]}.{tag[5]}.{tag[6:]}"
        for tag in tags
        if tag.startswith("wcag") and tag[4:].isdigit()
    ]
    return {
        "id": f"axe:{rule['ruleId']}",
        "title": rule["help"],
        "category": "best practice" if "best-practice" in tags else "accessibility",
        "scope": "page",
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
            lines.append(f"\n  {row['id']}{f'  (WCAG {criteria})' if criteria else ''}")
            lines.append(f"    {row['title']}")
            lines += [f"    {sentence}" for sentence in row["why"].splitlines() if sentence.strip()]
    lines.append(
        "\nEvery page is also judged by axe-core (dropkerb audits --axe lists its rules). "
        "What no rule names is not tested automatically."
    )
    return "\n".join(lines).lstrip("\n")
