"""Which versions run: of this program, of its database and of Python."""

import platform
import sqlite3
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from django.conf import settings
from django.db import connection


@cache
def program_version() -> str:
    """Of the package that is installed; in a folder that is none, of pyproject.toml."""
    try:
        return version("ongikar")
    except PackageNotFoundError:
        return str(tomllib.loads((settings.ROOT / "pyproject.toml").read_text())["project"]["version"])


def database_version() -> str:
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    number = connection.cursor().connection.info.server_version
    return f"PostgreSQL {number // 10_000}.{number % 10_000}"


def python_version() -> str:
    return f"Python {platform.python_version()}"
