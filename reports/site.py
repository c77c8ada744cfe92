"""The report on one site: its lists and sums."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from markupsafe import Markup

from reports import (
    behaviour,
    compliance,
    dead_ends,
    downloads,
    lists,
    operations,
    papers,
    priority,
    queries,
    readings,
    register,
    site_map,
    statement,
    tasks,
)
from reports.charts import Point, line_chart
from reports.contexts import (
    AuditList,
    AuditReport,
    BrokenLinks,
    ByHandReport,
    CauseList,
    ChangeReport,
    Context,
    Criteria,
    DeadEnds,
    Documents,
    ExemptReport,
    Groups,
    JourneyReport,
    LawReport,
    MapReport,
    Method,
    NotTested,
    Operations,
    Overview,
    PageList,
    Pager,
    Readability,
    Redirects,
    RegisterReport,
    RegulatorLetter,
    RunReport,
    SettledReport,
    StatementReport,
    TaskList,
)
from reports.drafts.letter import letter
from reports.facts import Facts
from reports.lists import First, first
from reports.numbers import key_numbers, service_numbers
from reports.pages import write_causes, write_pages, write_pictures
from reports.register import Risk
from reports.render import Writer
from reports.rows import Audit, Cause, ClarityIndex, Run
from reports.trend import Moment
from reports.wording import day_and_time, short_day

PAGES_A_LIST = 100  # pages on one page of the list
TOP = 10  # of anything on the overview
CAUSES = 50  # of the causes to fix


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of checks that has a list of its own."""

    file: str
    title: str
    lead: str
    holds: Callable[[Audit], bool]


KINDS = (
    Kind(
        "audits.html",
        "Checks",
        "What we judge, and on how many pages it passes, fails or can't be told.",
        lambda audit: audit.list == "audits.html",
    ),
    Kind(
        "dead-end-checks.html",
        "Checks for dead ends",
        "What we judge of the places where people get stuck, and on how many pages.",
        lambda audit: audit.list == "dead-end-checks.html",
    ),
    Kind(
        "engines.html",
        "Checks of other engines",
        "What axe-core and IBM's engine judge, on the same pages. What several found is told once.",
        lambda audit: not audit.is_advice and bool(audit.engine),
    ),
    Kind(
        "advice.html",
        "Checks that only advise",
        "Good habits that no criterion of WCAG asks for. They are counted apart from failures.",
        lambda audit: audit.is_advice,
    ),
)
TOP_RISKS = 5  # on the page about the law
RISKS_A_PAGE = 25  # rows of the register: a page must be read in one go
# What else there is about the law: file, title, what it holds.
PAPERS = (
    (
        "statement.html",
        "Accessibility statement",
        "What each check says of it, and what to write instead.",
    ),
    (
        "regulator.html",
        "What the regulator could write",
        "A draft letter, as after its first test.",
    ),
    ("register.html", "Risk register", "Every open risk, who mends it, and by when."),
    ("settled.html", "Set aside, and fixed", "What people decided and why, and what is mended."),
    ("exempt.html", "What may be exempt", "Candidates for the exemptions of the law."),
    ("by-hand.html", "Manual checks", "Every criterion, and what a person has to look at."),
)
CATEGORIES = (
    *("accessibility", "readability", "dead ends", "links", "structure", "best practice"),
)


class SiteReport:
    """Writes every page of the report on one site."""

    def __init__(self, db: sqlite3.Connection, facts: Facts, writer: Writer) -> None:
        self._db = db
        self._facts = facts
        self._writer = writer
        self._journeys = tasks.tasks_of(db, facts.site, facts.pages)

    def write(self) -> None:
        """Write the lists, then the many pages, then the tables to download."""
        facts, writer = self._facts, self._writer
        for folder in ("pages", "causes", "audits", "journeys"):
            (writer.folder / folder).mkdir()
        shared = sum(cause.pages > 1 for cause in facts.causes.values())
        expected = len(facts.pages) + shared + len(facts.audits) + len(self._journeys)
        writer.tally.expected += expected
        for file, context in self._lists():
            writer.write(context, file)
        for audit in facts.audits.values():
            writer.write(self._audit(audit), audit.file)
        for task in self._journeys:
            frame = facts.frame(f"Task: {task.name}", "tasks.html", root="../")
            writer.write(JourneyReport(frame=frame, task=task), task.file)
        write_causes(self._db, facts, writer)
        write_pages(self._db, facts, writer)
        write_pictures(self._db, facts, writer)
        downloads.write(self._db, facts, writer.folder)
        papers.write(self._db, facts, writer.folder)

    def _lists(self) -> Iterator[tuple[str, Context]]:
        yield "index.html", self._overview()
        yield from self._page_lists()
        yield "causes.html", self._causes()
        yield "changes.html", self._changes()
        yield "criteria.html", self._criteria()
        yield from ((kind.file, self._audits(kind)) for kind in KINDS)
        yield "broken-links.html", self._broken_links()
        yield "redirects.html", self._redirects()
        yield "documents.html", self._documents()
        yield "sections.html", self._groups()
        yield "readability.html", self._readability()
        yield "dead-ends.html", self._dead_ends()
        yield "statement.html", self._statement()
        yield "map.html", self._map()
        yield "tasks.html", self._tasks()
        yield "regulator.html", self._regulator()
        yield "law.html", self._law()
        yield from self._register()
        yield "not-tested.html", self._not_tested()
        yield "run.html", self._run()
        yield "operations.html", self._operations()
        yield (
            "method.html",
            Method(
                frame=self._facts.frame("How this report is made", "method.html"),
                formula=priority.CAUSE_FORMULA,
                page_formula=priority.PAGE_FORMULA,
            ),
        )

    def _overview(self) -> Overview:
        facts = self._facts
        later = [run for run in facts.runs.values() if run.id > facts.run.id]
        binding = [cause for cause in facts.causes.values() if not cause.audit.is_advice]
        fix_first = first([cause for cause in binding if cause.failed], TOP)
        return Overview(
            frame=facts.frame("Overview", "index.html"),
            numbers=[*key_numbers(facts), *service_numbers(self._db, facts)],
            previous=facts.previous,
            not_comparable=facts.not_comparable,
            under_way=_later_run(later[-1]) if later else "",
            charts=[(title, chart) for title, chart in _charts(facts.moments) if chart],
            moments=facts.moments[::-1],
            fix_first=fix_first,
            set_aside=register.set_aside(self._db, facts.site),
            only_pages={
                cause.id: facts.pages[cause.page_id]
                for cause in fix_first.rows
                if cause.failed == 1 and cause.to_review == 0 and cause.page_id in facts.pages
            },
            worst=first([page for page in facts.pages.values() if page.failed], TOP),
            changes=lists.changes(self._db, facts.site, facts.run),
            untested=self._untested(),
            formula=priority.CAUSE_FORMULA,
            page_formula=priority.PAGE_FORMULA,
            notes=lists.notes(self._db, facts.run),
        )

    def _untested(self) -> list[tuple[str, int, str]]:
        report = self._not_tested()
        sampled = [note for note in report.notes if note.kind == "sampled"]
        told = [
            ("WCAG criteria that no check here speaks to", len(report.criteria), "criteria"),
            ("pages not seen in this run", report.not_seen.total, "not-seen"),
            ("pages that we could not judge", report.in_error.total, "errors"),
            ("pages that refused us", report.forbidden.total, "forbidden"),
            ("addresses left waiting when the run ended", report.pages_left, "left-out"),
            ("kinds of address that we only sampled", len(sampled), "left-out"),
            ("checks that need a person on some pages", report.to_review.total, "review"),
            ("checks that could not run on some pages", report.errors.total, "check-errors"),
            ("checks that found nothing to judge", report.not_applicable.total, "not-applicable"),
        ]
        return [
            (words, number, f"not-tested.html#{place}") for words, number, place in told if number
        ]

    def _page_lists(self) -> Iterator[tuple[str, PageList]]:
        facts = self._facts
        pages = list(enumerate(facts.pages.values(), 1))
        last = max(1, -(-len(pages) // PAGES_A_LIST))
        for current in range(1, last + 1):
            title = "Pages, worst first" + (f": part {current} of {last}" if last > 1 else "")
            yield (
                _list_file(current),
                PageList(
                    frame=facts.frame(title, "pages.html", is_here=current == 1),
                    pages=pages[(current - 1) * PAGES_A_LIST : current * PAGES_A_LIST],
                    total=len(pages),
                    pager=_pager(current, last),
                    formula=priority.PAGE_FORMULA,
                ),
            )

    def _causes(self) -> CauseList:
        causes = list(self._facts.causes.values())
        binding = [cause for cause in causes if not cause.audit.is_advice]
        return CauseList(
            frame=self._facts.frame("What to fix", "causes.html"),
            causes=first([cause for cause in binding if cause.failed], CAUSES),
            to_review=first([cause for cause in binding if not cause.failed], lists.FEW),
            advice=first([cause for cause in causes if cause.audit.is_advice], lists.FEW),
            on_one_page=sum(cause.failed == 1 for cause in binding),
            formula=priority.CAUSE_FORMULA,
            set_aside=register.set_aside(self._db, self._facts.site),
        )

    def _law(self) -> LawReport:
        db, facts = self._db, self._facts
        site, run = facts.site, facts.run
        found = [risk for risk in register.risks(db, site) if risk.is_open]
        criteria = register.criteria_now(db, site)
        reports = compliance.gds_reports(db, site, run)
        thens, trend = compliance.trend(db, site, run, list(facts.runs.values()))
        return LawReport(
            frame=facts.frame("The law: where this site stands", "law.html"),
            law=compliance.law_of(db, site),
            statement=compliance.statement_now(db, site),
            states=Counter(each.state for each in criteria),
            total=len(criteria),
            pages_affected=compliance.pages_affected(db, site),
            pages_total=len(facts.pages),
            open_risks=len(found),
            set_aside=register.set_aside(db, site),
            top=self._with_causes(found[:TOP_RISKS]),
            thens=thens,
            trend=trend,
            previous=facts.previous,
            not_comparable=facts.not_comparable,
            changed=compliance.changed(db, site, run, facts.previous),
            reports=reports,
            next_due=compliance.next_due(reports),
            papers=list(PAPERS),
            downloads=papers.DOWNLOADS,
            untested=[each for each in criteria if each.state == "not tested automatically"],
        )

    def _register(self) -> Iterator[tuple[str, Context]]:
        """Give the pages of the register: open risks part by part, then what is settled."""
        facts, site = self._facts, self._facts.site
        found = register.risks(self._db, site)
        held = [risk for risk in found if risk.is_open]
        last = max(1, -(-len(held) // RISKS_A_PAGE))
        for current in range(1, last + 1):
            title = "Risk register" + (f": part {current} of {last}" if last > 1 else "")
            part = held[(current - 1) * RISKS_A_PAGE : current * RISKS_A_PAGE]
            yield (
                _list_file(current, "register"),
                RegisterReport(
                    frame=facts.frame(title, "law.html", is_here=False),
                    law=compliance.law_of(self._db, site),
                    risks=self._with_causes(part),
                    total=len(held),
                    pager=_pager(current, last, "register"),
                    statuses=register.by_status(found),
                    formula=register.FORMULA,
                ),
            )
        yield "settled.html", self._settled(found)
        yield (
            "exempt.html",
            ExemptReport(
                frame=facts.frame("What may be exempt", "law.html", is_here=False),
                law=compliance.law_of(self._db, site),
                exemptions=register.exemptions(self._db, site),
            ),
        )
        yield (
            "by-hand.html",
            ByHandReport(
                frame=facts.frame("Manual checks", "law.html", is_here=False),
                criteria=register.criteria_now(self._db, site),
            ),
        )

    def _settled(self, found: Sequence[Risk]) -> SettledReport:
        facts = self._facts
        fixed = [risk for risk in found if risk.status == "fixed"]
        fixed.sort(key=lambda risk: -(risk.fixed_run_id or 0))
        apart = [risk for risk in found if not risk.is_open and risk.status != "fixed"]
        return SettledReport(
            frame=facts.frame("Set aside, and fixed", "law.html", is_here=False),
            apart=First(self._with_causes(apart[: lists.FEW]), len(apart)),
            fixed=First(
                [(risk, facts.since(risk.fixed_run_id or 0)) for risk in fixed[: lists.FEW]],
                len(fixed),
            ),
            decisions=register.decisions(self._db, facts.site),
            events=register.events(self._db, facts.site),
        )

    def _with_causes(self, risks: Sequence[Risk]) -> list[tuple[Risk, Cause | None]]:
        """Return each risk with its cause, where that is told in a list of what is to be done."""
        return [(risk, self._facts.causes.get(risk.cause_id)) for risk in risks]

    def _changes(self) -> ChangeReport:
        db, facts = self._db, self._facts
        site, run = facts.site, facts.run
        old = [c for c in facts.causes.values() if c.failed and c.first_run_id < run.id]
        return ChangeReport(
            frame=facts.frame("New, fixed and still open", "changes.html"),
            previous=facts.previous,
            not_comparable=facts.not_comparable,
            changes=lists.changes(db, site, run),
            new=lists.new_causes(db, run, facts.causes),
            fixed=lists.fixed_causes(db, run, facts.causes),
            still_open=first(old, lists.FEW),
            gone=lists.gone(db, site, run, facts.runs),
            not_seen=lists.not_seen(db, site, run, facts.runs),
        )

    def _criteria(self) -> Criteria:
        found = self._facts.criteria
        return Criteria(
            frame=self._facts.frame("WCAG criteria", "criteria.html"),
            criteria=found,
            states=Counter(criterion.state for criterion in found),
        )

    def _audits(self, kind: Kind) -> AuditList:
        known = [each for each in self._facts.audits.values() if kind.holds(each)]
        by_category = [(name, [a for a in known if a.category == name]) for name in CATEGORIES]
        return AuditList(
            frame=self._facts.frame(kind.title, "audits.html", is_here=kind is KINDS[0]),
            lead=kind.lead,
            others=[(each.title, each.file) for each in KINDS if each is not kind],
            audits=[
                (name, sorted(audits, key=lambda audit: (-audit.failed, audit.name)))
                for name, audits in by_category
                if audits
            ],
        )

    def _audit(self, audit: Audit) -> AuditReport:
        facts = self._facts
        pages = queries.failing_pages(self._db, facts.site, audit)
        verdicts = audit.judged + audit.not_applicable + audit.errors + audit.set_aside
        return AuditReport(
            frame=facts.frame(f"Check: {audit.failure_title}", "audits.html", root="../"),
            audit=audit,
            criteria=[found for found in facts.criteria if found.id in audit.criteria],
            causes=first(facts.causes_of(audit), lists.FEW),
            pages=first(facts.in_order(pages), lists.FEW),
            unseen=max(0, len(facts.pages) - verdicts),
        )

    def _broken_links(self) -> BrokenLinks:
        return BrokenLinks(
            frame=self._facts.frame("Broken links", "broken-links.html"),
            broken=lists.broken(self._db, self._facts.site, self._facts.pages),
            states=lists.link_states(self._db, self._facts.site),
        )

    def _redirects(self) -> Redirects:
        facts = self._facts
        return Redirects(
            frame=facts.frame("Redirects", "redirects.html"),
            chains=lists.chains(self._db, facts.site),
            own=lists.redirects(self._db, facts.site, facts.run),
        )

    def _documents(self) -> Documents:
        return Documents(
            frame=self._facts.frame("Documents", "documents.html"),
            types=lists.document_types(self._db, self._facts.site),
            documents=lists.documents(self._db, self._facts.site),
        )

    def _groups(self) -> Groups:
        return Groups(
            frame=self._facts.frame("Sections and owners", "sections.html"),
            sections=lists.groups(self._facts.pages, "section"),
            owners=lists.groups(self._facts.pages, "owner"),
            page_formula=priority.PAGE_FORMULA,
        )

    def _readability(self) -> Readability:
        db, facts = self._db, self._facts
        words = readings.words_to_change(facts.causes)
        indexes = readings.indexes(db, facts.site)
        runs = [moment.run for moment in facts.moments]
        means = list(readings.mean_levels(db, facts.site, runs))
        index = indexes.get(facts.run.id)
        history = [(run, mean, indexes.get(run.id)) for run, mean in zip(runs, means, strict=True)]
        return Readability(
            frame=facts.frame("Readability", "readability.html"),
            site=readings.whole_site(db, facts.site),
            not_scored=readings.why_not_scored(db, facts.site),
            index=index,
            targets=_targets(index) if index else [],
            charts=[(title, chart) for title, chart in _reading_charts(facts, history) if chart],
            history=history[::-1],
            hardest=readings.hardest(facts.pages, facts.readings, dead_ends.tasks_of_pages(db)),
            words=words,
            said=readings.said_of(db, words),
            sections=readings.by_section(db, facts.site),
            owners=readings.by_owner(db, facts.site),
        )

    def _tasks(self) -> TaskList:
        facts = self._facts
        known = self._journeys
        asked = [task for task in known if task.is_asked]
        return TaskList(
            frame=facts.frame("Tasks", "tasks.html"),
            tasks=known,
            left_out=[task for task in known if not task.is_asked],
            asked=len(asked),
            found=sum(task.is_found for task in asked),
            online=sum(task.is_online for task in asked),
            star=tasks.site_star(self._db, facts.site),
            history=[
                (facts.runs[then.run_id], then)
                for then in tasks.tasks_then(self._db, facts.site)
                if then.run_id in facts.runs
            ],
        )

    def _statement(self) -> StatementReport:
        db, facts = self._db, self._facts
        found = statement.statement_of(db, facts.site)
        checks = statement.verdicts(db, facts.site)
        faults = statement.faults_of(checks)
        drift = statement.drift(db, facts.site)
        return StatementReport(
            frame=facts.frame("Accessibility statement", "law.html", is_here=False),
            statement=found,
            page=facts.pages.get(found.page_id or 0) if found else None,
            critical=[each for each in faults if each.severity == "critical"],
            others=[each for each in faults if each.severity != "critical"],
            not_named=[each for each in drift if each.kind == "not in the statement"],
            no_longer=[each for each in drift if each.kind == "no longer found"],
            hosts=statement.hosts(db, facts.site),
            promises=[
                (each, statement.told_promise(each, facts.run.started_at), words)
                for each, words in (found.promises if found else ())
            ],
            groups=statement.groups_of(checks),
            versions=statement.versions(db, facts.site),
            law=compliance.law_of(db, facts.site),
        )

    def _dead_ends(self) -> DeadEnds:
        db, facts = self._db, self._facts
        rules = dead_ends.rules(db, facts.site, facts.behaviours)
        names = {rule.id: rule.name for rule in rules}
        points = behaviour.abandonment_points(db, facts.site)
        runs = [moment.run for moment in facts.moments]
        counted = list(dead_ends.trend(db, facts.site, runs))
        return DeadEnds(
            frame=facts.frame("Dead ends", "dead-ends.html"),
            points=First(
                [
                    (
                        facts.pages[point.page_id],
                        point,
                        tuple(names.get(each, each) for each in point.dead_ends.split()),
                    )
                    for point in points.rows
                    if point.page_id in facts.pages
                ],
                points.total,
            ),
            imports=behaviour.imports(db, facts.site),
            unmatched=behaviour.unmatched(db, facts.site),
            sources=sorted({point.cost_source for point in points.rows if point.cost_source}),
            periods=behaviour.periods(db, facts.site),
            striking=dead_ends.striking(facts.pages, facts.behaviours),
            pages=dead_ends.pages(db, facts.site, facts.pages, facts.behaviours),
            groups=[
                (group, list(members)) for group, members in groupby(rules, key=attrgetter("group"))
            ],
            history=[(run, *told) for run, told in zip(runs, counted, strict=True)][::-1],
            chart=line_chart(
                "Dead ends",
                [
                    Point(short_day(moment.run.started_at), number, not moment.not_comparable)
                    for moment, (number, *_) in zip(facts.moments, counted, strict=True)
                ],
            ),
            formula=dead_ends.FORMULA,
        )

    def _map(self) -> MapReport:
        facts = self._facts
        stuck = dead_ends.numbers_on(self._db, facts.site)
        found = site_map.site_map(self._db, facts.site, facts.pages, stuck)
        return MapReport(
            frame=facts.frame("Map of the site", "map.html"),
            map=found,
            picture=site_map.picture(found),
            bars=site_map.depth_picture(found),
        )

    def _regulator(self) -> RegulatorLetter:
        return RegulatorLetter(
            frame=self._facts.frame("What the regulator could write", "law.html", is_here=False),
            paper=letter(self._db, papers.subject_of_report(self._facts)),
        )

    def _not_tested(self) -> NotTested:
        db, facts = self._db, self._facts
        site, run, runs = facts.site, facts.run, facts.runs
        known = [audit for audit in facts.audits.values() if audit.is_current]
        kinds = ("robots", "sitemap", "sampled", "budget", "scope", "link check")
        return NotTested(
            frame=facts.frame("What was not tested", "not-tested.html"),
            criteria=[found for found in facts.criteria if not found.is_partly_tested],
            notes=[note for note in lists.notes(db, run).rows if note.kind in kinds],
            not_seen=lists.not_seen(db, site, run, runs),
            in_error=lists.in_error(db, site, run, runs),
            forbidden=lists.forbidden(db, site, run, runs),
            to_review=_most(known, "needs_review"),
            not_applicable=first(
                [a for a in known if a.not_applicable and not a.judged and not a.errors]
            ),
            errors=_most(known, "errors"),
            pages_left=run.pages_left,
        )

    def _run(self) -> RunReport:
        facts = self._facts
        return RunReport(
            frame=facts.frame("How the run went", "run.html"),
            previous=facts.previous,
            not_comparable=facts.not_comparable,
            notes=lists.notes(self._db, facts.run),
            runs=first(list(facts.runs.values())[::-1], 30),
        )

    def _operations(self) -> Operations:
        db, facts = self._db, self._facts
        site, run = facts.site, facts.run
        hosts = operations.hosts(db, site, run)
        notes = lists.notes(db, run).rows
        kinds = ("robots", "sampled", "budget", "scope", "messages", "browser")
        return Operations(
            frame=facts.frame("Run health", "operations.html"),
            server_errors=sum(host.server_errors for host in hosts.rows),
            forbidden=operations.forbidden(db, site, run),
            record_bytes=operations.record_bytes(db),
            budget=operations.budget(db, run),
            comparison=operations.comparison(run, facts.previous),
            hosts=hosts,
            blocks=operations.of_kinds(notes, *kinds),
            left=operations.left_over(db, site),
            slowest=operations.slowest(db, site, run, facts.pages),
            runs=operations.runs_then(list(facts.runs.values())),
        )


def _most(audits: Sequence[Audit], field: str) -> First[Audit]:
    found = [audit for audit in audits if getattr(audit, field)]
    return first(sorted(found, key=lambda audit: (-getattr(audit, field), audit.name)))


def _later_run(run: Run) -> str:
    """Return what became of a run after the one that is shown."""
    when = day_and_time(run.started_at)
    if run.status == "failed":
        return f"A later run, on {when}, failed. {run.reason} What follows is from the run before."
    return f"A later run started on {when} and has no result yet. Some of it may show here."


def _charts(moments: Sequence[Moment]) -> Iterator[tuple[str, Markup]]:
    fields = {
        "Pages with WCAG failures": "pages_failing",
        "Causes to fix": "causes",
        "Broken links": "broken",
        "Mean reading ease": "ease",
    }
    for title, field in fields.items():
        points = [
            Point(
                short_day(moment.run.started_at), getattr(moment, field), not moment.not_comparable
            )
            for moment in moments
        ]
        yield title, line_chart(title, points)


def _targets(index: ClarityIndex) -> list[tuple[str, float, str, str]]:
    return [
        ("Reading ease", index.reading_ease, "points", "60 or more"),
        ("Long sentences, over 25 words", index.long_sentences, "%", "5 or fewer"),
        ("Passive sentences", index.passive, "%", "4 or fewer"),
        ("Words of three or more syllables", index.complex_words, "%", "not published"),
    ]


def _reading_charts(
    facts: Facts, history: Sequence[tuple[Run, float | None, ClarityIndex | None]]
) -> Iterator[tuple[str, Markup]]:
    places = [None if index is None else float(index.place) for *_, index in history]
    for title, values in (
        ("Mean reading level", [mean for _, mean, _ in history]),
        ("Place of 191, an estimate", places),
    ):
        points = [
            Point(short_day(moment.run.started_at), value, not moment.not_comparable)
            for moment, value in zip(facts.moments, values, strict=True)
        ]
        yield title, line_chart(title, points)


def _list_file(number: int, name: str = "pages") -> str:
    return f"{name}.html" if number == 1 else f"{name}-{number}.html"


def _pager(current: int, last: int, name: str = "pages") -> Pager:
    """Return the first, the last, the neighbours, and each tenth part: never many clicks away."""
    wanted = {1, last, *range(current - 2, current + 3), *range(10, last, 10)}
    shown = sorted(number for number in wanted if 1 <= number <= last)
    links: list[tuple[int, str]] = []
    for number in shown:
        if links and number > links[-1][0] + 1:
            links.append((0, ""))
        links.append((number, _list_file(number, name)))
    return Pager(current, tuple(links))
