"""All artefacts of a page: there, or missing with a reason."""

import pytest

from audits.derive import page
from audits.derive.missing import Missing
from audits.derive.page import PAGE_ARTEFACTS, page_artefacts, page_facts
from audits.derive.tried import STEPS

URL = "https://x.test/a"


@pytest.mark.parametrize("html", ["", "<html></html>", "\x00", "<main>" * 3000, "no page"])
def test_every_artefact_is_there_for_any_page(html):
    tried = {step: {"at": []} for step in STEPS}
    artefacts = page_artefacts(html, URL, axe={}, tried=tried, source=html)
    assert artefacts.keys() == PAGE_ARTEFACTS
    assert not [name for name, value in artefacts.items() if isinstance(value, Missing)]


@pytest.mark.parametrize(("error", "reason"), [("it crashed", "it crashed"), ("", "did not run")])
def test_axe_that_did_not_run_is_missing_with_the_reason(error, reason):
    missing = page_artefacts("", URL, axe=None, axe_error=error)["axe"]
    assert isinstance(missing, Missing)
    assert reason in missing.reason


def test_one_derivation_that_breaks_takes_only_what_needs_it(monkeypatch):
    def broken(*_):
        raise RecursionError("too deep")

    monkeypatch.setattr(page, "main_text_of", broken)
    artefacts = page_artefacts("<html lang='en'><title>Bins</title></html>", URL, axe={})
    assert artefacts["main_text"] == artefacts["readability"] == Missing("too deep")
    assert artefacts["title"] == "Bins"
    assert artefacts["language"].declared == "en"


def test_facts_for_the_record():
    facts = page_facts(
        "<html lang=' en '><head><title> Bins \n here </title><meta name='ROBOTS' content='noindex'>"
        "<meta http-equiv='Refresh' content='5; url=/b'><link rel='canonical' href='/b'></head>"
        "<body><a href='/c'>C</a></body></html>",
        URL,
    )
    assert (facts.title, facts.language, facts.canonical) == ("Bins here", "en", "https://x.test/b")
    assert (facts.meta_robots, facts.meta_refresh) == ("noindex", "5; url=/b")
    assert [link.url for link in facts.links] == ["https://x.test/c"]


def test_facts_of_an_empty_page_are_empty():
    facts = page_facts("", URL)
    assert (facts.title, facts.language, facts.canonical, facts.links) == ("", "", "", [])


def test_the_versions_in_other_languages_are_facts_of_the_page():
    facts = page_facts("<html lang='en'><body><a href='/cy/biniau'>Cymraeg</a>", URL)
    assert [each.language for each in facts.translations] == ["cy"]


def test_a_page_out_of_a_browser_is_told_from_one_as_sent():
    html = "<html lang='en'><main><p>Put it out.</p></main></html>"
    sent, rendered = (
        page_artefacts(html, URL, axe={}, is_rendered=each)["main_text"].source
        for each in (False, True)
    )
    assert (sent, rendered) == ("as sent", "rendered")
