"""Text is set by styles, not by spaces in a box of code."""

import re
from itertools import islice

from lxml.html import HtmlElement

from audits.derive.document import Document, is_shown
from audits.derive.found import found_at
from audits.derive.main_text import count_words
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

CODE = frozenset({"code", "samp", "kbd", "var"})
NAMES_CODE = re.compile(
    r"code|highlight|source|syntax|lang-|language-|prism|console|terminal|programlisting|screen"
    r"|literal|doctest|pre$|example|synopsis|verbatim|listing|chroma|hljs|poe|verse|lyric",
    re.IGNORECASE,
)
# Signs of which prose has few and code has many.
SIGNS = re.compile(r"[{}\[\]<>=;$#@\\|_~^+*/]|::|--|\w\(|^\s*[%>]", re.MULTILINE)
MOST_SIGNS = 0.06  # of them a word
FEWEST_WORDS = 8
MOST = 200
MOST_CHARACTERS = 5000


@audit(
    title="Text is set by styles, not by spaces",
    failure_title="Text is set by spaces in a box for code",
    category="best practice",
    certainty="advice",
    impact=Impact.MINOR,
    unit="passages",
)
def preformatted_text(document: Document) -> Outcome:
    """Text is set by styles, not by spaces.

    ## Why it matters
    The element pre keeps each space and line as typed. Its lines do not fold on a small screen.
    Screen readers read columns made of spaces line by line, which mixes them up.

    ## Who is hurt
    People who read on a phone or enlarge the page: they have to scroll sideways in each line.
    People who use a screen reader, where spaces make the columns.

    ## What it checks
    Elements pre that hold words and not code. It takes for code what has an element code inside, a
    class that speaks of code, or many signs such as brackets. It leaves out poems where a class
    says so.

    ## How to fix
    Paste the text as plain text, and use paragraphs, lists or a real table.

    ## Source
    HTML standard, The pre element; WCAG 2.2, failure technique F48, for tables made of spaces. Good
    practice: no success criterion asks for it.
    """
    boxes = list(islice(document.body.iter("pre"), MOST))
    if not boxes:
        return not_applicable("no element pre on the page")
    findings = [
        found_at(
            each,
            document,
            "The element pre holds words that are no code: their lines do not fold.",
            impact=Impact.MINOR,
        )
        for each in boxes
        if _is_prose(each) and is_shown(each)
    ]
    count = len(findings)
    return failed(*findings, value=count, unit="passages") if findings else passed(0, "passages")


def _is_prose(box: HtmlElement) -> bool:
    around = [each for each in islice(box.iterancestors(), 3) if each.tag not in {"body", "html"}]
    names = " ".join(f"{each.get('class', '')} {each.get('id', '')}" for each in (box, *around))
    if NAMES_CODE.search(names) or next(box.iterdescendants(*CODE), None) is not None:
        return False
    text = "".join(islice(box.itertext(), MOST_CHARACTERS))[:MOST_CHARACTERS]
    words = count_words(text)
    return words >= FEWEST_WORDS and len(SIGNS.findall(text)) <= MOST_SIGNS * words
