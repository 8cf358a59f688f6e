"""Measure everything, or one part, on both databases, and write or print the table of ratios."""

import argparse
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from .clocks import LONG, MEASURES, clocks
from .diary import diary
from .filled import DRAFTS, Filled, fill_office, run
from .memory import memory
from .pages import charter, made_anew, reads
from .processor import processor
from .report import Figure, report
from .served import ROOT
from .submissions import submissions
from .weight import weights

FEW, MANY = 1_000, 100_000
# Of one office pair and a folder: what is measured on either database.
PARTS = {
    "charter": lambda few, many, folder: charter(many, folder),
    "made_anew": lambda few, many, folder: made_anew(many, folder),
    "reads": lambda few, many, folder: reads(few, many, folder),
    "processor": lambda few, many, folder: processor(few, many, folder),
    "memory": lambda few, many, folder: memory(many),
    "submissions": lambda few, many, folder: submissions(many, folder),
    "diary": lambda few, many, folder: diary(many),
}
# Of no database: programs that print their own figures, by the heading under which these are kept.
PRINTED = {
    "The clock": (["benchmarks.clock_speed"],),
    "Reading a charter": (["benchmarks.charter_reading"], ["benchmarks.reading_speed"]),
    "Reading it rightly": (
        ["ongikar", "charter", "score"],
        ["ongikar", "charter", "score", "ongikar/rules/tests/charters_unseen"],
    ),
}


def measure_parts(parts: list[str], database: str, folder: Path) -> tuple[list[Figure], Filled]:
    """The figures of the parts on one database, and the smaller office."""
    few = fill_office(FEW, database, folder)
    many = fill_office(MANY, database, folder, drafts=DRAFTS if "submissions" in parts else 0)
    figures = []
    for part in parts:
        figures += PARTS[part](few, many, folder)
        # Told at once: what fails an hour later takes nothing of this with it.
        print(*figures, sep="\n", file=sys.stderr)
    return figures, few


def new_database(postgres: str, name: str) -> str:
    """The URL of a database made beside another."""
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    return beside(postgres, name)


def beside(postgres: str, name: str) -> str:
    """The URL of another database of the same server."""
    return urlsplit(postgres)._replace(path=f"/{name}").geturl()


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks/run")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--postgres", required=True)
    parser.add_argument(
        "--only",
        choices=list(PARTS),
        nargs="+",
        help="measure these parts, and print them without keeping them",
    )
    asked = parser.parse_args()
    parts = asked.only or list(PARTS)
    for cases in (FEW, MANY):
        new_database(asked.postgres, f"bench{cases}")
    postgres = beside(asked.postgres, "benchCASES")
    tables = {}
    tables["SQLite"], few = measure_parts(
        parts, f"sqlite:///{asked.folder}/bench-CASES.sqlite3", asked.folder / "sqlite"
    )
    tables["PostgreSQL"], _ = measure_parts(parts, postgres, asked.folder / "postgres")
    printed, many_clocks = {}, {}
    if not asked.only:
        tables["Weight"] = weights(few)
        printed = {
            title: "".join(run({}, *words) for words in programs) for title, programs in PRINTED.items()
        }
        for title, names in (("Very many clocks", MEASURES), ("A long register", LONG)):
            many_clocks[f"{title}, SQLite"] = clocks(
                {name: f"sqlite:///{asked.folder}/{name}.sqlite3" for name in names}
            )
            many_clocks[f"{title}, PostgreSQL"] = clocks(
                {name: new_database(asked.postgres, name) for name in names}
            )
    text = report(tables, printed, many_clocks)
    if not asked.only:
        (ROOT / "benchmarks" / "RESULTS.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
