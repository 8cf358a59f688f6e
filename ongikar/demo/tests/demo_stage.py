"""The stage of the demonstration's tests: the office's files, its calendar, and moments at which somebody may start it."""

import tomllib
from datetime import datetime
from pathlib import Path

from ongikar.office_files import reading
from ongikar.office_files.holidays import calendar_data
from ongikar.rules.calendar.office_calendar import Calendar

FOLDER = Path(__file__).parents[3] / "offices" / "rangpur-sadar-ict"
ROWS = tomllib.loads((FOLDER / "demo_cases.toml").read_text("utf-8"))["cases"]
CALENDAR = Calendar.from_data(calendar_data(FOLDER))
FILES = reading.read(FOLDER, with_demo=True)


def at(words: str) -> datetime:
    return datetime.fromisoformat(f"{words}+06:00")


TUESDAY_NOON = at("2026-11-24T12:00")
WHENEVER = {
    "in office hours": TUESDAY_NOON,
    "at the minute of closing": at("2026-11-24T17:00"),
    "on a Friday": at("2026-11-27T15:00"),
    "on a Sunday before the office opens": at("2026-11-29T08:00"),
    "in the first minutes of a Sunday": at("2026-11-29T09:10"),
    "in a break of Ramadan": at("2026-03-11T13:20"),
    "inside the Eid holidays": at("2026-05-29T13:00"),
    "on the first morning after Eid": at("2026-06-01T09:31"),
    "in the first night of a year": at("2026-01-01T00:30"),
    "in a year without a calendar": at("2027-07-14T11:00"),
}
