"""What each address of the made-up council answers, and of the suppliers it links to."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

from crawler.demo.pages import HERE, Pages

HTML = "text/html; charset=utf-8"
XML = "application/xml"
SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)

LAST_MODIFIED = {
    1: "Mon, 05 Jan 2026 09:00:00 GMT",
    2: "Tue, 06 Jan 2026 09:00:00 GMT",
}
FILES = {
    "/style.css": ("site/style.css", "text/css; charset=utf-8"),
    "/icon.svg": ("site/icon.svg", "image/svg+xml"),
    "/pictures/valley.svg": ("site/pictures/valley.svg", "image/svg+xml"),
    "/pictures/air-chart.svg": ("site/pictures/air-chart.svg", "image/svg+xml"),
    "/pictures/spacer.svg": ("site/pictures/spacer.svg", "image/svg+xml"),
    "/pictures/library.svg": ("site/pictures/library.svg", "image/svg+xml"),
    "/pictures/show-poster.png": ("site/pictures/show-poster.png", "image/png"),
    "/pictures/summer-show.webm": ("site/pictures/summer-show.webm", "video/webm"),
    "/pictures/winter-show.webm": ("site/pictures/winter-show.webm", "video/webm"),
    "/files/spending-january-2026.csv": ("site/files/spending.csv", "text/csv; charset=utf-8"),
}
PDFS = {
    "/files/council-tax-leaflet.pdf": "Your council tax 2026 to 2027",
    "/files/budget-2026.pdf": "Budget book 2026 to 2027",
    "/files/street-party-form.pdf": "Application for a street party",
    "/files/pet-shops.pdf": "What we ask of pet shops",
    "/files/minutes-january-2026.pdf": "Minutes of the council, January 2026",
    "/files/premises-licence-form.pdf": "Application form: premises licence",
}
REDIRECTS = {
    "/bins": ("/bins-and-recycling", 301),
    "/pay": ("/council-tax/pay", 302),
    "/tax-support": ("/ctax/support", 301),
    "/ctax/support": ("/revenues/council-tax-support", 301),
    "/revenues/council-tax-support": ("/council-tax/council-tax-support", 301),
    "/licensing/old/fees": ("/", 302),
    "/round": ("/round-again", 302),
    "/round-again": ("/round", 302),
}
GONE = {"/news/fireworks-2019"}  # 410, on every night
TAKEN_DOWN = {"/news/library-books": 2}  # 404 from this night on
BROKEN = {"/your-council/petitions"}  # 500
SLOW = {"/your-council/jobs": 0.8}  # seconds
UNLISTED = (
    *("/planning/local-plan/", "/your-council/calendar/", "/roads-and-parking/weir-lane"),
    *("/staff/", "/search", "/my-account/"),
)  # not in the sitemap
FORBIDDEN = "/staff/"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a server."""

    body: bytes = b""
    status: int = 200
    media: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0  # how long the server thinks about it
    refuses_head: bool = False


class Council:
    """The council's own server, as it stands on one night."""

    def __init__(self, night: int, url: str, other_url: str) -> None:
        self._url = url
        self._night = night
        self._pages = {number: Pages(number, other_url) for number in range(1, night + 1)}

    @property
    def pages(self) -> Pages:
        return self._pages[self._night]

    def answer(self, target: str) -> Answer:
        """Return the answer to a request for a path, with or without a query."""
        parts = urlsplit(SESSION.sub("", target))
        path = parts.path.rstrip("/") or "/"
        if path in REDIRECTS:
            place, status = REDIRECTS[path]
            return Answer(status=status, headers={"Location": self._absolute(place, status)})
        if path in GONE:
            return self._sorry(410, "gone", path)
        if path in BROKEN:
            return self._sorry(500, "broken", path)
        return self._file(path) or self._page(path, dict(parse_qsl(parts.query)))

    def listed(self) -> list[str]:
        """Return the addresses of the pages that the sitemap lists."""
        return [path for path in self._addresses() if not path.startswith(UNLISTED)]

    def _addresses(self) -> list[str]:
        return [path for path in self.pages.addresses() if not self._is_taken_down(path)]

    def _is_taken_down(self, path: str) -> bool:
        return TAKEN_DOWN.get(path, self._night + 1) <= self._night

    def _absolute(self, place: str, status: int) -> str:
        """Return a relative or an absolute address: servers send either."""
        return self._url.rstrip("/") + place if status == 301 else place  # noqa: PLR2004

    def _sorry(self, status: int, name: str, path: str) -> Answer:
        return Answer(self.pages.render_error(name, path).encode(), status)

    def _page(self, path: str, query: Mapping[str, str]) -> Answer:
        if self._is_taken_down(path) or (html := self.pages.render(path, query)) is None:
            return self._sorry(404, "missing", path)
        first = next(
            night for night, pages in self._pages.items() if pages.render(path, query) == html
        )
        answer = with_validators(Answer(html.encode()), first)
        return replace(answer, seconds=SLOW.get(path, 0.0))

    def _file(self, path: str) -> Answer | None:
        if path in FILES:
            name, media = FILES[path]
            return with_validators(Answer((HERE / name).read_bytes(), media=media), 1)
        if path in PDFS:
            return with_validators(Answer(pdf(PDFS[path]), media="application/pdf"), 1)
        return self._for_robots(path)

    def _for_robots(self, path: str) -> Answer | None:
        match path:
            case "/robots.txt":
                return Answer(self._robots().encode(), media="text/plain; charset=utf-8")
            case "/sitemap.xml":
                return Answer(self._sitemap_index().encode(), media=XML)
            case "/sitemap-news.xml":
                return Answer(self._sitemap(news=True), media=XML)
            case "/sitemap-pages.xml.gz":
                return Answer(gzip.compress(self._sitemap(news=False)), media="application/gzip")
        return None

    def _robots(self) -> str:
        return f"User-agent: *\nDisallow: {FORBIDDEN}\n\nSitemap: {self._url}sitemap.xml\n"

    def _sitemap_index(self) -> str:
        names = ("sitemap-pages.xml.gz", "sitemap-news.xml")
        entries = "".join(f"<sitemap><loc>{self._url}{name}</loc></sitemap>" for name in names)
        return _sitemap_file("sitemapindex", entries)

    def _sitemap(self, *, news: bool) -> bytes:
        listed = [path for path in self.listed() if path.startswith("/news/") == news]
        addresses = [escape(self._url.rstrip("/") + path) for path in listed]
        entries = "".join(f"<url><loc>{address}</loc></url>" for address in addresses)
        return _sitemap_file("urlset", entries).encode()


def _sitemap_file(root: str, entries: str) -> str:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{space}">{entries}</{root}>\n'


def with_validators(answer: Answer, night: int) -> Answer:
    """Return the answer with what a conditional request next night compares."""
    etag = f'"{sha256(answer.body).hexdigest()[:16]}"'
    return replace(answer, headers={"ETag": etag, "Last-Modified": LAST_MODIFIED[night]})


@cache
def pdf(text: str) -> bytes:
    """Return a PDF of one page with a line of text, written by hand."""
    content = f"BT /F1 24 Tf 72 720 Td ({text}) Tj ET"
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"{page} /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = "%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    trailer = f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {count}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


SUPPLIER_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>{title}</h1><p>This stands for a supplier that councils link to.</p></main></body>
</html>
"""


def _supplier(title: str, status: int = 200, *, refuses_head: bool = False) -> Answer:
    body = SUPPLIER_PAGE.format(title=title).encode()
    return Answer(body, status, refuses_head=refuses_head)


def _moved(place: str) -> Answer:
    return Answer(status=301, headers={"Location": place})


SUPPLIERS = {
    "/robots.txt": Answer(b"User-agent: *\nDisallow: /private/\n", media="text/plain"),
    "/": _supplier("Suppliers to councils"),
    "/payments": _supplier("Pay online"),
    "/leisure": _supplier("Book a swim", refuses_head=True),
    "/advice": _supplier("No robots here", 403),
    "/private/tenants": _supplier("Tenants only"),
    "/grants": _moved("/grants/current"),
    "/grants/current": _moved("/grants/2026"),
    "/grants/2026": _supplier("Grants for empty homes"),
    "/travel": _moved("/timetables"),
    "/forms/stall": _moved("/"),
    "/timetables": _supplier("Bus times"),
}


def supplier_answer(target: str) -> Answer:
    """Return what the other host answers: the suppliers that the council links to."""
    path = urlsplit(target).path.rstrip("/") or "/"
    return SUPPLIERS.get(path) or _supplier("Page not found", 404)
