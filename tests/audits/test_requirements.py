"""The table of WCAG 2.2, levels A and AA."""

from collections import Counter
from dataclasses import FrozenInstanceError

import pytest

from audits.requirements import REQUIREMENTS


def test_has_the_55_criteria_of_levels_a_and_aa():
    assert len(REQUIREMENTS) == 55
    assert Counter(each.level for each in REQUIREMENTS.values()) == {"A": 31, "AA": 24}
    assert Counter(each.since for each in REQUIREMENTS.values()) == {"2.0": 37, "2.1": 12, "2.2": 6}


def test_ids_are_keys_and_are_in_order():
    assert [each.id for each in REQUIREMENTS.values()] == list(REQUIREMENTS)
    numbers = [tuple(map(int, key.removeprefix("wcag:").split("."))) for key in REQUIREMENTS]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("gone", ["wcag:4.1.1", "wcag:1.4.6", "wcag:2.4.9"])
def test_leaves_out_parsing_and_level_aaa(gone):
    assert gone not in REQUIREMENTS


@pytest.mark.parametrize(
    ("identity", "title", "page"),
    [
        ("wcag:1.1.1", "Non-text Content", "non-text-content"),
        (
            "wcag:1.2.1",
            "Audio-only and Video-only (Prerecorded)",
            "audio-only-and-video-only-prerecorded",
        ),
        ("wcag:2.4.2", "Page Titled", "page-titled"),
        ("wcag:2.5.8", "Target Size (Minimum)", "target-size-minimum"),
        (
            "wcag:3.3.4",
            "Error Prevention (Legal, Financial, Data)",
            "error-prevention-legal-financial-data",
        ),
        ("wcag:4.1.2", "Name, Role, Value", "name-role-value"),
    ],
)
def test_points_to_the_explanation_by_w3c(identity, title, page):
    requirement = REQUIREMENTS[identity]
    assert requirement.title == title
    assert requirement.url == f"https://www.w3.org/WAI/WCAG22/Understanding/{page}.html"


def test_cannot_be_changed():
    with pytest.raises(TypeError):
        REQUIREMENTS["wcag:9.9.9"] = None
    with pytest.raises(FrozenInstanceError):
        REQUIREMENTS["wcag:2.4.2"].level = "AAA"
