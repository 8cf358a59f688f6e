"""`python -m benchmarks growth.compare SMALL.json LARGE.json`: both in a table, and how many times the larger
takes.
"""

import argparse
import json
from pathlib import Path


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.growth.compare")
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    asked = parser.parse_args(words)
    small, large = (json.loads(path.read_text()) for path in (asked.small, asked.large))
    print(f"{large['database']}: {small['cases']:,} cases beside {large['cases']:,}\n")
    print("| what | ms, few | ms, many | times |\n|---|---:|---:|---:|")
    for name, few in small["seconds"].items():
        many = large["seconds"][name]
        print(f"| {name} | {few * 1000:.1f} | {many * 1000:.1f} | {many / few:.2f} |")
