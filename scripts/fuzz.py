"""Charters changed bit by bit, led by which lines of the reader they reach. `scripts/fuzz.sh` starts it.

Whatever the bytes: a reading comes, or a sentence why there is none; never a traceback, never more than ten
seconds.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ongikar.rules", "ongikar.charter.documents"]):
    from ongikar.charter.documents import DocumentFault, blocks_of
    from ongikar.rules.charter.parse import read_text

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = (ROOT / "ongikar" / "rules" / "tests").glob("charters*/*.txt")
LONGEST, SECONDS, MEGABYTES = 20_000, 10, 1_200


def one(content: bytes) -> None:
    """The first byte says what the file calls itself; the rest is the file."""
    name = ("charter.txt", "charter.html", "charter.md")[content[0] % 3] if content else "charter.txt"
    try:
        blocks_of(content[1:], name)
    except DocumentFault as fault:
        if not (fault.bn and fault.en):
            raise ValueError("a fault without a sentence") from fault
    read_text(content[1:].decode("utf-8", "replace"))


def main(folder: str, *options: str) -> None:
    for sample in SAMPLES:
        (Path(folder) / sample.stem).write_bytes(b"\0" + sample.read_bytes()[:LONGEST])
    limits = [
        f"-max_len={LONGEST}",
        f"-timeout={SECONDS}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={folder}/",
    ]
    atheris.Setup([sys.argv[0], folder, *limits, *options], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
