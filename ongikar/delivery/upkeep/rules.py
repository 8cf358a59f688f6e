"""How long something that must stay fresh has been stale, by the rule of the work that renews it."""

from dataclasses import dataclass
from datetime import date

from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.tasks.rules import Recurrence, on_or_after


@dataclass(frozen=True, slots=True)
class Freshness:
    """Until which day it is fresh, and for how many days it has not been; 0 while it is."""

    until: date
    stale_days: int

    @property
    def is_stale(self) -> bool:
        return self.stale_days > 0


def freshness(
    rule: Recurrence, calendar: Calendar, *, renewed: date | None, began: date, today: date
) -> Freshness:
    """Fresh for one span of the rule after it was renewed; the last day rolls to a day on which the office
    works.

    What nobody knows to have been renewed is given until the office's first working day with it.
    """
    until = on_or_after(calendar, rule.shift(renewed) if renewed else began)
    return Freshness(until, max((today - until).days, 0))
