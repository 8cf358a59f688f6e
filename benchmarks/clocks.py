"""What a new calendar and the watch cost among very many open clocks, and the ledger among entries, each
measured in a process and a database of its own.
"""

from .filled import run

MEASURES = ("reprojection", "watch_speed", "ledger")
# What a long register costs those who ask for pages meanwhile.
LONG = ("exports",)


def clocks(databases: dict[str, str]) -> list[str]:
    """A table of the measures. `databases`: the URL of an empty database by the name of the measure."""
    outputs = [
        run({}, f"benchmarks.{name}", "--database", url).splitlines() for name, url in databases.items()
    ]
    # What the office says of itself while it is loaded stands without columns.
    lines = [line for each in outputs for line in each if " | " in line and not line.startswith("what |")]
    return [
        "| what | measured | beside it | goal |",
        "|---|---:|---:|---|",
        *(f"| {line} |" for line in lines),
    ]
