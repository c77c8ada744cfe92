"""An audit registers itself; its words come from its docstring."""

import pytest

from audits import registry
from audits.model import passed


@pytest.fixture
def empty(monkeypatch):
    monkeypatch.setattr(registry, "AUDITS", {})
    return registry.AUDITS


def register(**changes):
    given = {"title": "Good", "failure_title": "Bad", "category": "structure"} | changes

    @registry.audit(**given)
    def bin_colour(title, links):
        """Bins have a colour.

        ## Why it matters
        Grey bins get
        lost.

        In the dark.

        ## Who is hurt
        Everybody.

        ## How to fix
        Paint them.
        """
        return passed()

    return bin_colour


def test_the_function_stays_as_it_was_and_gives_id_and_needs(empty):
    assert register()(title=None, links=[]).status == "passed"
    audit = empty["bin-colour"]
    assert audit.needs == ("title", "links")
    assert (audit.title, audit.failure_title, audit.scope, audit.version) == (
        "Good",
        "Bad",
        "page",
        1,
    )


def test_words_come_from_the_sections_of_the_docstring(empty):
    register()
    audit = empty["bin-colour"]
    assert audit.why == "Grey bins get lost.\nIn the dark.\nEverybody."
    assert audit.fix == "Paint them."
    assert (audit.checks, audit.source) == ("", "")


def test_two_audits_of_one_name_are_refused(empty):
    register()
    with pytest.raises(ValueError, match="two audits are called 'bin-colour'"):
        register()


def test_load_finds_every_module_in_order():
    loaded = registry.load()
    assert list(loaded) == sorted(loaded)
    assert {"page-title", "broken-links", "click-depth"} <= loaded.keys()
    assert registry.load() == loaded
