"""No keys of the keyboard are taken for the page."""

from lxml.html import HtmlElement

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.names import accessible_name
from audits.model import Finding, Impact, Outcome, by_surest, not_applicable
from audits.registry import audit

MOST_FINDINGS = 50


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
    Elements that have an accesskey. That no key is taken twice is left to axe's rule accesskeys.

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
    return by_surest([_finding(each, document) for each in told[:MOST_FINDINGS]], "keys")


def _finding(element: HtmlElement, document: Document) -> Finding:
    name = cut(accessible_name(element, document), 60)
    return found_at(
        element,
        document,
        f"The key “{cut(element.get('accesskey', ''), 10)}” is taken for “{name}”."
        if name
        else f"The key “{cut(element.get('accesskey', ''), 10)}” is taken.",
        impact=Impact.MINOR,
    )
