"""Promises that every audit and every package keeps; nobody edits this file to add an audit."""

import ast
import re
import sys
from html import escape
from pathlib import Path

import pytest

from audits.checks.long_headings import MOST_CHARACTERS
from audits.derive.page import PAGE_ARTEFACTS, page_artefacts
from audits.derive.passive import is_passive, passive_sentences
from audits.derive.prose import words_of
from audits.derive.readability import LONG_SENTENCE
from audits.engines import axe, ibm
from audits.model import Status
from audits.registry import SECTIONS, load, sections
from audits.requirements import REQUIREMENTS

ROOT = Path(__file__).parents[1]
AUDITS = load()
EXPLAINED = {**AUDITS, **{rule.id: rule for rule in (axe.AXE, ibm.IBM, *ibm.rules().values())}}
SITE_ARTEFACTS = frozenset(
    {
        "pages",
        "home",
        "menus",
        "words",
        "frames",
        "flawed_links",
        "targets",
        "tasks",
        "known_pages",
        "tier",
        "ways_on",
        "shared_only",
        "sources",
        "homeward_links",
        "homeward",
        "statements",
        "soft_pages",
        "today",
        "sitemap_found",
        "is_complete",
    }
)
GATHERED = {"page": PAGE_ARTEFACTS, "site": SITE_ARTEFACTS}
IN_USE = frozenset({"drawn", "stretch", "walk", "presses"})  # artefacts of a page that is tried out
MAKERS = frozenset({"Finding", "found_at", "found_in_browser"})
SHORTEST_SECTION = 60  # characters; less says nothing to a tired editor

# What each package may import of what is ours, and what is never allowed, with the reason.
OURS = frozenset({"audits", "crawler", "reports", "settings"})
MAY_IMPORT = {
    "audits": {"audits"},
    "crawler": {"crawler", "audits"},
    "reports": {"reports"},
}
REASONS = {
    ("audits", "crawler"): "what judges must not know how things are collected",
    ("audits", "reports"): "what judges must not know who reads it",
    ("audits", "settings"): "an audit's limits are constants with a source, not settings",
    ("crawler", "reports"): "only crawler/cli.py brings the two together",
    (
        "crawler",
        "settings",
    ): "read settings through Scrapy, so that the command line can change them",
    (
        "reports",
        "audits",
    ): "the words travel in the record, so that an old file makes a true report",
    ("reports", "crawler"): "a report knows one thing, a record",
    ("reports", "settings"): "a report is told by its arguments",
}
AUDITS_LIBRARIES = {"lxml", "nltk", "pyphen", "msgpack", "py3langid", "cssselect", "spylls"}
REPORTS_LIBRARIES = {
    *("jinja2", "markupsafe", "networkx", "sqlite_utils"),
    *("PIL", "odfdo", "xlsxwriter", "yaml"),  # what it is handed over as
}
ONLY_SELENIUM = "browser"  # crawler/browser.py and the parts it is made of
COMPOSITION_ROOT = ROOT / "crawler/cli.py"


@pytest.mark.parametrize("audit", AUDITS.values(), ids=list(AUDITS))
class TestEveryAudit:
    def test_needs_only_what_is_gathered_for_its_scope(self, audit):
        strangers = set(audit.needs) - GATHERED[audit.scope]
        assert not strangers, f"{audit.id} needs what nobody gathers: {strangers}"

    def test_says_all_that_an_editor_has_to_know(self, audit):
        words = sections(audit.explanation)
        assert list(words) == list(SECTIONS), "sections in their order, none left out"
        thin = [name for name, text in words.items() if len(text) < SHORTEST_SECTION]
        assert not thin, f"{audit.id} says next to nothing under {thin}"

    def test_has_two_titles_that_differ(self, audit):
        assert audit.title
        assert audit.failure_title
        assert audit.title != audit.failure_title
        assert not audit.title.endswith(".")

    def test_names_only_requirements_that_exist(self, audit):
        assert set(audit.requirements) <= REQUIREMENTS.keys()

    def test_has_the_name_of_its_file_and_a_test_of_that_name(self, audit):
        name = audit.id.replace("-", "_")
        assert audit.check.__module__ == f"audits.checks.{name}"
        assert (ROOT / f"tests/audits/test_{name}.py").is_file(), (
            f"write tests/audits/test_{name}.py"
        )

    def test_says_how_the_page_was_when_it_was_tried_out(self, audit):
        if IN_USE.isdisjoint(audit.needs):
            return
        for maker, named in made_in(ROOT / f"audits/checks/{audit.id.replace('-', '_')}.py"):
            assert "state" in named, f"say the state in {maker}, AS_IT_LOADS if nothing was done"

    def test_never_speaks_a_verdict_of_law(self, audit):
        words = f"{audit.title} {audit.failure_title} {audit.explanation}".lower()
        for verdict in ("is accessible", "is compliant", "fully compliant"):
            assert verdict not in words


def made_in(path):
    """The calls in a file that make findings, each with the names of its arguments."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MAKERS:
            yield node.func.id, {each.arg for each in node.keywords}


def test_what_audits_share_says_how_the_page_was_too():
    for name in ("cuts", "drawn", "gestures"):
        assert all("state" in named for _, named in made_in(ROOT / f"audits/derive/{name}.py"))


def test_there_are_audits_of_both_scopes():
    assert {audit.scope for audit in AUDITS.values()} == {"page", "site"}


def imports_of(path):
    """The top-level names that a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]


def files_of(package):
    return sorted(path for path in (ROOT / package).rglob("*.py") if path != COMPOSITION_ROOT)


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_among_ours_go_one_way(package):
    for path in files_of(package):
        for name in set(imports_of(path)) & OURS - MAY_IMPORT[package]:
            pytest.fail(f"{path.relative_to(ROOT)} imports {name}: {REASONS[package, name]}")


@pytest.mark.parametrize(
    ("package", "libraries", "reason"),
    [
        ("audits", AUDITS_LIBRARIES, "audits are pure: no network, no browser, no database"),
        ("reports", REPORTS_LIBRARIES, "a report needs templates, a graph and a record"),
    ],
)
def test_libraries_stay_where_they_belong(package, libraries, reason):
    allowed = set(sys.stdlib_module_names) | libraries | MAY_IMPORT[package]
    for path in files_of(package):
        strangers = set(imports_of(path)) - allowed
        assert not strangers, f"{path.relative_to(ROOT)} imports {sorted(strangers)}: {reason}"


@pytest.mark.parametrize("package", ["audits", "reports"])
def test_nothing_pure_opens_a_connection(package):
    for path in files_of(package):
        bad = set(imports_of(path)) & {"socket", "http", "urllib3", "requests", "ssl", "asyncio"}
        assert not bad, f"{path.relative_to(ROOT)} imports {bad}: it must work without a network"


def test_the_browser_is_driven_from_one_place():
    for path in files_of("crawler"):
        if "selenium" in set(imports_of(path)):
            assert path.stem.startswith(ONLY_SELENIUM), (
                f"{path.relative_to(ROOT)} imports selenium: only crawler/browser*.py drives a browser"
            )


def test_a_package_in_a_method_named_crawler_is_never_hidden():
    for path in files_of("crawler"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import) and any(
                each.name.partition(".")[0] == "crawler" for each in node.names
            ):
                pytest.fail(
                    f"{path.relative_to(ROOT)} says `import crawler`: Scrapy passes a `crawler` to "
                    "from_crawler, which hides the package; write `from crawler.x import y`"
                )


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_no_module_has_a_name_that_says_nothing(package):
    for path in files_of(package):
        assert path.stem not in {"utils", "helpers", "common", "manager", "misc"}, path


@pytest.mark.parametrize("audit", list(AUDITS.values()), ids=list(AUDITS))
def test_our_own_words_are_short_enough_for_our_own_audit(audit):
    assert max(map(len, (audit.title, audit.failure_title))) <= MOST_CHARACTERS
    for words in (audit.why, audit.checks, audit.fix, audit.source):
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z\"])", words.replace("\n", " ")):
            assert len(sentence.split()) <= LONG_SENTENCE, sentence


QUOTED = re.compile(r'"[^"]*"')  # an example of what is wrong may be in the passive


@pytest.mark.parametrize("rule", list(EXPLAINED.values()), ids=list(EXPLAINED))
def test_what_explains_a_rule_passes_our_own_readability_audits(rule):
    parts = {"Why": rule.why, "What": rule.checks, "Fix": rule.fix, "Source": rule.source}
    said = "".join(
        f"<h2>{name}</h2>" + "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
        for name, text in parts.items()
    )
    page = f"<html lang=en-GB><title>A check</title><main><h1>A check</h1>{said}</main></html>"
    artefacts = page_artefacts(page, "https://council.example/", axe=None)
    for audit in AUDITS.values():
        if audit.category != "readability" or audit.scope != "page":
            continue
        outcome = audit.check(**{name: artefacts[name] for name in audit.needs})
        found = [f"{each.message} {each.subject}" for each in outcome.findings]
        assert outcome.status is not Status.FAILED, f"{rule.id} fails {audit.id}: {found}"
    for sentence in passive_sentences(artefacts["prose"]):
        assert not is_passive(words_of(QUOTED.sub("it", sentence.text))), (
            f"{rule.id} says in the passive: {sentence.text}"
        )
