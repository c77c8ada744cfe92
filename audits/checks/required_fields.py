"""Forms say beforehand which fields must be filled in."""

import re
from collections.abc import Iterator

from audits.derive.controls import BUTTONS, CHOICES, Control, by_form, controls_of
from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.passages import passages_of
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

NOT_FILLED_IN = BUTTONS | {"hidden", "range", "color"}
SAYS_REQUIRED = re.compile(
    r"\brequired\b|\bmandatory\b|\bcompulsory\b|\bmust\b"
    r"|\bneed(?:ed)?\b|\bessential\b|\bgofynnol\b|\bgorfodol\b|\brhaid\b|\bangen\b",
    re.IGNORECASE,
)
# Said of the form as a whole.
SAYS_ALL = re.compile(
    r"\b(?:all|every|each|both|which)\b[^.]{0,40}\b(?:fields?|questions?|answers?|details|boxes)\b"
    r"|\b(?:fields?|questions?|boxes|answers)\b[^.]{0,80}\b(?:required|mandatory|compulsory|must"
    r"|optional)\b|\b(?:required|mandatory|optional) (?:fields?|questions?|information)\b"
    r"|\bunless\b[^.]{0,30}\boptional\b|\b(?:pob|bob) (?:maes|cwestiwn)\b",
    re.IGNORECASE,
)
SAYS_OPTIONAL = re.compile(r"\boptional(?:ly)?\b|\bif (?:you|any)\b|\bdewisol\b", re.IGNORECASE)
STAR = re.compile(r"[*✱∗⁎＊]")
# "* required" and the like, or a star that a passage about the fields speaks of.
EXPLAINS_STAR = re.compile(
    r"[*✱∗⁎＊][^.]{0,40}(?:requir|mandat|compuls|must|need|indicat|denot|mean|gofynnol|gorfodol|rhaid)"
    r"|(?:requir|mandat|compuls|must|need|indicat|mark|fields?|gofynnol|gorfodol|rhaid)[^.]{0,60}"
    r"(?:[*✱∗⁎＊]|asterisk|\bstars?\b|\bseren\b)"
    r"|asterisk",
    re.IGNORECASE,
)
MARK_CLASS = re.compile(r"requi?red|mandatory", re.IGNORECASE)
FEWEST = 2  # required fields: in a form of one or of a search one knows what must be filled in
MOST_AROUND = 3  # elements around a field whose class may show a mark


@audit(
    title="Forms say which fields must be filled in",
    failure_title="Forms may not say which fields must be filled in",
    category="accessibility",
    requirements=("wcag:3.3.2",),
    unit="forms",
    certainty="needs review",
)
def required_fields(document: Document) -> Outcome:
    """Forms say which fields must be filled in.

    ## Why it matters
    Who does not know beforehand fills in the form, sends it and gets it back. Some do so more than
    once, and some give up.

    ## Who is hurt
    People who type slowly or with pain, people who read with a screen reader or magnifier, and
    people who are soon worn out.

    ## What it checks
    Forms with two or more fields that people must fill in, by the required or aria-required
    attribute. The form should say so beside each field, or say that people must fill in all, or
    mark the others as optional. Where it uses a star, words must say what the star means. It does
    not see marks that only a style sheet draws. A person decides.

    ## How to fix
    Ask only for what you need, and write "(optional)" behind the labels of the few fields that
    people may leave empty. Or write "(required)" behind the labels of the others. If you use a
    star, say above the form what it means.

    ## Source
    WCAG 2.2, success criterion 3.3.2 Labels or Instructions (level A), techniques H90, G184 and
    G83; GOV.UK Design System, Question pages (optional questions).
    """
    forms = {
        form: filled
        for form, controls in by_form(controls_of(document)).items()
        if len(filled := [each for each in controls if _is_filled_in(each)]) >= FEWEST
    }
    asking = {form: need for form, of in forms.items() if len(need := _needed(of)) >= FEWEST}
    if not asking:
        return not_applicable("no form of which two fields must be filled in")
    findings = [
        finding
        for form, need in asking.items()
        if (finding := _judged(need, forms[form], document)) is not None
    ]
    return (
        needs_review(*findings, value=len(findings), unit="forms")
        if findings
        else passed(0, "forms")
    )


def _is_filled_in(control: Control) -> bool:
    return control.kind not in NOT_FILLED_IN and not control.is_disabled


def _needed(controls: list[Control]) -> list[Control]:
    """Those that must be filled in; a group of choices counts once."""
    found: dict[object, Control] = {}
    for each in controls:
        element = each.element
        said = element.get("aria-required", "").strip().lower() == "true"
        if element.get("required") is not None or said:
            key: object = element
            if each.kind in CHOICES and element.get("name"):
                key = element.get("name")
            found.setdefault(key, each)
    return list(found.values())


def _judged(needed: list[Control], filled: list[Control], document: Document) -> Finding | None:
    if {each.kind for each in needed} <= {"password", "email", "text"} and _is_log_in(filled):
        return None
    unmarked = [each for each in needed if not _is_marked(each, document)]
    has_stars = any(STAR.search(_said(each)) for each in needed)
    if not unmarked:
        if has_stars and not _explains_star(needed, document):
            return _finding(
                needed[0],
                f"Stars mark {len(needed)} fields of the form, and nothing says what a star means. "
                "Is it said anywhere before the form?",
                document,
            )
        return None
    others = [each for each in filled if each not in needed]
    if others and all(SAYS_OPTIONAL.search(_said(each)) for each in others):
        return None
    if any(map(SAYS_ALL.search, _about(document))):
        return None
    names = ", ".join(f"“{cut(each.name, 30)}”" for each in unmarked[:3] if each.name)
    more = ", …" if names and len(unmarked) > 3 else ""  # noqa: PLR2004
    return _finding(
        unmarked[0],
        f"People must fill in {len(unmarked)} fields{f' ({names}{more})' if names else ''}, and no "
        "words or star say so. Does the page say it in another way before one sends the form?",
        document,
        len(unmarked),
    )


def _is_log_in(filled: list[Control]) -> bool:
    """A name and a password: everybody knows that both are needed."""
    return len(filled) <= FEWEST + 1 and any(each.kind == "password" for each in filled)


def _said(control: Control) -> str:
    legend = next((each.name for each in control.parts if each.name), "")
    placeholder = control.element.get("placeholder", "")
    return f"{control.near} {placeholder} {legend}"


def _is_marked(control: Control, document: Document) -> bool:
    said = _said(control)
    if STAR.search(said) or SAYS_REQUIRED.search(said):
        return True
    label = document.labels.get(control.element.get("id", "\0"))
    if label is not None and MARK_CLASS.search(label.get("class") or ""):
        return True
    return any(map(MARK_CLASS.search, _classes_around(control)))


def _classes_around(control: Control) -> Iterator[str]:
    """The classes of the parts of the page that hold this field alone."""
    node = control.element
    for _ in range(MOST_AROUND):
        yield node.get("class") or ""
        for child in node.iterchildren("label", "legend", "span"):
            yield child.get("class") or ""
        if (node := node.getparent()) is None or node.tag in {"form", "body"}:
            return


def _explains_star(needed: list[Control], document: Document) -> bool:
    if any(SAYS_REQUIRED.search(_said(each)) for each in needed):
        return True
    return any(map(EXPLAINS_STAR.search, _about(document)))


def _about(document: Document) -> Iterator[str]:
    """What the page says."""
    return (each.text for each in passages_of(document))


def _finding(control: Control, message: str, document: Document, elements: int = 1) -> Finding:
    return found_at(
        control.element,
        document,
        message,
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
        elements=elements,
    )
