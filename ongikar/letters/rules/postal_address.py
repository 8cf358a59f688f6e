"""Whether the post can find somebody by an address as it was typed."""

import re

# Bangla's full stop, line ends and what people put between the parts of an address.
PART_ENDS = re.compile(r"[,;।\n/|]+")
# Fewer words in a single part name a village at the most.
LEAST_WORDS = 3


def is_deliverable(address: str) -> bool:
    """Whether it says more than the name of a village: two parts, or three words of which nobody knows where
    one part ends.

    A village's name stands in a district many times over; with its post office, union or upazila it is found.
    """
    parts = [part for part in map(str.strip, PART_ENDS.split(address)) if part]
    return len(parts) > 1 or len(" ".join(parts).split()) >= LEAST_WORDS
