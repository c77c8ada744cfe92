"""language-of-parts: passages marked wrongly, and long ones not marked at all."""

from time import perf_counter

import pytest

from audits.checks.language_of_parts import language_of_parts
from audits.derive.page import page_artefacts

URL = "https://x.test/"
ENGLISH = (
    "You can pay your council tax in ten or twelve payments, and the easiest way is by Direct "
    "Debit, which you can set up online when you have your account number to hand."
)
WELSH = (
    "Gallwch dalu eich treth gyngor mewn deg neu ddeuddeg rhandaliad misol, a'r ffordd hawsaf yw "
    "drwy ddebyd uniongyrchol, y gallwch ei drefnu ar ein gwefan pan fydd eich rhif cyfrif gennych."
)
POLISH = (
    "Podatek lokalny można płacić w dziesięciu lub dwunastu ratach miesięcznych, a najłatwiej jest "
    "to zrobić przez polecenie zapłaty, które można ustawić na naszej stronie internetowej."
)
URDU = (
    "آپ اپنا کونسل ٹیکس دس یا بارہ ماہانہ قسطوں میں ادا کر سکتے ہیں اور سب سے آسان طریقہ ڈائریکٹ ڈیبٹ ہے "
    "جسے آپ ہماری ویب سائٹ پر اپنے اکاؤنٹ نمبر کے ساتھ ترتیب دے سکتے ہیں"
)
CHINESE = "如果您需要本文件的中文版本或者需要口译员的帮助请致电市议会我们将为您免费安排翻译服务并在五个工作日内回复您的请求"
STREETS = ", ".join(
    f"Heol y {name}, Ffordd yr {name}, Maes y {name}"
    for name in ("Frenhines", "Orsaf", "Castell", "Eglwys", "Felin", "Bryn")
)


def judged(html, lang="en-GB"):
    page = f"<!doctype html><html lang='{lang}'><head><title>T</title></head><body>{html}</body>"
    artefacts = page_artefacts(page, URL, axe=None)
    return language_of_parts(artefacts["document"], artefacts["language"])


@pytest.mark.parametrize(
    "html",
    [
        f"<main><p>{ENGLISH}</p></main>",
        f"<main><p>{ENGLISH}</p><p lang='cy'>{WELSH}</p></main>",
        f"<main><p>{ENGLISH}</p><div lang='pl-PL'><h2>Podatek</h2><p>{POLISH}</p></div></main>",
        f"<main><p>{ENGLISH}</p><p lang='ur' dir='rtl'>{URDU}</p></main>",
        f"<main><p>{ENGLISH}</p><p lang='zh-Hant'>{CHINESE}</p></main>",
        # what Word and SharePoint leave behind
        f"<main><p><span lang='EN-GB'>{ENGLISH}</span></p><p lang='en-US'>{ENGLISH}</p></main>",
        f"<div lang='en-GB'><main><p>{ENGLISH}</p></main></div>",
        # LocalGov Drupal and WordPress language switchers
        (
            f"<nav><ul class='links'><li><a href='/cy' lang='cy' hreflang='cy'>Cymraeg</a></li></ul>"
            f"</nav><main><p>{ENGLISH}</p></main>"
        ),
        f"<main><p>{ENGLISH}</p><p>Mae'r dudalen hon hefyd ar gael yn Gymraeg.</p></main>",
        # names
        f"<main><p>{ENGLISH}</p><p>{STREETS}</p><ul><li>{STREETS}</li></ul></main>",
        f"<main><p>{ENGLISH}</p><p lang='en'>{STREETS}</p></main>",
        f"<main><p>{ENGLISH}</p><p lang='en'>Aberystwyth, Llanelli, Betws-y-Coed, Y Bala</p></main>",
        f"<main><p>{ENGLISH} {STREETS}.</p></main>",
        (
            f"<main><p>{ENGLISH}</p><p>Councillors Siân ap Rhys, Jörg von der Heide, Zofia Kowalska, "
            "José de la Cruz, Maria dos Santos, Pieter van den Berg and Ólafur Jónsson sent their "
            "apologies for absence.</p></main>"
        ),
        f"<main><p>{ENGLISH}</p><p lang='en'>Menu: lasagne, risotto, ravioli</p></main>",
        # a quotation inside an English sentence, marked or not
        f"<main><p>{ENGLISH} The motto is <i lang='cy'>y ddraig goch ddyry cychwyn</i>.</p></main>",
        f"<main><p>{ENGLISH} The motto is “y ddraig goch ddyry cychwyn”. {ENGLISH}</p></main>",
        # languages that look alike, or that nobody here knows
        f"<main><p>{ENGLISH}</p><p lang='pa-PK'>{URDU}</p></main>",
        f"<main><p>{ENGLISH}</p><p lang='kw'>Dydh da ha dynnargh dhe gonsel agan pow ni oll</p></main>",
        (
            f"<main><p>{ENGLISH}</p><p lang='ur-Latn'>aap apna council tax das qiston mein ada kar "
            "sakte hain aur sab se aasan tareeqa yeh hai</p></main>"
        ),
        # no language that exists, or none: axe's business
        f"<main><p>{ENGLISH}</p><p lang='council'>{WELSH}</p><p lang=''>{WELSH}</p></main>",
        # not read out, or not prose
        f"<main><p>{ENGLISH}</p><p lang='cy' hidden>{ENGLISH}</p></main>",
        f"<main><p>{ENGLISH}</p><div aria-hidden='true'><p lang='cy'>{ENGLISH}</p></div></main>",
        f"<main><p>{ENGLISH}</p><template><p lang='cy'>{ENGLISH}</p></template></main>",
        f"<main><p>{ENGLISH}</p><pre>{POLISH}</pre><p translate='no'>{POLISH}</p></main>",
        f"<main><p>{ENGLISH}</p></main><footer><p>{POLISH}</p></footer>",
    ],
)
def test_passes_pages_whose_passages_are_marked_rightly(html):
    assert judged(html).status == "passed"


def test_passes_a_welsh_page_with_english_marked():
    html = f"<main><p>{WELSH}</p><p>{WELSH}</p><blockquote lang='en'>{ENGLISH}</blockquote></main>"
    assert judged(html, "cy").status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Bins</p>",
        "<p lang='cy'></p>",
        "<p lang='fr'>Bonne année !</p>",
        "<a href='/cy' lang='cy'>Cymraeg</a>",
    ],
)
def test_is_not_applicable_without_enough_text(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize("lang", ["", "council", "kw"])
def test_judges_no_blocks_of_a_page_whose_language_is_not_known(lang):
    assert judged(f"<main><p>{ENGLISH}</p><p>{POLISH}</p></main>", lang).status == "not applicable"


def test_leaves_a_page_that_is_all_in_another_language_to_document_language():
    assert judged(f"<main><p>{WELSH * 5}</p></main>").status == "not applicable"


@pytest.mark.parametrize(
    ("page", "marked", "text", "names"),
    [
        ("en", "cy", ENGLISH, ("Welsh", "English")),
        ("cy", "EN-GB", WELSH, ("English", "Welsh")),
        ("en", "fr", POLISH, ("French", "Polish")),
        ("en", "pl", URDU, ("Polish", "Urdu")),
        ("en", "ar", CHINESE, ("Arabic", "Chinese")),
    ],
)
def test_fails_a_passage_marked_as_another_language_than_its_own(page, marked, text, names):
    around = WELSH if page == "cy" else ENGLISH
    outcome = judged(
        f"<main><p>{around}</p><p>{around}</p><p><span id='it' lang='{marked}'>{text}</span></p>"
        "</main>",
        page,
    )
    assert outcome.status == "failed"
    (finding,) = outcome.findings
    assert (finding.status, finding.selector, finding.region) == ("failed", "#it", "main")
    assert f"” is in {names[0]}, but it is in {names[1]}." in finding.message
    assert finding.snippet.startswith('<span id="it"')


def test_fails_a_whole_body_that_is_marked_wrongly():
    html = f"<html lang='en'><body lang='cy'><p>{ENGLISH}</p></body></html>"
    artefacts = page_artefacts(html, URL, axe=None)
    outcome = language_of_parts(artefacts["document"], artefacts["language"])
    assert [finding.selector for finding in outcome.findings] == ["body"]


def test_reads_a_part_without_the_parts_marked_inside_it():
    html = f"<div lang='cy'><p>{WELSH}</p><p lang='en'>{ENGLISH}</p><p>{WELSH}</p></div>"
    assert judged(f"<main><p>{ENGLISH}</p>{html}</main>").status == "passed"


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<span id='it' lang='fr'>“Hij ging met de kippen op stok”</span>", ("French", "Dutch")),
        ("<a id='it' lang='en'>mae'r dudalen hon ar gael yn Gymraeg</a>", ("English", "Welsh")),
        (f"<div id='it' lang='cy'>{WELSH}<p>{ENGLISH * 3}</p></div>", ("Welsh", "English")),
    ],
)
def test_asks_about_short_and_mixed_parts(html, names):
    outcome = judged(f"<main><p>{ENGLISH}</p><div>{html}</div></main>")
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.status, finding.selector) == ("needs review", "#it")
    assert f"” is in {names[0]}, and it looks like {names[1]}: which" in finding.message


@pytest.mark.parametrize(
    ("html", "name", "code"),
    [
        (f"<p id='it'>{POLISH}</p>", "Polish", "pl"),
        (f"<p id='it'>{WELSH}</p>", "Welsh", "cy"),
        (f"<ul><li>Help</li><li id='it'><strong>{POLISH}</strong></li></ul>", "Polish", "pl"),
        (f"<blockquote id='it'>{WELSH}</blockquote>", "Welsh", "cy"),
        (f"<div class='paragraph' id='it'>{URDU}</div>", "Urdu", "ur"),
        (f"<h2 id='it'>{CHINESE}</h2>", "Chinese", "zh"),
        (f"<div lang='en'><p>{ENGLISH * 3}</p><p id='it'>{WELSH}</p></div>", "Welsh", "cy"),
    ],
)
def test_asks_about_a_long_block_that_is_not_marked(html, name, code):
    outcome = judged(f"<main><h1>Help</h1><p>{ENGLISH * 3}</p>{html}<p>{ENGLISH}</p></main>")
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert (finding.selector, finding.region) == ("#it", "main")
    assert f"looks like {name} on a page in English" in finding.message
    assert f'lang="{code}"?' in finding.message
    assert len(finding.subject) <= 100


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{ENGLISH}</p>" + "<div lang='cy'>" * 3000 + ENGLISH,
        f"<p>{ENGLISH}</p>" + "<span lang='cy'>y</span>" * 20_000,
        f"<p>{ENGLISH}</p>" + f"<p lang='cy'>{WELSH}</p>" * 3000,
        f"<p lang='cy'>{'a b c d ' * 200_000}</p>",
        f"<p lang='zh'>{CHINESE * 5000}</p>",
        "<p lang>x</p><p lang='-'>y</p><p lang='cy' style>z</p><p translate lang=' cy '></p>",
    ],
)
def test_hostile_pages_stay_quick(html):
    start = perf_counter()
    judged(html)
    assert perf_counter() - start < 20
