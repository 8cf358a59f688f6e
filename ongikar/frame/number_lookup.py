"""`number__bears="8549-26-00417"`: the number itself, or with its check part behind it, looked up in the index of numbers."""

from typing import Any

from django.db.models import CharField, Lookup


@CharField.register_lookup
class Bears(Lookup):
    """By ranges, since LIKE is looked up in an index by neither database whatever its settings; the dot follows the dash."""

    lookup_name = "bears"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, values = self.process_lhs(compiler, connection)
        # In the order of the bytes, which is that of the index that Django lays beside each unique text.
        after, before = ("~>~", "~<~") if connection.vendor == "postgresql" else (">", "<")
        base = str(self.rhs)
        return (
            f"({column} = %s OR ({column} {after} %s AND {column} {before} %s))",
            [*values, base, *values, f"{base}-", *values, f"{base}."],
        )
