"""unannounced-handoff: a link hands people to another website without a word."""

import pytest

from audits.checks.unannounced_handoff import unannounced_handoff

URL = "https://www.town.gov.uk/parking"


def said(artefacts, main):
    found = artefacts(main, url=URL)
    return unannounced_handoff(found["main_text"], found["document"])


@pytest.mark.parametrize(
    "main",
    [
        "<a href='/pay'>Pay now</a>",
        "<a href='https://my.town.gov.uk/pay'>Pay now</a>",
        "<a href='https://other.test/'>A guide for drivers</a>",
        "<a href='https://permits.test/'>Apply on the permits website</a>",
        "<a href='https://permits.test/'>Apply with Permits</a>",
        "<p><a href='https://permits.test/'>Apply</a> (opens another website)</p>",
        "<p>Ringland Ltd sells them for us. <a href='https://rl.test/'>Buy a ticket</a></p>",
        "<p><a href='https://www.gov.uk/x'>Apply on GOV.UK</a></p>",
        "<p><a href='https://www.gov.uk/apply-blue-badge'>Apply for a permit online</a></p>",
        "<p><a href='https://x.test/' title='External link'>Book a place</a></p>",
        "<a href='https://x.test/'>Pay at PayPoint</a>",
        "<p>Run for the council by RingGo.</p><p><a href='https://rg.test/'>Pay for parking</a></p>",
        "<p>Do it in your My Town account.</p><p><a href='https://acc.test/'>Apply online</a></p>",
        "<p>In your My Town account:</p><ul><li>a</li></ul><p><a href='https://a.test/'>Apply</a></p>",
        "<p><a href='https://a.test/'>Use My Town</a></p><a href='https://a.test/'>Register now</a>",
        "<p>Slots are at www.tips.test too.</p><p>a</p><p><a href='https://tips.test/'>Book</a></p>",
        "<a href='mailto:a@b.test'>Ask us</a>",
        "<a href='#form'>Apply</a>",
    ],
)
def test_passes_links_that_say_so_or_stay(artefacts, main):
    assert said(artefacts, main).status == "passed"


@pytest.mark.parametrize(
    "main",
    [
        "<p>It costs £5. <a href='https://permits.test/x'>Apply now</a></p>",
        "<p><a class='btn' href='https://pay.test/x'>Your fine</a></p>",
        "<p>You can. It costs £5. Then wait.</p><p><a href='https://pm.test/x'>Apply now</a></p>",
        "<h2>Parking at Town Hall</h2><p><a href='https://pm.test/x'>Apply now</a></p>",
        "<p><a href='https://other-self.achieveservice.com/x'>Report it</a></p>",
    ],
)
def test_fails_links_that_say_nothing(artefacts, main):
    outcome = said(artefacts, main)
    assert outcome.status == "failed"
    assert "nothing says so" in outcome.findings[0].message


def test_asks_where_the_host_has_the_name_of_the_council(artefacts):
    outcome = said(
        artefacts, "<p><a href='https://town-self.achieveservice.com/x'>Report it</a></p>"
    )
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")


def test_keeps_few_findings(artefacts):
    links = "".join(f"<p><a href='https://p{n}.test/'>Apply now</a></p>" for n in range(3000))
    assert len(said(artefacts, links).findings) == 20
