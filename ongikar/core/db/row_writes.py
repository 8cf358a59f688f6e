"""A hook for whoever must know of every row that is written beside the ORM, and of the moment before a
commit.

The journal, which lies above this package, sets both: it seals what an act writes (docs/decisions/028). The
ORM tells of its own writes by signals.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models

# Called with the model, of each row its key and the values by attribute name, and whether the rows are new.
Listener = Callable[[type[models.Model], Iterable[tuple[Any, Mapping[str, Any]]], bool], None]

_listening: dict[type[models.Model], Listener] = {}
_before_commit: list[Callable[[], None]] = []


def add_listener(model: type[models.Model], listener: Listener) -> None:
    _listening[model] = listener


def listener_of(model: type[models.Model]) -> Listener | None:
    return _listening.get(model)


def call_before_commit(function: Callable[[], None]) -> None:
    if function not in _before_commit:
        _before_commit.append(function)


def before_commit(connection: Any) -> None:
    """The database wrappers call this while the transaction can still be written to.

    Django has left the outermost atomic block by then; for whoever writes now it is still in it.
    """
    was, connection.in_atomic_block = connection.in_atomic_block, True
    try:
        for function in _before_commit:
            function()
    finally:
        connection.in_atomic_block = was
