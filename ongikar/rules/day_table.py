"""The days of a promise as a short table: which stretch counted, which did not, and why."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from .bangla import date_words, day_month, digits, month_name
from .day_strip import COUNTED, EXTENDED, HOLIDAY, RECEIPT, WAITED, WEEKLY_DAY, DayRow

REASONS = {
    RECEIPT: ("জমার দিন", "Day of receipt"),
    # Said of days past and to come alike.
    COUNTED: ("গোনা হয়", "Counts"),
    WEEKLY_DAY: ("সাপ্তাহিক ছুটি", "Weekly day off"),
    HOLIDAY: ("সরকারি ছুটি", "Public holiday"),
    WAITED: ("কাগজের অপেক্ষা", "Waiting for documents"),
    EXTENDED: ("সময় বাড়ানো হয়েছে", "Extended"),
}
NOT_COUNTED = "–"


class Stretch(NamedTuple):
    """Days in a row of one kind: which days, why, and the numbers they were counted as."""

    days: str
    reason: str
    counted: str


def day_table(rows: Sequence[DayRow], language: str) -> list[Stretch]:
    """The days in order, those of one kind and name together."""
    place = 0 if language == "bn" else 1
    table = []
    for (kind, name), group in groupby(rows, key=lambda row: (row.kind, own_name(row, place))):
        days = list(group)
        reason = name or REASONS[kind][place]
        table.append(Stretch(days_in_words(days, language), reason, numbers(days, language)))
    return table


def own_name(row: DayRow, place: int) -> str:
    """The name of a holiday or of what is waited for; other kinds of days say enough by themselves."""
    return (row.name_bn, row.name_en)[place] if row.kind in (HOLIDAY, WAITED) else ""


def days_in_words(days: Sequence[DayRow], language: str) -> str:
    first, last = days[0].date, days[-1].date
    if first == last:
        return date_words(first, language, year=False)
    if (first.year, first.month) == (last.year, last.month):
        return f"{digits(first.day, language)}–{digits(last.day, language)}\u00a0{month_name(last.month, language)}"
    return f"{day_month(first, language)} – {day_month(last, language)}"


def numbers(days: Sequence[DayRow], language: str) -> str:
    if days[0].is_receipt:
        return digits(0, language)
    counted = [row.number for row in days if row.number is not None]
    if not counted:
        return NOT_COUNTED
    ends = [counted[0]] if counted[0] == counted[-1] else [counted[0], counted[-1]]
    # Days that came with an extension are numbered from there.
    return ("+" if days[0].is_added else "") + digits("–".join(map(str, ends)), language)
