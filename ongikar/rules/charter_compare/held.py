"""Effective time limit of a service: the printed one, or the office's own limit where the printed text has no number."""

from typing import Any

Time = dict[str, Any]


def held(time: Time) -> Time:
    """Where the limit rules, the words are both and the length is the limit's."""
    ceiling = time.get("ceiling")
    if not ceiling or time.get("max") or time.get("cases") or time.get("stages"):
        return time
    return {**ceiling, "raw": f"{time['raw']}; {ceiling['raw']}"}
