"""Pictures: which are there for whom, and the words they stand among."""

import pytest

from audits.derive.document import Document
from audits.derive.pictures import control_around, file_of, pictures_of, stem_of


def read(html):
    return Document(f"<html><body>{html}</body></html>", "https://x.test/")


def test_tells_named_pictures_from_those_that_only_eyes_see():
    document = read(
        "<img id='a' alt='Bins'><img id='b' alt=''><img id='c' alt='Fog' aria-hidden='true'>"
        "<img id='d' alt='Fog' role='presentation'><span id='e' role='img' aria-label='Fog'></span>"
        "<canvas id='f'></canvas><img id='g' alt='Fog' hidden>"
        "<div aria-hidden='true'><img id='h' alt='Fog'></div>"
        "<img id='i' alt='Fog' width='1' height='1'>"
    )
    found = pictures_of(document)
    assert [each.get("id") for each in found.named] == ["a", "e"]
    assert [each.get("id") for each in found.drawn] == ["a", "b", "c", "d", "f", "i"]
    assert pictures_of(document) is found


def test_the_text_is_what_is_told():
    document = read(
        "<p>Bins <b>and</b> bags</p><p hidden>No</p><p aria-hidden='true'>No</p>"
        "<button aria-label='Close'>x</button> End"
    )
    assert pictures_of(document).text() == "bins and bags close end"


@pytest.mark.parametrize(
    ("source", "name", "stem"),
    [
        ("/files/Town%20hall.jpg?v=2", "Town hall.jpg", "Town hall"),
        ("hall.jpg", "hall.jpg", "hall"),
        ("https://x.test/a/b.tar.gz#x", "b.tar.gz", "b.tar"),
        ("data:image/png;base64,AAA/b.jpg", "", ""),
        ("http://[x/hall.jpg", "", ""),
        ("", "", ""),
    ],
)
def test_names_the_file(source, name, stem):
    assert (file_of(source), stem_of(source)) == (name, stem)


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<a href='/'><span><img></span></a>", "a"),
        ("<button><img></button>", "button"),
        ("<div role='button'><img></div>", "div"),
        ("<p><img></p>", None),
    ],
)
def test_finds_the_control_around(html, tag):
    control = control_around(read(html).body.find(".//img"))
    assert (None if control is None else control.tag) == tag
