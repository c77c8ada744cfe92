"""The worksheet: what the record knows is filled in, the rest is blank; it never decides."""

import pytest

from reports.source import ReportError


def test_a_sheet_has_what_the_record_knows(council, drafted):
    council.add("behaviour", page_id=1, source="GA4", period_start="2026-03-01", period_end="2026-03-28",
                days=28.0, views_28=1200.0, has_enough=1, is_answer=0, is_excess=0,
                is_contact_excess=0, is_search_excess=0, excess_28=0.0)  # fmt: skip
    sheet = dict(drafted("burden").rows(1))
    assert sheet["What people meet"].startswith("Some pictures do not have a text alternative")
    assert "1 of them in parts that pages share" in sheet["What there is to fix"]
    assert sheet["Pages with it"] == "3 of 4."
    assert sheet["Views in 28 days"].startswith("About 1,200")
    for blank in ("Cost of fixing it", "Date of this assessment", "Assessed by"):
        assert sheet[blank].startswith("To be filled in:")


def test_what_is_claimed_alone_when_anything_is(council, drafted):
    other = council.cause(1, 2, "page-title", title="Title")
    council.finding(4, other, 2)
    assert len(drafted("burden").page.xpath("//table")) == 3
    council.add("triage", id=1, site_id=1, kind="burden", cause_key="0", reason="Too dear [[x]]",
                person="Ann", decided_at="2026-04-01T00:00:00+00:00", expires_on="2027-04-01")  # fmt: skip
    council.add("triage_causes", triage_id=1, cause_id=1, findings=3)
    paper = drafted("burden")
    assert len(paper.page.xpath("//table")) == 2
    sheet = dict(paper.rows(1))
    assert "Too dear [ [x] ] (Ann, 1 April 2026)." in sheet["Does it outweigh the gain"]
    assert "1 April 2027" in sheet["To be reviewed by"]


def test_for_one_criterion(council, drafted):
    assert len(drafted("burden", criteria=["1.1.1"]).page.xpath("//table")) == 2
    with pytest.raises(ReportError, match=r"no sure failure of 9.9.9; those that fail: 1.1.1"):
        drafted("burden", criteria=["9.9.9"])
    with pytest.raises(ReportError, match="Only the worksheet"):
        drafted("letter", criteria=["1.1.1"])


def test_what_the_law_weighs_is_told(drafted):
    assert "The size of the body." in drafted("burden").text
