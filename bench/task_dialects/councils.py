"""Builds each council's pages as HTML from its list of texts; the same ones every time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import urldefrag

from audits.derive.actions import PageActions, actions_of
from audits.derive.document import Document
from audits.derive.links import extract_links
from audits.derive.main_text import main_text_of
from audits.derive.page import title_of
from audits.derive.tasks import KnownPage

FOLDER = Path(__file__).parent
DIALECTS = ("govuk_like", "old_cms", "a_to_z", "city")
FORM = """<form method="post" action="{action}"><label for="a">Your name</label>
<input id="a" name="a" type="text"><label for="b">Where is it?</label>
<input id="b" name="b" type="text"><button type="submit">Send</button></form>"""
LOOKUP = """<form action="/look"><label for="p">Postcode</label>
<input id="p" name="postcode" type="text"><button type="submit">Look up</button></form>"""
LOGIN = """<form method="post" action="/in"><label for="u">Email</label><input id="u" name="u">
<label for="w">Password</label><input id="w" name="w" type="password">
<button>Continue</button></form>"""
ENDINGS = {
    "form": "form",
    "map": "form",
    "lookup": "form",
    "pay": "form",
    "start": "form",
    "paylink": "payment",
    "supplier": "hand-off",
    "login": "login",
    "pdfform": "print form",
    "phone": "phone",
    "email": "email",
    "info": "",
    "pdf": "",
}


@dataclass(frozen=True)
class Entry:
    """One line of a council's list."""

    task: str  # "" for a decoy
    place: str
    heading: str
    link: str
    opening: str
    ends: str
    target: str = ""


@dataclass
class Council:
    """A council's pages, and where each task is; None when it is not there."""

    name: str
    host: str
    html: dict[str, str] = field(default_factory=dict)
    truth: dict[str, str | None] = field(default_factory=dict)
    ends: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> str:
        return f"https://{self.host}/"

    def add(self, path: str, html: str) -> str:
        self.html[f"https://{self.host}{path}"] = html
        return f"https://{self.host}{path}"


def entries(dialect: str) -> Iterator[Entry]:
    for line in (FOLDER / f"{dialect}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        task, *rest = (each.strip() for each in line.split("|"))
        task = "" if task == "-" else task
        if not any(rest):
            yield Entry(task, "", "", "", "", "")
            continue
        place, heading, link, opening, ends = rest
        kind, _, target = ends.partition(" ")
        yield Entry(task, place, heading, link, opening, kind, target)


def built(dialect: str) -> Council:
    """Return a council in one of the dialects."""
    if dialect == "city":
        return _govuk_like("city", Council("Eastbridge City Council", "www.eastbridge.gov.uk"))
    return {"govuk_like": _govuk_like, "old_cms": _old_cms, "a_to_z": _a_to_z}[dialect]()


def known_pages(council: Council) -> dict[str, KnownPage]:
    """Return the council's pages as a crawl knows them."""
    documents = {url: Document(html, url) for url, html in council.html.items()}
    texts: dict[str, dict[str, None]] = {}
    for url, document in documents.items():
        for link in extract_links(document, url):
            if link.rel == "link" and urldefrag(link.url)[0] != url:
                texts.setdefault(urldefrag(link.url)[0], {})[link.text] = None
    return {
        url: KnownPage(url, title_of(document) or "", _actions(document), tuple(texts.get(url, ())))
        for url, document in documents.items()
    }


def _actions(document: Document) -> PageActions:
    return actions_of(document, main_text_of(document))


def _ending(entry: Entry, path: str, council: Council, wrap: str) -> str:
    """Return the HTML that a page ends with; a start button gets a page of its own."""
    target = entry.target or "https://pay.example.gov.uk/payments/"
    href = escape(target)
    file = f"/files/{_slug(entry.heading)}.pdf"
    if entry.ends == "start" and not entry.target:
        page = _slashed(path, "form")
        council.add(
            page,
            wrap.format(
                title="Form", heading="Your details", main=FORM.format(action=page), trail=""
            ),
        )
        return f'<p><a class="button" href="{page}">Start now</a></p>'
    return {
        "form": FORM.format(action=path),
        "map": '<div id="map"></div>' + FORM.format(action=path),
        "pay": FORM.format(action=path) + "<p>You pay at the end.</p>",
        "lookup": LOOKUP,
        "login": LOGIN,
        "paylink": f'<p><a href="{href}">Pay online</a></p>',
        "supplier": f'<p><a href="{href}">{escape(entry.link)}</a></p>',
        "start": f'<p><a class="button" href="{href}">Start now</a></p>',
        "pdf": f'<p><a href="{file}">{escape(entry.heading)} (PDF)</a></p>',
        "pdfform": f'<p><a href="{file}">Application form (PDF)</a></p>'
        "<p>Print it and send it to the Town Hall.</p>",
        "phone": '<p>Ring <a href="tel:01632960000">01632 960000</a>.</p>',
        "email": '<p>Write to <a href="mailto:a@example.gov.uk">a@example.gov.uk</a>.</p>',
        "info": "<p>We review this page each year.</p>",
    }[entry.ends]


def _slashed(path: str, last: str) -> str:
    return f"{path}/{last}" if "?" not in path else f"{path}9"


def _slug(text: str) -> str:
    return re.sub(r"\W+", "-", text.lower()).strip("-")


def _list(links: list[tuple[str, str]]) -> str:
    items = (f'<li><a href="{escape(path)}">{escape(text)}</a></li>' for path, text in links)
    return f"<ul>{''.join(items)}</ul>"


def _place(council: Council, entry: Entry, path: str, wrap: str, trail: str, title: str) -> None:
    more = "<p>Please read all of this page first.</p>"
    main = f"<p>{escape(entry.opening)}</p>{more}{_ending(entry, path, council, wrap)}"
    page = wrap.format(title=escape(title), heading=escape(entry.heading), main=main, trail=trail)
    url = council.add(path, page)
    if entry.task:
        council.truth[entry.task] = url
        council.ends[entry.task] = ENDINGS[entry.ends]


def _govuk_like(dialect: str = "govuk_like", council: Council | None = None) -> Council:
    council = council or Council("Ottermere District Council", "www.ottermere.gov.uk")
    wrap = (
        '<html lang="en"><title>{title} - Ottermere District Council</title><body><header>'
        '<a href="/">Ottermere District Council</a><form role="search"><input name="q">'
        "</form></header>{trail}<main><h1>{heading}</h1>{main}</main>"
        '<footer><a href="/contact">Contact us</a> <a href="/jobs">Jobs</a></footer></body></html>'
    )
    sections: dict[str, list[tuple[str, str]]] = {}
    for entry in entries(dialect):
        if not entry.place:
            council.truth[entry.task] = None
            continue
        folder = entry.place.strip("/").partition("/")[0]
        sections.setdefault(folder, []).append((entry.place, entry.link))
        name = folder.replace("-", " ").title()
        trail = (
            f'<nav class="breadcrumbs"><a href="/">Home</a> <a href="/{folder}">{name}</a></nav>'
        )
        _place(council, entry, entry.place, wrap, trail, entry.heading)
    for folder, links in sections.items():
        if f"/{folder}" in {path for path, _ in links}:
            continue
        name = folder.replace("-", " ").capitalize()
        council.add(
            f"/{folder}", wrap.format(title=name, heading=name, main=_list(links), trail="")
        )
    top = [(f"/{each}", each.replace("-", " ").capitalize()) for each in sections]
    busy = [
        ("/bins/report-missed-bin", "Report a missed bin"),
        ("/council-tax/pay", "Pay council tax"),
    ]
    council.add("/", wrap.format(title="Home", heading="Welcome", main=_list(busy + top), trail=""))
    return council


def _old_cms() -> Council:
    council = Council("Marlford Borough Council", "www.marlford.gov.uk")
    plain = (
        "<html><head><title>Marlford Borough Council - {title}</title></head><body>"
        '<div id="top"><a href="/index.aspx?articleid=1">Home</a></div><div id="menu">'
        '<a href="/index.aspx?articleid=2">Services</a></div>{trail}'
        '<div id="content"><h1>{heading}</h1>{main}</div></body></html>'
    )
    odd = plain.replace("<h1>{heading}</h1>", "<h1>Marlford Borough Council</h1><h2>{heading}</h2>")
    sections: dict[str, list[tuple[str, str]]] = {}
    for number, entry in enumerate(entries("old_cms"), 1000):
        if not entry.place:
            council.truth[entry.task] = None
            continue
        path = f"/index.aspx?articleid={number}"
        sections.setdefault(entry.place, []).append((path, entry.link))
        wrap = odd if number % 3 == 0 else plain
        trail = (
            '<div class="breadcrumb"><a href="/index.aspx?articleid=1">Home</a> '
            f'<a href="/index.aspx?articleid=2">Services</a> {escape(entry.place)}</div>'
        )
        _place(council, entry, path, wrap, trail, entry.place)
    links = []
    for number, (name, inside) in enumerate(sections.items(), 100):
        path = f"/index.aspx?articleid={number}"
        page = plain.format(title="Services", heading=escape(name), main=_list(inside), trail="")
        council.add(path, page)
        links.append((path, name))
    council.add(
        "/index.aspx?articleid=2",
        plain.format(title="Services", heading="Services", main=_list(links), trail=""),
    )
    home = plain.format(
        title="Home", heading="Welcome to Marlford", main="<p>Welcome.</p>", trail=""
    )
    council.add("/", home)
    council.add("/index.aspx?articleid=1", home)
    return council


def _a_to_z() -> Council:
    council = Council("Stanbury City Council", "www.stanbury.gov.uk")
    wrap = (
        "<html lang='en'><head>"
        "<title>{title} | A to Z of services | Stanbury City Council</title></head><body>"
        '<header><a href="/">Stanbury</a> <nav><a href="/a-z">A to Z</a></nav></header>{trail}'
        "<main><h1>{heading}</h1>{main}</main></body></html>"
    )
    letters: dict[str, list[tuple[str, str]]] = {}
    for entry in entries("a_to_z"):
        if not entry.place:
            council.truth[entry.task] = None
            continue
        letters.setdefault(entry.link[0], []).append((entry.place, entry.link))
        _place(council, entry, entry.place, wrap, "", entry.heading)
    for letter, links in letters.items():
        path = f"/a-z/{letter.lower()}"
        page = wrap.format(
            title=letter, heading=f"Services: {letter}", main=_list(sorted(links)), trail=""
        )
        council.add(path, page)
    tops = [(f"/a-z/{each.lower()}", each) for each in sorted(letters)]
    council.add(
        "/a-z",
        wrap.format(title="A to Z", heading="A to Z of services", main=_list(tops), trail=""),
    )
    council.add(
        "/",
        wrap.format(
            title="Home",
            heading="Stanbury",
            main='<p><a href="/a-z">A to Z of services</a></p>',
            trail="",
        ),
    )
    return council
