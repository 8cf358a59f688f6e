"""Numbers of a book that a restore left out: how far the count jumps, and where the gap stands in the book.

What a backup does not know may have been given out after it was made. A number that stands on somebody's
receipt is never given again, so the count goes on well past it.
"""

import math
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

# At least so many numbers are left out: a training of a busy morning is received in an hour.
LEAST = 100
# The busiest days of an office against its mean.
BUSY = 3
DAY = timedelta(days=1)


class Gap(NamedTuple):
    """Numbers from `first` to `last` that were left out."""

    first: int
    last: int


def jump_past(last: int, *, counted_for: timedelta, missing: timedelta, known: int = 0) -> int:
    """The number after which the count goes on, a whole hundred, so that a gap is seen as one.

    `last`: the last number that the backup knows, counted up in `counted_for`; `missing`: the time between
    the backup and the restore. `known`: the last one that what stood before the restore had given, where that
    could still be read: somebody may have restored the same backup before.
    """
    given = last / max(counted_for / DAY, 1.0) * max(missing / DAY, 0.0) * BUSY
    return math.ceil(max(last + max(LEAST, given), known) / 100) * 100


class Segment(NamedTuple):
    """Numbers of a book that follow one another: each on a line of its own, or a gap on one line."""

    first: int
    last: int
    is_gap: bool

    @property
    def lines(self) -> int:
        return 1 if self.is_gap else self.last - self.first + 1


def segments(last: int, gaps: Sequence[Gap], first: int = 1) -> list[Segment]:
    """The book from its first number to `last`; a gap behind that is told, too."""
    found, at = [], first
    for gap in sorted(gaps):
        if gap.first > at:
            found.append(Segment(at, gap.first - 1, False))
        found.append(Segment(max(gap.first, at), gap.last, True))
        at = gap.last + 1
    if last >= at:
        found.append(Segment(at, last, False))
    return found


def count_lines(found: Sequence[Segment]) -> int:
    return sum(segment.lines for segment in found)


def lines_between(found: Sequence[Segment], first: int, until: int) -> Iterator[Segment]:
    """What stands on the lines from `first` to before `until`, counted from 0."""
    line = 0
    for segment in found:
        begin, end = max(first, line), min(until, line + segment.lines)
        if begin < end:
            if segment.is_gap:
                yield segment
            else:
                yield Segment(segment.first + begin - line, segment.first + end - line - 1, False)
        line += segment.lines
