"""Nobody has to pass a test to prove that they are no robot."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from audits.derive.controls import TYPED, Control, controls_of
from audits.derive.document import Document, cut, is_shown
from audits.derive.found import found_at
from audits.model import Finding, Impact, Outcome, Status, needs_review, not_applicable
from audits.registry import audit

WIDGET = re.compile(
    r"(?:^|\s)(?:g-recaptcha|h-captcha|frc-captcha|mtcaptcha|captcha|[\w-]+-captcha|captcha-[\w-]+)"
    r"(?:\s|$)",
    re.IGNORECASE,
)
FRAME = re.compile(
    r"//[^/?#]*(?:google\.com|recaptcha\.net)/recaptcha/(?:api2|enterprise)/(?:anchor|bframe)"
    r"|//[^/?#]*hcaptcha\.com/|//[^/?#]*arkoselabs\.com/",
    re.IGNORECASE,
)
PICTURE = re.compile(r"captcha", re.IGNORECASE)
# The letters in a picture, a sum, or a riddle.
RIDDLE = re.compile(
    r"\bcaptcha\b|\b(?:type|enter|copy)\b.{0,30}\b(?:letters|characters|numbers|digits|words?|code)\b"
    r".{0,40}\b(?:picture|image|above|below|see|shown)\b"
    r"|\b(?:what is|what's|how much is|solve|beth yw)\b\s*:?\s*"
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s*"
    r"(?:[-+x×*−]|plus|minus|times|and)\s*"
    r"|^\s*\d{1,2}\s*[-+x×*−]\s*\d{1,2}\s*=|\bare you (?:a )?(?:human|robot)\b|\bnot a robot\b"
    r"|\b(?:anti-?spam|spam (?:check|question|protection)|human check|math question)\b",
    re.IGNORECASE,
)
UNSEEN = frozenset({"invisible"})
MOST = 50


@audit(
    title="Nobody has to prove that they are no robot",
    failure_title="Readers may have to prove that they are no robot",
    category="accessibility",
    requirements=("wcag:1.1.1", "wcag:3.3.8"),
    impact=Impact.SERIOUS,
    unit="tests",
    certainty="needs review",
)
def captcha_tests(document: Document) -> Outcome:
    """Nobody has to prove that they are no robot.

    ## Why it matters
    Letters in a bent picture, sums and riddles keep robots out, and many people too. Who cannot
    pass cannot send the form.

    ## Who is hurt
    People who are blind or see little, people with dyslexia or dyscalculia, and people who do not
    know the language well.

    ## What it checks
    Known tests such as reCAPTCHA and hCaptcha, and pictures called captcha. Fields whose label asks
    for a sum, for letters in a picture or for proof of being human. It leaves out tests that stay
    unseen. A person decides whether there is another way in.

    ## How to fix
    Use a check that asks nothing of the reader. That may be a hidden field that only robots fill
    in, or a service that works unseen. Offer another way beside it, such as a phone number.

    ## Source
    WCAG 2.2, success criteria 1.1.1 Non-text Content (level A) and 3.3.8 Accessible Authentication
    (level AA), techniques G143 and G144; W3C, Inaccessibility of CAPTCHA.
    """
    found = dict([*_widgets(document), *_riddles(document)][:MOST])
    if not found:
        return not_applicable("no test for robots was found on the page")
    return needs_review(
        *(_finding(element, what, document) for element, what in found.items()),
        value=len(found),
        unit="tests",
    )


def _widgets(document: Document) -> Iterator[tuple[HtmlElement, str]]:
    inside: set[HtmlElement] = set()
    for element in document.body.iter("div", "span", "iframe", "img", "h-captcha"):
        if element.getparent() in inside:
            inside.add(element)
        elif what := _what(element):
            inside.add(element)
            if is_shown(element):
                yield element, what


def _what(element: HtmlElement) -> str:
    if element.tag == "iframe":
        source = element.get("src") or ""
        return (
            "A test for robots" if FRAME.search(source) and "size=invisible" not in source else ""
        )
    if element.tag == "img":
        words = f"{element.get('alt') or ''} {element.get('src') or ''} {element.get('id') or ''}"
        return "A picture of letters to read" if PICTURE.search(words) else ""
    if (element.get("data-size") or "").strip().lower() in UNSEEN:
        return ""
    is_widget = bool(WIDGET.search(element.get("class") or "")) or element.tag == "h-captcha"
    has_key = element.get("data-sitekey") is not None
    return "A test for robots" if is_widget and (has_key or _holds_something(element)) else ""


def _holds_something(element: HtmlElement) -> bool:
    return next(element.iter("input", "img", "iframe", "canvas", "audio"), None) is not None


def _riddles(document: Document) -> Iterator[tuple[HtmlElement, str]]:
    for control in controls_of(document):
        if control.kind in TYPED | {"checkbox"} and RIDDLE.search(_label(control)):
            yield control.element, f"The field “{cut(_label(control), 60)}”"


def _label(control: Control) -> str:
    return control.name or control.element.get("placeholder", "")


def _finding(element: HtmlElement, what: str, document: Document) -> Finding:
    return found_at(
        element,
        document,
        f"{what} keeps robots out. Can people get past it who cannot see, read or reckon well?",
        impact=Impact.SERIOUS,
        status=Status.NEEDS_REVIEW,
    )
