"""placeholder-labels: a placeholder alone is no label."""

import pytest

from audits.checks.placeholder_labels import placeholder_labels
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x/")
    return placeholder_labels(document)


@pytest.mark.parametrize(
    "html",
    [
        "<label for='a'>Age</label><input id='a' placeholder='In years'>",
        "<label>Age <input placeholder='In years'></label>",
        "<input aria-label='Age' placeholder='In years'>",
        "<input title='Age' placeholder='In years'>",
        "<label for='a' class='sr-only'>Your age now</label><input id='a' placeholder='40'>",
        "<form role='search'><input name='q' placeholder='Search'><button>Search</button></form>",
    ],
)
def test_passes_fields_with_a_name_of_their_own(html):
    assert judged(html).status == "passed"


def test_is_not_applicable_without_fields():
    assert judged("<p>Age</p>").status == "not applicable"


def test_fails_a_field_with_nothing_but_a_placeholder():
    outcome = judged("<form><input id='a' placeholder='Age'><input aria-label='Name'></form>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    (finding,) = outcome.findings
    assert (finding.selector, finding.region) == ("#a", "main")
    assert "“Age”" in finding.message


@pytest.mark.parametrize(
    "html",
    [
        # what a screen reader is told is no help to those who see
        "<input id='a' aria-label='Your age' placeholder='Your age'>",
        "<label for='a' class='sr-only'>Age</label><input id='a' placeholder='Your age *'>",
        "<form><input id='a' placeholder='Age'><button>Send</button></form>",
        "<form><input id='a' placeholder='Age'><input type=submit value='Submit form'></form>",
    ],
)
def test_fails_a_field_whose_only_label_in_sight_is_a_placeholder(html):
    outcome = judged(html)
    assert outcome.status == "failed"
    assert outcome.findings[0].selector == "#a"


@pytest.mark.parametrize(
    "html",
    [
        "<form><p>Age</p><input placeholder='In years'><input aria-label='Name'></form>",
        "<form><input placeholder='Email'><button>Get our news</button></form>",
    ],
)
def test_asks_where_words_beside_the_field_may_be_its_label(html):
    assert judged(html).status == "needs review"
