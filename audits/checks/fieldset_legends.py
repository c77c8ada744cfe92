"""Fieldsets have legends that name the group."""

from collections import defaultdict
from itertools import islice

from lxml.html import HtmlElement

from audits.derive.controls import CHOICES, CONTROLS, Control, by_form, controls_of
from audits.derive.document import Document, cut, is_unshown, role_of
from audits.derive.forms import HEADINGS, OF_A_LIST, has_group_name
from audits.derive.found import found_at
from audits.derive.names import content_name, tidy
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

MOST_WORDS = 12  # of a text that names a group
MOST_LOOKED_AT = 100  # elements before the first field
BEFORE_WHICH = OF_A_LIST | CONTROLS | {"label"}  # what opens a group stands
FEWEST_FIELDS = 2


@audit(
    title="Fieldsets have legends",
    failure_title="Fieldsets have no legend, or an empty one",
    category="accessibility",
    requirements=("wcag:1.3.1",),
    unit="fieldsets",
)
def fieldset_legends(document: Document) -> Outcome:
    """Fieldsets have legends.

    ## Why it matters
    A fieldset tells a screen reader that fields belong together. Its legend says what they have in
    common, such as "Your landlord". Without it, "Name" may be anybody's.

    ## Who is hurt
    People who use a screen reader and go through a form field by field, and do not see the words
    above the group.

    ## What it checks
    Fieldsets around two or more fields. It fails where the legend is empty. It fails where a short
    text at the top stands in for the legend and nothing ties it to the group. A person decides
    where a heading does so, and where nothing names the group. The audit choice-groups judges radio
    buttons and checkboxes that share a name.

    ## How to fix
    Make the words above the fields the legend, as the first thing inside the fieldset. Where the
    fieldset is only there for its frame, take it away and use a style.

    ## Source
    WCAG 2.2, success criterion 1.3.1 Info and Relationships (level A), technique H71; GOV.UK
    Design System, Fieldset.
    """
    controls = [
        each for each in controls_of(document) if not each.is_button and not each.is_disabled
    ]
    inside: dict[HtmlElement, list[Control]] = defaultdict(list)
    for each in controls:
        if each.part is not None:
            inside[each.part.element].append(each)
    fieldsets = [each for each in inside if each.tag == "fieldset" and not role_of(each)]
    if not fieldsets:
        return not_applicable("no fieldset with fields on the page")
    sizes = {form: len(of) for form, of in by_form(controls).items()}
    findings = [
        finding
        for each in fieldsets
        if not has_group_name(each, document) and _are_several(inside[each])
        if (finding := _judged(each, inside[each], sizes[inside[each][0].form], document))
    ]
    return by_surest(findings, "fieldsets")


def _are_several(fields: list[Control]) -> bool:
    """Whether there are two or more, and not choices of one name, which another audit judges."""
    kinds = {each.kind for each in fields}
    names = {each.element.get("name", "").strip().removesuffix("[]") for each in fields}
    if kinds <= CHOICES and len(names) == 1:
        return False
    return len(fields) >= FEWEST_FIELDS


def _judged(
    fieldset: HtmlElement, fields: list[Control], fields_of_form: int, document: Document
) -> Finding | None:
    number = f"{len(fields)} fields"
    legend = next(fieldset.iterchildren("legend"), None)
    if legend is not None:
        message = f"The legend of the fieldset around {number} is empty."
        return _finding(fieldset, message, document)
    text, is_heading = _opening(fieldset)
    if text and len(text.split()) <= MOST_WORDS:
        stands = f"“{cut(text, 60)}” stands above {number} and is not the legend of their fieldset."
        if is_heading:
            question = f"{stands} Does one need it to tell what the fields are about?"
            return _finding(fieldset, question, document, Status.NEEDS_REVIEW)
        return _finding(fieldset, stands, document)
    is_whole = len(fields) == fields_of_form
    what = "all fields of the form" if is_whole else number
    question = f"The fieldset around {what} has no legend. What do they have in common?"
    return _finding(fieldset, question, document, Status.NEEDS_REVIEW)


def _opening(fieldset: HtmlElement) -> tuple[str, bool]:
    """The text before the first field that is no label, and whether it is a heading."""
    for each in islice(fieldset.iterdescendants("*"), MOST_LOOKED_AT):
        if each.tag in BEFORE_WHICH or is_unshown(each):
            break
        is_heading = each.tag in HEADINGS or role_of(each) == "heading"
        own = tidy(each.text or "")
        holds_fields = next(each.iter("label", *CONTROLS), None) is not None
        if is_heading or (own and not holds_fields):
            return content_name(each), is_heading
    return tidy(fieldset.text or ""), False


def _finding(
    fieldset: HtmlElement, message: str, document: Document, status: Status = Status.FAILED
) -> Finding:
    impact = Impact.SERIOUS if status is Status.FAILED else Impact.MODERATE
    return found_at(fieldset, document, message, impact=impact, status=status)
