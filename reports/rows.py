"""What the record holds, as the templates see it."""

from dataclasses import dataclass, fields

from reports.source import json_object
from reports.wording import path_of

IMPACTS = ("critical", "serious", "moderate", "minor")


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl of the site."""

    id: int
    started_at: str
    finished_at: str
    status: str
    reason: str
    is_full: bool
    resumed: int
    dropkerb_version: str
    axe_version: str
    ibm_version: str
    browser_version: str
    pages_found: int
    pages_audited: int
    pages_unchanged: int
    pages_carried: int
    pages_error: int
    pages_left: int
    documents: int
    links_checked: int
    requests: int
    bytes: int
    browser_requests: int
    browser_bytes: int
    browser_refused: int
    browsers_replaced: int
    peak_memory_bytes: int
    seconds: float

    @property
    def pages_per_minute(self) -> float:
        return 60 * self.pages_audited / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Site:
    """The website that is reported on."""

    id: int
    name: str
    title: str
    start_url: str
    law: str
    standard: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A success criterion, and what automation found."""

    id: str
    title: str
    level: str
    since: str
    url: str
    pages_failed: int
    pages_to_review: int
    is_partly_tested: bool
    audits: tuple["Audit", ...]

    @property
    def number(self) -> str:
        return self.id.partition(":")[2]

    @property
    def state(self) -> str:
        if self.pages_failed:
            return "Failures found"
        if not self.is_partly_tested:
            return "Not tested automatically"
        return "Nothing found by automation" if self.failing else "Only asked about"

    @property
    def failing(self) -> tuple["Audit", ...]:
        """The audits that can show it to fail."""
        return tuple(each for each in self.audits if each.certainty == "failed")

    @property
    def asking(self) -> tuple["Audit", ...]:
        """The audits that only ask a person."""
        return tuple(each for each in self.audits if each.certainty == "needs review")


@dataclass(frozen=True, slots=True)
class Audit:
    """What is judged, and how the pages of this site fared."""

    id: int
    name: str
    title: str
    failure_title: str
    category: str
    scope: str
    engine: str
    impact: str
    why: str
    checks: str
    fix: str
    source: str
    unit: str
    certainty: str  # the most that it says of what it finds: failed, needs review, advice
    is_current: bool  # used by the run that is reported on
    criteria: tuple[str, ...]
    file: str  # its page in the report
    passed: int
    failed: int
    needs_review: int
    not_applicable: int
    errors: int
    set_aside: int = 0  # pages on which a person set aside all that it found

    @property
    def is_advice(self) -> bool:
        return self.category == "best practice"

    @property
    def is_about_reading(self) -> bool:
        return self.category == "readability"

    @property
    def list(self) -> str:
        """The list that it stands in."""
        if self.is_advice:
            return "advice.html"
        if self.category == "dead ends":
            return "dead-end-checks.html"
        return "engines.html" if self.engine else "audits.html"

    @property
    def judged(self) -> int:
        return self.passed + self.failed + self.needs_review


WORDS_TO_CHANGE = frozenset(
    {"plainer-words", "council-jargon", "british-spelling", "unexplained-abbreviations"}
)


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing to fix, and on how many pages it shows."""

    id: int
    audit: Audit
    title: str
    impact: str
    region: str
    failed: int  # pages on which it surely fails
    to_review: int  # pages on which a person must look
    elements: int
    first_run_id: int
    page_id: int  # a page on which it shows
    detail: str  # what tells it from its like: the start of its subject, or its selector
    weight: float

    @property
    def pages(self) -> int:
        return max(self.failed, self.to_review)

    @property
    def is_word(self) -> bool:
        """Whether it is a word to change, which stands in the text of each page by itself."""
        return self.audit.name in WORDS_TO_CHANGE

    @property
    def priority(self) -> float:
        return self.weight * self.failed

    @property
    def file(self) -> str:
        """Where the report explains it: a page of its own only when several pages share it."""
        if self.pages > 1:
            return f"causes/{self.id}.html"
        return f"pages/{self.page_id}.html#cause-{self.id}"


@dataclass(frozen=True, slots=True)
class Page:
    """An audited page of the site."""

    id: int
    url: str
    title: str
    section: str
    owner: str
    weight: float
    failed: int  # causes that surely fail on it, advice apart
    to_review: int
    advice: int
    worst: str  # worst impact of those
    ease: float | None
    grade: float | None
    is_seen: bool  # audited in the run that is reported on

    @property
    def path(self) -> str:
        return path_of(self.url)

    @property
    def label(self) -> str:
        return self.title.strip() or "Page without a title"

    @property
    def file(self) -> str:
        return f"pages/{self.id}.html"


@dataclass(frozen=True, slots=True)
class Version:
    """The same page in another language."""

    language: str  # its name
    url: str
    page: Page | None  # where this site has it, and it was judged


@dataclass(frozen=True, slots=True)
class PageDetails:
    """What only the page's own report shows."""

    language: str
    edit_url: str
    click_depth: int | None
    in_links: int
    in_sitemap: bool
    first_run_id: int
    last_run_id: int
    outcome: str
    status: int | None
    reason: str
    opened_at: str  # in a browser, for its last good look; empty when the last was none


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the browser said of an element that shows a cause, and the picture of it."""

    cause_id: int
    page_id: int  # the page on which it was taken
    role: str
    name: str
    width: int  # of the picture, in pixels; 0 when there is none
    height: int

    @property
    def file(self) -> str:
        """The picture's place in the report; empty when there is none."""
        return f"pictures/{self.cause_id}.webp" if self.width else ""


@dataclass(frozen=True, slots=True)
class RawFinding:
    """A finding as the record has it."""

    cause_id: int
    status: str
    message: str
    selector: str
    snippet: str
    elements: int
    more_selectors: str
    witnesses: str
    state: str
    first_run_id: int
    subject: str


RAW_FINDING = ", ".join(
    f"{'c' if each.name == 'subject' else 'f'}.{each.name}" for each in fields(RawFinding)
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A cause on one page."""

    cause: Cause
    message: str
    subject: str  # how the text begins that it is about, when the message does not say
    selector: str
    snippet: str
    elements: int
    more_selectors: tuple[str, ...]
    witnesses: str  # other rules that found the same, in words
    state: str  # how the page was then; empty when as it loads
    since: str  # in words: since when it is open
    anchor: str  # its place on the page
    evidence: Evidence | None
    is_elsewhere: bool  # whether the evidence was taken on another page


@dataclass(frozen=True, slots=True)
class AuditFindings:
    """The findings of one audit on one page."""

    audit: Audit
    impact: str
    findings: tuple[Finding, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that an audit measured on a page."""

    audit: Audit
    value: float
    status: str


@dataclass(frozen=True, slots=True)
class FlawedLink:
    """A link on a page whose address is not plainly fine."""

    url: str
    text: str
    region: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """A page that carries a cause."""

    page: Page
    elements: int
    since: str
    state: str  # how the page was then, where that differs from page to page


@dataclass(frozen=True, slots=True)
class Number:
    """A key number, with the same number of the run before."""

    label: str
    value: str
    of: str  # what it is out of, or what it means
    change: str  # in words, empty on a first run
    verdict: str  # better, worse, same, or empty
    href: str


@dataclass(frozen=True, slots=True)
class Change:
    """A cause that came or went since the run before, and on how many pages."""

    cause_id: int
    title: str
    detail: str
    impact: str
    pages: int
    reopened: int
    href: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What came, went and stayed since the run before."""

    new: int
    new_on_new_pages: int
    reopened: int
    fixed: int
    still_open: int
    page_gone: int
    other_verdict: int
    no_longer_judged: int


@dataclass(frozen=True, slots=True)
class Address:
    """An address that has no report of its own: gone, not seen, refused, in error."""

    url: str
    title: str
    reason: str
    last_seen: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """An address that links lead to in vain."""

    url: str
    kind: str
    status: int | None
    reason: str
    pages: int
    texts: tuple[tuple[str, str, Page | None], ...]  # link text, region, page: the first few


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that leads elsewhere."""

    url: str
    to: str
    hops: int
    pages: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the site that is no web page."""

    url: str
    content_type: str
    bytes: int | None
    pages: int


@dataclass(frozen=True, slots=True)
class DocumentType:
    """How many files of one type there are."""

    content_type: str
    number: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Group:
    """The pages of one section, or of one owner."""

    name: str
    pages: int
    failing: int
    weight: float  # mean of the pages
    ease: float | None


@dataclass(frozen=True, slots=True)
class Note:
    """What the run wants the reader to know."""

    kind: str
    message: str
    url: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """How the main text of a page reads."""

    page_id: int
    language: str
    source: str
    reason: str
    words: int
    sentences: int
    level: float | None
    band: str
    why: str  # JSON object: what adds how much to the level
    reading_ease: float | None
    flesch_kincaid: float | None
    smog: float | None
    gunning_fog: float | None
    coleman_liau: float | None
    ari: float | None
    dale_chall: float | None
    linsear_write: float | None
    lix: float | None
    rix: float | None
    mcalpine_eflaw: float | None
    spache: float | None
    long_sentences: float | None
    passive: float | None
    complex_words: float | None
    marks: int

    @property
    def formulas(self) -> list[tuple[str, float]]:
        """The classic formulas that have a value, by their names."""
        named = ((name, getattr(self, field)) for field, name in FORMULAS.items())
        return [(name, value) for name, value in named if value is not None]

    @property
    def adds(self) -> list[tuple[str, float]]:
        """What makes the text harder, the most first."""
        found = json_object(self.why).items()
        told = [(name, value) for name, value in found if isinstance(value, int | float)]
        return sorted(told, key=lambda each: -each[1])


FORMULAS = {
    "reading_ease": "Flesch reading ease, points",
    "flesch_kincaid": "Flesch-Kincaid, US grade",
    "smog": "SMOG, US grade",
    "gunning_fog": "Gunning fog, US grade",
    "coleman_liau": "Coleman-Liau, US grade",
    "ari": "Automated readability index, US grade",
    "dale_chall": "Dale-Chall, points",
    "linsear_write": "Linsear Write, US grade",
    "lix": "LIX, points",
    "rix": "RIX, long words a sentence",
    "mcalpine_eflaw": "McAlpine EFLAW, points",
    "spache": "Spache, US grade, an estimate",
}


@dataclass(frozen=True, slots=True)
class Bands:
    """How hard the pages of a site, a section or an owner are to read."""

    name: str
    pages: int
    pages_scored: int
    easy: int
    fairly_easy: int
    hard: int
    very_hard: int
    mean_level: float | None
    mean_reading_ease: float | None
    mean_long_sentences: float | None
    mean_passive: float | None
    mean_complex_words: float | None

    @property
    def shares(self) -> list[tuple[str, int, float]]:
        """Each band with its pages, and their part of all that have a level."""
        numbers = (self.easy, self.fairly_easy, self.hard, self.very_hard)
        known = max(1, sum(numbers))
        return [(band, number, number / known) for band, number in zip(BANDS, numbers, strict=True)]


BANDS = ("easy", "fairly easy", "hard", "very hard")


@dataclass(frozen=True, slots=True)
class ClarityIndex:
    """Where the site would have stood among 191 councils in 2016, as of one run."""

    run_id: int
    pages: int
    of_pages: int
    is_most_visited: bool
    reading_ease: float
    long_sentences: float
    passive: float
    complex_words: float
    plain_pages: float
    place: int
