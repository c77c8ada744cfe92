"""What is over is told; what is in time, or only about the past, is not."""

from datetime import date

import pytest

from audits.derive.actions import PageActions
from audits.derive.stale import stale_signs
from audits.tasks import load_tasks

TASKS = {task.id: task for task in load_tasks().tasks}
TODAY = date(2026, 11, 28)


def signs(task="missed-bin", title="", **told):
    return stale_signs(TASKS[task], title, PageActions(**told), TODAY)


@pytest.mark.parametrize(
    ("task", "title", "told"),
    [
        ("missed-bin", "", {}),
        ("missed-bin", "", {"last_date": "2019-05-01"}),
        ("missed-bin", "", {"years": ("2019/20",)}),
        ("term-dates", "", {"years": ("2026/27",)}),
        ("garden-waste", "", {"closed": "Bookings are closed until 5 May."}),
        ("garden-waste", "", {"closed": "Registrations are closed on bank holidays."}),
        ("school-primary", "", {"calls": (("2026-01-15", "by"),), "years": ("2026/27",)}),
        ("term-dates", "", {"years": ("2025/26", "2026/27")}),
        ("pay-council-tax", "", {"years": ("2026/27",)}),
        ("school-primary", "", {"calls": (("2027-01-15", "Apply by 15 January 2027"),)}),
        ("school-primary", "", {"calls": (("2026-11-15", "by 15 November"),)}),
        (
            "school-primary",
            "",
            {"calls": (("2026-01-15", "by"),), "last_date": "2027-09-01"},
        ),
    ],
)
def test_what_is_in_time_is_no_sign(task, title, told):
    assert signs(task, title, **told) == ()


@pytest.mark.parametrize(
    ("task", "title", "told", "words"),
    [
        ("garden-waste", "", {"closed": "Registrations are now closed."}, "now closed"),
        (
            "school-primary",
            "",
            {"calls": (("2026-01-15", "Apply by 15 January 2026"),), "last_date": "2026-01-15"},
            "Apply by 15 January 2026",
        ),
        ("term-dates", "", {"years": ("2024/25", "2025/26")}, "2025/26"),
        ("pay-council-tax", "", {"years": ("2025/26",)}, "2025/26"),
        ("missed-bin", "Bin rounds 2024/25", {"years": ("2024/25",)}, "2024/25"),
    ],
)
def test_what_is_over_is_told(task, title, told, words):
    (sign,) = signs(task, title, **told)
    assert words in sign


def test_a_tax_year_ends_in_march_and_a_school_year_in_august():
    in_may = date(2026, 5, 20)
    for task, is_over in (("pay-council-tax", True), ("term-dates", False)):
        found = stale_signs(TASKS[task], "", PageActions(years=("2025/26",)), in_may)
        assert bool(found) is is_over
