"""Words are spelt the British way."""

from collections import Counter
from collections.abc import Mapping
from itertools import islice

from audits.derive.compared import as_far_as_seen
from audits.derive.site import SitePage
from audits.derive.spelling import (
    PageWords,
    UnknownWord,
    WordListMissingError,
    corrected,
    load_words,
    meant_by,
)
from audits.model import Finding, Impact, Outcome, Status, by_surest, not_applicable
from audits.registry import audit

NAME_PAGES = 3  # a word that has a capital on so many pages is a name
OWN_PAGES = 5  # a word on so many pages is one of the site's own, which a person has to judge
MOST_FINDINGS = 20  # of one page
MOST_ASKED = 3_000  # words of the site that are looked into: a thousandth of a second each


@audit(
    title="Words are spelt the British way",
    failure_title="Some words are misspelt",
    category="readability",
    scope="site",
    impact=Impact.MINOR,
    unit="words",
)
def british_spelling(
    pages: Mapping[str, SitePage],
    words: Mapping[str, PageWords],
    is_complete: bool,  # noqa: FBT001 (an artefact, handed over by name)
) -> Mapping[str, Outcome]:
    """Words are spelt the British way.

    ## Why it matters
    A misspelt word makes people stumble, and trust the page less. Search boxes and screen readers
    do not know it either.

    ## Who is hurt
    People with dyslexia, people whose first language is not English, and people who listen to the
    page or have it translated.

    ## What it checks
    The words of paragraphs and lists against a British dictionary. American spellings and common
    mistakes fail. A person decides about a word that is one slip away from another. Endings in -ise
    and -ize are both fine. It leaves out names, capitals, quotations, other languages, and words
    with digits or marks. A word with a capital on three pages of the site counts as a name. It says
    nothing of other unknown words.

    ## How to fix
    Put the right word in its place. Where a word is right as it is, there is nothing to do.

    ## Source
    The dictionary hunspell-en-gb of Debian. GOV.UK style guide, Americanisms: use the British
    spelling. The list of common mistakes is Dropkerb's own.
    """
    try:
        load_words()
    except WordListMissingError as error:
        return dict.fromkeys(pages, not_applicable(f"not tested: {error}", holds=True))
    names: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for url, told in words.items():
        if url in pages:
            names.update(each.word for each in told.unknown if each.is_name)
            used.update(each.word for each in told.unknown)
    local = {word for word, count in names.items() if count >= NAME_PAGES}
    meant = _meant(words, local)
    outcomes = {url: _outcome(words.get(url), local, used, meant) for url in pages}
    return as_far_as_seen(outcomes, is_complete=is_complete)


def _meant(words: Mapping[str, PageWords], local: set[str]) -> dict[str, str]:
    """What words may be meant to be, as far as so many of them can be looked into."""
    unknown = (each for told in words.values() for each in told.unknown)
    different = dict.fromkeys(each.word for each in unknown if not each.is_name)
    asked = (word for word in different if word not in local and not corrected(word))
    return {word: meant for word in islice(asked, MOST_ASKED) if (meant := meant_by(word))}


def _outcome(
    told: PageWords | None, local: set[str], used: Mapping[str, int], meant: Mapping[str, str]
) -> Outcome:
    if told is None or not told.words:
        return not_applicable("no English text on the page")
    found = (
        _finding(each, used[each.word], meant.get(each.word, ""))
        for each in told.unknown
        if not each.is_name and each.word not in local
    )
    return by_surest([each for each in found if each is not None][:MOST_FINDINGS], "words")


def _finding(unknown: UnknownWord, pages: int, meant: str) -> Finding | None:
    word = unknown.word
    if right := corrected(word):
        message = f"British English spells “{word}” as “{right}”: “{unknown.sentence}”"
        return _at(unknown, message, Status.FAILED)
    if not meant:
        return None
    also = f", on {pages} pages" if pages >= OWN_PAGES else ""
    message = f"Is “{word}”{also} meant to be “{meant}”? It stands in “{unknown.sentence}”"
    return _at(unknown, message, Status.NEEDS_REVIEW)


def _at(unknown: UnknownWord, message: str, status: Status) -> Finding:
    return Finding(
        message,
        selector=unknown.selector,
        subject=unknown.word,
        impact=Impact.MINOR,
        status=status,
        elements=unknown.count,
    )
