"""frame-subjects: asks where the name of a frame shares no word with the page in it."""

import time

import pytest

from audits.checks.frame_subjects import frame_subjects
from audits.derive.site import SiteFrame, SitePage

PAGE, SHOWN = "https://x.test/a", "https://x.test/map"


def judged(*names, title="Street lights in the town - Town Council"):
    pages = {PAGE: SitePage(PAGE), SHOWN: SitePage(SHOWN, title)}
    outcomes = frame_subjects(
        pages, {PAGE: [SiteFrame(SHOWN, name) for name in names]}, is_complete=True
    )
    assert outcomes[SHOWN].status == "not applicable"
    return outcomes[PAGE]


@pytest.mark.parametrize("name", ["Map of the street lights", "Lights", "Town map", "12 / 34"])
def test_passes_names_that_share_a_word(name):
    assert judged(name).status == "passed"


@pytest.mark.parametrize("names", [(), ("",), ("iframe",), ("YouTube video player",)])
def test_is_not_applicable_without_a_name_that_says_something(names):
    assert judged(*names).status == "not applicable"


def test_is_not_applicable_to_pages_without_a_title_and_other_sites():
    assert judged("Map of tips", title="").status == "not applicable"
    frames = {PAGE: [SiteFrame("https://maps.test/", "Map of tips")]}
    outcomes = frame_subjects({PAGE: SitePage(PAGE)}, frames, is_complete=True)
    assert outcomes[PAGE].status == "not applicable"


def test_asks_about_names_that_share_none():
    outcome = judged("Map of recycling centres", "Map of the street lights")
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert finding.subject == "Map of recycling centres"
    assert finding.message == (
        "The frame “Map of recycling centres” shows a page called "
        "“Street lights in the town - Town Council”. Does the name fit?"
    )


def test_is_quick_on_big_sites():
    start = time.process_time()
    pages = {f"/{n}": SitePage(f"/{n}", "Bins and bags") for n in range(5_000)}
    frames = {url: [SiteFrame(url, "Map")] * 20 for url in pages}
    frame_subjects(pages, frames, is_complete=True)
    assert time.process_time() - start < 4
