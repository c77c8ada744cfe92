"""What every part of a site's report leans on, read once."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from reports import queries
from reports.behaviour import Behaviour, behaviours
from reports.contexts import Frame
from reports.readings import readings
from reports.register import Plan, plans, set_aside_on
from reports.render import fragment
from reports.rows import Audit, Cause, Criterion, Evidence, Page, Reading, Run, Site
from reports.trend import DONE_IN_PART, Moment, moments
from reports.wording import day


@dataclass(frozen=True)
class Facts:
    """A site, its runs, and everything that is open on it."""

    site: Site
    run: Run  # the last finished run: the one that is reported on
    previous: Run | None  # the finished run before
    runs: dict[int, Run]  # all of them, oldest first
    audits: dict[int, Audit]
    causes: dict[int, Cause]  # most pressing first
    pages: dict[int, Page]  # worst first
    criteria: list[Criterion]
    moments: list[Moment]  # as of each finished run, oldest first
    evidence: dict[int, Evidence] = field(default_factory=dict)  # by cause
    readings: dict[int, Reading] = field(default_factory=dict)  # by page
    plans: dict[int, Plan] = field(default_factory=dict)  # by cause
    set_aside: dict[int, int] = field(default_factory=dict)  # findings, by page
    behaviours: dict[int, Behaviour] = field(default_factory=dict)  # by page
    sites_file: str = ""  # the list of sites, as seen from this report's first page
    _places: dict[int, int] = field(default_factory=dict)
    _parts: dict[tuple[str, str, str, bool], Markup] = field(default_factory=dict)
    _by_audit: dict[int, list[Cause]] = field(default_factory=dict)

    @classmethod
    def read(cls, db: sqlite3.Connection, site: Site, sites_file: str = "") -> "Facts | None":
        """Return the facts of a site, or None when no run of it has finished."""
        runs = queries.runs(db, site)
        finished = [run for run in runs if run.status in ("done", "partial")]
        if not finished:
            return None
        run = finished[-1]
        audits = queries.audits(db, site, run)
        causes = queries.causes(db, site, audits)
        pages = queries.pages(db, site, run, audits)
        by_audit = defaultdict(list)
        for cause in causes.values():
            by_audit[cause.audit.id].append(cause)
        return cls(
            site=site,
            run=run,
            previous=finished[-2] if len(finished) > 1 else None,
            runs={each.id: each for each in runs},
            audits=audits,
            causes=causes,
            pages=pages,
            criteria=queries.criteria(db, site, audits),
            moments=moments(db, site, runs),
            evidence=queries.evidence(db, site),
            readings=readings(db, site),
            plans=plans(db, site),
            set_aside=set_aside_on(db, site),
            behaviours=behaviours(db, site),
            sites_file=sites_file,
            _places={page_id: place for place, page_id in enumerate(pages, 1)},
            _by_audit=by_audit,
        )

    @property
    def not_comparable(self) -> str:
        """Why the last run must not be compared with the one before, in a sentence."""
        if self.previous is None:
            return ""
        if why := self.moments[-1].not_comparable:
            return "This run was done in part." if why == DONE_IN_PART else f"This run {why}."
        return "The last run was done in part." if self.previous.status == "partial" else ""

    def place(self, page_id: int) -> int:
        """Return the page's place, the worst being 1."""
        return self._places[page_id]

    def in_order(self, page_ids: Iterable[int]) -> list[Page]:
        """Return the pages, worst first; those without verdicts that hold are left out."""
        known = sorted(self._places[each] for each in page_ids if each in self._places)
        if len(known) == len(self._places):
            return list(self.pages.values())
        by_place = list(self.pages.values()) if known else []
        return [by_place[place - 1] for place in known]

    def causes_of(self, audit: Audit) -> list[Cause]:
        """Return the audit's open causes, most pressing first."""
        return self._by_audit.get(audit.id, [])

    def since(self, run_id: int) -> str:
        """Return the day on which a run started."""
        return day(self.runs[run_id].started_at) if run_id in self.runs else "date not known"

    def frame(self, title: str, section: str, *, root: str = "", is_here: bool = True) -> Frame:
        """Return what surrounds a page."""
        return Frame(
            site=self.site,
            run=self.run,
            root=root,
            title=title,
            top=self._part("_top.html", root, section, is_here=is_here and not root),
            foot=self._part("_foot.html", root),
        )

    def _part(
        self, template: str, root: str, section: str = "", *, is_here: bool = False
    ) -> Markup:
        """Return a part of the frame; many pages share it."""
        key = (template, root, section, is_here)
        if key not in self._parts:
            self._parts[key] = fragment(
                template,
                site=self.site,
                run=self.run,
                root=root,
                section=section,
                is_here=is_here,
                sites_href=root + self.sites_file if self.sites_file else "",
            )
        return self._parts[key]
