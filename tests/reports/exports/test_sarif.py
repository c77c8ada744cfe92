"""SARIF is held against the schema that Microsoft's matchers ship."""

import json

import jsonschema
import pytest


@pytest.fixture
def log(exported):
    return json.loads(exported("sarif").read_text(encoding="utf-8"))


def results(log):
    return {
        each["partialFingerprints"]["dropkerbCause/v1"]: each for each in log["runs"][0]["results"]
    }


def test_valid_by_its_schema(log, schema):
    jsonschema.validate(log, schema("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"))


def test_a_cause_is_one_result_with_its_pages(log):
    result = results(log)["0"]
    assert (result["kind"], result["level"], result["occurrenceCount"]) == ("fail", "error", 2)
    first, second = result["locations"]
    place = first["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "https://mudford.example/"
    assert place["region"]["snippet"]["text"] == '<img src="/a.png">'
    assert first["logicalLocations"][0]["fullyQualifiedName"] == "img"
    assert second["physicalLocation"]["artifactLocation"]["uri"].endswith("/contact")


def test_what_a_person_must_look_at_is_for_review(log):
    result = results(log)["1"]
    assert (result["kind"], result["level"]) == ("review", "none")


def test_what_people_decided_is_a_suppression(log):
    (suppression,) = results(log)["2"]["suppressions"]
    assert suppression["justification"] == "False positive, said Ann: It is decoration."
    assert "suppressions" not in results(log)["0"]


def test_a_claimed_burden_is_not_hidden(council, exported):
    council.db.execute("UPDATE triage SET kind = 'burden'")
    council.db.execute("UPDATE findings SET set_aside = ''")
    council.db.conn.commit()
    log = json.loads(exported("sarif").read_text(encoding="utf-8"))
    (suppression,) = results(log)["2"]["suppressions"]
    assert suppression["status"] == "underReview"


def test_rules_say_how_to_fix_it(log):
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    result = results(log)["0"]
    rule = rules[result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] == "axe:image-alt"
    assert "Mend it." in rule["help"]["text"]
    assert "wcag1.1.1" in rule["properties"]["tags"]


def test_fingerprints_stay_when_pages_and_runs_change(council, exported, log):
    site = council.db.execute("SELECT id FROM sites").fetchone()[0]
    run = council.run(site)
    page = council.page(site, run, "https://mudford.example/another", "x")
    council.finding(page, 1, run)
    later = json.loads(exported("sarif").read_text(encoding="utf-8"))
    assert results(later).keys() == results(log).keys()
    assert results(later)["0"]["occurrenceCount"] == 3
