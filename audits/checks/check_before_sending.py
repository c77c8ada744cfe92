"""What is paid, ordered or deleted can be checked before, or taken back."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from audits.derive.controls import TYPED, Control, by_form, controls_of
from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.names import content_name, tidy
from audits.derive.passages import passages_of
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

# What a button says that binds or deletes, in English and Welsh.
THINGS = (
    r"(?:account|booking|appointment|direct debit|application|tenancy|permit|registration|order"
    r"|payment|subscription|licence|membership|details|data|profile|claim|cyfrif|archeb)"
)
PAYS = re.compile(
    r"^(?:pay\b(?! (?:another|a different)\b)|(?:make|send|submit|complete) (?:a |my |your |the )?"
    r"payment|buy\b|purchase|donate|place (?:my |your |the )?order|order\b(?! by\b)|check ?out now"
    r"|complete (?:my |your |the )?(?:order|purchase|booking)|book\b(?! (?:club|shop|list|of)\b)"
    r"|reserve\b|hire\b|set up (?:a |my |your )?direct debit|talu\b|prynu\b|archebu\b)",
    re.IGNORECASE,
)
DELETES = re.compile(
    rf"^(?:delete|remove|erase|close|cancel|withdraw|end|dileu|canslo)\b.{{0,30}}\b{THINGS}\b",
    re.IGNORECASE,
)
SIGNS = re.compile(
    r"^(?:(?:i )?(?:sign|accept|agree to)|llofnodi)\b.{0,30}\b"
    r"(?:agreements?|contracts?|tenanc(?:y|ies)|declarations?|leases?|offer|cytundeb)\b",
    re.IGNORECASE,
)
LEADS_ON = re.compile(r"(?:next|continue|proceed|add|save|parhau|nesaf)\b", re.IGNORECASE)
CARD = re.compile(
    r"\b(?:card number|number on (?:the |your )?card|security code|cvc|cvv|sort code)\b"
    r"|\brhif (?:y |eich )?cerdyn\b|\bcod didoli\b",
    re.IGNORECASE,
)
# What says that it can be checked, or taken back.
NEXT_STEP = re.compile(
    r"\bcheck (?:and |your |the |all |what |that |everything)|\breview\b|\bconfirm|\bsummary\b"
    r"|\bstep \d|\bpage \d+ of\b|\bgo back and\b|\b(?:next|last|later|following) (?:page|step)\b"
    r"|\bbefore (?:you|we|it is|anything is|your \w+ is) (?:send|sent|submit|pay|book|take|taken)"
    r"|\byou (?:can|may) (?:still )?(?:change|cancel|undo|correct|go back)\b"
    r"|\bcancel (?:it |this |your \w+ )?(?:for free|free|at any time|up to|within|until|any time)"
    r"|\bchange your mind\b|\bfull refund\b|\bcooling[- ]off\b|\bnot yet (?:sent|paid|booked)"
    r"|\bgwirio\b|\bgwiriwch\b|\bcadarnhau\b|\bcam \d|\bnesaf\b",
    re.IGNORECASE,
)
ASSURES = re.compile(
    r"\bconfirm|\bchecked\b|\bcorrect\b|\bdeclar|\bunderst(?:an|oo)d|\bi am sure\b|\bcadarnhau"
    r"|\bgywir\b",
    re.IGNORECASE,
)
ASKS_FIRST = re.compile(r"\bconfirm\b|data-(?:bs-)?toggle|showModal|are you sure", re.IGNORECASE)
SCRIPTED = ("onclick", "onsubmit", "data-confirm", "data-toggle", "data-bs-toggle", "aria-haspopup")
FEWEST_FIELDS = 2  # that are typed in: less leads on to where the rest is asked
MOST = 20  # findings of one page


@audit(
    title="What binds can be checked before it is sent",
    failure_title="What binds may be sent before it can be checked",
    category="accessibility",
    requirements=("wcag:3.3.4",),
    impact=Impact.SERIOUS,
    unit="forms",
    certainty="needs review",
)
def check_before_sending(document: Document) -> Outcome:
    """What is paid, ordered or deleted can be checked before, or taken back.

    ## Why it matters
    A wrong digit in a sum or a date costs money once people have sent it. Many people only see it
    when the page shows them everything once more.

    ## Who is hurt
    People with dyslexia or dyscalculia, people who see little, and people who hit wrong keys.
    Everybody who is tired or in a hurry.

    ## What it checks
    Forms whose button pays, orders, books, signs or deletes, by what it says, and forms that ask
    for a bank card. It asks where no words speak of a next step to check, of a confirmation or of
    cancelling. A box to tick that all is correct counts as well. It leaves out forms to search, to
    log in or to write to you, and buttons that only lead on.

    ## How to fix
    Before people send the form, show all that they filled in, with a way back to change it. Or let
    people cancel afterwards, and say how and until when.

    ## Source
    WCAG 2.2, success criterion 3.3.4 Error Prevention (Legal, Financial, Data) (level AA),
    techniques G98, G99, G155, G164 and G168.
    """
    found = [*_binding(document)]
    if not found:
        return not_applicable("no form seems to pay, order, book, sign or delete something")
    if _speaks_of_a_check(document):
        return passed(0, "forms")
    findings = [_finding(button, what, document) for button, what, is_safe in found if not is_safe]
    if not findings:
        return passed(0, "forms")
    return needs_review(*findings[:MOST], value=len(findings), unit="forms")


def _binding(document: Document) -> Iterator[tuple[Control, str, bool]]:
    """The button of each form that binds, what it does, and whether the form lets one check it."""
    for form, controls in by_form(controls_of(document)).items():
        buttons = [each for each in controls if _sends(each)]
        fields = [each for each in controls if not each.is_button]
        if form is None or not buttons or not _may_send(form):
            continue
        has_card = any(map(_is_of_card, fields))
        typed = sum(each.kind in TYPED - {"search"} or each.kind == "textarea" for each in fields)
        for button in buttons:
            if what := _what(button, has_card=has_card, typed=typed):
                yield button, what, _is_safe(form, button, fields)
                break


def _sends(control: Control) -> bool:
    is_button = control.kind in {"submit", "image"} or (
        control.kind == "button" and control.element.tag == "button"
    )
    return is_button and not control.is_disabled


def _may_send(form: HtmlElement) -> bool:
    """Whether it sends something on: what gets is a search, or leads to where the rest is asked."""
    method = form.get("method", "").strip().lower()
    return method != "get" and (method == "post" or form.get("action") is None)


def _is_of_card(control: Control) -> bool:
    tokens = control.element.get("autocomplete", "").lower().split()
    is_told = any(each.startswith("cc-") and each != "cc-name" for each in tokens)
    return is_told or (control.kind in TYPED and bool(CARD.search(control.name)))


def _what(button: Control, *, has_card: bool, typed: int) -> str:
    said = _said(button)
    if NEXT_STEP.search(said):
        return ""
    if has_card:
        is_next = re.match(
            r"(?:next|continue|proceed|add|save|parhau|nesaf)\b", said, re.IGNORECASE
        )
        return "" if is_next else "sends bank details"
    if DELETES.match(said):
        return "deletes or ends something"
    if SIGNS.match(said):
        return "signs something"
    return "pays, orders or books" if PAYS.match(said) and typed >= FEWEST_FIELDS else ""


def _said(button: Control) -> str:
    element = button.element
    own = element.get("value") or element.get("alt") if element.tag == "input" else ""
    return tidy(button.name or own or content_name(element))


def _is_safe(form: HtmlElement, button: Control, fields: list[Control]) -> bool:
    scripts = (
        f"{name}={each.get(name, '')}" for each in (form, button.element) for name in SCRIPTED
    )
    if any(ASKS_FIRST.search(each) for each in scripts if not each.endswith("=")):
        return True
    return any(each.kind == "checkbox" and ASSURES.search(each.near) for each in fields)


def _speaks_of_a_check(document: Document) -> bool:
    return any(NEXT_STEP.search(each.text[:2000]) for each in passages_of(document))


def _finding(button: Control, what: str, document: Document) -> Finding:
    return found_at(
        button.element,
        document,
        f"“{cut(_said(button), 60)}” {what}. Can one check and correct all first, or take it back?",
        impact=Impact.SERIOUS,
        status=Status.NEEDS_REVIEW,
    )
