"""What the record keeps of a page's main text: how it reads, and where it could be plainer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from audits.derive.main_text import Block
from audits.derive.missing import Missing
from audits.derive.negatives import double_negatives
from audits.derive.passive import are_too_many, passive_sentences
from audits.derive.phrases import Match, matches_in
from audits.derive.prose import Prose
from audits.derive.readability import LONG_SENTENCE, Readability
from audits.derive.wording import per_cent, whole_sentences

LISTS = {"plainer": "plainer word", "jargon": "jargon"}
MOST_BLOCKS = 5_000
MOST_CHARACTERS = 200_000  # of all blocks together; a page of that length is read by nobody
MOST_MARKS = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text where something could be plainer."""

    block: int  # from 0
    start: int  # character in the block, from 0
    end: int  # the first character after it
    kind: str  # long sentence, plainer word, jargon, passive ...
    advice: str  # what to do, as a phrase


@dataclass(frozen=True, slots=True)
class PageReading:
    """How the main text of a page reads. Without a level there is a reason."""

    reason: str = ""
    language: str = ""  # code of what the text is in; "" when it does not show
    source: str = ""  # rendered, or as sent
    words: int = 0  # of prose
    sentences: int = 0
    level: float | None = None
    band: str = ""
    why: Mapping[str, float] = field(default_factory=dict)  # what adds how much to the level
    measures: Mapping[str, float] = field(default_factory=dict)  # by column of page_readability
    blocks: tuple[tuple[str, str], ...] = ()  # kind and text
    marks: tuple[Mark, ...] = ()


def reading_of(artefacts: Mapping[str, Any]) -> PageReading | None:
    """Return how the main text reads, from the artefacts of a page; None when none was found."""
    main, prose, measured = (artefacts[name] for name in ("main_text", "prose", "readability"))
    if isinstance(main, Missing):
        return None
    language = artefacts["language"]
    spoken = "" if isinstance(language, Missing) else language.of_text
    blocks = tuple(_first(main.blocks))
    read = PageReading(
        language=spoken,
        source=main.source,
        blocks=tuple((each.kind, each.text) for each in blocks),
    )
    if isinstance(prose, Missing) or isinstance(measured, Missing):
        missing = prose if isinstance(prose, Missing) else measured
        return replace(read, reason=f"not scored: {missing.reason}")
    read = replace(
        read,
        reason=measured.reason,
        words=prose.words,
        sentences=len(prose.sentences),
        marks=tuple(islice(_marks(prose, blocks), MOST_MARKS)),
        measures={} if measured.reason else _measures(measured, prose),
    )
    level = measured.level
    if level is None or measured.reason:
        return read
    return replace(
        read,
        level=level.shown,
        band=level.band,
        why={each.name: round(each.adds, 2) for each in level.contributions},
    )


def _first(blocks: Iterable[Block]) -> Iterator[Block]:
    characters = 0
    for block in islice(blocks, MOST_BLOCKS):
        characters += len(block.text)
        if characters > MOST_CHARACTERS:
            return
        yield block


def _measures(measured: Readability, prose: Prose) -> dict[str, float]:
    long = len(measured.long_sentences)
    return {
        **{
            each.formula.replace("-", "_"): each.value
            for each in measured.formulas
            if each.value is not None
        },
        "complex_words": measured.complex_words,
        "passive": _passive_share(prose),
        "long_sentences": 100 * long / measured.sentences if measured.sentences else 0.0,
    }


def _passive_share(prose: Prose) -> float:
    return per_cent(len(passive_sentences(prose)), len(whole_sentences(prose)))


def _marks(prose: Prose, blocks: Sequence[Block]) -> Iterator[Mark]:
    """Give what could be plainer, in the order of the text."""
    passive = {id(each) for each in passive_sentences(prose)}
    if not are_too_many(len(passive), _passive_share(prose)):
        passive = set()
    hard: dict[int, list[tuple[str, Match]]] = defaultdict(list)
    for name, kind in LISTS.items():
        for match in matches_in(prose, name):
            hard[id(match.sentence)].append((kind, match))
    negatives = {id(sentence): said for sentence, said in double_negatives(prose)}
    places = {id(block): place for place, block in enumerate(blocks)}
    ends: dict[int, int] = {}  # by block: where the last sentence ended
    for sentence in prose.sentences:
        place = places.get(id(sentence.block))
        if place is None:
            return
        start = sentence.block.text.find(sentence.text, ends.get(place, 0))
        ends[place] = end = start + len(sentence.text)
        if len(sentence.words) > LONG_SENTENCE:
            yield Mark(place, start, end, "long sentence", f"{len(sentence.words)} words: split it")
        elif id(sentence) in passive:
            yield Mark(place, start, end, "passive", "say who does it")
        if negative := negatives.get(id(sentence)):
            at = start + sentence.text.find(negative)
            yield Mark(place, at, at + len(negative), "two negatives", "say what is so")
        for kind, match in hard[id(sentence)]:
            at = start + match.position
            yield Mark(place, at, at + len(match.written), kind, match.entry.instead)
