"""How an order moved the last day of a promise: read from the journal, which alone keeps it, and said in both
languages.

A clock's row holds only the day as it is now; who follows a case must see the day it had before, and by which
order.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast

from ongikar.core.db.compiled_query import CompiledQuery, run_together
from ongikar.core.i18n.say import language, say_in, value_in_words
from ongikar.journal.models import Entry
from ongikar.offices.models import (
    CalendarOrder,
    CalendarVersion,
    calendar_made_at,
    calendar_number,
    calendar_numbered,
)
from ongikar.rules.bangla import text
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.calendar.rows import KINDS, OPTIONAL, WITHDRAWN, WORKING
from ongikar.rules.clock.fold import CALENDAR

from .models import Clock

# A promise begun in the moments of an order may have read the calendar before it.
SETTLED = timedelta(minutes=2)
# Why, by what the order does: as the beginning of a sentence.
HOLIDAY = ("ছুটি ঘোষণার কারণে", "Because of a newly ordered holiday")
TAKEN_BACK = ("ঘোষিত ছুটি প্রত্যাহারের কারণে", "Because an ordered holiday was withdrawn")
OTHER = ("অফিসের ক্যালেন্ডার বদলের কারণে", "Because the office calendar has changed")
HOURS = ("বিশেষ অফিস সময়", "special office hours")
MOVED = (
    "{why} শেষ দিন {was} থেকে বদলে {becomes} হয়েছে।",
    "{why}, the due day moved from {was} to {becomes}.",
)
BY_ORDER = ("আদেশ: {names}; স্মারক {memo}, {date}।", "Order: {names}; memo {memo} of {date}.")


class DayMove(NamedTuple):
    """One order's effect on one promise. `order`: None where the office's own files changed its calendar."""

    clock_id: int
    at: datetime
    was: datetime
    becomes: datetime
    order: CalendarOrder | None

    def words(self, *, is_timed: bool = False) -> str:
        """From when to when, why, and by which order, in the page's language. `is_timed`: hours or minutes
        are promised.
        """
        why, days = why_words(self.order, language()), days_or_moments(self, language(), is_timed=is_timed)
        return f"{say_in(language(), *MOVED, why=why, **days)} {order_words(self.order, language())}".rstrip()


def day_moves(clocks: Sequence[Clock]) -> list[DayMove]:
    """Every move of the last day of these clocks, oldest first; asks nothing where no order came since they
    began.
    """
    asked = [(MOVES_OF, clock.pk) for clock in clocks if may_have_moved(clock)]
    entries_of_moves = [entry for entries in run_together(*asked) for entry in entries]
    if not entries_of_moves:
        return []
    orders = CalendarOrder.objects.in_bulk(
        {entry.facts["order"] for entry in entries_of_moves if "order" in entry.facts}
    )
    entries_of_moves.sort(key=lambda entry: (entry.at, entry.pk))
    return [parse_move(entry, orders.get(entry.facts.get("order", 0))) for entry in entries_of_moves]


MOVES_OF = CompiledQuery(
    lambda: Entry.objects.filter(
        subject_type="clock", subject_id=CompiledQuery.parameter(0), verb__endswith=".moved"
    )
)


def move_lines(clocks: Sequence[Clock]) -> list[tuple[DayMove, str]]:
    """The same, each with its sentence."""
    by_key = {clock.pk: clock for clock in clocks}
    return [
        (move, move.words(is_timed=by_key[move.clock_id].running.promise.is_timed))
        for move in day_moves(clocks)
    ]


def may_have_moved(clock: Clock) -> bool:
    """Whether it runs, or ran, under a calendar other than the one it began with."""
    if number := clock.entered_facts[0].data.get(CALENDAR):
        return calendar_number(clock.calendar_version_id) != number
    # Begun before that was written down: whether the calendar was made since.
    return calendar_made_at(clock.calendar_version_id) + SETTLED >= clock.started_at


def parse_move(entry: Entry, order: CalendarOrder | None) -> DayMove:
    facts = entry.facts
    was, becomes = datetime.fromisoformat(facts["from"]), datetime.fromisoformat(facts["to"])
    return DayMove(entry.subject_id, entry.at, was, becomes, order)


def calendar_at_start(clock: Clock) -> int:
    """The key of the calendar version that the clock's first due moment was counted by.

    Clocks begun before that was written down: the newest made by then, which is what they were counted by.
    """
    if number := clock.entered_facts[0].data.get(CALENDAR):
        return calendar_numbered(clock.office_id, number)
    if not may_have_moved(clock):
        return clock.calendar_version_id
    made = CalendarVersion.objects.filter(office=clock.office_id).order_by("-number")
    known = made.filter(made_at__lte=clock.started_at).values_list("pk", flat=True).first()
    # An office that has a clock has a calendar.
    return known or cast(int, made.values_list("pk", flat=True).last())


def calendar_number_at_start(clock: Clock) -> int:
    return calendar_number(calendar_at_start(clock))


def days_or_moments(move: DayMove, tongue: str, *, is_timed: bool) -> dict[str, str]:
    """The days; with their times where these are promised, or where on one day only the hour moved, as in
    Ramadan.
    """
    was, becomes = move.was.astimezone(TZ), move.becomes.astimezone(TZ)
    if is_timed or was.date() == becomes.date():
        return {"was": value_in_words(was, tongue), "becomes": value_in_words(becomes, tongue)}
    return {
        "was": text.date_words(was.date(), tongue, weekday=False),
        "becomes": text.date_words(becomes.date(), tongue, weekday=False),
    }


def why_words(order: CalendarOrder | None, tongue: str) -> str:
    """Why it moved, as the beginning of a sentence."""
    kinds = {row["kind"] for row in order.days} if order else set()
    if not kinds or (order and order.windows) or kinds & {OPTIONAL, WORKING}:
        return say_in(tongue, *OTHER)
    if kinds == {WITHDRAWN}:
        return say_in(tongue, *TAKEN_BACK)
    return say_in(tongue, *(OTHER if WITHDRAWN in kinds else HOLIDAY))


def order_words(order: CalendarOrder | None, tongue: str) -> str:
    if order is None:
        return ""
    names = ", ".join(dict.fromkeys(row_name(row, tongue) for row in (*order.days, *order.windows)))
    date = text.date_words(order.memo_date, tongue, weekday=False)
    return say_in(tongue, *BY_ORDER, names=names, memo=text.digits(order.memo_number, tongue), date=date)


def row_name(row: dict[str, Any], tongue: str) -> str:
    """What a row is called; dated hours and withdrawals may have no name of their own."""
    kind = KINDS.get(row.get("kind", ""), HOURS)
    return row.get(f"name_{tongue}") or kind[tongue == "en"]
