"""What people need stands on the page, not in a PDF."""

from collections.abc import Mapping, Sequence

from audits.derive.journeys import Journey
from audits.derive.site import SitePage
from audits.derive.task_pages import ON_PAPER, TaskPage, task_pages, told_of
from audits.derive.tasks import KnownPage
from audits.model import Finding, Impact, Outcome, Status
from audits.registry import audit

MOST_WORDS = 150
HALF = 0.5  # of the links in the main text


@audit(
    title="What people need stands on the page",
    failure_title="A PDF stands in place of the page",
    category="dead ends",
    scope="site",
    impact=Impact.MODERATE,
)
def pdf_instead_of_page(
    pages: Mapping[str, SitePage],
    tasks: Sequence[Journey],
    known_pages: Mapping[str, KnownPage],
    home: str,
) -> Mapping[str, Outcome]:
    """What people need stands on the page, not in a PDF.

    ## Why it matters
    A page with three lines and a PDF makes people load a file made for paper. On a telephone they
    pinch and scroll, and few come back.

    ## Who is hurt
    People with a small screen or little data, people who make text larger, and people whose screen
    reader gets a picture of text.

    ## What it checks
    The pages of tasks, pages whose title begins with what to do, and pages headed “How to apply”.
    They have fewer than 150 words, and more than half of the links in the main text lead to PDFs.
    If they are the only links the page fails. With others beside them a person decides. Forms to
    print are for print-and-post.

    ## How to fix
    Write what the PDF says as a page, shorter. Keep the PDF only where people need it on paper.

    ## Source
    Dropkerb's list of dead ends, DE22. GOV.UK content design: publish in HTML, since PDFs do not
    change to fit a screen or a reader.
    """
    judged = task_pages(tasks, known_pages, home)
    return told_of(judged, pages, {url: _findings(each) for url, each in judged.items()})


def _findings(each: TaskPage) -> list[Finding]:
    files = [action for action in each.actions if action.kind == "document" and _is_pdf(action.url)]
    links = each.page.actions.links
    if not files or "print form" in each.kinds or each.is_online:
        return []
    if each.page.actions.words >= MOST_WORDS or len(files) <= HALF * links:
        return []
    others = [action for action in each.actions if action.kind not in ON_PAPER]
    name = files[0].text or files[0].url
    if others or each.other_links:
        message = f"Most of what “{each.name}” links to are PDFs: is what people need on the page?"
        return [_finding(message, each, Status.NEEDS_REVIEW)]
    return [_finding(f"The PDF “{name}” stands in place of “{each.name}”.", each, Status.FAILED)]


def _finding(message: str, each: TaskPage, status: Status) -> Finding:
    return Finding(
        message, region="main", subject=each.page.url, impact=Impact.MODERATE, status=status
    )


def _is_pdf(url: str) -> bool:
    return url.partition("?")[0].lower().endswith(".pdf")
