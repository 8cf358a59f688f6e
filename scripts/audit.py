"""Whether a package we depend on has a known hole: asked where such are told, if they can be reached from
here.

`--page` writes down on docs/security/dependency-audit.md what was asked and what could not be done, for these
locks.

Without that data nothing is known and nothing fails: it says so. A mirror that answers without knowing
holes would make everything look whole, so a release with famous holes is asked about too: only where that
one is told of is the rest believed. `python -m scripts.audit`; status 1 for a known hole.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCKS = tuple(ROOT / "requirements" / f"{name}.txt" for name in ("app", "build", "dev", "uv", "fuzz"))
PAGE = ROOT / "docs" / "security" / "dependency-audit.md"
KNOWN_TO_HAVE_HOLES = "django==3.2.0"
SECONDS = 120
NOT_DONE = "dependency audit: NOT DONE, what is known of holes cannot be reached from here"

Answer = list[dict[str, Any]]


def ask(lock: Path, *words: str) -> Answer | None:
    """What is told of each package of a list; None where nothing is."""
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "-r",
        str(lock),
        "--format",
        "json",
        "--progress-spinner",
        "off",
        "--disable-pip",
        "--timeout",
        "15",
        *words,
    ]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        return json.loads(ran.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, OSError, ValueError, KeyError):
        return None


def knows_holes() -> bool:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as sample:
        sample.write(KNOWN_TO_HAVE_HOLES + "\n")
        sample.flush()
        return bool(holes(ask(Path(sample.name), "--no-deps") or []))


def holes(answer: Answer) -> list[str]:
    """Each package with a known hole: its name, version, the hole's name, and where it is mended."""
    return [
        f"{package['name']} {package['version']}: {hole['id']}, mended in"
        f" {', '.join(hole['fix_versions']) or 'no version'}"
        for package in answer
        for hole in package.get("vulns", ())
    ]


def skipped_packages(answer: Answer) -> list[str]:
    return [package["name"] for package in answer if "skip_reason" in package]


def judge_answer(answer: Answer | None, *, is_believed: bool) -> tuple[str, int]:
    """What to say, and the status."""
    if answer is None or not is_believed or len(skipped_packages(answer)) == len(answer):
        return NOT_DONE, 0
    if found := holes(answer):
        return "\n".join(found), 1
    left = skipped_packages(answer)
    unknown = f"; nothing is told of {', '.join(left)}" if left else ""
    return f"dependency audit: no known hole in {len(answer) - len(left)} packages{unknown}", 0


def mark(lock: Path) -> str:
    """By what the page tells which lock was audited."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()[:16]


# What this audit never looks at, whatever it can reach.
NEVER = """- **What wheels bring compiled**: libpq and OpenSSL in psycopg-binary, OpenSSL in cryptography, \
pdfium in pypdfium2, qpdf in
  pikepdf, libxml2 in lxml, the picture libraries in pillow, the crates in granian and typst. They are known \
by the version of
  their wheel alone; a hole in one is told of only where the wheel’s own advisory says so.
- **What the machine brings**: Python, SQLite, PostgreSQL, the scanner, the SMS gateway, a proxy. \
The machine’s own updates see to those.
- **What lies in our tree**: the fonts and our own code.
- **A hole that nobody has told of.**"""


def page(outcomes: dict[Path, tuple[str, int]], day: date) -> str:
    """The page as it is committed: what was asked and what was not, lock by lock."""
    done = [lock for lock, (said, _) in outcomes.items() if said != NOT_DONE]
    lines = [
        "# The audit of what we depend on",
        "",
        "নির্ভরতার জানা ত্রুটি খোঁজা: কী দেখা হয়েছে, আর কী দেখা যায়নি।",
        "",
        (
            f"Written by `python -m scripts.audit --page` on {day:%-d %B %Y}. Every run of `./test` asks"
            " again and prints what it could not do."
        ),
        "",
        "## What was asked",
        "",
        "| lock | its mark | outcome |",
        "|---|---|---|",
        *(
            f"| `requirements/{lock.name}` | `{mark(lock)}` | {as_text(said)} |"
            for lock, (said, _) in outcomes.items()
        ),
        "",
        "## What could not be done",
        "",
    ]
    if len(done) < len(outcomes):
        left = ", ".join(f"`{lock.name}`" for lock in outcomes if lock not in done)
        lines += [
            (
                f"- **NOT DONE for {left}**: what is known of holes could not be reached from where this was"
                " written. Nothing is known of"
            ),
            (
                "  these packages; it does not mean that they have no hole. Run it where the network is,"
                " before an office goes public."
            ),
        ]
    return "\n".join([*lines, NEVER, ""])


def as_text(said: str) -> str:
    return said.removeprefix("dependency audit: ").replace("\n", "<br>")


def main(words: list[str] | None = None) -> int:
    is_believed = knows_holes()
    outcomes = {
        lock: judge_answer(ask(lock, "--require-hashes") if is_believed else None, is_believed=is_believed)
        for lock in LOCKS
    }
    for lock, (said, _) in outcomes.items():
        print(f"{lock.name}: {said}")
    if words == ["--page"]:
        PAGE.write_text(page(outcomes, datetime.now(UTC).date()), "utf-8")
    return max(status for _, status in outcomes.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
