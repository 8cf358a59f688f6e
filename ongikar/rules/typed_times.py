"""Times of day as people type them, in either script and either way: ২১:০০, রাত ৯টা, 9 pm, 9:30, ১০.৩০."""

import re
from collections.abc import Collection
from datetime import time

from ongikar.rules.bangla.text import DAY_PARTS, digits, latin_digits, nfc
from ongikar.rules.typed_days import TypedFault

# Which hours each word may mean. They overlap: two people call the same hour differently.
PARTS: dict[str, Collection[int]] = {
    "ভোর": range(3, 8),
    "সকাল": range(5, 12),
    "দুপুর": range(11, 17),
    "বিকেল": range(14, 19),
    "বিকাল": range(14, 19),
    "সন্ধ্যা": range(16, 21),
    "রাত": (*range(18, 24), *range(5)),
    "am": range(12),
    "pm": range(12, 24),
}
# An hour of the clock that is said without a part of the day and without a nought is one of the office’s:
# 2.15 is after noon.
AFTERNOON = range(1, 6)
BEFORE = "|".join(nfc(part) for part in PARTS if not part.isascii())
WRITTEN = re.compile(
    rf"(?:(?P<part>{BEFORE})(?:ে|য়)?\s*)?"
    r"(?P<hour>\d{1,2})\s*(?:টায়|টার|টা)?\s*"
    r"(?:[:.]?\s*(?P<minute>\d{1,2})(?::\d{2}(?:\.\d+)?(?:z|[+-]\d\d:\d\d)?)?\s*(?:মিনিটে|মিনিট|মি)?)?\s*"
    r"(?P<half>[ap]\.?m\.?)?".replace("য়", nfc("য়"))
)
TOGETHER = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})")
MOST_SIGNS = 40
NO_TIME = (
    "সময়টি ঠিক নয়। লিখুন ১০:৩০, রাত ৯টা বা ২১:০০",
    "This time is not right. Write 10:30, 9 pm or 21:00",
)


def read_time(typed: str) -> time:
    """The time that was typed. Raises TypedFault."""
    written = latin_digits(nfc(typed)).strip().casefold()
    match = len(written) <= MOST_SIGNS and (TOGETHER.fullmatch(written) or WRITTEN.fullmatch(written))
    if not match:
        raise TypedFault(*NO_TIME)
    said = match.groupdict()
    hour, minute = int(said["hour"]), int(said["minute"] or 0)
    part = said.get("part") or (said.get("half") or "").replace(".", "")
    if part:
        hours = {nfc(name): hours for name, hours in PARTS.items()}[part]
        hour = hour_within(hour, hours)
    elif hour in AFTERNOON and len(said["hour"]) == 1:
        hour += 12
    try:
        return time(hour, minute)
    except ValueError:
        raise TypedFault(*NO_TIME) from None


def hour_within(hour: int, hours: Collection[int]) -> int:
    """The hour of the day that an hour of the clock is in this part of it; -1 of one that is not in it."""
    meant = [each for each in ({hour % 12, hour % 12 + 12} if 1 <= hour <= 12 else {hour}) if each in hours]
    return meant[0] if len(meant) == 1 else -1


def typed_form(at: time, language: str) -> str:
    """রাত ৯:০০, 9:00 pm: how a field shows a time, so that it is read again as it was meant."""
    clock = digits(f"{at.hour % 12 or 12}:{at.minute:02d}", language)
    if language == "en":
        return f"{clock} {'am' if at.hour < 12 else 'pm'}"
    return f"{next(name for start, name in reversed(DAY_PARTS) if at.hour >= start)} {clock}"
