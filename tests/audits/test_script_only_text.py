"""script-only-text: the page is empty until a script has run."""

import time

import pytest

from audits.checks.script_only_text import script_only_text

TEXT = f"<h1>Apply for a permit</h1><p>{'We need your name. ' * 60}</p>"


def said(artefacts, source, *, main=TEXT, title="Apply for a permit"):
    found = artefacts(main, title=title)
    sent = f"<title>T</title><body><main>{source}</main>"
    return script_only_text(found["main_text"], sent, found["url"], found["title"])


@pytest.mark.parametrize("source", [TEXT, f"<p>{'word ' * 60}</p>"])
def test_passes_where_the_server_sends_the_text(artefacts, source):
    assert said(artefacts, source).status == "passed"


def test_passes_where_the_server_leaves_out_the_body_tag(artefacts):
    found = artefacts(TEXT, title="Apply for a permit")
    sent = f"<title>T</title><main>{TEXT}</main>"
    judged = script_only_text(found["main_text"], sent, found["url"], found["title"])
    assert judged.status == "passed"


def test_passes_a_short_page(artefacts):
    assert said(artefacts, "", main="<h1>Apply for a permit</h1><p>Soon.</p>").status == "passed"


def test_is_not_applicable_to_pages_that_are_no_task(artefacts):
    outcome = said(artefacts, "", main=f"<p>{'word ' * 300}</p>", title="Map")
    assert outcome.status == "not applicable"


@pytest.mark.parametrize("source", ["", "<div id='app'></div>", "<noscript>Use scripts</noscript>"])
def test_fails_where_a_script_makes_it_all(artefacts, source):
    assert said(artefacts, source).status == "failed"


def test_is_quick_on_a_hostile_source(artefacts):
    started = time.perf_counter()
    said(artefacts, "<div>" * 20_000)
    assert time.perf_counter() - started < 4
