"""A finding is shown with what the browser said of the element, and its picture."""


def shown(report, page):
    (image,) = report.page(page).xpath("//p[@class='shot']/img")
    return image


def test_picture_role_and_name_stand_with_the_finding(record, report_on):
    site = record.site()
    run = record.run(site)
    page, other = (record.page(site, run, f"https://mudford.example/{n}", n) for n in "ab")
    cause = record.cause(site, run)
    record.finding(page, cause, run)
    record.finding(other, cause, run)
    taken = {"cause_id": cause, "page_id": page, "run_id": run, "width": 320, "height": 160}
    record.add("evidence", **taken, role="image", name='Logo <b>"x"</b>', picture=b"RIFF")
    report = report_on(record)
    assert (report.folder / f"pictures/{cause}.webp").read_bytes() == b"RIFF"
    assert 'To the browser it is: image, “Logo <b>"x"</b>”' in report.text(f"pages/{page}.html")
    image = shown(report, f"pages/{page}.html")
    assert (image.get("src"), image.get("width")) == (f"../pictures/{cause}.webp", "320")
    assert image.get("alt") == "The place boxed in red"
    assert "another page" in shown(report, f"pages/{other}.html").get("alt")
    assert shown(report, f"causes/{cause}.html") is not None


def test_without_a_picture_the_words_stand_alone(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    cause = record.cause(site, run)
    record.finding(page, cause, run)
    record.add("evidence", cause_id=cause, page_id=page, run_id=run, role="button", height=4)
    report = report_on(record)
    assert "To the browser it is: button, without a name" in report.text(f"pages/{page}.html")
    assert report.page(f"pages/{page}.html").xpath("//img") == []
    assert not (report.folder / "pictures").exists()


def test_a_cause_that_is_closed_leaves_no_picture_in_the_report(record, report_on):
    site = record.site()
    run = record.run(site)
    page = record.page(site, run)
    cause = record.cause(site, run)
    record.finding(page, cause, run, ended_run_id=run, ending="fixed")
    taken = {"cause_id": cause, "page_id": page, "run_id": run, "width": 3, "height": 1}
    record.add("evidence", **taken, picture=b"RIFF")
    assert not (report_on(record).folder / "pictures").exists()
