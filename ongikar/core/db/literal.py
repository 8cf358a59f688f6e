"""A text that stands in a statement as it is written in the condition of a partial index.

SQLite takes such an index only for a condition that it can read, and a value that is handed over beside the
statement it cannot.
"""

from django.db.models.expressions import RawSQL


def literal(text: str) -> RawSQL:
    """A text of our own code, never one that somebody typed."""
    quoted = text.replace("'", "''").replace("%", "%%")
    return RawSQL(f"'{quoted}'", ())
