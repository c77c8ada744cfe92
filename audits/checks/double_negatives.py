"""No sentence says "yes" by two words for "no"."""

from audits.derive.document import Document
from audits.derive.negatives import double_negatives as negatives_in
from audits.derive.prose import Prose, Sentence
from audits.derive.wording import MOST_FINDINGS, about_block
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit


@audit(
    title="No sentence has a double negative",
    failure_title="Some sentences have a double negative",
    category="readability",
    impact=Impact.MINOR,
    unit="sentences",
)
def double_negatives(prose: Prose, document: Document) -> Outcome:
    """No sentence says "yes" by two words for "no".

    ## Why it matters
    "You must not fail to tell us" means "you must tell us". Readers have to turn it round in their
    heads, and some end up with the opposite.

    ## Who is hurt
    People with a learning disability, autistic people, deaf people who sign first, and people whose
    first language is not English.

    ## What it checks
    Sentences in paragraphs and lists with "not" before words such as "uncommon" or "unlikely".
    Also "not fail to", "not unless", and conditions such as "unless you have not paid". It leaves
    out other rules with two negatives, such as "no entry without a ticket".

    ## How to fix
    Say what is so, or what to do: "common" for "not uncommon", "only if" for "not unless".

    ## Source
    Plain English Campaign, How to write in plain English. NHS digital service manual, content
    style guide: use positive wording.
    """
    if not prose.sentences:
        return not_applicable(prose.reason or "no English text on the page")
    found: dict[str, tuple[Sentence, str]] = {}
    for each, negative in negatives_in(prose):
        found.setdefault(each.text, (each, negative))
    if not found:
        return passed(0, "sentences")
    findings = [
        about_block(
            f"“{negative}” says it by two negatives. Can the sentence say what is so?",
            each.block,
            document,
            subject=text,
        )
        for text, (each, negative) in list(found.items())[:MOST_FINDINGS]
    ]
    return failed(*findings, value=len(found), unit="sentences")
