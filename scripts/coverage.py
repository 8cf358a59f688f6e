"""Which lines and branches the tests go through, by package: `./test --coverage` writes docs/coverage.md.

What a sandbox runs in a process of its own (reading of charters, PDFs and pictures) is counted only where a
test runs it in its own, too.
"""

import json
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

from .third_party import ROOT

PAGE = ROOT / "docs/coverage.md"
HEAD = """# What the tests go through

`./test --coverage` counts which lines and which branches (each way out of an `if`, a loop, a `try`) the tests
of the short run on SQLite go through, and writes this page; `./test --coverage FILE…` prints them for these
tests alone. It is a map of what nobody tries, no goal: a line that is gone through may still be wrong, which
is what [mutation](mutation.md) asks of the clock.

What a sandbox runs in a process of its own (reading of charters, PDFs and pictures) is counted only where a
test runs it within its own.

{day}:

| package | lines | gone through | branches | gone through |
|---|---|---|---|---|
"""


def by_package(report: dict) -> dict[str, Counter[str]]:
    """`{package: {figure of coverage.py: sum}}` of its JSON report; `rules` of an app count for rules."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for name, file in report["files"].items():
        parts = Path(name).parts[1:]
        if not file["summary"]["num_statements"]:
            continue
        package = "rules" if "rules" in parts or parts[-1] == "rules.py" else parts[0].removesuffix(".py")
        sums[package].update({key: value for key, value in file["summary"].items() if isinstance(value, int)})
    return dict(sums)


def line_of(package: str, sums: Counter[str]) -> str:
    lines, branches = sums["num_statements"], sums["num_branches"]
    through = sums["covered_lines"] / lines if lines else 1
    both = sums["covered_branches"] / branches if branches else 1
    return f"| {package} | {lines:,} | {through:.1%} | {branches:,} | {both:.1%} |"


def main(words: list[str]) -> int:
    report = ROOT / "var" / "figures-of-coverage.json"
    report.parent.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-m", "coverage", "json", "-q", "-o", str(report)], cwd=ROOT, check=True)
    sums = by_package(json.loads(report.read_text()))
    total: Counter[str] = sum(sums.values(), Counter())
    rows = [line_of(package, sums[package]) for package in sorted(sums)] + [line_of("**all**", total)]
    if "--page" in words:
        PAGE.write_text(HEAD.format(day=f"{datetime.now(UTC):%-d %B %Y}") + "\n".join(rows) + "\n", "utf-8")
    print("\n".join(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
