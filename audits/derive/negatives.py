"""Double negatives: two words that say "no", so that the reader has to work out "yes"."""

from collections.abc import Sequence

from audits.derive.phrases import is_quoted
from audits.derive.prose import Prose, Sentence

# "Not" before these says, in a roundabout way, that something is so.
DENIED = frozenset(
    """
    abnormal dissimilar improbable inappreciable inconceivable inconsiderable
    inconsistent infrequent infrequently inexpensive inconvenient insignificant insubstantial
    unacceptable unattractive unaware uncommon unconnected undeserved unexpected unfamiliar
    unfounded unfriendly unhappy unhelpful unimportant uninteresting unknown unlike unlikely
    unnatural unpleasant unpopular unreasonable unrelated unreliable unsatisfactory
    unsympathetic unsuccessful untrue unusual unwelcome unwilling
    """.split()
)
NOT = frozenset(
    "not never isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't won't "
    "wouldn't couldn't shouldn't cannot can't nor mustn't".split()
)
BETWEEN = frozenset("a an at all so too entirely wholly totally".split())
MOST_BETWEEN = 2
FAILING = frozenset("fail omit neglect refuse".split())  # "must not fail to": must
UNLESS_NOT = frozenset("do does did is are was were have has had can will".split())
MOST_AFTER_UNLESS = 5  # words: "unless you or your partner have not"


def double_negatives(prose: Prose) -> list[tuple[Sentence, str]]:
    """The sentences of a text that have a double negative, each with the words of its first."""
    return prose.once(
        "double negatives",
        lambda: [(each, said) for each in prose.sentences if (said := double_negative(each))],
    )


def double_negative(sentence: Sentence) -> str:
    """The words of the first double negative in a sentence; "" when there is none."""
    words = sentence.words
    lowered = [word.lower().replace("’", "'") for word in words]
    if NOT.isdisjoint(lowered):
        return ""
    for place, word in enumerate(lowered):
        end = 0
        if word in NOT and not (place and lowered[place - 1] == "if"):  # "if not unlikely"
            end = _denied(lowered, place) or _failing(lowered, place)
        elif word == "unless":
            end = _unless_not(lowered, place)
        said = " ".join(words[place:end])
        position = sentence.text.find(said) if end else -1  # none where a mark is between them
        if position >= 0:
            return "" if is_quoted(sentence, position) else said
    return ""


def _denied(words: Sequence[str], place: int) -> int:
    """The end of "not uncommon"; 0 when the word before it is none of these."""
    for after in range(place + 1, min(len(words), place + 2 + MOST_BETWEEN)):
        if words[after] in DENIED:
            return after + 1
        if words[after] not in BETWEEN:
            return 0
    return 0


def _failing(words: Sequence[str], place: int) -> int:
    after = words[place + 1 : place + 3]
    if after[:1] == ["unless"]:
        return place + 2
    is_failing = len(after) > 1 and after[0] in FAILING - {"refuse"} and after[1] == "to"
    return place + 3 if is_failing else 0


def _unless_not(words: Sequence[str], place: int) -> int:
    """The end of "unless you have not"; 0 when the condition has no "not"."""
    for after in range(place + 1, min(len(words), place + 1 + MOST_AFTER_UNLESS)):
        word = words[after]
        if word.endswith("n't") or word == "cannot":
            return after + 1
        if word == "not" and words[after - 1] in UNLESS_NOT:
            return after + 1
    return 0
