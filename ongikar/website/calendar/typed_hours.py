"""Office hours as an officer types them: ৯:০০–১৩:১৫, ১৩:৩০–১৫:৩০, in either script."""

from datetime import time

from ongikar.rules.bangla import latin_digits
from ongikar.rules.calendar_rows import CalendarFault
from ongikar.rules.hours_reading import read_hours

EXAMPLE = (
    "সময়টি ঠিক নয়। ২৪ ঘণ্টার হিসাবে লিখুন, যেমন ৯:০০–১৩:১৫, ১৩:৩০–১৫:৩০",
    "These hours are not right. Write them by the 24-hour clock, such as 9:00–13:15, 13:30–15:30",
)
# What people write between the beginning and the end.
DASHES = str.maketrans(dict.fromkeys("–—−", "-"))


class HoursFault(ValueError):
    """Hours that cannot be read, or that cannot be of one day; says why in both languages."""

    def __init__(self, bn: str, en: str):
        super().__init__(en)
        self.bn, self.en = bn, en


def read_typed_hours(typed: str) -> list[list[str]]:
    """The windows as the calendar's data keeps them: [["09:00", "13:15"], …]. Raises HoursFault."""
    try:
        windows = [
            [moment(end) for end in window.split("-")]
            for window in latin_digits(typed).translate(DASHES).replace(";", ",").split(",")
        ]
    except ValueError:
        raise HoursFault(*EXAMPLE) from None
    if any(len(window) != 2 for window in windows):
        raise HoursFault(*EXAMPLE)
    try:
        read_hours(windows, "")
    except CalendarFault as fault:
        # Without a row to name, its sentences begin with a colon.
        raise HoursFault(fault.bn.removeprefix(": "), fault.en.removeprefix(": ")) from None
    return windows


def moment(typed: str) -> str:
    """9, 9:30 or 9.30 as "09:30"; raises ValueError for anything else."""
    hour, _, minute = typed.strip().replace(".", ":").partition(":")
    figures = (hour, minute or "0")
    if not all(each.isascii() and each.isdigit() and len(each) <= 2 for each in figures):
        raise ValueError(typed)
    return time(*map(int, figures)).strftime("%H:%M")
