"""The log as lines of JSON, for machines that collect logs."""

import json
import logging
from datetime import UTC, datetime
from typing import Any


class JsonLines(logging.Formatter):
    """One JSON object a record: time (UTC), level, logger, message, and the fault if there is one.

    Whatever stands in it is escaped to plain ASCII, so that no page writes to a terminal.
    """

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {"logger": record.name, "message": record.getMessage()}
        if record.exc_info:
            told["fault"] = self.formatException(record.exc_info)
        return json_line(record.levelname.lower(), told, record.created)


def json_line(level: str, told: dict[str, Any], when: float | None = None) -> str:
    """Return one line of the log."""
    moment = datetime.now(UTC) if when is None else datetime.fromtimestamp(when, UTC)
    time = moment.isoformat(timespec="milliseconds")
    return json.dumps({"time": time, "level": level, **told}, default=str)


def speak_json() -> None:
    """Have every handler of the log write JSON from now on."""
    for handler in logging.root.handlers:
        handler.setFormatter(JsonLines())
