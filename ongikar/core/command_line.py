"""How a command reports a refusal, and how it prints a moment: in both languages, in the office's time."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from ongikar.rules.bangla.text import date_words, time_words
from ongikar.rules.calendar.office_calendar import TZ, CalendarFault
from ongikar.rules.promise import PromiseFault

TONGUES = ("bn", "en")
# Of whatever else stands beside it nothing is judged.
LANGUAGE = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
LANGUAGE.add_argument("--language", "--lang", nargs="?")


class Refusal(ValueError):
    """What was asked makes no sense: one sentence in each language."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


def languages(words: Sequence[str] = ()) -> tuple[str, ...]:
    """In which languages a command speaks: the one that `--language` names or that the machine is set to;
    both, Bangla first, where nobody says.
    """
    asked, _ = LANGUAGE.parse_known_args(list(words))
    if asked.language in TONGUES:
        return (asked.language,)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if tongue := os.environ.get(name, "")[:2]:
            return (tongue,) if tongue in TONGUES else TONGUES
    return TONGUES


def add_language(parser: argparse.ArgumentParser) -> None:
    """`--language`: of what a command prints, as the machine is set unless it is named."""
    parser.add_argument("--language", "--lang", choices=TONGUES, default=languages()[0])


def add_json(
    parser: argparse.ArgumentParser, about: str = "for programs; what is said is said in both languages"
) -> None:
    """`--json`: what the command found as one JSON text on standard output, and nothing else there."""
    parser.add_argument("--json", action="store_true", help=about)


def print_json(data: Any) -> None:
    """For `--json`: a moment in the office's time."""
    print(json.dumps(data, ensure_ascii=False, indent=2, default=json_value))


def json_value(value: Any) -> str:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, date | time | Path):
        return str(value)
    raise TypeError(f"{value!r} has no place in JSON")


def in_both(words: Callable[[str], str]) -> dict[str, str]:
    """What `words` says in each language."""
    return {tongue: words(tongue) for tongue in TONGUES}


def refusing(command: Callable[[list[str]], int]) -> Callable[[list[str]], int]:
    """A command whose refusals are told on standard error, with exit status 1."""

    def refusing_command(words: list[str]) -> int:
        try:
            return command(words)
        except (Refusal, PromiseFault, CalendarFault) as fault:
            print(*(getattr(fault, tongue) for tongue in languages(words)), sep="\n", file=sys.stderr)
            return 1

    return refusing_command


def iso(at: datetime) -> str:
    return at.astimezone(TZ).isoformat()


def moment_in_words(at: datetime, tongue: str) -> str:
    local = at.astimezone(TZ)
    return f"{date_words(local.date(), tongue)}, {time_words(local, tongue)}"
