"""A log line as JSON, for programs that collect them: the same redaction as of a line that people read."""

from datetime import UTC, datetime
from logging import LogRecord
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from .log_redaction import redact

JSON, TEXT, AUTO = "json", "text", "auto"


class RedactingJsonFormatter(JsonFormatter):
    """`time`, `level`, `logger`, `message`, `request_id` where there is one, and `exception`.

    Nothing else that a record carries: Django hangs the request itself on some, with its address and whose it
    is. Each value is redacted before it is encoded, since the encoding would hide what the rules look for.
    """

    def __init__(self) -> None:
        super().__init__(json_ensure_ascii=False)

    def add_fields(self, log_data: dict[str, Any], record: LogRecord, message_dict: dict[str, Any]) -> None:
        log_data |= {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": redact(record.getMessage()),
        }
        if number := getattr(record, "request_id", ""):
            log_data["request_id"] = number
        for name in ("exc_info", "stack_info"):
            if text := message_dict.get(name):
                log_data["exception" if name == "exc_info" else "stack"] = redact(str(text))


def log_form(setting: str, *, is_terminal: bool) -> str:
    """JSON or text: as the setting says, else text for whoever sits at a terminal and JSON for a collector.

    Raises ValueError for a setting that is none.
    """
    if setting not in (JSON, TEXT, AUTO):
        raise ValueError(f"ONGIKAR_LOG={setting}: json, text, auto")
    if setting == AUTO:
        return TEXT if is_terminal else JSON
    return setting
