"""The holiday files of an office, one a year: what each must say, and where the calendar's rows stand in them."""

from pathlib import Path
from typing import Any

from ongikar.offices.composed import composed
from ongikar.offices.models import Office
from ongikar.offices.seats import seat_of
from ongikar.rules.calendar import CalendarFault
from ongikar.rules.calendar_findings import FAULT, CalendarFinding, calendar_findings

from .office_calendar import calendar_data
from .office_faults import OfficeFileFault, SeveralFaults, Spot
from .office_toml import rows, toml


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
    rows(path, data, "days")


def checked_calendar(folder: Path, office: Office) -> tuple[dict[str, Any], list[OfficeFileFault]]:
    """The calendar of a folder as data that can be counted by, and what a clerk should look at again.

    Raises SeveralFaults with all that stops it, each with its file and line.
    """
    for path in holiday_files(folder):
        check_holidays(path, toml(path))
    data = calendar_data(folder)
    found = calendar_findings(data)
    faults = [fault_of(folder, finding) for finding in found if finding.severity == FAULT]
    if not faults:
        try:
            composed(data, [], seat_of(office))
        except CalendarFault as fault:
            faults.append(fault_of(folder, fault))
    if faults:
        raise SeveralFaults(faults)
    return data, [fault_of(folder, finding) for finding in found]


def fault_of(folder: Path, found: CalendarFinding | CalendarFault) -> OfficeFileFault:
    spot, key = spot_of(folder, found.row)
    return OfficeFileFault(spot.path, spot.line(key), found.bn, found.en)


def spot_of(folder: Path, row: str) -> tuple[Spot, str]:
    """Where the row that a calendar's fault names stands, and the key in it: "days/3", "week/sunday", "after_hours"."""
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
        count = len(toml(path).get("days", []))
        if place <= count:
            return Spot(path, "days", place)
        place -= count
    return Spot(folder / "office.toml")


def year_spot(folder: Path, year: str) -> Spot:
    found = (path for path in holiday_files(folder) if str(toml(path)["year"]) == year)
    return Spot(next(found, folder / "office.toml"))
