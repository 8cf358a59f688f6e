"""Numbers of a book that a restore from a backup left out, told on a line of the book itself."""

from collections.abc import Mapping

from ongikar.journal.restores import Restore, restores_of
from ongikar.offices.models import Office
from ongikar.offices.rules.serial_gaps import Gap
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from .cells import language_digits, register_day
from .registry import RegisterLine


def restored_gaps(office: Office, book: str, year: int) -> dict[Gap, Restore]:
    """The numbers of this book and year that were left out, each with the restore that did so."""
    return {
        Gap(first, last): restore
        for restore in restores_of(office.pk)
        for of_book, of_year, first, last in restore.gaps
        if (of_book, of_year) == (book, year)
    }


def gaps_of_year(office: Office, book: str, year: int) -> dict[Gap, Restore]:
    """Of a book that is counted on for good: what the restores of this fiscal year left out."""
    return {
        gap: restore for gap, restore in restored_gaps(office, book, 0).items() if year_of(restore) == year
    }


def gaps_until_year(office: Office, book: str, year: int) -> dict[Gap, Restore]:
    """The same, also of the fiscal years before."""
    return {
        gap: restore for gap, restore in restored_gaps(office, book, 0).items() if year_of(restore) <= year
    }


def year_of(restore: Restore) -> int:
    return fiscal_year(restore.at.astimezone(TZ).date())


def gap_line(gap: Gap, gaps: Mapping[Gap, Restore], *, columns: int) -> RegisterLine:
    """One line: the numbers in the first cell, and where a name would stand why nothing does."""
    restore = gaps[gap]
    numbers = language_digits(f"{gap.first}–{gap.last}")
    why = restore.why_left_out(register_day)
    return RegisterLine((numbers, "", "", why, *[""] * (columns - 4)))
