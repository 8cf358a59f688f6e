"""The stage of the demonstration's tests: the office's files, its calendar, and moments at which somebody may
start it.
"""

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from ongikar.office_files import reading
from ongikar.office_files.holidays import calendar_data
from ongikar.rules.calendar.office_calendar import Calendar

FOLDER = Path(__file__).parents[3] / "offices" / "rangpur-sadar-ict"
ROWS = tomllib.loads((FOLDER / "demo_cases.toml").read_text("utf-8"))["cases"]
CALENDAR = Calendar.from_data(calendar_data(FOLDER))
FILES = reading.read_office(FOLDER, with_demo=True)


def office_time(words: str) -> datetime:
    return datetime.fromisoformat(f"{words}+06:00")


TUESDAY_NOON = office_time("2026-11-24T12:00")
TEST_MOMENTS = {
    "in office hours": TUESDAY_NOON,
    "at the minute of closing": office_time("2026-11-24T17:00"),
    "on a Friday": office_time("2026-11-27T15:00"),
    "on a Sunday before the office opens": office_time("2026-11-29T08:00"),
    "in the first minutes of a Sunday": office_time("2026-11-29T09:10"),
    "in a break of Ramadan": office_time("2026-03-11T13:20"),
    "inside the Eid holidays": office_time("2026-05-29T13:00"),
    "on the first morning after Eid": office_time("2026-06-01T09:31"),
    "in the first night of a year": office_time("2026-01-01T00:30"),
    "in a year without a calendar": office_time("2027-07-14T11:00"),
}
# What the calendar makes of a moment is no matter of the database, and these three differ most.
ON_EITHER_DATABASE, EACH_TIME = "in office hours", ("in a break of Ramadan", "in a year without a calendar")


def marks_of_moment(name: str) -> list[pytest.MarkDecorator]:
    if name == ON_EITHER_DATABASE:
        return []
    return [pytest.mark.once if name in EACH_TIME else pytest.mark.slow]


MOMENTS = [pytest.param(now, id=name, marks=marks_of_moment(name)) for name, now in TEST_MOMENTS.items()]
