"""offline-proof: proof or payment that must be brought or posted."""

import time

import pytest

from audits.checks.offline_proof import offline_proof


def said(artefacts, main, title="Apply for a permit"):
    found = artefacts(main, title=title)
    return offline_proof(found["main_text"], found["title"])


@pytest.mark.parametrize(
    "main",
    [
        "<p>Fill in the form.</p>",
        "<p>Bring your proof, or upload it here.</p>",
        "<p>You can pay online or by cheque.</p>",
        "<p>The market is at the town hall.</p>",
    ],
)
def test_passes_what_can_be_done_online(artefacts, main):
    assert said(artefacts, main).status == "passed"


def test_is_not_applicable_to_pages_that_are_no_task(artefacts):
    outcome = said(artefacts, "<p>Bring your proof.</p>", "Opening hours")
    assert outcome.status == "not applicable"


@pytest.mark.parametrize(
    "main",
    [
        "<p>Bring your passport to the desk.</p>",
        "<p>You must pay in person.</p>",
        "<p>Make cheques payable to the council.</p>",
        "<p>Send the forms by post.</p>",
    ],
)
def test_asks_about_what_must_be_brought(artefacts, main):
    outcome = said(artefacts, main)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")


def test_is_quick_on_a_hostile_page(artefacts):
    page = artefacts(f"<p>{'pay ' * 300_000}</p>", title="Apply for a permit")
    started = time.perf_counter()
    offline_proof(page["main_text"], page["title"])
    assert time.perf_counter() - started < 1
