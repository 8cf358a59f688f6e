"""No key, token or password in any log line, and no number or address of a person: they are shortened before
a line is written, as text or as JSON.

Redacted as the finished line, with its traceback, so that it does not matter who logs what: a library's
message, the words of an exception, a row that a database quotes.
"""

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from logging import LogRecord
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pythonjsonlogger.json import JsonFormatter

GONE = "•••"
# Parts of an address that open what lies behind it, by the names that the routes give them; every other
# name is in PLAIN. `tests/test_log_redaction.py` goes through all routes and fails for a name that is in
# neither.
SECRET = frozenset({"token", "key", "seal", "secret"})
PLAIN = frozenset(
    {
        "number",
        "code",
        "name",
        "names",
        "pk",
        "slug",
        "act",
        "digest",
        "colour",
        "serial",
        "batch_number",
        "day",
        "form",
        "part",
        "rest",
        "row",
        "what",
        "which",
        "period",
        "item",
    }
)
# The beginnings of the routes that have such a part. What follows the beginning goes, to the end of the
# address.
OPENING = (
    *(
        "apply/",
        "receipt/",
        "new-password/",
        "papers/",
        "o/",
        "q/",
        "t/",
        "c/",
        "due-days/",
        "ticket/",
        "odk/",
    ),
    "minutes/",
    "inspection/",
    "field/",
)
PATHS = re.compile(
    rf"(?<![\w.-])((?:https?://[^/\s]+)?/(?:en/)?(?:{'|'.join(map(re.escape, OPENING))}))[^\s\"'<>),;]+"
)
# Of any address of ours or of a gateway: what is asked with it, such as a key to an identity number, or a
# password.
ASKED = re.compile(r"(/[^\s\"'<>?]*\?)[^\s\"'<>),;]+")
# The name and password before a host: postgresql://NAME:PASSWORD@HOST.
PASSWORD_IN_ADDRESS = re.compile(r"(\w+://[^\s:/@]*:)[^\s@/]+(?=@)")
# PostgreSQL quotes the row that a constraint refuses.
QUOTED_ROW = re.compile(r"(Key \([^)]*\)=|Failing row contains )\(.*?\)(?=[\s.]|$)")
# The check part of a tracking number is half of what opens a request.
CHECK_PART = re.compile(r"(?<![\d-])(\d{4}-\d{2}-(?:9-)?\d{5,6})-\d{5}(?![\d-])")
# A person's own: a mobile number in either script, an e-mail address, a number of 10, 13 or 17 figures as
# identity cards bear. A mail server that refuses a letter names whom it was for.
MOBILE = re.compile(r"(?<![\w])(?:\+?(?:88|৮৮)[ -]?)?[0০][ -]?[1১][3-9৩-৯](?:[ -]?\d){8}(?!\d)")
EMAIL = re.compile(r"[\w.+%-]+@(?:[\w-]+\.)+[A-Za-z]{2,}")
IDENTITY = re.compile(r"(?<![\w.-])(?:\d{10}|\d{13}|\d{17})(?![\w.-])")
RULES = (
    (PATHS, rf"\g<1>{GONE}"),
    (ASKED, rf"\g<1>{GONE}"),
    (PASSWORD_IN_ADDRESS, rf"\g<1>{GONE}"),
    (QUOTED_ROW, rf"\g<1>({GONE})"),
    (CHECK_PART, rf"\g<1>-{GONE}"),
    (MOBILE, GONE),
    (EMAIL, GONE),
    (IDENTITY, GONE),
)
# Shorter ones would be found in innocent words.
SHORTEST_SECRET = 6


def redact(line: str) -> str:
    for secret in own_secrets(signing_key()):
        line = line.replace(secret, GONE)
    for pattern, kept in RULES:
        line = pattern.sub(kept, line)
    return line


def signing_key() -> str:
    """ "" as long as none is made: a line may be written before that."""
    try:
        return str(settings.SECRET_KEY)
    except (ImproperlyConfigured, OSError):
        return ""


@cache
def own_secrets(key: str) -> tuple[str, ...]:
    """The secrets that the settings hold, and the key that signs: they go wherever they stand in a line."""
    held = (key, *_own_secrets())
    return tuple(sorted({each for each in held if len(each) >= SHORTEST_SECRET}, key=len, reverse=True))


def _own_secrets() -> Iterator[str]:
    yield settings.SMTP_PASSWORD
    yield settings.ONGIKAR_SMS_URL.partition("?")[2]
    for database in settings.DATABASES.values():
        yield database.get("PASSWORD", "")


class RedactingFormatter(logging.Formatter):
    """As Django's or the web server's, with the line redacted at the end."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


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
