"""Parses the limit that an office sets for a printed time that cannot be counted: “কার্যালয়ের সীমা: ৫ কার্যদিবস”."""

import re

from ongikar.rules.bangla import nfc

# What stands after it in the cell (by how much it may be extended) belongs to it.
OWN_LIMIT = re.compile(
    nfc(
        r"[\s;,।(]*(?:(?:কার্যালয়ের|অফিসের|দপ্তরের)\s*(?:নিজের\s*)?সীমা|The office[’']s (?:own )?limit)\s*[:ঃ]-?\s*"
    ),
    re.IGNORECASE,
)


def split_own_limit(printed: str) -> tuple[str, str]:
    """The time as printed, and the office's own limit; "" where it names none beside a time."""
    found = OWN_LIMIT.search(text := nfc(printed))
    if not found or not found.start():
        return printed, ""
    return text[: found.start()].strip(), text[found.end() :].strip(" )")
