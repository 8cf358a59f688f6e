"""What `manage.py check` says of the file of sealed columns: where it is wrong, and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from .sealed_columns import DIGEST, KEYED, VALUE, said_in_file

FILE = "ongikar/journal/sealed_columns.toml"
# In place of a column, of a table of which none is sealed.
WHOLE = "all of it"


@register()
def check_sealed_columns(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:
    return [*faults_of_file(said_in_file())]


def faults_of_file(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[CheckMessage]:
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    for name, said in tables.items():
        unsealed = said.get("unsealed", {})
        reasons = {WHOLE: unsealed} if isinstance(unsealed, str) else unsealed
        for column, reason in reasons.items():
            if not str(reason).strip():
                yield fault(
                    f"{column} is not sealed and nothing says why",
                    'Write: unsealed = "why nothing is promised by it".'
                    if column == WHOLE
                    else f'Write below [{name}.unsealed]: {column} = "why nothing is promised by it".',
                    name,
                    "journal.E001",
                )
        if (model := models.get(name)) is None:
            yield fault("there is no such table", "Correct its name, or remove it.", name, "journal.E002")
        elif hasattr(model, "sealed_columns"):
            yield fault(
                f"{model.__name__} says itself what of it is sealed",
                "Remove the table here; what is not sealed stands in UNSEALED of the model, with its reason.",
                name,
                "journal.E003",
            )
        else:
            columns = {each.attname for each in model._meta.concrete_fields}
            for column in sorted(named_columns(said, reasons) - columns):
                yield fault(
                    f"{column} is no column of it", "Correct its name, or remove it.", name, "journal.E004"
                )


def named_columns(said: Mapping[str, Any], reasons: Mapping[str, str]) -> set[str]:
    sealed = {column for mode in (VALUE, DIGEST, KEYED) for column in said.get(mode, ())}
    return sealed | (reasons.keys() - {WHOLE})


def fault(words: str, hint: str, table: str, key: str) -> Error:
    return Error(words, hint=hint, obj=f"{FILE}: [{table}]", id=key)
