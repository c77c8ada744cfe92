"""`dropkerb audits --dead-ends`: every kind of dead end, and nothing said to be found that is not."""

import json

import pytest
from click.testing import CliRunner

from crawler.cli import cli


def listed(*options):
    done = CliRunner().invoke(cli, ["audits", "--dead-ends", *options])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def rules():
    return {each["id"]: each for each in json.loads(listed("--json"))}


def test_every_rule_has_a_line(rules):
    text = listed()
    assert len(rules) == 48
    assert all(f"  {rule}  " in text for rule in rules)


def test_what_only_asks_is_told_apart(rules):
    assert rules["DE15"]["only_asks"]
    assert not rules["DE20"]["only_asks"]
    assert "asked about by: task-not-found" in listed()
    assert "found by: only-by-contact" in listed()


def test_what_is_not_looked_for_says_why(rules):
    assert rules["DE75"]["audits"] == []
    assert "not looked for: Only readers' votes can tell" in listed()


def test_what_analytics_measure_is_told_apart(rules):
    assert [each for each in rules if rules[each]["is_measured"]] == [
        "DE70",
        "DE71",
        "DE72",
        "DE74",
    ]
    assert "measured by: dropkerb import-analytics" in listed()


def test_the_last_words_say_what_it_does_not_mean():
    assert "Only what the crawl and analytics both show" in listed().splitlines()[-1]
