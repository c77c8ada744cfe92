"""Fields that take only one format say which."""

import re

from audits.derive.controls import Control, controls_of
from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.names import bare, tidy
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

TYPED = frozenset({"text", "search", "tel", "password"})  # others have a format of their own
# What asks for no more than something, or for digits, as keyboards of telephones are asked for.
ANYTHING = re.compile(
    r"\^?(?:\.|\\S|\\w|\[\^?(?:\\s|\\S|\\w| )+\]|\\d|\[0-9\]|\[\\d\]|\[A-Za-z\]|\[a-zA-Z\])"
    r"(?:\*|\+|\{1?,\d*\})?\$?"
)
SPACES = re.compile(r"\(\?[=!:][^)]*\)")
# An example, a number of letters or digits, or words that speak of how it is written.
TELLS = re.compile(
    r"\d|\b(?:e\.?g\.?|example|format|such as|like this|digits?|numbers? only|letters?|characters?"
    r"|spaces?|upper ?case|lower ?case|capitals?|dashes|hyphens?|full stops?|symbols?"
    r"|start(?:s|ing)?|begin(?:s|ning)?|dd|mm|yyyy|hh|er enghraifft|fformat"
    r"|llythyren|llythrennau|rhifau)\b",
    re.IGNORECASE,
)
# Formats that nearly everybody knows, though not whether spaces or small letters are taken.
KNOWN = re.compile(
    r"post ?code|phone|mobile|e-?mail|\bdate\b|\btime\b|website|\burl\b|\byear\b|\bmonth\b|\bday\b"
    r"|\bage\b|amount|sort code|cod post|ffôn|e-?bost|dyddiad",
    re.IGNORECASE,
)


@audit(
    title="Fields that take only one format say which",
    failure_title="Fields take only one format and do not say which",
    category="accessibility",
    requirements=("wcag:3.3.2", "wcag:3.3.3"),
    impact=Impact.SERIOUS,
    unit="fields",
)
def format_hints(document: Document) -> Outcome:
    """Fields that take only one format say which.

    ## Why it matters
    Some fields take an answer only if people write it in one certain way. The browser then only
    says "match the requested format". Nobody can do so without knowing the format.

    ## Who is hurt
    People with dyslexia or a poor memory, who try again and again. Everybody who does not have the
    letter with the number before them.

    ## What it checks
    Text fields with a pattern attribute that asks for more than digits. The label, the hint or the
    title of each must tell how to write it. An example will do. A person decides where many people
    know the format, such as that of a postcode. It leaves out forms that switch the browser's own
    checks off.

    ## How to fix
    Say the format in a hint under the label: "It is 2 letters and 6 digits, for example QQ 123456".
    Put the same words into the title of the field: browsers add them to their message. Better
    still, take every way of writing it.

    ## Source
    WCAG 2.2, success criteria 3.3.2 Labels or Instructions (level A) and 3.3.3 Error Suggestion
    (level AA), technique G89; the HTML standard, the pattern attribute.
    """
    fields = [each for each in controls_of(document) if _has_format(each)]
    if not fields:
        return not_applicable("no field asks for a format by its pattern")
    return by_surest([_finding(each, document) for each in fields if not _is_told(each)], "fields")


def _has_format(control: Control) -> bool:
    pattern = (control.element.get("pattern") or "").strip()
    if not pattern or control.kind not in TYPED or control.is_disabled:
        return False
    if control.element.get("readonly") is not None:
        return False
    if control.form is not None and control.form.get("novalidate") is not None:
        return False
    return ANYTHING.fullmatch(SPACES.sub("", pattern)) is None


def _is_told(control: Control) -> bool:
    if tidy(control.element.get("title", "")) not in {"", control.label}:
        return True
    placeholder = tidy(control.element.get("placeholder", ""))
    if placeholder and control.name and bare(placeholder) != bare(control.name):
        return True
    return bool(control.described or TELLS.search(f"{control.near} {placeholder}"))


def _finding(control: Control, document: Document) -> Finding:
    name = f" “{cut(control.name, 60)}”" if control.name else ""
    is_known = bool(KNOWN.search(control.name))
    question = " Does everybody know how to write it?" if is_known else ""
    return found_at(
        control.element,
        document,
        f"The field{name} takes only one format, and nothing says which.{question}",
        impact=Impact.SERIOUS,
        status=Status.NEEDS_REVIEW if is_known else Status.FAILED,
    )
