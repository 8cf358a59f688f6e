"""The calendar of an office's folder: its hours and its years of holidays, as plain data. Needs no database."""

import tomllib
from pathlib import Path
from typing import Any


def calendar_data(folder: Path) -> dict[str, Any]:
    """What `rules.calendar.Calendar.from_data` reads, with TOML's dates as text so that the whole is JSON."""
    office = tomllib.loads((folder / "office.toml").read_text("utf-8"))
    data: dict[str, Any] = {
        "week": office.get("week", {}), "windows": office.get("windows", []), "days": [], "years": {},
        "after_hours": office["office"].get("after_hours", "next_working_day"),
        "roll_closed": office["office"].get("roll_closed", True),
    }  # fmt: skip
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
    return plain(data)


def plain(value: Any) -> Any:
    """The same with dates and times as ISO text."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
