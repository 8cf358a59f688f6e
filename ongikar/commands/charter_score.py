"""`ongikar charter score [FOLDER]`: the reader measured on charters whose right reading was written by eye.
Needs no Django.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from ongikar.rules.charter.score import NOTHING, Score, score_reading

GOLD = Path(__file__).parents[1] / "rules" / "tests" / "charters"


def print_score(words: list[str]) -> int:
    """Print the figures of every NN.txt beside an NN.json in the folder, and of all; with --misses what was
    read wrongly.
    """
    parser = argparse.ArgumentParser(prog="ongikar charter score")
    parser.add_argument("folder", type=Path, nargs="?", default=GOLD)
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args(words)
    total, seen = NOTHING, 0
    print(_line("charter", "services", "read", "precision", "recall", "F1", "fields", "accuracy"))
    for name, scored in scores(asked.folder):
        print(_figures(name, scored))
        if asked.misses:
            for miss in scored.misses:
                print(f"    {miss.where}: right {miss.right!r}, read {miss.read!r}")
        total, seen = total + scored, seen + 1
    if not seen:
        print(
            f"{asked.folder}: এখানে .txt ও .json জোড়া কোনো সনদ নেই\n"
            f"{asked.folder}: no charter here stands as a pair of .txt and .json",
            file=sys.stderr,
        )
        return 1
    print(_figures(f"all {seen}", total))
    return 0


def scores(folder: Path) -> Iterator[tuple[str, Score]]:
    """Each charter of the folder by name, in order, with the score of its reading."""
    from ongikar.rules.charter.parse import read_text

    for right in sorted(folder.glob("*.json")):
        printed = right.with_suffix(".txt")
        if printed.exists():
            reading = read_text(printed.read_text("utf-8"))
            yield right.stem, score_reading(reading, json.loads(right.read_text("utf-8")))


def _figures(name: str, scored: Score) -> str:
    return _line(
        name,
        scored.services,
        scored.read,
        f"{scored.precision:.3f}",
        f"{scored.recall:.3f}",
        f"{scored.f1:.3f}",
        f"{scored.agreed}/{scored.fields}",
        f"{scored.accuracy:.3f}",
    )


def _line(name: str, *cells: object) -> str:
    return f"{name:<38}" + "".join(f"{cell!s:>10}" for cell in cells)
