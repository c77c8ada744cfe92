"""Fields bring up the keyboard that fits them."""

import re

from audits.derive.controls import Control, controls_of
from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.names import bare
from audits.model import Finding, Impact, Outcome, by_surest, not_applicable
from audits.registry import audit

# Codes are written with digits, and no number that one counts with.
CODE = re.compile(
    r"\b(?:phone|telephone|mobile|ffôn)\b|\b(?:account|reference|card|policy|customer|licence"
    r"|registration|passport|claim|case|invoice|national insurance|nhs) (?:number|no\.?)"
    r"|\b(?:sort|security|access|verification) code\b|\bcvv\b|\bcvc\b",
    re.IGNORECASE,
)
EMAIL = frozenset(
    {
        *("email", "e-mail", "email address", "e-mail address", "your email", "your email address"),
        *("cyfeiriad e-bost", "e-bost", "ebost"),
    }
)
TEL = frozenset(
    {
        *("phone", "phone number", "telephone", "telephone number", "mobile", "mobile number"),
        *("mobile phone number", "contact number", "daytime telephone number", "rhif ffôn", "ffôn"),
    }
)
BRACKETS = re.compile(r"\([^)]{0,80}\)|\boptional\b|\brequired\b|\*", re.IGNORECASE)


@audit(
    title="Fields bring up the keyboard that fits them",
    failure_title="Fields do not bring up the keyboard that fits them",
    category="best practice",
    impact=Impact.MINOR,
    unit="fields",
    certainty="advice",
)
def field_types(document: Document) -> Outcome:
    """Fields bring up the keyboard that fits them.

    ## Why it matters
    On a phone, a field for an e-mail address can bring up a keyboard with an @ sign. One for a
    phone number can bring up large digits. A reference is no number to count with: a number field
    drops its leading zeros and changes it when one scrolls.

    ## Who is hurt
    People with shaky hands or poor sight, and everybody on a small phone.

    ## What it checks
    That fields labelled as e-mail address or phone number have the type email or tel, or a fitting
    inputmode. That fields for references, cards, accounts and phone numbers are not of type number.

    ## How to fix
    Set type="email" or type="tel". For codes made of digits set type="text" and
    inputmode="numeric". In a form builder, choose the field types "Email" and "Phone".

    ## Source
    GOV.UK Design System, Email addresses, Telephone numbers, and Text input (numbers). The HTML
    standard, Input modalities: the inputmode attribute.
    """
    typed = ("text", "number", "email", "tel")
    fields = [each for each in controls_of(document) if each.kind in typed and each.name]
    if not fields:
        return not_applicable("no fields with a label to type in on the page")
    findings = [_finding(each, advice, document) for each in fields if (advice := _advice(each))]
    return by_surest(findings, "fields")


def _advice(control: Control) -> str:
    quoted = f"“{cut(control.name, 60)}”"
    if control.kind == "number" and CODE.search(control.name):
        return f"The field {quoted} is of type number, but a code is no number to count with."
    if control.kind != "text" or control.element.get("inputmode"):
        return ""
    label = bare(" ".join(BRACKETS.sub(" ", control.name).split()))
    for labels, kind in ((EMAIL, "email"), (TEL, "tel")):
        if label in labels:
            return f'The field {quoted} would get a better keyboard with type="{kind}".'
    return ""


def _finding(control: Control, message: str, document: Document) -> Finding:
    return found_at(control.element, document, message, impact=Impact.MINOR)
