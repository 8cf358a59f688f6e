"""Parses lines of a charter outside tables that may name services: all lines, or bullets above the first
table.
"""

import re
from collections.abc import Callable
from itertools import groupby
from operator import itemgetter

from ongikar.rules.charter.parse.document.lines import MOST_LINES
from ongikar.rules.charter.parse.document.prose import bulleted_services, listed_services
from ongikar.rules.charter.parse.document.records import read_records

from .rows import TableRow

# The row of a table whose headings told no service, a list of staff or of phones, is no sentence.
CELLS = re.compile(r"[|\t].*[|\t]")
Placed = tuple[str | None, TableRow]


class Untabled:
    """The lines under each category, in the order printed."""

    def __init__(self) -> None:
        self.lines: list[tuple[str | None, str]] = []
        self.above: int | None = None  # how many of them stand above the first table of services

    def keep(self, category: str | None, line: str) -> None:
        if len(self.lines) < MOST_LINES // 4:
            self.lines.append((category, line))

    def table_begins(self) -> None:
        if self.above is None:
            self.above = len(self.lines)

    def bullets(self) -> list[Placed]:
        """The services told in bullets above the first table; none where there is no table."""
        return _each(self.lines[: self.above or 0], bulleted_services)

    def services(self) -> list[Placed]:
        """The services of a charter without a table."""
        return _each(
            self.lines,
            lambda lines: (
                read_records(lines) or listed_services([line for line in lines if not CELLS.search(line)])
            ),
        )


def _each(lines: list[tuple[str | None, str]], read: Callable[[list[str]], list[TableRow]]) -> list[Placed]:
    return [
        (category, row)
        for category, told in groupby(lines, key=itemgetter(0))
        for row in read([line for _, line in told])
    ]
