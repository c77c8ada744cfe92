"""What a run leaves out: it says so, and the next night does not creep past the limit."""

import sqlite3

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HTML = {"Content-Type": "text/html"}


def page(*links):
    listed = "".join(f"<a href={link}>{link}</a>" for link in links)
    return (200, HTML, f"<!doctype html><html lang=en><title>A</title>{listed}".encode())


def test_the_limit_of_depth_holds_every_night(dropkerb, web, tmp_path):
    web.answers |= {f"/deep{n}": page(f"/deep{n + 1}", "/item/1") for n in range(1, 6)}
    web.answers["/"] = page("/deep1")
    (tmp_path / "sites.toml").write_text(
        f'[sites.town]\nstart_url = "{web.url}/"\nrate = 0\nmax_depth = 2\nallow_private = '
        f'["{web.url.removeprefix("http://")}"]\n'
    )
    web.answers["/item/1"] = page("/item/2")
    for run in (1, 2):
        done = dropkerb("crawl", "town", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        db = sqlite3.connect(tmp_path / "dropkerb.db")
        pages = {url.removeprefix(web.url) for (url,) in db.execute("SELECT url FROM pages")}
        notes = db.execute(
            "SELECT message, number FROM run_notes WHERE kind = 'scope' AND run_id = ? ORDER BY id",
            [run],
        ).fetchall()
        db.close()
        assert pages == {"/", "/deep1", "/deep2", "/item/1"}
        assert [number for _, number in notes] == [2]
        assert "max_depth" in notes[0][0]
