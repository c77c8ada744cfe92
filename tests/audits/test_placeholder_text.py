"""placeholder-text: words that were meant to be replaced."""

import time

import pytest

from audits.checks.placeholder_text import placeholder_text


def said(artefacts, main, title="Bins"):
    found = artefacts(main, title=title)
    return placeholder_text(found["main_text"], found["title"])


@pytest.mark.parametrize(
    "main",
    [
        "<p>We empty your bin each week.</p>",
        "<p>The play that is coming soon to our hall has songs for young and old, and you can book.</p>",
        "<p>The houses under construction on Mill Lane will have gardens.</p>",
        "<pre><code>Lorem ipsum dolor sit amet</code></pre>",
        "<p>The pandemic was hard on shops, and due to the pandemic sales fell.</p>",
        "<p>The lorem font is ours.</p>",
        "<p>Otherwise the usual paragraph is shown (“Lorem ipsum dolor sit amet”).</p>",
    ],
)
def test_passes_words_that_mean_what_they_say(artefacts, main):
    assert said(artefacts, main).status == "passed"


@pytest.mark.parametrize(
    ("title", "main"),
    [
        ("How to use placeholder text", "<p>Lorem ipsum dolor sit amet.</p>"),
        ("Covid vaccines", "<p>During the pandemic the clinic moves.</p>"),
        ("Road closures", "<p>Mill Lane is temporarily closed.</p>"),
    ],
)
def test_passes_pages_about_it(artefacts, title, main):
    assert said(artefacts, main, title).status == "passed"


def test_is_not_applicable_without_content(artefacts):
    assert said(artefacts, "").status == "not applicable"


def test_fails_filling_text(artefacts):
    outcome = said(artefacts, "<h1>Bins</h1><p>Lorem ipsum dolor sit amet, consectetur.</p>")
    assert outcome.status == "failed"
    assert outcome.findings[0].selector == "#main"


@pytest.mark.parametrize(
    "main",
    [
        "<p>Coming soon</p>",
        "<p>This page is under construction.</p>",
        "<p>More details to follow</p>",
        "<p>Due to coronavirus our desk is open by appointment.</p>",
        "<p>The service is temporarily unavailable.</p>",
    ],
)
def test_asks_about_what_may_have_come(artefacts, main):
    outcome = said(artefacts, main)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")


def test_is_quick_and_keeps_few(artefacts):
    page = artefacts("<p>Coming soon</p>" * 5000 + f"<p>{'page is ' * 50_000}</p>")
    started = time.perf_counter()
    outcome = placeholder_text(page["main_text"], page["title"])
    assert len(outcome.findings) == 10
    assert time.perf_counter() - started < 1
