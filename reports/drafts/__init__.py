"""Papers for people: drafted from the record, with blanks for what only a person can decide."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.drafts.burden import burden
from reports.drafts.councillors import councillors
from reports.drafts.letter import letter
from reports.drafts.statement import statement
from reports.drafts.writing import FORMATS
from reports.exports.subject import subject_of
from reports.exports.writing import whole_file
from reports.paper import Paper
from reports.source import ReportError, reading

DRAFTS: Mapping[str, Callable[..., Paper]] = {
    "statement": statement,
    "burden": burden,
    "councillors": councillors,
    "letter": letter,
}
ONE_PAGE = frozenset({"councillors"})


@dataclass(frozen=True, slots=True)
class Drafted:
    """A paper that was written."""

    path: Path
    title: str


def draft(
    record: Path,
    name: str,
    form: str = "html",
    out: Path | None = None,
    *,
    site: str | None = None,
    criteria: Sequence[str] = (),
) -> Drafted:
    """Write one paper about one site, as it stands after its last finished run.

    Criteria, such as 1.4.3, choose the sheets of the worksheet; other papers take none.
    Without `out` the file is named after site and paper, and stands in the current folder. Raises
    ReportError, with one sentence, for a wrong record, site or place, and for a full disk.
    """
    if criteria and name != "burden":
        raise ReportError("Only the worksheet (burden) is about single criteria.")
    chosen = {"criteria": criteria} if criteria else {}
    with reading(record) as db:
        subject = subject_of(db, site=site)
        path = out or Path(f"{subject.slug}-{name}-{subject.day}.{form}")
        paper = DRAFTS[name](db, subject, **chosen)
        with whole_file(path, record) as place:
            FORMATS[form](paper, place, is_one_page=name in ONE_PAGE)
    return Drafted(path, paper.title)
