"""How a register writes numbers and days: in figures, in the digits of its language, the same in every book."""

from datetime import datetime

from ongikar.frame.say import language
from ongikar.rules.bangla import digits
from ongikar.rules.calendar import TZ


def figures(value: object) -> str:
    return digits(value, language())


def day(moment: datetime) -> str:
    """৯/১২/২০২৬, as a register has it."""
    local = moment.astimezone(TZ)
    return figures(f"{local.day}/{local.month}/{local.year}")
