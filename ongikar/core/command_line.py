"""How a command reports a refusal, and how it prints a moment: in both languages, in the office's time."""

import sys
from collections.abc import Callable
from datetime import datetime

from ongikar.rules.bangla.text import date_words, time_words
from ongikar.rules.calendar.office_calendar import TZ, CalendarFault
from ongikar.rules.promise import PromiseFault


class Refusal(ValueError):
    """What was asked makes no sense: one sentence in each language."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


def refusing(command: Callable[[list[str]], int]) -> Callable[[list[str]], int]:
    """A command whose refusals are told on standard error in both languages, with exit status 1."""

    def refusing_command(words: list[str]) -> int:
        try:
            return command(words)
        except (Refusal, PromiseFault, CalendarFault) as fault:
            print(f"{fault.bn}\n{fault.en}", file=sys.stderr)
            return 1

    return refusing_command


def iso(at: datetime) -> str:
    return at.astimezone(TZ).isoformat()


def moment_in_words(at: datetime, tongue: str) -> str:
    local = at.astimezone(TZ)
    return f"{date_words(local.date(), tongue)}, {time_words(local, tongue)}"
