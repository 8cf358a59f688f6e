"""Days in the cells of a spreadsheet, which writes them as people do or counts them."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError

from ongikar.rules.bangla.text import latin_digits

from .fields import DayField

# What spreadsheets count days from, and what they may mean by it here: a day from 1927 to 2119. Workbooks
# that count from 1904 are brought to this count as they are read (charter/documents/xlsx.py).
DAY_NOUGHT, COUNTED_DAYS = date(1899, 12, 30), range(10_000, 80_000)


def day_of_cell(typed: str) -> date | None:
    """The day that a cell says (৯/১২/২০২৬, 9-12-2026, 2026-12-09 00:00:00, 46365); None for what is none."""
    written = latin_digits(typed).strip().partition(" ")[0].partition("T")[0]
    whole = written.partition(".")[0]
    if whole.isascii() and whole.isdigit() and len(whole) == len(str(COUNTED_DAYS.start)):
        return DAY_NOUGHT + timedelta(days=int(whole)) if int(whole) in COUNTED_DAYS else None
    try:
        day: date | None = DayField(required=False).to_python(written)
    except ValidationError:
        return None
    return day
