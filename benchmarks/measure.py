"""Measure everything, or one part, on both databases; print the figures, and put them into RESULTS.md."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from .clocks import LONG, MEASURES, clocks
from .diary import diary
from .filled import DRAFTS, Filled, fill_office, run
from .heavy import heavy
from .memory import memory
from .pages import charter, made_anew, reads
from .processor import processor
from .results import Figure, keep_figures, machine
from .submissions import submissions
from .weight import weights

FEW, MANY = 1_000, 100_000
# Of one office pair and a folder: what is measured on either database.
PARTS = {
    "charter": lambda few, many, folder: charter(many, folder),
    "made_anew": lambda few, many, folder: made_anew(many, folder),
    "reads": lambda few, many, folder: reads(few, many, folder),
    "processor": lambda few, many, folder: processor(few, many, folder),
    "heavy": lambda few, many, folder: heavy(many),
    "memory": lambda few, many, folder: memory(many),
    "submissions": lambda few, many, folder: submissions(many, folder),
    "diary": lambda few, many, folder: diary(many),
}
# Of no database: programs that print their own figures.
PRINTED = (
    ["benchmarks.clock_speed"],
    ["benchmarks.charter_reading"],
    ["benchmarks.reading_speed"],
    ["ongikar", "charter", "score"],
    ["ongikar", "charter", "score", "ongikar/rules/tests/charters_unseen"],
)


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
        help="measure these parts alone",
    )
    parser.add_argument("--dry", action="store_true", help="print the figures, and keep those of before")
    asked = parser.parse_args()
    parts = asked.only or list(PARTS)
    for cases in (FEW, MANY):
        new_database(asked.postgres, f"bench{cases}")
    postgres = beside(asked.postgres, "benchCASES")
    tables: dict[str, list[Figure]] = {}
    tables["sqlite"], few = measure_parts(
        parts, f"sqlite:///{asked.folder}/bench-CASES.sqlite3", asked.folder / "sqlite"
    )
    tables["postgresql"], _ = measure_parts(parts, postgres, asked.folder / "postgres")
    if not asked.only:
        tables["either"] = weights(few)
        for words in PRINTED:
            print(run({}, *words))
        for name in (*MEASURES, *LONG):
            tables["sqlite"] += clocks(name, f"sqlite:///{asked.folder}/{name}.sqlite3")
            tables["postgresql"] += clocks(name, new_database(asked.postgres, name))
    for place, figures in tables.items():
        print(place, *figures, sep="\n")
        if not asked.dry:
            keep_figures(place, figures, day=datetime.now(UTC).date(), machine=machine())


if __name__ == "__main__":
    main()
