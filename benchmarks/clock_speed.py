"""How long a due moment and its explanation take, beside a bare count of working days in the same run.

Every call asks about another instant, so that no answer can be one remembered. The calendar is warm: its
years have been asked about before. python benchmarks/clock_speed.py
"""

import platform
import random
import statistics
from bisect import bisect_right
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.promise import compute_due, explain_due
from ongikar.rules.promise.reading import read_promise
from ongikar.rules.promise.words import reasons_in_words

HOURS = [["09:00", "17:00"]]
HOLIDAYS = ("2026-02-04", "2026-03-26", "2026-04-14", "2026-05-01", "2026-05-28", "2026-08-05", "2026-12-16")
CALENDAR = Calendar.from_data(
    {
        "week": dict.fromkeys(("sunday", "monday", "tuesday", "wednesday", "thursday"), HOURS),
        "days": [
            {"from": day, "kind": "general", "name_bn": "ছুটি", "name_en": "holiday"} for day in HOLIDAYS
        ],
        "years": dict.fromkeys(("2025", "2026", "2027"), "gazetted"),
    }
)
FIRST, DAYS = datetime(2025, 1, 1, tzinfo=UTC), 3 * 365
THIRTY = read_promise("30 working days")
OTHERS = tuple(
    read_promise(text)
    for text in (
        "immediate",
        "30 days",
        "1 month",
        "24 hours",
        "3 office hours",
        "the 3rd working day of the month",
    )
)
# What a page waits for, and what is asked of the clock for it.
GOALS = {"due, 30 working days": 2.0, "explain, with both sentences": 100.0, "1,000,000 dues": 3.0}
Instants = list[datetime]


def instants(count: int) -> Instants:
    """Different instants of three years, the same in every run."""
    drawn = random.Random(8549)
    return [FIRST + timedelta(seconds=drawn.randrange(DAYS * 86_400)) for _ in range(count)]


def bare_count(asked: Instants) -> tuple[str, Callable[[datetime], object]]:
    """Adding working days without hours, waits or reasons: numpy's, else a bisection of a list of days."""
    try:
        import numpy
    except ImportError:
        first = FIRST.toordinal()
        days = [day for day in range(first, first + 2 * DAYS) if CALENDAR.is_open_day(date.fromordinal(day))]
        return "bare bisection of a list", lambda asked: days[bisect_right(days, asked.toordinal()) + 30]
    week = numpy.busdaycalendar(weekmask="1111001", holidays=list(HOLIDAYS))
    return "numpy.busday_offset, scalar", lambda asked: numpy.busday_offset(
        asked.date(), 30, roll="forward", busdaycal=week
    )


def microseconds(call: Callable[[datetime], object], asked: Instants, runs: int = 15) -> float:
    """The median time of one call over all the instants, less that of the loop."""
    times = []
    for _run in range(runs):
        begun = perf_counter()
        for _ in asked:
            pass
        empty = perf_counter()
        for instant in asked:
            call(instant)
        times.append((perf_counter() - empty - (empty - begun)) / len(asked) * 1e6)
    return statistics.median(times)


def one_wait(received: datetime) -> datetime:
    return compute_due(
        CALENDAR, THIRTY, received, [(received + timedelta(days=4), received + timedelta(days=8))]
    )


def explain_thirty(received: datetime) -> tuple[str, str]:
    why = explain_due(CALENDAR, THIRTY, received)
    return reasons_in_words(why, "bn"), reasons_in_words(why, "en")


def main() -> None:
    asked = instants(20_000)
    name, bare = bare_count(asked)
    for received in asked:
        compute_due(CALENDAR, THIRTY, received)
    rows = {
        name: microseconds(bare, asked),
        "due, 30 working days": microseconds(lambda at: compute_due(CALENDAR, THIRTY, at), asked),
    }
    for promise in OTHERS:
        rows[f"due, {promise.words('en')}"] = microseconds(
            lambda at, promise=promise: compute_due(CALENDAR, promise, at), asked[:5_000]
        )
    rows["due, 30 working days, one wait"] = microseconds(one_wait, asked[:5_000])
    rows["explain, without its words"] = microseconds(
        lambda at: explain_due(CALENDAR, THIRTY, at), asked[:1_000]
    )
    rows["explain, with both sentences"] = microseconds(explain_thirty, asked[:1_000])
    print(
        f"{platform.machine()}, Python {platform.python_version()}, median of 15 runs, another instant each"
        " call"
    )
    for row, each in rows.items():
        goal = f"   goal ≤ {GOALS[row]:g} µs" if row in GOALS else ""
        print(f"{row.replace('\u00a0', ' '):44} {each:9.3f} µs {each / rows[name]:9.1f} ×{goal}")
    million = instants(1_000_000)
    begun = perf_counter()
    for received in million:
        compute_due(CALENDAR, THIRTY, received)
    print(f"{'1,000,000 dues':44} {perf_counter() - begun:9.3f} s{'':14}goal ≤ {GOALS['1,000,000 dues']:g} s")


if __name__ == "__main__":
    main()
