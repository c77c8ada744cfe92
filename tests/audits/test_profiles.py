"""The laws: complete, dated, sourced, and asking only for what exists."""

from datetime import date

import pytest

from audits.profiles import CONFIDENCE, load_profiles
from audits.requirements import REQUIREMENTS

PROFILES = load_profiles()


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_every_law_is_complete(profile):
    assert PROFILES[profile.id] is profile
    assert profile.name
    assert profile.jurisdiction
    assert profile.standard
    assert profile.source
    assert date.fromisoformat(profile.checked_on)
    assert profile.in_force_since is None or date.fromisoformat(profile.in_force_since)
    assert set(profile.confidence) & set(CONFIDENCE)
    assert profile.requirements
    assert set(profile.requirements) <= REQUIREMENTS.keys()
    assert len(set(profile.requirements)) == len(profile.requirements)


@pytest.mark.parametrize(
    ("name", "criteria"),
    [
        ("uk-psbar", 55),
        ("uk-psbar-ni", 55),
        ("wales-welsh-language", 55),
        ("eu-wad", 49),
        ("eu-eaa", 49),
        ("us-ada-title-ii", 49),
        ("us-508", 37),
        ("uk-gds-simplified", 28),
    ],
)
def test_each_asks_for_its_own_version_of_wcag(name, criteria):
    assert len(PROFILES[name].requirements) == criteria


def test_dates_are_those_of_the_law_as_last_changed():
    assert PROFILES["uk-psbar"].in_force_since == "2024-10-01"
    assert PROFILES["us-ada-title-ii"].in_force_since == "2027-04-26"


def test_target_size_is_asked_for_in_the_uk_and_not_yet_in_the_eu():
    assert "wcag:2.5.8" in PROFILES["uk-psbar"].requirements
    assert "wcag:2.5.8" not in PROFILES["eu-wad"].requirements
