"""New rows, still to be written, made at once and not column by column.

Django's `Model(**values)` asks of each column whether it was given, sets it by itself and looks at every row
named with it: of the four rows that a submission makes, that was a tenth of its whole cost.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.base import ModelState

from .compiled_query import is_plainly_made


class Columns(NamedTuple):
    """The columns of a new row but its key, and what stands in them where nothing is told; with the names
    under which other rows may be given, each with its column and what that holds of it.
    """

    names: frozenset[str]
    constant: dict[str, Any]
    made: tuple[tuple[str, Callable[[], Any]], ...]
    others: dict[str, tuple[str, str]]

    def complete(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """The row with every column."""
        if len(row) == len(self.names):
            return row
        whole = {**self.constant, **row}
        for name, make in self.made:
            if name not in whole:
                whole[name] = make()
        return whole


@cache
def columns_of(model: type[models.Model]) -> Columns:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    made = {field for field in fields if field.has_default() and callable(field.default)}
    return Columns(
        frozenset(field.attname for field in fields),
        {field.attname: field.get_default() for field in fields if field not in made},
        tuple((field.attname, field.default) for field in fields if field in made),
        {
            field.name: (field.attname, field.target_field.attname)
            for field in fields
            if field.__class__ is models.ForeignKey
        },
    )


@cache
def is_made_at_once(model: type[models.Model]) -> bool:
    """A key that the model makes itself is made by Django."""
    return is_plainly_made(model) and not model._meta.pk.has_default()


def new_row[M: models.Model](model: type[M], pk: Any = None, **values: Any) -> M:
    """What `model(**values)` makes. The rows it names are of the right models, which nobody checks here.

    Raises TypeError for a name that is no column.
    """
    if not is_made_at_once(model):
        return model(**({} if pk is None else {"pk": pk}), **values)
    columns = columns_of(model)
    row, state = model.__new__(model), ModelState()
    own: dict[str, Any] = row.__dict__
    own["_state"], own[model._meta.pk.attname] = state, pk
    own.update(columns.constant)
    for name, value in values.items():
        if name in columns.names:
            own[name] = value
        elif name in columns.others:
            column, key = columns.others[name]
            own[column] = None if value is None else getattr(value, key)
            state.db, state.fields_cache[name] = DEFAULT_DB_ALIAS, value
        else:
            raise TypeError(f"{model.__name__} has no {name}")
    for name, make in columns.made:
        if name not in own:
            own[name] = make()
    return row
