"""The calendar of an office's folder: its hours and its holiday files, one a year, as plain data. Needs no
database.
"""

import tomllib
from pathlib import Path
from typing import Any

from ongikar.offices.calendars import compose_calendar
from ongikar.offices.models import Office
from ongikar.offices.sites import office_seat
from ongikar.rules.calendar.findings import FAULT, CalendarFinding, calendar_findings
from ongikar.rules.calendar.office_calendar import CalendarFault

from .toml_files import OfficeFileFault, SeveralFaults, Spot, read_toml, toml_rows


def calendar_data(folder: Path) -> dict[str, Any]:
    """What `rules.calendar.office_calendar.Calendar.from_data` reads, with TOML's dates as text so that the
    whole is JSON.
    """
    office = tomllib.loads((folder / "office.toml").read_text("utf-8"))
    data: dict[str, Any] = {
        "week": office.get("week", {}),
        "windows": office.get("windows", []),
        "days": [],
        "years": {},
        "after_hours": office["office"].get("after_hours", "next_working_day"),
        "roll_closed": office["office"].get("roll_closed", True),
    }
    if "messages" in office:
        data["messages"] = office["messages"]
    for path in sorted((folder / "holidays").glob("*.toml")):
        year = tomllib.loads(path.read_text("utf-8"))
        data["years"][str(year["year"])] = year["authority"]
        # Where the list is from, in English and, as `source_bn`, in Bangla: a row may name another source.
        of_all = {"source": year.get("source", ""), "year": year["year"]}
        of_all |= {"source_bn": year["source_bn"]} if year.get("source_bn") else {}
        data["days"] += [
            (of_all if "source" not in row else {"year": year["year"]}) | row for row in year.get("days", [])
        ]
    return with_iso_dates(data)


def with_iso_dates(value: Any) -> Any:
    """The same with dates and times as ISO text."""
    if isinstance(value, dict):
        return {key: with_iso_dates(each) for key, each in value.items()}
    if isinstance(value, list):
        return [with_iso_dates(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def holiday_files(folder: Path) -> list[Path]:
    """The files in the order in which the calendar counts their rows."""
    return sorted((folder / "holidays").glob("*.toml"))


def check_holidays(path: Path, data: dict[str, Any]) -> None:
    """The two keys above the rows; what the rows say, the calendar itself judges."""
    top = Spot(path)
    for key in ("year", "authority"):
        if key not in data:
            raise top.fault(f"“{key}” লেখা নেই", f"“{key}” is missing")
    if type(data["year"]) is not int:
        raise top.fault("“year” হবে সাল, যেমন ২০২৬", "“year” must be a year, such as 2026", key="year")
    toml_rows(path, data, "days")


def checked_calendar(folder: Path, office: Office) -> tuple[dict[str, Any], list[OfficeFileFault]]:
    """The calendar of a folder as data that can be counted by, and what a clerk should look at again.

    Raises SeveralFaults with all that stops it, each with its file and line.
    """
    for path in holiday_files(folder):
        check_holidays(path, read_toml(path))
    data = calendar_data(folder)
    found = calendar_findings(data)
    faults = [calendar_fault(folder, finding) for finding in found if finding.severity == FAULT]
    if not faults:
        try:
            compose_calendar(data, [], office_seat(office))
        except CalendarFault as fault:
            faults.append(calendar_fault(folder, fault))
    if faults:
        raise SeveralFaults(faults)
    return data, [calendar_fault(folder, finding) for finding in found]


def calendar_fault(folder: Path, found: CalendarFinding | CalendarFault) -> OfficeFileFault:
    spot, key = finding_spot(folder, found.row)
    return OfficeFileFault(spot.path, spot.line(key), found.bn, found.en)


def finding_spot(folder: Path, row: str) -> tuple[Spot, str]:
    """Where the row that a calendar's fault names stands, and the key in it: "days/3", "week/sunday",
    "after_hours".
    """
    office = folder / "office.toml"
    sort, _, which = row.partition("/")
    if sort == "days":
        return day_spot(folder, int(which)), ""
    if sort == "windows":
        return Spot(office, "windows", int(which)), ""
    if sort in ("week", "messages"):
        return Spot(office, sort), which
    if sort == "years":
        return year_spot(folder, which), "authority"
    return Spot(office, "office"), row


def day_spot(folder: Path, place: int) -> Spot:
    """The calendar counts the days of all files on; here they are counted back to their own."""
    for path in holiday_files(folder):
        count = len(read_toml(path).get("days", []))
        if place <= count:
            return Spot(path, "days", place)
        place -= count
    return Spot(folder / "office.toml")


def year_spot(folder: Path, year: str) -> Spot:
    found = (path for path in holiday_files(folder) if str(read_toml(path)["year"]) == year)
    return Spot(next(found, folder / "office.toml"))
