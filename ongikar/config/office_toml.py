"""Reading a file of an office: as UTF-8, as TOML, and row by row."""

import tomllib
from pathlib import Path
from typing import Any

from .office_faults import OfficeFileFault, Spot


def text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise OfficeFileFault(path, None, "ফাইলটি নেই", "the file is missing") from None
    except UnicodeDecodeError:
        raise OfficeFileFault(path, None, "ফাইলটি UTF-8 নয়", "the file is not UTF-8") from None


def toml(path: Path) -> dict[str, Any]:
    written = text(path)
    try:
        return tomllib.loads(written)
    except tomllib.TOMLDecodeError as fault:
        line = line_in(str(fault)) or len(written.splitlines())
        raise OfficeFileFault(path, line, f"TOML পড়া যায়নি: {fault}", f"not valid TOML: {fault}") from None


def line_in(message: str) -> int | None:
    """The line that a message of tomllib names; None where it says that the fault is at the end."""
    _, found, rest = message.partition("(at line ")
    return int(rest.split(",")[0]) if found else None


def table(path: Path, data: dict[str, Any], heading: str) -> dict[str, Any]:
    """What stands under `[heading]`; empty where it is not there. Raises OfficeFileFault for anything else."""
    found = data.setdefault(heading, {})
    if not isinstance(found, dict):
        raise Spot(path).fault(
            f"“{heading}” লিখতে হবে [{heading}] করে", f"“{heading}” is written as [{heading}]", key=heading
        )
    return found


def rows(path: Path, data: dict[str, Any], heading: str) -> list[tuple[Spot, dict[str, Any]]]:
    """The rows under `[[heading]]`, each with where it stands. Raises OfficeFileFault for anything else."""
    found = data.setdefault(heading, [])
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise Spot(path).fault(
            f"“{heading}” লিখতে হবে [[{heading}]] করে",
            f"“{heading}” is written as [[{heading}]]",
            key=heading,
        )
    return [(Spot(path, heading, nth), row) for nth, row in enumerate(found, 1)]
