"""Time limits can be turned off or made longer."""

import re
from collections.abc import Iterator

from audits.derive.document import Document, cut
from audits.derive.found import found_at
from audits.derive.passages import passages_of
from audits.derive.scripts import Script, inline_scripts
from audits.model import Impact, Outcome, Status, needs_review, passed
from audits.registry import audit

TIME = (
    r"(?:\d{1,3}|one|two|three|five|ten|fifteen|twenty|thirty|sixty|a few)[ -]"
    r"(?:minutes?|mins?|seconds?|secs?|munud|eiliad)"
)
# What the page says about itself, not about parking or a phone call.
OUT = r"(?:will|may|could|can|might) time[ -]?out|times out|timed[ -]?out"
THIS = r"(?:your|this|the) (?:\w+ )?"
SAYS = re.compile(
    rf"\b{THIS}(?:session|log[ -]?in)\b[^.]{{0,40}}\b(?:{OUT}|(?:will )?expires?|will end)\b"
    rf"|\b(?:this|the) (?:page|form|application)\b[^.]{{0,20}}\b(?:{OUT})\b"
    r"|\byou(?:['’]ll| will| may| might| could)? be (?:automatically )?"
    r"(?:timed|logged|signed) (?:out|off)\b"
    rf"|\b(?:log|sign) you (?:out|off)\b[^.]{{0,40}}\b(?:after|in)\b[^.]{{0,20}}{TIME}"
    rf"|\byou (?:will |only )?have (?:only |up to )?{TIME} to (?:complete|finish|fill|submit)\b"
    rf"|\byou (?:must|have to|need to|should)\b[^.]{{0,30}}\b(?:complete|finish|submit)\b"
    rf"[^.]{{0,40}}\b(?:within|in) {TIME}"
    rf"|\bafter {TIME}(?: of inactivity| without (?:any )?activity)"
    r"|\bsesiwn\b[^.]{0,40}\b(?:dod i ben|darfod)\b",
    re.IGNORECASE,
)
LONGEST_PASSAGE = 600  # characters; a longer one tells of something else too
WAITS = re.compile(r"\bset(?:Timeout|Interval)\s*\(")
LEAVES = re.compile(
    r"\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:assign|replace|reload)\s*\(", re.IGNORECASE
)
DELAY = re.compile(r",\s*(\d[\d\s*]{0,30}\d|\d)\s*\)")
NEAR = 400  # characters of a script after the place where it waits
SHORTEST = 1000  # milliseconds: less is no limit but a way to go on at once
LONGEST = 20 * 60 * 60 * 1000  # WCAG lets limits of more than 20 hours be
MOST_WAITS = 200
MOST = 20  # findings of one page


@audit(
    title="Readers have the time they need",
    failure_title="Readers may not have the time they need",
    category="accessibility",
    requirements=("wcag:2.2.1",),
    impact=Impact.SERIOUS,
    certainty="needs review",
)
def time_limits(document: Document) -> Outcome:
    """Readers have the time they need.

    ## Why it matters
    A form that times out throws away what people typed. A page that goes on by itself is gone
    before people have read it.

    ## Who is hurt
    People who read or type slowly, use a screen reader or need a rest. People who have to look for
    a letter first.

    ## What it checks
    Passages that speak of a session or a form that times out, or that people must finish in so many
    minutes. Scripts in the page that wait a second or longer and then reload it or go elsewhere. A
    person decides whether one can turn the limit off or get more time. Refreshes by a meta element
    are for axe to tell.

    ## How to fix
    Take the limit away where you can. Else warn at least 20 seconds before, and let one press of a
    key give more time. Keep what people typed.

    ## Source
    WCAG 2.2, success criterion 2.2.1 Timing Adjustable (level A); techniques G133, G180, G198 and
    SCR16, failure technique F40.
    """
    findings = [
        found_at(
            each.element,
            document,
            f"“{cut(each.text, 120)}” Can the reader turn this limit off, or get more time?",
            impact=Impact.SERIOUS,
            status=Status.NEEDS_REVIEW,
        )
        for each in passages_of(document)
        if len(each.text) <= LONGEST_PASSAGE and SAYS.search(each.text)
    ]
    findings += [
        found_at(
            script.element,
            document,
            f"A script leaves or reloads the page after {_told(delay)}. Can the reader stop it?",
            impact=Impact.SERIOUS,
            status=Status.NEEDS_REVIEW,
        )
        for script in inline_scripts(document)
        if (delay := next(_delays(script), 0))
    ]
    return needs_review(*findings[:MOST]) if findings else passed()


def _delays(script: Script) -> Iterator[int]:
    """The milliseconds after which it leaves the page."""
    for number, match in enumerate(WAITS.finditer(script.text)):
        if number >= MOST_WAITS:
            return
        call = script.text[match.end() : match.end() + NEAR]
        if (leaves := LEAVES.search(call)) and (delay := DELAY.search(call, leaves.end())):
            if WAITS.search(call, 0, leaves.start()):
                continue  # another one, which comes next
            milliseconds = _product(delay[1])
            if SHORTEST <= milliseconds <= LONGEST:
                yield milliseconds


def _product(text: str) -> int:
    """The number that "15 * 60 * 1000" makes."""
    product = 1
    for each in re.findall(r"\d{1,12}", text)[:6]:
        product = min(product * int(each), LONGEST * 10)
    return product


def _told(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    if seconds == 1:
        return "1 second"
    return f"{seconds} seconds" if seconds < 120 else f"{seconds // 60} minutes"  # noqa: PLR2004
