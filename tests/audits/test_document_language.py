"""document-language: what is declared, whether it exists, whether the text agrees."""

import pytest

from audits.checks.document_language import document_language
from audits.derive.language import Language


@pytest.mark.parametrize(
    "language",
    [
        Language("en"),
        Language("en-GB", "en", is_sure=True),
        Language("EN-gb", "en", is_sure=True),
        Language("cy", "cy", is_sure=True),
        Language("cy"),
        Language("zh-Hans-CN"),
        Language("gd"),
        Language("sr-Latn"),
        Language("es-419"),
        Language(" en "),
        Language("kw"),  # Cornish: a real code whose text we cannot tell from another
    ],
)
def test_passes_a_language_that_nothing_speaks_against(language):
    assert document_language(language).status == "passed"


def test_asks_a_person_when_the_text_only_looks_like_another_language():
    outcome = document_language(Language("en", "cy", is_sure=False))
    assert outcome.status == "needs review"
    assert [finding.status for finding in outcome.findings] == ["needs review"]
    assert "looks like Welsh" in outcome.findings[0].message


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language(None), "does not say"),
        (Language(""), "does not say"),
        (Language("  "), "does not say"),
        (Language("english"), "“english” is no language code"),
        (Language("xx"), "“xx” is no language code"),
        (Language("en_GB"), "with a hyphen"),
        (Language("en GB"), "no language code"),
        (Language("en", "cy", is_sure=True), "in English, but its text is in Welsh"),
        (Language("cy-GB", "en", is_sure=True), "in Welsh, but its text is in English"),
    ],
)
def test_fails_a_language_that_is_missing_unknown_or_plainly_wrong(language, words):
    outcome = document_language(language)
    assert outcome.status == "failed"
    assert words in outcome.findings[0].message
