"""No look is ever about another document than the one that was asked for."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("path", "state", "said"),
    [
        ("/download", "error", "download or an empty answer"),
        ("/empty", "error", "download or an empty answer"),
        ("/plain", "error", "text/plain"),
        ("/error", "error", "503"),
        ("/never", "error", "no page within 2 seconds"),
        ("/refresh", "redirected", "another address"),
        ("/script-redirect", "redirected", "another address"),
        ("/moved", "redirected", "another address"),
    ],
)
def test_never_the_wrong_page(look, path, state, said):
    seen = look(path)
    assert seen.state == state
    assert said in seen.reason
    assert (seen.html, seen.axe) == ("", None)
    if state == "redirected":
        assert "/good" in seen.final_url


def test_page_that_keeps_on_reloading(look, server):
    """Whether it is caught at rest is chance; another page's content it never gets."""
    seen = look("/reload")
    assert seen.state in ("error", "partial")
    assert seen.reason
    assert seen.final_url == server.url("/reload")


def test_nothing_listens(look, pool, settings):
    seen = pool.look(f"http://{settings.private_hosts[0].partition(':')[0]}.invalid/")
    assert seen.state == "error"
    assert "leads nowhere" in seen.reason


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:1", "chrome://version", "ftp://a.example/", ""]
)
def test_only_web_addresses_are_opened(pool, url):
    assert pool.look(url).state == "error"
