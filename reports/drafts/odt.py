"""A paper as an OpenDocument text: headings, lists and tables are marked up as such."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from odfdo import (
    Cell,
    Column,
    Document,
    Element,
    Frame,
    Header,
    HeaderRows,
    List,
    ListItem,
    Paragraph,
    Row,
    Span,
    Table,
)
from odfdo import Link as Anchor
from PIL import Image, UnidentifiedImageError

from reports.paper import (
    Block,
    Grid,
    Heading,
    Link,
    Mark,
    Paper,
    Picture,
    Points,
    Words,
    parts,
)
from reports.wording import is_web

if TYPE_CHECKING:
    from odfdo.style_base import StyleBase

NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
WIDEST, HIGHEST = 16.0, 8.0  # of a picture, in centimetres
A_CENTIMETRE = 96 / 2.54  # in CSS pixels
LOOKS = {"lead": "Lead", "notice": "Notice", "quiet": "Quiet", "": "Text_20_body"}
REPLACED = ("Standard", "Text_20_body", *(f"Heading_20_{level}" for level in (1, 2, 3)))
STYLES = (
    """<style:style style:name="Standard" style:family="paragraph" style:class="text">
    <style:text-properties fo:font-family="'Liberation Sans', Arial, sans-serif"
    fo:font-size="%(size)dpt" fo:language="en" fo:country="GB"/></style:style>""",
    """<style:style style:name="Text_20_body" style:display-name="Text body"
    style:family="paragraph" style:parent-style-name="Standard" style:class="text">
    <style:paragraph-properties fo:margin-bottom="%(after).2fcm" fo:line-height="115%%"/>
    </style:style>""",
    *(
        f"""<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}"
        style:family="paragraph" style:parent-style-name="Standard"
        style:next-style-name="Text_20_body" style:default-outline-level="{level}"
        style:class="text"><style:paragraph-properties fo:margin-top="0.{above}cm"
        fo:margin-bottom="0.15cm" fo:keep-with-next="always"/>
        <style:text-properties fo:font-size="{size}pt" fo:font-weight="bold"/></style:style>"""
        for level, size, above in ((1, 17, 3), (2, 13, 45), (3, 11, 35))
    ),
    """<style:style style:name="Lead" style:family="paragraph"
    style:parent-style-name="Text_20_body"><style:text-properties fo:font-size="12pt"/>
    </style:style>""",
    """<style:style style:name="Quiet" style:family="paragraph"
    style:parent-style-name="Text_20_body"><style:text-properties fo:color="#46525d"/>
    </style:style>""",
    """<style:style style:name="Notice" style:family="paragraph"
    style:parent-style-name="Text_20_body"><style:paragraph-properties fo:padding="0.2cm"
    fo:border="0.06cm solid #8a5a00" fo:background-color="#fff6de"/>
    <style:text-properties fo:font-weight="bold"/></style:style>""",
    """<style:style style:name="InCell" style:family="paragraph"
    style:parent-style-name="Standard"/>""",
    """<style:style style:name="InHead" style:family="paragraph"
    style:parent-style-name="Standard"><style:paragraph-properties fo:keep-with-next="always"/>
    <style:text-properties fo:font-weight="bold"/></style:style>""",
    *(
        f"""<style:style style:name="Mark{tone}" style:family="text"><style:text-properties
        fo:font-weight="bold"{colour}/></style:style>"""
        for tone, colour in (
            ("", ""),
            ("good", ' fo:background-color="#d6f0df"'),
            ("bad", ' fo:background-color="#fbdcd8"'),
        )
    ),
    """<style:style style:name="Blank" style:family="text">
    <style:text-properties fo:background-color="#fff1a8"/></style:style>""",
)
LABEL = """<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
    <style:list-level-label-alignment text:label-followed-by="listtab"
    text:list-tab-stop-position="0.8cm" fo:text-indent="-0.6cm" fo:margin-left="0.8cm"/>
    </style:list-level-properties>"""
LISTS = (
    f"""<text:list-style style:name="Points"><text:list-level-style-bullet text:level="1"
    text:bullet-char="•">{LABEL}</text:list-level-style-bullet></text:list-style>""",
    f"""<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1"
    style:num-format="1" style:num-suffix=".">{LABEL}</text:list-level-style-number>
    </text:list-style>""",
)
CELLS = tuple(
    f"""<style:style style:name="{name}" style:family="table-cell">
    <style:table-cell-properties fo:padding="0.09cm" fo:border="0.02cm solid #8b97a1"{more}/>
    </style:style>"""
    for name, more in (("GridCell", ""), ("GridHead", ' fo:background-color="#eef2f4"'))
)
COLUMNS = tuple(
    f"""<style:style style:name="{name}" style:family="table-column">
    <style:table-column-properties style:rel-column-width="{share}*"/></style:style>"""
    for name, share in (("Narrow", 32), ("Wide", 68))
)
WHOLE = """<style:style style:name="GridWhole" style:family="table"><style:table-properties
    style:may-break-between-rows="false" table:align="margins"/></style:style>"""


def write(paper: Paper, path: Path, *, is_one_page: bool = False) -> None:
    """Write the paper; pictures become PNG, which every word processor shows."""
    document = Document("text")
    document.body.clear()
    document.language = "en-GB"
    document.meta.title = _clean(paper.title)
    document.meta.description = paper.what_it_is
    document.meta.language = "en-GB"
    if paper.day:
        document.meta.creation_date = datetime.fromisoformat(paper.day)
    _add_styles(document, is_one_page=is_one_page)
    body = document.body
    body.append(_paragraph(paper.what_it_is, "Notice"))
    body.append(Header(1, _clean(paper.title)))
    for number, block in enumerate(paper.blocks, 1):
        for element in _elements(document, block, number):
            body.append(element)
    document.save(str(path))


def _add_styles(document: Document, *, is_one_page: bool) -> None:
    """Put our looks in the place of the template's: no numbers before headings, no slant."""
    outline = document.get_style("outline", "Outline")
    for level in outline.children if outline is not None else ():
        level.set_attribute("style:num-format", "")
        for attribute in ("loext:num-list-format", "style:num-suffix"):
            level.del_attribute(attribute)
    for name in REPLACED:
        style = document.get_style("paragraph", name)
        if style is not None:
            style.delete()
    numbers = {"size": 10, "after": 0.12} if is_one_page else {"size": 11, "after": 0.22}
    for xml in STYLES:
        document.insert_style(_style(xml % numbers))
    for xml in LISTS:
        document.insert_style(_style(xml % numbers))
    for xml in (*CELLS, *COLUMNS, WHOLE):
        document.insert_style(_style(xml), automatic=True)


def _style(xml: str) -> "StyleBase":
    return cast("StyleBase", Element.from_tag(xml))


def _clean(text: str) -> str:
    return NO_XML.sub("\ufffd", text)


def _paragraph(text: str, style: str) -> Paragraph:
    """Return a paragraph in which blanks are marked, and stand in brackets for who can't see it."""
    paragraph = Paragraph(style=style)
    for part, is_blank in parts(text):
        words = _clean(part)
        paragraph.append(Span(f"[{words}]", style="Blank") if is_blank else Span(words))
    return paragraph


def _elements(document: Document, block: Block, number: int) -> Sequence[Element]:
    if isinstance(block, Heading):
        return [Header(block.level, _clean(block.text))]
    if isinstance(block, Words):
        return [_paragraph(block.text, LOOKS[block.look])]
    if isinstance(block, Points):
        style = "Numbers" if block.is_numbered else "Points"
        listed = List(style=style)
        for item in block.items:
            listed.append(ListItem(_paragraph(item, "Text_20_body")))
        return [listed]
    if isinstance(block, Grid):
        return [_paragraph(block.caption, "InHead"), _table(block, number), Paragraph()]
    return _picture(document, block)


def _table(grid: Grid, number: int) -> Table:
    table = Table(f"Table{number}", style="GridWhole" if grid.is_compact else None)
    if grid.is_compact:
        table.append(Column(style="Narrow"))
        table.append(Column(style="Wide"))
    else:
        table.append(Column(repeated=len(grid.heading)))
    head = HeaderRows()
    row = Row()
    for words in grid.heading:
        row.append(_cell(words, "GridHead", "InHead"))
    head.append(row)
    table.append(head)
    for values in grid.rows:
        row = Row()
        for value in values:
            row.append(_cell(value, "GridCell", "InCell"))
        table.append(row)
    return table


def _cell(value: str | Link | Mark, style: str, inner: str) -> Cell:
    cell = Cell(cell_type="string", style=style)
    if isinstance(value, Link):
        paragraph = Paragraph(style=inner)
        if is_web(value.url):
            paragraph.append(Anchor(_clean(value.url), text=_clean(value.text)))
        else:
            paragraph.append(Span(_clean(value.text)))
    elif isinstance(value, Mark):
        paragraph = Paragraph(style=inner)
        paragraph.append(Span(_clean(value.text), style=f"Mark{value.tone}"))
    else:
        paragraph = _paragraph(value, inner)
    cell.append(paragraph)
    return cell


def _picture(document: Document, picture: Picture) -> Sequence[Element]:
    """Return a paragraph with the picture, or none when nobody could show it."""
    png = io.BytesIO()
    try:
        with Image.open(io.BytesIO(picture.content)) as image:
            image.convert("RGB").save(png, "PNG")
    except (UnidentifiedImageError, OSError, ValueError):
        return []
    png.seek(0)
    wide, high = picture.width / A_CENTIMETRE, picture.height / A_CENTIMETRE
    scale = min(1.0, WIDEST / wide, HIGHEST / high)
    frame = Frame.image_frame(
        document.add_file(png),
        size=(f"{wide * scale:.2f}cm", f"{high * scale:.2f}cm"),
        anchor_type="as-char",
    )
    frame.svg_description = _clean(picture.alt)
    paragraph = Paragraph(style="Text_20_body")
    paragraph.append(frame)
    return [paragraph]
