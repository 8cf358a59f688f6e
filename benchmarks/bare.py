"""The bare baselines: granian serving bytes, Django saying hello, and the rows of a
submission in plain SQL.
"""

import json
import os
import time
from collections.abc import Iterator
from functools import cache
from itertools import count
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


# The rows that one submission writes, table by table; the values are of no matter, their number and shape
# are.
ROWS = json.loads(os.environ.get("BARE_ROWS", "[]"))


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


def submit_app(environ, start_response):
    """Insert the rows of one submission in one durable transaction: no framework, no form, no page."""
    import fcntl

    if not STATE:
        STATE["db"], STATE["mark"], STATE["line"] = connect()
    database, mark, line = STATE["db"], STATE["mark"], STATE["line"]
    environ["wsgi.input"].read()
    if line:
        fcntl.flock(line, fcntl.LOCK_EX)
    try:
        database.execute("BEGIN IMMEDIATE" if line else "BEGIN")
        stamp = f"{os.getpid():x}{time.monotonic_ns():x}"
        ids: dict[str, int] = {}
        for place, (table, columns, values) in enumerate(ROWS):
            filled = [
                (
                    ids[v[1:]]
                    if isinstance(v, str) and v.startswith("@")
                    else f"{stamp}{place}"
                    if v == "#unique"
                    else next(numbers())
                    if v == "#number"
                    else v
                )
                for v in values
            ]
            marks = ", ".join([mark] * len(columns))
            cursor = database.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) RETURNING id", filled
            )
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
