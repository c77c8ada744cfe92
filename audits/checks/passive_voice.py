"""Few sentences are in the passive."""

from audits.derive.document import Document
from audits.derive.passive import are_too_many, passive_sentences
from audits.derive.prose import Prose
from audits.derive.readability import ENOUGH_WORDS, TOO_SHORT
from audits.derive.wording import about_sentences, per_cent, whole_sentences
from audits.model import Outcome, failed, not_applicable, passed
from audits.registry import audit


@audit(
    title="At most 4 per cent of the sentences are in the passive",
    failure_title="More than 4 per cent of the sentences are in the passive",
    category="readability",
    unit="per cent",
)
def passive_voice(prose: Prose, document: Document) -> Outcome:
    """Few sentences are in the passive.

    ## Why it matters
    "The form must be sent" does not say who sends it. People who read "send us the form" know that
    it is for them to do.

    ## Who is hurt
    People with a learning disability, people who are tired or worried, and people whose first
    language is not English.

    ## What it checks
    The share of sentences in paragraphs and lists that have a form of "be" or "get" with a
    participle, such as "paid" or "sent". It leaves out what tells a state: "is interested", "was
    open". More than 4 per cent fails, but one or two sentences never do. Texts of fewer than 100
    words, and texts not in English, are not applicable. Now and then it takes a state for a
    passive.

    ## How to fix
    Say who does it, and put them first: "we empty your bin" for "your bin is emptied". Tell people
    what to do: "fill in the form". Keep the passive where nobody knows or cares who did it.

    ## Source
    VisibleThread, UK Local Authorities Website Clarity Index, 2016, for the 4 per cent. GOV.UK
    content design, Writing for GOV.UK: use the active rather than the passive voice.
    """
    if prose.reason or prose.words < ENOUGH_WORDS:
        return not_applicable(prose.reason or TOO_SHORT)
    found = passive_sentences(prose)
    share = per_cent(len(found), len(whole_sentences(prose)))
    if not are_too_many(len(found), share):
        return passed(share, "per cent")
    findings = about_sentences(
        found, document, "This sentence is in the passive. Can it say who does what?"
    )
    return failed(*findings, value=share, unit="per cent")
