"""Which columns lie encrypted, and under which keys: what a key ring must know before it is made."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from .encryption import key_name


class EncryptedColumn(models.TextField):
    """A column of encrypted text; encrypted_field.py says how it is encrypted and opened."""

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    @property
    def index(self) -> str:
        return f"{self.attname}_index"

    def place(self, key: int) -> str:
        return f"{self.model._meta.db_table}.{self.column}.{int(key)}"


def encrypted_columns() -> Iterator[EncryptedColumn]:
    """Every encrypted column of the installation: what a rotation goes through."""
    for model in apps.get_models():
        yield from (column for column in model._meta.concrete_fields if isinstance(column, EncryptedColumn))


def filled_rows(column: EncryptedColumn) -> models.QuerySet:
    return column.model._base_manager.exclude(**{column.attname: ""})


def is_anything_encrypted() -> bool:
    return any(filled_rows(column).exists() for column in encrypted_columns())


def key_names_in_use() -> set[str]:
    """The names of all keys under which something lies: read from every ciphertext, so for the rare hour
    only.
    """
    return {
        key_name(ciphertext)
        for column in encrypted_columns()
        for ciphertext in filled_rows(column).values_list(column.attname, flat=True).iterator()
    }
