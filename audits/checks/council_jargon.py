"""The text has no words that only councils use."""

from audits.derive.document import Document
from audits.derive.phrases import matches_in
from audits.derive.prose import Prose
from audits.derive.wording import about_phrases
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit


@audit(
    title="The text has no jargon",
    failure_title="The text has jargon that residents do not use",
    category="readability",
    impact=Impact.MINOR,
    unit="words",
)
def council_jargon(prose: Prose, document: Document) -> Outcome:
    """The text has no words that only councils use.

    ## Why it matters
    "Stakeholders" and "step change" are quick to write and say little. Residents cannot tell who or
    what is behind them.

    ## Who is hurt
    People with a learning disability, people whose first language is not English, and everybody who
    does not work for a council.

    ## What it checks
    Some 200 words that councils and their partners use among themselves, in paragraphs and lists.
    It leaves out names, and what stands between quotation marks. So it does with the names of
    things that people ask for, such as "universal credit" or "early help". It tells each once a
    page.

    ## How to fix
    Say what you mean: name the people, the place and the deed. The finding has a suggestion to
    start from.

    ## Source
    GOV.UK style guide, Words to avoid: "deliver", "going forward" and the like are too vague for
    government. The list, audits/words/jargon.toml, is Dropkerb's own.
    """
    if not prose.sentences:
        return not_applicable(prose.reason or "no English text on the page")
    found = matches_in(prose, "jargon")
    if not found:
        return passed(0, "words")
    message = "“{written}” is jargon. Say instead: {instead}. It stands in “{sentence}”"
    return failed(*about_phrases(found, document, message), value=len(found), unit="words")
