"""A run taken back: what it changed is as it was, what it was answered stays on record."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from crawler.store.runs import Run

FACTS = "kind, title, language, template, click_depth, in_links, audited_run_id"


def undo_run(db: "Database", run: "Run") -> None:
    """Take back what a run that is not to be believed began, ended and wrote of pages.

    Its visits stay: they tell how each address answered. Call it before the run has ended.
    """
    ids = {"run": run.id}
    for table, ending in (("outcomes", ""), ("findings", ", ending = ''"), ("links", "")):
        # first what began: a row of this run may be the open one that the old row would repeat
        db.execute(f"DELETE FROM {table} WHERE first_run_id = :run", ids)  # noqa: S608
        db.execute(
            f"UPDATE {table} SET ended_run_id = NULL{ending} WHERE ended_run_id = :run",  # noqa: S608
            ids,
        )
    db.execute("DELETE FROM evidence WHERE run_id = :run", ids)  # it is taken again next time
    db.execute(
        """DELETE FROM triage_causes
           WHERE cause_id IN (SELECT id FROM causes WHERE first_run_id = :run)""",
        ids,
    )  # they are told again when the run ends
    db.execute(
        """DELETE FROM causes WHERE first_run_id = :run
           AND NOT EXISTS (SELECT 1 FROM findings f WHERE f.cause_id = causes.id)""",
        ids,
    )
    db.execute(
        f"""UPDATE pages SET ({FACTS}) = (SELECT {FACTS} FROM pages_before b
               WHERE b.run_id = :run AND b.page_id = pages.id)
            WHERE id IN (SELECT page_id FROM pages_before WHERE run_id = :run)""",  # noqa: S608
        ids,
    )
    db.execute("UPDATE pages SET audited_run_id = NULL WHERE audited_run_id = :run", ids)
    db.execute("DELETE FROM looks WHERE run_id = :run", ids)  # they are opened again next time
    db.execute("DELETE FROM page_seconds WHERE run_id = :run", ids)
    db.execute(
        """DELETE FROM page_texts
           WHERE page_id IN (SELECT page_id FROM page_readability WHERE run_id = :run)""",
        ids,
    )
    db.execute(
        """DELETE FROM page_actions
           WHERE page_id IN (SELECT page_id FROM page_openings WHERE run_id = :run)""",
        ids,
    )
    for table in (
        *("page_readability", "readability_index"),
        *("page_openings", "page_statements", "tasks", "journeys", "site_stars"),
        "exemption_candidates",
    ):
        db.execute(f"DELETE FROM {table} WHERE run_id = :run", ids)  # noqa: S608 (our own names)
    _give_audits_back(db, run)


def _give_audits_back(db: "Database", run: "Run") -> None:
    """Count the audits that this run used as used last by the run whose word still holds."""
    db.execute(
        """UPDATE audits SET last_run_id = (SELECT max(r.id) FROM runs r WHERE r.site_id = :site
               AND r.id < :run AND r.status IN ('done', 'partial')
               AND EXISTS (SELECT 1 FROM outcomes o WHERE o.audit_id = audits.id
                   AND o.site_id = :site AND o.ended_run_id IS NULL))
           WHERE last_run_id = :run""",
        {"site": run.site_id, "run": run.id},
    )
