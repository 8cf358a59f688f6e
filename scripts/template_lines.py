"""Name the lines of templates that are wider than 120 signs, and fail where there is one.

The formatter breaks what can be broken; an address or the path of a drawing cannot, and does not count.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

CODE = Path(__file__).parent.parent / "ongikar"
MOST = 120
UNBREAKABLE = re.compile(r'https?://\S+|(?:href|src|action)="[^"]*"|\s(?:d|points)="[^"]*"')


def width(line: str) -> int:
    """As ruff counts it: signs that sit on the letter before have no width of their own."""
    return sum(not unicodedata.category(sign).startswith("M") for sign in UNBREAKABLE.sub("", line))


def wide_lines() -> Iterator[tuple[Path, int, int]]:
    """File, line number and width."""
    for path in sorted(CODE.rglob("templates/**/*.html")):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if width(line) > MOST:
                yield path, number, width(line)


if __name__ == "__main__":
    found = [
        f"{path.relative_to(CODE.parent)}:{number}: {wide} > {MOST}" for path, number, wide in wide_lines()
    ]
    print("\n".join(found))
    sys.exit(bool(found))
