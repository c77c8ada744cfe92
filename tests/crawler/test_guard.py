"""Nothing on a private network is asked, in whatever dress its address comes."""

import pytest

from crawler.guard import Allowed, address_in, is_private, is_private_name, is_this_machine

PRIVATE = [
    *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.0.0.1."),
    *("10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "0.0.0.0", "255.255.255.255"),
    *(
        "169.254.169.254",
        "168.63.129.16",
        "100.100.100.200",
        "224.0.0.1",
        "198.18.0.1",
        "192.0.2.1",
    ),
    *("::1", "[::1]", "::", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::", "[::ffff:10.0.0.1]"),
    "2001:0:4136:e378:8000:63bf:80ff:fffe",  # Teredo for 127.0.0.1
]


@pytest.mark.parametrize(
    "host", ["93.184.215.14", "8.8.8.8", "[2606:4700::1111]", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses(host):
    assert not is_private(address_in(host))
    assert not is_private_name(host)


@pytest.mark.parametrize("host", PRIVATE)
def test_private_addresses(host):
    assert is_private(address_in(host))
    assert is_private_name(host)


@pytest.mark.parametrize(
    "host", ["www.town.example", "7.town.example", "1.2.3.4.5", "1e3.example", "", "é", "1 2", "\0"]
)
def test_names_are_no_addresses(host):
    assert address_in(host) is None


@pytest.mark.parametrize(
    "host", ["localhost", "town.localhost", "intranet", "wiki.local", "a.internal"]
)
def test_private_names(host):
    assert is_private_name(host)


def test_public_names():
    assert not is_private_name("www.town.example")
    assert not is_private_name("local.town.example")


def test_this_machine():
    assert all(
        map(is_this_machine, ["localhost", "a.localhost", "127.3.2.1", "::1", "::ffff:127.0.0.1"])
    )
    assert not any(
        map(is_this_machine, ["10.0.0.1", "intranet", "localhost.example", "www.town.example"])
    )


def test_allowed_hosts():
    allowed = Allowed(["Intranet.", "127.0.0.1:8000", "[::1]:81", " ", "a:b:c", "http://x"])
    assert allowed.has("intranet", 80)
    assert allowed.has("INTRANET", 9)
    assert allowed.has("127.0.0.1", 8000)
    assert allowed.has("::1", 81)
    assert not allowed.has("127.0.0.1", 8001)
    assert not allowed.has("::1", 80)
    assert not allowed.has("", 80)


ASK = """
from scrapy import Request
async def job(crawler):
    said = []
    for url in {urls!r}:
        try:
            response = await crawler.engine.download_async(Request(url, meta={{"robots_txt": 0}}))
            said.append(response.status)
        except Exception as error:
            said.append(type(error).__name__ + ": " + str(error))
    return said
"""


def ask(engine, *urls, **settings):
    return engine(ASK.format(urls=urls), **settings)


def test_an_allowed_host_is_asked_and_no_other(engine, web):
    port = web.server_port
    web.answers["/"] = (200, {}, b"hello")
    said = ask(
        engine,
        f"{web.url}/",
        f"http://localhost:{port}/",
        f"http://2130706433:{port}/",
        f"http://127.1:{port}/",
        f"http://0.0.0.0:{port}/",
        f"http://[::ffff:127.0.0.1]:{port}/",
        "http://127.0.0.1:1/",
        f"http://user@127.0.0.1:{port}/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "data:text/plain,hello",
        DROPKERB_PRIVATE_HOSTS=f"127.0.0.1:{port}",
    )
    assert said[0] == 200
    for answer in said[1:6]:
        assert answer.startswith("IgnoreRequest: "), said
        assert "private network" in answer
    assert "private network" in said[6]
    assert "never logs in" in said[7]
    for answer in said[8:]:
        assert "neither http nor https" in answer
    assert web.asked == [("GET", "/")]


@pytest.mark.parametrize("hosts", [["localhost", "127.0.0.1"], "127.0.0.1,localhost"])
def test_hosts_come_as_a_list_or_from_the_environment(engine, web, hosts):
    web.answers["/"] = (200, {}, b"hello")
    urls = (f"{web.url}/", f"http://localhost:{web.server_port}/")
    assert ask(engine, *urls, DROPKERB_PRIVATE_HOSTS=hosts) == [200, 200]


def test_a_name_that_changes_its_address_gains_nothing(engine, web):
    """DNS rebinding: public when the middleware looks, private when the connection is made."""
    web.answers["/"] = (200, {}, b"secret")
    said = engine(
        f"""
        from ipaddress import ip_address
        from scrapy import Request
        from crawler.guard import GuardedResolver

        async def job(crawler):
            async def public(self, host):
                return [ip_address("93.184.215.14")]

            GuardedResolver.lookup = public
            try:
                response = await crawler.engine.download_async(
                    Request("http://localhost:{web.server_port}/", meta={{"robots_txt": 0}})
                )
                return response.text
            except Exception as error:
                return type(error).__name__
        """
    )
    assert said == "CannotResolveHostError"
    assert web.asked == []


def test_a_name_that_is_public_and_private_at_once_is_not_asked(engine):
    said = engine(
        """
        from twisted.internet.address import IPv4Address
        from crawler.guard import _Sieve

        class Receiver:
            def __init__(self):
                self.calls = []
            def resolutionBegan(self, resolution):
                self.calls.append("began")
            def addressResolved(self, address):
                self.calls.append(address.host)
            def resolutionComplete(self):
                self.calls.append("complete")

        async def job(crawler):
            said = []
            for hosts in (["8.8.8.8", "1.1.1.1"], ["8.8.8.8", "10.0.0.1"]):
                receiver = Receiver()
                sieve = _Sieve(receiver)
                sieve.resolutionBegan(None)
                for host in hosts:
                    sieve.addressResolved(IPv4Address("TCP", host, 80))
                sieve.resolutionComplete()
                said.append(receiver.calls)
            return said
        """
    )
    assert said == [["began", "8.8.8.8", "1.1.1.1", "complete"], ["began", "complete"]]


def test_an_unknown_host_is_unknown_not_private(engine):
    (said,) = ask(engine, "http://no-such-council.invalid/")
    assert said.startswith("CannotResolveHostError")
