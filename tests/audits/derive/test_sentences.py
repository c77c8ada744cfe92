"""Sentences end where a reader would end them."""

import pytest

from audits.derive.main_text import Block
from audits.derive.sentences import sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("A bag costs £1.50 a week. Pay here.", ["A bag costs £1.50 a week.", "Pay here."]),
        ("Bring proof, e.g. a bill. Then wait.", ["Bring proof, e.g. a bill.", "Then wait."]),
        ("Bring proof, e.g. Council bills.", ["Bring proof, e.g. Council bills."]),
        ("Ask Dr. Smith today.", ["Ask Dr. Smith today."]),
        (
            "Cllr. Priya Shah and Mr. J. P. Jones met.",
            ["Cllr. Priya Shah and Mr. J. P. Jones met."],
        ),
        ("You are in band D. You pay more.", ["You are in band D.", "You pay more."]),
        ("This is for bands A to C. You pay less.", ["This is for bands A to C.", "You pay less."]),
        ("See section 3.1.2 first. Go on.", ["See section 3.1.2 first.", "Go on."]),
        ("See section 3.1.2. Go on.", ["See section 3.1.2.", "Go on."]),
        ("It is at no. 5 High St. Albans Road.", ["It is at no. 5 High St. Albans Road."]),
        ("The answer is no. You can ask again.", ["The answer is no.", "You can ask again."]),
        ("We open at 9 a.m. on weekdays.", ["We open at 9 a.m. on weekdays."]),
        ("We open at 9 a.m. Come early.", ["We open at 9 a.m.", "Come early."]),
        (
            "Bring bills, letters, etc. We copy them.",
            ["Bring bills, letters, etc.", "We copy them."],
        ),
        ("Go to www.x.test/a.b for more. Thanks!", ["Go to www.x.test/a.b for more.", "Thanks!"]),
        ("1. Fill in the form.", ["1. Fill in the form."]),
        ("“Is it free?” she asked.", ["“Is it free?” she asked."]),
        ("It said “yes.” We went.", ["It said “yes.”", "We went."]),
        ("Really?! Yes. ", ["Really?!", "Yes."]),
        ("Wait ... what now", ["Wait ... what now"]),
        ("no full stop", ["no full stop"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, sentences):
    assert sentences_of(Block("paragraph", text)) == sentences
