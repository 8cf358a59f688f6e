"""A corrected entry as a careful clerk writes it: the old crossed out, the new beside it, with the day and by whom."""

from collections.abc import Callable, Sequence

from ongikar.cases.correction_history import Correction
from ongikar.frame.say import say
from ongikar.people.models import Applicant

from .figures import day
from .registry import Run


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
