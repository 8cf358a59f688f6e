"""How long the reader takes: the office's own document, two thousand rows in every layout, and the longest
text that is taken in of what is no charter.

Beside each its goal. python -m benchmarks.reading_speed
"""

import platform
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from ongikar.charter.documents.faults import MOST_LETTERS
from ongikar.rules.charter.parse import read_text
from ongikar.rules.tests.any_charter import LAYOUTS
from ongikar.rules.tests.test_charter_large import NOISE, charter

OFFICE = Path(__file__).parents[1] / "offices" / "rangpur-sadar-ict" / "charter.txt"
OFFICE_GOAL, ANY_GOAL = 0.1, 10.0


def seconds(call: Callable[[], object], runs: int = 1) -> float:
    """The shortest of several runs: what the machine can do when nothing else asks for it."""
    taken = []
    for _ in range(runs):
        begun = perf_counter()
        call()
        taken.append(perf_counter() - begun)
    return min(taken)


def enlarge(text: str) -> str:
    """The text again and again, up to the letters that are taken in."""
    return text * max(1, MOST_LETTERS // len(text))


def main() -> None:
    print(f"Python {platform.python_version()}, {platform.machine()}")
    document = OFFICE.read_text("utf-8")
    show("the office's document", seconds(lambda: read_text(document), runs=20), OFFICE_GOAL)
    rows = charter(2000)
    for name, layout in LAYOUTS.items():
        text = layout([rows.head(), *rows.body()])
        show(f"2,000 rows, {name}", seconds(lambda text=text: read_text(text)), ANY_GOAL)
    for name, noise in NOISE.items():
        text = enlarge(noise)
        show(f"15 lakh letters, {name}", seconds(lambda text=text: read_text(text)), ANY_GOAL)


def show(what: str, taken: float, goal: float) -> None:
    print(f"{what:<60}{taken:>8.3f} s  (goal {goal:g} s){'' if taken <= goal else '  MISSED'}", flush=True)


if __name__ == "__main__":
    main()
