"""Fields about the reader tell browsers what they ask for."""

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from audits.derive.controls import Control, by_form, controls_of
from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.names import bare
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What a label says, word for word, and the token that fits. English and Welsh.
TOKENS = {
    "name": ("name", "your name", "full name", "your full name", "enw", "eich enw", "enw llawn"),
    "given-name": (
        "first name",
        "first names",
        "forename",
        "forenames",
        "given name",
        "enw cyntaf",
    ),
    "family-name": ("last name", "surname", "family name", "cyfenw", "enw olaf"),
    "email": (
        *("email", "e-mail", "email address", "e-mail address", "your email", "your e-mail"),
        *("your email address", "your e-mail address", "contact email", "ebost", "e-bost"),
        *("cyfeiriad e-bost", "cyfeiriad ebost", "eich e-bost"),
    ),
    "tel": (
        *("phone", "phone number", "telephone", "telephone number", "mobile", "mobile number"),
        *("mobile phone", "mobile phone number", "your phone number", "contact number", "tel"),
        *("contact telephone number", "home telephone number", "daytime telephone number"),
        *("contact telephone", "daytime telephone", "home phone", "rhif ffôn", "ffôn"),
    ),
    "street-address": ("address", "your address", "home address", "cyfeiriad", "eich cyfeiriad"),
    "address-line1": (
        *("address line 1", "address 1", "building and street", "house number and street"),
        *("first line of address", "first line of your address", "street address"),
    ),
    "address-level2": ("town", "city", "town or city", "town/city", "tref neu ddinas"),
    "postal-code": ("postcode", "post code", "your postcode", "home postcode", "cod post"),
    "bday": ("date of birth", "your date of birth", "dyddiad geni"),
}
TOKEN_OF = {label: token for token, labels in TOKENS.items() for label in labels}
FILLED_IN = frozenset({"text", "email", "tel", "textarea", "date", "url", "number"})
# Said of a group or the whole form: it is not the reader whom they ask about.
OTHERS = re.compile(
    r"\b(?:child|children|pupil|partner|spouse|witness|patient|landlord|tenant|employer|referee"
    r"|agent|other person|somebody|someone|their|his|her|deceased|business|company|school|venue"
    r"|property|location|site|where|next of kin|emergency contact|organisation|dog|pet|vehicle"
    r"|plentyn|plant|tyst)\b",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\([^)]{0,80}\)|\boptional\b|\brequired\b", re.IGNORECASE)
CONTACT = frozenset({"name", "given-name", "family-name", "email", "tel"})
FEWEST = 2  # kinds of details; an address alone may be any place


@audit(
    title="Fields about the reader tell browsers what they ask for",
    failure_title="Fields about the reader may not tell browsers what they ask for",
    category="accessibility",
    requirements=("wcag:1.3.5",),
    unit="forms",
    certainty="needs review",
)
def own_details(document: Document) -> Outcome:
    """Fields about the reader tell browsers what they ask for.

    ## Why it matters
    A browser knows the reader's name, address and phone number. It fills them in where the
    field says by its autocomplete attribute what it wants. That saves typing and mistakes.

    ## Who is hurt
    People who type with pain or mix up letters, and people who forget their own number. People
    whose software shows a picture beside each kind of field.

    ## What it checks
    Forms with fields whose labels ask for a name, an e-mail address, a phone number, an address, a
    postcode or a date of birth. Each field should have an autocomplete attribute. It leaves out
    groups about another person or a place, and a single field of a form. A person decides whether
    the form asks about the reader.

    ## How to fix
    Set autocomplete on each of these fields: "name", "email", "tel", "address-line1",
    "postal-code", "bday-day". Form builders call it "autofill" or "autocomplete".

    ## Source
    WCAG 2.2, success criterion 1.3.5 Identify Input Purpose (level AA), technique H98, failure
    technique F107; GOV.UK Design System, Names, Addresses, Email addresses.
    """
    forms = {
        form: asked
        for form, controls in by_form(controls_of(document)).items()
        if _is_about_the_reader(asked := _asked(controls))
    }
    if not forms:
        return not_applicable("no form that asks for the reader's own details")
    findings = [
        _finding(lacking, document)
        for asked in forms.values()
        if (lacking := [(each, t) for each, t in asked if _lacks(each)])
    ]
    return (
        needs_review(*findings, value=len(findings), unit="forms")
        if findings
        else passed(0, "forms")
    )


def _asked(controls: list[Control]) -> list[tuple[Control, str]]:
    """The fields that ask for a detail, without those of two people or places."""
    asked = [(each, token) for each in controls if (token := _token(each))]
    parts: dict[str, set[HtmlElement | None]] = defaultdict(set)
    for each, token in asked:
        parts[token].add(each.part.element if each.part is not None else None)
    return [(each, token) for each, token in asked if len(parts[token]) == 1]


def _token(control: Control) -> str:
    """The token that fits a field about the reader; "" for other fields."""
    if control.kind not in FILLED_IN or control.is_disabled:
        return ""
    if control.element.get("readonly") is not None:
        return ""
    label = bare(" ".join(BRACKETS.sub(" ", control.name.replace("*", " ")).split()))
    token = TOKEN_OF.get(label, "")
    if token and any(OTHERS.search(each.name) for each in control.parts):
        return ""
    return token


def _is_about_the_reader(asked: list[tuple[Control, str]]) -> bool:
    tokens = {token for _, token in asked}
    return len(tokens) >= FEWEST and bool(tokens & CONTACT)


def _lacks(control: Control) -> bool:
    return not control.element.get("autocomplete", "").strip()


def _finding(lacking: list[tuple[Control, str]], document: Document) -> Finding:
    wanted = ", ".join(
        f'“{cut(each.name, 30)}” (autocomplete="{token}")' for each, token in lacking[:3]
    )
    more = ", …" if len(lacking) > 3 else ""  # noqa: PLR2004
    are = "1 field does" if len(lacking) == 1 else f"{len(lacking)} fields do"
    return found_at(
        lacking[0][0].element,
        document,
        f"{are} not tell browsers what to fill in: {wanted}{more}. Is it the reader they ask "
        "about?",
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
        elements=len(lacking),
    )
