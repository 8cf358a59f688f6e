"""The lines of a job as they stand: of each device the last that nobody wrote over. Two people who wrote of
one device without knowing of each other both stand, until somebody writes over both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ongikar.people.models import User

from .models import Job, JobLine

Key = int | None


@dataclass(frozen=True, slots=True)
class JobLines:
    """By the key of the device, None for none: `standing` what no sheet tells yet, in the order in which it
    came; `last` what was said last, told or not.
    """

    standing: Mapping[Key, Sequence[JobLine]] = field(default_factory=dict)
    last: Mapping[Key, JobLine] = field(default_factory=dict)

    def shown_keys(self, device: Key) -> list[str]:
        """What whoever writes of the device now has before them."""
        return [line.submission for line in self.standing.get(device, ())]

    def unknown_to(self, device: Key, seen: Iterable[str]) -> list[JobLine]:
        """What came since the page that showed these was opened."""
        return [line for line in self.standing.get(device, ()) if line.submission not in set(seen)]

    def differing(self, device: Key) -> Sequence[JobLine]:
        """Two and more that do not say the same; empty where one stands, or all say one thing."""
        rows = self.standing.get(device, ())
        return rows if len({repr(line.words) for line in rows}) > 1 else ()

    def __iter__(self) -> Iterator[JobLine]:
        return (line for rows in self.standing.values() for line in rows)


def read_lines(job: Job) -> JobLines:
    rows = list(job.lines.select_related("device__place").order_by("id"))
    return fold_lines(rows, told_keys(job))


def told_keys(job: Job) -> set[str]:
    """The lines that a sheet tells already."""
    datas: Iterable[dict[str, Any]] = job.sheets.values_list("data", flat=True)
    return {key for data in datas for key in data.get("lines", ())}


def fold_lines(rows: Sequence[JobLine], told: set[str]) -> JobLines:
    written_over = {key for line in rows for key in line.over}
    standing: dict[Key, list[JobLine]] = defaultdict(list)
    last: dict[Key, JobLine] = {}
    for line in rows:
        if line.submission in written_over:
            continue
        last[line.device_id] = line
        if line.submission not in told:
            standing[line.device_id].append(line)
    return JobLines(dict(standing), last)


def writers_of(lines: Iterable[JobLine]) -> dict[int, str]:
    """By name who wrote them."""
    keys = {line.by_id for line in lines if line.by_id}
    return {user.pk: user.name for user in User.objects.filter(pk__in=keys)} if keys else {}
