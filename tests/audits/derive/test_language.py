"""Declared and detected language."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from audits.derive.document import Document
from audits.derive.language import NAMES, TWO_LETTERS, Language, language_of, with_languages
from audits.derive.main_text import Block, main_text_of
from audits.derive.page import page_artefacts

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


@pytest.mark.parametrize("declared", ["en", "cy"])
def test_a_page_that_is_half_in_its_own_language_is_taken_at_its_word(declared):
    found = language(f"<p>{ENGLISH * 8}</p><p>{WELSH * 8}</p>", declared)
    assert (found.of_text, found.agrees) == (declared, True)


@pytest.mark.parametrize(
    "text",
    [
        "1 2 3 4,500 £5.60 7% " * 30,
        "😀 🎉 👍 " * 60,
        "LLANELLI ABERTAWE CAERDYDD " * 30,
        "\ufffd\ufffd \ufffd " * 60,
        "— • * … " * 60,
    ],
    ids=["numbers", "emoji", "capitals", "broken", "marks"],
)
@pytest.mark.parametrize("declared", ["en", "cy"])
def test_what_is_no_language_is_not_taken_for_one(text, declared):
    found = language(f"<p>{text}</p>", declared)
    assert found.agrees
    assert not found.is_sure


def detected(*texts, page="en"):
    blocks = [Block("paragraph", text.strip()) for text in texts]
    return [each.detected for each in with_languages(blocks, Language(page))]


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "paper and card",
        "Aberystwyth, Llanelli, Abergavenny, Llandudno, Caernarfon, Pontypridd and Merthyr Tydfil",
        "Cllr Gwenllian Rhys-Jones, Cllr Ieuan ap Dafydd, Cllr Siân Llwyd, Cllr Rhodri Prys Morgan",
        "your council tax account number, bank account number, sort code, email address, phone",
        "grass cuttings, leaves, small branches, weeds, hedge trimmings, twigs, bark, dead plants",
        "Croeso i Gymru",
        "déjà vu, à la carte",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14",
        "😀 😀 😀 😀 😀 😀 😀 😀 😀 😀 😀 😀",
        ENGLISH.upper(),
        "The leaflet is called اردو and is free to all who live here now",
        "",
    ],
)
def test_blocks_that_may_be_english_are_left_alone(text):
    assert detected(text) == [""]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (WELSH, "cy"),
        (POLISH, "pl"),
        (URDU, "ur"),
        ("你可以分十期或十二期缴付市政税。最简单的方法是直接付款。", "zh"),
        ("Μπορείτε να πληρώσετε τον δημοτικό φόρο σας σε δέκα μηνιαίες δόσεις", None),
    ],
)
def test_blocks_that_are_surely_in_another_language_say_so(text, code):
    before, found, after = detected(ENGLISH, text, ENGLISH)
    assert (before, after) == ("", "")
    assert found == code if code else found not in {"", "en"}


def test_only_english_pages_are_looked_through_and_only_what_is_unmarked():
    assert detected(WELSH, page="cy") == [""]
    marked = [Block("paragraph", WELSH, "cy")]
    assert with_languages(marked, Language("en")) == marked
    assert marked[0].spoken == "cy"


def test_english_measures_leave_out_what_is_in_another_language():
    html = f"<html lang='en'><main><p>{ENGLISH * 8}</p><p>{WELSH * 8}</p></main></html>"
    made = page_artefacts(html, "https://x.test/", axe=None)
    assert [block.spoken for block in made["main_text"].blocks] == ["", "cy"]
    assert {each.block.text for each in made["prose"].sentences} == {(ENGLISH * 8).strip()}


def test_a_welsh_page_is_not_scored_and_says_so():
    html = f"<html lang='cy'><main><p>{WELSH * 12}</p></main></html>"
    made = page_artefacts(html, "https://x.test/", axe=None)
    assert made["prose"].reason.startswith("not scored: Welsh")
    assert made["readability"].reason == made["prose"].reason


@pytest.mark.parametrize(
    "text",
    ["word " * 400_000, "x" * 2_000_000, f"{WELSH} " * 20_000, f"<p>{WELSH}</p>" * 20_000],
    ids=["one sentence", "one word", "welsh sentence", "welsh paragraphs"],
)
def test_hostile_texts_take_bounded_time(text):
    document = Document(f"<html lang=en><main><p>{text}", "https://x.test/")
    blocks = main_text_of(document).blocks
    started = time.process_time()
    with_languages(blocks, language_of(document, blocks))
    assert time.process_time() - started < 5


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
