"""A list that an office words itself, such as what visitors come for: rows with a key and words in both
languages.
"""

from collections.abc import Mapping
from typing import Any

LONGEST_KEY = 20
Words = tuple[str, str]


class WordedListFault(ValueError):
    """What is wrong with the list of an office, in both languages."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


def read_worded_list(rows: list[Any], most: int) -> dict[str, Words]:
    """The words by their keys, in their order. Raises WordedListFault."""
    if not 1 <= len(rows) <= most:
        raise WordedListFault(f"১ থেকে {most}টি সারি লেখা যায়", f"The list has from 1 to {most} rows")
    words: dict[str, Words] = {}
    for row in rows:
        if not isinstance(row, Mapping) or set(row) != {"key", "bn", "en"}:
            raise WordedListFault("প্রতিটি সারির “key”, “bn” ও “en” লাগে", "Each row needs “key”, “bn” and “en”")
        for name, value in row.items():
            if not isinstance(value, str) or not value.strip():
                raise WordedListFault(f"একটি সারির “{name}” লেখা নেই", f"A row has no “{name}”")
        if len(row["key"]) > LONGEST_KEY:
            raise WordedListFault(
                f"একটি সারির “key” {LONGEST_KEY} অক্ষরের বেশি",
                f"The “key” of a row is longer than {LONGEST_KEY} letters",
            )
        if row["key"] in words:
            raise WordedListFault("একই “key” দুবার লেখা", "A “key” is written twice")
        words[row["key"]] = (row["bn"], row["en"])
    return words
