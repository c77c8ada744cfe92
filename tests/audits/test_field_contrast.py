"""field-contrast: a field whose edge nobody sees is wrong, unless words inside show it."""

from audits.checks.field_contrast import field_contrast
from audits.derive.document import Document

PAGE = Document("<main><input id='a'></main>", "https://x.test/")


def judged(**more):
    place = {"selector": "#a", "html": "<input id='a'>", "contrast": 1.36, "hasHint": False, **more}
    return field_contrast({"fields": [place]}, PAGE)


def test_passes_pages_without_such_fields():
    assert field_contrast({"fields": []}, PAGE).status == "passed"


def test_fails_a_field_with_a_pale_edge():
    outcome = judged()
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert "1.36:1" in outcome.findings[0].message


def test_asks_where_words_inside_may_show_the_field():
    outcome = judged(hasHint=True)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")
