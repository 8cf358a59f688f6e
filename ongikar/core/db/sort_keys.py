"""A column that puts rows in the order of a Bangla dictionary, the same in every database."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import models

from ongikar.rules.bangla.sorting import LONGEST, sort_key

# Sorts before every letter: of rows of one organisation their posts decide.
BETWEEN_COLUMNS = "\t"
EACH = 500


class SortKeyField(models.CharField):
    """Holds `sort_key` of other columns, in turn; written whenever the row is saved or created together with
    others. A queryset's `update` writes it itself.
    """

    def __init__(self, *, of: Sequence[str], **kwargs: Any) -> None:
        self.of = tuple(of)
        kwargs |= {"max_length": LONGEST, "editable": False, "default": "", "db_default": ""}
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for given in ("max_length", "editable", "default", "db_default"):
            kwargs.pop(given, None)
        return name, path, args, kwargs | {"of": self.of}

    def key_of(self, row: Any) -> str:
        return sort_key(BETWEEN_COLUMNS.join(getattr(row, name) for name in self.of))

    def pre_save(self, model_instance: Any, add: bool) -> str:
        key = self.key_of(model_instance)
        setattr(model_instance, self.attname, key)
        return key


def sort_key_fields(model: Any) -> Iterator[SortKeyField]:
    return (field for field in model._meta.concrete_fields if isinstance(field, SortKeyField))


class WithSortKeys(models.Model):
    """For a model with such a column: whoever saves some columns saves their key, too."""

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if update_fields is not None:
            names = set(update_fields)
            keys = {field.name for field in sort_key_fields(type(self)) if names & set(field.of)}
            update_fields = names | keys
        super().save(*args, update_fields=update_fields, **kwargs)


def fill_sort_keys(model: Any) -> None:
    """For a migration: the keys of rows that stood before the column."""
    fields, last = list(sort_key_fields(model)), 0
    while rows := list(model.objects.filter(pk__gt=last).order_by("pk")[:EACH]):
        last = rows[-1].pk
        for row in rows:
            model.objects.filter(pk=row.pk).update(**{each.name: each.key_of(row) for each in fields})
