"""The main text is not too long to be read in one go."""

from audits.derive.main_text import MainText, about_whole_text
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

# Adults read English silently at 238 words a minute on average (M. Brysbaert, How many words do we
# read per minute?, Journal of Memory and Language 109, 2019). Ten minutes are our own limit.
WORDS_A_MINUTE = 238
MOST_MINUTES = 10
MOST_WORDS = WORDS_A_MINUTE * MOST_MINUTES
FEWEST_WORDS = 30  # below this there is no text to speak of: a search page, a map, a list of logos


@audit(
    title="The main text can be read in ten minutes",
    failure_title="The main text takes more than ten minutes to read",
    category="readability",
    impact=Impact.MINOR,
    unit="words",
)
def main_text_length(main_text: MainText, title: str | None) -> Outcome:
    """The main text can be read in ten minutes.

    ## Why it matters
    People come with one question. In a very long page the answer is there and people do not find
    it; they ring up instead.

    ## Who is hurt
    People who read slowly or listen to the page, people who find it hard to concentrate, and people
    on a telephone.

    ## What it checks
    The words of the main text, without menus, banners and footers. More than 2,380 fail: ten
    minutes at the 238 words a minute that adults read on average. With fewer than 30 words there is
    no text to measure, and the audit is not applicable.

    ## How to fix
    Split the page by what people want to do, and cut what nobody asks for. Move laws, policies and
    minutes that you must publish whole to pages of their own, with a short summary in front.

    ## Source
    M. Brysbaert, How many words do we read per minute?, Journal of Memory and Language 109 (2019),
    for the speed. Ten minutes are Dropkerb's own limit; no standard names one.
    """
    words = main_text.words
    if words < FEWEST_WORDS:
        return not_applicable(f"fewer than {FEWEST_WORDS} words of main text")
    if words <= MOST_WORDS:
        return passed(words, "words")
    message = f"The main text has {words:,} words, {words / WORDS_A_MINUTE:.0f} minutes of reading."
    finding = about_whole_text(message, main_text, title, Impact.MINOR)
    return failed(finding, value=words, unit="words")
