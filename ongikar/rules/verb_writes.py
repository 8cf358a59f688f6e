"""What an act of each sort may write: new rows of which tables, which columns of rows that stand, and of
which tables it may take rows away. An entry that tells of more is sound by its links and its MAC, and was
written by a program that did not follow its own rules, or by a person past them.

Kept as data, by editions: an entry is judged by the edition that was in force when it was written.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .row_seals import GONE, NEW, Written

# A sort of act that takes over what stands, whatever it is.
ANYTHING = "*"


class VerbWrites(NamedTuple):
    """Of one verb. `new` and `gone`: tables. `changed`: `table.column`."""

    new: frozenset[str]
    changed: frozenset[str]
    gone: frozenset[str]

    @property
    def is_anything(self) -> bool:
        return ANYTHING in self.new


NOTHING = VerbWrites(frozenset(), frozenset(), frozenset())
Edition = Mapping[str, VerbWrites]


def read_edition(text: str) -> Edition:
    """From TOML: a table for each verb, with lists `new`, `changed` and `gone`."""
    return {
        verb: VerbWrites(*(frozenset(lists.get(name, ())) for name in VerbWrites._fields))
        for verb, lists in tomllib.loads(text).items()
    }


class Excess(NamedTuple):
    """What an entry wrote beyond its verb; the column where a standing row was changed."""

    table: str
    key: str
    column: str


def excess_of(verb: str, written: Written, edition: Edition) -> Iterator[Excess]:
    may = edition.get(verb, NOTHING)
    if may.is_anything:
        return
    for table, rows in written.items():
        for key, values in rows.items():
            if NEW in values:
                if table not in may.new:
                    yield Excess(table, key, "")
            elif GONE in values:
                if table not in may.gone:
                    yield Excess(table, key, "")
            else:
                for column in values:
                    # What an act makes it may also go on writing: a row that is made and filled in two steps.
                    if f"{table}.{column}" not in may.changed:
                        yield Excess(table, key, column)


class EditionsInForce:
    """Which edition an entry is judged by. `begins`: (key of the entry from which on, number) in order."""

    def __init__(self, begins: Sequence[tuple[int, int]], editions: Mapping[int, Edition]) -> None:
        self.begins, self.editions = list(begins), editions

    def excess(self, entry_id: int, verb: str, written: Written) -> Collection[Excess]:
        """Nothing of an entry from before the first edition, or of one whose edition is not known here: a
        newer program's.
        """
        number = 0
        for begin, begun in self.begins:
            if entry_id < begin:
                break
            number = begun
        edition = self.editions.get(number)
        return () if edition is None else tuple(excess_of(verb, written, edition))


def edition_as_text(seen: Mapping[str, VerbWrites], head: str) -> str:
    """TOML of an edition, in the order of the verbs."""
    parts: list[str] = [head]
    for verb, writes in sorted(seen.items()):
        parts.append(f'["{verb}"]')
        parts += [
            f"{name} = {as_list(found)}" for name, found in zip(writes._fields, writes, strict=True) if found
        ]
        parts.append("")
    return "\n".join(parts)


def as_list(names: Collection[Any]) -> str:
    quoted = [f'"{name}"' for name in sorted(names)]
    line = f"[{', '.join(quoted)}]"
    if len(line) <= 100:
        return line
    return "[\n" + "".join(f"    {each},\n" for each in quoted) + "]"
