"""The SBOM of one release, from that of the locks: `python -m scripts.release_sbom VERSION WHEEL`. Beside the
version of every package stand the SHA-256 hashes that the locks take it by; beside ours that of the wheel.
"""

import hashlib
import json
import re
import sys
import uuid
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from .third_party import LOCKS, ROOT, SBOM

# A line of a lock with the lines of its hashes: they go on with a backslash.
ENTRY = re.compile(r"^([A-Za-z0-9._-]+)==\S+.*\\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M)
HASH = re.compile(r"sha256:([0-9a-f]{64})")


def locked_hashes() -> dict[str, list[str]]:
    """Of each locked package its SHA-256 hashes: one for each file that may be installed."""
    found: dict[str, list[str]] = {}
    for lock in LOCKS:
        text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
        for name, hashes in ENTRY.findall(text):
            found.setdefault(canonicalize_name(name), HASH.findall(hashes))
    return found


def sbom_of_release(document: dict[str, Any], version: str, wheel: bytes) -> dict[str, Any]:
    """`document`: CycloneDX 1.6, as the locks give it. KeyError for a package without hashes."""
    ours = document["metadata"]["component"]
    ours |= {"version": version, "hashes": as_hashes([hashlib.sha256(wheel).hexdigest()])}
    hashes = locked_hashes()
    for component in document["components"]:
        if component["type"] == "library":
            component["hashes"] = as_hashes(hashes[component["name"]])
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(document, sort_keys=True))
    return document | {"serialNumber": f"urn:uuid:{serial}"}


def as_hashes(digests: list[str]) -> list[dict[str, str]]:
    return [{"alg": "SHA-256", "content": each} for each in sorted(digests)]


if __name__ == "__main__":
    made = sbom_of_release(json.loads(SBOM.read_text("utf-8")), sys.argv[1], Path(sys.argv[2]).read_bytes())
    print(json.dumps(made, indent=1, ensure_ascii=False))
