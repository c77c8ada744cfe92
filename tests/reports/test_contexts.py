"""Templates get exactly what their dataclass says, and every field has a sentence."""

import re
from dataclasses import fields
from typing import get_type_hints

import pytest
from jinja2 import meta

from reports.contexts import TEMPLATES
from reports.render import FOLDER, environment


def wanted(name):
    """The variables that a template and those it builds on ask for."""
    source = (FOLDER / name).read_text()
    tree = environment().parse(source)
    own = {"parts", *re.findall(r"{% macro (\w+)", source)}
    others = [other for other in meta.find_referenced_templates(tree) if other != "_parts.html"]
    found = meta.find_undeclared_variables(tree) - {*environment().globals, *own}
    return found.union(*map(wanted, others))


@pytest.mark.parametrize("kind", TEMPLATES, ids=lambda kind: kind.__name__)
def test_template_uses_what_it_gets_and_nothing_else(kind):
    assert wanted(TEMPLATES[kind]) == {each.name for each in fields(kind)}


@pytest.mark.parametrize("kind", TEMPLATES, ids=lambda kind: kind.__name__)
def test_every_field_has_a_sentence(kind):
    hints = get_type_hints(kind, include_extras=True)
    assert all(getattr(hint, "__metadata__", ("",))[0] for hint in hints.values())


def test_every_template_belongs_to_a_page():
    whole = {file.name for file in FOLDER.glob("*.html") if not file.name.startswith("_")}
    assert whole == {*TEMPLATES.values(), "base.html"}
