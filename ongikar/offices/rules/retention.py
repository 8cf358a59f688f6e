"""Retention periods of personal data: one rule for each class, and the day on which it is deleted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

# Longer than a rule can mean; a slip of the pen would otherwise keep everything for ever.
MOST_DAYS = 40_000
# From when the days are counted: the end of the work, the sending of a message, the last saving of a draft,
# the order of a file, the last day of a contact, the entering of a letter, the issue of a certificate.
STARTS = ("closing", "sending", "saving", "ordering", "ending", "entering", "issuing")
CLOSING, SENDING, SAVING, ORDERING, ENDING, ENTERING, ISSUING = STARTS


class RetentionFault(ValueError):
    """A rule that cannot be meant."""


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """A class of what is held, in both languages; kept for `days` after what `counts_from` names."""

    name: str
    days: int
    bn: str
    en: str
    source: str
    counts_from: str = CLOSING

    @property
    def counts_from_closing(self) -> bool:
        return self.counts_from == CLOSING

    def last_day(self, begun: date) -> date:
        """The last day on which it is held."""
        return begun + timedelta(days=self.days)

    def goes_before(self, today: date) -> date:
        """What was closed (or made) before this day is purged today: its last day is over."""
        return today - timedelta(days=self.days)


def read_retention_rules(data: Mapping[str, Any]) -> dict[str, RetentionRule]:
    """The rules of a file, by name. Raises RetentionFault, naming the rule, for what cannot be meant."""
    rules: dict[str, RetentionRule] = {}
    for name, rule in data.items():
        days = rule.get("days")
        if not isinstance(days, int) or isinstance(days, bool) or not 0 < days <= MOST_DAYS:
            raise RetentionFault(f"{name}: days must be a whole number from 1 to {MOST_DAYS}")
        missing = [key for key in ("bn", "en", "source") if not str(rule.get(key, "")).strip()]
        if missing:
            raise RetentionFault(f"{name}: {', '.join(missing)} is missing")
        counts_from = rule.get("counts_from", CLOSING)
        if counts_from not in STARTS:
            raise RetentionFault(f"{name}: counts_from must be {', '.join(STARTS[:-1])} or {STARTS[-1]}")
        rules[name] = RetentionRule(name, days, rule["bn"], rule["en"], rule["source"], counts_from)
    return rules
