"""What may lie outside the law: whatever is in doubt stays in scope."""

from datetime import date

import pytest

from audits.exemptions import (
    File,
    date_in_address,
    dated_exemption,
    is_archive,
    kind_of_document,
    kind_of_frame,
)

BEFORE = date(2018, 9, 23)
OLD = "https://town.example/files/minutes-2016.pdf"
SERVER_OLD = "Tue, 05 Jan 2016 10:00:00 GMT"


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (File(url="https://town.example/files/minutes.pdf"), "no date is known"),
        (File(url=OLD, last_modified="Wed, 01 Apr 2020 10:00:00 GMT"), "one date is later"),
        (File(url=OLD, first_seen=date(2026, 11, 1)), "a later run was the first to see it"),
        (File(url=OLD, is_for_task=True), "a page of a task links to it"),
        (File(url=OLD, is_form=True), "some page offers it to print"),
        (File(url=OLD, link_texts=["Minutes", "Application to speak"]), "a link calls it a form"),
        (File(url="https://town.example/2016/claim_form.pdf"), "its name calls it a form"),
        (File(url="https://town.example/2016/BlueBadgeApplication.pdf"), "also without breaks"),
        (File(url="https://town.example/budget-2017-18.pdf"), "the pair of years ends too late"),
        (File(url="https://town.example/report-2018.pdf"), "the year ends after the day"),
        (File(url="https://town.example/2018/09/23/plan.pdf"), "the very day"),
    ],
)
def test_what_is_in_doubt_is_no_candidate(file, why):
    assert dated_exemption(file, BEFORE) == (), why


def test_a_candidate_shows_every_date_that_was_used():
    file = File(url=OLD, last_modified=SERVER_OLD, reviewed="2016-03-01")
    assert dated_exemption(file, BEFORE) == (
        ("the address", date(2016, 12, 31)),
        ("the server (Last-Modified)", date(2016, 1, 5)),
        ("the page itself", date(2016, 3, 1)),
    )


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/minutes.pdf", None),
        ("/id/20991/minutes.pdf", None),
        ("/files/1012345678.pdf", None),
        ("/2017-05-12-minutes.pdf", date(2017, 5, 12)),
        ("/20170512.pdf", date(2017, 5, 12)),
        ("/2018/08/minutes.pdf", date(2018, 8, 31)),
        ("/2015/minutes-2017.pdf", date(2017, 12, 31)),
        ("/accounts_2016_17.pdf", date(2017, 12, 31)),
        ("/accounts-201617.pdf", date(2017, 12, 31)),
        ("/accounts-2016-2017.pdf", date(2017, 12, 31)),
        ("/1970/01/minutes.pdf", None),
    ],
)
def test_the_newest_date_of_an_address_counts_at_its_latest(path, day):
    assert date_in_address(f"https://town.example{path}") == day


def test_servers_without_a_date_say_1970():
    file = File(url="https://town.example/a.pdf", last_modified="Thu, 01 Jan 1970 00:00:00 GMT")
    assert dated_exemption(file, BEFORE) == ()


def test_kinds():
    assert kind_of_document("https://town.example/a.PDF?x=1") == "office-files"
    assert kind_of_document("https://town.example/a.mp4") == "recorded-media"
    assert kind_of_document("https://town.example/a.zip") == ""
    assert is_archive("https://town.example/archive/minutes")
    assert is_archive("https://town.example/news-archive/old")
    assert not is_archive("https://town.example/archives-and-local-history-service")
    assert not is_archive("https://town.example/archives/visit-the-record-office")


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://forms.town.example/x", ""),
        ("https://www.youtube.com/embed/x", ""),
        ("https://my.achieveservice.com/AchieveForms/", ""),
        ("https://www.google.com/maps/embed?pb=1", "maps"),
        ("https://town.maps.arcgis.com/apps", "maps"),
        ("https://weather.example.org/box", "third-party"),
    ],
)
def test_frames(url, kind):
    assert kind_of_frame(url, "https://www.town.example/") == kind
