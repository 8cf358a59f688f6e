"""What each act may write, by the newest edition (journal/rules/verb_writes.py): an entry seals nothing else.

Edition N is what all files up to `N.toml` say together: those in `verb_editions/` beside this module, and
those in a folder of that name in any other app.
"""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from django.apps import apps

from ongikar.journal.rules.verb_writes import Edition, join_editions, lists_of, may_write, read_edition

FOLDER = "verb_editions"
# Seals what no act of its transaction may write: whatever it is, for verify to name.
WHATEVER_IS_LEFT = "rows.written"


@cache
def editions() -> Mapping[int, Edition]:
    """By number."""
    files = [path for app in apps.get_app_configs() for path in Path(app.path, FOLDER).glob("*.toml")]
    numbers = sorted({int(path.stem) for path in files})
    each = [
        join_editions(read_edition(path.read_text("utf-8")) for path in files if int(path.stem) == number)
        for number in numbers
    ]
    return dict(zip(numbers, accumulate(each, lambda *both: join_editions(both)), strict=True))


@cache
def row_filter(verb: str) -> Callable[[str, Mapping[str, Any]], bool] | None:
    """Whether what was written of a row of a table is for an entry of this act to seal; None: all is."""
    known = editions()
    if not known or verb == WHATEVER_IS_LEFT:
        return None
    lists = lists_of(verb, known[max(known)])
    return lambda table, values: may_write(lists, table, values)
