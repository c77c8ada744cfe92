"""Forms have a button that sends them."""

from lxml.html import HtmlElement

from audits.derive.controls import TYPED, Control, by_form, controls_of
from audits.derive.document import Document
from audits.derive.found import found_at
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

FILLED_IN = TYPED | {"select", "textarea", "radio", "checkbox"}
MOST_FINDINGS = 20


@audit(
    title="Forms have a button that sends them",
    failure_title="A form has no button that sends it",
    category="best practice",
    certainty="advice",
    impact=Impact.MODERATE,
    unit="forms",
)
def unsent_forms(document: Document) -> Outcome:
    """Forms have a button that sends them.

    ## Why it matters
    Without a button, people have to guess that the Enter key sends the form. Where a script sends
    it as soon as something changes, that takes them by surprise.

    ## Who is hurt
    People who use a switch, their voice or a telephone without an Enter key. People who lose the
    thread when something happens by itself.

    ## What it checks
    Forms with fields to fill in and an address that have no button at all, neither inside nor tied
    to them by the form attribute. The search box of a page counts too.

    ## How to fix
    Put a button at the end that says what happens: "Send your report", "Search".

    ## Source
    WCAG 2.2, technique H32 (providing submit buttons), which helps with success criterion 3.2.2 On
    Input (level A). Good practice where no script sends the form by itself.
    """
    forms = {form: of for form, of in by_form(controls_of(document)).items() if form is not None}
    filled = {form: of for form, of in forms.items() if any(map(_is_filled_in, of))}
    if not filled:
        return not_applicable("no forms to fill in on the page")
    tied = {each.element.get("form") for each in controls_of(document) if each.is_button}
    without = [
        form
        for form, of in filled.items()
        if not any(each.is_button for each in of)
        and not (form.get("id") and form.get("id") in tied)
    ]
    findings = [
        found_at(form, document, "The form has no button that sends it.", impact=Impact.MODERATE)
        for form in without[:MOST_FINDINGS]
        if form.xpath("not(.//*[@role='button'])") and _leads_somewhere(form)
    ]
    return failed(*findings, value=len(findings), unit="forms") if findings else passed(0, "forms")


def _leads_somewhere(form: HtmlElement) -> bool:
    """Whether it says where it is sent: one that does not may be worked by a script alone."""
    address = form.get("action", "").strip()
    return bool(address) and not address.startswith(("#", "javascript:"))


def _is_filled_in(control: Control) -> bool:
    return control.kind in FILLED_IN and not control.is_disabled
