"""The page says which language it is in, and is right about it."""

from audits.derive.language import Language, name_of
from audits.model import Finding, Impact, Outcome, Status, failed, needs_review, passed
from audits.registry import audit


@audit(
    title="The page says which language it is in",
    failure_title="The page does not say rightly which language it is in",
    category="accessibility",
    requirements=("wcag:3.1.1",),
    impact=Impact.SERIOUS,
    version=2,
)
def document_language(language: Language) -> Outcome:
    """The page says which language it is in.

    ## Why it matters
    A screen reader chooses its voice by the page's language. Nobody can understand English in Welsh
    sounds, or Welsh in English ones.

    ## Who is hurt
    People who use a screen reader or a braille display, and people who let their browser translate
    a page. In Wales, readers of the Welsh pages above all.

    ## What it checks
    That the html element has a lang attribute, and that its value is a language code that exists.
    That the main text is not plainly in another language. Another language is a failure when there
    are at least 50 words, a clear margin, and all parts of the text agree. With less, a person must
    look at it. It leaves out text inside an element with a lang attribute of its own.

    ## How to fix
    Set the language in the page's template: lang="en-GB" for English, lang="cy" for Welsh, so
    <html lang="en-GB">. A Welsh page needs the Welsh template, or its language set on the page.

    ## Source
    WCAG 2.2, success criterion 3.1.1 Language of Page (level A); RFC 5646 for the codes.
    """
    declared = (language.declared or "").strip()
    if not declared:
        return failed(_finding("The page does not say which language it is in."))
    if not language.is_valid:
        return failed(_finding(f"“{declared[:50]}” is no language code.{_hint(declared)}"))
    if language.agrees:
        return passed()
    message = f"The page says it is in {name_of(language.declared_code)}, "
    if language.is_sure:
        return failed(_finding(f"{message}but its text is in {name_of(language.detected)}."))
    doubt = f"{message}but its text looks like {name_of(language.detected)}."
    return needs_review(_finding(doubt, Status.NEEDS_REVIEW))


def _hint(declared: str) -> str:
    return " Write codes with a hyphen, as in en-GB." if "_" in declared else ""


def _finding(message: str, status: Status = Status.FAILED) -> Finding:
    return Finding(message, selector="html", impact=Impact.SERIOUS, status=status)
