"""Access logs: what does not count, how visits are put together, and that nobody can be found again."""

import gzip
import random
import sqlite3
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from crawler.analytics import access_log, sessions
from crawler.analytics.access_log import Salts
from crawler.analytics.rows import AnalyticsError
from crawler.analytics.sessions import Sessions

START = datetime(2026, 9, 2, 9, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def line(
    path="/bins/",
    *,
    who="203.0.113.7",
    at=0,
    method="GET",
    status=200,
    browser=FIREFOX,
    referer="-",
    zone="+0100",
):
    moment = START + timedelta(seconds=at)
    return f'{who} - - [{moment:%d/%b/%Y:%H:%M:%S} {zone}] "{method} {path} HTTP/1.1" {status} 512 "{referer}" "{browser}"\n'


def load(town, *lines, **asked):
    return town.load("".join(lines), **{"start": None, "end": None, **asked})[0]


@pytest.mark.parametrize(
    "odd",
    [
        line(method="POST"),
        line(method="HEAD"),
        line(status=404),
        line(status=301),
        line(status=206),
        line("/style.css"),
        line("/logo.png?v=3"),
        line("/minutes.pdf"),
        line("/favicon.ico"),
        line("/wp-json/posts"),
        line(browser="Googlebot/2.1 (+http://www.google.com/bot.html)"),
        line(browser="Mozilla/5.0 (compatible; bingbot/2.0)"),
        line(browser="curl/8.5.0"),
        line(browser="Mozilla/5.0 (X11) HeadlessChrome/120"),
        line(browser="Dropkerb/0.1 (+https://www.town.example/; nightly website audit)"),
        line(browser="-"),
        line(browser=""),
        "garbage\n",
        "\x00\xff" * 50 + "\n",
        '203.0.113.7 - - [99/Foo/2026:10:00:00 +0100] "GET /bins/ HTTP/1.1" 200 5 "-" "'
        + FIREFOX
        + '"\n',
        '203.0.113.7 - - [02/Sep/2099:10:00:00 +0100] "GET /bins/ HTTP/1.1" 200 5 "-" "'
        + FIREFOX
        + '"\n',
        "203.0.113.7 - - " + "x" * 100_000 + "\n",
    ],
)
def test_what_does_not_count(town, odd):
    result = load(town, line("/council-tax"), odd, line("/council-tax", at=5))
    assert town.counted("views") == {"/council-tax": 2}
    assert result.imported.lines_left == 1


@pytest.mark.parametrize(
    "fine",
    [
        line(status=304),
        line(browser="Mozilla/5.0 (Linux; Android 9; CUBOT_P30) AppleWebKit/537.36"),
        line(browser='Mozilla/5.0 \\"quoted\\" Gecko'),
        line("/bins/?q=jane&utm_source=x"),
        line("https://www.town.example/bins/"),
        "www.town.example:443 " + line(),
        line().replace(" - - ", " - jane doe "),
        line().replace(" HTTP/1.1", ""),
        line().replace("203.0.113.7", "2001:db8::7"),
        line().replace("\n", "\r\n"),
        line().rstrip("\n"),
    ],
)
def test_what_counts(town, fine):
    load(town, fine)
    assert town.counted("views") == {"/bins/": 1}


def test_a_visit(town):
    result = load(
        town,
        line("/", at=0),
        line("/bins/", at=60),
        line("/style.css", at=61),
        line("/bins/", at=100),  # loaded again
        line("/bins/missed", at=200),
        line("/contact-us", at=260),
    )
    assert result.imported.visits == 1
    for column, counted in {
        "entrances": [1, 0, 0, 0],
        "exits": [0, 0, 0, 1],
        "views": [1, 2, 1, 1],
        "visits": [1, 1, 1, 1],
        "exit_of": [1, 2, 1, 1],
        "bounces": [0, 0, 0, 0],
        "onward": [1, 1, 1, 0],
        "to_contact": [0, 0, 1, 0],
    }.items():
        assert list(town.counted(column).values()) == counted, column


def test_thirty_minutes_end_a_visit(town):
    at = (0, 1800, 3601, 5000, 9000)
    result = load(town, *(line(at=second) for second in at))
    assert result.imported.visits == 3  # 0-1800, 3601-5000, 9000
    assert town.counted("bounces") == {"/bins/": 1}


def test_two_people_are_two(town):
    load(town, line(who="203.0.113.7"), line(who="203.0.113.8"), line(browser=FIREFOX + " x"))
    assert town.counted("bounces") == {"/bins/": 3}


def test_search_is_a_next_step(town):
    load(town, line("/bins/"), line("/search?q=my+secret", at=5), line("/council-tax", at=9))
    assert town.counted("to_search") == {"/bins/": 1, "/council-tax": 0, "/search": 0}


def test_who_sees_hundreds_of_pages_is_a_robot(town):
    result = load(town, *(line(at=second) for second in range(300)), line("/", who="203.0.113.9"))
    assert town.counted("views") == {"/": 1}
    assert "1 visits of more than 200 views" in result.imported.notes


def test_the_period_is_that_of_the_server(town):
    load(town, line(at=0), line(at=86400 * 3 + 3600))
    assert town.rows("SELECT period_start, period_end, round(days, 2) FROM analytics_imports") == [
        ("2026-09-02", "2026-09-05", 3.04)
    ]


def test_some_days_of_a_log(town):
    result = load(
        town, *(line(at=86400 * day) for day in range(10)), start="2026-09-03", end="2026-09-04"
    )
    assert town.counted("views") == {"/bins/": 2}
    assert "8 outside the period" in result.imported.notes


def test_logs_of_some_days_are_read_as_one_in_their_order(town):
    first = "".join([line("/", at=0), line("/bins/", at=10)])
    second = gzip.compress("".join([line("/council-tax", at=20), line("/", at=4000)]).encode())
    (result,) = town.load(second, first, start=None, end=None)
    assert result.imported.visits == 2
    assert town.counted("onward") == {"/": 1, "/bins/": 1, "/council-tax": 0}
    assert result.imported.file == "export and 1 more"
    (again,) = town.load(first, second, start=None, end=None)
    assert again.replaced == 1


def test_packed_is_as_plain(town):
    text = "".join(
        line(f"/{n % 3}" if n % 5 else "/bins/", at=n * 60, who=f"203.0.113.{n % 7}")
        for n in range(500)
    )
    load(town, text)
    plain = town.rows("SELECT page_id, views, exits, bounces FROM analytics")
    town.load(gzip.compress(text.encode()), start=None, end=None)
    assert town.rows("SELECT page_id, views, exits, bounces FROM analytics") == plain


def test_nothing_of_people_is_kept(town):
    load(
        town,
        line(
            "/bins/?postcode=AB1+2CD&name=JaneDoe",
            who="198.51.100.77",
            referer="https://mail.example/JaneDoe",
        ),
        line("/nowhere/jane@doe.example?token=s3cr3t", who="198.51.100.77", at=4),
        line("/find/AB12CD", who="198.51.100.77", at=5),
    )
    town.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    everything = "\n".join(sqlite3.connect(town.folder / "dropkerb.db").iterdump())
    for secret in ("198.51.100", "JaneDoe", "jane@doe", "s3cr3t", "AB1", "Firefox", "mail.example"):
        assert secret not in everything
        assert secret.encode() not in (town.folder / "dropkerb.db").read_bytes()


def test_hashes_cannot_be_made_again():
    who = b"203.0.113.7", FIREFOX.encode()
    salts = Salts()
    today = salts.visitor(0, *who)
    assert salts.visitor(50, *who) == today
    assert salts.visitor(86_400, *who) != today
    assert Salts().visitor(0, *who) != today
    salts.visitor(2 * 86_400, *who)
    assert salts.visitor(0, *who) != today  # the salt of that day is gone


def visits_of(views):
    kept = Sessions(lambda _: (False, False))
    for visitor, at, place in views:
        kept.view(visitor, at, place)
    kept.close()
    return kept


def random_views(chance, *, visitors=30, number=600):
    at, views = 0, []
    for _ in range(number):
        at += chance.choice([0, 0, 0, 1, 30, 400])
        views.append((b"%d" % chance.randrange(visitors), at, chance.randrange(8)))
    return views


@pytest.mark.parametrize("seed", range(25))
def test_sums_agree_whatever_visitors_do(seed):
    views = random_views(random.Random(seed))
    kept = visits_of(views)
    walked = kept.walked.values()
    assert sum(each.views for each in walked) == kept.views == len(views)
    assert sum(each.entrances for each in walked) == kept.visits
    assert sum(each.exits for each in walked) == kept.visits
    assert Counter(place for _, _, place in views) == {p: w.views for p, w in kept.walked.items()}
    for each in walked:
        assert each.bounces <= min(each.entrances, each.exits)
        assert each.visits <= each.views
        assert each.exits <= each.visits
        assert each.onward <= each.views - each.exits
    expected = Counter()
    last = {}
    for visitor, at, _ in views:
        expected["visits"] += visitor not in last or at - last[visitor] > sessions.GAP
        last[visitor] = at
    assert kept.visits == expected["visits"]


@pytest.mark.parametrize("seed", range(25))
def test_the_order_of_visitors_within_a_second_does_not_matter(seed):
    chance = random.Random(seed)
    views = random_views(chance)
    shuffled = []
    for second in sorted({at for _, at, _ in views}):
        rows = [view for view in views if view[1] == second]
        order = list({visitor for visitor, _, _ in rows})
        chance.shuffle(order)
        shuffled += [view for visitor in order for view in rows if view[0] == visitor]
    assert visits_of(views).walked == visits_of(shuffled).walked


@pytest.mark.parametrize("seed", range(10))
def test_any_order_within_a_second_leaves_the_sums(seed):
    chance = random.Random(seed)
    views = random_views(chance)
    mixed = sorted(views, key=lambda view: (view[1], chance.random()))
    one, other = visits_of(views), visits_of(mixed)
    assert (one.visits, one.views) == (other.visits, other.views)
    assert {p: w.views for p, w in one.walked.items()} == {
        p: w.views for p, w in other.walked.items()
    }


def test_lines_some_seconds_late_stay_in_their_visit():
    kept = visits_of([(b"a", 100, 1), (b"b", 130, 1), (b"a", 95, 2), (b"a", 140, 3)])
    assert kept.visits == 2


def test_memory_is_that_of_the_visits_under_way(monkeypatch):
    monkeypatch.setattr(sessions, "MOST_PLACES", 100)
    monkeypatch.setattr(sessions, "MOST_AT_ONCE", 50)
    kept = Sessions(lambda _: (False, False))
    most = 0
    for number in range(5000):
        kept.view(b"%d" % number, number // 100, f"/made-up-{number}" if number % 2 else 1)
        most = max(most, len(kept._open), len(kept.walked) - 50)
    kept.close()
    assert most <= 51
    assert kept.views == 5000
    assert kept.walked[1].views == 2500


def test_a_file_that_becomes_garbage_is_given_up(town, monkeypatch):
    monkeypatch.setattr(access_log, "JUDGED", 100)
    with pytest.raises(AnalyticsError, match="no lines of a log"):
        load(town, line(), *["garbage\n"] * 500)
    assert town.is_untouched()


def test_one_line_that_can_be_read_saves_no_garbage(town, monkeypatch):
    monkeypatch.setattr(access_log, "JUDGED", 100)
    with pytest.raises(AnalyticsError, match="no lines of a log"):
        load(town, *[line(), "garbage\n", "garbage\n"] * 100)
    assert town.is_untouched()


@pytest.mark.parametrize(
    "bad",
    [
        '203.0.113.7 - - [02/Sep/2026:10:00:00 +0100] "GET /' + "a" * 60_000,
        '203.0.113.7 - - [02/Sep/2026:10:00:00 +0100] "GET /' + "a " * 30_000,
        '203.0.113.7 - - [02/Sep/2026:10:00:00 +0100] "GET / HTTP/1.1" 200 5 "' + '\\"' * 30_000,
        "203.0.113.7 - - " + "[" * 60_000,
        ":1" * 30_000,
        "a " * 30_000,
        line("/" + "@" * 1900),
        line("/" + "A1" * 30_000),
        line("/" + "a/" * 900),
    ],
)
def test_lines_made_to_take_long_do_not(town, bad):
    started = time.process_time()
    load(town, line(), *[bad.rstrip("\n") + "\n"] * 50)
    assert time.process_time() - started < 2
    assert town.counted("views") == {"/bins/": 1}


def test_a_log_of_one_endless_line_takes_no_memory(town):
    raw = line().encode() + b"x" * 5_000_000 + b"\n" + line(at=9).encode()
    town.load(gzip.compress(raw), start=None, end=None)
    assert town.counted("views") == {"/bins/": 2}
