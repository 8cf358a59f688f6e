"""Builds patterns that also match where copying lost dots and rephs: প্রয়োজন as প্রযোজন, কার্যদিবস as কাযদিবস."""

import re

from ongikar.rules.bangla import nfc

# What already says itself how often it may stand is left as written.
LOST = re.compile("(\u09bc|র্)(?![?*+{])")


def loose(words: str) -> str:
    """The words in NFC, each dot and each reph as one that may be missing."""
    return LOST.sub(lambda found: f"(?:{found[1]})?", nfc(words))


def pattern(words: str) -> re.Pattern[str]:
    return re.compile(loose(words), re.IGNORECASE)
