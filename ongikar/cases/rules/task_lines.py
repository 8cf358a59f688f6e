"""Lines such as "repair the router, lab assistant, 15 December": the work, who does it, and by when.

Minutes and inspection reports were written so before tasks existed. A reading is a suggestion: whoever makes
a task of the line sees it and changes what was read wrongly.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ...rules.bangla.text import MONTHS, latin_digits, nfc

# What stands between the parts of a line. A comma between figures is none, nor is the colon of a time.
SEPARATORS = re.compile(r"\s*(?:[;|،]|,(?!\d)|:(?=\s)|\s[–—-]\s)\s*")
# A part that says when in words which name no day: "within seven working days", "before the next meeting".
WHEN = re.compile(
    r"(?:মধ্যে|আগে|পূর্বে|অবিলম্বে|জরুরি ভিত্তিতে)$|^(?:within|by|before|until|at once)\b", re.IGNORECASE
)
NUMBERED = re.compile(r"^\s*(?:\(?[0-9০-৯]{1,3}[.)।:]|[•*–-])\s*")
FIGURES = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
MONTH_NUMBERS = {
    name.casefold(): number for names in MONTHS.values() for number, name in enumerate(map(nfc, names), 1)
}
NAMED = re.compile(
    r"(\d{1,2})(?:ই|লা|রা|ঠা|শে|st|nd|rd|th)?\s+("
    + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
    + r")(?:ের)?,?(?:\s+(\d{4}))?",
    re.IGNORECASE,
)
# A line that says that there is no work.
NOTHING = (
    "কোনো সিদ্ধান্ত হয়নি",
    "সিদ্ধান্ত হয়নি",
    "সিদ্ধান্ত নেই",
    "নেই",
    "প্রযোজ্য নয়",
    "none taken",
    "none",
    "no decision",
    "nil",
    "n/a",
)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One line as it was written, and what was read of it. `who`: "" where nobody is named; `due`: None where
    no day is.
    """

    text: str
    title: str
    who: str
    due: date | None


def read_task_lines(text: str, written_on: date) -> Iterator[TaskLine]:
    """The lines of a text in order, without those that say that there is no work, each once.

    `written_on`: a day without a year is the next such day from then on.
    """
    seen = set()
    for raw in nfc(text).splitlines():
        line = NUMBERED.sub("", raw).strip().rstrip("।.").strip()
        if line and line.casefold() not in NOTHING and line not in seen:
            seen.add(line)
            read = read_line(line, written_on)
            # A line of marks alone names no work.
            if read.title:
                yield read


def read_line(line: str, written_on: date) -> TaskLine:
    parts = [part for part in SEPARATORS.split(line) if part]
    due = read_day(parts[-1], written_on) if len(parts) > 1 else None
    if len(parts) > 1 and (due or WHEN.search(parts[-1])):
        # What names no day stands in the line itself, which the page shows.
        parts.pop()
    # The work may hold separators itself: who does it stands last.
    who = parts.pop() if len(parts) > 1 else ""
    return TaskLine(line, ", ".join(parts), who, due)


def read_day(words: str, written_on: date) -> date | None:
    """The day that a part of a line names, in figures or with the name of its month; None where it names
    none.
    """
    latin = latin_digits(words)
    if match := ISO.search(latin):
        return day_or_none(*map(int, match.groups()))
    if match := FIGURES.search(latin):
        day, month, year = map(int, match.groups())
        return day_or_none(year, month, day)
    if match := NAMED.search(latin):
        day, month = int(match[1]), MONTH_NUMBERS[match[2].casefold()]
        if match[3]:
            return day_or_none(int(match[3]), month, day)
        years = (written_on.year, written_on.year + 1)
        return next((at for at in coming(years, month, day) if at >= written_on), None)
    return None


def coming(years: Iterable[int], month: int, day: int) -> Iterator[date]:
    return (at for year in years if (at := day_or_none(year, month, day)))


def day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
