"""Words of a list are found in all their forms, and not where they are a name or a quotation."""

import time

import pytest

from audits.derive.main_text import Block
from audits.derive.phrases import forms_of_verb, matches_in, plural_of, read_phrases
from audits.derive.prose import Prose, Sentence, words_of
from audits.derive.sentences import sentences_of

LISTS = ("plainer", "jargon")


def found(text, name="plainer"):
    block = Block("paragraph", text)
    sentences = tuple(Sentence(each, words_of(each), block) for each in sentences_of(block))
    return [(each.entry.base, each.written) for each in matches_in(Prose("", sentences), name)]


NAMED = {name: read_phrases(name) for name in LISTS}
LISTED = {entry.words for each in NAMED["plainer"].values() for entry in each}


@pytest.mark.parametrize(
    "text",
    [
        "We start on Monday.",
        "The Commencement Order was made in 1990.",
        "Ring the Purchase Ledger Team.",
        "Write “we will commence” and nobody will read on.",
        "The form says 'prior to' twice, and 'whilst' once.",
        'It is headed "In respect of. Pursuant to" in bold.',
        "Bring your assistance dog.",
        "There is help with smoking cessation.",
        "See pre-purchase checks.",
        "Prior, to be sure, was his name.",
        "Write to utilise@example.org.",
        "They were not as numerous as last year.",
        "We adapt the plan accordingly.",
        "Thanks are still in order for the helpers.",
        "It pays for the purchase of land.",
    ],
)
def test_leaves_out(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "base", "written"),
    [
        ("We commenced work.", "commence", "commenced"),
        ("Utilise the bin.", "utilise", "Utilise"),
        ("It’s the council’s expenditure.", "expenditure", "expenditure"),
        ("Ring us prior to the day.", "prior to", "prior to"),
        ("Ring us (prior to the day).", "prior to", "prior to"),
        ("Ring us In Order To pay.", None, None),
        ("Please be advised that we shut.", "please be advised that", "Please be advised that"),
        ("The “big” tip will commence.", "commence", "commence"),
        ("Accordingly, we shut.", "accordingly", "Accordingly"),
        ("We work with regard to the law.", "with regard to", "with regard to"),
    ],
)
def test_finds(text, base, written):
    assert found(text) == ([(base, written)] if base else [])


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("It facilitates parking.", "helps, makes easier"),
        ("By facilitating parking.", "helping, making easier"),
        ("We acquired it.", "got, bought"),
        ("It imparted little.", "told, give"),  # gave, or given: only the sentence knows
        ("It comprises a hall.", "includes, is made up of"),
        ("We were concurring.", "agreeing"),
        ("It is rescinded.", "cancelled"),
        ("We serve beverages.", "drinks"),
        ("Of all remunerations.", "pay"),
    ],
)
def test_what_to_say_instead_has_the_form_that_fits(text, instead):
    sentences = (Sentence(text, words_of(text), Block("paragraph", text)),)
    (match,) = matches_in(Prose("", sentences), "plainer")
    assert match.entry.instead == instead


def test_a_longer_phrase_goes_before_a_shorter_one():
    assert found("Until such time as we say.") == [("until such time as", "Until such time as")]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("commence", "commence commences commenced commencing"),
        ("rectify", "rectify rectifies rectified rectifying"),
        ("transmit", "transmit transmits transmitted transmitting"),
        ("assist", "assist assists assisted assisting"),
    ],
)
def test_forms_of_verbs(verb, forms):
    assert forms_of_verb(verb) == tuple(forms.split())


@pytest.mark.parametrize(
    ("noun", "plural"), [("drink", "drinks"), ("synergy", "synergies"), ("day", "days")]
)
def test_plurals(noun, plural):
    assert plural_of(noun) == plural


@pytest.mark.parametrize(("name", "fewest"), [("plainer", 250), ("jargon", 130)])
def test_lists_are_long_and_never_suggest_what_they_list(name, fewest):
    entries = [entry for each in NAMED[name].values() for entry in each]
    assert len({entry.base for entry in entries}) >= fewest
    words = [entry.words for entry in entries]
    assert len(words) == len(set(words))
    for entry in entries:
        assert entry.instead
        assert " ".join(entry.words) == " ".join(entry.words).lower()
        for suggestion in entry.instead.split(", "):
            assert tuple(suggestion.split()) not in LISTED, entry


@pytest.mark.parametrize(
    "before",
    [
        'He said "no" to it. ' * 30 + 'He wrote: "the tree that we ',
        'In the paper ("we ',
        '"We ',
        '"',
    ],
)
def test_a_straight_mark_that_opens_quotes_what_follows(before):
    assert found(f'{before}commence now". We go.') == []


@pytest.mark.parametrize(
    "before",
    [
        'It is 5" wide and we ',
        'The "old" plan and we ',
        'It was "old", so we ',
        'He said "no" to it. ' * 30 + "and we ",
        'A stray " mark, and we ',
    ],
)
def test_a_straight_mark_that_opens_nothing_quotes_nothing(before):
    assert found(f"{before}commence now.") == [("commence", "commence")]


def test_a_hostile_sentence_takes_linear_time():
    text = "utilise- “ purchase prior to " * 70_000
    start = time.process_time()
    found(text)
    assert time.process_time() - start < 5
