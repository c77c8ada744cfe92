"""The crawl stays on its site and out of places without end, and no ordinary page is lost to that."""

import time

import pytest

from crawler.scope import RULES, Glob, Scope, Verdict, shape_of
from crawler.sites import Site

WWW = "https://www.town.example"
PAGE = Verdict("page")


def scope(**more):
    return Scope(Site(name="town", start_url=f"{WWW}/", **more))


ORDINARY = [
    *("/", "/bins", "/bins-and-recycling/report-a-missed-bin", "/contact-us", "/a-to-z/b", "/search", "/search/"),
    *("/council-tax/pay-your-council-tax", "/council-tax/discounts-and-exemptions/single-person-discount"),
    *("/planning/view-and-comment-on-planning-applications", "/planning-policy/local-plan", "/planning/"),
    *("/housing/apply-for-council-housing", "/housing-register", "/homelessness", "/pay", "/pay/council-tax"),
    *("/garden-waste/sign-up", "/newsletter/signup", "/events", "/events/", "/whats-on", "/whats-on/christmas-fair"),
    *("/your-council/calendar", "/school-term-dates", "/school-term-and-holiday-dates", "/meetings-calendar"),
    *("/search-planning-applications", "/research/", "/job-search", "/land-charges-search", "/local-land-charges-searches"),
    *("/libraries/print-and-copy", "/blueprint/", "/parking/fines", "/parking/permits/residents", "/sharedlives"),
    *("/remove-graffiti", "/graffiti/remove", "/deleted-items", "/dog-fouling", "/logs-and-fuel", "/signing-off"),
    *("/Pages/Missed-Bin.aspx", "/Pages/Council-Tax.aspx", "/residents/bins.aspx", "/index.aspx", "/default.aspx"),
    *("/info/200123/bins_and_recycling/456/missed_bins", "/info/20012/council_tax", "/homepage/23/bins", "/article/1234/Bins"),
    *("/index.cfm?articleid=12345", "/index.aspx?articleid=4321", "/node/123", "/article/4567", "/feedback", "/feeds-and-fodder"),
    *("/a-z/", "/atoz/a", "/your-council/news/story-about-a-bridge", "/schools/admissions/primary", "/theme-parks"),
    *("/housing/user-registration-of-houses", "/login-help-page", "/password-advice", "/form/report-a-pothole"),
    *("/translations", "/accessibility-statement", "/cookies", "/privacy", "/cy/biniau", "/online-safety", "/share-a-bike",
      "/usr/share/doc", "/share/your-views"),
]  # fmt: skip


@pytest.mark.parametrize("path", ORDINARY)
def test_ordinary_pages_are_pages(path):
    assert scope().judge(WWW + path) == PAGE


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (f"{WWW}/bins", "page"),
        ("https://town.example/bins", "page"),
        ("http://www.town.example/bins", "page"),
        ("https://news.town.example/story", "page"),
        ("https://other.example/", "external"),
        ("https://my.town.example/", "external"),
        ("https://www.town.example:8443/", "external"),
        ("https://www.town.example.evil.example/", "external"),
        ("ftp://www.town.example/", "external"),
        ("https://[broken/", "external"),
        ("", "external"),
    ],
)
def test_hosts(url, kind):
    assert scope(extra_hosts=["News.town.example"]).judge(url).kind == kind


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("/logout", "log-out, delete and unsubscribe"),
        ("/account/Log-Out.aspx?x=1", "log-out, delete and unsubscribe"),
        ("/list?action=delete&id=1", "log-out, delete and unsubscribe"),
        ("/newsletter/unsubscribe", "log-out, delete and unsubscribe"),
        ("/wp-admin/", "administration pages"),
        ("/pay?returnurl=%2Fbins", "return addresses"),
        ("/a?token=1", "addresses with a session or token"),
        ("/mgCalendarMonthView.aspx?M=5&Y=2031", "committee calendars (Modern.gov)"),
        ("/search?q=bins", "search results"),
        ("/search/results", "search results"),
        ("/bins?postcode=AB1", "searches by place"),
        ("/bins?print=1", "print, e-mail and share views"),
        ("/print/bins", "print, e-mail and share views"),
        ("/bins?fontsize=2", "display settings"),
        ("/bins?lang=fr", "translations by machine"),
        ("/news?replytocom=7", "replies and feeds"),
        ("/news/feed/", "replies and feeds"),
        ("/jobs?type=a&sort=b", "filtered and sorted lists"),
        ("/jobs?f%5B0%5D=a&f%5B1%5D=b", "filtered and sorted lists"),
        ("/jobs?a=1&b=2&c=3&d=4", "addresses with many parameters"),
        ("/a/b/a/b/a/", "paths that repeat themselves"),
        (f"/{'a' * 500}", "very long addresses"),
    ],
)
def test_what_is_left_out(path, rule):
    assert scope().judge(WWW + path) == Verdict("trap", rule)


@pytest.mark.parametrize(
    ("path", "rule", "cap"),
    [
        (
            "/ieListDocuments.aspx?CId=1&MId=22",
            "committee archive (Modern.gov): ieListDocuments.aspx",
            25,
        ),
        ("/documents/s1234/Minutes.pdf", "committee archive (Modern.gov): documents/s{n}", 25),
        ("/events/calendar/2031/05", "calendars", 12),
        ("/your-council/calendar?month=2031-05", "calendars", 12),
        ("/whats-on/?date=1", "calendars", 12),
        ("/news?page=7", "numbered pages of a list: /news?page", 20),
        ("/news/page/7", "numbered pages of a list: /news/page/{n}", 20),
        ("/online-applications/search.do?action=simple", "planning register", 5),
        ("/AchieveForms/?form_uri=x", "forms in the middle of a journey", 60),
        ("/login", "log-in pages", 5),
        ("/directory_record/123", "addresses like /directory_record/{n}", 200),
        ("/news/2031-05-story", "addresses like /news/{n}-{n}-story", 200),
        ("/a?x=1&y=2", "addresses like /a?x&y", 200),
    ],
)
def test_what_is_sampled(path, rule, cap):
    assert scope().judge(WWW + path) == Verdict("page", rule, cap)


def test_welsh_and_english_are_no_machine_translations():
    assert scope().judge(f"{WWW}/bins?lang=cy").kind == "page"


def test_the_start_page_is_never_a_trap():
    start = f"{WWW}/search?q=a&sort=b&type=c"
    assert Scope(Site(name="town", start_url=start, exclude=["*"])).judge(start) == PAGE


def test_how_many_of_a_shape_is_the_sites_choice():
    assert scope(max_per_shape=7).judge(f"{WWW}/record/1").cap == 7


def test_include_and_exclude():
    town = scope(include=["/bins*", "https://www.town.example/tax/*"], exclude=["*/old/*"])
    assert town.judge(f"{WWW}/bins/new") == PAGE
    assert town.judge(f"{WWW}/TAX/pay") == PAGE
    assert town.judge(f"{WWW}/") == PAGE
    assert town.judge(f"{WWW}/bins/old/x") == Verdict("out of scope", "exclude */old/*")
    assert town.judge(f"{WWW}/news") == Verdict("out of scope", "include")
    assert town.judge("https://other.example/news").kind == "external"


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("/news", "/news", True),
        ("/news", "/news/", False),
        ("/news/*", "/news/", True),
        ("/news/*", "/news", False),
        ("*.pdf", "/a/b.PDF", True),
        ("/a*b*c", "/a-b-c", True),
        ("/a*b*c", "/a-c-b", False),
        ("/ab*ba", "/aba", False),
        ("*", "/", True),
        ("/a.c", "/abc", False),
        ("/x?id=*", "/x?id=7", True),
    ],
)
def test_patterns(pattern, path, expected):
    assert Glob(pattern).matches(WWW + path, path) is expected


def test_no_pattern_is_slow():
    began = time.process_time()
    assert not Glob("/" + "a*" * 500 + "b").matches(WWW, "/" + "a" * 1900)
    assert time.process_time() - began < 0.1


@pytest.mark.parametrize(
    ("target", "is_own"),
    [
        ("https://town.example/", True),
        ("https://www.town.example/home", True),
        ("https://www.town.example:8443/", True),
        ("https://other.example/", False),
        ("http://www.town.example:8080/", False),
        ("https://evil-town.example/", False),
    ],
)
def test_a_start_page_may_move_within_its_site(target, is_own):
    town = Scope(Site(name="town", start_url="http://www.town.example/"))
    before = town.judge(target)
    assert town.adopt_host(target) is is_own
    assert town.judge(target) == (PAGE if is_own else before)
    if is_own:
        assert town.adopt_host("https://other.example/") is False


def test_a_start_page_that_moved_is_no_trap():
    town = scope()
    assert town.judge(f"{WWW}/login?returnurl=x").cap == 5
    assert town.adopt_host(f"{WWW}/login?returnurl=x")
    assert town.judge(f"{WWW}/login?returnurl=x") == PAGE


@pytest.mark.parametrize(
    ("url", "shape"),
    [
        (f"{WWW}/a/b", "/a/b"),
        (f"{WWW}/a/12-3?x=1&y=2&x=3", "/a/{n}-{n}?x&y"),
        (f"{WWW}/r/0123456789abcdef0123", "/r/{n}"),
        (f"{WWW}/r/01234567-89ab-cdef-0123-456789abcdef", "/r/{n}"),
    ],
)
def test_shapes(url, shape):
    assert shape_of(url) == shape


def test_every_rule_says_what_it_does():
    assert len({rule.title for rule in RULES}) == len(RULES) > 10


def test_fifty_thousand_judgements_in_two_seconds():
    town = scope(exclude=["/archive/*", "*/old/*"])
    urls = [
        f"{WWW}{path}/{number}/page-{number}?id={number}"
        for path in ORDINARY
        for number in range(700)
    ]
    began = time.process_time()
    assert len(urls) > 50_000
    verdicts = [town.judge(url) for url in urls[:50_000]]
    assert time.process_time() - began < 4  # two, and room for a busy machine
    assert verdicts == [town.judge(url) for url in urls[:50_000]]


def test_hostile_addresses_are_judged_as_fast():
    town = scope()
    hostile = [
        f"{WWW}/" + "a/" * 240,
        f"{WWW}/" + "events/" * 2 + "1" * 480,
        f"{WWW}/calendar/" + "2031-" * 90,
        f"{WWW}/?" + "f[]=" * 110,
        f"{WWW}/cmis/" + "cmis/x" * 70,
        f"{WWW}/" + "-" * 480 + "calendar",
    ]
    began = time.process_time()
    for url in hostile:
        for number in range(100):
            town.judge(f"{url}{number}"[:511])
    assert time.process_time() - began < 2
