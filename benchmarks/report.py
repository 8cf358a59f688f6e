"""The report: what was measured, on which machine, beside its goal, and the SQL statements that stand behind
it.
"""

import os
import re
import sys
import time
import tomllib
from pathlib import Path
from typing import NamedTuple

from .load import CLIENTS, ROUNDS, SECONDS
from .served import ROOT


class Figure(NamedTuple):
    """`measured` in requests a second unless `what` names its unit; `ratio` is what the goal is set on."""

    what: str
    measured: float
    ratio: float
    goal: str


def report(
    tables: dict[str, list[Figure]], printed: dict[str, str], many_clocks: dict[str, list[str]]
) -> str:
    lines = [
        "# How fast it is",
        "",
        f"`benchmarks/run` on {time.strftime('%-d %B %Y')}: {machine()}.",
        (
            f"{CLIENTS} clients, median of {ROUNDS} rounds of {SECONDS} s in turns; the load generator shares"
            " the cores."
        ),
        "PostgreSQL runs on the same machine and is reached by its socket, by the baselines too.",
        (
            "Bare SQL of a submission writes what a submission writes: its new rows, the two books that it"
            " counts up, and the draft that it spends (docs/decisions/008)."
        ),
        "",
    ]
    for name, figures in tables.items():
        lines += [f"## {name}", "", *table(figures), ""]
    lines += ["## SQL statements", "", *statements(), ""]
    for name, rows in many_clocks.items():
        lines += [f"## {name}", "", *rows, ""]
    for title, text in printed.items():
        lines += [f"## {title}", "", "```", text.strip(), "```", ""]
    return "\n".join(lines)


def table(figures: list[Figure]) -> list[str]:
    return [
        "| what | measured | ratio or figure | goal |",
        "|---|---:|---:|---|",
        *(f"| {what} | {measured:,.1f} | {ratio:.3f} | {goal} |" for what, measured, ratio, goal in figures),
    ]


def statements() -> list[str]:
    """The figures that the tests hold both databases to."""
    stated = tomllib.loads((ROOT / "tests" / "statement_counts.toml").read_text())
    return [
        "| what | statements |",
        "|---|---:|",
        *(f"| {what} | {as_text(count)} |" for what, count in stated.items()),
    ]


def as_text(count: int | dict[str, int]) -> str:
    """One figure, or one for each database."""
    return str(count) if isinstance(count, int) else ", ".join(f"{each} {n}" for each, n in count.items())


def machine() -> str:
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    total = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())[1]) // 1_048_576
    return (
        f"{model[1] if model else 'unknown processor'}, {os.cpu_count()} cores, {total} GB, Python"
        f" {sys.version.split()[0]}"
    )
