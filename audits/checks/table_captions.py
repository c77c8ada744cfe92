"""Tables of data say what they are about."""

import re

from audits.derive.document import Document
from audits.derive.found import found_at
from audits.derive.tables import Table, tables_of
from audits.model import Impact, Outcome, failed, not_applicable, passed
from audits.registry import audit

FEWEST_ROWS = 3  # of a table that needs a name
MOST_FINDINGS = 20
DAYS_OF_WEEK, FEWEST_DAYS = 7, 28
DAY = re.compile(r"[0-3]?[0-9]")


@audit(
    title="Tables say what they are about",
    failure_title="A table has no caption and no heading",
    category="best practice",
    certainty="advice",
    impact=Impact.MINOR,
    unit="tables",
    version=2,
)
def table_captions(document: Document) -> Outcome:
    """Tables say what they are about.

    ## Why it matters
    A screen reader can list the tables of a page by their captions. Without one, people have to
    read into each table to find the one they want.

    ## Who is hurt
    People who use a screen reader, and everybody who comes to a long page with more than one table.

    ## What it checks
    Tables of data with header cells and three rows or more. They should have a caption, a name by
    ARIA, or a figure with a caption around them. A heading since the last table will do, but not
    the main heading of the page. So will a bold line or a sentence that ends in a colon, right
    before it. It leaves out calendars.

    ## How to fix
    Write a caption in the table properties of the editor: "Charges from April 2026". In code, put
    caption first inside table.

    ## Source
    W3C, Web Accessibility Tutorials, Tables, Caption and summary; WCAG 2.2, technique H39. Good
    practice: no success criterion asks for a caption.
    """
    tables = [each for each in tables_of(document) if _is_long(each)]
    if not tables:
        return not_applicable("no tables of data with headers on the page")
    findings = [
        found_at(
            each.element,
            document,
            "The table has no caption, and no heading stands over it.",
            impact=Impact.MINOR,
        )
        for each in tables
        if not (each.has_caption or each.has_name or each.is_headed)
    ]
    if not findings:
        return passed(0, "tables")
    return failed(*findings[:MOST_FINDINGS], value=len(findings), unit="tables")


def _is_long(table: Table) -> bool:
    is_long = table.is_data and table.has_header and len(table.rows) >= FEWEST_ROWS
    return is_long and not _is_calendar(table)


def _is_calendar(table: Table) -> bool:
    """Whether its cells are the days of a month, for people to choose one."""
    days = [each.text.strip() for row in table.rows for each in row.filled if not each.is_header]
    is_week = any(len(row.cells) == DAYS_OF_WEEK for row in table.rows)
    return is_week and len(days) >= FEWEST_DAYS and all(map(DAY.fullmatch, days))
