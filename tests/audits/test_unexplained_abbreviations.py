"""unexplained-abbreviations: short forms that the page does not explain, and nothing else in capitals."""

import time

import pytest

from audits.checks.unexplained_abbreviations import unexplained_abbreviations
from audits.derive.page import page_artefacts


def judged(html, language="en"):
    page = f"<html lang='{language}'><body><main>{html}</main></body></html>"
    found = page_artefacts(page, "https://x.test/", axe=None)
    return unexplained_abbreviations(found["prose"], found["document"])


@pytest.mark.parametrize(
    "text",
    [
        "Ask the NHS or the DWP for a PDF of the form.",
        "A tree preservation order (TPO) protects a tree. You may not fell a tree with a TPO.",
        "Your tree may have a TPO (tree preservation order) if it is old.",
        "Some trees are protected. Ask us about a TPO first. TPO stands for an order of ours.",
        "A house in multiple occupation needs a licence. Apply for your HMO licence now.",
        "Your tree may have a <abbr title='tree preservation order'>TPO</abbr> if it is old.",
        "You MUST NOT park here at any time, it is NOT allowed.",
        "THE TPO AND HMO RULES ARE ALL IN CAPITALS HERE.",
        "Drive along the A40 to OX12 3AB and ask for form TPO 12 there.",
        "Ask for the SCOUT award, or the LIDAR maps of the valley.",
        "King Henry VIII was here, and so was Louis XIV of France.",
        "Send it to TPO@x.test or look at the page x.test/TPO instead.",
        "Our system is called Tpo by some and TPO by the other staff.",
        "TPO",
        "See the TPO page",
        "Edit it all in the CMS",
        "Press the button STD / EXT / ADD in the bar below.",
        "Ring the office of QRST Ltd. They sell the bags.",
        'He wrote of the bill: "My tree had a TPO for years", and no more was said.',
        "A TPO rule (an order that protects a tree) is on the map of the town.",
        "A TPO is an order of ours that protects a tree from being felled.",
        "We keep the map in the WMF Windows Metafile form for you.",
        "Ask for the XPP here. XPP: Abbreviation for a panel. An XPP abbreviation of ours.",
        "Come to the hall at NIGHT or once a MONTH. Bring your SOCKS.",
        "<a href='/x'>How to ask for a TPO on a tree in your own garden or street</a>",
        "The line has a FIN flag. Type <code>FIN=1</code> and then look for FIN in what you get.",
        "Press the DEL key to take the line out of the form again.",
        "You can send the text with the command VRFY at any time.",
        "More of this is told on another page (the ETRN command).",
    ],
)
def test_passes_what_is_known_or_explained(text):
    assert judged(f"<h1>Trees</h1><p>{text}</p>").status == "passed"


def test_passes_what_is_explained_elsewhere_on_the_page():
    html = "<p>Your tree may have a TPO on it.</p><h2>What is a tree preservation order?</h2>"
    assert judged(html).status == "passed"


def test_is_not_applicable_without_text():
    assert judged("<h1>TPO</h1>").status == "not applicable"


def test_is_not_applicable_in_another_language():
    html = "<p>Gall fod gan eich coeden TPO arni hi.</p>"
    assert judged(html, "cy").status == "not applicable"
    assert judged(f"<div lang='cy'>{html}</div>").status == "not applicable"
    assert judged(f"<div lang='cy'>{html}</div><p>We look after trees.</p>").status == "passed"


@pytest.mark.parametrize(
    "text",
    [
        'The "old map" shows each TPO of the town, and so does the "new map" of it.',
        "Each TPO is shown on the map of the town, with the tree that it is for.",
        "How to ask for a TPO on a tree in <a href='/x'>your garden</a> or street",
        "The keyword is not the TPO of your tree but its number.",
    ],
)
def test_advises_beside_what_explains_nothing(text):
    assert [each.subject for each in judged(f"<p>{text}</p>").findings] == ["TPO"]


def test_the_finding_quotes_the_part_of_a_long_sentence_that_has_it():
    (finding,) = judged(
        f"<p>{'Ask us about a tree and ' * 20} then ask for its TPO here.</p>"
    ).findings
    assert "its TPO here" in finding.message


@pytest.mark.parametrize("short", ["TPO", "HMO", "CAB", "EHCP", "LCWIP"])
def test_advises_to_explain(short):
    outcome = judged(f"<p>You can ask us about your {short} at any time.</p>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert (finding.subject, finding.region) == (short, "")


def test_tells_each_once_and_few_of_many():
    assert judged("<p>Ask us about the TPO on your tree.</p>" * 9).value == 1
    shorts = ("BCD", "FGH", "JKL", "NPQ", "RST", "VWX", "ZBC")
    html = "".join(f"<p>You may ask us about your {each} at any time.</p>" for each in shorts)
    assert judged(html).value == 5


@pytest.mark.parametrize(
    "html",
    [
        "<p>You may ask about the TPO here.</p>" * 3_000,
        "<p>" + "QWX about a tree on the land. " * 3_000,
        "<p>" + "A" * 200_000,
        "<p>You may ask about the TPO here.</p>" + "<code>" * 200 + "QRS " * 400_000,
        "<p>see " + "(" * 50_000 + " TPO and so on here</p>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 15
