"""Dale and Chall's list with its endings, British spellings, and how common a word is."""

import gzip

import pytest

from audits.derive import familiar
from audits.derive.familiar import RAREST, WordListMissingError, is_familiar, is_on_list, zipf


@pytest.mark.parametrize(
    "word",
    "dog dogs dog's boxes carries carried stopped running making bigger biggest happily "
    "quickly neighbour neighbours colour coloured grey centre tyres theatres defence don't".split(),
)
def test_familiar(word):
    assert is_familiar(word)


@pytest.mark.parametrize(
    "word", "notwithstanding exemption council eligible statutory bus's-eye xs 12 è".split()
)
def test_not_familiar(word):
    assert not is_familiar(word)


def test_the_list_as_it_is_has_no_forms():
    assert is_on_list("dog")
    assert not is_on_list("dogs")


def test_a_form_is_as_common_as_its_word():
    assert zipf("emptied") >= zipf("empty")
    assert zipf("council's") == zipf("council")
    assert zipf("the") > 7
    assert zipf("zbrtlqk") == zipf("") == RAREST


@pytest.fixture
def elsewhere(monkeypatch, tmp_path):
    """Packages whose data is in a folder of the test."""
    familiar._load_known.cache_clear()
    familiar._load_frequencies.cache_clear()
    monkeypatch.setattr(familiar, "files", lambda _: tmp_path)
    yield tmp_path
    familiar._load_known.cache_clear()
    familiar._load_frequencies.cache_clear()


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"torn",
        gzip.compress(b""),
        gzip.compress(b"\x93\x80\x91\xa3the\x90"),
        gzip.compress(b"\xc1\xc1\xc1"),
    ],
    ids=["missing", "empty", "no gzip", "nothing in it", "torn", "no msgpack"],
)
def test_a_list_that_is_missing_or_torn_is_an_error(elsewhere, content):
    (elsewhere / "data").mkdir()
    if content is not None:
        (elsewhere / "data/large_en.msgpack.gz").write_bytes(content)
    with pytest.raises(WordListMissingError, match="wordfreq's list of English words"):
        zipf("bin")


def test_without_textstats_list_there_is_an_error(elsewhere):
    assert elsewhere.exists()
    with pytest.raises(WordListMissingError, match="textstat's list of easy words"):
        is_familiar("bin")
