"""The papers and exports that every report carries: those that cost next to nothing to make."""

import sqlite3
from pathlib import Path

from reports.drafts import DRAFTS, ONE_PAGE
from reports.drafts.writing import FORMATS as FORMS
from reports.exports import FORMATS
from reports.exports.subject import Subject
from reports.facts import Facts
from reports.paper import Download

WITH_REPORT = ("xlsx", "openacr")  # the others hold megabytes: dropkerb export makes them


def _forms(name: str) -> tuple[tuple[str, str], ...]:
    return (("HTML", f"drafts/{name}.html"), ("ODT", f"drafts/{name}.odt"))


DOWNLOADS = (
    Download(
        "What does not work",
        "A draft of that section of your accessibility statement.",
        _forms("statement"),
    ),
    Download(
        "Is it a disproportionate burden?",
        "A worksheet for the assessment that the law wants before a claim.",
        _forms("burden"),
    ),
    Download(
        "A page for councillors",
        "Where the website stands this quarter, on one sheet of paper.",
        _forms("councillors"),
    ),
    Download(
        "The risk register as a table",
        "With pages, criteria, statement checks and the regulator's cases.",
        (("XLSX", "register.xlsx"), ("CSV", "risk-register.csv")),
    ),
    Download(
        "Conformance report, begun",
        "OpenACR: failures are filled in, the rest waits for a person.",
        (("YAML", "openacr.yaml"),),
    ),
)


def subject_of_report(facts: Facts) -> Subject:
    """Return what the report is about, in the way that papers and exports ask for it."""
    return Subject(facts.site, facts.run, is_latest=True)


def write(db: sqlite3.Connection, facts: Facts, folder: Path) -> None:
    """Write every paper and export that the pages point to."""
    subject = subject_of_report(facts)
    (folder / "drafts").mkdir()
    for name, draft in DRAFTS.items():
        paper = draft(db, subject)
        for form, write_form in FORMS.items():
            if (name, form) != ("letter", "html"):  # it is a page of the report
                place = folder / "drafts" / f"{name}.{form}"
                way_back = {"back": "../law.html"} if form == "html" else {}
                write_form(paper, place, is_one_page=name in ONE_PAGE, **way_back)
    for name in WITH_REPORT:
        FORMATS[name].write(db, subject, folder / FORMATS[name].ending)
    FORMATS["csv"].write(db, subject, folder / "risk-register.csv")
