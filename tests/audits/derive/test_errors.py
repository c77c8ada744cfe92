"""Messages about mistakes: named so, shown, and speaking of something to be mended."""

import pytest

from audits.derive.document import Document
from audits.derive.errors import error_messages_in


def messages(html):
    body = Document(f"<html><body>{html}</body></html>", "https://x.test/").body
    return [each.text_content() for each in error_messages_in(body)]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p class='error'>Enter your name</p>", ["Enter your name"]),
        ("<div id='errors'><p class='error'>Enter your name</p></div>", ["Enter your name"]),
        ("<p class='error'>Page not found</p>", []),
        ("<p class='error' hidden>Enter your name</p>", []),
        ("<p class='terror'>Enter your name</p>", []),
        ("<div class='has-error'><label>Enter a name <input></label></div>", []),
        (f"<p class='error'>{'Enter your name ' * 40}</p>", []),
    ],
)
def test_messages(html, found):
    assert messages(html) == found
