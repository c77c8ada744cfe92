"""One page for councillors: this quarter against the last, in words, with three asks."""

import re


def test_this_quarter_against_the_last(drafted):
    paper = drafted("councillors")
    assert "April to June 2026" in paper.page.findtext(".//h1")
    assert paper.rows() == [
        ["Pages with a barrier", "3 of 4", "4", "Better ▼"],
        ["Rules of the standard that are broken", "1 of 3", "2", "Better ▼"],
    ]
    assert "Compared with 30 March 2026" in paper.text


def test_without_an_earlier_quarter_nothing_is_compared(council, drafted):
    council.db.execute("UPDATE runs SET started_at = '2026-04-01T01:00:00+00:00' WHERE id = 1")
    council.db.conn.commit()
    paper = drafted("councillors")
    assert paper.rows()[0][2:] == ["not known", "First look"]
    assert "nothing to compare with yet" in paper.text


def test_other_pages_seen_are_told(council, drafted):
    council.db.execute("UPDATE runs SET pages_audited = 40 WHERE id = 1")
    council.db.conn.commit()
    assert "Take care: that look saw 40 pages, this one 4" in drafted("councillors").text


def test_three_asks(drafted):
    asks = [item.text_content() for item in drafted("councillors").page.xpath("//ol/li")]
    assert len(asks) == 3
    assert asks[0].startswith("Ask when we mend 1 fault that many pages share.")


def test_cost_is_a_range_with_its_source_or_no_guess(council, drafted):
    assert "we make no guess" in drafted("councillors").text
    council.db.execute("DROP VIEW abandonment_points")
    council.db.execute(
        """CREATE VIEW abandonment_points AS SELECT 1 AS site_id, 127.4 AS pounds_low,
           472.0 AS pounds_high, 'Contacts = people times 0.25. A month is 30.4 days. A contact costs GBP 2.68 to 8.12 more '
           || 'than the same on the web. Socitm''s costs: telephone 2.83.' AS cost_source"""
    )
    council.db.conn.commit()
    text = drafted("councillors").text
    assert (
        "between £120 and £480 a month. This is an estimate. A contact costs £2.68 to 8.12 more "
        "than the same on the web. Socitm's costs: telephone 2.83. What we ask"
    ) in text


def test_no_jargon(drafted):
    words = drafted("councillors").text
    assert not re.search(r"\b(WCAG|ARIA|HTML|axe|CSS|success criteri\w+|\d\.\d\.\d+)\b", words)


def test_fits_one_page(drafted):
    """Printed by Chromium and looked at, it fills two thirds of a page of A4; so many words do."""
    assert len(drafted("councillors").text.split()) < 330
