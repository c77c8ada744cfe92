"""OpenACR is held against the schema of its own package."""

import jsonschema
import pytest
import yaml
from made_council import MODULES


@pytest.fixture
def report(exported):
    return yaml.safe_load(exported("openacr").read_text(encoding="utf-8"))


def levels(report):
    return {
        criterion["num"]: criterion["components"][0]["adherence"]["level"]
        for chapter in report["chapters"].values()
        for criterion in chapter.get("criteria", [])
    }


def test_valid_by_its_schema(report, schema):
    jsonschema.validate(report, schema("@openacr/openacr/schema/openacr-0.1.0.json"))


def test_terms_and_component_are_those_of_the_catalog(report, schema):
    for name in ("terms", "components"):
        text = yaml.safe_load((MODULES / f"@openacr/openacr/catalog/data/{name}.yaml").read_text())
        ids = {each["id"] for each in text[name]}
        assert set(levels(report).values()) <= ids if name == "terms" else "web" in ids


def test_automation_never_says_supports(report):
    assert set(levels(report).values()) <= {
        "not-evaluated",
        "partially-supports",
        "does-not-support",
    }


def test_a_failure_on_half_the_pages_and_what_nobody_tested(report):
    assert levels(report) == {
        "1.1.1": "does-not-support",  # on 2 of 4 pages; the false positive does not count
        "2.4.2": "not-evaluated",
        "1.2.5": "not-evaluated",
    }


def test_a_failure_on_few_pages(council, exported):
    site = council.db.execute("SELECT id FROM sites").fetchone()[0]
    for number in range(6):
        page = council.page(site, 2, f"https://mudford.example/{number}", "x")
        council.verdict(site, page, "axe:image-alt", "passed", 2)
    report = yaml.safe_load(exported("openacr").read_text(encoding="utf-8"))
    assert levels(report)["1.1.1"] == "partially-supports"


def test_what_a_person_must_fill_in_is_left(report):
    assert report["author"]["email"] == "to be filled in"
    assert "A person has to evaluate every criterion" in report["notes"]
