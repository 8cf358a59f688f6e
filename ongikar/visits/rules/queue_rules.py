"""The rules by which an office calls whoever waits: who has a head start, how often a person is called, and
how long one visit takes. Data of the office; what it does not say holds as it stands in queue.toml.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# More would let one group pass all who came the same morning.
MOST_HEAD_START = 120
NEEDED_OF_GROUP = "Each group needs “key”, “bn”, “en” and “head_start”"


@dataclass(frozen=True, slots=True)
class PriorityGroup:
    """People who are called as if they had come some minutes earlier."""

    key: str
    bn: str
    en: str
    head_start: int


@dataclass(frozen=True, slots=True)
class QueueRules:
    """All in minutes, but for `calls`: how often a person is called before they are missed."""

    groups: tuple[PriorityGroup, ...]
    # Whoever comes for an appointment counts as having come so long before its time, and is on time up to so
    # long after it.
    appointment_head_start: int
    appointment_grace: int
    calls: int
    service_minutes: int

    def group(self, key: str) -> PriorityGroup | None:
        return next((each for each in self.groups if each.key == key), None)

    def head_start(self, key: str) -> int:
        """Of whoever belongs to a group; of a group that is no longer there none."""
        group = self.group(key)
        return group.head_start if group else 0


class QueueRulesFault(ValueError):
    """What is wrong with the rules of an office, in both languages."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


def read_rules(said: Mapping[str, Any], usual: Mapping[str, Any]) -> QueueRules:
    """What is left out, or None, holds as is usual. Raises QueueRulesFault."""
    data = dict(usual) | {name: value for name, value in said.items() if value is not None}
    if not all(isinstance(each, Mapping) for each in data["groups"]):
        raise QueueRulesFault("প্রতিটি দলের “key”, “bn”, “en” ও “head_start” লাগে", NEEDED_OF_GROUP)
    groups = tuple(read_group(each) for each in data["groups"])
    if len({each.key for each in groups}) != len(groups):
        raise QueueRulesFault("একই দল দুবার লেখা", "A group is written twice")
    return QueueRules(
        groups,
        read_minutes(data, "appointment_head_start", 0, MOST_HEAD_START),
        read_minutes(data, "appointment_grace", 0, 60),
        read_minutes(data, "calls", 1, 9),
        read_minutes(data, "service_minutes", 1, 240),
    )


def read_group(row: Mapping[str, Any]) -> PriorityGroup:
    for name in row:
        if name not in ("key", "bn", "en", "head_start"):
            raise QueueRulesFault(f"দলের মধ্যে “{name}” চলে না", f"“{name}” has no place in a group")
    for name in ("key", "bn", "en"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise QueueRulesFault(f"দলের “{name}” লেখা নেই", f"A group has no “{name}”")
    if len(row["key"]) > 20:
        raise QueueRulesFault("দলের “key” ২০ অক্ষরের বেশি", "The “key” of a group is longer than 20 letters")
    return PriorityGroup(
        row["key"], row["bn"], row["en"], read_minutes(row, "head_start", 0, MOST_HEAD_START)
    )


def read_minutes(data: Mapping[str, Any], name: str, least: int, most: int) -> int:
    value = data.get(name)
    if type(value) is not int or not least <= value <= most:
        raise QueueRulesFault(
            f"“{name}” {least} থেকে {most}-এর মধ্যে একটি পূর্ণ সংখ্যা",
            f"“{name}” is a whole number from {least} to {most}",
        )
    return value
