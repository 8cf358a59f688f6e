"""The library of specifications: dated data of the program, with the office's own in its place; and the names
of makers that no specification bears without a reason.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from ongikar.core.i18n.say import say
from ongikar.delivery.procurement.rules.specification import (
    OPERATORS,
    Clause,
    clauses_from,
    digest_of,
    faults_of,
)
from ongikar.rules.bangla.search import fold

COMMON = Path(__file__).with_name("library")
BRANDS = Path(__file__).with_name("brands.toml")
OWN_FOLDER = "specifications"
MOST_CLAUSES, MOST_KEY = 24, 40


class LibraryFault(ValueError):
    """A file of the library that cannot be meant: it names the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class LibraryVersion:
    """The clauses of an item from a day on."""

    since: date
    clauses: tuple[Clause, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class LibraryItem:
    """One sort of thing. `words`: those by which a line of a request is taken for it."""

    key: str
    bn: str
    en: str
    words: tuple[str, ...]
    versions: tuple[LibraryVersion, ...]

    @property
    def name(self) -> str:
        return say(self.bn, self.en)

    def version_on(self, day: date) -> LibraryVersion | None:
        """The newest that holds on a day."""
        held = [version for version in self.versions if version.since <= day]
        return max(held, key=lambda version: version.since, default=None)


@cache
def library(office_slug: str) -> dict[str, LibraryItem]:
    """By key, in its order. Read once a process. Raises LibraryFault."""
    files = {path.stem: path for path in COMMON.glob("*.toml")}
    own = settings.ONGIKAR_OFFICES / office_slug / OWN_FOLDER
    files |= {path.stem: path for path in own.glob("*.toml")}
    return {
        key: read_item(key, tomllib.loads(path.read_text("utf-8"))) for key, path in sorted(files.items())
    }


def read_item(key: str, row: Mapping[str, Any]) -> LibraryItem:
    try:
        versions = tuple(read_version(each) for each in row["versions"])
        if not versions or len(key) > MOST_KEY:
            raise ValueError("no version, or too long a key")
        return LibraryItem(key, row["bn"], row["en"], tuple(map(fold, row.get("words", ()))), versions)
    except (KeyError, ValueError, TypeError) as fault:
        raise LibraryFault(f"{key}: {fault}") from fault


def read_version(row: Mapping[str, Any]) -> LibraryVersion:
    clauses = clauses_from(row["clauses"])
    if not 0 < len(clauses) <= MOST_CLAUSES:
        raise ValueError(f"{len(clauses)} clauses")
    if unknown := {clause.operator for clause in clauses} - set(OPERATORS):
        raise ValueError(f"operator {', '.join(sorted(unknown))}")
    if faults := faults_of(clauses, brand_names()):
        raise ValueError(
            f"clause {faults[0].place + 1}: {faults[0].key} {', '.join(faults[0].names)}".strip()
        )
    if not isinstance(row["since"], date):
        raise TypeError("since is no day")
    return LibraryVersion(row["since"], clauses, digest_of(clauses))


@cache
def brand_names() -> tuple[str, ...]:
    return tuple(tomllib.loads(BRANDS.read_text("utf-8"))["names"])


def guess_item(name: str, items: Mapping[str, LibraryItem]) -> LibraryItem | None:
    """The item that the words of a request name: the one whose word in them is the longest."""
    told = fold(name).split()
    best: tuple[int, LibraryItem] | None = None
    for item in items.values():
        for word in item.words:
            parts = word.split()
            is_named = any(
                all(given.startswith(part) for part, given in zip(parts, told[place:], strict=False))
                for place in range(len(told) - len(parts) + 1)
            )
            if is_named and (best is None or len(word) > best[0]):
                best = (len(word), item)
    return best[1] if best else None
