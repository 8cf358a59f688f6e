"""What the commands about an office's clocks are asked, how they refuse, and the words they share."""

import argparse
import sys
from collections.abc import Callable
from datetime import date, datetime, time

from ongikar.rules.bangla import date_words, time_words
from ongikar.rules.calendar import TZ, CalendarFault
from ongikar.rules.promise_terms import PromiseFault


class Refusal(ValueError):
    """What was asked makes no sense: one sentence in each language."""

    def __init__(self, bn: str, en: str):
        super().__init__(en)
        self.bn, self.en = bn, en


def refusing(command: Callable[[list[str]], int]) -> Callable[[list[str]], int]:
    """A command whose refusals are told on standard error in both languages, with exit status 1."""

    def told(words: list[str]) -> int:
        try:
            return command(words)
        except (Refusal, PromiseFault, CalendarFault) as fault:
            print(f"{fault.bn}\n{fault.en}", file=sys.stderr)
            return 1

    return told


def questions(name: str) -> argparse.ArgumentParser:
    """What every command about the clocks of one office takes."""
    parser = argparse.ArgumentParser(prog=f"ongikar clocks {name}")
    parser.add_argument("--office", help="the short name of an office; else the one that answers by default")
    parser.add_argument("--language", choices=("bn", "en"), default="bn")
    parser.add_argument("--json", action="store_true", help="for programs, in both languages")
    return parser


def office_named(slug: str | None):
    from ongikar.offices.models import Office

    wanted = {"slug": slug} if slug else {"is_default": True}
    if office := Office.objects.filter(**wanted).first():
        return office
    if slug:
        raise Refusal(f"{slug}: এই নামে কোনো কার্যালয় নেই", f"{slug}: there is no such office")
    raise Refusal("কোনো কার্যালয় নেই", "there is no office")


def day_from(text: str) -> datetime:
    """The beginning of a day in the office's time."""
    try:
        return datetime.combine(date.fromisoformat(text), time(), TZ)
    except ValueError:
        raise Refusal(
            f"{text}: তারিখটি ঠিক নয়, এভাবে লিখুন: 2026-01-01", f"{text}: not a date; write 2026-01-01"
        ) from None


def iso(at: datetime) -> str:
    return at.astimezone(TZ).isoformat()


def in_words(at: datetime, tongue: str) -> str:
    local = at.astimezone(TZ)
    return f"{date_words(local.date(), tongue)}, {time_words(local, tongue)}"
