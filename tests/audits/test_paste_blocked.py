"""paste-blocked: quiet where pasting works, sure where one logs in and it does not."""

import time

import pytest

from audits.checks.paste_blocked import paste_blocked
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return paste_blocked(document)


LOG_IN = (
    "<form><label for='u'>Email</label><input id='u'><label for='p'>Password</label>"
    "<input id='p' type='password' {}><button>Log in</button></form>"
)
BLOCK = "onpaste='return false'"


@pytest.mark.parametrize(
    "html",
    [
        LOG_IN.format(""),
        LOG_IN.format("onpaste='count(this)'"),
        LOG_IN.format("") + "<script>el.addEventListener('paste', e => clean(e))</script>",
        LOG_IN.format("") + "<script>form.onsubmit = function () { return false }</script>",
    ],
)
def test_passes_where_pasting_works(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    ["", f"<label>Notes <input {BLOCK}></label>", LOG_IN.format(f"disabled {BLOCK}")],
)
def test_is_not_applicable_without_a_password(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "html",
    [
        LOG_IN.format(BLOCK),
        LOG_IN.format("onpaste='event.preventDefault()'"),
        f"<label>Code <input autocomplete='current-password' {BLOCK} type='password'></label>",
    ],
)
def test_fails_where_one_logs_in(html):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].message.startswith("People cannot paste")


@pytest.mark.parametrize(
    "html",
    [
        f"<form><label>Security code <input {BLOCK}></label><button>Pay</button></form>",
        (
            f"<form><label>Password <input type='password' {BLOCK}></label>"
            "<label>Again <input type='password'></label><button>Register</button></form>"
        ),
        LOG_IN.format("")
        + "<script>$('#p').on('paste', function (e) { e.preventDefault() })</script>",
    ],
)
def test_asks_about_the_rest(html):
    outcome = judged(html)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "html",
    [
        LOG_IN.format(BLOCK) * 1_000,
        LOG_IN.format("") + f"<script>{chr(39) + 'paste' + chr(39) + ' ' * 20}</script>" * 2_000,
        LOG_IN.format("") + f"<script>'{'paste ' * 40_000}</script>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
