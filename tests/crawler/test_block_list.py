import re

import pytest

from crawler.block_list import Rules, block_list, blocked_line, domain_of

RULES = Rules(
    own_hosts=("www.ottermere.gov.uk", "news.example.org:8080"),
    private_hosts=("127.0.0.1:8000", "intranet"),
    block=("Survey.Example.com", "www.example.net/pixel"),
    allow=("embed.tawk.to", "www.google-analytics.com/plugins/"),
)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.ottermere.gov.uk/a.css",
        "https://example.com/a.js",
        "https://notgoogle-analytics.com/a.js",
        "https://google-analytics.com.example.org/a.js",
        "https://www.googletagmanager.com/gtm.js?id=GTM-1",  # it also brings banners
        "https://fonts.gstatic.com/s/a.woff2",  # a missing font changes the layout
        "https://cc.cdn.civiccomputing.com/9/cookieControl.js",
        "https://maps.googleapis.com/maps/api/js",
        "https://www.youtube-nocookie.com/embed/x",
        "https://ottermere.moderngov.co.uk/mgWebService.js",
        "https://my.achieveservice.com/widget.js",
        "https://embed.tawk.to/1/default",
        "https://www.google-analytics.com/plugins/ua/ec.js",
        "https://www.example.net/other",
        "http://127.0.0.1:8000/a.css",
        "http://intranet/a.css",
    ],
)
def test_these_are_asked(url):
    assert RULES.why_refused(url) == ""


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://www.google-analytics.com/analytics.js", "analytics"),
        ("https://GOOGLE-ANALYTICS.com./collect", "analytics"),
        ("https://www.googletagmanager.com/gtag/js?id=G-1", "analytics"),
        ("https://securepubads.g.doubleclick.net/tag/js/gpt.js", "advertising"),
        ("https://static.zdassets.com/ekr/snippet.js", "chat"),
        ("https://script.hotjar.com/modules.js", "replay"),
        ("https://a.survey.example.com/", "sites.toml"),
        ("https://www.example.net/pixel?a", "sites.toml"),
        ("http://127.0.0.1:8001/a.css", "a private address"),
        ("http://2130706433/", "a private address"),
        ("http://[::1]/", "a private address"),
        ("http://[::ffff:10.0.0.1]/", "a private address"),
        ("http://printer/", "a private address"),
        ("http://router.local/", "a private address"),
        ("http://169.254.169.254/latest", "a private address"),
        ("https://user:word@example.com/", "a log-in"),
        ("ftp://example.com/", "no web address"),
        ("https://[broken/", "no web address"),
        ("http://example.com:99999/", "no web address"),
    ],
)
def test_these_are_not(url, why):
    assert RULES.why_refused(url) == why


@pytest.mark.parametrize(
    ("url", "is_own"),
    [
        ("https://ottermere.gov.uk/a.css", True),
        ("https://static.ottermere.gov.uk/a.css", True),
        ("http://news.example.org:8080/", True),
        ("https://cdn.example.org/", True),
        ("https://other.gov.uk/", False),  # what all councils share is nobody's domain
        ("https://ottermere.gov.uk.example.com/", False),
        ("https://[broken/", False),
    ],
)
def test_what_belongs_to_the_site(url, is_own):
    assert RULES.is_own(url) is is_own


def test_own_hosts_are_never_refused_whatever_the_lists_say():
    rules = Rules(own_hosts=("www.hotjar.com",), block=("hotjar.com",))
    assert rules.why_refused("https://static.hotjar.com/a.js") == ""


def test_hosts_without_a_domain_are_told_apart_by_their_port():
    rules = Rules(own_hosts=("127.0.0.1:8000",))
    assert rules.is_own("http://127.0.0.1:8000/a.css")
    assert not rules.is_own("http://127.0.0.1:8001/a.css")
    assert domain_of("127.0.0.1:8000") == domain_of("localhost") == ""


def lines(*categories):
    return [
        (name, line)
        for name, table in block_list().items()
        for line in table["hosts"]
        if not categories or name in categories
    ]


def test_no_supplier_is_on_the_list():
    suppliers = re.compile("|".join(line["pattern"] for _, line in lines("suppliers")))
    found = [
        line["host"]
        for name, line in lines()
        if name != "suppliers" and suppliers.search(line["host"])
    ]
    assert found == []


def test_each_line_is_sound():
    hosts = [line["host"] for name, line in lines() if name != "suppliers"]
    assert len(hosts) == len(set(hosts))
    for host in hosts:
        line = blocked_line(host)
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", line.host), host
        assert line.path == "" or line.path.startswith("/")
    assert {line["confidence"] for _, line in lines()} <= {"E", "K"}
    assert all(table["why"].endswith(".") for table in block_list().values())
