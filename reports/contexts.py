"""One dataclass per kind of page: exactly what its template gets, each field with a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from markupsafe import Markup

from reports.behaviour import AbandonmentPoint, AnalyticsImport, Behaviour, MeasuredPeriod
from reports.compliance import (
    Changed,
    CriterionTrend,
    Deadline,
    GdsReport,
    Law,
    StatementNow,
    Then,
)
from reports.dead_ends import DeadEndPage, Rule
from reports.lists import First
from reports.marked_text import MarkedText
from reports.operations import Comparison, HostErrors, RunThen
from reports.paper import Download, Paper
from reports.register import CriterionNow, Decision, Event, Exemption, Plan, Risk
from reports.rows import (
    Address,
    Audit,
    AuditFindings,
    Bands,
    BrokenLink,
    Cause,
    Change,
    Changes,
    ClarityIndex,
    Criterion,
    Document,
    DocumentType,
    Finding,
    FlawedLink,
    Group,
    Measure,
    Note,
    Number,
    Page,
    PageDetails,
    Place,
    Reading,
    Redirect,
    Run,
    Site,
    Version,
)
from reports.site_map import SiteMap
from reports.statement import (
    CheckVerdict,
    Drifting,
    Host,
    SiteStatement,
)
from reports.statement import (
    Version as StatementVersion,
)
from reports.tasks import SiteStar, Task, TasksThen
from reports.trend import Moment


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page."""

    site: Site
    run: Run
    root: str  # the way from the page to the report's first page: "" or "../"
    title: str  # what the tab shows, without the site's name
    top: Markup  # the head and the menu
    foot: Markup  # what stands under every page


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages of a long list."""

    current: int
    links: tuple[tuple[int, str], ...]  # number and file; 0 stands for a gap


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the templates of all pages get."""

    frame: Annotated[Frame, "What surrounds the page: site, run, menu, title"]


@dataclass(frozen=True, kw_only=True)
class Overview(Context):
    """index.html: where we stand, and what to do first."""

    numbers: Annotated[list[Number], "The key numbers, each with its change since the last run"]
    previous: Annotated[Run | None, "The finished run before, if there is one"]
    not_comparable: Annotated[
        str, "Why the last two runs must not be compared; empty when they can be"
    ]
    under_way: Annotated[
        str, "What became of a later run that gave no result; empty when there is none"
    ]
    charts: Annotated[
        list[tuple[str, Markup]], "A heading and a line chart, for each number over time"
    ]
    moments: Annotated[list[Moment], "The numbers behind the charts, newest first"]
    fix_first: Annotated[First[Cause], "The most pressing causes"]
    set_aside: Annotated[
        dict[str, tuple[int, int]], "Findings and causes that people set aside, by decision"
    ]
    only_pages: Annotated[dict[int, Page], "By cause: the page, where it fails on one only"]
    worst: Annotated[First[Page], "The heaviest pages"]
    changes: Annotated[Changes, "What came, went and stayed since the last run"]
    untested: Annotated[
        list[tuple[str, int, str]], "What was not tested: words, number, where it is told"
    ]
    formula: Annotated[str, "How the order of the causes is worked out"]
    page_formula: Annotated[str, "How the order of the pages is worked out"]
    notes: Annotated[First[Note], "What the run wants the reader to know"]


@dataclass(frozen=True, kw_only=True)
class PageList(Context):
    """pages.html and its followers: every page, worst first."""

    pages: Annotated[list[tuple[int, Page]], "Place and page"]
    total: Annotated[int, "How many pages there are in all"]
    pager: Annotated[Pager, "The other pages of the list"]
    formula: Annotated[str, "How the order is worked out"]


@dataclass(frozen=True, kw_only=True)
class PageReport(Context):
    """pages/<id>.html: one audited page."""

    page: Annotated[Page, "The page"]
    place: Annotated[int, "Its place among all pages, the worst being 1"]
    total: Annotated[int, "How many pages there are in all"]
    details: Annotated[PageDetails, "Its language, owner's link, depth, and how it answered"]
    versions: Annotated[list[Version], "The same page in other languages"]
    first_seen: Annotated[str, "The day on which it was first met"]
    last_seen: Annotated[str, "The day of the run that last visited it"]
    failed: Annotated[list[AuditFindings], "What surely fails, by audit, heaviest first"]
    to_review: Annotated[list[AuditFindings], "What a person must look at, by audit"]
    advice: Annotated[list[AuditFindings], "What no criterion asks for, by audit"]
    measures: Annotated[list[Measure], "What audits measured"]
    links: Annotated[list[tuple[str, int]], "How many links of each kind stand on it"]
    flawed: Annotated[list[FlawedLink], "Links that are broken, blocked or unsure: the first few"]
    linked_from: Annotated[list[Page], "The first few pages that link here"]
    statuses: Annotated[dict[str, int], "How many audits gave each verdict"]
    set_aside: Annotated[int, "Open findings on it that people set aside"]
    untested: Annotated[
        list[tuple[str, Markup]], "Checks that were not made or could not run, as lists"
    ]
    explanations: Annotated[
        Mapping[int, Markup], "How to fix it, for each audit with findings here"
    ]
    behaviour: Annotated[Behaviour | None, "What people do on it; None when nothing was counted"]
    reading: Annotated[Reading | None, "How its main text reads; None when none was found"]
    text: Annotated[MarkedText, "Its main text, with the places marked that could be plainer"]
    levels: Annotated[list[tuple[str, float]], "Day and level, each time the level changed"]
    other_language: Annotated[str, "Code of its text's language when that is not English"]


@dataclass(frozen=True, kw_only=True)
class CauseList(Context):
    """causes.html: what to fix, most pressing first."""

    causes: Annotated[First[Cause], "Causes that surely fail, most pressing first"]
    to_review: Annotated[First[Cause], "Causes that a person must look at"]
    advice: Annotated[First[Cause], "Causes that no criterion asks to mend"]
    on_one_page: Annotated[int, "How many causes show on one page only"]
    formula: Annotated[str, "How the order is worked out"]
    set_aside: Annotated[
        dict[str, tuple[int, int]], "Findings and causes that people set aside, by decision"
    ]


@dataclass(frozen=True, kw_only=True)
class CauseReport(Context):
    """causes/<id>.html: one thing to fix, and where it shows."""

    cause: Annotated[Cause, "The cause"]
    finding: Annotated[Finding, "What it looks like on one page"]
    example: Annotated[Page | None, "That page"]
    selector: Annotated[str, "Selector with numbers and ids taken out"]
    is_shared: Annotated[bool, "It stands in a part that pages share: header, navigation, footer"]
    since: Annotated[str, "The day of the run that first found it"]
    places: Annotated[First[Place], "The pages that carry it, heaviest first"]
    explanation: Annotated[Markup, "Why it matters and how to fix it"]
    plan: Annotated[Plan | None, "Who mends it, and by when; None when nobody said"]


@dataclass(frozen=True, kw_only=True)
class AuditList(Context):
    """audits.html, engines.html, advice.html: our checks, those of engines, and advice."""

    lead: Annotated[str, "What the list holds, in a sentence"]
    others: Annotated[list[tuple[str, str]], "The other lists: title and file"]
    audits: Annotated[list[tuple[str, list[Audit]]], "The audits of each category"]


@dataclass(frozen=True, kw_only=True)
class AuditReport(Context):
    """audits/<name>.html: one audit, and how the pages fared."""

    audit: Annotated[Audit, "The audit"]
    criteria: Annotated[list[Criterion], "The criteria that it speaks to"]
    causes: Annotated[First[Cause], "Its causes, most pressing first"]
    pages: Annotated[First[Page], "The pages that surely fail it, heaviest first"]
    unseen: Annotated[int, "Pages on which it gave no verdict at all"]


@dataclass(frozen=True, kw_only=True)
class Criteria(Context):
    """criteria.html: each criterion of WCAG at A and AA."""

    criteria: Annotated[list[Criterion], "The criteria, in their own order"]
    states: Annotated[dict[str, int], "How many criteria are in each state"]


@dataclass(frozen=True, kw_only=True)
class ChangeReport(Context):
    """changes.html: new, fixed, still open, gone, not seen."""

    previous: Annotated[Run | None, "The finished run before, if there is one"]
    not_comparable: Annotated[
        str, "Why the last two runs must not be compared; empty when they can be"
    ]
    changes: Annotated[Changes, "How much came, went and stayed"]
    new: Annotated[First[Change], "Causes with new findings"]
    fixed: Annotated[First[Change], "Causes with findings that are fixed"]
    still_open: Annotated[First[Cause], "Causes that were open before, most pressing first"]
    gone: Annotated[First[Address], "Pages that are gone or lead elsewhere"]
    not_seen: Annotated[First[Address], "Pages that the run did not visit"]


@dataclass(frozen=True, kw_only=True)
class BrokenLinks(Context):
    """broken-links.html: links that lead nowhere."""

    broken: Annotated[First[BrokenLink], "Broken addresses, those on most pages first"]
    states: Annotated[dict[str, int], "How many linked addresses are in which state"]


@dataclass(frozen=True, kw_only=True)
class Redirects(Context):
    """redirects.html: addresses that lead elsewhere."""

    chains: Annotated[First[Redirect], "Linked addresses with several redirects on the way"]
    own: Annotated[First[Redirect], "The site's own addresses that redirect"]


@dataclass(frozen=True, kw_only=True)
class Documents(Context):
    """documents.html: files that are no web pages."""

    types: Annotated[First[DocumentType], "How many there are of each type"]
    documents: Annotated[First[Document], "The files, those that most pages link to first"]


@dataclass(frozen=True, kw_only=True)
class Groups(Context):
    """sections.html: who has most to do."""

    sections: Annotated[First[Group], "The first folders of the site"]
    owners: Annotated[First[Group], "The people who look after pages"]
    page_formula: Annotated[str, "How a page's weight is worked out"]


@dataclass(frozen=True, kw_only=True)
class Readability(Context):
    """readability.html: how easily the site reads, and what to change first."""

    site: Annotated[Bands | None, "The bands over all pages; None when no page was read"]
    not_scored: Annotated[list[tuple[str, int]], "Why pages have no level, and how many pages"]
    index: Annotated[ClarityIndex | None, "Where the site would have stood in 2016"]
    targets: Annotated[
        list[tuple[str, float, str, str]], "Metric of the index, value, unit, what it asked for"
    ]
    charts: Annotated[
        list[tuple[str, Markup]], "A heading and a line chart, for each number over time"
    ]
    history: Annotated[
        list[tuple[Run, float | None, ClarityIndex | None]],
        "Run, mean level and index, newest first",
    ]
    hardest: Annotated[
        First[tuple[Page, Reading, tuple[str, ...]]],
        "The pages that are hardest to read, with their tasks; pages of tasks come first",
    ]
    words: Annotated[First[Cause], "Words to change, those on most pages first"]
    said: Annotated[dict[int, str], "What one page says of each of these words, by cause"]
    sections: Annotated[First[Bands], "By the first folder of the address, the hardest first"]
    owners: Annotated[First[Bands], "By the people who look after pages; empty without any"]


@dataclass(frozen=True, kw_only=True)
class NotTested(Context):
    """not-tested.html: what this report can't tell."""

    criteria: Annotated[list[Criterion], "Criteria of which automation said nothing"]
    notes: Annotated[list[Note], "What the run left out, and why"]
    not_seen: Annotated[First[Address], "Pages that the run did not visit"]
    in_error: Annotated[First[Address], "Pages that could not be judged"]
    forbidden: Annotated[First[Address], "Pages that we were not let in to"]
    to_review: Annotated[First[Audit], "Audits that need a person on some pages"]
    not_applicable: Annotated[First[Audit], "Audits that found nothing to judge on any page"]
    errors: Annotated[First[Audit], "Audits that could not run on some pages"]
    pages_left: Annotated[int, "Addresses that were waiting when the run ended"]


@dataclass(frozen=True, kw_only=True)
class RunReport(Context):
    """run.html: did the crawl go well?"""

    previous: Annotated[Run | None, "The finished run before, if there is one"]
    not_comparable: Annotated[
        str, "Why the last two runs must not be compared; empty when they can be"
    ]
    notes: Annotated[First[Note], "What the run wants the reader to know"]
    runs: Annotated[First[Run], "The runs of the site, newest first"]


@dataclass(frozen=True, kw_only=True)
class Operations(Context):
    """operations.html: how the nights go, for whoever looks after the machine."""

    server_errors: Annotated[int, "Answers of status 500 and up, of these hosts"]
    forbidden: Annotated[int, "Own addresses that robots.txt or the server refused"]
    record_bytes: Annotated[int, "Size of the record"]
    budget: Annotated[list[tuple[str, str, str]], "Name, what was used, what could be"]
    comparison: Annotated[list[Comparison], "Numbers of this run and the run before"]
    hosts: Annotated[First[HostErrors], "Hosts with errors, those with most first"]
    blocks: Annotated[list[Note], "Notes on robots.txt, traps, budget, scope, messages"]
    left: Annotated[First[tuple[str, str]], "Addresses that wait, and since when"]
    slowest: Annotated[list[tuple[Page, float]], "Pages that took longest, and their seconds"]
    runs: Annotated[First[RunThen], "The runs of the site, newest first"]


@dataclass(frozen=True, kw_only=True)
class Method(Context):
    """method.html: how the numbers are made, and what they can't mean."""

    formula: Annotated[str, "How the order of the causes is worked out"]
    page_formula: Annotated[str, "How the order of the pages is worked out"]


@dataclass(frozen=True, kw_only=True)
class RegulatorLetter(Context):
    """regulator.html: what the regulator's first report could say."""

    paper: Annotated[Paper, "The draft letter, block by block"]


@dataclass(frozen=True, kw_only=True)
class SiteList:
    """The first page when the record holds several sites."""

    sites: Annotated[
        list[tuple[Site, Run | None, str]], "Each site, its last finished run, its report"
    ]


@dataclass(frozen=True, kw_only=True)
class TaskList(Context):
    """tasks.html: what people come to do, the worst first."""

    tasks: Annotated[list[Task], "All tasks, the worst first"]
    left_out: Annotated[list[Task], "Those that do not count"]
    asked: Annotated[int, "How many tasks count"]
    found: Annotated[int, "How many of them have a page"]
    online: Annotated[int, "How many of them people can do online"]
    star: Annotated[SiteStar | None, "The star of the site; None when no run gave one"]
    history: Annotated[list[tuple[Run, TasksThen]], "How they stood in each run, newest first"]


@dataclass(frozen=True, kw_only=True)
class JourneyReport(Context):
    """journeys/<task>.html: one task, the way there and how it ends."""

    task: Annotated[Task, "The task"]


@dataclass(frozen=True, kw_only=True)
class DeadEnds(Context):
    """dead-ends.html: where the site loses people, in three layers."""

    points: Annotated[
        First[tuple[Page, AbandonmentPoint, tuple[str, ...]]],
        "Confirmed points of abandonment, with the names of their dead ends",
    ]
    imports: Annotated[list[AnalyticsImport], "What was imported from analytics"]
    unmatched: Annotated[First[tuple[str, int]], "Addresses with views that are no pages"]
    pages: Annotated[First[DeadEndPage], "Pages with dead ends, the most pressing first"]
    groups: Annotated[list[tuple[str, list[Rule]]], "The taxonomy, by its groups"]
    sources: Annotated[list[str], "How costs are worked out, and from what"]
    periods: Annotated[list[MeasuredPeriod], "Points of abandonment over time, newest first"]
    striking: Annotated[First[tuple[Page, Behaviour]], "Pages where people do what is unusual"]
    history: Annotated[
        list[tuple[Run, int, int, int, int]], "Run, dead ends, pages, new, gone; newest first"
    ]
    chart: Annotated[Markup, "The same over time"]
    formula: Annotated[str, "How the order of the pages comes about"]


@dataclass(frozen=True, kw_only=True)
class StatementReport(Context):
    """statement.html: the accessibility statement, held against the law and the crawl."""

    statement: Annotated[SiteStatement | None, "The statement; None when no run judged it"]
    page: Annotated[Page | None, "Its page in this report"]
    critical: Annotated[list[CheckVerdict], "Checks with a critical fault"]
    others: Annotated[list[CheckVerdict], "Checks with another fault, the gravest first"]
    not_named: Annotated[list[Drifting], "Criteria that fail and are not in the statement"]
    no_longer: Annotated[list[Drifting], "Criteria in it that three runs found no failure of"]
    hosts: Annotated[list[Host], "Other hosts, and whether the statement names them"]
    promises: Annotated[list[tuple[str, str, str]], "Day, state and sentence of each promise"]
    groups: Annotated[list[tuple[str, list[CheckVerdict]]], "All checks, by who decides"]
    versions: Annotated[list[StatementVersion], "The versions, newest first"]
    law: Annotated[Law | None, "The law that the site is held to"]


@dataclass(frozen=True, kw_only=True)
class MapReport(Context):
    """map.html: the links of the site as a picture and as tables."""

    map: Annotated[SiteMap, "What the graph of links shows"]
    picture: Annotated[Markup, "Sections by clicks from the start"]
    bars: Annotated[Markup, "Pages by clicks from the start"]


@dataclass(frozen=True, kw_only=True)
class LawReport(Context):
    """law.html: where the site stands in law, for whoever answers for it."""

    law: Annotated[Law | None, "The law that the site is held to; None when it names none"]
    statement: Annotated[StatementNow | None, "How the accessibility statement stands"]
    states: Annotated[dict[str, int], "How many criteria are in each state"]
    total: Annotated[int, "How many criteria the law asks for"]
    pages_affected: Annotated[int, "Pages on which some criterion fails for sure"]
    pages_total: Annotated[int, "Pages with verdicts"]
    open_risks: Annotated[int, "Rows of the register that are open"]
    set_aside: Annotated[
        dict[str, tuple[int, int]], "Findings and causes that people set aside, by decision"
    ]
    top: Annotated[list[tuple[Risk, Cause | None]], "The five greatest risks, and their causes"]
    thens: Annotated[list[Then], "The runs 4, 13 and 52 weeks ago"]
    trend: Annotated[list[CriterionTrend], "Each criterion that fails, or did in one of them"]
    previous: Annotated[Run | None, "The finished run before, if there is one"]
    not_comparable: Annotated[
        str, "Why the last two runs must not be compared; empty when they can be"
    ]
    changed: Annotated[Changed | None, "What changed since the run before; None on a first run"]
    reports: Annotated[list[GdsReport], "Reports of the regulator, with their clocks"]
    next_due: Annotated[Deadline | None, "What is due next for an open one; None for nothing"]
    papers: Annotated[list[tuple[str, str, str]], "What else there is: file, title, what it holds"]
    downloads: Annotated[tuple[Download, ...], "Drafts and exports, with their files"]
    untested: Annotated[list[CriterionNow], "Criteria of which automation said nothing"]


@dataclass(frozen=True, kw_only=True)
class RegisterReport(Context):
    """register.html and its followers: every open risk, the greatest first."""

    law: Annotated[Law | None, "The law that the site is held to; None when it names none"]
    risks: Annotated[
        list[tuple[Risk, Cause | None]], "Open risks, the greatest first, with their causes"
    ]
    total: Annotated[int, "How many open risks there are in all"]
    pager: Annotated[Pager, "The other pages of the list"]
    statuses: Annotated[dict[str, int], "How many rows have which status"]
    formula: Annotated[tuple[str, ...], "How a risk is worked out, step by step"]


@dataclass(frozen=True, kw_only=True)
class SettledReport(Context):
    """settled.html: what people set aside, what is fixed, and every decision."""

    apart: Annotated[First[tuple[Risk, Cause | None]], "Risks that people accepted or set aside"]
    fixed: Annotated[First[tuple[Risk, str]], "Risks that are fixed, with the day"]
    decisions: Annotated[First[Decision], "What people decided and what holds"]
    events: Annotated[First[Event], "Everything that was decided and ended, the latest first"]


@dataclass(frozen=True, kw_only=True)
class ExemptReport(Context):
    """exempt.html: what may be exempt, with the dates that were used."""

    law: Annotated[Law | None, "The law that the site is held to; None when it names none"]
    exemptions: Annotated[list[Exemption], "The exemptions of the law, with candidates"]


@dataclass(frozen=True, kw_only=True)
class ByHandReport(Context):
    """by-hand.html: every criterion, what no check looks at, and its manual check."""

    criteria: Annotated[list[CriterionNow], "Every criterion, as far as automation goes"]


TEMPLATES: dict[type[Context] | type[SiteList], str] = {
    Overview: "index.html",
    PageList: "pages.html",
    PageReport: "page.html",
    CauseList: "causes.html",
    CauseReport: "cause.html",
    AuditList: "audits.html",
    AuditReport: "audit.html",
    Criteria: "criteria.html",
    ChangeReport: "changes.html",
    BrokenLinks: "broken_links.html",
    Redirects: "redirects.html",
    Documents: "documents.html",
    Groups: "sections.html",
    Readability: "readability.html",
    TaskList: "tasks.html",
    JourneyReport: "journey.html",
    NotTested: "not_tested.html",
    RunReport: "run.html",
    Operations: "operations.html",
    DeadEnds: "dead_ends.html",
    StatementReport: "statement.html",
    MapReport: "map.html",
    LawReport: "law.html",
    RegisterReport: "register.html",
    SettledReport: "settled.html",
    ExemptReport: "exempt.html",
    ByHandReport: "by_hand.html",
    Method: "method.html",
    RegulatorLetter: "regulator.html",
    SiteList: "sites.html",
}
