"""Pages and tasks as the record hands them to audits of scope "site"."""

from audits.derive.actions import Action, PageActions
from audits.derive.journeys import End, Journey, Step
from audits.derive.site import SitePage
from audits.derive.tasks import Candidate, Found, KnownPage
from audits.tasks import Task

HOME = "https://town.test/"
URL = "https://town.test/bins/missed-bin"
PHONE = Action("phone", "01632 960000")
EMAIL = Action("email", "bins@town.test", "mailto:bins@town.test")
FORM = Action("form", fields=3)
SUPPLIER = "https://forms.supplier.test/bin"
HAND_OFF = Action("hand-off", "Report it now", SUPPLIER, "Supplier")


def known(url=URL, title="Report a missed bin", actions=(), **facts):
    """Return what is known of a page that was opened."""
    facts.setdefault("headings", (title,))
    facts.setdefault("words", 200)
    return KnownPage(url, title, PageActions(actions=tuple(actions), **facts))


def task(action="form", name="Report a missed bin", **facts):
    return Task(id="missed-bin", name=name, keywords=(("missed", "bin"),), action=action, **facts)


def journey(url=URL, *ends, sureness="sure", wanted=None, clicks=2, competing=()):
    """Return the way to a task that was found on a page; with url "" none was found."""
    candidates = (Candidate(url, 0.9, {}),) if url else ()
    found = Found(wanted or task(), candidates, sureness if url else "", tuple(competing))
    return Journey(found, tuple(Step(url) for _ in range(clicks + 1)) if url else (), tuple(ends))


def ended(kind, **facts):
    return End(kind, **facts)


def site(*pages):
    """Return pages of this run and what is known of them."""
    return {each.url: SitePage(each.url) for each in pages}, {each.url: each for each in pages}


def judged(audit, *pages, tasks=(), of=URL, **given):
    """Return what an audit of tasks says of one page; None when it says nothing of it."""
    judged_pages, known_pages = site(*pages)
    return audit(judged_pages, tuple(tasks), known_pages, home=HOME, **given).get(of)


def status(outcome):
    return "silent" if outcome is None else str(outcome.status)
