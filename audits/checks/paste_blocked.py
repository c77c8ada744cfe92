"""Passwords and codes can be pasted."""

import re
from collections.abc import Iterator
from itertools import islice

from audits.derive.controls import TYPED, Control, by_form, controls_of
from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.names import content_name
from audits.derive.scripts import inline_scripts
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

BLOCKS = re.compile(r"return\s+false|preventDefault|return\s*!1", re.IGNORECASE)
LISTENS = re.compile(
    r"""onpaste\s*=(?!=)|['"][\w .]{0,40}\bpaste\b[\w .]{0,40}['"]""", re.IGNORECASE
)
SECRET = re.compile(
    r"pass ?(?:word|code|phrase)|\bpin\b|(?:security|verification|one[- ]time|access) (?:code|word)"
    r"|cyfrinair|cod diogelwch",
    re.IGNORECASE,
)
LOG_IN = re.compile(r"\b(?:log|sign)[ -]?(?:in|on)\b|\bmewngofnod", re.IGNORECASE)
MOST_LISTENING = 100  # places in a script
NEAR = 400  # characters of a script after the place where it listens


@audit(
    title="Passwords and codes can be pasted",
    failure_title="Passwords or codes cannot be pasted",
    category="accessibility",
    requirements=("wcag:3.3.8",),
    impact=Impact.SERIOUS,
    unit="fields",
)
def paste_blocked(document: Document) -> Outcome:
    """Passwords and codes can be pasted.

    ## Why it matters
    Who has to type a password has to remember it, or copy it letter by letter. Password managers do
    both, unless the page forbids it. Then the reader cannot get in.

    ## Who is hurt
    People with dyslexia, a poor memory or shaky hands. Everybody with a long and safe password.

    ## What it checks
    Fields for passwords and codes whose onpaste attribute stops the paste. It fails where one logs
    in with them. A person decides whether the others belong to logging in. So it is where a script
    of the page stops pasting and the page has a password field.

    ## How to fix
    Take the script away that stops pasting. Set autocomplete to "current-password" or
    "one-time-code", so that browsers can fill the field in.

    ## Source
    WCAG 2.2, success criterion 3.3.8 Accessible Authentication (level AA), technique H100 and
    failure technique F109; National Cyber Security Centre, Let them paste passwords.
    """
    fields = [each for each in controls_of(document) if _is_secret(each)]
    if not fields:
        return not_applicable("no field for a password or a code on the page")
    log_ins = {
        form for form, controls in by_form(controls_of(document)).items() if _is_log_in(controls)
    }
    findings = [
        _finding(each, document, is_log_in=each.form in log_ins)
        for each in fields
        if BLOCKS.search(each.element.get("onpaste") or "")
    ]
    return by_surest(findings or [*_by_script(fields, document)], "fields")


def _is_secret(control: Control) -> bool:
    if control.kind not in TYPED or control.is_disabled:
        return False
    token = control.element.get("autocomplete", "").lower()
    return (
        control.kind == "password" or "one-time-code" in token or bool(SECRET.search(control.name))
    )


def _is_log_in(controls: list[Control]) -> bool:
    """Whether a form has one password and a button to log in, or says so by its tokens."""
    secrets = [each for each in controls if each.kind == "password"]
    tokens = " ".join(each.element.get("autocomplete", "").lower() for each in controls)
    if "current-password" in tokens:
        return True
    buttons = [each for each in controls if each.is_button]
    said = " ".join(
        f"{content_name(b.element)} {b.element.get('value', '')} {b.name}" for b in buttons
    )
    return len(secrets) == 1 and bool(LOG_IN.search(said))


def _by_script(fields: list[Control], document: Document) -> Iterator[Finding]:
    for script in inline_scripts(document):
        for match in islice(LISTENS.finditer(script.text), MOST_LISTENING):
            if BLOCKS.search(script.text, match.end(), match.end() + NEAR):
                yield found_at(
                    fields[0].element,
                    document,
                    "A script of the page stops pasting somewhere. Can one still paste into this "
                    "field?",
                    impact=Impact.MODERATE,
                    status=Status.NEEDS_REVIEW,
                )
                return


def _finding(control: Control, document: Document, *, is_log_in: bool) -> Finding:
    name = f" “{cut(control.name, 60)}”" if control.name else ""
    fault = f"People cannot paste into the field{name}."
    return found_at(
        control.element,
        document,
        fault if is_log_in else f"{fault} Does one need it to log in?",
        impact=Impact.SERIOUS,
        status=Status.FAILED if is_log_in else Status.NEEDS_REVIEW,
    )
