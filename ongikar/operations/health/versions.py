"""Which versions run: of this program, of its database and of Python."""

import platform
import sqlite3

from django.db import Error, connection

from ongikar.core.program_version import program_version

__all__ = ["database_version", "program_version", "python_version"]


def database_version() -> str:
    """Of PostgreSQL while it cannot be reached without its number: whoever asks is told that it is away."""
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    try:
        number = connection.cursor().connection.info.server_version
    except Error:
        return "PostgreSQL"
    return f"PostgreSQL {number // 10_000}.{number % 10_000}"


def python_version() -> str:
    return f"Python {platform.python_version()}"
