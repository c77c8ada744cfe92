"""The controls of a page with the words about them: labels, hints, groups, neighbours."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from lxml.html import HtmlElement

from audits.derive.document import Document, go_through, role_of
from audits.derive.forms import LABELLABLE, OF_A_LIST
from audits.derive.names import content_name, tidy

CONTROLS = frozenset({"input", "select", "textarea", "button"})
BUTTONS = frozenset({"submit", "button", "reset", "image"})
CHOICES = frozenset({"radio", "checkbox"})
TYPED = frozenset(
    "text search email tel url password number date month week time datetime-local".split()
)
GROUP_ROLES = frozenset({"group", "radiogroup"})
MOST_CHARACTERS = 1000  # of the words about one control, of each kind
MOST_GROUPS = 20  # around one control that are looked at: a hostile page nests without end
MOST_NAMED = 30  # ids of one attribute


@dataclass(eq=False, slots=True)
class Words:
    """Texts that are put together, cut where they are longer than any honest page needs."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        if self.length < MOST_CHARACTERS:
            self.parts.append(text[:MOST_CHARACTERS])
            self.length += len(text)

    @property
    def text(self) -> str:
        return tidy(" ".join(self.parts))


@dataclass(eq=False, slots=True)
class Part:
    """A fieldset or group with its legend or name, as far as the HTML tells."""

    element: HtmlElement
    outer: "Part | None"
    name: str = ""
    described: str = ""  # aria-describedby


@dataclass(eq=False, slots=True)
class Control:
    """A control that is shown, and what stands about it."""

    element: HtmlElement
    kind: str  # the type of an input, else the tag
    form: HtmlElement | None
    part: Part | None
    before: Words  # since the control before it, without labels
    after: Words = field(default_factory=Words)  # up to the control after it
    labels: list[Words] = field(default_factory=list)
    aria: str = ""  # aria-label, aria-labelledby
    described: str = ""  # aria-describedby

    @property
    def label(self) -> str:
        return tidy(" ".join(each.text for each in self.labels))

    @property
    def name(self) -> str:
        """What it is called: by its labels, else by its attributes."""
        return self.label or self.aria or tidy(self.element.get("title", ""))

    @property
    def is_button(self) -> bool:
        return self.kind in BUTTONS

    @property
    def is_disabled(self) -> bool:
        return self.element.get("disabled") is not None

    @property
    def parts(self) -> Iterator[Part]:
        """The groups around it, from the inside."""
        node = self.part
        for _ in range(MOST_GROUPS):
            if node is None:
                return
            yield node
            node = node.outer

    @property
    def near(self) -> str:
        """All that is said at it: its names, its hints, and the texts beside it."""
        own = (self.label, self.aria, self.element.get("title", ""), self.described)
        return tidy(" ".join((*own, self.before.text, self.after.text)))


def controls_of(document: Document) -> list[Control]:
    """Return the controls of a page that are shown; it is gone through once for all audits."""
    if document.controls is None:
        document.controls = _Walk(document).controls
    return cast("list[Control]", document.controls)


def by_form(controls: list[Control]) -> dict[HtmlElement | None, list[Control]]:
    """The controls of each form; those in no form belong together as well."""
    found: dict[HtmlElement | None, list[Control]] = defaultdict(list)
    for each in controls:
        found[each.form].append(each)
    return found


class _Walk:
    """Goes once through what is shown, and collects controls and the words about them."""

    def __init__(self, document: Document) -> None:
        self.controls: list[Control] = []
        self._document = document
        self._forms: list[HtmlElement] = []
        self._parts: Part | None = None
        self._labels: list[tuple[HtmlElement, Words]] = []
        self._legends: list[HtmlElement] = []
        self._own: list[HtmlElement] = []  # buttons: what is inside is their name
        self._words = Words()
        self._said: dict[str, str] = {}  # by ids: many controls may name one long text
        self._of: dict[HtmlElement, Control] = {}
        self._first_in: dict[HtmlElement, HtmlElement] = {}  # label: the first control inside
        self._named: list[tuple[HtmlElement, Words]] = []  # labels, in their order
        go_through(
            document,
            leaves_out=OF_A_LIST,
            on_open=self._open,
            on_text=self._say,
            on_close=self._close,
        )
        self._give_labels()

    def _say(self, text: str) -> None:
        if self._own or text.isspace():
            return
        if self._labels:
            self._labels[-1][1].add(text)
        elif not self._legends:
            self._words.add(text)

    def _open(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "form":
            self._forms.append(element)
            self._words = Words()
        elif tag == "fieldset" or role_of(element) in GROUP_ROLES:
            self._parts = Part(
                element,
                self._parts,
                name=self._part_name(element),
                described=self._words_at(element, "aria-describedby"),
            )
        elif tag == "legend":
            self._legends.append(element)
        elif tag == "label":
            self._labels.append((element, Words()))
        elif tag == "img":
            self._say(f" {element.get('alt', '')} ")
        elif tag in CONTROLS:
            self._control(element)

    def _control(self, element: HtmlElement) -> None:
        kind = element.tag
        if kind in {"input", "button"}:
            kind = element.get("type", "").strip().lower()
            kind = kind or ("text" if element.tag == "input" else "submit")
        control = Control(
            element=element,
            kind=kind,
            form=self._forms[-1] if self._forms else None,
            part=self._parts,
            before=self._words,
            aria=self._words_at(element, "aria-labelledby")
            or tidy(element.get("aria-label", ""))[:MOST_CHARACTERS],
            described=self._words_at(element, "aria-describedby"),
        )
        self._words = control.after
        self.controls.append(control)
        self._of[element] = control
        for label, _ in self._labels:
            self._first_in.setdefault(label, element)
        if element.tag == "button":
            self._own.append(element)

    def _close(self, element: HtmlElement) -> None:
        if self._own and self._own[-1] is element:
            self._own.pop()
        if self._legends and self._legends[-1] is element:
            self._legends.pop()
        if self._forms and self._forms[-1] is element:
            self._forms.pop()
            self._words = Words()
        if self._parts is not None and self._parts.element is element:
            self._parts = self._parts.outer
        if self._labels and self._labels[-1][0] is element:
            label, words = self._labels.pop()
            if self._labelled(label) is None:
                self._words.add(words.text)  # a text like any other
            self._named.append((label, words))

    def _labelled(self, label: HtmlElement) -> HtmlElement | None:
        identity = label.get("for", "").strip()
        found = self._document.ids.get(identity) if identity else self._first_in.get(label)
        return found if found is not None and found.tag in LABELLABLE else None

    def _give_labels(self) -> None:
        for label, words in self._named:
            control = self._of.get(cast("HtmlElement", self._labelled(label)))
            if control is not None and len(control.labels) < MOST_NAMED:
                control.labels.append(words)

    def _words_at(self, element: HtmlElement, attribute: str) -> str:
        """The texts of the elements that an attribute names by their ids."""
        if not (identities := element.get(attribute)):
            return ""
        if identities not in self._said:
            found = map(self._document.ids.get, identities.split()[:MOST_NAMED])
            names = [
                tidy(e.get("aria-label", "")) or content_name(e) for e in found if e is not None
            ]
            self._said[identities] = tidy(" ".join(names))[:MOST_CHARACTERS]
        return self._said[identities]

    def _part_name(self, element: HtmlElement) -> str:
        name = self._words_at(element, "aria-labelledby") or tidy(element.get("aria-label", ""))
        if name or element.tag != "fieldset":
            return name[:MOST_CHARACTERS]
        legend = next(element.iterchildren("legend"), None)
        return "" if legend is None else content_name(legend)[:MOST_CHARACTERS]
