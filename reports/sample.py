"""Which pages stand for a site: chosen by rules, so that the same record gives the same pages."""

import re
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256

from reports.rows import Site
from reports.wording import count

CONTACT_TITLE = re.compile(
    r"(get in touch|contact( (us|the council|details))?|cysylltu( â ni)?)\b", re.IGNORECASE
)
CONTACT_PATH = re.compile(r"/(contact|cysylltu)[^/]*/?$", re.IGNORECASE)
TEMPLATES = 5  # pages of templates of their own, as in the regulator's simplified test
MOST_STRUCTURED = 60  # pages of a sample; one of each template where those are fewer
RANDOM_SHARE = 0.1  # of the structured sample, as WCAG-EM 1.0 asks for in step 3e
FEWEST_FIELDS = 2  # a form with one field is a search


@dataclass(frozen=True, slots=True)
class Chosen:
    """A page of a sample, and why it is in it."""

    page_id: int
    url: str
    title: str
    kind: str  # home page, contact, statement, form, PDF, template, task, random
    why: str

    @property
    def label(self) -> str:
        return self.title.strip() or self.url


@dataclass(frozen=True, slots=True)
class Sample:
    """The pages of a sample, and the kinds that the site gave no page for."""

    pages: tuple[Chosen, ...]
    missing: tuple[str, ...]  # in sentences


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that may be chosen."""

    id: int
    url: str
    title: str
    template: str
    depth: int | None
    links: int


PAGES = """
SELECT id, url, title, coalesce(template, '') AS template, click_depth, in_links FROM pages
WHERE site_id = ? AND kind = 'page' AND audited_run_id IS NOT NULL AND first_run_id <= ?
ORDER BY in_links DESC, length(url), url
"""


def regulator_sample(db: sqlite3.Connection, site: Site, run: int) -> Sample:
    """Return ten pages as the regulator's simplified test takes them.

    Home page, contact, statement, a form, a PDF, and five pages of different templates. Pages
    that people come to for the most are taken first: those with most links to them.
    """
    pages = _pages(db, site, run)
    found: list[Chosen] = []
    missing = []
    for kind, choose in (
        ("home page", _home),
        ("contact", _contact),
        ("statement", _statement),
        ("form", _form),
        ("PDF", _pdf),
    ):
        chosen = choose(db, site, pages)
        if chosen is None:
            missing.append(MISSING[kind])
        elif all(chosen.page_id != each.page_id for each in found):
            found.append(chosen)
    found += _by_template(pages, {each.page_id for each in found}, TEMPLATES)
    return Sample(tuple(found), tuple(missing))


MISSING = {
    "home page": "We found no home page.",
    "contact": "We found no page for contact.",
    "statement": "We found no accessibility statement.",
    "form": "We found no page with a form of its own.",
    "PDF": "We found no PDF.",
}


def evaluation_sample(db: sqlite3.Connection, site: Site, run: int) -> tuple[Sample, Sample]:
    """Return the structured and the random sample of WCAG-EM.

    Structured: the regulator's kinds, the pages of tasks, one page of each template; at most
    60 pages. Random: a tenth as many, by the hash of their addresses, which nobody can steer.
    """
    first = regulator_sample(db, site, run)
    pages = {each.id: each for each in _pages(db, site, run)}
    found = [each for each in first.pages if each.kind != "template"]
    taken = {each.page_id for each in found}
    for row in db.execute(
        """SELECT page_id, min(name) AS name FROM task_pages WHERE run_id IN
           (SELECT max(run_id) FROM tasks WHERE run_id IN (SELECT id FROM runs WHERE site_id = ?))
           GROUP BY page_id ORDER BY page_id""",
        [site.id],
    ):
        page = pages.get(row["page_id"])
        if page and page.id not in taken and len(found) < MOST_STRUCTURED:
            taken.add(page.id)
            found.append(_chosen(page, "task", f"People come here for a task: {row['name']}."))
    room = MOST_STRUCTURED - len(found)
    found += _by_template(list(pages.values()), taken, room)
    taken |= {each.page_id for each in found}
    rest = sorted(
        (page for page in pages.values() if page.id not in taken),
        key=lambda page: sha256(page.url.encode("utf-8", "replace")).hexdigest(),
    )
    number = -(-len(found) // round(1 / RANDOM_SHARE))
    drawn = [_chosen(page, "random", "Drawn by the hash of its address.") for page in rest[:number]]
    return Sample(tuple(found), first.missing), Sample(tuple(drawn), ())


def _pages(db: sqlite3.Connection, site: Site, run: int) -> list[_Page]:
    return [_Page(*row) for row in db.execute(PAGES, [site.id, run])]


def _chosen(page: _Page, kind: str, why: str) -> Chosen:
    return Chosen(page.id, page.url, page.title, kind, why)


def _home(_db: sqlite3.Connection, site: Site, pages: list[_Page]) -> Chosen | None:
    for page in pages:
        if page.url == site.start_url:
            return _chosen(page, "home page", "The crawl starts here.")
    for page in pages:
        if page.depth == 0:
            return _chosen(page, "home page", "The start address leads here.")
    return None


def _contact(_db: sqlite3.Connection, _site: Site, pages: list[_Page]) -> Chosen | None:
    named = [page for page in pages if CONTACT_TITLE.match(page.title.strip())]
    found = named or [page for page in pages if CONTACT_PATH.search(page.url)]
    if not found:
        return None
    return _chosen(found[0], "contact", "Its name or its address says that it is about contact.")


def _statement(db: sqlite3.Connection, site: Site, pages: list[_Page]) -> Chosen | None:
    row = db.execute(
        "SELECT page_id FROM statement_now WHERE site_id = ? AND kind = 'statement'", [site.id]
    ).fetchone()
    for page in pages:
        if row and page.id == row["page_id"]:
            return _chosen(page, "statement", "The accessibility statement.")
    for page in pages:
        if page.title.lower().startswith(("accessibility statement", "datganiad hygyrchedd")):
            return _chosen(page, "statement", "Its name says that it is the statement.")
    return None


def _form(db: sqlite3.Connection, site: Site, pages: list[_Page]) -> Chosen | None:
    rows = db.execute(
        """SELECT a.page_id, max(a.fields) AS fields FROM page_actions a
           JOIN pages p ON p.id = a.page_id
           WHERE p.site_id = ? AND a.kind IN ('form', 'payment') AND a.url = '' AND a.fields >= ?
           GROUP BY a.page_id""",
        [site.id, FEWEST_FIELDS],
    )
    fields = {row["page_id"]: row["fields"] for row in rows}
    by_id = {page.id: page for page in pages if page.id in fields}
    if not by_id:
        return None
    best = max(by_id.values(), key=lambda page: (fields[page.id], page.links, page.url))
    return _chosen(best, "form", f"The longest form that we read: {fields[best.id]} fields.")


def _pdf(db: sqlite3.Connection, site: Site, _pages: list[_Page]) -> Chosen | None:
    row = db.execute(
        """SELECT p.id, p.url, p.title, count(DISTINCT l.page_id) AS links FROM pages p
           JOIN visits v ON v.page_id = p.id AND v.last_run_id = p.last_run_id
           LEFT JOIN targets t ON t.page_id = p.id
           LEFT JOIN links l ON l.target_id = t.id AND l.ended_run_id IS NULL
           WHERE p.site_id = ? AND v.outcome = 'document' AND v.content_type = 'application/pdf'
           GROUP BY p.id ORDER BY links DESC, p.url LIMIT 1""",
        [site.id],
    ).fetchone()
    if row is None:
        return None
    links = row["links"]
    why = f"{count(links, 'page')} {'links' if links == 1 else 'link'} to it."
    return Chosen(row["id"], row["url"], row["title"], "PDF", why)


def _by_template(pages: list[_Page], taken: set[int], room: int) -> list[Chosen]:
    """Return a page of each template, those with most pages first, those in use already last."""
    made_alike: defaultdict[str, list[_Page]] = defaultdict(list)
    for page in pages:
        made_alike[page.template].append(page)
    used = {page.template for page in pages if page.id in taken}
    chosen: list[Chosen] = []
    for template in sorted(
        made_alike, key=lambda name: (name in used, -len(made_alike[name]), name)
    ):
        left = [page for page in made_alike[template] if page.id not in taken]
        if left and len(chosen) < room:
            many = count(len(made_alike[template]), "page")
            chosen.append(_chosen(left[0], "template", f"It stands for {many} made alike."))
    return chosen
