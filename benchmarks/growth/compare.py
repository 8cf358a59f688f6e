"""`python -m benchmarks growth.compare SMALL.json LARGE.json [--keep]`: both in a table, and how many times
the larger takes; with `--keep` in RESULTS.md, too.
"""

import argparse
import json
from pathlib import Path

from django.utils import timezone

from benchmarks.results import Figure, keep_figures, machine


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.growth.compare")
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args(words)
    small, large = (json.loads(path.read_text()) for path in (asked.small, asked.large))
    print(f"{large['database']}: {small['cases']:,} cases beside {large['cases']:,}\n")
    print("| what | ms, few | ms, many | times |\n|---|---:|---:|---:|")
    figures = []
    for name, few in small["seconds"].items():
        many = large["seconds"][name]
        print(f"| {name} | {few * 1000:.1f} | {many * 1000:.1f} | {many / few:.2f} |")
        figures.append(Figure(f"growth: {name}", many * 1000, many / few))
    if asked.keep:
        keep_figures(large["database"], figures, day=timezone.localdate(), machine=machine())
