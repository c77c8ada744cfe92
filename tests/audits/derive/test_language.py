"""Declared and detected language."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from audits.derive.document import Document
from audits.derive.language import NAMES, TWO_LETTERS, Language, language_of
from audits.derive.main_text import main_text_of

ENGLISH = (
    "You can pay your council tax in ten or twelve payments. The easiest way is by Direct Debit. "
)
WELSH = "Gallwch dalu eich treth gyngor mewn deg rhandaliad misol. Y ffordd hawsaf yw drwy Ddebyd. "
POLISH = (
    "Podatek lokalny można płacić w dziesięciu ratach miesięcznych. Najłatwiej przez polecenie. "
)
URDU = "آپ اپنا کونسل ٹیکس دس یا بارہ ماہانہ قسطوں میں ادا کر سکتے ہیں۔ سب سے آسان طریقہ ڈائریکٹ ڈیبٹ ہے۔ "
NAMES_OF_PLACES = (
    "Aberystwyth Llanelli Abergavenny Llandudno Caernarfon Pontypridd Merthyr Tydfil. "
)


def language(html, lang="en"):
    document = Document(
        f"<html lang='{lang}'><body><main>{html}</main></body></html>", "https://x.test/"
    )
    return language_of(document, main_text_of(document).blocks)


@pytest.mark.parametrize(
    ("text", "code"), [(ENGLISH, "en"), (WELSH, "cy"), (POLISH, "pl"), (URDU, "ur")]
)
def test_much_text_of_one_language_is_sure(text, code):
    found = language(f"<p>{text * 12}</p>", "fr")
    assert (found.detected, found.is_sure) == (code, True)


@pytest.mark.parametrize(
    "html", ["", f"<p>{WELSH}</p>", f"<nav>{WELSH * 20}</nav>", "<p>1 2 3</p>"]
)
def test_little_text_shows_no_language(html):
    assert language(html) == Language("en")


def test_some_text_is_a_guess_and_not_sure():
    found = language(f"<p>{WELSH * 2}</p>")
    assert (found.detected, found.is_sure) == ("cy", False)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{ENGLISH * 8}</p><p>{WELSH * 8}</p>",
        f"<p>{WELSH * 8}</p><p>{ENGLISH * 8}</p><p>{WELSH * 8}</p>",
        f"<p>{ENGLISH * 2}</p><p>{NAMES_OF_PLACES * 10}</p>",
    ],
)
def test_a_text_whose_parts_disagree_is_never_sure(html):
    assert not language(html).is_sure


def test_parts_marked_as_another_language_do_not_count():
    found = language(f"<p>{ENGLISH * 8}</p><div lang='cy'><p>{WELSH * 30}</p></div>", "fr")
    assert (found.detected, found.is_sure) == ("en", True)


def test_capitals_are_no_other_language():
    assert language(f"<p>{ENGLISH.upper() * 8}</p>").detected in {"en", ""}


@pytest.mark.parametrize(
    ("declared", "code", "is_valid"),
    [
        ("en-GB", "en", True),
        ("EN", "en", True),
        ("gsw", "gsw", True),
        ("zh-Hant-HK", "zh", True),
        ("en_GB", "en", False),
        ("english", "english", False),
        ("xx", "xx", False),
        ("e", "e", False),
        ("", "", False),
        (None, "", False),
    ],
)
def test_codes(declared, code, is_valid):
    found = Language(declared)
    assert (found.declared_code, found.is_valid) == (code, is_valid)


def test_every_language_we_can_detect_has_a_code_that_exists():
    assert NAMES.keys() <= TWO_LETTERS


def test_several_threads_agree():
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(language, [f"<p>{ENGLISH * 12}</p>", f"<p>{WELSH * 12}</p>"] * 20))
    assert [each.detected for each in found] == ["en", "cy"] * 20
