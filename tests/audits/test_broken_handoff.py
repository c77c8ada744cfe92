"""broken-handoff: the link that should do the task is broken."""

from audits.checks.broken_handoff import broken_handoff
from tests.audits.made_site import SUPPLIER, URL, ended, journey, judged, known


def said(*tasks, page=None):
    return judged(broken_handoff, page or known(), tasks=tasks)


def test_says_nothing_where_no_task_was_found():
    assert said() is None


def test_passes_links_that_work():
    assert said(journey(URL, ended("hand-off", url=SUPPLIER))).status == "passed"


def test_leaves_broken_addresses_that_do_nothing_to_broken_links():
    assert said(journey(URL, ended("print form", url="x.pdf", is_broken=True))).status == "passed"


def test_fails_a_link_that_should_do_it_once():
    broken = ended("hand-off", text="Report it", url=SUPPLIER, is_broken=True)
    outcome = said(journey(URL, broken), journey(URL, broken))
    assert outcome.status == "failed"
    assert [each.subject for each in outcome.findings] == [SUPPLIER]
