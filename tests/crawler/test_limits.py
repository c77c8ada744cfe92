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


def test_what_a_short_night_left_comes_first_in_the_next(dropkerb, web, tmp_path):
    web.answers |= {f"/{name}": page() for name in "abcde"} | {
        "/": page(*[f"/{n}" for n in "abcde"])
    }
    (tmp_path / "sites.toml").write_text(
        f'[sites.town]\nstart_url = "{web.url}/"\nrate = 0\nmax_pages = 4\n'
        f'task_pages = {{ missed-bin = "{web.url}/c" }}\n'
    )
    seen = []
    for run in (1, 2):
        done = dropkerb("crawl", "town", cwd=tmp_path, env={"DROPKERB_TRY_OUT": "0"})
        assert done.returncode == 2, done.stderr
        db = sqlite3.connect(tmp_path / "dropkerb.db")
        rows = db.execute("SELECT url FROM pages WHERE audited_run_id = ?", [run]).fetchall()
        seen.append({url.removeprefix(web.url) for (url,) in rows})
        (told,) = db.execute(
            "SELECT message, number FROM run_notes WHERE run_id = ? AND message LIKE 'Addresses%'",
            [run],
        ).fetchall()
        left = db.execute("SELECT url, since_run_id FROM left_over ORDER BY place").fetchall()
        db.close()
    assert seen[0] == {"/", "/a", "/b", "/c"}
    assert seen[1] == {"/", "/c", "/d", "/e"}
    assert told == (
        (
            "Addresses were left for the next run, which asks for them first; 0 of them are pages of "
            "tasks, and 0 were never asked for."
        ),
        2,
    )
    assert sorted(left) == [(f"{web.url}/{name}", 2) for name in "ab"]
