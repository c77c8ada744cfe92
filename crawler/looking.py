"""What is done away from the event loop: one page looked at and judged, from a job to a result.

Job and result can be pickled and know neither run nor record, so that the same function runs on a
thread of this process or on another machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Thread

from audits.derive.document import Document
from audits.derive.links import Link
from audits.derive.menus import Menu
from audits.derive.page import load_data, page_artefacts, page_facts
from audits.run import Judgement, judge_page
from crawler.browser import Answer, BrowserPool, Look

JUDGED_STATES = ("ok", "partial", "too big")  # states of a look whose document is the right one


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One page to look at and to judge."""

    url: str
    answer: Answer | None = None  # what the crawler got there, to be shown to the browser
    run: str = ""  # the run that it is done for: in one run, each asset is asked for once


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What came of a job. A page that could not be judged has no judgements, but a reason."""

    url: str
    look: Look  # without the HTML and axe's result, which nobody needs any more
    is_judged: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)  # title, language, template
    judgements: tuple[Judgement, ...] = ()
    links: tuple[Link, ...] = ()  # of the page as rendered
    menus: tuple[Menu, ...] = ()  # likewise


def prepare_to_judge() -> None:
    """Read what judging needs, on a thread, while browsers start and open their first pages."""
    Thread(target=load_data, name="judging", daemon=True).start()


def look_and_judge(job: Job, pool: BrowserPool) -> Judged:
    """Open the page in a free browser of the pool, derive artefacts and run the audits."""
    look = pool.look(job.url, job.answer, run=job.run)
    kept = replace(look, html="", axe=None)
    if look.state not in JUDGED_STATES or not look.html:
        return Judged(url=job.url, look=kept)
    document = Document(look.html, job.url)  # parsed once for all that follows
    facts = page_facts(document, job.url)
    artefacts = page_artefacts(document, job.url, axe=look.axe, axe_error=look.axe_error)
    return Judged(
        url=job.url,
        look=kept,
        is_judged=True,
        facts={
            "title": facts.title or "",
            "language": facts.language or "",
            "template": facts.template,
        },
        judgements=tuple(judge_page(artefacts)),
        links=tuple(facts.links),
        menus=facts.menus,
    )
