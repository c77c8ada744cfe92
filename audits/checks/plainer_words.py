"""No word is harder than it need be."""

from audits.derive.document import Document
from audits.derive.phrases import matches_in
from audits.derive.prose import Prose
from audits.derive.wording import about_phrases
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit


@audit(
    title="No word has a plainer one that says the same",
    failure_title="Some words have a plainer one that says the same",
    category="readability",
    impact=Impact.MINOR,
    unit="words",
)
def plainer_words(prose: Prose, document: Document) -> Outcome:
    """No word is harder than it need be.

    ## Why it matters
    Nobody says "commence" at the kitchen table. Each such word slows people down, and a page full
    of them sounds as if it were for somebody else.

    ## Who is hurt
    People with a learning disability or dyslexia, people whose first language is not English, and
    people who are worried or in a hurry.

    ## What it checks
    Some 370 hard words and wordy phrases in paragraphs and lists, in all their forms. It leaves out
    names, such as the titles of Acts, and what stands between quotation marks. It has no words that
    the law makes you say, or that have a plain sense too. It tells each once a page.

    ## How to fix
    Put the plainer word in its place, then read the sentence again; it may have to change a little.
    If the same word is on many pages, search for it in your content system.

    ## Source
    GOV.UK style guide, Words to avoid, and the Plain English Campaign's A to Z of alternative words
    have such words. The list, audits/words/plainer.toml, is Dropkerb's own.
    """
    if not prose.sentences:
        return not_applicable(prose.reason or "no English text on the page")
    found = matches_in(prose, "plainer")
    if not found:
        return passed(0, "words")
    message = "“{written}” has a plainer word: {instead}. It stands in “{sentence}”"
    return failed(*about_phrases(found, document, message), value=len(found), unit="words")
