"""The made-up council's servers answer as councils' servers do, the bad ones among them, too."""

import gzip
import http.client
import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from audits.dead_ends import load_dead_ends
from audits.derive.document import Document
from audits.derive.language import language_of
from audits.derive.main_text import main_text_of
from audits.profiles import load_profiles
from audits.statement.judging import Criterion, Surroundings
from audits.statement.parts import statement_of
from audits.statement.reading import page_text
from audits.statement.verdicts import judge
from crawler.demo.pages import Pages
from crawler.demo.server import CouncilSite
from crawler.demo.truth import Truth, statement_truth

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def council():
    with CouncilSite(port=0) as site:
        yield site


def ask(url, path="/", method="GET", **headers):
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        response = connection.getresponse()
        response.body = response.read()
        return response
    finally:
        connection.close()


def test_a_page_is_a_page(council):
    answer = ask(council.url, "/council-tax/pay")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<h1>Pay your council tax</h1>" in answer.body.decode()


def test_head_says_what_get_would_say_without_the_body(council):
    whole, bare = (ask(council.url, "/contact", method) for method in ("GET", "HEAD"))
    assert bare.status == 200
    assert bare.body == b""
    assert bare.headers["Content-Length"] == str(len(whole.body))
    assert bare.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.parametrize(
    ("header", "told_by"), [("If_None_Match", "ETag"), ("If_Modified_Since", "Last-Modified")]
)
def test_a_page_that_is_known_is_not_sent_again(council, header, told_by):
    first = ask(council.url, "/privacy")
    again = ask(council.url, "/privacy", **{header: first.headers[told_by]})
    assert again.status == 304
    assert again.body == b""


def test_a_page_that_changed_is_sent_again(council):
    first = ask(council.url, "/housing/private-renting")
    council.night = 2
    for header, told_by in (("If_None_Match", "ETag"), ("If_Modified_Since", "Last-Modified")):
        again = ask(council.url, "/housing/private-renting", **{header: first.headers[told_by]})
        assert again.status == 200, header


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/no-such-page", 404),
        ("/_layouts/base", 404),
        ("/../server", 404),
        ("/news/fireworks-2019", 410),
        ("/your-council/petitions", 500),
    ],
)
def test_what_is_not_there_says_so_in_the_councils_clothes(council, path, status):
    answer = ask(council.url, path)
    assert answer.status == status
    assert "<h1>" in answer.body.decode()
    assert "ETag" not in answer.headers


def test_redirects_are_single_chained_or_endless(council):
    def hops(path, most=5):
        count = 0
        while count < most and (place := ask(council.url, path).headers["Location"]):
            path = urlsplit(place).path
            count += 1
        return count

    assert hops("/bins") == 1
    assert hops("/tax-support") == 3
    assert hops("/round") == 5


def test_tracking_and_sessions_do_not_change_a_page(council):
    plain = ask(council.url, "/your-council/elections").body
    assert ask(council.url, "/your-council/elections;jsessionid=4F2A?utm_source=x").body == plain


def test_the_calendar_has_no_end(council):
    path = "/your-council/calendar/view?month=2026-01"
    seen = set()
    for _ in range(30):
        seen.add(path)
        links = html.fromstring(ask(council.url, path).body).xpath("//main//a/@href")
        path = [link for link in links if "month=" in link][-1]
        assert path not in seen


def test_nothing_can_be_sent(council):
    for method in ("POST", "PUT", "DELETE"):
        assert ask(council.url, "/my-account/login", method).status == 405
    assert {each.method for each in council.asked} == {"POST", "PUT", "DELETE"}


def test_robots_txt_forbids_the_staff_pages_and_names_the_sitemap(council):
    said = ask(council.url, "/robots.txt").body.decode()
    assert "Disallow: /staff/" in said
    assert f"Sitemap: {council.url}sitemap.xml" in said


def test_the_sitemaps_list_pages_that_are_there_and_orphans(council):
    index = etree.fromstring(ask(council.url, "/sitemap.xml").body)
    listed = set()
    for place in index.xpath("//s:loc/text()", namespaces=SITEMAP):
        body = ask(council.url, urlsplit(place).path).body
        tree = etree.fromstring(gzip.decompress(body) if place.endswith(".gz") else body)
        listed |= {urlsplit(each).path for each in tree.xpath("//s:loc/text()", namespaces=SITEMAP)}
    assert {"/", "/news/river-path", "/your-council/twinning"} <= listed
    assert "/staff/rota" not in listed
    assert [path for path in sorted(listed) if ask(council.url, path).status != 200] == []


def test_documents_are_what_they_say(council):
    pdf = ask(council.url, "/files/budget-2026.pdf")
    assert pdf.headers["Content-Type"] == "application/pdf"
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", pdf.body)[1])
    assert pdf.body[start:].startswith(b"xref\n0 6\n")
    for number, place in enumerate(re.findall(rb"(\d{10}) 00000 n", pdf.body), 1):
        assert pdf.body[int(place) :].startswith(b"%d 0 obj" % number)
    assert ask(council.url, "/files/spending-january-2026.csv").body.startswith(b"supplier,")


def test_a_hostile_title_is_escaped(council):
    page = html.fromstring(ask(council.url, "/news/script-in-the-title").body)
    assert '<script>document.title = "owned"</script>' in page.findtext(".//title")
    assert page.xpath("//script") == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/payments", 200),
        ("GET", "/builders", 404),
        ("GET", "/advice", 403),
        ("HEAD", "/leisure", 405),
        ("GET", "/leisure", 200),
        ("GET", "/grants", 301),
        ("GET", "/grants/current", 301),
    ],
)
def test_suppliers_are_another_host(council, method, path, status):
    assert urlsplit(council.other_url).hostname != urlsplit(council.url).hostname
    assert ask(council.other_url, path, method).status == status


@pytest.mark.parametrize("night", [1, 2])
def test_the_truth_speaks_of_pages_that_are_there(night):
    with CouncilSite(port=0, night=night) as council:
        truth = Truth(night, council.council.pages.addresses())
        wrong = [page for page in truth.audited if ask(council.url, page).status != 200]
        assert wrong == []
        assert len(truth.audited) >= 100
        assert len(truth.audited - {each.page for each in truth.wrong}) >= 40
        for address, kind in truth.kinds.items():
            status = ask(council.url, address).status
            expected = {
                "document": {200},
                "forbidden": {200},
                "redirect": {301, 302},
                "missing": {404, 410},
                "error": {500},
            }[kind]
            assert status in expected, address


@pytest.mark.parametrize("night", [1, 2])
def test_each_selector_of_the_truth_finds_something(night):
    with CouncilSite(port=0, night=night) as council:
        truth = Truth(night, council.council.pages.addresses())
        for each in truth.wrong:
            assert each.selector or each.about, each
            page = html.document_fromstring(ask(council.url, each.page).body)
            assert not each.selector or page.cssselect(each.selector), each


@pytest.mark.parametrize(
    "rule", [each for each in load_dead_ends() if each.audits], ids=lambda rule: rule.id
)
def test_each_audit_of_a_dead_end_has_a_page_that_is_wrong(rule):
    listed = {each.audit for each in Truth(1, Pages(1, "").addresses()).wrong}
    assert set(rule.audits) - listed == set()


@pytest.mark.parametrize("night", [1, 2])
def test_each_page_says_in_its_source_what_is_wrong_with_it(night):
    with CouncilSite(port=0, night=night) as council:
        pages = council.council.pages
        truth = Truth(night, pages.addresses())
        audits = {each.audit for each in truth.wrong}
        for path in truth.audited & set(pages.addresses()):
            notes = "".join(re.findall(r"\{#.*?#\}", source_of(pages, path), re.DOTALL))
            said = audits & set(re.findall(r"[a-z]+(?:[:-][a-z0-9]+)+", notes))
            assert said == {each.audit for each in truth.wrong if each.page == path}, path


def test_the_statement_has_the_faults_that_its_truth_lists(council):
    truth = statement_truth()
    url = f"https://www.ottermere.example{truth['page']}"
    document = Document(ask(council.url, truth["page"]).body.decode(), url)
    main = main_text_of(document)
    text = page_text(document, main, language_of(document, main.blocks))
    statement = statement_of([(url, text)], title="Accessibility statement")
    around = Surroundings(
        today=date(2026, 11, 28), host="127.0.0.1", site_title=council.site().title,
        page_title="Accessibility statement", not_named=(Criterion("1.4.3", "Contrast"),),
    )  # fmt: skip
    verdicts = judge(statement, around, load_profiles()["uk-psbar"])
    faults = {
        name: each.verdict
        for name, each in verdicts.items()
        if each.is_fault and name not in truth["of_the_site"]
    }
    assert faults == truth["faults"]
    assert statement.claim == truth["claim"]
    assert {each.removeprefix("wcag:") for each in statement.criteria} == set(truth["criteria"])


def source_of(pages, path):
    """Return a page's source with that of the layout it extends."""
    sources = pages._environment.loader
    source = sources.get_source(pages._environment, pages._templates[path])[0]
    layout = re.search(r'\{% extends "(.+?)" %\}', source)
    return source + (sources.get_source(pages._environment, layout[1])[0] if layout else "")


def test_two_sites_can_be_served_at_once():
    with CouncilSite() as one, CouncilSite() as other:
        assert one.url != other.url
        assert ask(one.url).status == ask(other.url).status == 200


def test_it_is_gone_when_the_context_ends():
    with CouncilSite(port=0) as council:
        url = council.url
    with pytest.raises(ConnectionRefusedError):
        ask(url)


@pytest.mark.slow
@pytest.mark.browser
def test_the_demo_command_audits_it(dropkerb, tmp_path):
    done = dropkerb("demo", "--max-pages", "2", "--quiet", cwd=tmp_path)
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert "2 pages audited" in done.stdout
    assert (tmp_path / "dropkerb.db").exists()
