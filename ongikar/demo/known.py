"""What came of the acts of a demonstration, by its name in the files: found again by whoever goes on where
another was interrupted.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model

# The model and the key of a row, as they are kept.
Reference = list[Any]


class Known:
    """`keep` what an act has made; `find` it, in this process or after another ended. `has_begun`: a part is
    under way, so that what stands of it in the database is its own.
    """

    def __init__(self, references: Mapping[str, Reference] | None = None, *, has_begun: bool = False) -> None:
        self.references = dict(references or {})
        self.has_begun = has_begun
        self.rows: dict[str, Any] = {}

    def keep[Row: Model](self, name: str, row: Row) -> Row:
        self.references[name] = [row._meta.label_lower, row.pk]
        self.rows[name] = row
        return row

    def find(self, name: str) -> Any:
        """Raises KeyError for what no act has made."""
        if name not in self.rows:
            label, key = self.references[name]
            self.rows[name] = apps.get_model(label)._base_manager.get(pk=key)
        return self.rows[name]

    def get(self, name: str) -> Any:
        """The same, or None."""
        return self.find(name) if name in self.references else None

    def once[Row: Model](self, name: str, make: Callable[[], Row]) -> Row:
        """What is there before the first act: made once."""
        if name in self.references:
            found: Row = self.find(name)
            return found
        return self.keep(name, make())
