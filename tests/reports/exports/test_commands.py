"""The commands are thin: one line when done, one sentence when not."""

import pytest
from click.testing import CliRunner

from crawler.cli import cli


def told(*asked):
    return CliRunner().invoke(cli, [str(each) for each in asked], standalone_mode=True)


def test_export(council, tmp_path):
    done = told("export", "--format", "csv", "--db", council.path, "--out", tmp_path / "x.csv")
    assert done.exit_code == 0
    assert done.output.startswith(f"{tmp_path / 'x.csv'}: 2 rows, ")
    assert (tmp_path / "x.csv").stat().st_size > 0


@pytest.mark.parametrize("paper", ["statement", "burden", "councillors", "letter"])
def test_draft(council, tmp_path, paper):
    done = told("draft", paper, "--db", council.path, "--out", tmp_path / "x.html")
    assert done.exit_code == 0
    assert "Mudford Council" in done.output


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["export", "--format", "csv", "--db", "nowhere.db"], "There is no record nowhere.db"),
        (["export", "--format", "csv", "--site", "q"], 'holds no site "q"'),
        (["draft", "burden", "--criterion", "9.9.9"], "no sure failure of 9.9.9"),
        (["draft", "letter", "--criterion", "1.1.1"], "Only the worksheet"),
    ],
)
def test_mistakes_are_one_sentence_and_exit_code_3(council, tmp_path, asked, said):
    db = [] if "--db" in asked else ["--db", council.path]
    failed = told(*asked, *db, "--out", tmp_path / "x")
    assert failed.exit_code == 3
    assert said in failed.output
    assert len(failed.output.strip().splitlines()) == 1
    assert not (tmp_path / "x").exists()


def test_what_is_not_known_as_a_format_is_refused(council):
    failed = told("export", "--format", "pdf", "--db", council.path)
    assert failed.exit_code != 0
    assert "'earl', 'openacr'" in failed.output
