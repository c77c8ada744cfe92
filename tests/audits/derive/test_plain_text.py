"""Plain text is parted as its writer meant it, and its language told without a page around it."""

import pytest

from audits.derive.plain_text import blocks_of, language_of_blocks

WRAPPED = """\
We empty your bin each week. Put it out by six in the morning, please,
Mrs Jones. We do not take glass, but you may bring it to the Town Hall
on Fridays."""


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("", []),
        ("\n\n  \n", []),
        ("Bins\n\nPut them out.", ["Bins", "Put them out."]),
        ("Bins\r\n \r\nPut them out.", ["Bins", "Put them out."]),
        ("Bring:\n- a bill\n- your key", ["Bring:", "a bill", "your key"]),
        ("1. Fill in the form.\n2) Send it.", ["Fill in the form.", "Send it."]),
        ("* a bill that is\n  not old\n* a key", ["a bill that is not old", "a key"]),
        (WRAPPED, [" ".join(WRAPPED.split())]),
        (
            "Missed bins\nTell us within two days, and we will come back.",
            ["Missed bins", "Tell us within two days, and we will come back."],
        ),
    ],
)
def test_units(text, units):
    assert [each.text for each in blocks_of(text)] == units


def test_list_items_are_told_apart():
    kinds = [each.kind for each in blocks_of("Bring:\n- a bill\n\nThen call us.")]
    assert kinds == ["paragraph", "list item", "paragraph"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("We will tell you when you can put your bin out, and where it must stand.", "en"),
        ("Bins.", ""),
        ("Nobbs died in Paris", ""),
        ("Mae'r cyngor yn casglu biniau bob wythnos ac yn eu gwagio", "cy"),
        ("Mae'r cyngor yn casglu eich biniau bob wythnos. " * 20, "cy"),
        ("We empty your bins each week, and you must not put glass in them. " * 200, "en"),
        ("12 13 14", ""),
        ("", ""),
    ],
)
def test_languages(text, code):
    assert language_of_blocks(blocks_of(text)).of_text == code
