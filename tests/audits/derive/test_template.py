"""Pages made from one template share its fingerprint."""

import pytest

from audits.derive.document import Document
from audits.derive.template import template_of

PAGE = "<body class='page {body}'><main class='{main}'><div class='{div}'><p>{text}</p></div></main></body>"


def template(body="", main="wide", div="card", text="Bins"):
    return template_of(
        Document(PAGE.format(body=body, main=main, div=div, text=text), "https://x.test/")
    )


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Council tax"},
        {"body": "page-node-12"},
        {"body": "js logged-in"},
        {"div": "card is-open"},
    ],
)
def test_texts_numbers_and_states_play_no_part(change):
    assert template(**change) == template()


@pytest.mark.parametrize("change", [{"main": "narrow"}, {"div": "hero"}, {"body": "front"}])
def test_another_layout_is_another_template(change):
    assert template(**change) != template()
