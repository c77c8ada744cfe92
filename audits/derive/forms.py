"""The fields of a page's forms, their labels, and what tells one field from another."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import cast

from lxml.html import HtmlElement

from audits.derive.document import Document, go_through, is_hidden, role_of
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

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
OF_A_LIST = frozenset({"option", "optgroup"})  # they say nothing beside a field
NOT_FIELDS = frozenset("hidden submit button reset image radio checkbox range color file".split())
LABELLABLE = frozenset({"input", "select", "textarea", "button", "meter", "output", "progress"})
SEARCH = re.compile(r"\b(?:search|find|go|look up|chwilio|chwiliwch|canfod)\b", re.IGNORECASE)
SEARCH_NAME = re.compile(r"search|keyword|^(?:q|s|k|query|keys|term|terms|qt)$", re.IGNORECASE)
UNSEEN = re.compile(
    r"(?:^|\s)(?:[\w-]*visually-?hidden|sr-only|screen-reader(?:-text|-only)?|element-invisible)"
    r"(?:\s|$)",
    re.IGNORECASE,
)
MOST_WORDS = 8  # of a text that may be the label of the field after it
MOST_CHARACTERS = 1000  # of a label
MOST_NAMED = 30  # ids of aria-labelledby
MOST_INSIDE = 200  # elements looked at for a name


@dataclass(eq=False, slots=True)
class Group:
    element: HtmlElement
    outer: "Group | None"


@dataclass(eq=False, slots=True)
class Label:
    element: HtmlElement
    text: str = ""
    is_unseen: bool = False
    control: HtmlElement | None = None  # the first inside it

    def add(self, text: str) -> None:
        if len(self.text) < MOST_CHARACTERS:
            self.text += text[:MOST_CHARACTERS]


@dataclass(eq=False, slots=True)
class Field:
    element: HtmlElement
    form: HtmlElement | None
    group: Group | None
    around: Label | None  # the label it stands in
    passed: int  # texts before it that may tell it from another field
    is_after_text: bool
    is_search: bool


def form_fields(document: Document) -> "FormFields":
    """Return the fields of a page; it is gone through once for all audits."""
    if document.fields is None:
        document.fields = FormFields(document)
    return cast("FormFields", document.fields)


class FormFields:
    """Goes once through what is shown, and collects fields, labels and buttons."""

    def __init__(self, document: Document) -> None:
        self.fields: list[Field] = []
        self.labels: dict[str, list[Label]] = defaultdict(list)  # by the id they are for
        self.search_forms: set[HtmlElement | None] = set()  # with a button that says so
        self.buttons: dict[HtmlElement | None, int] = defaultdict(int)
        self._ids = document.ids
        self._forms: list[HtmlElement] = []
        self._labels: list[Label] = []
        self._group: Group | None = None
        self._passed = 0
        self._is_after_text = False
        self._silent: list[HtmlElement] = []  # open elements whose text is no label of a field
        self._unseen: list[HtmlElement] = []
        self._button: HtmlElement | None = None
        self._searches: list[HtmlElement] = []
        self._go_through(document)

    @property
    def _form(self) -> HtmlElement | None:
        return self._forms[-1] if self._forms else None

    def _go_through(self, document: Document) -> None:
        go_through(
            document,
            leaves_out=OF_A_LIST,
            on_open=self._open,
            on_text=self._say,
            on_close=self._close,
        )

    def _say(self, text: str) -> None:
        if text.isspace():
            return
        if self._button is not None:
            if SEARCH.search(text):
                self.search_forms.add(self._form)
        elif self._labels:
            self._labels[-1].add(text)
            self._labels[-1].is_unseen |= bool(self._unseen)
        elif any(map(str.isalnum, text)):
            self._passed += 1
            is_label = not self._silent and len(text.split()) <= MOST_WORDS
            self._is_after_text = is_label and not self._unseen

    def _open(self, element: HtmlElement) -> None:
        tag, role = element.tag, role_of(element)
        if UNSEEN.search(element.get("class", "")):
            self._unseen.append(element)
        if tag == "form":
            self._forms.append(element)
            self._is_after_text = False
        if tag == "search" or role == "search":
            self._searches.append(element)
        if tag in {"fieldset", "tr"} or role in {"group", "radiogroup", "region"}:
            self._group = Group(element, self._group)
        if tag in HEADINGS or tag in {"legend", "a"} or role == "heading":
            self._silent.append(element)
        if tag == "label":
            self._label(element)
        elif tag == "img":
            self._picture(element.get("alt", ""))
        elif tag in {"input", "select", "textarea", "button"}:
            self._control(element)

    def _label(self, element: HtmlElement) -> None:
        label = Label(element, is_unseen=bool(self._unseen))
        self._labels.append(label)
        if identity := element.get("for", "").strip():
            self.labels[identity].append(label)

    def _picture(self, name: str) -> None:
        if self._button is not None and SEARCH.search(name):
            self.search_forms.add(self._form)
        elif self._labels:
            self._labels[-1].add(f" {name} ")

    def _control(self, element: HtmlElement) -> None:
        if self._labels and self._labels[-1].control is None:
            self._labels[-1].control = element
        if element.tag == "button":
            self._press(element, element.get("aria-label", "") or element.get("title", ""))
            self._button = element
        else:
            self._fill_in(element)

    def _press(self, element: HtmlElement, name: str) -> None:
        self._passed += 1
        if element.get("type", "").lower() != "reset":
            self.buttons[self._form] += 1
        if SEARCH.search(name):
            self.search_forms.add(self._form)

    def _fill_in(self, element: HtmlElement) -> None:
        kind = element.get("type", "").strip().lower() if element.tag == "input" else ""
        if kind in NOT_FIELDS:
            self._passed += 1
            if kind in {"submit", "image", "button"}:
                name = element.get("value") or element.get("alt") or element.get("aria-label")
                self._press(element, name or "")
        elif element.get("disabled") is None and element.get("tabindex") != "-1":
            names = f"{element.get('name', '').strip()} {element.get('id', '').strip()}".split()
            is_search = kind == "search" or any(map(SEARCH_NAME.search, names))
            self.fields.append(
                Field(
                    element=element,
                    form=self._form,
                    group=self._group,
                    around=self._labels[-1] if self._labels else None,
                    passed=self._passed,
                    is_after_text=self._is_after_text or self._is_second_in_label(element),
                    is_search=is_search or bool(self._searches),
                )
            )
        self._is_after_text = False

    def _close(self, element: HtmlElement) -> None:
        for open_elements in (self._forms, self._silent, self._unseen, self._searches):
            if open_elements and open_elements[-1] is element:
                open_elements.pop()
        if self._labels and self._labels[-1].element is element:
            self._end_label(self._labels.pop())
        if self._group is not None and self._group.element is element:
            self._group = self._group.outer
        if self._button is element:
            self._button = None

    def _end_label(self, label: Label) -> None:
        """A label that labels nothing is a text like any other."""
        identity = label.element.get("for", "").strip()
        labelled = self._ids.get(identity, label.control) if identity else label.control
        if labelled is None or labelled.tag not in LABELLABLE:
            self._say(label.text)

    def _is_second_in_label(self, element: HtmlElement) -> bool:
        return bool(self._labels) and self._labels[-1].control is not element

    def labels_of(self, field: Field) -> list[Label]:
        around = field.around
        is_its = (
            around is not None
            and around.control is field.element
            and not around.element.get("for", "").strip()
        )
        of = [around] if around is not None and is_its else []
        return of + self.labels.get(field.element.get("id", "").strip(), [])


def has_group_name(element: HtmlElement, document: Document) -> bool:
    """Whether a fieldset or an element of role group has a legend or a name."""
    if has_aria_name(element, document) or tidy(element.get("title", "")):
        return True
    if element.tag != "fieldset":
        return False
    legend = next(element.iterchildren("legend"), None)
    return legend is not None and not is_hidden(legend) and _says_something(legend)


def has_aria_name(element: HtmlElement, document: Document) -> bool:
    """Whether aria-label or aria-labelledby gives it a name."""
    if tidy(element.get("aria-label", "")):
        return True
    named = map(document.ids.get, element.get("aria-labelledby", "").split()[:MOST_NAMED])
    return _any_says(each for each in named if each is not None)


def _any_says(elements: Iterable[HtmlElement]) -> bool:
    return any(map(_says_something, elements))


def _says_something(element: HtmlElement) -> bool:
    for each in islice(element.iter("*"), MOST_INSIDE):
        if each is not element and each.tail and each.tail.strip():
            return True
        if each is not element and is_hidden(each):
            continue
        texts = (each.text, each.get("aria-label"), each.get("alt"))
        if any(text and text.strip() for text in texts):
            return True
    return False


def field_finding(
    message: str, element: HtmlElement, document: Document, status: Status = Status.FAILED
) -> Finding:
    return found_at(
        element,
        document,
        message,
        impact=Impact.SERIOUS if status is Status.FAILED else Impact.MODERATE,
        status=status,
    )


def field_outcome(form: FormFields, findings: list[Finding]) -> Outcome:
    """Return what an audit of fields says, by the surest of its findings."""
    if not form.fields:
        return not_applicable("no form fields to fill in on the page")
    return by_surest(findings, "fields")
