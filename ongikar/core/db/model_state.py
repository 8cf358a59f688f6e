"""Django's picture of the models while migrations are applied, with as few classes made anew as a step needs.

After each step Django makes anew the class of every model that is related to the changed one, over its
neighbours' neighbours. Here every model is related to the office, so that is nearly all of them: 30,000
classes for the sixty migrations since release 0.2.0. See docs/decisions/082.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ProjectState

type Key = tuple[str, str]
# Which classes a change of one makes old; private, so that a Django without it is told by an error.
METHOD = "_find_reload_model"


@contextmanager
def few_classes_anew() -> Iterator[None]:
    """Within, a step makes anew the class of its model and of those that refer to it, at any distance: what
    they know of it is old. What it refers to itself stays as it is.
    """
    whole = getattr(ProjectState, METHOD)
    setattr(ProjectState, METHOD, models_that_know_it)
    try:
        yield
    finally:
        setattr(ProjectState, METHOD, whole)


def models_that_know_it(state: Any, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
    """In the place of a method of `ProjectState`. `delay`: whether Django could leave neighbours out for now.

    What a model reads of those that refer to it may be out of date by this, so the picture is marked as
    delayed: whatever runs Python of a migration's own is then given a picture made anew, whole.
    """
    state.is_delayed = True
    found: set[Key] = set()
    waiting: list[Key] = [(app_label, model_name.lower())]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += [*state.relations.get(key, ()), *heirs_of(state, key)]
    return found


def heirs_of(state: ProjectState, key: Key) -> list[Key]:
    name = ".".join(key)
    return [
        other
        for other, model in state.models.items()
        if any(isinstance(base, str) and base.lower() == name for base in model.bases)
    ]
