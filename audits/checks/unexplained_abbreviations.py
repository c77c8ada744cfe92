"""Abbreviations are explained on the page."""

import re

from audits.derive.document import Document
from audits.derive.main_text import TERMINATED
from audits.derive.names import tidy
from audits.derive.phrases import is_quoted
from audits.derive.prose import Prose, Sentence
from audits.derive.wording import about_word, around
from audits.model import Impact, Outcome, by_surest, not_applicable, passed
from audits.registry import audit

SHORT = re.compile(r"(?<![\w&@#./:,;='’+-])[A-Z]{3,6}(?=s?(?![\w&@/:='’+-]|[.,;]\w))")
# Known to nearly everybody in the United Kingdom, or names that nobody spells out.
KNOWN = frozenset(
    """
    AAA ABC ADHD AGM AIDS AKA AMD ANPR API ASAP ASBO ATM BACS BBC BBQ BMW BMX BSL BST BYO CBE CCTV
    CEO CHAPS COVID CPR CPU CSS CSV DBS DEFRA DHL DIY DNA DNS DOB DVD DVLA DVSA DWP EEA ETA EXCEL
    FAQ FAQS FIFA FOI FTP GCSE GCSES GDPR GIF GMT GNU GOV GPS GPX HDMI HGV HIV HMCTS HMRC HSBC
    HTML HTTP HTTPS IBAN IBM ICO ICS IKEA IOS ISBN ITV JPEG JPG JSON KDE KFC LED LGBT LGBTQ LGV
    LPG LTD MBE MDF MOT MPV MRI NASA NATO NHS NSPCC OBE OFCOM OFSTED ONS PAYE PCSO PDF PDFS PHP
    PIN PLC PNG PPE PVC RAC RAF RAM RGB RNIB RNID RNLI RSPB RSPCA RSS RSVP RTF SIM SMS SOS SQL SSL
    STEM SUV SVG TBA TBC TED TLS UCAS UFO UHT UNESCO UNICEF UNISON UPVC URI URL URLS USA USB USSR
    UTC VAT VHS VIP WHO WIFI WWW XLS XLSX XML YMCA ZIP
    """.split()
)
# Words that are written large to shout.
SHOUTED = frozenset(
    """
    ACT ADD AGE AID AIR ALL ALSO ALWAYS AND ANY APP ARE ART ASK BAD BAG BAN BAR BED BEFORE BIG
    BIN BINS BOTH BOX BOY BUS BUT BUY CAN CANNOT CAR CAT CITY CLOSED COST CUP CUT DAD DATE DAY
    DAYS DID DOES DOG DONT DRY DUE EACH EAR EAST EAT EGG END EVE EVERY EYE FAR FEW FIRST FIT
    FIX FLY FOR FREE FROM FULL FUN GAP GAS GET GOT GUN HAD HAS HAT HAVE HER HERE HIGH HIGHLY HIM HIS
    HOT HOW IDEA ITS JOB JOIN KEY KID LAST LATE LAW LEFT LEG LET LIVE LOCAL LOW MAJOR MAN MAP
    MAX MAY MEN MIN MORE MUST NET NEVER NEW NEWS NEXT NIL NONE NOR NORTH NOT NOTE NOW ODD OFF
    OIL OLD ONE ONLY OPEN OUR OUT OWN PART PAY PEN PER PET PLEASE PUT RAN RAW READ RED RIGHT
    ROW RUN SAD SALE SAME SAT SAW SAY SEA SEE SET SHALL SHE SHOULD SIT SIX SKY SOME SON SOUTH
    STOP SUM SUN TAB TAX TEA TEN THE THEM THEN THERE THEY THIS THREE TIME TIP TODAY TOO TOP TOY
    TRY TWO UNDER UNLESS UNTIL URGENT USE VAN VERY VIA WAR WAS WAY WEB WEST WET WHEN WHICH WHY
    WILL WIN WITH WITHIN WON WORK YES YET YOU YOUR ZOO
    """.split()
)
# Longer than three letters, what can be said as a word may well be one, or a name.
UNSPEAKABLE = re.compile(r"[A-Z]{3}|\w*[B-DF-HJ-NP-TV-XZ]{3}\w*")
FEWEST_WORDS = 5  # of a sentence that ends like one
COMPANIES = frozenset("inc ltd limited llp plc cic".split())  # behind what is a firm's name
MANY_WORDS = 9  # of one that does not; less is a label, or a link in a list
ROMAN = re.compile(r"[MDCLXVI]+")
WORD = re.compile(r"[^\W_]+")
SMALL_WORDS = frozenset("of and for the in to on a an with by at &".split())
# Before these words it is something that people type, press or send to a machine.
TYPED = frozenset(
    "button buttons command commands field fields flag flags key keys keyword keywords option "
    "options parameter parameters variable variables".split()
)
# "(TPO)", "(the TPO", "TPO (", "TPO order (", "TPO: ", "TPO stands for", "TPO is an", "called TPO".
BESIDE = (
    r"[(\[“\"'‘]\s*(?:the |an? |known as |or |also |called )?{short}s?\b"
    r"|\b{short}s?[”\"'’]?\s*(?:(?:[a-z]+ )?[(\[]|[=–—:]|stands? for\b|means?\b|, (?:or|which)\b"
    r"|is (?:short for|an?|the)\b)"
    r"|\b(?:called|known as|abbreviated to|short for) (?:an? |the )?{short}"
)
NEIGHBOUR = 40  # characters in which the word before or after is looked for
MOST_CANDIDATES = 50
MOST_FINDINGS = 5
MOST_TEXT = 200_000


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
    page is meant for them.

    ## Who is hurt
    People with learning disabilities or poor memory, people new to English, and everybody who comes
    to the council once in five years.

    ## What it checks
    Three to six capital letters in the paragraphs and lists of an English page. It leaves out those
    that people can say as a word, quotations, and the names of keys and commands. It tells the
    others once each, at most five on a page. Fine is what nearly everybody knows, such as NHS and
    PDF, unless it stands in an abbr element without a title. Fine too is what stands in one with a
    title, next to brackets, or in full words anywhere on the page.

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
    findings = [
        about_word(
            f"“{short}” is not explained on this page: “{around(sentence.text, position)}”",
            sentence.block,
            document,
            word=short,
        )
        for short, (sentence, position) in found.items()
        if short not in explained and not _is_explained(short, text, initials)
    ][:MOST_FINDINGS]
    return by_surest(findings, "abbreviations")


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


def _is_whole(sentence: Sentence) -> bool:
    fewest = FEWEST_WORDS if TERMINATED.search(sentence.text) else MANY_WORDS
    return len(sentence.words) >= fewest


def _is_known(short: str) -> bool:
    if short in KNOWN or short in SHOUTED or ROMAN.fullmatch(short):
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
    if after and after[0].strip(".,").lower() in COMPANIES | TYPED:
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
    pattern = BESIDE.format(short=short)
    return re.search(pattern, text) is not None
