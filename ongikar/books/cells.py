"""How a register writes numbers, days and corrected entries: in the digits of its language, the same in every
book.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from ongikar.cases.actions.corrections import Correction
from ongikar.core.i18n.say import language, say
from ongikar.people.models import Applicant
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .registry import Cell, CellRun


def language_digits(value: object) -> str:
    return digits(value, language())


def register_day(moment: datetime) -> str:
    """৯/১২/২০২৬, as a register has it."""
    return register_day_words(moment.astimezone(TZ).date())


def register_day_words(on: date) -> str:
    return language_digits(f"{on.day}/{on.month}/{on.year}")


def day_cell(moment: datetime | None) -> Cell:
    """A day that a spreadsheet knows as one; empty where there is none."""
    if moment is None:
        return Cell.of("")
    on = moment.astimezone(TZ).date()
    return Cell.of(register_day_words(on), on)


def number_cell(number: int) -> Cell:
    """A whole number that a spreadsheet knows as one."""
    return Cell.of(language_digits(number), number)


def corrected_runs(
    value: str, made: Sequence[Correction], field: str, write: Callable[[str], str] = str
) -> list[CellRun]:
    """What stands in a field now, after all that stood there before it. `write`: how the register writes a
    value.

    A correction of a correction shows every value in its order: ~~first~~ ~~second~~ third.
    """
    own = [each for each in made if each.field == field]
    struck = [CellRun(write(each.old), True) for each in own if each.old]
    runs: list[CellRun] = []
    for each in struck:
        runs += [each, CellRun(" ")]
    if value:
        runs.append(CellRun(write(value)))
    if own:
        days = "; ".join(", ".join(filter(None, (register_day(each.at), each.by))) for each in own)
        runs.append(CellRun(say(" (ঠিক করা হয়েছে {days})", " (corrected {days})", days=days)))
    return runs


def shown_name(person: Applicant, made: Sequence[Correction]) -> tuple[CellRun, ...]:
    """The one name by which somebody is called: the institution's, or their own where none asked."""
    field = "institution" if person.institution else "name"
    return tuple(corrected_runs(getattr(person, field), made, field))
