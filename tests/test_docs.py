"""The documentation is complete; `script/docs --check` says whether it is fresh."""

import importlib.util
import re
from pathlib import Path

import pytest

from audits.registry import load
from crawler.cli import cli

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def generate():
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_table_view_and_column_is_described(generate):
    assert generate.undescribed_columns() == []


def test_every_setting_is_explained(generate):
    assert generate.undescribed_settings() == []


@pytest.mark.parametrize("audit", list(load()))
def test_every_audit_is_documented(audit):
    assert f"\n### {audit}\n" in (DOCS / "audits.md").read_text("utf-8")


def test_no_ghost_is_documented():
    documented = set(
        re.findall(r"^### (.+)$", (DOCS / "audits.md").read_text("utf-8"), re.MULTILINE)
    )
    assert documented == set(load())


@pytest.mark.parametrize("name", list(cli.commands))
def test_every_command_has_help_with_examples(name):
    command = cli.commands[name]
    assert "Examples:" in command.help
    assert f"dropkerb {name}" in command.help
    assert all(
        parameter.help for parameter in command.params if parameter.param_type_name == "option"
    )
    assert f"\n### dropkerb {name}\n" in (DOCS / "commands.md").read_text("utf-8")


def test_relative_links_lead_somewhere():
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_decisions_are_numbered_and_short():
    decisions = sorted(DOCS.glob("decisions/*.md"))
    numbers = [int(each.name[:4]) for each in decisions]
    assert numbers == list(range(1, len(decisions) + 1))
    for each in decisions:
        text = each.read_text("utf-8")
        assert all(f"**{word}.**" in text for word in ("Context", "Decision", "Consequence")), each
