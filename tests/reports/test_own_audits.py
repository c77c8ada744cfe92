"""The report is held to our own audits, on each kind of page of a made-up town."""

from audits.derive.page import page_artefacts
from audits.model import Status
from audits.run import judge_page


def test_no_page_fails_an_audit_of_ours(town):
    failures = []
    for file in [file for file in town.pages() if "/" not in file] + [
        file for file in town.pages() if "/" in file
    ][::12]:
        html = (town.folder / file).read_text("utf-8")
        artefacts = page_artefacts(
            html, f"http://127.0.0.1/{file}", axe=None, axe_error="looked at in test_browser"
        )
        failures += [
            (
                file,
                judged.rule.id,
                [finding.message for finding in judged.outcome.findings],
                judged.outcome.note,
            )
            for judged in judge_page(artefacts)
            if judged.outcome.status is Status.FAILED
            or (judged.outcome.status is Status.ERROR and not judged.rule.engine)
        ]
    assert failures == []
