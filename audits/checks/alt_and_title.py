"""Pictures do not say one thing to screen readers and another to the mouse."""

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.names import bare, tidy
from audits.derive.pictures import pictures_of
from audits.model import Impact, Outcome, by_surest, not_applicable
from audits.registry import audit


@audit(
    title="Pictures say the same to everybody",
    failure_title="Pictures say one thing in their text and another in their title",
    category="best practice",
    unit="pictures",
    impact=Impact.MINOR,
    certainty="advice",
)
def alt_and_title(document: Document) -> Outcome:
    """Pictures do not say one thing to screen readers and another to the mouse.

    ## Why it matters
    A title shows to people with a mouse only. It never shows on a phone, and some screen readers
    read it after the alternative text, others not at all.

    ## Who is hurt
    People who use a keyboard, a touch screen or a screen reader, and miss what the title says.

    ## What it checks
    Pictures that have an alternative text and a title, where neither text holds the other. An empty
    alternative text beside a title is for the audit image-names to judge.

    ## How to fix
    Put what matters into the alternative text, or as a caption under the picture. Then take the
    title away.

    ## Source
    HTML standard, The title attribute; W3C, Images Tutorial. No criterion of WCAG asks for it: this
    is advice.
    """
    both = [
        (image, alt, title)
        for image in pictures_of(document).named
        if (alt := tidy(image.get("alt", ""))) and (title := tidy(image.get("title", "")))
    ]
    if not both:
        return not_applicable("no pictures with both an alternative text and a title")
    findings = [
        found_at(
            image,
            document,
            f"The picture's text is “{cut(alt, 100)}”, but its title is “{cut(title, 100)}”.",
            impact=Impact.MINOR,
        )
        for image, alt, title in both
        if bare(title) not in bare(alt) and bare(alt) not in bare(title)
    ]
    return by_surest(findings, "pictures")
