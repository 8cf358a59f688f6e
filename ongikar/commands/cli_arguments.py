"""What several commands are asked: an office by its name, a day, the language of the answer; and who acts."""

import argparse
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from ongikar.core.command_line import Refusal, add_json, add_language
from ongikar.rules.calendar.office_calendar import TZ

if TYPE_CHECKING:
    from ongikar.journal.actions import Reference
    from ongikar.offices.models import Office

# Whoever is at the machine itself: not a person of the office.
MACHINE: "Reference" = ("command", None)


def office_parser(name: str) -> argparse.ArgumentParser:
    """What every command about the clocks of one office takes."""
    parser = argparse.ArgumentParser(prog=f"ongikar promise {name}")
    parser.add_argument("--office", help="the short name of an office; else the one that answers by default")
    add_language(parser)
    add_json(parser)
    return parser


def office_named(slug: str | None) -> "Office":
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
