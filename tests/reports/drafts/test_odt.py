"""The ODT of each paper, read back by odfpy, which did not write it."""

import io

import pytest
from odf import teletype
from odf.dc import Language, Title
from odf.draw import Frame
from odf.draw import Image as DrawImage
from odf.svg import Desc
from odf.table import Table, TableHeaderRows, TableRow
from odf.text import H, ListItem, P, Span
from PIL import Image

from reports.drafts import DRAFTS


def words(element):
    return teletype.extractText(element)


@pytest.mark.parametrize("name", DRAFTS)
def test_says_the_same_as_the_html(drafted, name):
    document = drafted(name, "odt").odf()
    page = drafted(name).page
    headings = [" ".join(each.text_content().split()) for each in page.xpath("//h1|//h2|//h3")]
    assert [words(each) for each in document.getElementsByType(H)] == headings
    levels = [int(each.tag[1]) for each in page.xpath("//h1|//h2|//h3")]
    assert [
        int(each.getAttribute("outlinelevel")) for each in document.getElementsByType(H)
    ] == levels
    assert len(document.getElementsByType(ListItem)) == len(page.xpath("//li"))
    assert len(document.getElementsByType(TableRow)) == len(page.xpath("//tr"))
    assert len(document.getElementsByType(Table)) == len(
        document.getElementsByType(TableHeaderRows)
    )
    blanks = [each for each in document.getElementsByType(Span)
              if each.getAttribute("stylename") == "Blank"]  # fmt: skip
    assert len(blanks) == len(page.xpath("//span[@class='blank']"))
    assert all(words(each).startswith("[") for each in blanks)


def test_language_title_and_what_it_is(drafted):
    document = drafted("statement", "odt").odf()
    assert words(document.meta.getElementsByType(Title)[0]).startswith("Non-accessible content")
    assert words(document.meta.getElementsByType(Language)[0]) == "en-GB"
    assert words(document.text.getElementsByType(P)[0]).startswith("A draft made by Dropkerb")


def test_a_picture_with_its_words(council, drafted):
    webp = io.BytesIO()
    Image.new("RGB", (320, 160)).save(webp, "WEBP")
    council.add("evidence", cause_id=1, page_id=1, run_id=2, role="image", name="", width=320, height=160,
                picture=webp.getvalue())  # fmt: skip
    document = drafted("letter", "odt").odf()
    (frame,) = document.getElementsByType(Frame)
    assert words(frame.getElementsByType(Desc)[0]).startswith("The element boxed in red")
    href = frame.getElementsByType(DrawImage)[0].getAttribute("href")
    assert document.Pictures[href][1].startswith(b"\x89PNG") or href.endswith(".png")
    assert "data:image/webp;base64," in drafted("letter").page.xpath("//img/@src")[0]


def test_a_broken_picture_is_left_out(council, drafted):
    council.add("evidence", cause_id=1, page_id=1, run_id=2, role="", name="", width=9, height=9,
                picture=b"RIFF")  # fmt: skip
    assert not drafted("letter", "odt").odf().getElementsByType(Frame)


def test_hostile_words(council, drafted):
    council.db.execute("UPDATE sites SET title = ?", ["<b>x</b> [[y]] \x01\ufffe & \U0001f600"])
    council.db.execute(
        "UPDATE findings SET message = '<script>alert(1)</script>', selector = ']]>'"
    )
    council.db.conn.commit()
    document = drafted("letter", "odt").odf()
    assert "<b>x</b> [ [y] ]" in words(document.getElementsByType(H)[0])
    page = drafted("letter").page
    assert not page.xpath("//script|//b")
    assert "[ [y] ]" in page.findtext(".//h1")
