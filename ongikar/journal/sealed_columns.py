"""Which columns are sealed: `sealed_columns.toml` names every column of every table whose model does not say
it of itself (records/models.py), and a test holds that none is missing.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.apps import apps

from ongikar.journal.rules.row_seals import Copies

COLUMNS_FILE = Path(__file__).with_name("sealed_columns.toml")
# As it is; as a digest, where it is long; as a digest that needs the key, where it tells of a person.
VALUE, DIGEST, KEYED = "values", "digests", "keyed"


class SealedColumn(NamedTuple):
    table: str
    name: str
    attname: str
    mode: str


class TableSeals(NamedTuple):
    """What of a table is sealed. `natural_key`: columns that name a row where its key is not known to who
    writes it.
    """

    name: str
    columns: tuple[SealedColumn, ...]
    natural_key: tuple[str, ...]
    # Column → why it is not sealed; "*" where no column is.
    unsealed: dict[str, str]
    copied: Copies | None


def said_in_file() -> dict[str, Any]:
    return tomllib.loads(COLUMNS_FILE.read_text())


@cache
def sealed_tables() -> dict[str, TableSeals]:
    """By the name of the table: what the file says, and of the others what their models say of themselves."""
    tables = {}
    for name, said in said_in_file().items():
        unsealed = said.get("unsealed", {})
        columns = tuple(
            SealedColumn(name, column, column, mode)
            for mode in (VALUE, DIGEST, KEYED)
            for column in said.get(mode, ())
        )
        reasons = {"*": unsealed} if isinstance(unsealed, str) else unsealed
        copied = said.get("copied")
        tables[name] = TableSeals(
            name,
            columns,
            tuple(said.get("natural_key", ())),
            reasons,
            copied and Copies(copied["verb"], name, copied["source"], copied["by"], tuple(copied["columns"])),
        )
    for model in apps.get_models():
        name = model._meta.db_table
        if name not in tables and (said_of := getattr(model, "sealed_columns", None)):
            columns = tuple(SealedColumn(name, each, each, mode) for each, mode in said_of().items())
            tables[name] = TableSeals(name, columns, (), dict(model.UNSEALED), None)  # type: ignore[attr-defined]
    return tables
