"""What `dropkerb audits --dead-ends` shows: the taxonomy, and what is judged of it."""

from collections.abc import Iterable
from typing import Any

from audits.dead_ends import load_dead_ends
from audits.registry import load

CONFIDENCE = {"high": "high confidence", "med": "medium confidence", "low": "low confidence"}
ASKING = "needs review"


def listed_dead_ends() -> list[dict[str, Any]]:
    """Return every rule of the taxonomy with its audits and what is left out."""
    ours = load()
    return [
        {
            "id": rule.id,
            "group": rule.group,
            "name": rule.name,
            "severity": rule.severity,
            "confidence": rule.confidence,
            "layer": rule.layer,
            "audits": list(rule.audits),
            "only_asks": bool(rule.audits)
            and all(name in ours and ours[name].certainty == ASKING for name in rule.audits),
            "on_pages": rule.on_pages,
            "is_measured": rule.is_measured,
            "reason": rule.reason,
        }
        for rule in load_dead_ends()
    ]


def render_dead_ends(rules: Iterable[dict[str, Any]]) -> str:
    """Return the taxonomy as text, with what it does not mean."""
    rules = list(rules)
    lines = []
    for group in dict.fromkeys(rule["group"] for rule in rules):
        lines.append(f"\n{group.upper()}")
        lines += [_told(rule) for rule in rules if rule["group"] == group]
    judged = [rule for rule in rules if rule["audits"]]
    asked = sum(rule["only_asks"] for rule in judged)
    behavioural = sum(rule["layer"] == "behavioural" for rule in rules)
    measured = sum(rule["is_measured"] for rule in rules)
    lines.append(
        f"\nOf {len(rules)} kinds of dead end, {len(judged)} are looked for in the crawl; of these "
        f"{asked} are only asked about. {behavioural} show only in what people do; of these "
        f"{measured} are measured when analytics are imported. What a crawl finds is structural: "
        "it shows where people can get stuck, not how many do. Only what the crawl and analytics "
        "both show may be called abandonment."
    )
    return "\n".join(lines).lstrip("\n")


def _told(rule: dict[str, Any]) -> str:
    head = f"\n  {rule['id']}  {rule['name']}"
    lines = [head, f"    severity {rule['severity']} of 4, {CONFIDENCE[rule['confidence']]}"]
    if rule["audits"]:
        verb = "asked about by" if rule["only_asks"] else "found by"
        place = "" if rule["on_pages"] == "any page" else f" (on {rule['on_pages']})"
        lines.append(f"    {verb}: {', '.join(rule['audits'])}{place}")
    if rule["is_measured"]:
        lines.append("    measured by: dropkerb import-analytics (view page_behaviour)")
    if rule["reason"]:
        said = "left out" if rule["audits"] else "note" if rule["is_measured"] else "not looked for"
        lines.append(f"    {said}: {rule['reason']}")
    return "\n".join(lines)
