"""axe-core: one result of it becomes many (Rule, Outcome), in axe's own words."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audits.derive.document import Document, cut
from audits.derive.lookup import Lookup, lookup_of, selector_of
from audits.engines.noisy import as_doubtful, noisy_rules
from audits.model import NOTHING, Finding, Impact, Outcome, Status, not_applicable, passed
from audits.registry import Category, Rule
from audits.requirements import REQUIREMENTS

LISTS = ("violations", "incomplete", "passes", "inapplicable")
# axe's tags for what levels A and AA ask for; what carries none of them is good practice.
STANDARD_TAGS = frozenset({"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"})
ASKING = frozenset({"video-caption"})  # rules whose checks never say more than "cannot tell"
MOST_SAID = 20_000  # characters of what axe said of one element
CRITERION_TAG = re.compile(r"wcag(\d)(\d)(\d{1,2})\Z")

AXE = Rule(
    id="axe",
    title="axe-core could look at the page",
    failure_title="axe-core could not look at the page",
    category="accessibility",
    why=(
        "Most accessibility checks are axe-core's. Where it cannot run, they tell nothing.\n"
        "Everybody who uses assistive technology: faults on this page go unseen."
    ),
    checks="That axe-core ran on the page to its end and gave a whole result.",
    fix=(
        "Open the page in a browser and see whether it loads, stays where it is and comes to rest. "
        "If it does, run the audit again."
    ),
    source="https://github.com/dequelabs/axe-core",
    engine="axe-core",
)


class BadResultError(ValueError):
    """What axe returned is not a result of axe."""


def judge(result: Mapping[str, Any], document: Document | None) -> Iterator[tuple[Rule, Outcome]]:
    """What each rule of axe says of the page, and first that axe ran.

    Raises BadResultError when the result is not whole: a rule left out would look like a pass.
    """
    listed = _listed(result)
    engine = _engine(result)
    lookup = lookup_of(document)
    yield AXE, passed()
    _without_frames(listed)
    if document is not None and not _has_styles(document):
        _without_styles(listed)
    for rule_id, entries in listed.items():
        rule = _rule(rule_id, next(iter(entries.values())), engine)
        outcome = _outcome(entries, lookup)
        noise = noisy_rules().get(rule.id)
        yield rule, as_doubtful(outcome, noise, document) if noise else outcome


def _listed(result: Mapping[str, Any]) -> dict[str, dict[str, Mapping[str, Any]]]:
    """Rule id -> list name -> entry. A rule may stand in several lists, with other elements."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for name in LISTS:
        entries = result.get(name)
        if not isinstance(entries, Sequence):
            raise BadResultError(f"axe's result has no list of {name}")
        for entry in entries:
            found.setdefault(entry["id"], {})[name] = entry
    if not found:
        raise BadResultError("axe ran no rule at all")
    return found


def _has_styles(document: Document) -> bool:
    return bool(document.root.xpath("boolean(//style | //link[@rel] | //@style)"))


def _without_frames(listed: dict[str, dict[str, Mapping[str, Any]]]) -> None:
    """Leave out axe's "cannot tell" of what frames hold: an empty one has no style to tell by."""
    entries = listed.get("css-orientation-lock", {})
    if doubts := entries.get("incomplete"):
        nodes = [each for each in doubts.get("nodes", ()) if len(each.get("target", ())) < 2]  # noqa: PLR2004
        name = "incomplete" if nodes else "inapplicable"
        del entries["incomplete"]
        entries.setdefault(name, {**doubts, "nodes": nodes})


def _without_styles(listed: dict[str, dict[str, Mapping[str, Any]]]) -> None:
    """Where no style could turn the page, axe's "cannot tell" means: nothing here to judge."""
    entries = listed.get("css-orientation-lock", {})
    if set(entries) == {"incomplete"}:
        entries["inapplicable"] = entries.pop("incomplete")


def said_of(result: Mapping[str, Any], rule: str, selector: str) -> str:
    """Return what axe itself said of an element, as JSON: the rule's entry with that node alone.

    "" for a rule that is not axe's, an element that it does not name, and an answer of more than
    20,000 characters.
    """
    for name in ("violations", "incomplete"):
        for entry in result.get(name, ()):
            if f"axe:{entry.get('id')}" != rule:
                continue
            for node in entry.get("nodes", ()):
                if selector_of(node.get("target", ())) == selector:
                    written = json.dumps({"result": name, **entry, "nodes": [node]})
                    return written if len(written) <= MOST_SAID else ""
    return ""


def _engine(result: Mapping[str, Any]) -> str:
    version = (result.get("testEngine") or {}).get("version", "")
    return f"axe-core {version}".strip()


def _rule(rule_id: str, entry: Mapping[str, Any], engine: str) -> Rule:
    tags = entry.get("tags", ())
    words = _sentence(entry.get("help", rule_id))
    noise = noisy_rules().get(f"axe:{rule_id}")
    checks = _sentence(entry.get("description", ""))
    category: Category = "accessibility" if STANDARD_TAGS & set(tags) else "best practice"
    link = entry.get("helpUrl", "").partition("?")[0]
    is_extra = category == "best practice"
    asks = (noise is not None and noise.is_total) or rule_id in ASKING
    return Rule(
        id=f"axe:{rule_id}",
        title=words,
        failure_title=words,
        category=category,
        requirements=requirements_of(tags),
        impact=_impact(entry.get("impact"), default=""),
        why=_sentence(entry.get("description", "")),
        checks=f"{checks} {noise.words}" if noise else checks,
        version=2 if noise else 1,
        fix=f"How to fix it, with examples: {link}" if link else "",
        source=link,
        engine=engine,
        certainty="advice" if is_extra else "needs review" if asks else "failed",
    )


def requirements_of(tags: Sequence[str]) -> tuple[str, ...]:
    """The criteria that tags such as wcag111 name, as far as we know them."""
    found = (CRITERION_TAG.match(tag) for tag in tags)
    named = [f"wcag:{each[1]}.{each[2]}.{each[3]}" for each in found if each]
    return tuple(identity for identity in dict.fromkeys(named) if identity in REQUIREMENTS)


def _outcome(entries: Mapping[str, Mapping[str, Any]], lookup: Lookup) -> Outcome:
    failures = _findings(entries.get("violations"), Status.FAILED, lookup)
    doubts = _findings(entries.get("incomplete"), Status.NEEDS_REVIEW, lookup)
    if "violations" in entries:
        return Outcome(Status.FAILED, findings=(*failures, *doubts))
    if "incomplete" in entries:
        return Outcome(Status.NEEDS_REVIEW, findings=doubts)
    if "passes" in entries:
        return passed()
    return not_applicable(NOTHING)


def _findings(
    entry: Mapping[str, Any] | None, status: Status, lookup: Lookup
) -> tuple[Finding, ...]:
    if entry is None:
        return ()
    return tuple(_finding(node, entry, status, lookup) for node in entry.get("nodes", ()))


def _finding(
    node: Mapping[str, Any], entry: Mapping[str, Any], status: Status, lookup: Lookup
) -> Finding:
    target = node.get("target", ())
    impact = _impact(node.get("impact"), default="") or _impact(
        entry.get("impact"), default=Impact.MODERATE
    )
    return Finding(
        message=_message(node, entry),
        selector=selector_of(target),
        snippet=cut(" ".join(str(node.get("html") or "").split())),
        region=lookup.region(selector_of(target)),
        impact=Impact(impact),
        status=status,
    )


def _message(node: Mapping[str, Any], entry: Mapping[str, Any]) -> str:
    """What the check says that decided; the rule's own help where any of several would do."""
    deciding = [*(node.get("none") or ()), *(node.get("all") or ())]
    choices = node.get("any") or ()
    if not deciding and len(choices) == 1:
        deciding = [*choices]
    said = next((check["message"] for check in deciding if check.get("message")), "")
    return _sentence(said or entry.get("help", ""))


def _sentence(words: str) -> str:
    """Words of axe as one line that ends like a sentence."""
    line = cut(" ".join(str(words).split()), 500)
    return line if not line or line[-1] in ".!?…" else f"{line}."


def _impact(value: Any, *, default: str) -> str:
    return value if value in set(Impact) else default
