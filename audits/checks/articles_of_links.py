"""What is marked as an article is one."""

from lxml.html import HtmlElement

from audits.derive.document import Document, role_of
from audits.derive.found import found_at
from audits.derive.passages import Passage, passages_of
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

FEWEST_LINKS = 3
MOST_WORDS = 5  # besides links and headings
MOST_FINDINGS = 20
OTHER_CONTENT = ("img", "picture", "video", "audio", "iframe", "table", "form", "input", "svg")


@audit(
    title="What is marked as an article is one",
    failure_title="A list of links is marked as an article",
    category="best practice",
    impact=Impact.MINOR,
    unit="articles",
    certainty="advice",
)
def articles_of_links(document: Document) -> Outcome:
    """What is marked as an article is one.

    ## Why it matters
    A screen reader says "article" and lets people jump there to read. If it holds nothing but
    links, they land in a menu. Those who look for the menu where menus are do not find it.

    ## Who is hurt
    People who use a screen reader and move from part to part of a page.

    ## What it checks
    Elements called article that hold three links or more and hardly a word besides. Headings do not
    count as words. It leaves out those with pictures, tables or forms.

    ## How to fix
    Use nav with a name for a list of links: <nav aria-label="Topics">. Keep article for what could
    stand alone, such as a news story.

    ## Source
    HTML standard, the article and nav elements; WCAG 2.2, technique ARIA11 (landmarks). Good
    practice: no success criterion asks for it.
    """
    articles = [each for each in document.body.iter("article") if not role_of(each)]
    if not articles:
        return not_applicable("no article on the page")
    held = _held(document, set(articles))
    findings = [
        found_at(
            each,
            document,
            "The article holds nothing but links: it should be a nav or a plain list.",
            impact=Impact.MINOR,
        )
        for each in articles
        if _is_of_links(each, held.get(each, []))
    ]
    if findings:
        return failed(*findings[:MOST_FINDINGS], value=len(findings), unit="articles")
    return passed(0, "articles")


def _held(document: Document, articles: set[HtmlElement]) -> dict[HtmlElement, list[Passage]]:
    """The passages of each article, as far as they stand in no article inside it."""
    found: dict[HtmlElement, list[Passage]] = {}
    nearest: dict[HtmlElement, HtmlElement | None] = {}
    for passage in passages_of(document):
        path: list[HtmlElement] = []
        node: HtmlElement | None = passage.element
        while node is not None and node not in nearest and node not in articles:
            path.append(node)
            node = node.getparent()
        article = node if node is None or node in articles else nearest[node]
        nearest.update(dict.fromkeys(path, article))
        if article is not None:
            found.setdefault(article, []).append(passage)
    return found


def _is_of_links(article: HtmlElement, passages: list[Passage]) -> bool:
    links = [each for each in passages if each.is_linked and not each.is_heading]
    words = sum(
        len(each.text.split()) for each in passages if not (each.is_linked or each.is_heading)
    )
    if len(links) < FEWEST_LINKS or words > MOST_WORDS:
        return False
    return next(article.iterdescendants(*OTHER_CONTENT, "article"), None) is None
