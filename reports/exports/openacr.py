"""OpenACR: an Accessibility Conformance Report as YAML, begun by a machine.

https://github.com/GSA/openacr, schema 0.1.0. Every criterion starts as "not-evaluated". A failure
makes it "partially-supports", or "does-not-support" where most pages that were judged fail. Only a
person may ever write "supports".
"""

import sqlite3
from typing import IO, Any

import yaml

from reports import queries
from reports.exports.standing import Standing, standings
from reports.exports.subject import Subject
from reports.rows import Criterion
from reports.wording import count

CATALOGS = {  # by the newest version of WCAG that the law asks for
    "2.2": "2.5-edition-wcag-2.2-en",
    "2.1": "2.4-edition-wcag-2.1-en",
    "2.0": "2.4-edition-wcag-2.0-508-en",
}
MOST = 0.5  # from this share of the pages on, "does not support": VPAT 2.5 says "the majority"
TO_FILL_IN = "to be filled in"
CHAPTERS = {
    "A": "success_criteria_level_a",
    "AA": "success_criteria_level_aa",
}
NOTES = (
    "Begun by Dropkerb from an automated crawl. Nothing in it says that a criterion is met: a "
    "machine can only show failures. A person has to evaluate every criterion before this "
    "report is given to anybody."
)


def write(db: sqlite3.Connection, subject: Subject, stream: IO[str]) -> int:
    """Write the report and return how many criteria it tells a failure of."""
    audits = queries.audits(db, subject.site, subject.run)
    criteria = queries.criteria(db, subject.site, audits)
    stood = standings(db, subject)
    run = subject.run
    document: dict[str, Any] = {
        "title": f"{subject.site.title} Accessibility Conformance Report",
        "product": {
            "name": subject.site.title,
            "version": f"as crawled on {subject.day}",
            "description": subject.site.start_url,
        },
        "author": {"name": TO_FILL_IN, "email": TO_FILL_IN},
        "vendor": {
            "company_name": subject.site.title,
            "email": TO_FILL_IN,
            "website": subject.site.start_url,
        },
        "report_date": subject.day,
        "last_modified_date": subject.day,
        "version": 1,
        "notes": NOTES,
        "evaluation_methods_used": (
            f"Automated crawl of {count(run.pages_audited, 'page')} by Dropkerb "
            f"{run.dropkerb_version}, axe-core {run.axe_version or 'not used'}, IBM's engine "
            f"{run.ibm_version or 'not used'}, in Chromium {run.browser_version or 'not known'}. "
            "No person tested it, and no assistive technology was used."
        ),
        "catalog": CATALOGS[max((each.since for each in criteria), default="2.2")],
        "chapters": {
            **{
                chapter: {
                    "notes": NOTES,
                    "criteria": [
                        _criterion(each, stood[each.id]) for each in criteria if each.level == level
                    ],
                }
                for level, chapter in CHAPTERS.items()
            },
            "success_criteria_level_aaa": {
                "disabled": True,
                "notes": "Level AAA is not asked for.",
            },
        },
    }
    yaml.safe_dump(document, stream, allow_unicode=True, sort_keys=False, width=100)
    return sum(stood[each.id].failed > 0 for each in criteria)


def _criterion(criterion: Criterion, stood: Standing) -> dict[str, Any]:
    level, notes = "not-evaluated", _not_evaluated(stood)
    if stood.failed:
        is_most = stood.failed >= MOST * max(stood.judged, 1)
        level = "does-not-support" if is_most else "partially-supports"
        notes = (
            f"Automation found failures on {count(stood.failed, 'page')} of {stood.judged:,} "
            "that it judged. What it can't judge has to be tested by a person."
        )
    return {
        "num": criterion.number,
        "components": [{"name": "web", "adherence": {"level": level, "notes": notes}}],
    }


def _not_evaluated(stood: Standing) -> str:
    if stood.asked:
        return f"A person must look at {count(stood.asked, 'page')} that automation asks about."
    if stood.is_tested:
        return "Automation tests a part of it and found no failure. A person must evaluate it."
    return "Not tested automatically. A person must evaluate it."
