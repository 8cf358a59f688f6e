"""What a new calendar and the watch cost among very many open clocks, and the ledger among entries, each
measured in a process and a database of its own.
"""

from .filled import run
from .results import Figure, stated_figures

MEASURES = ("reprojection", "watch_speed", "ledger")
# What a long register costs those who ask for pages meanwhile.
LONG = ("exports",)


def clocks(name: str, database: str) -> list[Figure]:
    """What a measure prints, in lines of "what | figure | ratio | goal", of what RESULTS.md publishes.
    `database`: the URL of an empty one.
    """
    stated = {each["what"] for each in stated_figures()}
    figures = []
    for line in run({}, f"benchmarks.{name}", "--database", database).splitlines():
        what, *parts = line.split(" | ")
        if what in stated:
            # "3.29 × plain SQL" is a ratio, too.
            figure, ratio = (float(part.split()[0]) for part in parts[:2])
            figures.append(Figure(what, figure, ratio))
    return figures
