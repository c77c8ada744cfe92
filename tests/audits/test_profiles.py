"""The laws: complete, dated, sourced, and asking only for what exists."""

from datetime import date

import pytest

from audits.profiles import CONFIDENCE, ProfileError, load_profiles
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


@pytest.mark.parametrize("name", [name for name in PROFILES if name.startswith("uk-")])
def test_what_the_uk_asks_of_a_statement_holds_for_all_that_extend_it(name):
    profile = PROFILES[name]
    assert profile.statement.required
    assert (profile.statement.model, profile.statement.review_months) == ("uk", 12)
    assert profile.statement.must_be_html
    assert profile.statement.prominent == ("home page", "every page")
    limits = profile.monitoring
    assert (limits.acknowledge_days, limits.fix_weeks, limits.decision_days) == (7, 12, 28)
    assert profile.burden.assessment_first
    assert profile.wcag == "2.2"


def test_northern_ireland_has_its_own_enforcer_and_effect():
    there, here = PROFILES["uk-psbar-ni"], PROFILES["uk-psbar"]
    assert (here.enforcement.short, there.enforcement.short) == ("EHRC", "ECNI")
    assert there.enforcement.link_host == "equalityni.org"
    assert "1995" in there.legal_effect
    assert "2010" in here.legal_effect
    assert there.requirements == here.requirements


def test_wales_asks_for_welsh_too_and_keeps_the_enforcer():
    assert PROFILES["wales-welsh-language"].statement.languages == ("en", "cy")
    assert PROFILES["wales-welsh-language"].enforcement.short == "EHRC"


def test_exemptions_say_until_when_they_hold_and_how_sure_that_is():
    told = {each.id: each for each in PROFILES["uk-psbar"].exemptions}
    assert told["office-files"].before == "2018-09-23"
    assert told["archive"].confidence == "K"
    assert "schools" not in {each.id for each in PROFILES["eu-wad"].exemptions}


def test_us_dates_go_by_population():
    dates = PROFILES["us-ada-title-ii"].compliance_dates
    assert [(each.population_from, each.population_to, each.since) for each in dates] == [
        (50_000, None, "2027-04-26"),
        (None, 49_999, "2028-04-26"),
        (None, None, "2028-04-26"),
    ]


LAW = """
name = "Isle of Man Act"
jurisdiction = "Isle of Man"
standard = "WCAG 2.2"
checked_on = 2026-11-28
confidence = "K"
sources = ["an act"]
[asks_for]
wcag = "2.2"
levels = ["A"]
"""


def test_a_new_law_is_a_new_file(tmp_path):
    (tmp_path / "_exemptions.toml").write_text('[maps]\nwords = "Maps."\nconfidence = "P"\n')
    (tmp_path / "im.toml").write_text(
        LAW.replace("[asks_for]", 'exemptions = ["maps"]\n[asks_for]')
    )
    (tmp_path / "im-ferries.toml").write_text(
        'extends = "im"\njurisdiction = "Its ferries"\n[statement]\nrequired = true\n'
    )
    laws = load_profiles(tmp_path)
    assert list(laws) == ["im", "im-ferries"]
    assert laws["im-ferries"].name == laws["im"].name
    assert laws["im-ferries"].exemptions == laws["im"].exemptions
    assert laws["im-ferries"].statement.required
    assert not laws["im"].statement.required


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "bad.toml cannot be read as TOML: Invalid value (at end of document)."),
        ("name = 'x'", "bad.toml does not say jurisdiction."),
        ("extends = 'nowhere'", "bad.toml extends nowhere, and there is no nowhere.toml."),
        ("extends = 'bad'", "bad.toml extends itself, by way of bad.toml."),
        ("colour = 1", "bad.toml says colour, which no law does."),
        (LAW.replace("2026-11-28", "'soon'"), "In bad.toml, checked_on has to be a date such as 2024-10-01."),
        (LAW.replace('wcag = "2.2"', ""), "In bad.toml, asks_for needs wcag, and either levels or criteria."),
        (LAW.replace("levels", "criteria"), "In bad.toml, asks_for names wcag:A, which is not known."),
        (LAW + "[statement]\nrequired = 'yes'", "In bad.toml, required of statement has to be a true or false."),
        (LAW + "[statement]\nurgent = true", "In bad.toml, statement says urgent, which is not known."),
        (LAW + "[statement]\nprominent = ['attic']", "In bad.toml, prominent says attic; home page or every page is known."),
        ("exemptions = ['x']\n" + LAW, "In bad.toml, the exemption x is not described."),
        (LAW + "[[compliance_dates]]\nwho = 'all'", "In bad.toml, each of compliance_dates needs who and since."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_one_sentence(tmp_path, text, said):
    (tmp_path / "bad.toml").write_text(text)
    with pytest.raises(ProfileError) as error:
        load_profiles(tmp_path)
    assert str(error.value) == said
