"""What each act may write, by the newest edition (rules/verb_writes.py): an entry seals nothing else."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ongikar.rules.verb_writes import Edition, lists_of, may_write, read_edition

FOLDER = Path(__file__).with_name("verb_editions")
# Seals what no act of its transaction may write: whatever it is, for verify to name.
WHATEVER_IS_LEFT = "rows.written"


@cache
def editions() -> Mapping[int, Edition]:
    """By number."""
    return {int(path.stem): read_edition(path.read_text("utf-8")) for path in FOLDER.glob("*.toml")}


@cache
def row_filter(verb: str) -> Callable[[str, Mapping[str, Any]], bool] | None:
    """Whether what was written of a row of a table is for an entry of this act to seal; None: all is."""
    known = editions()
    if not known or verb == WHATEVER_IS_LEFT:
        return None
    lists = lists_of(verb, known[max(known)])
    return lambda table, values: may_write(lists, table, values)
