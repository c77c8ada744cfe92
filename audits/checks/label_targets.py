"""Each label belongs to the field beside it."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from audits.derive.controls import Control, controls_of
from audits.derive.document import SLEEPERS, Document, cut
from audits.derive.forms import LABELLABLE, FormFields, field_finding, form_fields
from audits.derive.names import content_name, tidy
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

ERROR = ("error", "invalid")


@audit(
    title="Each label belongs to the field beside it",
    failure_title="Labels belong to another field than the one beside them",
    category="accessibility",
    requirements=("wcag:1.3.1", "wcag:4.1.2"),
    impact=Impact.SERIOUS,
    unit="fields",
)
def label_targets(document: Document) -> Outcome:
    """Each label belongs to the field beside it.

    ## Why it matters
    An id ties a label to its field. When two fields have the same id, both labels go to the first.
    The second looks labelled and has no name.

    ## Who is hurt
    People who use a screen reader, who hear "edit text" and no more. People who speak to their
    computer, and everybody who clicks on the label.

    ## What it checks
    Fields without a name whose id stands on an earlier element too, so that their label belongs to
    that. Labels that are for a field that has one already, while the field after them has none. A
    person decides where two labels belong to one field.

    ## How to fix
    Give each field an id of its own, and name it in the "for" of its label. A form that stands on
    the page twice needs other ids the second time.

    ## Source
    WCAG 2.2, success criteria 1.3.1 Info and Relationships and 4.1.2 Name, Role, Value (level A);
    techniques H44 and H93, failure technique F68.
    """
    fields = [each for each in controls_of(document) if not each.is_button]
    if not fields:
        return not_applicable("no form fields on the page")
    findings = [*_second_of_id(fields, document)]
    doubled = document.repeated_ids if findings else frozenset()
    strayed, labels = [], set()
    for label, finding in _strayed(fields, document):
        strayed.append(finding)
        labels.add(label)
    form = form_fields(document)
    findings += [*strayed, *_labelled_twice(form, labels, doubled, document)]
    return by_surest(findings, "fields")


def _second_of_id(fields: list[Control], document: Document) -> Iterator[Finding]:
    for field in fields:
        identity = field.element.get("id", "")
        if identity not in document.repeated_ids or field.name:
            continue
        label = document.labels.get(identity)
        first = document.ids[identity]
        if label is None or first is field.element or _sleeps(first):
            continue
        if words := content_name(label):
            yield field_finding(
                f"The label “{cut(words, 60)}” is for the id “{cut(identity, 60)}”, which an "
                "earlier element has too. So it does not belong to this field.",
                field.element,
                document,
            )


def _sleeps(element: HtmlElement) -> bool:
    return next(element.iterancestors(*SLEEPERS), None) is not None


def _strayed(fields: list[Control], document: Document) -> Iterator[tuple[HtmlElement, Finding]]:
    """Labels for a field that has a label already, before a field that has none."""
    shown = {each.element: each for each in fields}
    taken: set[str] = set()
    last: HtmlElement | None = None
    for element in document.body.iter("label", "input", "select", "textarea"):
        if element.tag == "label":
            identity = element.get("for", "").strip()
            last = element if identity in taken else None
            taken.add(identity or "\0")
            continue
        if last is not None and (field := shown.get(element)) is not None:
            labelled = document.ids.get(last.get("for", "").strip())
            words = content_name(last)
            is_doubled = element.get("id", "") in document.repeated_ids
            if words and not field.name and labelled in shown and not is_doubled:
                yield (
                    last,
                    field_finding(
                        f"The label “{cut(words, 60)}” is for another field, which has a label "
                        "already. So it does not belong to the field after it.",
                        element,
                        document,
                    ),
                )
        last = None


def _labelled_twice(
    form: FormFields, strayed: set[HtmlElement], doubled: frozenset[str], document: Document
) -> Iterator[Finding]:
    for identity, labels in form.labels.items():
        if identity in doubled:
            continue
        field = document.ids.get(identity)
        shown = [
            each
            for each in labels
            if tidy(each.text)
            and not each.is_unseen
            and each.element not in strayed
            and not any(word in each.element.get("class", "").lower() for word in ERROR)
        ]
        if len(shown) > 1 and field is not None and field.tag in LABELLABLE:
            texts = " and ".join(f"“{cut(tidy(each.text), 40)}”" for each in shown[:2])
            yield field_finding(
                f"{len(shown)} labels belong to one field: {texts}. Are they for it, and "
                "clear when people hear them together?",
                shown[1].element,
                document,
                Status.NEEDS_REVIEW,
            )
