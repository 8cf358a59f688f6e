"""A column whose text lies sealed: `SealedText` named `identity` gives its model `seal_identity(text)` and `open_identity()`.

Its blind index is the column beside it, `identity_index`.
"""

from collections.abc import Iterator
from functools import partialmethod
from typing import Any

from django.apps import apps
from django.db import models

from .key_ring import key_ring
from .sealed import KeyRing


class SealedText(models.TextField):
    """Holds what was sealed for this table, column and row: copied into another row it does not open.

    The value of the attribute is the sealed text, so that nothing reads the plain one by accident. "" is nothing.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, f"seal_{name}", partialmethod(_seal, self))
        setattr(cls, f"open_{name}", partialmethod(_open, self))

    @property
    def index(self) -> str:
        return f"{self.attname}_index"

    def place(self, key: int) -> str:
        return f"{self.model._meta.db_table}.{self.column}.{int(key)}"


def _seal(row: models.Model, column: SealedText, plain: str) -> None:
    """Set the attribute and its index; the row must have its key, and is still to be saved."""
    if plain and row.pk is None:
        raise ValueError("a text is sealed for a row that has its key")
    ring = key_ring()
    setattr(row, column.attname, ring.seal(plain, column.place(row.pk)) if plain else "")
    setattr(row, column.index, ring.blind_index(plain, column.name) if plain else "")


def _open(row: models.Model, column: SealedText) -> str:
    """The plain text; raises SealFault where it was changed or moved."""
    sealed = getattr(row, column.attname)
    return key_ring().open(sealed, column.place(row.pk)) if sealed else ""


def sealed_columns() -> Iterator[SealedText]:
    """Every sealed column of the installation: what a rotation goes through."""
    for model in apps.get_models():
        yield from (column for column in model._meta.concrete_fields if isinstance(column, SealedText))


PAGE = 500


def seal_anew(column: SealedText, ring: KeyRing) -> Iterator[int]:
    """Seal and index with the newest key what lies under an older one, page by page; yields how many of each page.

    Begun again after a fall it goes on with what is left. A row that changed meanwhile was sealed with the newest key.
    """
    rows, after = column.model._base_manager, 0
    old = rows.exclude(**{column.attname: ""}).exclude(**{f"{column.attname}__startswith": f"{ring.newest}:"})
    while page := list(old.filter(pk__gt=after).order_by("pk").values_list("pk", column.attname)[:PAGE]):
        for key, sealed in page:
            plain = ring.open(sealed, column.place(key))
            anew, index = ring.seal(plain, column.place(key)), ring.blind_index(plain, column.name)
            rows.filter(pk=key, **{column.attname: sealed}).update(
                **{column.attname: anew, column.index: index}
            )
        after = page[-1][0]
        yield len(page)
