"""Every page has one address, and a hostile address breaks nothing."""

import pytest

from crawler.addresses import AddressError, canonical, kind_of

HOME = "https://www.town.example/"


@pytest.mark.parametrize(
    "url",
    [
        HOME,
        "http://www.town.example/",
        "https://www.town.example/bins/",
        "https://www.town.example/bins",
        "https://www.town.example:8443/bins",
        "https://www.town.example/News/Story.aspx?ID=7&p=2",
        "https://www.town.example/agenda.nsf/page?OpenView&Start=1",
        "https://www.town.example/a;v=2/b?sid=42",
        "https://www.town.example/caf%C3%A9/100%25",
        "https://www.town.example/a//b",
        "https://www.town.example/?q=a+b%20c",
        "https://xn--mnchen-3ya.example/",
        "http://127.0.0.1:8000/",
        "http://[::1]:8000/",
    ],
)
def test_a_canonical_address_stays_as_it_is(url):
    assert canonical(url) == url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://WWW.Town.Example/Bins", "https://www.town.example/Bins"),
        ("https://www.town.example", HOME),
        ("https://www.town.example:443/", HOME),
        ("http://www.town.example:80/", "http://www.town.example/"),
        ("https://www.town.example./", HOME),
        ("https://www.town.example/#bins", HOME),
        ("https://www.town.example/?", HOME),
        ("https://www.town.example?a=1", "https://www.town.example/?a=1"),
        ("https://www.town.example/a/./b/../c", "https://www.town.example/a/c"),
        ("https://www.town.example/a/%2e%2E/../../c/.", "https://www.town.example/c/"),
        (
            "https://www.town.example/%7euser/%c3%a9/é",
            "https://www.town.example/~user/%C3%A9/%C3%A9",
        ),
        ("https://www.town.example/50%/a b", "https://www.town.example/50%25/a%20b"),
        ("https://www.town.example/?b=2&a=1&&b=1", "https://www.town.example/?a=1&b=2&b=1"),
        ("https://www.town.example/?utm_source=x&UTM_Medium=y&gclid=1&id=7", f"{HOME}?id=7"),
        ("https://www.town.example/a;jsessionid=0A1?PHPSESSID=1", "https://www.town.example/a"),
        ("https://www.town.example/(S(abcdefghij0123456789abcd))/p", "https://www.town.example/p"),
        ("https://www.town.example/?sid=0123456789abcdef0123", HOME),
        ("https://MÜNCHEN.example/", "https://xn--mnchen-3ya.example/"),
        ("  https://www.town.example/a\n\tb ", "https://www.town.example/ab"),
        ("https:\\\\www.town.example\\bins", "https://www.town.example/bins"),
        ("https:////www.town.example/bins", "https://www.town.example/bins"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://0177.0.0.1/", "http://127.0.0.1/"),
        ("http://\uff11\uff12\uff17.0.0.1/", "http://127.0.0.1/"),
        ("http://[0:0:0:0:0:0:0:1]/", "http://[::1]/"),
    ],
)
def test_one_form(url, expected):
    assert canonical(url) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("bins", "https://www.town.example/a/bins"),
        ("/bins", "https://www.town.example/bins"),
        ("../bins", "https://www.town.example/bins"),
        ("?page=2", "https://www.town.example/a/b?page=2"),
        ("#top", "https://www.town.example/a/b"),
        ("//other.example/x", "https://other.example/x"),
        ("\\\\other.example\\x", "https://other.example/x"),
        ("/\\other.example/x", "https://other.example/x"),
        ("///other.example/x", "https://other.example/x"),
        ("http://other.example", "http://other.example/"),
    ],
)
def test_against_a_base_as_a_browser_would(url, expected):
    assert canonical(url, "https://www.town.example/a/b") == expected


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("", "neither"),
        ("/bins", "neither"),
        ("https://", "names no host"),
        ("ftp://www.town.example/", "neither"),
        ("javascript:alert(1)", "neither"),
        ("https://user:secret@www.town.example/", "never logs in"),
        ("https://www.town.example@evil.example/", "never logs in"),
        ("https://www.town.example:99999/", "not a web address"),
        ("https://www.town.example:port/", "not a web address"),
        ("https://[::1/", "not a web address"),
        ("https://[fe80::1%25eth0]/", "not a web address"),
        ("https://a..b/", "not a web address"),
        ("https://a b/", "not a web address"),
        ("https://1.2.3.4.5/", "not a web address"),
        ("https://<script>/", "not a web address"),
        (f"https://{'a' * 300}.example/", "not a web address"),
        (f"https://www.town.example/{'a' * 3000}", "longer than"),
        (f"https://www.town.example/{'é' * 700}", "longer than"),
        ("https://www.town.example/\ud800", "not a web address"),
    ],
)
def test_no_address_and_why(url, word):
    with pytest.raises(AddressError, match=word) as caught:
        canonical(url)
    assert len(str(caught.value)) < 300
    assert str(caught.value).isprintable()


PIECES = [
    *(
        "",
        "http",
        "https",
        "HTTP",
        ":",
        "//",
        "/",
        "\\",
        "?",
        "#",
        "@",
        "%",
        "%zz",
        "%00",
        "%2F",
        "..",
        ".",
    ),
    *(
        "[",
        "]",
        "[::1]",
        "::",
        ":80",
        ":-1",
        "é",
        "ﬀ",
        "。",
        "\x00",
        "\x1b[31m",
        "\u202e",
        "\ud83d",
        "\U0001f600",
    ),
    *(
        "a" * 70,
        "xn--",
        "xn--a",
        "0x",
        "0x7f",
        "999999999999",
        "&&",
        ";",
        "=",
        "(S(",
        "<",
        '"',
        "'",
        "{}",
        " ",
        "\n",
    ),
]


def test_hostile_strings_raise_nothing_but_address_errors():
    strings = [one + two + three for one in PIECES for two in PIECES for three in PIECES[::5]]
    strings += [f"https://{one}{two}" for one in PIECES for two in PIECES]
    strings += [f"https://h.example/{one}{two}" for one in PIECES for two in PIECES]
    made = 0
    for url in strings:
        assert kind_of(url) in ("web", "email", "phone", "other")
        for base in (None, "https://h.example/a"):
            try:
                result = canonical(url, base)
            except AddressError:
                continue
            made += 1
            assert canonical(result) == result
            assert result.isascii()
            assert result.isprintable()
            assert " " not in result
    assert made > 1000


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.town.example/", "web"),
        ("HTTP://www.town.example/", "web"),
        ("/bins", "web"),
        ("mailto:bins@town.example", "email"),
        (" MailTo:bins@town.example", "email"),
        ("tel:+441234567890", "phone"),
        ("sms:12345", "phone"),
        ("java\nscript:alert(1)", "other"),
        ("data:text/html,hello", "other"),
        ("ftp://town.example/", "other"),
        ("whatsapp://send", "other"),
        ("", "other"),
    ],
)
def test_kind_of(url, kind):
    assert kind_of(url) == kind
