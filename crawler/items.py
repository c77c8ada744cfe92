"""What travels from the spider through the pipelines to the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from audits.derive.actions import PageActions
from audits.derive.menus import Menu
from audits.derive.page_reading import PageReading
from audits.derive.spelling import PageWords
from audits.derive.translations import Translation
from audits.run import Judgement
from audits.statement.reading import PageText
from crawler.answers import Answer
from crawler.incremental import Known
from crawler.store.frontier import Entry
from crawler.store.looks import Member
from crawler.store.pages import StoredLink, Visit


@dataclass(frozen=True, slots=True)
class GoodLook:
    """A look that judged a page whole."""

    html_hash: str
    members: tuple[Member, ...]


@dataclass(slots=True)
class Capture:
    """One own address as it answered tonight.

    The spider fills in the visit, the HTML as sent and the links in it; the judge adds what the
    browser saw; the store writes all of it in one transaction.
    """

    entry: Entry
    visit: Visit
    answer: Answer | None = None  # what a browser may be shown instead of asking again
    html: str | None = None  # as sent; None for what is no page, or was not modified
    is_unchanged: bool = False  # the server said "304 not modified"
    headers: Mapping[str, str] = field(default_factory=dict)  # those that a verdict may depend on
    known: Known | None = None  # from earlier looks
    variants: tuple[str, ...] = ()  # assets to be asked for, before it is opened for them alone
    is_carried: bool = False  # its verdicts are those of an earlier look
    why: str = ""  # it is opened
    look: GoodLook | None = None  # what its verdicts rest on, for the nights to come
    links: list[StoredLink] = field(default_factory=list)
    needs_look: bool = False  # a page, to be opened in the browser and judged
    facts: Mapping[str, str] = field(default_factory=dict)  # title, language, template
    judgements: list[Judgement] = field(default_factory=list)
    menus: tuple[Menu, ...] = ()
    words: PageWords = field(default_factory=PageWords)  # those that no dictionary has
    translations: tuple[Translation, ...] = ()
    reading: PageReading | None = None  # of its main text
    actions: PageActions | None = None  # what it lets people do
    statement: PageText | None = None  # its words, when it may be an accessibility statement
    links_dropped: int = 0  # links over the most that are read of one page
    seconds: float = 0.0  # that it took to be looked at and judged; 0 when it was not
    before: str | None = None  # what stood in the way last time; None when it was never judged

    @property
    def url(self) -> str:
        return self.entry.url


def as_failed(capture: Capture, reason: str, **changes: Any) -> None:
    """Turn the capture into an error visit with a reason; nothing about it is judged."""
    from dataclasses import replace

    capture.visit = replace(capture.visit, outcome="error", reason=reason, **changes)
    capture.needs_look = False
    capture.judgements = []
