"""Print the newest pre-release of Django, where the registry has one newer than ours; else say that there is
none.

`./test --next` runs the suite against it: what the next Django changes is known before it is released.
"""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from packaging.version import Version

UV = Path(__file__).resolve().parents[1] / ".venv" / "uv"
# The registry is asked by its ordinary client, as when a lock is made.
ASK = ("pip", "compile", "--quiet", "--prerelease", "allow", "--no-deps", "--no-header", "--no-annotate", "-")


def newest() -> Version:
    """The newest Django that the registry has, pre-releases among them. Raises CalledProcessError where it
    does not answer.
    """
    output = subprocess.run([UV, *ASK], input="django\n", capture_output=True, text=True, check=True).stdout
    return Version(output.strip().partition("==")[2])


def is_next(found: Version, ours: Version) -> bool:
    return found.is_prerelease and found > ours


def main() -> int:
    ours = Version(version("django"))
    try:
        found = newest()
    except subprocess.CalledProcessError as fault:
        print(f"প্যাকেজের তালিকা পাওয়া গেল না · the registry does not answer\n{fault.stderr}", file=sys.stderr)
        return 1
    if is_next(found, ours):
        print(found)
    else:
        print(
            f"Django {ours}-এর চেয়ে নতুন কোনো পরীক্ষামূলক সংস্করণ নেই · there is no pre-release newer than"
            f" Django {ours}",
            file=sys.stderr,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
