"""Instructions tell more than shape, size, colour, place or sound."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from audits.derive.document import UNSEEN_TAGS, Document, cut, snippet
from audits.derive.main_text import BLOCKS, Block, MainText
from audits.derive.names import accessible_name, content_name
from audits.derive.sentences import sentences_of
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable, passed
from audits.registry import audit

COLOURS = "red|green|blue|yellow|orange|purple|pink|white|black|gr[ea]y|brown|turquoise|teal|gold"
SHADE = rf"(?:(?:light|dark|bright|pale)[ -])?(?:{COLOURS})(?:[ -]coloured)?"
SHAPES = (
    "round|rounded|circular|square|rectangular|triangular|oval|triangle|star|circle|arrow|hamburger"
    "|cog|gear|three[ -](?:lines?|dots?|bars?)"
)
SIZES = "big|bigger|large|larger|small|smaller|little|tiny"
SIDE = "left|right|left[ -]hand|right[ -]hand"
EDGE = rf"(?:(?:far|top|bottom|upper|lower)[ -])?(?:{SIDE})"
ONE = "buttons?|icons?|links?|tabs?|arrows?|symbols?"
AREA = f"{ONE}|menus?|navigation(?: menu)?|panels?|columns?"
FILLED = "box|boxes|fields?"
THE = r"\b(?:the|this|that|these|those|an?|any|our|one of the)\s+"
# After "on the right": its end, or a word that shows that "right" is no adjective here.
END = (
    r"(?=\s*(?:$|[.,;:!?)–—]|(?:hand\s+)?(?:side|corner|column)\b"
    r"|(?:of|to|and|or|for|which|that|when)\b))"
)
# One of these is in each name of a control below; most texts have none.
NOUNS = (
    "button icon link tab arrow symbol menu navigation panel column box field form options list "
    "text words star circle triangle beep chime ping sound "
    "otwm otymau olen dewislen lwch lychau olofn"
).split()
# What a control is called by its looks or its place.
LOOKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            rf"\b(?P<looks>(?:{SHADE}|{SHAPES}|{SIZES})(?:,? (?:{SHADE}|{SHAPES}|{SIZES})){{0,2}}"
            rf" (?P<noun>{ONE}))\b"
        ),
        rf"(?<!\byour )\b(?P<looks>(?:{SHADE}|{SHAPES}) (?P<noun>{FILLED}|panels?|menus?))\b",
        rf"{THE}(?P<looks>{SHADE} (?P<noun>text|words))\b",
        (
            rf"\b(?P<looks>(?P<noun>{ONE}|{FILLED}|text|words)(?: are)?"
            rf"(?: shown| marked| highlighted)? in {SHADE})\b(?! (?:ink|pen|biro|ballpoint))"
        ),
        (
            rf"{THE}(?P<looks>(?:main )?(?P<noun>{AREA}|{FILLED}|forms?|options|list),?"
            rf" (?:on|at|to|in) (?:the|your) (?:{EDGE})){END}"
        ),
        (
            rf"{THE}(?P<looks>(?:left|left[ -]hand|right[ -]hand|top[ -](?:left|right)"
            rf"|bottom[ -](?:left|right))(?: side)? (?P<noun>{AREA}|{FILLED}|forms?))\b"
        ),
        (
            r"\blook(?:ing)? (?P<looks>(?:under|underneath|beneath|beside|inside|next to) the"
            r" (?P<noun>star|circle|triangle))\b"
        ),
        r"\byou (?P<looks>hear (?:a|the) (?P<noun>beep|chime|ping|sound))\b",
    )
)
VERB = re.compile(
    r"\b(?:click(?:ing)?|press(?:ing)?|select(?:ing)?|choos(?:e|ing)|us(?:e|ing)|tick(?:ing)?"
    r"|fill(?:ing)? (?:in|out)|look(?:ing)?|tap(?:ping)?|typ(?:e|ing)|enter(?:ing)?"
    r"|complet(?:e|ing)|push(?:ing)?|hit|touch|follow(?:ing)?|open|go to|see|find|scroll"
    r"|navigate)\b",
    re.IGNORECASE,
)
ON_SCREEN = re.compile(
    r"\b(?:click|press|select|choose|type|enter|tick|tap|scroll|submit|fill in|must|mandatory"
    r"|required|clicking|pressing|selecting|typing|entering|ticking|tapping)\b",
    re.IGNORECASE,
)
# Found in the world as well: boxes, yellow arrows on a floor, a blue symbol on a pack.
WORLDLY = re.compile(
    "box|boxes|fields?|arrows?|symbols?|tabs?|text|words|beep|chime|ping|sound", re.IGNORECASE
)
BOX = re.compile("box|boxes|menus?|panels?", re.IGNORECASE)

# Welsh: the adjective follows its noun, and both may be mutated.
WELSH_SHADE = (
    "g?wyrdd|g?werdd|[cg]h?och|g?las|[mf]elyn|[mf]elen|oren|dd?u|g?wyn|g?wen|ll?wyd|[pb]orffor"
    "|[pb]inc|[mf]awr|[bf]ach|[cg]rwn|[cg]ron|sgwâr"
)
WELSH_ONE = "[bf]otwm|[bf]otymau|d?dolen|d?dolenni|eicon|eiconau"
WELSH_AREA = rf"{WELSH_ONE}|d?dewislen|[bf]lwch|[bf]lychau|ffurflen|[cg]h?olofn"
WELSH_LOOKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<looks>(?P<noun>{WELSH_ONE}) (?:{WELSH_SHADE}))\b",
        (
            rf"\b(?P<looks>(?P<noun>{WELSH_AREA}),? ar (?:y|yr ochr|ochr) (?:chwith|dde))"
            r"(?= i | o['’]r |['’]r |\s*(?:$|[.,;:!?)]))"
        ),
    )
)
WELSH_VERB = re.compile(
    r"\b(?:cliciwch|pwyswch|gwasgwch|dewiswch|defnyddiwch|ticiwch|llenwch|gweler|edrychwch|ewch"
    r"|teipiwch|cwblhewch|tapiwch|dilynwch|agorwch)\b",
    re.IGNORECASE,
)

# Things in the world, not on the page: their red button is what people can find.
DEVICES = re.compile(
    r"\b(?:pendants?|alarms?|lifelines?|telecare|careline|machines?|meters?|crossings?|lifts?|doors?"
    r"|drivers?|bus(?:es)?|trains?|trams?|handsets?|key ?pads?|keyboards?|remote"
    r"|telephones?(?! number)"
    r"|thermostats?|boilers?|detectors?|intercoms?|help points?|charge ?points?|chargers?|charging"
    r"|dispensers?|vending|consoles?|voicemail|call us|leave a message|tv|television|bbc|wrist"
    r"|tlws|larwm|larymau|peiriant|peiriannau|mesurydd|lifft|[cg]h?roesfan|drws)\b",
    re.IGNORECASE,
)
WALKING = re.compile(
    r"\b(?:turn (?:left|right)|walk|footpath|path|stile|gate|road|street|river|junction|roundabout"
    r"|steps|stairs|corridor|entrance|building|floor|bench|church|hedge)\b",
    re.IGNORECASE,
)
ON_PAPER = re.compile(
    r"\b(?:bills?|letters?|envelopes?|leaflets?|ballot|(?:polling|poll) card|on your \w+)\b",
    re.IGNORECASE,
)
WASTE = re.compile(
    r"\b(?:\w*bins?|recycl\w*|\w*waste|rubbish|refuse|paper|glass|plastics?|cans|tins|card|cardboard"
    r"|food|meals?|lunch|dinners?|compost|kerb\w*|collect\w*|lids?|caddy|caddies|sacks?"
    r"|bagiau|gwastraff|ailgylch\w*)\b",
    re.IGNORECASE,
)

# How a sentence says what the control is called.
QUOTED = re.compile(r"[\"“„«][^\"”»]{1,200}[\"”»]|(?<!\w)['‘]\w[^'‘’]{0,200}['’](?!\w)")
CALLED = re.compile(
    r"\b(?:labell?ed|called|named|(?:en)?titled|marked (?!in\b)|saying"
    r"|(?:that|which) (?:says|say|reads)|with the words?|reading|o['’]r enw"
    r"|sy['’]n dweud|wedi['’]i (?:labelu|farcio))\b",
    re.IGNORECASE,
)
NAME_AFTER = re.compile(r"\s*(?:[,:(]|[–—-])\s*(?:the )?[A-Z]")
NAME_AFTER_VERB = re.compile(
    r"\b(?:[Cc]lick|[Pp]ress|[Ss]elect|[Cc]hoose|[Tt]ap|[Uu]se|[Oo]pen)(?: on)?(?: the)? [A-Z]\w"
)
SMALL_WORDS = re.compile(
    rf"\b(?:the|a|an|on|at|in|to|of|your|this|page|screen|side|hand|coloured|{COLOURS}|{SHAPES}"
    rf"|{SIZES}|{SIDE}|top|bottom|{AREA}|{FILLED}|forms?|here|now|click(?:ing)?|press|select|choose"
    r"|use|see|below|above|y|yr|ar|cliciwch|pwyswch|dewiswch)\b|[\W_]+",
    re.IGNORECASE,
)
NAMING = ("a", "b", "strong", "em", "i", "kbd", "code", "button", "img", "q")
NAMED_CONTROLS = ("a", "button", "summary", "legend", "h1", "h2", "h3", "h4", "h5", "h6")
MOST_CONTROLS = 1000
LONGEST_BEFORE = 500  # characters of the block before, which may say what it is all about
NEAR = 40  # characters between a name and the looks of what it names
MOST_NAMING = 200  # of one block
MOST_SUSPECTS = 50


@dataclass(frozen=True, slots=True)
class _Instruction:
    """A sentence that tells people to use something, and how it names the thing."""

    sentence: str
    looks: str
    noun: str
    block: Block


@audit(
    title="Instructions tell more than shape, size, colour, place or sound",
    failure_title="Instructions may tell only shape, size, colour, place or sound",
    category="accessibility",
    requirements=("wcag:1.3.3",),
    unit="sentences",
    certainty="needs review",
)
def sensory_words(main_text: MainText, document: Document, title: str | None) -> Outcome:
    """Instructions tell more than shape, size, colour, place or sound.

    ## Why it matters
    "Press the green button" and "use the menu on the right" help only those who see the page as its
    maker did. On a phone, "on the right" is often wrong for everybody.

    ## Who is hurt
    People who are blind or see little, people who cannot tell colours apart, people who enlarge the
    page, and people on a phone.

    ## What it checks
    Sentences of the main text, in English and Welsh, that tell people to use a button, link, icon,
    box, menu or form. It reports those that name it only by its colour, shape, size or place, or
    that tell people to wait for a sound. Sentences that also give its name are fine, and so is "see
    below". It leaves out bins, boxes for recycling, alarms and other things that are not on the
    page. A person decides whether the page names the control in some other way.

    ## How to fix
    Call the control by the words on it. Not "press the green button", but "select Start now". You
    may keep the colour or the place as a help: "select the green Start now button".

    ## Source
    WCAG 2.2, success criterion 1.3.3 Sensory Characteristics (level A), technique G96 and failure
    technique F14.
    """
    if not main_text.blocks:
        return not_applicable("no main text on the page")
    suspects = _suspects(main_text, title or "")
    if not suspects:
        return passed(0, "sentences")
    names = _names(document)
    places = _Places(document)
    findings = []
    for each in suspects:
        element = places.holder_of(each.block)
        if not (_is_called(each, names) or _is_named_inside(each, element, document)):
            findings.append(_finding(each, element, main_text, document))
    if not findings:
        return passed(0, "sentences")
    return needs_review(*findings, value=len(findings), unit="sentences")


def _finding(
    instruction: _Instruction, element: HtmlElement | None, main: MainText, document: Document
) -> Finding:
    sense = "hear" if instruction.looks.startswith("hear ") else "see"
    return Finding(
        f"Can people who cannot {sense} it tell what “{cut(instruction.looks, 40)}” means here: "
        f"“{cut(instruction.sentence, 100)}”?",
        selector=main.selector if element is None else document.selector(element),
        snippet="" if element is None else snippet(element),
        region=main.region if element is None else document.region(element),
        subject=cut(instruction.sentence),
        impact=Impact.MODERATE,
        status=Status.NEEDS_REVIEW,
    )


def _suspects(main: MainText, title: str) -> list[_Instruction]:
    found: dict[str, _Instruction] = {}  # a sentence that comes again is told once
    before = ""
    for block in main.blocks:
        context = f"{title} {before} {block.text}"
        before = block.text[:LONGEST_BEFORE]
        if len(found) >= MOST_SUSPECTS:
            break
        if block.kind == "code" or not _names_a_control(block.text.lower()):
            continue
        for sentence in sentences_of(block):
            match = _looks(sentence, context)
            if match and not DEVICES.search(context):
                made = _Instruction(sentence, match["looks"], match["noun"], block)
                found.setdefault(sentence, made)
    return list(found.values())


def _names_a_control(text: str) -> bool:
    return any(noun in text for noun in NOUNS)


def _looks(sentence: str, context: str) -> re.Match[str] | None:
    """The words that name a control by its looks alone, in a sentence that says to use it."""
    for patterns, verb in ((LOOKS, VERB), (WELSH_LOOKS, WELSH_VERB)):
        if not verb.search(sentence) and not ON_SCREEN.search(sentence):
            continue
        for pattern in patterns:
            match = pattern.search(sentence)
            if match and not _is_of_the_world(match, sentence, context):
                return None if _says_a_name(sentence, match) else match
    return None


def _is_of_the_world(match: re.Match[str], sentence: str, context: str) -> bool:
    noun, looks = match["noun"], match["looks"]
    is_by_place = looks.startswith(noun) and noun.lower().startswith("box")
    is_on_screen = bool(ON_SCREEN.search(sentence))
    if WORLDLY.fullmatch(noun) and not is_on_screen and not is_by_place:
        return True
    if BOX.fullmatch(noun) and WASTE.search(sentence if is_by_place else context):
        return True
    if ON_PAPER.search(sentence) or (WALKING.search(sentence) and not is_on_screen):
        return True
    return looks.istitle() and " " in looks


def _says_a_name(sentence: str, match: re.Match[str]) -> bool:
    return bool(
        QUOTED.search(sentence)
        or CALLED.search(sentence)
        or NAME_AFTER.match(sentence, match.end())
        or NAME_AFTER_VERB.search(sentence)
    )


def _names(document: Document) -> frozenset[str]:
    """What headings, links and buttons of the page are called; and the only menu, menu."""
    elements = islice(document.body.iter(*NAMED_CONTROLS), MOST_CONTROLS)
    names = {accessible_name(each, document).casefold() for each in elements}
    menus = document.body.xpath("//nav | //*[@role='navigation']")
    names.update((each.get("aria-label") or "").strip().casefold() for each in menus)
    if len(menus) == 1:
        names.update(("menu", "navigation"))
    return frozenset(names)


def _is_called(instruction: _Instruction, names: frozenset[str]) -> bool:
    """Whether the page calls something by the very words: a heading "Menu", a "Round button"."""
    return bool({instruction.noun.casefold(), instruction.looks.casefold()} & names)


def _is_named_inside(
    instruction: _Instruction, element: HtmlElement | None, document: Document
) -> bool:
    """Whether a link, bold words or an image in the sentence give the name."""
    if element is None:
        return False
    sentence = instruction.sentence.casefold()
    looks = instruction.looks.casefold()
    for each in islice(element.iter(*NAMING), MOST_NAMING):
        if each.tag in {"button", "img"}:  # the main text has no words for them
            is_name = True
        else:
            said = content_name(each).casefold()
            is_name = looks in said if each.tag == "a" else False
            is_name = is_name or (looks not in said and _stands_by(said, looks, sentence))
        name = each.get("alt", "") if each.tag == "img" else accessible_name(each, document)
        if is_name and (looks in name.casefold() or SMALL_WORDS.sub("", name)):
            return True
    return False


def _stands_by(name: str, looks: str, sentence: str) -> bool:
    """Whether the sentence has both with no other thing to do between them."""
    first, second = sentence.find(name), sentence.find(looks)
    if first < 0:
        return False
    start, end = sorted(((first, first + len(name)), (second, second + len(looks))))
    between = sentence[start[1] : end[0]]
    return len(between) <= NEAR and not VERB.search(between) and not WELSH_VERB.search(between)


class _Places:
    """Finds the element that holds a block, by its letters."""

    def __init__(self, document: Document) -> None:
        self._starts: list[int] = []
        self._holders: list[HtmlElement] = []
        parts: list[str] = []
        length = 0
        walker = etree.iterwalk(document.body, events=("start", "end"))
        for event, element in walker:
            holder, text = element, element.text
            if event == "end":
                holder, text = element.getparent(), element.tail
            elif element.tag in UNSEEN_TAGS:
                walker.skip_subtree()
                continue
            if element is document.body and event == "end":
                break
            if letters := "".join((text or "").split()):
                self._starts.append(length)
                self._holders.append(holder)
                parts.append(letters)
                length += len(letters)
        self._letters = "".join(parts)

    def holder_of(self, block: Block) -> HtmlElement | None:
        """The nearest element around the block's first letter that can hold a block."""
        start = self._letters.find("".join(block.text.split()))
        if start < 0:
            return None
        holder = self._holders[bisect_right(self._starts, start) - 1]
        around = (holder, *holder.iterancestors())
        return next((each for each in around if each.tag in BLOCKS), None)
