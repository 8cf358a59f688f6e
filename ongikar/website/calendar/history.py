"""The versions of an office's calendar as its page tells of them: by which order, and who entered it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ongikar.frame.say import say
from ongikar.offices.models import CalendarOrder, CalendarVersion
from ongikar.people.models import User
from ongikar.rules.calendar import Calendar

from .year_rows import Listed, in_words, rows

# Whose order it is, where it is not the office's own.
WIDER = {
    CalendarOrder.UPAZILA: ("উপজেলার আদেশ", "order for the upazila"),
    CalendarOrder.DISTRICT: ("জেলার আদেশ", "order for the district"),
    CalendarOrder.DIVISION: ("বিভাগের আদেশ", "order for the division"),
    CalendarOrder.NATIONAL: ("সারা দেশের আদেশ", "order for the whole country"),
}


class Shown(NamedTuple):
    """A version with the rows of its order, and the person who entered it; none of both where the files made it."""

    version: CalendarVersion
    rows: list[Listed]
    by: str

    @property
    def wider(self) -> str:
        """Whose order it is; "" for the office's own."""
        order = self.version.order
        return say(*WIDER[order.scope]) if order and order.scope in WIDER else ""


def shown(versions: Sequence[CalendarVersion], calendar: Calendar) -> list[Shown]:
    """`calendar`: the newest, by which a row is over or not. The names of all who entered are read at once."""
    people = User.objects.in_bulk({version.order.entered_by for version in versions if version.order})
    return [
        Shown(
            version, rows_of(version.order, calendar) if version.order else [],
            people[version.order.entered_by].name if version.order and version.order.entered_by in people else "",
        )
        for version in versions
    ]  # fmt: skip


def rows_of(order: CalendarOrder, calendar: Calendar) -> list[Listed]:
    said = {"days": order.days, "windows": order.windows}
    return [
        in_words(kind, row, date.fromisoformat(row["from"]), date.fromisoformat(row["to"]), calendar, with_year=True)
        for kind, row in rows(said)
    ]  # fmt: skip
