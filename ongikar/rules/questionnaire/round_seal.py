"""The digest of all answers of a round that asks for no name: of the round as a whole, so that nothing in it
tells who answered what, or when.
"""

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

DIGEST_BYTES = 24


def digest_of_answers(round_id: int, rows: Iterable[Sequence[Any]], key: bytes) -> tuple[int, str]:
    """How many there are, and the digest of all of them in the order in which they come: that of their keys,
    which are drawn by lot. Without the key nobody can try likely answers against it.
    """
    count, digest = 0, blake2b(digest_size=DIGEST_BYTES, key=key)
    digest.update(f"ongikar round 1: {round_id}\n".encode())
    for row in rows:
        count += 1
        text = json.dumps(list(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
        digest.update(text.encode("utf-8", "surrogatepass") + b"\n")
    return count, digest.hexdigest()
