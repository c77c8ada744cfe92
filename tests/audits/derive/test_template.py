"""Pages made from one template share its fingerprint."""

import pytest

from audits.derive.document import Document
from audits.derive.template import shell_of, template_of

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


@pytest.mark.parametrize("change", [{"div": "hero"}, {"div": "card hero"}])
def test_what_the_main_content_is_made_of_is_no_part_of_the_shell(change):
    assert shell_of(template(**change)) == shell_of(template())


@pytest.mark.parametrize("change", [{"main": "narrow"}, {"body": "front"}])
def test_what_stands_around_it_is(change):
    assert shell_of(template(**change)) != shell_of(template())


def without_main(outer="wrap", inner="card"):
    html = f"<body><div class='{outer}'><div class='{inner}'><p>Bins</p></div></div>"
    return template_of(Document(html, "https://x.test/"))


def test_without_a_main_content_the_shell_is_the_outermost_boxes():
    assert shell_of(without_main()) == shell_of(without_main(inner="hero"))
    assert without_main() != without_main(inner="hero")
    assert shell_of(without_main()) != shell_of(without_main(outer="page"))
