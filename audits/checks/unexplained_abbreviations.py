"""Abbreviations are explained on the page."""

import re
from itertools import islice

from audits.derive.document import Document
from audits.derive.familiar import is_familiar
from audits.derive.main_text import TERMINATED
from audits.derive.names import tidy
from audits.derive.phrases import is_quoted
from audits.derive.prose import AROUND_WORDS, Prose, Sentence
from audits.derive.wording import about_word, around
from audits.model import Impact, Outcome, by_surest, not_applicable, passed
from audits.registry import audit

SHORT = re.compile(r"(?<![\w&@#./:,;='’+-])[A-Z]{3,6}(?=s?(?![\w&@/:='’+-]|[.,;]\w))")
# Known to nearly everybody in the United Kingdom, or names that nobody spells out.
KNOWN = frozenset(
    """
    AAA ABC ADHD AGM AIDS AKA ALT AMD ANPR API ASAP ASBO ATM BACS BBC BBQ BMP BMW BMX BSD BSL BST
    BYO CBE CCTV CEO CHAPS COVID CPR CPU CSS CSV CTRL CVS DBS DEFRA DEL DHL DIY DNA DNS DOB DOS
    DVD DVLA DVSA DWP EEA ESC ETA EUR EXCEL FAQ FAQS FIFA FOI FTP GBP GCSE GCSES GDPR GIF GMT GNU
    GOV GPS GPX GTK HDMI HGV HIV HMCTS HMRC HSBC HTML HTTP HTTPS IBAN IBM ICO ICS IKEA IOS ISBN
    ISO ITV JPEG JPG JSON KDE KFC LED LGBT LGBTQ LGV LPG LTD MBE MDF MOT MPV MRI NASA NATO NHS
    NSPCC NTFS OBE OFCOM OFSTED ONS PAYE PCSO PDF PDFS PHP PIN PLC PNG PPE PVC RAC RAF RAM RGB
    RNIB RNID RNLI RSPB RSPCA RSS RSVP RTF SIM SMS SOS SQL SSL STDERR STDIN STDOUT STEM SUV SVG
    TBA TBC TED TLS UCAS UFO UHT UNESCO UNICEF UNISON UPVC URI URL URLS USA USB USD USSR UTC VAT
    VHS VIP WHO WIFI WWW XFS XHTML XLS XLSX XML XYZ YMCA ZFS ZIP
    """.split()
)
# Words that are written large to shout, beside those that every child knows.
SHOUTED = frozenset("APP BAN DONT GAP LOCAL MAX MIN NIL PER TAB URGENT VAN VIA WITHIN ZOO".split())
# What is a word of that kind too, but at councils mostly short for something.
NOT_SHOUTED = frozenset("CAB LAD LAP SAP".split())
# Longer than three letters, what can be said as a word may well be one, or a name.
UNSPEAKABLE = re.compile(r"[A-Z]{3}|\w*[B-DF-HJ-NP-TV-XZ]{3}\w*")
FEWEST_WORDS = 5  # of a sentence that ends like one
COMPANIES = frozenset("inc ltd limited llp plc cic".split())  # behind what is a firm's name
MANY_WORDS = 9  # of one that does not; less is a label, or a link in a list
ROMAN = re.compile(r"[MDCLXVI]+")
WORD = re.compile(r"[^\W_]+")
SMALL_WORDS = frozenset("of and for the in to on a an with by at &".split())
# Beside these words it is something that people type, press or send to a machine.
TYPED = frozenset(
    "button buttons command commands driver drivers field fields file files flag flags format "
    "formats key keys keyword keywords option options parameter parameters script scripts variable "
    "variables".split()
)
CODE = ("code", "kbd", "pre", "samp", "tt", "var")
# Such as "(TPO)", "(the TPO", "TPO (", "TPO order (", "TPO: ", "TPO stands for", "TPO is an",
# "TPO Tree Protection", "called TPO".
BESIDE = (
    r"[(\[“\"'‘]\s*(?:the |an? |known as |or |also |called )?{short}s?\b"
    r"|\b{short}s?[”\"'’]?\s*(?:(?:[a-z]+ )?[(\[]|[=–—:]|stands? for\b|means?\b|, (?:or|which)\b"
    r"|is (?:short for|an?|the)\b|[Aa]bbreviation (?:for|of)\b|{first}[a-z]+ [A-Z][a-z]+)"
    r"|\b(?:called|known as|abbreviated to|short for) (?:an? |the )?{short}"
)
NEIGHBOUR = 40  # characters in which the word before or after is looked for
MOST_CANDIDATES = 50
MOST_FINDINGS = 5
MOST_TEXT = 1_000_000  # characters in which an explanation is looked for
MOST_LINKS = 20  # of one block
MOST_CODE = 1000  # elements


@audit(
    title="Abbreviations are explained on the page",
    failure_title="Abbreviations are not explained on the page",
    category="best practice",
    unit="abbreviations",
    impact=Impact.MINOR,
    certainty="advice",
    version=4,
)
def unexplained_abbreviations(prose: Prose, document: Document) -> Outcome:
    """Abbreviations are explained on the page.

    ## Why it matters
    Staff use "TPO" and "HMO" all day long. Residents who do not know them cannot tell whether the
    page is for them.

    ## Who is hurt
    People with learning disabilities or poor memory, people new to English, and everybody who comes
    to the council once in five years.

    ## What it checks
    Three to six capital letters in the paragraphs and lists of an English page. It leaves out those
    that people can say as a word, quotations, and what stands in code or beside words such as
    "key". It tells the others once each, at most five on a page. Fine is what nearly everybody
    knows, such as NHS and PDF, unless it stands in an abbr element without a title. Fine too is
    what stands in one with a title, next to brackets, or in full words anywhere on the page.

    ## How to fix
    Write the full words first, with the short form in brackets: "tree preservation order (TPO)".
    Better still, use the full words throughout, or simpler ones.

    ## Source
    GOV.UK style guide, Abbreviations and acronyms; WCAG 2.2, criterion 3.1.4 (level AAA), technique
    G97. Levels A and AA do not ask for it: this is advice.
    """
    if not prose.sentences:
        return not_applicable(prose.reason or "no English text on the page")
    bare = {tidy(each.text_content()) for each in document.body.xpath("//abbr[not(@title)]")}
    found = _candidates(prose, bare)
    if not found:
        return passed(0, "abbreviations")
    text = tidy(document.body.text_content()[:MOST_TEXT])
    initials = _initials(text)
    explained = {
        tidy(each.text_content()) for each in document.body.xpath("//abbr[@title] | //dfn")
    }
    typed = _words_typed(document)
    findings = (
        about_word(
            f"This page does not explain “{short}”: “{around(sentence.text, position)}”",
            sentence.block,
            document,
            word=short,
        )
        for short, (sentence, position) in found.items()
        if short not in explained | typed and not _is_explained(short, text, initials)
    )
    return by_surest(list(islice(findings, MOST_FINDINGS)), "abbreviations")


def _candidates(prose: Prose, bare: set[str]) -> dict[str, tuple[Sentence, int]]:
    """Each abbreviation with the first sentence that has it, and its place there.

    What stands in an abbr element is one, however well it is known.
    """
    found: dict[str, tuple[Sentence, int]] = {}
    for sentence in prose.sentences:
        if not _is_whole(sentence):
            continue
        for match in SHORT.finditer(sentence.text):
            short = match[0]
            if short in found or (_is_known(short) and short not in bare):
                continue
            if not (_is_code(sentence.text, match) or is_quoted(sentence, match.start())):
                found[short] = (sentence, match.start())
        if len(found) >= MOST_CANDIDATES:
            break
    return found


def _words_typed(document: Document) -> set[str]:
    """The words that stand in code on the page: whoever types them wants them as they are."""
    found: set[str] = set()
    left = MOST_TEXT
    for each in islice(document.body.iter(*CODE), MOST_CODE):
        text = each.text_content()
        found.update(WORD.findall(text))
        left -= len(text)
        if left < 0:
            break
    return found


def _is_whole(sentence: Sentence) -> bool:
    """Whether it is more than a label, or a link in a list: where that leads, it is explained."""
    if TERMINATED.search(sentence.text):
        return len(sentence.words) >= FEWEST_WORDS
    return len(sentence.words) >= MANY_WORDS and not _is_link(sentence)


def _is_link(sentence: Sentence) -> bool:
    element = sentence.block.element
    links = () if element is None else islice(element.iter("a"), MOST_LINKS)
    return any(tidy(each.text_content()) == sentence.text for each in links)


def _is_known(short: str) -> bool:
    if short in KNOWN or short in SHOUTED or ROMAN.fullmatch(short):
        return True
    if short not in NOT_SHOUTED and is_familiar(short.lower()):
        return True
    if len(set(short)) == 1:  # NNN stands for a number
        return True
    return UNSPEAKABLE.fullmatch(short) is None


def _is_code(sentence: str, match: re.Match[str]) -> bool:
    """Whether what stands beside it tells that it is no abbreviation.

    Capitals make it a shout, numbers a code, and a company's form a name.
    """
    before = _words(sentence[max(0, match.start() - NEIGHBOUR) : match.start()])
    after = _words(sentence[match.end() : match.end() + NEIGHBOUR])
    beside = (before[-1:], after[:1])
    said = {word.strip(AROUND_WORDS).lower() for words in beside for word in words}
    if not TYPED.isdisjoint(said) or (after and after[0].strip(AROUND_WORDS).lower() in COMPANIES):
        return True
    return any(
        (word.isupper() and len(word) > 1) or any(map(str.isdigit, word))
        for words in beside
        for word in words
    )


def _words(text: str) -> list[str]:
    """The words of a text, without marks that stand alone between two."""
    return [each for each in text.split() if any(map(str.isalnum, each))]


def _initials(text: str) -> str:
    """The first letters of all words, and again without the small words."""
    words = [each.casefold() for each in WORD.findall(text)]
    every = "".join(word[0] for word in words)
    without = "".join(word[0] for word in words if word not in SMALL_WORDS)
    return f"{every} {without}"


def _is_explained(short: str, text: str, initials: str) -> bool:
    if short.casefold() in initials:
        return True
    if re.search(rf"\b{short.capitalize()}\b|\b{short.casefold()}\b", text):
        return True  # a word or a name like any other, written large
    pattern = BESIDE.format(short=short, first=short[0])
    return re.search(pattern, text) is not None
