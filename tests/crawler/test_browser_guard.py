"""The rules as Chromium reads them; that it obeys them is shown in browser/test_judging.py."""

from fnmatch import fnmatchcase

import pytest

from crawler.browser_guard import resolver_rules


def verdict(host, port=80, private_hosts=()):
    """Apply the rules as Chromium does: exclusions first, then the first rule that fits."""
    rules = [rule.split(" ") for rule in resolver_rules(private_hosts).split(", ")]
    if any(fnmatchcase(host, rule[1]) for rule in rules if rule[0] == "EXCLUDE"):
        return "open"
    for _, pattern, target in (rule for rule in rules if rule[0] == "MAP"):
        if fnmatchcase(host, pattern) or fnmatchcase(f"{host}:{port}", pattern):
            return "closed" if target == "~NOTFOUND" else "open"
    return "open"


@pytest.mark.parametrize(
    "host",
    [
        "www.example.gov.uk", "10.example.org", "127.example.org", "8.8.8.8", "100.63.0.1",
        "100.128.0.1", "172.15.9.9", "172.32.0.1", "192.167.1.1", "192.169.1.1", "11.0.0.1",
        "2001:4860:4860::8888", "local.example.org", "localhost.example.org", "fc.example.org",
        "fda.gov", "fe80.example.org", "0.example.org", "local", "mylocal", "home.example.org",
    ],
)  # fmt: skip
@pytest.mark.parametrize("port", [80, 443, 8081])
def test_public_hosts_stay_open(host, port):
    assert verdict(host, port) == "open"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.9",
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.0.8", "::1", "::", "fd00::1",
        "fc12::1", "fe80::1", "::ffff:7f00:1", "64:ff9b::a00:1", "localhost", "a.localhost",
        "printer.local", "metadata.google.internal", "router.lan",
    ],
)  # fmt: skip
@pytest.mark.parametrize("port", [80, 443])
def test_private_hosts_are_closed(host, port):
    assert verdict(host, port) == "closed"


@pytest.mark.parametrize(
    ("allowed", "host", "port", "expected"),
    [
        ("127.0.0.1:8000", "127.0.0.1", 8000, "open"),
        ("127.0.0.1:8000", "127.0.0.1", 8001, "closed"),
        ("localhost:8000", "localhost", 8000, "open"),
        ("localhost:8000", "127.0.0.1", 8000, "closed"),
        ("intranet.council.local", "intranet.council.local", 443, "open"),
        ("10.0.0.5", "10.0.0.5", 443, "open"),
        ("10.0.0.5", "10.0.0.6", 443, "closed"),
        ("[::1]:8000", "::1", 8000, "open"),
        ("[::1]:8000", "::1", 8001, "closed"),
        ("[fd00::1]", "fd00::1", 443, "open"),
    ],
)
def test_hosts_of_a_private_site(allowed, host, port, expected):
    assert verdict(host, port, [allowed]) == expected


@pytest.mark.parametrize("nonsense", ["", "*", "a, MAP * b", "a b", "10.*"])
def test_nonsense_opens_nothing(nonsense):
    assert resolver_rules([nonsense]) == resolver_rules([])
