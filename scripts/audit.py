"""Whether a package we depend on has a known hole: asked where such are told, if they can be reached from here.

Without that data nothing is known and nothing fails: it says so. A mirror that answers without knowing holes would make
everything look whole, so a release with famous holes is asked about too: only where that one is told of is the rest believed.
`python scripts/audit.py`; status 1 for a known hole.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "app.txt"
KNOWN_TO_HAVE_HOLES = "django==3.2.0"
SECONDS = 120
NOT_DONE = "dependency audit: NOT DONE, what is known of holes cannot be reached from here"

Answer = list[dict[str, Any]]


def ask(lock: Path, *words: str) -> Answer | None:
    """What is told of each package of a list; None where nothing is."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(lock), "--format", "json", "--progress-spinner", "off",
               "--disable-pip", "--timeout", "15", *words]  # fmt: skip
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


def holes(told: Answer) -> list[str]:
    """Each package with a known hole: its name, version, the hole's name, and where it is mended."""
    return [
        f"{package['name']} {package['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version'}"
        for package in told
        for hole in package.get("vulns", ())
    ]


def skipped(told: Answer) -> list[str]:
    return [package["name"] for package in told if "skip_reason" in package]


def judged(told: Answer | None, *, is_believed: bool) -> tuple[str, int]:
    """What to say, and the status."""
    if told is None or not is_believed or len(skipped(told)) == len(told):
        return NOT_DONE, 0
    if found := holes(told):
        return "\n".join(found), 1
    left = skipped(told)
    unknown = f"; nothing is told of {', '.join(left)}" if left else ""
    return f"dependency audit: no known hole in {len(told) - len(left)} packages{unknown}", 0


def main() -> int:
    is_believed = knows_holes()
    said, status = judged(ask(LOCK, "--require-hashes") if is_believed else None, is_believed=is_believed)
    print(said)
    return status


if __name__ == "__main__":
    sys.exit(main())
