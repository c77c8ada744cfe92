"""The text is there without scripts."""

import re

from audits.derive.document import Document, cut
from audits.derive.main_text import MainText, main_text_of
from audits.derive.task_pages import is_named_for_action
from audits.model import Finding, Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

FEW, MANY = 50, 150  # words without scripts, and with them
MOST_CHARACTERS = 2_000_000
HAS_BODY = re.compile(r"<body\b", re.IGNORECASE)  # without it, the parser guesses where it begins


@audit(
    title="What people come to do is there without scripts",
    failure_title="The page is empty until a script has run",
    category="dead ends",
    impact=Impact.MODERATE,
)
def script_only_text(main_text: MainText, source: str, url: str, title: str | None) -> Outcome:
    """The text is there without scripts.

    ## Why it matters
    Scripts fail on old telephones, on slow trains and behind strict firewalls. Then nothing at all
    stands on the page.

    ## Who is hurt
    People with old devices or little data, and people at work or in a library where scripts are
    blocked.

    ## What it checks
    Pages whose title begins with what to do. As the server sends them, the main text has fewer than
    50 words. In the browser, after the scripts ran, it has more than 150.

    ## How to fix
    Let the server send the text, and use scripts to make it handier. At least say in the page who
    can help when it stays empty.

    ## Source
    Dropkerb's list of dead ends, DE35. GOV.UK service manual: building a resilient front end with
    progressive enhancement.
    """
    heading = next((each.text for each in main_text.blocks if each.kind == "heading"), "")
    if not is_named_for_action(title or "", heading):
        return not_applicable("the title does not begin with what to do")
    if main_text.words <= MANY or not HAS_BODY.search(source[:MOST_CHARACTERS]):
        return passed()
    sent = main_text_of(Document(source[:MOST_CHARACTERS], url)).words
    if sent >= FEW:
        return passed()
    finding = Finding(
        f"Without scripts the page has {sent} words; with them it has {main_text.words:,}.",
        selector=main_text.selector,
        region=main_text.region,
        subject=cut(title or heading),
        impact=Impact.MODERATE,
    )
    return failed(finding)
