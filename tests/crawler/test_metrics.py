"""Figures for Prometheus, read by its own parser, and a log that machines read."""

import json
import logging
import sys
from datetime import UTC, datetime

import pytest
from prometheus_client.parser import text_string_to_metric_families

from crawler.configuration import ConfigurationError, command_settings
from crawler.logs import JsonLines
from crawler.metrics import measured, metrics, write_metrics
from crawler.store.record import RecordError, open_record

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
ODD = 'to"wn\\\n{x="1"}'


@pytest.fixture
def record(tmp_path):
    db = open_record(tmp_path / "town.db")
    for number, name in enumerate([ODD, "parish"], 1):
        db["sites"].insert(
            {"id": number, "name": name, "title": name, "start_url": "https://town.example/"}
        )
    db["runs"].insert(
        {"id": 1, "site_id": 1, "title": "", "status": "partial", "started_at": "2026-11-28T01:00:00+00:00",
         "finished_at": "2026-11-28T02:00:00+00:00", "dropkerb_version": "0.1", "pages_audited": 7,
         "seconds": 3600.5, "bytes": 12_345_678_901}
    )  # fmt: skip
    db.conn.commit()
    yield db
    db.close()


def samples(text):
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_prometheus_reads_every_figure(record):
    text = metrics(record, record.path, NOW)
    found = samples(text)
    site = ("site", ODD)
    assert found["dropkerb_pages_audited", site] == 7
    assert found["dropkerb_run_state", site, ("state", "partial")] == 1
    assert found["dropkerb_run_state", site, ("state", "done")] == 0
    assert found["dropkerb_run_state", ("site", "parish"), ("state", "never")] == 1
    assert found["dropkerb_run_duration_seconds", site] == 3600.5
    assert found["dropkerb_run_bytes", site] == 12_345_678_901
    assert found["dropkerb_run_finished_seconds", site] == 1795831200
    assert ("dropkerb_coverage_ratio", site) not in found
    assert found["dropkerb_record_is_written",] == 1
    assert found["dropkerb_exit_code",] == 3
    for family in text_string_to_metric_families(text):
        assert family.documentation.endswith(".")
        assert family.type == "gauge"


def test_the_file_is_written_whole_and_readable_to_others(record, tmp_path):
    file = tmp_path / "dropkerb.prom"
    file.write_text("old")
    write_metrics(record.path, file)
    assert samples(file.read_text())
    assert file.stat().st_mode & 0o777 == 0o644
    assert not list(tmp_path.glob("*.part"))
    with pytest.raises(RecordError, match="cannot be written"):
        write_metrics(record.path, tmp_path / "no/such.prom")


def test_it_is_written_however_a_run_ends_and_breaks_none(record, tmp_path, capsys):
    file = tmp_path / "dropkerb.prom"
    with pytest.raises(ZeroDivisionError), measured(record.path, file):
        _ = 1 / 0
    assert file.exists()
    with measured(record.path, tmp_path / "no/such.prom"):
        pass
    assert "metrics file" in capsys.readouterr().err


def test_a_line_of_the_log_is_an_object_on_one_line():
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        record = logging.LogRecord(
            "dropkerb", logging.WARNING, "", 1, "a\n%s\x1b[31m", ("b",), sys.exc_info()
        )
    line = JsonLines().format(record)
    told = json.loads(line)
    assert "\n" not in line
    assert "\x1b" not in line
    assert (told["level"], told["logger"], told["message"]) == (
        "warning",
        "dropkerb",
        "a\nb\x1b[31m",
    )
    assert "ZeroDivisionError" in told["fault"]
    assert told["time"].endswith("+00:00")


def test_another_format_is_refused(tmp_path, monkeypatch):
    asked = {"executor": None, "is_quiet": False, "is_verbose": False}
    assert command_settings(tmp_path, **asked, log_format="json")["DROPKERB_LOG_FORMAT"] == "json"
    with pytest.raises(ConfigurationError, match="must be plain or json"):
        command_settings(tmp_path, **asked, log_format="xml")
