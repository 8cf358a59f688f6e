"""How a register writes numbers, days and corrected entries: in the digits of its language, the same in every book."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from ongikar.cases.actions.corrections import Correction
from ongikar.core.i18n.say import language, say
from ongikar.people.models import Applicant
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .registry import Cell, Run


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


def corrected(
    value: str, made: Sequence[Correction], field: str, write: Callable[[str], str] = str
) -> list[Run]:
    """What stands in a field now, after all that stood there before it. `write`: how the register writes a value.

    A correction of a correction shows every value in its order: ~~first~~ ~~second~~ third.
    """
    own = [each for each in made if each.field == field]
    struck = [Run(write(each.old), True) for each in own if each.old]
    runs: list[Run] = []
    for each in struck:
        runs += [each, Run(" ")]
    if value:
        runs.append(Run(write(value)))
    if own:
        days = "; ".join(", ".join(filter(None, (day(each.at), each.by))) for each in own)
        runs.append(Run(say(" (ঠিক করা হয়েছে {days})", " (corrected {days})", days=days)))
    return runs


def shown_name(person: Applicant, made: Sequence[Correction]) -> tuple[Run, ...]:
    """The one name by which somebody is called: the institution's, or their own where none asked."""
    field = "institution" if person.institution else "name"
    return tuple(corrected(getattr(person, field), made, field))
