"""A finding about an element of a page, with what finds it again."""

from lxml.html import HtmlElement

from audits.derive.document import Document, snippet
from audits.model import Finding, Impact, Status


def found_at(
    element: HtmlElement,
    document: Document,
    message: str,
    *,
    impact: Impact,
    status: Status = Status.FAILED,
    subject: str = "",
    elements: int = 1,
    state: str = "",
) -> Finding:
    """Return a finding with the element's selector, HTML and region."""
    return Finding(
        message,
        selector=document.selector(element),
        snippet=snippet(element),
        region=document.region(element),
        subject=subject,
        impact=impact,
        status=status,
        elements=elements,
        state=state,
    )
