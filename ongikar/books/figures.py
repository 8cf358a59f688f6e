"""How a register writes numbers and days: in figures, in the digits of its language, the same in every book."""

from datetime import date, datetime

from ongikar.frame.say import language
from ongikar.rules.bangla import digits
from ongikar.rules.calendar import TZ

from .registry import Cell


def figures(value: object) -> str:
    return digits(value, language())


def day(moment: datetime) -> str:
    """৯/১২/২০২৬, as a register has it."""
    return day_words(moment.astimezone(TZ).date())


def day_words(on: date) -> str:
    return figures(f"{on.day}/{on.month}/{on.year}")


def day_cell(moment: datetime | None) -> Cell:
    """A day that a spreadsheet knows as one; empty where there is none."""
    if moment is None:
        return Cell.of("")
    on = moment.astimezone(TZ).date()
    return Cell.of(day_words(on), on)


def number_cell(number: int) -> Cell:
    """A whole number that a spreadsheet knows as one."""
    return Cell.of(figures(number), number)
