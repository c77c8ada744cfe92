"""No keys of the keyboard are taken for the page."""

from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.names import accessible_name
from audits.model import Finding, Impact, Outcome, by_surest, not_applicable
from audits.registry import audit

MOST_FINDINGS = 50
MOST_NAMED = 12  # keys that a message tells


@audit(
    title="No keys are taken for the page",
    failure_title="Keys are taken for the page by accesskey",
    category="best practice",
    unit="keys",
    impact=Impact.MINOR,
    certainty="advice",
)
def access_keys(document: Document) -> Outcome:
    """No keys of the keyboard are taken for the page.

    ## Why it matters
    Browsers, screen readers and other aids have keys of their own. An accesskey takes one away from
    them, and each site takes another. Hardly anybody knows that they are there.

    ## Who is hurt
    People who use a screen reader or the keyboard only, and press a key that now does something
    else. People who press it by mistake.

    ## What it checks
    Elements that have an accesskey. Keys that two elements take are for axe's rule accesskeys to
    tell.

    ## How to fix
    Take the accesskey away. Links to skip to the main content and good headings serve people
    better.

    ## Source
    HTML standard, The accesskey attribute; WebAIM, Keyboard Accessibility: Accesskey. No criterion
    asks for it: this is advice.
    """
    found = document.body.xpath("//*[normalize-space(@accesskey)]")
    told = [each for each in found if document.is_told(each)]
    if not told:
        return not_applicable("no element with an accesskey")
    told = told[:MOST_FINDINGS]
    keys: dict[str, list[str]] = {}
    for each in told:
        here = keys.setdefault(document.region(each), [])
        if (key := cut(each.get("accesskey", ""), 10)) not in here:
            here.append(key)
    return by_surest([_finding(each, document, keys) for each in told], "keys")


def _finding(element: HtmlElement, document: Document, keys: dict[str, list[str]]) -> Finding:
    """Return a finding; those of a part of the page have the same words, for they are one fault."""
    taken = keys[document.region(element)]
    name = cut(accessible_name(element, document), 60)
    if len(taken) > 1:
        several = "”, “".join(taken[:MOST_NAMED])
        message = f"The page takes {len(taken)} keys: “{several}”"
        message += " and more." if len(taken) > MOST_NAMED else "."
    else:
        message = f"The page takes the key “{taken[0]}”" + (f" for “{name}”." if name else ".")
    return found_at(element, document, message, impact=Impact.MINOR, subject="accesskey")
