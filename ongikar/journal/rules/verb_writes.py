"""What an act of each sort may write: new rows of which tables, which columns of rows that stand, and of
which tables it may take rows away. An entry that tells of more is sound by its links and its MAC, and was
written by a program that did not follow its own rules, or by a person past them.

Kept as data, by editions: an entry is judged by the edition that was in force when it was written. An
edition speaks of families of acts (`case.*`): of a transaction in which several acts write, each seals what
its family may. A column that no family may change stays for ever as it was first written.
"""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple

from .row_seals import GONE, NEW, Written

# In a list: whatever it is.
ANYTHING = "*"


class VerbWrites(NamedTuple):
    """Of one verb or family. `new` and `gone`: tables. `changed`: `table.column`."""

    new: frozenset[str]
    changed: frozenset[str]
    gone: frozenset[str]


NOTHING = VerbWrites(frozenset(), frozenset(), frozenset())
Edition = Mapping[str, VerbWrites]


def read_edition(text: str) -> Edition:
    """From TOML: a table for each verb or family, with lists `new`, `changed` and `gone`."""
    return {
        verb: VerbWrites(*(frozenset(lists.get(name, ())) for name in VerbWrites._fields))
        for verb, lists in tomllib.loads(text).items()
    }


def join_editions(editions: Iterable[Edition]) -> Edition:
    """What several say together."""
    by_verb: dict[str, VerbWrites] = {}
    for edition in editions:
        for verb, lists in edition.items():
            by_verb[verb] = join_lists(by_verb.get(verb, NOTHING), lists)
    return by_verb


def join_lists(one: VerbWrites, other: VerbWrites) -> VerbWrites:
    return VerbWrites(*(mine | theirs for mine, theirs in zip(one, other, strict=True)))


class Excess(NamedTuple):
    """What an entry wrote beyond its verb; the column where a standing row was changed."""

    table: str
    key: str
    column: str


def family_of(verb: str) -> str:
    return f"{verb.partition('.')[0]}.*"


def lists_of(verb: str, edition: Edition) -> VerbWrites:
    """Those of the verb alone where it has its own, else of its family and of every act."""
    names = (verb,) if verb in edition else (family_of(verb), ANYTHING)
    may = [edition[name] for name in names if name in edition]
    return reduce(join_lists, may, NOTHING)


def may_write(lists: VerbWrites, table: str, values: Mapping[str, Any]) -> bool:
    """Whether all that was written of a row stands in the lists. `values`: as an entry tells of it."""
    return not any(beyond(lists, table, values))


def beyond(lists: VerbWrites, table: str, values: Mapping[str, Any]) -> Iterator[str]:
    """The columns of a standing row that were changed and may not be; "#" for a whole row."""
    if NEW in values:
        if lists.new.isdisjoint((table, ANYTHING)):
            yield "#"
    elif GONE in values:
        if lists.gone.isdisjoint((table, ANYTHING)):
            yield "#"
    elif ANYTHING not in lists.changed:
        yield from (column for column in values if f"{table}.{column}" not in lists.changed)


def excess_of(verb: str, written: Written, edition: Edition) -> Iterator[Excess]:
    """What is in no list."""
    lists = lists_of(verb, edition)
    for table, rows in written.items():
        for key, values in rows.items():
            yield from (Excess(table, key, each.strip("#")) for each in beyond(lists, table, values))


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
