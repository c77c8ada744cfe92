"""long-form: very many things to fill in on one page."""

import pytest

from audits.checks.long_form import long_form


def form(number, inside=""):
    fields = "".join(f"<label>Field {n} <input name='f{n}'></label>" for n in range(number))
    return f"<form id='f' action='/send'>{fields}{inside}<button>Send</button></form>"


def said(artefacts, main):
    return long_form(artefacts(main)["document"])


@pytest.mark.parametrize(
    "main",
    [
        form(20),
        form(19) + form(19),
        form(5, "<fieldset>" + "<input type='checkbox' name='c'>" * 60 + "</fieldset>"),
        form(5, "<input type='radio' name='r'>" * 60),
        form(5, "<input type='hidden' name='h'>" * 60),
        form(5, "<select name='s'>" + "<option>a" * 90 + "</select>"),
        "<p>Step 2 of 5</p>" + form(50),
        form(50, "<button>Save and come back later</button>"),
    ],
)
def test_passes_forms_of_a_length_that_people_can_bear(artefacts, main):
    assert said(artefacts, main).status == "passed"


@pytest.mark.parametrize("main", ["<p>Bins</p>", "<form><button>Start</button></form>"])
def test_is_not_applicable_without_fields(artefacts, main):
    assert said(artefacts, main).status == "not applicable"


def test_fails_more_than_forty(artefacts):
    outcome = said(artefacts, form(41))
    assert outcome.status == "failed"
    assert outcome.findings[0].selector == "#f"


def test_asks_about_more_than_twenty(artefacts):
    outcome = said(artefacts, form(21))
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")
