"""Reading a file of an office as UTF-8 and TOML, row by row; a fault is named with its file and line."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HEADING = re.compile(r"\s*\[\[?\s*([a-z0-9_.-]+)\s*\]\]?\s*(#.*)?$", re.IGNORECASE)


class OfficeFileFault(ValueError):
    """A fault in an office file, with the file and, where known, the line."""

    def __init__(self, file: Path, line: int | None, bn: str, en: str) -> None:
        place = f"{file.name}:{line}" if line else file.name
        self.bn, self.en = f"{place}: {bn}", f"{place}: {en}"
        super().__init__(self.en)


class SeveralFaults(OfficeFileFault):
    """All that is wrong in files which are judged as one, as those of a calendar are; a line for each."""

    def __init__(self, faults: Sequence[OfficeFileFault]) -> None:
        self.bn, self.en = ("\n".join(getattr(fault, tongue) for fault in faults) for tongue in ("bn", "en"))
        ValueError.__init__(self, self.en)


@dataclass(frozen=True, slots=True)
class Spot:
    """The n-th `heading` of a file, such as the third [[services]]; "" is what stands above the first
    heading.
    """

    path: Path
    heading: str = ""
    nth: int = 1

    def __str__(self) -> str:
        return f"[{self.heading}]" if self.heading else self.path.name

    def line(self, key: str = "") -> int | None:
        """The line of a key there; without one, or where it is not there, the line of the heading. None for
        neither.
        """
        lines = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
        seen, begins = 0, None
        inside = not self.heading
        for number, line in enumerate(lines, 1):
            if found := HEADING.match(line):
                if found[1] == self.heading:
                    seen += 1
                    if seen == self.nth:
                        begins, inside = number, True
                        continue
                # [services.options] still belongs to its [[services]]; what follows it is
                # no longer the row's own.
                inside = False
            elif inside and key and re.match(rf"\s*{re.escape(key)}\s*=", line):
                return number
        return begins

    def fault(self, bn: str, en: str, *, key: str = "") -> OfficeFileFault:
        return OfficeFileFault(self.path, self.line(key), f"{self} {bn}", f"{self} {en}")


def read_utf8(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise OfficeFileFault(path, None, "ফাইলটি নেই", "the file is missing") from None
    except UnicodeDecodeError:
        raise OfficeFileFault(path, None, "ফাইলটি UTF-8 নয়", "the file is not UTF-8") from None


def read_toml(path: Path) -> dict[str, Any]:
    written = read_utf8(path)
    try:
        return tomllib.loads(written)
    except tomllib.TOMLDecodeError as fault:
        line = line_of_fault(str(fault)) or len(written.splitlines())
        raise OfficeFileFault(path, line, f"TOML পড়া যায়নি: {fault}", f"not valid TOML: {fault}") from None


def line_of_fault(message: str) -> int | None:
    """The line that a message of tomllib names; None where it says that the fault is at the end."""
    _, found, rest = message.partition("(at line ")
    return int(rest.split(",")[0]) if found else None


def toml_table(path: Path, data: dict[str, Any], heading: str) -> dict[str, Any]:
    """What stands under `[heading]`; empty where it is not there. Raises OfficeFileFault for
    anything else.
    """
    found = data.setdefault(heading, {})
    if not isinstance(found, dict):
        raise Spot(path).fault(
            f"“{heading}” লিখতে হবে [{heading}] করে", f"“{heading}” is written as [{heading}]", key=heading
        )
    return found


def toml_rows(path: Path, data: dict[str, Any], heading: str) -> list[tuple[Spot, dict[str, Any]]]:
    """The rows under `[[heading]]`, each with where it stands. Raises OfficeFileFault for anything else."""
    found = data.setdefault(heading, [])
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise Spot(path).fault(
            f"“{heading}” লিখতে হবে [[{heading}]] করে",
            f"“{heading}” is written as [[{heading}]]",
            key=heading,
        )
    return [(Spot(path, heading, nth), row) for nth, row in enumerate(found, 1)]
