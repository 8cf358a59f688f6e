"""`python -m benchmarks.results`: the one table of RESULTS.md, from what is measured (`figures.toml`) and the
newest figures (`measured.json`).
"""

import json
import os
import re
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypedDict

HERE = Path(__file__).parent
FIGURES, MEASURED, RESULTS = HERE / "figures.toml", HERE / "measured.json", HERE / "RESULTS.md"
# Where a figure was taken: on one of the databases, or without any.
PLACES = ("sqlite", "postgresql", "either")


class Figure(NamedTuple):
    """What was measured, under its name in figures.toml: the figure in that file's unit, and its ratio to a
    baseline of the same run where there is one.
    """

    what: str
    figure: float
    ratio: float | None = None


class Stated(TypedDict, total=False):
    """An entry of figures.toml: the goal is set on the ratio or on the figure, as `goal_of` says."""

    what: str
    goal: str
    goal_of: str
    unit: str
    command: str
    meaning: str


def stated_figures() -> list[Stated]:
    return tomllib.loads(FIGURES.read_text())["figure"]


def measured_figures() -> dict[str, dict]:
    """By name: the day, and by place the figure and the ratio."""
    return json.loads(MEASURED.read_text())


def keep_figures(place: str, figures: list[Figure], *, day: date, machine: str) -> None:
    """Put figures that were just taken in the place of those before them, and write the table anew.

    Raises KeyError for a figure that figures.toml does not state: what nobody explains is not published.
    """
    stated = {each["what"] for each in stated_figures()}
    known = measured_figures()
    for each in figures:
        if each.what not in stated:
            raise KeyError(f"{each.what} is not in {FIGURES.name}")
        entry = known.setdefault(each.what, {})
        entry["day"], entry["machine"] = day.isoformat(), machine
        entry[place] = {"figure": round_off(each.figure)}
        if each.ratio is not None:
            entry[place]["ratio"] = round_off(each.ratio)
    in_order = {each["what"]: known[each["what"]] for each in stated_figures() if each["what"] in known}
    MEASURED.write_text(json.dumps(in_order, ensure_ascii=False, indent=1) + "\n")
    RESULTS.write_text(results_page())


def round_off(figure: float) -> float:
    """Three digits of it, as many as two runs have in common."""
    return float(f"{figure:.3g}") if abs(figure) < 1_000 else float(round(figure))


def results_page() -> str:
    known = measured_figures()
    lines = [
        "# How fast it is",
        "",
        (
            "Each figure was taken beside its baseline in the same run, on two cores; a ratio stands in"
            " brackets. **Bold** misses its goal. Machines differ by a half, one machine by a third within an"
            " hour: compare ratios. This page is written by `python -m benchmarks.results`; how many SQL"
            " statements a page may take stands in `tests/statement_counts.toml`, and tests hold it."
        ),
        "",
        "| what | goal | SQLite | PostgreSQL | measured | command |",
        "|---|---|---:|---:|---|---|",
    ]
    for each in stated_figures():
        entry = known.get(each["what"], {})
        if "either" in entry:
            cells = [shown_figure(each, entry["either"]), ""]
        else:
            cells = [shown_figure(each, entry.get(place)) for place in PLACES[:2]]
        day = entry.get("day", "not yet")
        lines.append(
            f"| {each['what']} | {each['goal']} | {' | '.join(cells)} | {day} | `{each['command']}` |"
        )
    lines += ["", "## What each means", ""]
    for each in stated_figures():
        if meaning := each.get("meaning"):
            lines += [f"**{each['what']}.** {meaning}", ""]
    return "\n".join(lines).rstrip() + "\n"


def shown_figure(stated: Stated, taken: dict[str, float] | None) -> str:
    """`1,526 a second (0.069)`, in bold where it misses its goal."""
    if taken is None:
        return ""
    figure, ratio = taken.get("figure"), taken.get("ratio")
    unit = f" {stated['unit']}" if stated.get("unit") else ""
    shown = f"{as_text(figure)}{unit}" if figure is not None else ""
    if ratio is not None:
        shown = f"{shown} ({as_text(ratio)})" if shown else as_text(ratio)
    judged = ratio if stated.get("goal_of") == "ratio" else figure
    return f"**{shown}**" if judged is not None and misses(stated["goal"], judged) else shown


def as_text(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= 1_000 or figure == int(figure) else f"{figure:g}"


def misses(goal: str, figure: float) -> bool:
    """Whether a figure misses a goal such as "≥ 0.05", "≤ 150 ms" or "0"; what has no number has no goal."""
    if not (found := re.match(r"([≥≤]?) ?([\d.,]+)", goal)):
        return False
    bound = float(found[2].replace(",", ""))
    return {"≥": figure < bound, "≤": figure > bound, "": figure != bound}[found[1]]


def machine() -> str:
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    total = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())[1]) // 1_048_576
    return (
        f"{model[1] if model else 'unknown processor'}, {os.cpu_count()} cores, {total} GB, Python"
        f" {sys.version.split()[0]}"
    )


if __name__ == "__main__":
    RESULTS.write_text(results_page())
