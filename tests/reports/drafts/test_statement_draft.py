"""The section of the statement: plain sentences, numbers, and blanks for what a person decides."""

import re

from reports.drafts.criteria import sentence_of, short_of


def test_a_sentence_by_criterion_with_its_number_of_pages(drafted):
    (item,) = drafted("statement").page.xpath("//ol/li")
    said = " ".join(item.text_content().split())
    assert said.startswith(
        "Some pictures do not have a text alternative, so people who use a screen reader cannot "
        "tell what they show. This fails WCAG 2.2 success criterion 1.1.1 (non-text content). We "
        "found this on 3 pages. We plan to fix it by"
    )


def test_what_is_only_asked_about_or_fixed_or_set_aside_is_not_in_it(council, drafted):
    assert "2.4.2" not in drafted("statement").text
    council.db.execute("UPDATE findings SET set_aside = 'false positive' WHERE cause_id = 1")
    council.db.conn.commit()
    paper = drafted("statement")
    assert "1.1.1" not in paper.text
    assert "Automation found no sure failure" in paper.blanks()[0]


def test_dates_and_burden_are_blanks(council, drafted):
    blanks = drafted("statement").blanks()
    assert blanks[0] == "the date by which you will fix this: you decide"
    assert blanks[1].startswith("Only if you claim it")
    council.add("triage", id=1, site_id=1, kind="due", cause_key="0", value="2027-05-01", reason="r",
                person="Ann", decided_at="2026-04-01T00:00:00+00:00")  # fmt: skip
    council.add("triage_causes", triage_id=1, cause_id=1, findings=3)
    assert drafted("statement").blanks()[0].endswith("your record says 1 May 2027")


def test_what_is_claimed_stands_under_burden(council, drafted):
    council.add("triage", id=1, site_id=1, kind="burden", cause_key="0", reason="r", person="Ann",
                decided_at="2026-04-01T00:00:00+00:00")  # fmt: skip
    council.db.execute("UPDATE findings SET triage_id = 1 WHERE cause_id = 1")
    council.db.conn.commit()
    page = drafted("statement").page
    (heading,) = page.xpath("//h3[contains(., 'Disproportionate burden')]")
    assert "1.1.1" in heading.getnext().text_content()


def test_never_a_verdict_on_the_whole(drafted):
    words = drafted("statement").text.lower()
    for verdict in ("fully compliant", "partially compliant", "is accessible", "is compliant"):
        assert verdict not in words


def test_marked_as_a_draft(drafted):
    paper = drafted("statement")
    assert paper.page.xpath("//main/*[1]")[0].text_content().startswith("A draft made by Dropkerb")
    assert "This is not legal advice." in paper.text
    assert "Some of these facts were not checked against their source." in paper.text


def test_every_criterion_has_plain_words():
    from audits.requirements import REQUIREMENTS

    for requirement in REQUIREMENTS.values():
        number = requirement.id.partition(":")[2]
        sentence = sentence_of(number, requirement.title)
        assert re.match(r"[A-Z].+, so .+\.$", sentence), number
        assert len(sentence.split()) <= 25
        assert not re.search(r"\b(?:ARIA|WCAG|HTML|alt|DOM)\b", sentence)
        assert short_of(number, "?") != "?"
    assert (
        sentence_of("9.9.9", "New Thing") == "Some content does not meet the criterion “New Thing”."
    )
