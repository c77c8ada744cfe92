"""The passive voice: a form of "be" or "get", and a participle of what is done to the subject."""

from collections.abc import Sequence

from audits.derive.prose import Prose, Sentence

BE = frozenset(
    "am is are was were be been being isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t "
    "they're they’re we're we’re you're you’re".split()
)
GET = frozenset("get gets got getting gotten".split())
# The target of the index that ranked 191 UK councils by clarity (VisibleThread, 2016).
MOST_PER_CENT = 4
FEWEST = 3  # a short page would fail for one or two

AUXILIARIES = BE | GET
SURE = frozenset({"been", "being"})  # after these even a word such as "closed" tells what was done
ADVERBS = frozenset(
    "not never always often also still already only now then soon usually just all both ever well "
    "first later long either again almost quite so too very even once twice yet instead therefore "
    "however sometimes seldom more most less least better best together thus hence since".split()
)
NO_ADVERBS = frozenset(
    "apply family reply supply assembly rely july italy bully ally fly comply imply".split()
)
MOST_BETWEEN = 3  # adverbs between the two
MOST_ASKED = 6  # words of what a question is about: "Are your garden bins collected"
QUESTIONS = frozenset(
    "am is are was were isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t".split()
)
ASKING = frozenset("when where why how what which who if".split())

IRREGULAR = frozenset(
    """
    beaten begun bent bet bitten blown borne bought bound bred broadcast broken brought built
    burned burnt burst cast caught chosen clad cut dealt done drawn dreamt driven drunk dug eaten
    fed felt fined fitted flown flung forbidden forecast foregone foreseen forgiven forgotten fought
    found frozen given ground grown heard held hidden hit hung hurt input kept knit known laid lain
    leapt learnt led left lent let lit lost made meant met misled mistaken misunderstood mown
    offset outdone output outgrown overcome overdone overdrawn overheard overridden overseen
    overtaken overthrown overturned paid proofread proven put quit read rebuilt recast redone
    redrawn reheard remade repaid reread rerun resold reset resent rethought rewound rewritten rid
    ridden rung run said sawn seen sent set sewn shaken shed shod shone shorn shot shown shrunk
    shut slain slid slit smelt sold sought sown sped spelt spent spilt split spoiled spoilt spoken
    spread sprung stolen strewn stricken struck stuck stung sublet sunk sung swept swollen sworn
    swum swung taken taught thought thrown told torn trodden undergone understood undertaken undone
    unwound upheld upset wept withdrawn withheld won worn wound woven written wrung
    """.split()
)
# What ends like a participle and is none.
NO_PARTICIPLES = frozenset(
    """
    bed bleed breed creed deed embed exceed feed greed heed indeed kindred need proceed red reed
    seaweed seed shed sled speed steed succeed supersede ted weed hundred hatred sacred naked wicked
    rugged ragged crooked wretched beloved aged newlywed hotbed riverbed flowerbed moped biped
    infrared zed
    """.split()
)
# What says how things are, not what somebody did to them. Before "by", and after "been" or "being",
# those of the second list do say it.
ADJECTIVES = frozenset(
    """
    accustomed acquainted advanced amazed annoyed anticlockwise ashamed astonished bereaved bored
    complicated concerned confused crowded deceased dedicated delighted detailed determined devoted
    disabled disappointed dissatisfied distressed divorced dressed embarrassed entitled excited
    exhausted experienced fascinated frightened frustrated gifted hearted impaired impressed
    inclined interested isolated limited loaded married mistaken mixed motivated outdated
    overcrowded overjoyed pleased prepared privileged puzzled qualified related relaxed relieved
    retired rid
    satisfied scared shocked skilled sophisticated supposed surprised talented thrilled tired
    troubled unemployed upset varied widowed worried fed bound committed stuck finished done engaged
    opposed packed aged dated alarmed tempted convinced keen set
    walled detached terraced wooded cobbled secluded oversubscribed
    equipped overgrown underused
    """.split()
)
STATES = frozenset(
    """
    based broken closed shut lost located situated drunk hurt gone opposed deserted populated
    stuck limited related isolated sunburnt
    """.split()
)
# States with "is" and "was" only: "the building is listed", but "it must be listed".
PLAIN_STATES = frozenset(
    """
    accredited carpeted certified covered exposed fenced gated insulated licensed listed paved
    pedestrianised protected registered scattered sheltered staffed surfaced ventilated
    blocked chipped clogged congested contaminated cracked damaged dented faded flooded infested
    jammed scratched stained tilted twisted beamed coloured curved domed floodlit glazed gravelled
    lined padded panelled patterned pebbled pointed raised ramped rounded shaped sized striped
    themed thatched tiered tiled timbered tinted stocked split bent worn swollen hidden lit
    furnished separated attached frozen involved haunted dotted
    """.split()
)
PLAIN_BE = frozenset("am is are was were".split())
# Before a noun these tell what it is like: "the key is improved lighting".
CHANGED = frozenset("added continued enhanced extended improved increased reduced".split())
AFTER_CHANGED = frozenset(
    "and as at because before after but during for from if in into on or over since so than "
    "through to under until upon when where which while with within without".split()
)
AFTER_BE_ONLY = frozenset({"done", "finished", "prepared", "determined", "set", "engaged"})
# With "get" these tell what somebody does or how he comes to be.
GOT = frozenset(
    """
    stuck started involved dressed undressed changed lost married engaged divorced bored tired
    prepared used rid set settled drunk organised organized sorted acquainted accustomed qualified
    registered excited worried confused carried fed annoyed ready left hurt burnt burned done
    finished interested upset scared connected inspired found going moved signed read let run put
    spread built cut hit shut held kept lit won paid-up met made bent better thought felt known
    """.split()
)
PEOPLE = frozenset("i you he she we they people who residents".split())
DETERMINERS = frozenset("a an the this that these those my your his her its our their it".split())
JOINTS = frozenset("re pre co over under mis out".split())
# "un-" makes adjectives, but for verbs that begin so.
UNDONE = ("under", "united", "unloaded", "unlocked", "unveiled", "unpacked", "undone", "unblocked")


def passive_sentences(prose: Prose) -> list[Sentence]:
    """The sentences of a text that say something in the passive."""
    return prose.once("passive", lambda: list(filter(_is_passive, prose.sentences)))


def _is_passive(sentence: Sentence) -> bool:
    return is_passive(sentence.words, asks=sentence.text.rstrip("\"'”’)").endswith("?"))


def are_too_many(count: int, share: float) -> bool:
    """Whether so many passive sentences, and such a share in per cent, are over the target."""
    return count >= FEWEST and share > MOST_PER_CENT


def is_passive(words: Sequence[str], *, asks: bool = False) -> bool:
    """Whether a sentence, given by its words, says something in the passive."""
    lowered = [word.lower() for word in words]
    if AUXILIARIES.isdisjoint(lowered):
        return False
    return any(
        _is_passive_at(lowered, place, asks=asks)
        for place, word in enumerate(lowered)
        if word in AUXILIARIES
    )


def _is_passive_at(words: Sequence[str], place: int, *, asks: bool) -> bool:
    if place and words[place - 1] == "there":
        return False  # "there are limited places"
    after = place + 1
    most = min(len(words), after + MOST_BETWEEN)
    while after < most and _is_adverb(words[after]):
        after += 1
    if after < len(words) and is_participle(words[after]):
        return _tells_a_deed(words, place, after)
    if asks and words[place] in QUESTIONS and (not place or words[place - 1] in ASKING):
        return _asks_for_a_deed(words, place)
    return False


def _asks_for_a_deed(words: Sequence[str], place: int) -> bool:
    """Whether the participle comes after the subject: "Has it been", "Are the bins collected"."""
    for after in range(place + 2, min(len(words), place + 2 + MOST_ASKED)):
        word = words[after]
        if is_participle(word):
            return (
                word not in STATES
                and word not in ADJECTIVES
                and words[after - 1] not in DETERMINERS
                and not (after + 1 < len(words) and words[after + 1] in {"in", "to"})
            )
    return False


def _is_adverb(word: str) -> bool:
    return word in ADVERBS or (word.endswith("ly") and word not in NO_ADVERBS)


def is_participle(word: str) -> bool:
    """Whether a word, in small letters, may be a past participle."""
    if word in IRREGULAR:
        return True
    if not word.endswith("ed") or len(word) < 4 or word in NO_PARTICIPLES:  # noqa: PLR2004
        return False
    before, hyphen, _ = word.rpartition("-")
    if hyphen and before not in JOINTS:
        return False  # "well-known", "self-contained"
    return not word.startswith("un") or word.startswith(UNDONE)


def _tells_a_deed(words: Sequence[str], place: int, after: int) -> bool:
    auxiliary, word = words[place], words[after]
    following = words[after + 1] if after + 1 < len(words) else ""
    has_agent = following == "by" or (
        after + 2 < len(words) and words[after + 2] == "by" and following.endswith("ly")
    )
    if auxiliary in GET:
        return has_agent or word not in GOT | ADJECTIVES
    if word == "used" and following == "to":
        return not _is_habit(words, place, after)
    if has_agent or (word in STATES | PLAIN_STATES and _has_late_agent(words, after)):
        return word not in {"done", "finished"}
    if following in {"down", "off", "up"} and word in STATES:
        return True  # "shut down"
    if word == "set" and following == "in":
        return False
    if word in PLAIN_STATES and auxiliary in PLAIN_BE:
        return False
    if word in CHANGED and following and not _may_follow(following):
        return False
    if word in ADJECTIVES and not (word in AFTER_BE_ONLY and _is_done(words, place, following)):
        return False
    return word not in STATES or auxiliary in SURE


def _has_late_agent(words: Sequence[str], after: int) -> bool:
    """Whether somebody did it, told a few words later: "frozen for two years by the council"."""
    for place in range(after + 2, min(len(words) - 1, after + 2 + MOST_ASKED)):
        if words[place] == "by":
            return words[place + 1] in DETERMINERS
    return False


def _may_follow(word: str) -> bool:
    return word in AFTER_CHANGED or word in DETERMINERS or _is_adverb(word)


def _is_done(words: Sequence[str], place: int, following: str) -> bool:
    """Whether a deed is told by a word that also says "ready": "the work is done"."""
    subject = words[place - 1] if place else ""
    if words[place] in {"they're", "they’re", "we're", "we’re", "you're", "you’re"}:
        return False
    return subject not in {"", *PEOPLE} and following not in {"to", "with"}


def _is_habit(words: Sequence[str], place: int, after: int) -> bool:
    """Whether "is used to" says what one knows well: "he is used to the noise"."""
    object_ = words[after + 2] if after + 2 < len(words) else ""
    subject = words[place - 1] if place else ""
    return object_.endswith("ing") or object_ in DETERMINERS or subject in PEOPLE
