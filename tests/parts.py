"""`./test --all` in parts, each under an hour, that may be run on different days and by different machines.

    ./test --all --part 2/6     the second sixth; skipped where it passed on this commit (--again: even so)
    ./test --all --part next/6  the first of six that has not passed
    python -m tests.parts list  what each part came to, and how far behind it is
    python -m tests.parts weigh long_files.toml anew, from what the last runs of the parts measured here

The tests of a file stay together, on each database by themselves, since they share what takes long to set up.
Files that take long are dealt by their seconds (tests/long_files.toml), the others by their names: so a part
is the same on every machine, and a new file moves no other. What a part came to stands in tests/parts.toml.

As a pytest plugin (`-p tests.parts`) it leaves out what is not of the part in ONGIKAR_TEST_PART, and writes
what became of the rest into ONGIKAR_PART_REPORT.
"""

import argparse
import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import tomli_w

ROOT = Path(__file__).resolve().parents[1]
RESULTS, LONG_FILES = ROOT / "tests" / "parts.toml", ROOT / "tests" / "long_files.toml"
# What was measured here by the last run of each part; not of the tree.
MEASURED = ROOT / "var" / "parts"
SQLITE, POSTGRESQL = "sqlite", "postgresql"
DATABASES = (SQLITE, POSTGRESQL)
# What is no test of pytest, with its seconds on two quiet processors: checks and fuzzer are the first part's,
# the clock's mutation is the last one's.
CHECKS, FUZZ, MUTATION = ("checks", 300.0), ("fuzz", 700.0), ("mutation", 1200.0)
# From so many seconds on a file is dealt by them.
LONG = 60.0
MOST_PARTS = 99
# Not on every machine: then nothing is known of commits.
GIT = "git"


class PartFault(ValueError):
    """What was asked for is no part."""


def read_part(text: str) -> tuple[int, int]:
    """`2/6` as (2, 6); `next/6` as (0, 6). Raises PartFault."""
    number, slash, of = text.partition("/")
    if slash and of.isdecimal() and 0 < int(of) <= MOST_PARTS:
        if number == "next":
            return 0, int(of)
        if number.isdecimal() and 0 < int(number) <= int(of):
            return int(number), int(of)
    raise PartFault(f"{text}: কোন অংশ? যেমন 2/6, বা next/6 · which part? Such as 2/6, or next/6")


def chores_of(number: int, of: int) -> list[str]:
    """What a part does beside its tests."""
    first, last = (CHECKS, FUZZ), (MUTATION,)
    return [name for name, _ in (*(first if number == 1 else ()), *(last if number == of else ()))]


@cache
def long_files() -> Mapping[str, Mapping[str, float]]:
    """Database → file → seconds of processor of all its tests."""
    return tomllib.loads(LONG_FILES.read_text("utf-8"))


@cache
def dealt(of: int) -> dict[tuple[str, str], int]:
    """(database, file) of those that take long → its part: the longest first, to the part that has least."""
    load = dict.fromkeys(range(1, of + 1), 0.0)
    load[1] += CHECKS[1] + FUZZ[1]
    load[of] += MUTATION[1]
    every = [(seconds, base, file) for base in DATABASES for file, seconds in long_files()[base].items()]
    found = {}
    for seconds, database, file in sorted(every, key=lambda each: (-each[0], each[1], each[2])):
        part = min(load, key=lambda number: (load[number], number))
        load[part] += seconds
        found[database, file] = part
    return found


def part_of(database: str, file: str, of: int) -> int:
    """To which of so many parts the tests of a file belong on this database."""
    known = dealt(of).get((database, file))
    return known or crc32(f"{database} {file}".encode()) % of + 1


def database_here() -> str:
    is_postgresql = os.environ.get("ONGIKAR_DATABASE", "").startswith("postgres")
    return POSTGRESQL if is_postgresql else SQLITE


# --- as a plugin of pytest


def pytest_collection_modifyitems(config: Any, items: list[Any]) -> None:
    if not (asked := os.environ.get("ONGIKAR_TEST_PART")):
        return
    number, of = read_part(asked)
    here = database_here()
    left = [item for item in items if part_of(here, file_of(item.nodeid), of) != number]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if part_of(here, file_of(item.nodeid), of) == number]


def file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


class Tally:
    """Counts and seconds of a run, as the process sees them that all others report to."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.seconds: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.seconds[file_of(report.nodeid)] += report.duration
        if report.when == "call" or report.outcome != "passed":
            self.counts[report.outcome if report.when == "call" or report.skipped else "failed"] += 1

    def pytest_sessionfinish(self, session: Any) -> None:
        if not hasattr(session.config, "workerinput"):
            told = {"counts": self.counts, "seconds": {file: round(n, 1) for file, n in self.seconds.items()}}
            Path(os.environ["ONGIKAR_PART_REPORT"]).write_text(json.dumps(told), "utf-8")


def pytest_configure(config: Any) -> None:
    if os.environ.get("ONGIKAR_PART_REPORT"):
        config.pluginmanager.register(Tally(), "parts-tally")


# --- what was tried, and when


def results() -> dict[str, dict[str, Any]]:
    """Part → what its last run came to."""
    try:
        return dict(tomllib.loads(RESULTS.read_text("utf-8")).get("part", {}))
    except FileNotFoundError:
        return {}


HEADER = """\
# What each part of `./test --all` came to when it was run last: written by `./test --all --part N/6`.
# `is_changed`: the tree had changes that no commit holds. Read: python -m tests.parts list

"""


def note_result(part: str, told: dict[str, Any], known: dict[str, dict[str, Any]]) -> str:
    """The text of parts.toml with this part's result in the place of its former one."""
    parts = dict(sorted((known | {part: told}).items(), key=lambda each: read_part(each[0])[::-1]))
    return HEADER + tomli_w.dumps({"part": parts})


def git(*words: str) -> str:
    """What git says; nothing where there is none."""
    try:
        ran = subprocess.run([GIT, *words], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ""
    return ran.stdout.strip()


# The results themselves are no change of what was tried.
BUT_RESULTS = ("--", ".", f":(exclude){RESULTS.relative_to(ROOT)}")


def commits_since(commit: str) -> int | None:
    """How many have been made since, but those of results; None where that is not known."""
    told = git("rev-list", "--count", f"{commit}..HEAD", *BUT_RESULTS) if commit else ""
    return int(told) if told.isdecimal() and is_behind(commit) else None


def is_behind(commit: str) -> bool:
    """Whether it is of our own past."""
    return bool(git("merge-base", commit, "HEAD")) and git("merge-base", commit, "HEAD") == git(
        "rev-parse", f"{commit}^{{commit}}"
    )


def is_tree_changed() -> bool:
    return bool(git("status", "--porcelain", *BUT_RESULTS))


def has_passed(told: Mapping[str, Any] | None, *, within: int) -> bool:
    """Whether a part need not be run: it passed as committed, at most so many commits ago."""
    if not told or told["result"] != "passed" or told["is_changed"]:
        return False
    behind = commits_since(told["commit"])
    return behind is not None and behind <= within and not is_tree_changed()


def next_part(of: int, known: Mapping[str, Mapping[str, Any]], *, within: int) -> int | None:
    """The first that has not passed; None where all have."""
    numbers = range(1, of + 1)
    return next((n for n in numbers if not has_passed(known.get(f"{n}/{of}"), within=within)), None)


def begin(asked: argparse.Namespace) -> int:
    """Print the part and its chores on one line; nothing where it has passed."""
    try:
        number, of = read_part(asked.part)
    except PartFault as fault:
        print(fault, file=sys.stderr)
        return 2
    known = results()
    if number == 0:
        found = 1 if asked.again else next_part(of, known, within=asked.within)
        if found is None:
            print(f"সব {of}টি অংশ পাস করেছে · all {of} parts have passed", file=sys.stderr)
            return 0
        number = found
    told = known.get(f"{number}/{of}")
    if not asked.again and has_passed(told, within=asked.within):
        assert told
        print(
            f"{number}/{of}: {told['commit'][:8]}-এ পাস করেছে ({told['ended_at']}); আবার চাইলে --again ·"
            f" passed on {told['commit'][:8]} ({told['ended_at']}); --again runs it all the same",
            file=sys.stderr,
        )
        return 0
    print(f"{number}/{of}", *chores_of(number, of))
    return 0


def note(asked: argparse.Namespace) -> int:
    """Enter what a part came to; what each file took is kept beside."""
    told: dict[str, Any] = {
        "result": "passed" if asked.status == 0 else "failed",
        "commit": asked.commit,
        "is_changed": asked.changed or asked.commit != git("rev-parse", "HEAD") or is_tree_changed(),
        "ended_at": datetime.now(UTC).replace(microsecond=0),
        "seconds": asked.seconds,
    }
    measured = {}
    for database in DATABASES:
        report = asked.reports / f"{database}.json"
        if report.exists():
            found = json.loads(report.read_text("utf-8"))
            told[database] = found["counts"]
            measured[database] = found["seconds"]
    RESULTS.write_text(note_result(asked.part, told, results()), "utf-8")
    MEASURED.mkdir(parents=True, exist_ok=True)
    (MEASURED / f"{asked.part.replace('/', '-of-')}.json").write_text(json.dumps(measured), "utf-8")
    return 0


def print_list(asked: argparse.Namespace) -> int:
    for part, told in results().items():
        behind = commits_since(told["commit"])
        since = "?" if behind is None else behind
        counts = ", ".join(f"{base} {dict(told[base])}" for base in DATABASES if base in told)
        mark = " +" if told["is_changed"] else ""
        print(
            f"{part}  {told['result']}  {told['commit'][:8]}{mark}  {since} commits since "
            f" {told['ended_at']:%Y-%m-%d %H:%M}  {told['seconds'] // 60} min  {counts}"
        )
    return 0


def weigh(asked: argparse.Namespace) -> int:
    """The seconds of long files, from what was measured here; those of files that were not run stay."""
    known = {base: dict(files) for base, files in long_files().items()}
    for path in sorted(MEASURED.glob("*.json")):
        for database, files in json.loads(path.read_text("utf-8")).items():
            known[database] |= files
    LONG_FILES.write_text(long_files_text(known), "utf-8")
    return 0


def long_files_text(seconds: Mapping[str, Mapping[str, float]]) -> str:
    """Those that are there and take long, the longest first, in tens of seconds."""

    def of_base(files: Mapping[str, float]) -> dict[str, int]:
        there = {file: taken for file, taken in files.items() if taken >= LONG and (ROOT / file).exists()}
        return {file: round(there[file], -1) for file in sorted(there, key=lambda file: (-there[file], file))}

    return LONG_HEADER + tomli_w.dumps({base: of_base(seconds.get(base, {})) for base in DATABASES})


LONG_HEADER = """\
# Seconds that the tests of a file take on each database, of those that take a minute or more: by these
# tests/parts.py deals them to the parts of `./test --all`. Written anew by: python -m tests.parts weigh

"""


def main(words: Iterable[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.parts")
    commands = parser.add_subparsers(required=True)
    beginning = commands.add_parser("begin")
    beginning.add_argument("part")
    beginning.add_argument("--within", type=int, default=0)
    beginning.add_argument("--again", action="store_true")
    beginning.set_defaults(do=begin)
    noting = commands.add_parser("note")
    noting.add_argument("part")
    noting.add_argument("--status", type=int, required=True)
    noting.add_argument("--seconds", type=int, required=True)
    noting.add_argument("--commit", default="")
    noting.add_argument("--changed", action="store_true")
    noting.add_argument("--reports", type=Path, required=True)
    noting.set_defaults(do=note)
    commands.add_parser("list").set_defaults(do=print_list)
    commands.add_parser("weigh").set_defaults(do=weigh)
    asked = parser.parse_args(list(words))
    return int(asked.do(asked))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
