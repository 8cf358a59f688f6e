"""Cache of the years that a calendar was asked about: each year is computed once and joined to one table."""

from datetime import datetime

from .bangla import digits
from .calendar_rows import CalendarFault, Rows
from .office_days import OfficeDays, days_of_year, side_by_side

# Beyond these no clock of an office is ever asked; they bound every search.
FIRST_YEAR, LAST_YEAR = 1972, 2199


class OfficeYears:
    """Grows by whole years and never forgets. `days` is the table so far.

    A caller works on the table it was handed, so places found in it stay right while others grow it.
    """

    __slots__ = ("_by_year", "_rows", "days")

    def __init__(self, rows: Rows, year: int):
        self._rows = rows
        self._by_year: dict[int, OfficeDays] = {}
        self.days = self._joined(year, year)

    def between(self, first: int, last: int) -> OfficeDays:
        """A table that holds at least these years; raises CalendarFault outside 1972–2199."""
        days = self.days
        if first < days.first_year or last > days.last_year:
            days = self.days = self._joined(min(first, days.first_year), max(last, days.last_year))
        return days

    def around(self, asked: datetime, *others: datetime) -> OfficeDays:
        """A table that holds the instants' years, and one more at either end where there is one.

        The fault names the year that was asked about, or the one in which a count that began in it would end.
        """
        if not FIRST_YEAR <= asked.year <= LAST_YEAR:
            raise outside(asked.year)
        years = [asked.year, *(instant.year for instant in others)]
        first, last = max(min(years) - 1, FIRST_YEAR), max(years) + 1
        if last > LAST_YEAR:
            raise runs_past()
        return self.between(first, last)

    def longer(self, days: OfficeDays, index: int) -> OfficeDays:
        """A table that begins as `days` does and holds the open day of that index."""
        while index >= len(days.ordinals):
            last = days.last_year + 1 + (index - len(days.ordinals)) // 366
            if last > LAST_YEAR:
                raise runs_past()
            grown = self.between(days.first_year, last)
            days = grown if grown.first_year == days.first_year else self._joined(days.first_year, last)
        return days

    def _joined(self, first: int, last: int) -> OfficeDays:
        for year in (first, last):
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise outside(year)
        for year in range(first, last + 1):
            if year not in self._by_year:
                self._by_year[year] = days_of_year(self._rows, year)
        return side_by_side([self._by_year[year] for year in range(first, last + 1)])


def outside(year: int) -> CalendarFault:
    return CalendarFault(
        f"{digits(year)} সাল এই ক্যালেন্ডারের বাইরে ({digits(FIRST_YEAR)}–{digits(LAST_YEAR)})",
        f"the year {year} lies outside this calendar ({FIRST_YEAR}–{LAST_YEAR})",
    )


def runs_past() -> CalendarFault:
    """A count looks one year on: what begins in the last year cannot be told either."""
    beyond = outside(LAST_YEAR + 1)
    return CalendarFault(
        f"গণনায় {digits(LAST_YEAR)} সালের পরের দিনও লাগে; {beyond.bn}",
        f"the count needs days after {LAST_YEAR}; {beyond.en}",
    )
