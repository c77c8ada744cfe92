"""Text from strangers does nothing in a spreadsheet and nothing on a terminal."""

import io

import pytest

from crawler.plain import cells_for, spreadsheet_safe
from reports import wording


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("safe", [spreadsheet_safe, wording.spreadsheet_safe])
@pytest.mark.parametrize("cell", ["Bins", "1.4.3", "a=b", "/bins", -1.5, 7])
def test_what_is_no_formula_stays(safe, cell):
    assert safe(cell) == cell


@pytest.mark.parametrize("safe", [spreadsheet_safe, wording.spreadsheet_safe])
@pytest.mark.parametrize("cell", ["=1+1", "  =1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1"])
def test_the_report_and_the_commands_agree_on_formulas(safe, cell):
    assert safe(cell) == f"'{cell}"


def test_a_terminal_gets_no_escape_codes_and_a_file_gets_what_is_so():
    row = ["\x1b[31mred", 1, "=x"]
    assert cells_for(io.StringIO(), row) == ["\x1b[31mred", 1, "'=x"]
    assert cells_for(Terminal(), row) == ["\ufffd[31mred", 1, "'=x"]
