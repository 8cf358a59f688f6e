"""How long a due moment and its explanation take, beside a bare bisection of a list in the same run.

python benchmarks/clock_speed.py
"""

import platform
import statistics
import timeit
from bisect import bisect_right
from collections.abc import Callable
from datetime import UTC, datetime

from ongikar.rules.calendar import Calendar
from ongikar.rules.promise import Promise, due, explain

HOURS = [["09:00", "17:00"]]
CALENDAR = Calendar.from_data(
    {
        "week": dict.fromkeys(("sunday", "monday", "tuesday", "wednesday", "thursday"), HOURS),
        "days": [
            {"from": "2026-04-14", "kind": "general", "name_bn": "বাংলা নববর্ষ", "name_en": "Bangla New Year"},
            {"from": "2026-05-01", "kind": "general", "name_bn": "মে দিবস", "name_en": "May Day"},
        ],
        "years": {"2026": "gazetted"},
    }
)
PROMISE = Promise.parse("30 working days")
RECEIVED = datetime(2026, 4, 9, 10, 59, tzinfo=UTC)
WAITS = [(datetime(2026, 4, 15, 4, tzinfo=UTC), datetime(2026, 4, 19, 5, tzinfo=UTC))]
OPEN_DAYS = list(range(739_000, 739_800))


def median_microseconds(call: Callable[[], object], calls: int = 2_000, runs: int = 25) -> float:
    call()
    return statistics.median(timeit.repeat(call, number=calls, repeat=runs)) / calls * 1e6


def explained() -> tuple[str, str]:
    why = explain(CALENDAR, PROMISE, RECEIVED)
    return why.why_bn, why.why_en


def main() -> None:
    bare = median_microseconds(lambda: OPEN_DAYS[bisect_right(OPEN_DAYS, 739_350) + 30])
    rows = {
        "bare bisection of a list": bare,
        "due, 30 working days": median_microseconds(lambda: due(CALENDAR, PROMISE, RECEIVED)),
        "due, 30 working days, one wait": median_microseconds(
            lambda: due(CALENDAR, PROMISE, RECEIVED, WAITS)
        ),
        "explain, without its words": median_microseconds(lambda: explain(CALENDAR, PROMISE, RECEIVED), 200),
        "explain, with both sentences": median_microseconds(explained, 200),
    }
    print(f"{platform.machine()}, Python {platform.python_version()}, median of 25 runs")
    for name, microseconds in rows.items():
        print(f"{name:32} {microseconds:9.3f} µs {microseconds / bare:9.1f} ×")


if __name__ == "__main__":
    main()
