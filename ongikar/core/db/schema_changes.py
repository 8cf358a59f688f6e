"""What makes a migration: columns, constraints and indexes. What a column is called and asked by is none of
these: the words may change with any release.
"""

from typing import Any

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import BaseConstraint, Field

# Arguments of a column, a constraint and a model that no database knows.
OF_COLUMNS = frozenset({"verbose_name", "help_text", "choices", "validators", "error_messages", "blank"})
OF_CONSTRAINTS = frozenset({"violation_error_message", "violation_error_code"})
OF_MODELS = frozenset({"verbose_name", "verbose_name_plural"})


class SchemaAutodetector(MigrationAutodetector):
    """Django's own, to which both states are handed without their words."""

    def __init__(self, from_state: ProjectState, to_state: ProjectState, questioner: Any = None) -> None:
        super().__init__(without_words(from_state), without_words(to_state), questioner)


def without_words(state: ProjectState) -> ProjectState:
    """The same models, of which nothing is said."""
    plain = ProjectState(real_apps=state.real_apps)
    for model in state.models.values():
        plain.add_model(wordless_model(model))
    return plain


def wordless_model(model: ModelState) -> ModelState:
    options = {name: value for name, value in model.options.items() if name not in OF_MODELS}
    if "constraints" in options:
        options["constraints"] = [wordless(each, OF_CONSTRAINTS) for each in options["constraints"]]
    fields = {name: with_own_name(wordless(each, OF_COLUMNS), model) for name, each in model.fields.items()}
    return ModelState(model.app_label, model.name, fields, options, model.bases, model.managers)


def wordless[Part: (Field, BaseConstraint)](part: Part, words: frozenset[str]) -> Part:
    """As it clones itself, less these arguments."""
    _, arguments, named = part.deconstruct()[-3:]
    if words.isdisjoint(named):
        return part
    return type(part)(*arguments, **{name: value for name, value in named.items() if name not in words})


def with_own_name(column: Field, model: ModelState) -> Field:
    """What comes from an abstract model names its way back by the class that has it."""
    _, arguments, named = column.deconstruct()[-3:]
    if "%(" not in (named.get("related_name") or ""):
        return column
    own = named["related_name"] % {"class": model.name_lower, "app_label": model.app_label}
    return type(column)(*arguments, **named | {"related_name": own})
