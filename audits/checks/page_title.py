"""The page has a title that tells it from other pages."""

import re

from audits.model import Finding, Impact, Outcome, failed, passed
from audits.registry import audit

# Examples of WCAG failure technique F25, and what editors and office programs leave behind.
# https://www.w3.org/WAI/WCAG22/Techniques/failures/F25
PLACEHOLDERS = frozenset(
    {
        *("untitled", "untitled document", "untitled page", "new page", "new page 1", "no title"),
        *("page", "page title", "title", "document", "document1", "index", "default", "test"),
        *("enter the title of your html document here", "insert title here", "lorem ipsum"),
        *("node", "welcome", "react app", "vite app", "your title here", "title goes here"),
    }
)
NUMBERED = re.compile(r"(?:untitled|new )?(?:page|document|title|slide)[ _-]*\d*", re.IGNORECASE)
FILE_NAME = re.compile(
    r"\S+\.(?:html?|xhtml|php\d?|aspx?|jsp|cfm|pdf|docx?|xlsx?|pptx?|odt|ods|indd|pub|rtf|txt)",
    re.IGNORECASE,
)
MADE_BY = re.compile(r"microsoft (?:word|excel|powerpoint|publisher) - ", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@audit(
    title="The page has a title that says what it is",
    failure_title="The page has no title that says what it is",
    category="accessibility",
    requirements=("wcag:2.4.2",),
    impact=Impact.SERIOUS,
    version=2,
)
def page_title(title: str | None) -> Outcome:
    """The page has a title that says what it is.

    ## Why it matters
    The title is the first thing a screen reader says, the name of the tab, the bookmark and the
    search result. Without one, people open page after page to find the right one.

    ## Who is hurt
    People who use a screen reader, people who keep many tabs open because they forget easily, and
    everybody who comes from a search engine.

    ## What it checks
    That there is a title, and that it is not empty. That it is not a placeholder ("Untitled"),
    a web address or a file name ("minutes.docx"). Whether the title fits the page is for a
    person to say.

    ## How to fix
    Give the page a title in the content management system: what the page is about first, then
    the council's name. For example "Report a missed bin - Exampleton Council".

    ## Source
    WCAG 2.2, success criterion 2.4.2 Page Titled (level A), and its failure technique F25.
    """
    if title is None:
        return failed(_finding("The page has no title.", "head"))
    fault = title_fault(title)
    return failed(_finding(fault)) if fault else passed()


def title_fault(title: str) -> str:
    """Return why a title says nothing at all, in a sentence, or ""."""
    if not any(map(str.isalnum, title)):
        return "The page's title is empty."
    plain = title.casefold().strip(" .!")
    if plain in PLACEHOLDERS or NUMBERED.fullmatch(plain):
        return f"The page's title is the placeholder “{title}”."
    if FILE_NAME.fullmatch(title) or MADE_BY.match(title):
        return f"The page's title is a file name: “{title[:100]}”."
    if ADDRESS.fullmatch(title):
        return f"The page's title is a web address: “{title[:100]}”."
    return ""


def _finding(message: str, selector: str = "title") -> Finding:
    return Finding(message, selector=selector, impact=Impact.SERIOUS)
