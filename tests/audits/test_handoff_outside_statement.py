"""handoff-outside-statement: systems that the accessibility statement does not name."""

import pytest

from audits.checks.handoff_outside_statement import handoff_outside_statement
from audits.derive.actions import Action
from tests.audits.made_site import FORM, HAND_OFF, judged, known

STATEMENT = "https://town.test/accessibility"
GOV = Action("hand-off", "Apply on GOV.UK", "https://www.gov.uk/apply")
OWN = Action("hand-off", "Apply", "https://my.town.test/apply")


def said(*actions, text="This statement is about town.test."):
    pages = known(actions=actions), known(STATEMENT, "Accessibility statement")
    statements = {STATEMENT: text} if text else {}
    return judged(handoff_outside_statement, *pages, statements=statements, of=STATEMENT)


ON_SITE = Action("hand-off", "Apply", "https://town.test/xfp/form/1", "Jadu XForms Pro / Connect")
IN_FRAME = Action("form", "", "https://forms.supplier.test/bin", "Supplier")


@pytest.mark.parametrize("action", [FORM, GOV, OWN, ON_SITE])
def test_passes_what_is_not_handed_to_a_supplier(action):
    assert said(action).status == "passed"


@pytest.mark.parametrize("text", ["It also covers forms.supplier.test.", "Forms by SUPPLIER"])
def test_passes_systems_that_the_statement_names(text):
    assert said(HAND_OFF, text=text).status == "passed"


def test_says_nothing_without_a_statement():
    assert said(HAND_OFF, text="") is None


def test_asks_about_systems_that_it_does_not_name_once():
    outcome = said(HAND_OFF, HAND_OFF)
    assert (outcome.status, len(outcome.findings)) == ("needs review", 1)
    assert outcome.findings[0].message.endswith("?")


def test_asks_about_a_form_that_a_suppliers_frame_brings():
    (finding,) = said(IN_FRAME).findings
    assert finding.message.startswith("A form on a page of this site comes from Supplier (forms.")
