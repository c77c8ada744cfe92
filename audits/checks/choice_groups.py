"""Radio buttons and checkboxes that belong together stand in a group with a name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from audits.derive.controls import Control, controls_of
from audits.derive.document import Document, cut, go_through, role_of
from audits.derive.forms import HEADINGS, OF_A_LIST, has_aria_name, has_group_name
from audits.derive.found import found_at
from audits.derive.names import tidy
from audits.model import (
    Finding,
    Impact,
    Outcome,
    Status,
    by_surest,
    not_applicable,
)
from audits.registry import audit

GROUP_ROLES = frozenset({"group", "radiogroup"})
NO_ROLES = frozenset({"none", "presentation"})  # a fieldset of another role keeps its legend
# A name on one of these may be the question, or may be that of a much larger part of the page.
LOOSE_GROUPS = frozenset("section nav details menu article aside dialog search".split())
LOOSE_ROLES = frozenset("region navigation tabpanel dialog menu toolbar search".split())
LISTS = frozenset({"ul", "ol"})
LIST_ROLES = frozenset({"list", "listbox"})
CONTROLS = frozenset({"input", "select", "textarea", "button"})
# Radio buttons that only hold the state of a tab strip or a slide show drawn by a style sheet.
# Words that ask for one or more of the checkboxes below them.
ASKS = re.compile(
    r"\?\W*\Z|\b(?:select|choose|tick|check|pick|mark)\b[^.?]{0,40}"
    r"\b(?:all|any|one or more|each|every|boxes|options)\b[^.?]{0,60}[.:)]*\W*\Z",
    re.IGNORECASE,
)
ASKING_CHARACTERS = 200  # before the first of them
STATE_ONLY = re.compile(r"tab|slide|carousel|accordion|toggle|theme|menu|nav", re.IGNORECASE)
PART_NAMED = "Is the name of the part of the page around them their question?"
SUMMARY = "Is the summary that opens them their question, and read out with them?"
MOST_AROUND = 30  # groups around one control that are looked at: a hostile page nests without end
MOST_WORDS = 3  # labels that a message quotes
MOST_CHARACTERS = 200  # of a label


@dataclass(eq=False, slots=True)
class _Around:
    """A part of the page that may group what is inside it."""

    element: HtmlElement
    outer: "_Around | None"


@dataclass(eq=False, slots=True)
class _Choices:
    """Radio buttons or checkboxes that share a name in one form."""

    kind: str
    name: str
    around: _Around | None  # of the first
    question: list[HtmlElement | None]  # the labels of the text just before; None: no label
    controls: list[HtmlElement] = field(default_factory=list)
    rows: list[HtmlElement | None] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)  # headings passed at each of them
    words: list[str] = field(default_factory=list)


@audit(
    title="Choices that belong together are grouped",
    failure_title="Choices that belong together are not grouped",
    category="accessibility",
    requirements=("wcag:1.3.1",),
    impact=Impact.SERIOUS,
    unit="groups",
    version=2,
)
def choice_groups(document: Document) -> Outcome:
    """Choices that belong together are grouped.

    ## Why it matters
    "Yes" and "No" mean nothing without the question. People who see the page read the question
    above. A screen reader says it only when the choices are in a group that has the question as
    its name.

    ## Who is hurt
    People who use a screen reader and go through a form field by field.

    ## What it checks
    Radio buttons that share a name, and checkboxes that share a name, two or more of them. Also
    checkboxes in a row below a question. They must stand in a fieldset with a legend, or in a group
    that has a name.

    A person decides where the choices stand in a table, and where headings part them. So it is
    where each has a longer name of its own, and where no question stands before them. It does not
    judge hidden and disabled choices.

    ## How to fix
    Put the choices in a fieldset and write the question as its legend. In a form builder, use the
    field type "radio buttons" or "checkboxes" and fill in its label. In code you may also use
    role="radiogroup" or role="group" with aria-labelledby.

    ## Source
    WCAG 2.2, success criterion 1.3.1 Info and Relationships (level A), techniques H71
    and ARIA17; technique H82, Grouping form controls with fieldset and legend.
    """
    groups = [
        each
        for each in (_Walk(document).choices() if _may_choose(document) else ())
        if len(each.controls) > 1 and not _chooses_rows(each)
    ]
    loose = [*_below_questions(document, {each for group in groups for each in group.controls})]
    if not groups and not loose:
        return not_applicable("no groups of radio buttons or checkboxes on the page")
    findings: list[Finding] = []
    seen: set[HtmlElement] = set()
    for group in groups:
        found = _judged(group, document)
        if found is not None and found[0] not in seen:
            seen.add(found[0])
            findings.append(_finding(group, *found, document))
    findings += [_finding_below(*each, document) for each in loose]
    return by_surest(findings, "groups")


def _may_choose(document: Document) -> bool:
    """Whether there is any choice at all, as on few pages."""
    fields = document.body.iter("input")
    return any(each.get("type", "").strip().lower() in {"radio", "checkbox"} for each in fields)


def _below_questions(
    document: Document, known: set[HtmlElement]
) -> Iterator[tuple[str, list[Control]]]:
    """Checkboxes of different names that follow a question, and that no group holds together."""
    row: list[Control] = []
    for each in [*controls_of(document), None]:
        if each is not None and row and _goes_on(row[-1], each):
            row.append(each)
            continue
        question = row[0].before.text[-ASKING_CHARACTERS:] if row else ""
        if len(row) > 1 and ASKS.search(question) and not _is_held(row, document, known):
            yield question, row
        row = [each] if each is not None and each.kind == "checkbox" else []


def _goes_on(last: Control, control: Control) -> bool:
    is_alike = control.kind == "checkbox" and control.form is last.form
    return is_alike and control.part is last.part and not control.before.text


def _is_held(row: list[Control], document: Document, known: set[HtmlElement]) -> bool:
    first = row[0].element
    if any(each.element in known or each.aria or not each.label for each in row):
        return True
    around = islice(first.iterancestors(), MOST_AROUND)
    return any(each.tag in {"tr", "details"} or has_group_name(each, document) for each in around)


def _finding_below(question: str, row: list[Control], document: Document) -> Finding:
    words = ", ".join(f"“{cut(each.label, 30)}”" for each in row[:MOST_WORDS])
    more = ", …" if len(row) > MOST_WORDS else ""
    return found_at(
        row[0].element,
        document,
        f"{len(row)} checkboxes ({words}{more}) answer “{cut(question, 60)}” and are in no group "
        "with that name.",
        impact=Impact.SERIOUS,
    )


class _Walk:
    """Goes once through what is shown, and collects the choices with what is around them."""

    def __init__(self, document: Document) -> None:
        self.asking: set[HtmlElement] = set()
        self._document = document
        self._found: dict[tuple[HtmlElement | None, str, str], _Choices] = {}
        self._around: _Around | None = None
        self._forms: list[HtmlElement] = []
        self._rows: list[HtmlElement] = []
        self._labels: list[HtmlElement] = []
        self._of_control: set[HtmlElement] = set()  # labels
        self._text: list[HtmlElement | None] = []  # labels of the text since the last control
        self._headings = 0
        self._disabled = 0
        self._by_id: dict[str, tuple[_Choices, int]] = {}
        self._by_label: dict[HtmlElement, tuple[_Choices, int]] = {}

    def choices(self) -> list[_Choices]:
        go_through(
            self._document,
            leaves_out=OF_A_LIST,
            on_open=self._open,
            on_text=self._say,
            on_close=self._close,
        )
        for group in self._found.values():
            group.question = [each for each in group.question if each not in self._of_control]
        return list(self._found.values())

    def _say(self, text: str) -> None:
        if not any(map(str.isalpha, text)):
            return
        label = self._labels[-1] if self._labels else None
        if not self._text or self._text[-1] is not label:
            self._text.append(label)
        if label is not None and (of := self._labelled(label)):
            group, number = of
            if len(group.words[number]) < MOST_CHARACTERS:
                group.words[number] += f" {text}"

    def _labelled(self, label: HtmlElement) -> tuple[_Choices, int] | None:
        return self._by_label.get(label) or self._by_id.get(label.get("for", ""))

    def _open(self, element: HtmlElement) -> None:
        tag, role = element.tag, role_of(element)
        if tag == "fieldset" and element.get("disabled") is not None:
            self._disabled += 1
        if _may_group(tag, role):
            self._around = _Around(element, self._around)
        if tag == "form":
            self._forms.append(element)
        elif tag == "tr":
            self._rows.append(element)
        elif tag == "label":
            self._labels.append(element)
            of = self._document.ids.get(element.get("for", "").strip() or "\0")
            if of is not None and of.tag in CONTROLS:
                self._of_control.add(element)
        elif tag in HEADINGS or role == "heading":
            self._headings += 1
        elif tag in CONTROLS:
            self._control(element)

    def _control(self, element: HtmlElement) -> None:
        if self._labels:
            self._of_control.add(self._labels[-1])
        kind = element.get("type", "").strip().lower() if element.tag == "input" else ""
        name = element.get("name", "").strip().removesuffix("[]")
        if (
            kind in {"radio", "checkbox"}
            and name
            and not self._disabled
            and element.get("disabled") is None
        ):
            self._choice(element, kind, name)
        self._text = []

    def _choice(self, element: HtmlElement, kind: str, name: str) -> None:
        form = self._forms[-1] if self._forms else None
        group = self._found.get((form, kind, name))
        if group is None:
            group = _Choices(kind, name, self._around, self._text)
            self._found[form, kind, name] = group
        group.controls.append(element)
        group.rows.append(self._rows[-1] if self._rows else None)
        group.headings.add(self._headings)
        group.words.append("")
        at = (group, len(group.words) - 1)
        if self._labels:
            self._by_label[self._labels[-1]] = at
        if identity := element.get("id"):
            self._by_id.setdefault(identity, at)

    def _close(self, element: HtmlElement) -> None:
        if element.tag == "fieldset" and element.get("disabled") is not None:
            self._disabled -= 1
        if self._around is not None and self._around.element is element:
            self._around = self._around.outer
        for open_elements in (self._forms, self._rows, self._labels):
            if open_elements and open_elements[-1] is element:
                open_elements.pop()


def _judged(group: _Choices, document: Document) -> tuple[HtmlElement, str] | None:
    """The element to blame, and the question for a person ("" where the failure is sure)."""
    nameless = None
    doubt = ""
    is_in_form = True
    for each in _outwards(group.around):
        element, role = each.element, role_of(each.element)
        if _is_group(element.tag, role):
            if has_group_name(element, document):
                return None
            if nameless is None and element.tag == "fieldset":
                nameless = element
        elif element.tag == "form":
            is_in_form = False
        elif has_aria_name(element, document):
            if element.tag in LISTS or role in LIST_ROLES:
                return None
            doubt = PART_NAMED if is_in_form else doubt
        elif element.tag == "details":
            doubt = SUMMARY if is_in_form else doubt
    return (group.controls[0] if nameless is None else nameless), _doubt(group) or doubt


def _chooses_rows(group: _Choices) -> bool:
    """Whether these are the ticks at the rows of a table."""
    is_in_rows = all(each is not None for each in group.rows)
    return group.kind == "checkbox" and is_in_rows and len(set(group.rows)) == len(group.rows)


def _doubt(group: _Choices) -> str:
    if all(each is not None for each in group.rows):
        return "Do the headers of the table say the question for each of them?"
    if len(group.headings) > 1:
        return "Headings stand between them. Do they answer one question?"
    if all(each.get("aria-label") or each.get("aria-labelledby") for each in group.controls):
        return "Does the name of each of them say the question too?"
    if not group.question:
        return "No question stands before them. Do their own labels say enough?"
    if group.kind == "radio" and STATE_ONLY.search(group.name):
        return "Do people see them, and do they ask a question?"
    return ""


def _outwards(around: _Around | None) -> Iterator[_Around]:
    node = around
    for _ in range(MOST_AROUND):
        if node is None:
            return
        yield node
        node = node.outer


def _finding(group: _Choices, element: HtmlElement, doubt: str, document: Document) -> Finding:
    kind = "radio buttons" if group.kind == "radio" else "checkboxes"
    words = ", ".join(f"“{cut(tidy(each), 30)}”" for each in group.words[:MOST_WORDS] if each)
    listed = (
        f" ({words}{', …' if words and len(group.words) > MOST_WORDS else ''})" if words else ""
    )
    if element.tag == "fieldset":
        fault = f"The fieldset around {len(group.controls)} {kind}{listed} has no legend."
    else:
        fault = f"{len(group.controls)} {kind}{listed} are in no group with a name."
    return found_at(
        element,
        document,
        f"{fault} {doubt}".rstrip(),
        impact=Impact.SERIOUS,
        status=Status.NEEDS_REVIEW if doubt else Status.FAILED,
    )


def _may_group(tag: str, role: str) -> bool:
    return (
        _is_group(tag, role)
        or tag == "form"
        or tag in LISTS
        or role in LIST_ROLES
        or tag in LOOSE_GROUPS
        or role in LOOSE_ROLES
    )


def _is_group(tag: str, role: str) -> bool:
    return role in GROUP_ROLES or (tag == "fieldset" and role not in NO_ROLES)
