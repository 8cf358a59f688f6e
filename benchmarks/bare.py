"""The bare baselines: granian serving bytes, Django saying hello, and the rows of a
submission in plain SQL.
"""

import json
import os
import secrets
import time
from collections.abc import Iterator
from functools import cache
from itertools import count, cycle
from pathlib import Path


def bytes_app(environ, start_response):
    """The charter page's own bytes, gzipped as the page cache sends them, and nothing else."""
    start_response("200 OK", HEADERS)
    return [BODY]


def hello_app():
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpResponse
    from django.urls import path

    settings.configure(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="x",
        MIDDLEWARE=[],
        INSTALLED_APPS=[],
        DATABASES={},
    )
    globals()["urlpatterns"] = [path("", lambda request: HttpResponse("hello"))]
    return get_wsgi_application()


# What one submission writes, statement by statement; the values are of no matter, their number and shape are.
WRITES = json.loads(os.environ.get("BARE_WRITES", "[]"))


def connect():
    url = os.environ["ONGIKAR_DATABASE"]
    if url.startswith("sqlite:///"):
        import sqlite3

        database = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20, isolation_level=None)
        database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
        return database, "?", open(url.removeprefix("sqlite:///") + ".queue", "w")
    import psycopg

    return psycopg.connect(url, autocommit=True), "%s", None


STATE: dict = {}


@cache
def numbers() -> Iterator[int]:
    """Book lines that no other process of ours takes, and no case that lies there."""
    return count(os.getpid() % 1000 * 2_000_000 + 1_000_000)


@cache
def keys(first: int, last: int) -> Iterator[int]:
    """Keys of rows that are there, one after another from anywhere: processes do not write to the same
    ones.
    """
    begin = first + secrets.randbelow(last - first)
    return cycle([*range(begin, last + 1), *range(first, begin)])


def is_marked(value) -> bool:
    return isinstance(value, dict) or (isinstance(value, str) and value[:1] in ("#", "@"))


def fill_value(value, stamp: str, ids: dict[str, int]):
    """What stands for a marked value in one row."""
    if isinstance(value, dict):
        return next(keys(value["from"], value["to"]))
    if value == "#unique":
        return stamp
    return next(numbers()) if value == "#number" else ids[value[1:]]


def submit_app(environ, start_response):
    """Write what one submission writes in one durable transaction: no framework, no form, no page."""
    import fcntl

    if not STATE:
        STATE["db"], mark, STATE["line"] = connect()
        STATE["writes"] = [
            (table, text.replace("%s", mark), values, [at for at, v in enumerate(values) if is_marked(v)])
            for table, text, values in WRITES
        ]
    database, line = STATE["db"], STATE["line"]
    environ["wsgi.input"].read()
    if line:
        fcntl.flock(line, fcntl.LOCK_EX)
    try:
        database.execute("BEGIN IMMEDIATE" if line else "BEGIN")
        stamp = f"{os.getpid():x}{time.monotonic_ns():x}"
        ids: dict[str, int] = {}
        for place, (table, statement, values, marked) in enumerate(STATE["writes"]):
            row = values.copy()
            for at in marked:
                row[at] = fill_value(values[at], f"{stamp}{place}", ids)
            cursor = database.execute(statement, row)
            if cursor.description:
                ids[table] = cursor.fetchone()[0]
        database.execute("COMMIT")
    except Exception:
        database.execute("ROLLBACK")
        raise
    finally:
        if line:
            fcntl.flock(line, fcntl.LOCK_UN)
    start_response("302 Found", [("Location", "/receipt/"), ("Content-Length", "0")])
    return [b""]


ROLE = os.environ.get("BARE_ROLE", "")
if ROLE == "bytes":
    BODY = Path(os.environ["BARE_BODY"]).read_bytes()
    HEADERS = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("Content-Length", str(len(BODY))),
    ]
    application = bytes_app
elif ROLE == "hello":
    application = hello_app()
elif ROLE == "submit":
    application = submit_app
