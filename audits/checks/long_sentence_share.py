"""Few sentences have more than 25 words."""

from audits.derive.main_text import MainText, about_whole_text
from audits.derive.prose import Prose
from audits.derive.readability import ENOUGH_WORDS, LONG_SENTENCE, TOO_SHORT
from audits.derive.wording import per_cent, whole_sentences
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

# The target of the index that ranked 191 UK councils by clarity (VisibleThread, 2016).
MOST_PER_CENT = 5
FEWEST = 2  # a short page would fail for a single sentence


@audit(
    title="At most 5 per cent of the sentences are long",
    failure_title="More than 5 per cent of the sentences are long",
    category="readability",
    unit="per cent",
)
def long_sentence_share(prose: Prose, main_text: MainText, title: str | None) -> Outcome:
    """Few sentences have more than 25 words.

    ## Why it matters
    People soon read one long sentence again. Where every tenth is long, the page as a whole is
    tiring, and people stop before the end.

    ## Who is hurt
    People with dyslexia, with a learning disability or with memory problems, people whose first
    language is not English, and people who listen to the page.

    ## What it checks
    The share of sentences in paragraphs and lists that have more than 25 words. More than 5 per
    cent fails, but a single sentence never does. It leaves out units of one or two words. Texts of
    fewer than 100 words, and texts not in English, are not applicable. The audit long-sentences
    tells the sentences themselves.

    ## How to fix
    Begin with the longest. Cut them where they say "and", "which" or "provided that", and turn
    conditions into a list.

    ## Source
    VisibleThread, UK Local Authorities Website Clarity Index, 2016, for the 5 per cent. GOV.UK
    content design, Writing for GOV.UK, for the 25 words.
    """
    if prose.reason or prose.words < ENOUGH_WORDS:
        return not_applicable(prose.reason or TOO_SHORT)
    whole = whole_sentences(prose)
    long = sum(len(each.words) > LONG_SENTENCE for each in whole)
    share = per_cent(long, len(whole))
    if share <= MOST_PER_CENT or long < FEWEST:
        return passed(share, "per cent")
    message = (
        f"{share:g} per cent of the sentences have more than {LONG_SENTENCE} words; "
        f"{MOST_PER_CENT} per cent or fewer are easier to read."
    )
    finding = about_whole_text(message, main_text, title, Impact.MODERATE)
    return failed(finding, value=share, unit="per cent")
